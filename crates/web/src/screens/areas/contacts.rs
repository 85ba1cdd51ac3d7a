//! Few ties, on their area's page: contacts per week as a small series, and the steps.

use ipt::{Course, document::deficits_work::ContactStep};

use crate::{
    parts::{Svg, counts::counts},
    plain,
    words::words,
};

/// What is shown of contacts.
pub struct Contacts {
    /// The series, drawn; empty if nothing was noted.
    pub drawn: Svg,
    /// The same as a table: session, day, contacts.
    pub weeks: Vec<(String, String, u32)>,
    /// The steps: what, with whom, and how it stands.
    pub steps: Vec<(String, Vec<String>)>,
}

fn step(step: &ContactStep) -> (String, Vec<String>) {
    let fear = step.fear.map(|n| words().with("areas-step-fear", &[("n", &n)]));
    let done = step.done_on.map_or_else(
        || words().t("areas-step-open").into_owned(),
        |on| words().with("areas-step-done", &[("on", &plain::date(on))]),
    );
    let with = Some(step.with_whom.clone()).filter(|with| !with.is_empty());
    let went = Some(step.went.clone()).filter(|went| !went.is_empty());
    (step.what.clone(), with.into_iter().chain(fear).chain([done]).chain(went).collect())
}

impl Contacts {
    /// The contacts of a course.
    pub fn of(course: &Course) -> Self {
        let noted = |session: &ipt::session::Session| {
            let (number, on) = (session.number.to_string(), plain::date(session.on));
            Some((number, on, session.note.contacts?))
        };
        let weeks: Vec<(String, String, u32)> = course.sessions.iter().filter_map(noted).collect();
        let sheet = course.documents.deficits_work.as_ref();
        Self {
            drawn: counts(weeks.iter().map(|(number, _, n)| (number.as_str(), *n))),
            steps: sheet.map_or_else(Vec::new, |kept| kept.value.steps.iter().map(step).collect()),
            weeks,
        }
    }
}

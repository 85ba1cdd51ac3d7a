//! What a new relapse-prevention plan takes over from the course, with where each line comes from.

use ipt::{
    Code, Course, DocumentKind, Form, measure,
    proposal::{Origin, Proposed, Says, relapse_plan},
};
use jiff::{ToSpan, civil::Date};

use crate::{field::Source, form::FormView, plain, words::words};

/// The lines of each field, one under the other, for a plan that is not written yet.
pub fn propose(course: &Course, put: &mut impl FnMut(&str, String)) {
    let mut form = Form::new();
    for proposed in relapse_plan(course) {
        form.entry(proposed.field.to_owned()).or_default().push(said(&proposed));
    }
    for (field, lines) in form {
        put(&field, lines.join("\n"));
    }
}

/// The days of the self-checks: one, three and six months after the agreed end, or after today if
/// that is later.
pub fn propose_checks(course: &Course, today: Date, put: &mut impl FnMut(&str, String)) {
    let end = course.agreed_time.map_or(today, |time| time.planned_end.max(today));
    for (field, months) in [("check_1_month", 1), ("check_3_months", 3), ("check_6_months", 6)] {
        put(field, end.checked_add(months.months()).unwrap_or(end).to_string());
    }
}

/// Puts beside each field of the plan what the course holds for it, and from where.
pub fn beside(form: &mut FormView, course: &Course, kind: DocumentKind) {
    if kind != DocumentKind::RelapsePlan {
        return;
    }
    let lines = relapse_plan(course);
    for field in form.groups.iter_mut().flat_map(|group| &mut group.fields) {
        let of_field = lines.iter().filter(|line| line.field == field.name);
        let source = |line| Source { line: said(line), from: origin(line.from, course) };
        field.sources = of_field.map(source).collect();
    }
}

fn said(line: &Proposed) -> String {
    match &line.says {
        Says::Words(words) => words.clone(),
        Says::Practised(technique) => {
            words().t(&format!("own-technique-{}", technique.code())).into_owned()
        }
    }
}

/// Where a line comes from.
fn origin(from: Origin, course: &Course) -> String {
    let measure =
        measure::measure(ipt::alert::DEPRESSION).map_or("", |measure| measure.short.as_str());
    let told = |key: &str, session: &str, day: &str| {
        words().with(key, &[("measure", &measure), ("session", &session), ("day", &day)])
    };
    let word = |key: &str| words().t(key).into_owned();
    match from {
        Origin::RoseFirst(at) => told("from-rose-first", &at.to_string(), ""),
        Origin::RoseWith(at) => told("from-rose-with", &at.to_string(), ""),
        Origin::AtStart(answer) => {
            words().with("from-start", &[("measure", &measure), ("answer", &u32::from(answer))])
        }
        Origin::Answered(at) => told("from-answered", &at.to_string(), ""),
        Origin::NearOnset(on) => told("from-near-onset", "", &plain::date(on)),
        Origin::BeforeRise(on, at) => told("from-before-rise", &at.to_string(), &plain::date(on)),
        Origin::Supports(person, ring) => {
            let entry = course.person(person).map(|person| &person.entry);
            let kinds = entry.map_or(Vec::new(), |entry| entry.support.clone());
            let name = |kind: &ipt::inventory::Support| {
                words().t(&format!("support-{}", kind.code())).to_lowercase()
            };
            let kinds = kinds.iter().map(name).collect::<Vec<_>>().join(", ");
            match ring {
                Some(ring) => words()
                    .with("from-supports-ring", &[("kinds", &kinds), ("ring", &u32::from(ring))]),
                None => words().with("from-supports", &[("kinds", &kinds)]),
            }
        }
        Origin::Ending => word("from-ending"),
        Origin::Goal => word("from-goal"),
        Origin::OpenGoal => word("from-open-goal"),
        Origin::Task(at) => told("from-task", &at.to_string(), ""),
        Origin::Exchange => word("from-exchange"),
        Origin::Sessions(sessions) => {
            let n = u32::try_from(sessions).unwrap_or(u32::MAX);
            words().with("from-sessions", &[("n", &n)])
        }
    }
}

//! The measures that belong to a session, each as it stands: answered, asked for, or neither.

use clinic::{
    Access, TheCourse,
    check_in::{Made, Standing},
    permission::Verb,
};
use ipt::{Course, content::schedule, session::SessionNumber};

use crate::{answer::Failure, ask::Ask, screens::measures::told, words::words};

/// The measures of one session.
pub struct Due {
    /// Each: its id, its name, and how it stands.
    pub lines: Vec<(String, String, String)>,
    /// Whether one is neither answered nor asked for.
    pub open: bool,
}

impl Due {
    /// How a measure stands; empty if it does not belong to the session.
    pub fn of_measure(&self, id: &str) -> &str {
        self.lines.iter().find(|(known, ..)| known == id).map_or("", |(.., standing)| standing)
    }
}

/// The measures of a session.
///
/// # Errors
/// When the check-ins cannot be read.
pub fn due<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    course: &Course,
    number: SessionNumber,
) -> Result<Due, Failure> {
    let used: Vec<String> =
        ask.clinic().measures_in_use().iter().map(|measure| measure.id.clone()).collect();
    let made = ask.clinic().check_ins(access)?;
    let mut due = Due { lines: Vec::new(), open: false };
    for id in schedule::planned(course, number, &used) {
        let asked = |made: &&Made| {
            made.session(course) == number
                && made.asked.measures.contains(&id)
                && matches!(made.standing, Standing::Waits | Standing::Begun)
        };
        let measure = ask.clinic().measures().find(&id);
        let standing = if let Some(score) = course.score_at(&id, number) {
            let band = told::name(measure, score);
            let said = if band.is_empty() { String::new() } else { format!(" · {band}") };
            format!("{}{said}", score.shown())
        } else if let Some(made) = made.iter().find(asked) {
            super::standing(ask, made)
        } else {
            due.open = true;
            words().t("check-in-not-asked").into_owned()
        };
        let name = measure.map_or_else(|| id.to_uppercase(), |measure| measure.short.clone());
        due.lines.push((id, name, standing));
    }
    Ok(due)
}

//! What a therapist wants to know before the session: where the last one ended, what was agreed
//! since, and what time is left.

use ipt::{Course, Phase};

use crate::{plain, screens::document::told_of, words::words};

/// What stands on the table before the next session.
pub struct Before {
    /// The last session: its number and day; empty before the first.
    pub last: String,
    /// What its note leaves for the next one.
    pub left: Vec<(String, String)>,
    /// The tasks that have not been talked about.
    pub tasks: Vec<String>,
    /// The next day, and the end that was agreed.
    pub dates: Vec<(String, String)>,
}

impl Before {
    /// Of a course as it stands.
    pub fn of(course: &Course) -> Self {
        let last = course.sessions.last();
        let word = |key: &str| words().t(key).into_owned();
        let kept: Vec<String> = ["plan", "summary_for_client", "risk"]
            .iter()
            .map(|field| word(&format!("session_note-{field}")))
            .collect();
        let mut left = last.map_or_else(Vec::new, |session| told_of(&session.note, course));
        left.retain(|(label, _)| kept.contains(label));
        left.sort_by_key(|(label, _)| kept.iter().position(|known| known == label));
        let booked = course.next_session.map(|next| (word("session-next"), plain::booked(next)));
        let ends_on = match course.phase {
            Phase::Maintenance => {
                course.documents.maintenance.as_ref().and_then(|m| m.value.ends_on)
            }
            _ => course.agreed_time.map(|time| time.planned_end),
        };
        let end = ends_on.map(|on| (word("contract-planned_end"), plain::date(on)));
        Self {
            last: last.map_or(String::new(), |session| {
                format!("{} {} · {}", word("session"), session.number, plain::date(session.on))
            }),
            left,
            tasks: course
                .homework
                .iter()
                .filter(|task| task.review.is_none())
                .map(|task| task.homework.what.clone())
                .collect(),
            dates: booked.into_iter().chain(end).collect(),
        }
    }
}

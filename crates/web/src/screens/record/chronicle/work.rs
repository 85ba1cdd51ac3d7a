//! What is said of the work: incidents, decisions, techniques, reviews, and the sessions themselves.

use ipt::{Course, Event};

use super::*;

/// Incidents, decisions, techniques and reviews.
pub(super) fn of_work(event: &Event, course: &Course) -> Facts {
    let what = |id| course.incident(id).map_or("", |kept| kept.incident.what.as_str());
    match event {
        Event::IncidentNoted { session, content, .. } => {
            [in_session(*session), told_of(content, course)].concat()
        }
        Event::CommunicationAnalysed { incident, content } => {
            [line("incident-what", what(*incident)), told_of(&**content, course)].concat()
        }
        Event::DecisionWeighed { session, content, .. } => {
            [in_session(*session), told_of(content, course)].concat()
        }
        Event::RhythmWritten { content, .. } => told_of(content, course),
        Event::TechniqueRecorded { session, content, .. } => {
            [in_session(Some(*session)), technique::told(content, course)].concat()
        }
        Event::AlertReviewed { alert, content, figures } => {
            let rule = (word(&format!("rule-{}", alert.rule.code())), says(alert.rule, figures));
            [vec![rule], in_session(Some(alert.session)), told_of(&**content, course)].concat()
        }
        Event::MarkerSeen { session, evidence, .. } => {
            [in_session(Some(*session)), line("areas-marker-evidence", evidence)].concat()
        }
        Event::MarkerUnmarked { session, .. } => in_session(Some(*session)),
        _ => Facts::new(),
    }
}

/// Sessions, tasks and the ending.
pub(super) fn of_session(event: &Event, course: &Course) -> Facts {
    match event {
        Event::SessionMissed(missed) => {
            let why = [day(missed.on), (word("session-miss-why"), coded(missed.why))];
            [why.to_vec(), line("session-miss-note", &missed.note)].concat()
        }
        Event::SessionOpened { on, .. } => vec![day(*on)],
        Event::SessionNoted { note, .. } => told_of(&**note, course),
        Event::AddendumAdded { text, .. } => line("addendum", text),
        Event::NextSessionBooked { on, at } => {
            let time = at.map_or(String::new(), plain::time);
            on.map_or_else(Facts::new, |on| [vec![day(on)], line("at-time", &time)].concat())
        }
        Event::HomeworkAgreed { session, content, .. } => {
            [in_session(Some(*session)), told_of(content, course)].concat()
        }
        Event::HomeworkReviewed { homework, review } => {
            [line("homework-what", task_of(course, *homework)), told_of(review, course)].concat()
        }
        Event::EndingRaised { session, words } => {
            [in_session(Some(*session)), line("typed-words", words)].concat()
        }
        Event::SessionWithdrawn { number, reason } => {
            [in_session(Some(*number)), line("typed-reason", reason)].concat()
        }
        Event::SessionRedated { number, on } => {
            [in_session(Some(*number)), vec![day(*on)]].concat()
        }
        Event::HomeworkWithdrawn { reason, .. } => line("typed-reason", reason),
        _ => Facts::new(),
    }
}

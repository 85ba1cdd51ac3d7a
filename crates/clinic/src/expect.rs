//! What a writer saw when they began to type, so that two tabs never overwrite each other.

use ipt::{
    Code, Course, DecisionId, DocumentKind, Form, GoalId, IncidentId, MomentId, PersonId,
    TechniqueRecordId, alert::Alert, artefact::Artefact, inventory::circle::Layout,
    session::SessionNumber,
};
use jiff::civil::Date;

use crate::Problem;

/// What the writer saw when they began to type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Nothing that could have changed.
    Anything,
    /// A document at this version; 0 when there was none.
    Document(DocumentKind, u32),
    /// A session's note at this revision.
    Note(SessionNumber, u32),
    /// A person of the inventory at this revision.
    Person(PersonId, u32),
    /// A moment of the timeline at this revision; 0 when it was not there.
    Moment(MomentId, u32),
    /// An incident at this revision; 0 when it was not there.
    Incident(IncidentId, u32),
    /// The replay of an incident's exchange at this revision; 0 when there was none.
    Communication(IncidentId, u32),
    /// A decision at this revision; 0 when it was not there.
    Decision(DecisionId, u32),
    /// A week of the social rhythm, by its Monday, at this revision; 0 when there was none.
    Rhythm(Date, u32),
    /// A record of a technique at this revision; 0 when it was not there.
    TechniqueRecord(TechniqueRecordId, u32),
    /// The review of an alert at this revision; 0 when there was none.
    Review(Alert, u32),
    /// A goal in this wording; 0 when it was not there.
    Goal(GoalId, u32),
    /// A sentence of the formulation's letter, looked at so many times.
    Sentence(&'static str, u32),
    /// The focus, agreed so many times.
    Focus(u32),
    /// A picture of the circle after so many moves.
    Circle(Layout, u32),
    /// One person in all pictures of the circle, placed so many times.
    Stands(PersonId, u32),
    /// All pictures of the circle after so many placings.
    Placings(u32),
}

/// Whether what the writer saw is still so.
pub(crate) fn unchanged(course: &Course, expect: Expect) -> Result<(), Problem> {
    let Some((seen, version)) = versions(course, expect) else { return Ok(()) };
    if seen == version {
        return Ok(());
    }
    Err(Problem::Changed { now: now(course, expect), version: version.into() })
}

/// The version that was seen, and the one that stands; none where there is nothing to overwrite.
fn versions(course: &Course, expect: Expect) -> Option<(u32, u32)> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match expect {
        Expect::Anything => None,
        Expect::Document(kind, seen) => Some((seen, course.documents.stamp(kind)?.0)),
        Expect::Note(number, seen) => Some((seen, course.session(number)?.revision)),
        Expect::Person(id, seen) => Some((seen, course.person(id)?.revision)),
        Expect::Moment(id, seen) => {
            let kept = course.timeline.iter().find(|kept| kept.id == id);
            Some((seen, kept.map_or(0, |kept| kept.revision)))
        }
        // What was struck meanwhile does not come back unseen.
        Expect::Incident(id, seen) => {
            Some((seen, course.incident(id).map_or(0, |kept| kept.revision)))
        }
        Expect::Communication(id, seen) => Some((seen, course.incident(id)?.analysed)),
        Expect::Decision(id, seen) => {
            Some((seen, course.decision(id).map_or(0, |kept| kept.revision)))
        }
        Expect::Rhythm(week, seen) => {
            Some((seen, course.rhythm(week).map_or(0, |kept| kept.revision)))
        }
        Expect::TechniqueRecord(id, seen) => {
            Some((seen, course.technique_record(id).map_or(0, |kept| kept.revision)))
        }
        Expect::Review(alert, seen) => {
            Some((seen, course.review(alert).map_or(0, |kept| kept.revision)))
        }
        Expect::Goal(id, seen) => {
            let kept = course.goals.iter().find(|kept| kept.id == id);
            Some((seen, kept.map_or(0, |kept| kept.revision)))
        }
        Expect::Sentence(name, seen) => {
            Some((seen, course.sentences.get(name).map_or(0, |kept| kept.revision)))
        }
        Expect::Focus(seen) => Some((seen, count(course.focus.len()))),
        Expect::Circle(layout, seen) => Some((seen, course.circle.revision(layout))),
        Expect::Stands(person, seen) => Some((seen, course.circle.revision_of(person))),
        Expect::Placings(seen) => Some((seen, course.circle.revision_of_all())),
    }
}

/// What stands there, as it would have been typed.
fn now(course: &Course, expect: Expect) -> Form {
    let form = match expect {
        Expect::Anything | Expect::Placings(_) => None,
        Expect::Document(kind, _) => course.documents.to_form(kind),
        Expect::Note(number, _) => course.session(number).map(|session| session.note.to_form()),
        Expect::Person(id, _) => course.person(id).map(|person| person.entry.to_form()),
        Expect::Moment(id, _) => {
            let kept = course.timeline.iter().find(|kept| kept.id == id);
            kept.map(|kept| kept.moment.to_form())
        }
        Expect::Incident(id, _) => course.incident(id).map(|kept| kept.incident.to_form()),
        Expect::Communication(id, _) => {
            let kept = course.incident(id);
            kept.and_then(|kept| kept.communication.as_ref()).map(Artefact::to_form)
        }
        Expect::Decision(id, _) => course.decision(id).map(|kept| kept.decision.to_form()),
        Expect::Rhythm(week, _) => course.rhythm(week).map(|kept| kept.content.to_form()),
        Expect::TechniqueRecord(id, _) => course.technique_record(id).map(|kept| {
            let mut form = kept.record.to_form();
            form.insert("session".to_owned(), vec![kept.session.to_string()]);
            form
        }),
        Expect::Review(alert, _) => course.review(alert).map(|kept| kept.review.to_form()),
        Expect::Goal(id, _) => {
            course.goals.iter().find(|kept| kept.id == id).map(|kept| kept.goal.to_form())
        }
        Expect::Sentence(name, _) => course.sentences.get(name).map(|kept| kept.review.to_form()),
        Expect::Focus(_) => course.agreed_focus().map(Artefact::to_form),
        Expect::Stands(person, _) => {
            let ring = |layout| course.circle.ring(layout, person).map(|ring| ring.to_string());
            let stands = |layout: &Layout| Some((layout.code().to_owned(), vec![ring(*layout)?]));
            Some(Layout::ALL.iter().filter_map(stands).collect())
        }
        Expect::Circle(layout, _) => {
            let ring = |id| course.circle.ring(layout, id).map(|ring| vec![ring.to_string()]);
            let people = course.people.iter();
            Some(people.filter_map(|p| Some((p.id.to_string(), ring(p.id)?))).collect())
        }
    };
    form.unwrap_or_default()
}

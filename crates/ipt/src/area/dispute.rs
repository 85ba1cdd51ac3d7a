//! A role dispute as it stands: its stage session by session, whether it may be negotiated, and
//! what comes again with others.

use std::collections::BTreeMap;

use super::{Area, DisputeStage};
use crate::{
    Course, PersonId,
    communication::{Fault, Speaker},
    inventory::{Person, QuarrelEnds},
    policy,
    refusal::Refusal,
    session::SessionNumber,
};

/// The stage as it was noted, session by session.
pub fn stages(course: &Course) -> Vec<(SessionNumber, jiff::civil::Date, DisputeStage)> {
    let noted = |session: &crate::session::Session| {
        Some((session.number, session.on, session.note.dispute_stage?))
    };
    course.sessions.iter().filter_map(noted).collect()
}

impl Course {
    /// The dispute stage as last noted in a session.
    pub fn dispute_stage(&self) -> Option<DisputeStage> {
        self.sessions.iter().rev().find_map(|session| session.note.dispute_stage)
    }
}

/// With whom the dispute is: the people of the focus and of the work sheet.
pub fn parties(course: &Course) -> Vec<PersonId> {
    let focus = course.agreed_focus();
    let mut parties = focus.map_or_else(Vec::new, |f| f.people_with(Area::RoleDispute));
    let sheet = course.documents.dispute_work.as_ref();
    parties.extend(sheet.into_iter().flat_map(|kept| kept.value.with.clone()));
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Coercion closes negotiation: where there is violence or control between the two, no change is
/// tried on the other, and talk is not reopened (domain page §3). While nobody is named, the
/// concern with anybody counts, and so does what was found when the course began.
///
/// # Errors
/// Why it is closed.
pub fn negotiation(course: &Course) -> Result<(), Refusal> {
    let parties = parties(course);
    let concerned = |person: &Person| parties.is_empty() || parties.contains(&person.id);
    let with_one = course.people.iter().filter(|p| concerned(p)).any(Person::unsafe_with);
    let suitability = course.documents.suitability.as_ref();
    let found = suitability.is_some_and(|s| s.value.findings.iter().any(|f| f == "violence"));
    policy::NEGOTIATION_CLOSED.require(!with_one && !found)
}

codes! {
    /// What comes again with several people.
    pub enum Alike: "alike" {
        /// What the client expects of them is not met.
        NotMet = "not_met",
        /// Quarrels with them are dropped.
        Dropped = "dropped",
        /// Hinted at, not said.
        Indirect = "indirect",
        /// Silence in place of an answer.
        Silent = "silent",
        /// Taking for granted what the other thinks.
        MindRead = "mind_read",
        /// Always, never.
        OverGeneral = "over_general",
        /// An attack.
        Hostile = "hostile",
        /// No request in it.
        NoRequest = "no_request",
    }
}

/// The same with several people: put as a question, never as a finding.
pub fn patterns(course: &Course) -> Vec<(Alike, Vec<PersonId>)> {
    let mut found: BTreeMap<Alike, Vec<PersonId>> = BTreeMap::new();
    let mut note = |alike: Alike, person: PersonId| {
        let people = found.entry(alike).or_default();
        if !people.contains(&person) {
            people.push(person);
        }
    };
    for person in course.people_listed() {
        if person.entry.clients_expectations_met == Some(false) {
            note(Alike::NotMet, person.id);
        }
        if person.entry.quarrels_end == Some(QuarrelEnds::Dropped) {
            note(Alike::Dropped, person.id);
        }
    }
    for kept in &course.incidents {
        let turns = kept.communication.iter().flat_map(|found| &found.exchange);
        let own = turns.filter(|turn| turn.speaker == Some(Speaker::Client));
        for fault in own.flat_map(|turn| &turn.faults) {
            kept.incident.people.iter().for_each(|person| note(of_fault(*fault), *person));
        }
    }
    found.into_iter().filter(|(_, people)| people.len() > 1).collect()
}

fn of_fault(fault: Fault) -> Alike {
    match fault {
        Fault::Indirect => Alike::Indirect,
        Fault::Silent => Alike::Silent,
        Fault::MindRead => Alike::MindRead,
        Fault::OverGeneral => Alike::OverGeneral,
        Fault::Hostile => Alike::Hostile,
        Fault::NoRequest => Alike::NoRequest,
    }
}

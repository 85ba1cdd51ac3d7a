//! The gates between phases, each a list of conditions that screens show and `decide` enforces.

use super::*;
use crate::{
    Course, Phase, Refusal,
    document::outcome::{MaintenanceDecision, Result as Outcome},
    session::{Session, SessionNumber, Technique},
    technique::KeptTechnique,
};

/// One condition of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The rule.
    pub policy: &'static Policy,
    /// Whether it is met.
    pub met: bool,
}

fn when(policy: &'static Policy, met: bool) -> Condition {
    Condition { policy, met }
}

/// From the initial to the middle phase: the client accepted the formulation, a focus and a
/// contract with an end are agreed, and risk was reviewed (domain page §1; S3).
pub fn to_middle(course: &Course) -> Vec<Condition> {
    let ends = course.documents.contract.as_ref().is_some_and(|c| c.value.planned_end.is_some());
    vec![
        when(&FORMULATION_ACCEPTED, course.formulation_accepted()),
        when(&FOCUS_AGREED, course.agreed_focus().is_some()),
        when(&FOCUS_AS_TOLD, focus_as_told(course)),
        when(&CONTRACT_HAS_END, ends),
        when(&CONTRACT_SIGNED, course.contract_stands()),
        when(&RISK_REVIEWED, course.risk_reviewed_at.is_some() && !course.safety_hold()),
    ]
}

/// Whether the focus agreed is the area that the client was told of and accepted.
fn focus_as_told(course: &Course) -> bool {
    let told = course.documents.formulation.as_ref().and_then(|kept| kept.value.area);
    let agreed = course.agreed_focus().and_then(|focus| focus.primary);
    told.is_none() || agreed.is_none() || told == agreed
}

/// From the ending into maintenance: ending talked about, plan stored, outcome coded, maintenance
/// decided on and agreed as a new contract (domain page §1 and §6).
pub fn to_maintenance(course: &Course) -> Vec<Condition> {
    let documents = &course.documents;
    let agreed = documents
        .maintenance
        .as_ref()
        .is_some_and(|m| m.value.agreed_with_client == Some(true) && m.value.ends_on.is_some());
    let mut gate = after_ending(course);
    gate.push(when(&MAINTENANCE_AGREED, agreed));
    gate.push(when(&NOTES_SIGNED, course.unsigned().is_none()));
    gate
}

/// To the end of the course. A course that was broken off or referred on may be closed from any
/// phase; all others go through the ending. No course is closed over an open risk question or
/// over a note that is not signed.
pub fn to_closed(course: &Course) -> Vec<Condition> {
    let outcome = course.documents.outcome.as_ref().map(|kept| &kept.value);
    let broken_off = outcome
        .and_then(|outcome| outcome.result)
        .is_some_and(|result| matches!(result, Outcome::Dropout | Outcome::ReferredOn));
    // Without an ending only an outcome can say that a course was broken off or referred on.
    let without_ending = course.phase < Phase::Concluding;
    let mut gate = if broken_off || without_ending {
        vec![when(&OUTCOME_CODED, broken_off)]
    } else {
        after_ending(course)
    };
    let maintenance_agreed =
        outcome.is_some_and(|o| o.maintenance == Some(MaintenanceDecision::Agreed));
    if !broken_off {
        let agreed = course.documents.maintenance.as_ref().and_then(|kept| kept.value.sessions);
        let held = agreed.is_some_and(|agreed| course.maintenance_held() >= agreed);
        gate.push(when(&MAINTENANCE_FIRST, held || !maintenance_agreed));
    }
    gate.push(when(&NOTES_SIGNED, course.unsigned().is_none()));
    gate.push(when(&RISK_REVIEWED, !course.safety_hold()));
    gate
}

fn after_ending(course: &Course) -> Vec<Condition> {
    let outcome = course.documents.outcome.as_ref();
    let plan = course.documents.relapse_plan.as_ref().and_then(|kept| kept.value.agreed_on);
    vec![
        when(&ENDING_RAISED, course.ending_raised.is_some()),
        when(&ENDING_TALKED, course.documents.ending.is_some()),
        when(&PLAN_STORED, plan.is_some()),
        when(&OUTCOME_CODED, outcome.is_some()),
        when(&MAINTENANCE_DECIDED, outcome.is_some_and(|kept| kept.value.maintenance.is_some())),
    ]
}

/// To the signature of a session's note: it says how the session opened, how mood and event hang
/// together (from the second session on), what was thought of risk, whether something was
/// disclosed and whether the time limit was named; and no risk question is open. Each with the
/// field it is about.
pub fn to_sign(course: &Course, session: &Session) -> Vec<(Option<&'static str>, Condition)> {
    let note = &session.note;
    let mut gate = vec![
        (None, when(&RISK_QUESTION_OPEN, course.unassessed_flag().is_none())),
        (Some("opening_answer"), when(&OPENING_NOTED, !note.opening_answer.is_empty())),
    ];
    if session.number > SessionNumber::Acute(1) {
        gate.push((Some("link_text"), when(&LINK_NOTED, !note.link_text.is_empty())));
    }
    gate.extend([
        (Some("risk"), when(&RISK_NOTED, !note.risk.is_empty())),
        (Some("risk_disclosed"), when(&DISCLOSURE_ANSWERED, note.risk_disclosed.is_some())),
        (Some("sessions_left_said"), when(&SESSIONS_LEFT_SAID, note.sessions_left_said.is_some())),
    ]);
    if note.techniques.contains(&Technique::JointSession) {
        let of_it = |kept: &KeptTechnique| {
            kept.session == session.number && kept.record.technique() == Technique::JointSession
        };
        let held = course.technique_records.iter().any(of_it);
        gate.push((Some("techniques"), when(&JOINT_SESSION_RECORDED, held)));
    }
    gate
}

/// Refuses by the first condition that is not met.
///
/// # Errors
/// The refusal.
pub fn pass(gate: &[Condition]) -> Result<(), Refusal> {
    gate.iter().try_for_each(|condition| condition.policy.require(condition.met))
}

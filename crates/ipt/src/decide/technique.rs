//! What may be recorded of a technique.

use super::{coercion, sessions, variants};
use crate::{
    Course, Event, PersonId, TechniqueRecordId, policy,
    refusal::Refusal,
    session::SessionNumber,
    technique::{JointSession, TechniqueRecord},
};

pub(super) fn record(
    course: &Course,
    record: TechniqueRecordId,
    session: SessionNumber,
    content: TechniqueRecord,
) -> Result<Event, Refusal> {
    let technique = content.technique();
    let known = course.technique_record(record);
    policy::TECHNIQUE_KNOWN.require(known.is_none_or(|k| k.record.technique() == technique))?;
    policy::SESSION_KNOWN
        .require(course.session(session).is_some())
        .map_err(|refusal| refusal.beside("session"))?;
    variants::allows(course, technique)?;
    let named = |id: &PersonId| course.person(*id).is_some();
    policy::PERSON_KNOWN
        .require(content.people().iter().all(named))
        .map_err(|refusal| refusal.beside("person"))?;
    match &content {
        TechniqueRecord::JointSession(joint) => joint_session(course, joint)?,
        // As with a replay: playing it may help to understand, but it is not carried out.
        TechniqueRecord::RolePlay(played) if !played.plan.is_empty() => {
            variants::not_left_out(course, &played.plan, "plan")?;
            coercion::not_pushed(course, played.person.as_slice())
                .map_err(|refusal| refusal.beside("plan"))?;
        }
        TechniqueRecord::ProblemSolving(solving) => {
            variants::not_left_out(course, &solving.one_step, "one_step")?;
        }
        TechniqueRecord::WorkingWithSupport(asking) => {
            coercion::none_unsafe(course, asking.person.as_slice())
                .map_err(|refusal| refusal.beside("person"))?;
        }
        _ => {}
    }
    Ok(Event::TechniqueRecorded { record, session, content })
}

pub(super) fn strike(course: &Course, record: TechniqueRecordId) -> Result<Event, Refusal> {
    policy::TECHNIQUE_KNOWN.require(course.technique_record(record).is_some())?;
    Ok(Event::TechniqueRecordStruck { record })
}

/// No joint session that the client does not want, none before they were asked alone, and none
/// where anything speaks against it: in that talk, or anywhere in the record (domain page §4).
fn joint_session(course: &Course, joint: &JointSession) -> Result<(), Refusal> {
    sessions::joint_session_safe(course).map_err(|refusal| refusal.beside("person"))?;
    policy::JOINT_SESSION_WANTED
        .require(joint.client_consents == Some(true))
        .map_err(|refusal| refusal.beside("client_consents"))?;
    policy::JOINT_SESSION_ALONE_FIRST
        .require(joint.alone_first == Some(true))
        .map_err(|refusal| refusal.beside("alone_first"))?;
    policy::JOINT_SESSION_CLEAR
        .require(joint.speaks_against == Some(false))
        .map_err(|refusal| refusal.beside("speaks_against"))
}

//! Sessions, tasks and the raising of the ending.

use jiff::civil::Date;

use super::{Context, Decision, given, in_phase, not_in_future, unheld};
use crate::{
    Code, Command, Course, Event, Phase, alert,
    inventory::Person,
    policy,
    refusal::Refusal,
    session::{Session, SessionNote, SessionNumber, Technique},
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::OpenSession { on } => open(course, on, context),
        Command::MissSession(missed) => {
            not_in_future(missed.on, context, "on")?;
            Ok(vec![Event::SessionMissed(missed)])
        }
        Command::WriteNote { number, note } => {
            writable(course, number)?;
            note_fits(course, number, &note)?;
            Ok(vec![Event::SessionNoted { number, note: Box::new(note) }])
        }
        Command::SignSession { number } => {
            signable(course, number)?;
            Ok(vec![Event::SessionSigned { number }])
        }
        Command::AddAddendum { number, text } => {
            let session = known(course, number)?;
            policy::ADDENDUM_AFTER_SIGNING.require(session.signed.is_some())?;
            Ok(vec![Event::AddendumAdded { number, text: given(text, "text")? }])
        }
        Command::BookNext { on } => {
            if let (Some(on), Some(last)) = (on, course.sessions.last()) {
                policy::SESSION_ORDER
                    .require(on >= last.on)
                    .map_err(|refusal| refusal.beside("on").naming(last.on))?;
            }
            Ok(vec![Event::NextSessionBooked { on }])
        }
        Command::AgreeHomework { homework, session, content } => {
            known(course, session)?;
            Ok(vec![Event::HomeworkAgreed { homework, session, content }])
        }
        Command::ReviewHomework { homework, review } => {
            let open = course.homework.iter().any(|h| h.id == homework && h.review.is_none());
            policy::HOMEWORK_OPEN.require(open)?;
            Ok(vec![Event::HomeworkReviewed { homework, review }])
        }
        Command::RaiseEnding { words } => {
            in_phase(course, &[Phase::Middle])?;
            unheld(course)?;
            let session = SessionNumber::Acute(course.sessions_held());
            let words = given(words, "words")?;
            Ok(vec![
                Event::EndingRaised { session, words },
                Event::PhaseEntered { phase: Phase::Concluding },
            ])
        }
        _ => unreachable!("BUG: not an act of a session"),
    }
}

fn known(course: &Course, number: SessionNumber) -> Result<&Session, Refusal> {
    course.session(number).ok_or_else(|| policy::SESSION_KNOWN.refuse())
}

/// A session may begin when the time limit, the reviews and the ending allow it.
fn open(course: &Course, on: Date, context: &Context) -> Decision {
    let phases = [Phase::Initial, Phase::Middle, Phase::Concluding, Phase::Maintenance];
    in_phase(course, &phases)?;
    not_in_future(on, context, "on")?;
    let last = course.sessions.last().map(|session| session.on);
    let from = last.or(course.begun.as_ref().map(|begun| begun.on));
    policy::SESSION_ORDER
        .require(from.is_none_or(|from| on >= from))
        .map_err(|refusal| refusal.beside("on").naming(from.unwrap_or(on)))?;
    let number = course.next_number();
    match number {
        SessionNumber::Acute(n) => acute_session_fits(course, n)?,
        SessionNumber::Maintenance(n) => {
            let agreed = course.documents.maintenance.as_ref().and_then(|m| m.value.sessions);
            policy::WITHIN_CONTRACT.require(agreed.is_some_and(|agreed| n <= agreed))?;
        }
    }
    Ok(vec![Event::SessionOpened { number, on }])
}

fn acute_session_fits(course: &Course, n: u32) -> Result<(), Refusal> {
    let agreed = course.sessions_agreed();
    policy::WITHIN_CONTRACT.require(n <= agreed).map_err(|refusal| refusal.naming(agreed))?;
    if course.phase == Phase::Initial {
        // One session more than the initial phase has, for a formulation that needs a second talk.
        let most = course.variant().initial_sessions.max + 1;
        return policy::CONTRACT_BEFORE_WORK
            .require(n <= most)
            .map_err(|refusal| refusal.naming(most));
    }
    let half = agreed.div_ceil(2);
    if n > half + 1 && agreed >= 6 {
        policy::MID_REVIEW_HELD.require(course.documents.mid_review.is_some())?;
        policy::NON_RESPONSE_DECIDED
            .require(!alert::non_response(course) || course.non_response_decided_at.is_some())?;
    }
    // At least so many sessions before the last; a very short course cannot give more than it has.
    let before_last = course.variant().ending_from_end.min(agreed.saturating_sub(1));
    policy::ENDING_IN_TIME
        .require(n + before_last <= agreed || course.ending_raised.is_some())
        .map_err(|refusal| refusal.naming(before_last))
}

fn writable(course: &Course, number: SessionNumber) -> Result<(), Refusal> {
    policy::SIGNED_IS_FIXED.require(known(course, number)?.signed.is_none())
}

/// What a note says must be possible in this course.
fn note_fits(course: &Course, number: SessionNumber, note: &SessionNote) -> Result<(), Refusal> {
    let before = course
        .sessions
        .iter()
        .rev()
        .filter(|session| session.number < number)
        .find_map(|session| session.note.dispute_stage);
    if let (Some(before), Some(now)) = (before, note.dispute_stage) {
        policy::DISPUTE_MOVE
            .require(before.may_become(now))
            .map_err(|refusal| refusal.beside("dispute_stage").naming(before.code()))?;
    }
    if note.techniques.contains(&Technique::JointSession) {
        policy::JOINT_SESSION_SAFE
            .require(!course.people_listed().any(Person::unsafe_with))
            .map_err(|refusal| refusal.beside("techniques"))?;
    }
    for technique in &note.techniques {
        policy::VARIANT_FORBIDS
            .require(course.variant().forbids(technique.code()).is_none())
            .map_err(|refusal| refusal.beside("techniques").naming(technique.code()))?;
    }
    Ok(())
}

/// A note may be signed when it says how the session opened, how mood and event hang together,
/// what was thought of risk and that the time limit was named; and no risk question is open.
fn signable(course: &Course, number: SessionNumber) -> Result<(), Refusal> {
    writable(course, number)?;
    let note = &known(course, number)?.note;
    let beside = |field: &'static str| move |refusal: Refusal| refusal.beside(field);
    policy::RISK_QUESTION_OPEN.require(course.unassessed_flag().is_none())?;
    policy::OPENING_NOTED
        .require(!note.opening_answer.is_empty())
        .map_err(beside("opening_answer"))?;
    let past_first = number > SessionNumber::Acute(1);
    policy::LINK_NOTED
        .require(!past_first || !note.link_text.is_empty())
        .map_err(beside("link_text"))?;
    policy::RISK_NOTED.require(!note.risk.is_empty()).map_err(beside("risk"))?;
    policy::SESSIONS_LEFT_SAID
        .require(note.sessions_left_said == Some(true))
        .map_err(beside("sessions_left_said"))
}

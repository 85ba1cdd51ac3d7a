//! Sessions, tasks and the raising of the ending.

use jiff::civil::Date;

use super::{
    Context, Decision, coercion, given, in_phase, not_in_future,
    signing::{sign, writable},
    unheld, variants,
};
use crate::{
    Booking, Code, Command, Course, Event, FlagId, HomeworkId, Phase, alert,
    area::{DisputeStage, Strategy, dispute},
    homework::Homework,
    inventory::Person,
    policy,
    refusal::Refusal,
    review::ReviewRules,
    risk::RiskSource,
    session::{Session, SessionNote, SessionNumber, Technique},
};

/// The phases that have sessions.
const WITH_SESSIONS: &[Phase] =
    &[Phase::Initial, Phase::Middle, Phase::Concluding, Phase::Maintenance];

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::OpenSession { on } => open(course, on, context),
        Command::WithdrawSession { number, reason } => {
            let last = course.sessions.last().filter(|s| s.number == number && s.signed.is_none());
            policy::SESSION_WITHDRAWABLE.require(last.is_some())?;
            writable(course, number)?;
            Ok(vec![Event::SessionWithdrawn { number, reason: given(reason, "reason")? }])
        }
        Command::RedateSession { number, on } => redate(course, number, on, context),
        Command::MissSession(missed) => {
            not_in_future(missed.on, context, "on")?;
            Ok(vec![Event::SessionMissed(missed)])
        }
        Command::WriteNote { number, note } => {
            writable(course, number)?;
            note_fits(course, number, &note)?;
            let raised = disclosed(course, number, &note, context);
            let mut events = vec![Event::SessionNoted { number, note: Box::new(note) }];
            events.extend(raised);
            Ok(events)
        }
        Command::SignSession { number } => sign(course, number, context),
        Command::AddAddendum { number, text } => {
            let session = known(course, number)?;
            policy::ADDENDUM_AFTER_SIGNING.require(session.signed.is_some())?;
            Ok(vec![Event::AddendumAdded { number, text: given(text, "text")? }])
        }
        Command::BookNext { on, at } => {
            if let (Some(on), Some(last)) = (on, course.sessions.last()) {
                policy::SESSION_ORDER
                    .require(on >= last.on)
                    .map_err(|refusal| refusal.beside("on").naming(last.on))?;
            }
            let booked = Booking::of(on, at);
            let at = booked.and_then(|booked| booked.at);
            Ok(vec![Event::NextSessionBooked { on, at }])
        }
        Command::AgreeHomework { homework, session, content } => {
            known(course, session)?;
            task_fits(course, &content)?;
            Ok(vec![Event::HomeworkAgreed { homework, session, content }])
        }
        Command::WithdrawHomework { homework, reason } => {
            homework_open(course, homework)?;
            Ok(vec![Event::HomeworkWithdrawn { homework, reason: given(reason, "reason")? }])
        }
        Command::ReviewHomework { homework, review } => {
            homework_open(course, homework)?;
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

/// No task of a kind that the variant leaves out in this phase, none with somebody who is not
/// there, none with somebody violent or controlling.
fn task_fits(course: &Course, task: &Homework) -> Result<(), Refusal> {
    variants::not_left_out(course, &task.what, "what")?;
    let with = task.with_whom.as_slice();
    policy::PERSON_KNOWN
        .require(with.iter().all(|id| course.person(*id).is_some()))
        .and_then(|()| coercion::none_unsafe(course, with))
        .map_err(|refusal| refusal.beside("with_whom"))
}

fn homework_open(course: &Course, homework: HomeworkId) -> Result<(), Refusal> {
    let open = course.homework.iter().any(|known| known.id == homework && known.review.is_none());
    policy::HOMEWORK_OPEN.require(open)
}

pub(super) fn known(course: &Course, number: SessionNumber) -> Result<&Session, Refusal> {
    course.session(number).ok_or_else(|| policy::SESSION_KNOWN.refuse())
}

/// A session may begin when the time limit, the reviews and the ending allow it.
fn open(course: &Course, on: Date, context: &Context) -> Decision {
    in_phase(course, WITH_SESSIONS)?;
    not_in_future(on, context, "on")?;
    let last = course.sessions.last();
    let waits = last.is_some_and(|session| session.signed.is_none() && session.on == on);
    policy::SESSION_OPEN.require(!waits)?;
    let from = last.map(|session| session.on).or_else(|| began(course));
    policy::SESSION_ORDER
        .require(from.is_none_or(|from| on >= from))
        .map_err(|refusal| refusal.beside("on").naming(from.unwrap_or(on)))?;
    another_session(course, &context.rules)?;
    let number = course.next_number();
    within_dates(course, number, on)?;
    Ok(vec![Event::SessionOpened { number, on }])
}

/// Whether another session may begin on some day: what screens ask before they offer one.
///
/// # Errors
/// Why none may.
pub fn another_session(course: &Course, rules: &ReviewRules) -> Result<(), Refusal> {
    in_phase(course, WITH_SESSIONS)?;
    match course.next_number() {
        SessionNumber::Acute(n) => acute_session_fits(course, rules, n),
        SessionNumber::Maintenance(n) => {
            let agreed = course.documents.maintenance.as_ref().and_then(|m| m.value.sessions);
            policy::WITHIN_CONTRACT
                .require(agreed.is_some_and(|agreed| n <= agreed))
                .map_err(|refusal| refusal.naming(agreed.unwrap_or(0)))
        }
    }
}

/// A session is put on the day on which it was held, between its neighbours.
fn redate(course: &Course, number: SessionNumber, on: Date, context: &Context) -> Decision {
    writable(course, number)?;
    not_in_future(on, context, "on")?;
    let held_on = |session: Option<&Session>| session.map(|session| session.on);
    let before = held_on(course.sessions.iter().rev().find(|s| s.number < number));
    let after = held_on(course.sessions.iter().find(|s| s.number > number));
    let fits = before.is_none_or(|day| day <= on) && after.is_none_or(|day| on <= day);
    policy::SESSION_ORDER
        .require(fits)
        .map_err(|refusal| refusal.beside("on").naming(before.or(after).unwrap_or(on)))?;
    within_dates(course, number, on)?;
    Ok(vec![Event::SessionRedated { number, on }])
}

/// The day the referral came, or was entered if nothing is said of it.
fn began(course: &Course) -> Option<Date> {
    let received = course.documents.referral.as_ref().and_then(|kept| kept.value.received_on);
    received.or(course.begun.as_ref().map(|begun| begun.on))
}

/// The end that was agreed binds as the number does: a later session is a renegotiation (S10).
fn within_dates(course: &Course, number: SessionNumber, on: Date) -> Result<(), Refusal> {
    let end = match number {
        SessionNumber::Acute(_) => course.agreed_time.map(|time| time.planned_end),
        SessionNumber::Maintenance(_) => {
            course.documents.maintenance.as_ref().and_then(|kept| kept.value.ends_on)
        }
    };
    match end {
        Some(end) if on > end => Err(policy::WITHIN_DATES.refuse().beside("on").naming(end)),
        Some(_) | None => Ok(()),
    }
}

/// What was disclosed in a session raises its flag, unless the session has one: a risk answer and
/// the talk about it are one question.
fn disclosed(
    course: &Course,
    number: SessionNumber,
    note: &SessionNote,
    context: &Context,
) -> Option<Event> {
    let known = course.flags.iter().any(|flag| flag.session == Some(number));
    if note.risk_disclosed != Some(true) || known {
        return None;
    }
    let flag = FlagId(context.id);
    let (source, session, note) = (RiskSource::Disclosure, Some(number), note.risk.clone());
    Some(Event::RiskRaised { flag, source, session, note })
}

fn acute_session_fits(course: &Course, rules: &ReviewRules, n: u32) -> Result<(), Refusal> {
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
        policy::NON_RESPONSE_DECIDED.require(!alert::decision_waits(course, rules))?;
    }
    // At least so many sessions before the last; a very short course cannot give more than it has.
    let before_last = course.variant().ending_from_end.min(agreed.saturating_sub(1));
    policy::ENDING_IN_TIME
        .require(n + before_last <= agreed || course.ending_raised.is_some())
        .map_err(|refusal| refusal.naming(before_last))
}

/// No joint session where violence was found, whoever it was found with; and none before it was
/// asked for, alone (domain page §3 and §4). A screen asks before it offers one.
///
/// # Errors
/// Why there can be none.
pub fn joint_session_safe(course: &Course) -> Result<(), Refusal> {
    let asked = course.documents.assessment.as_ref().and_then(|a| a.value.violence_asked_alone);
    policy::VIOLENCE_ASKED.require(asked == Some(true))?;
    let suitability = course.documents.suitability.as_ref();
    let found = suitability.is_some_and(|s| s.value.findings.iter().any(|f| f == "violence"));
    policy::JOINT_SESSION_SAFE.require(!found && !course.people.iter().any(Person::unsafe_with))
}

/// What a note says must be possible in this course.
fn note_fits(course: &Course, number: SessionNumber, note: &SessionNote) -> Result<(), Refusal> {
    stage_fits(course, number, note.dispute_stage)?;
    if note.strategies.contains(&Strategy::TryChange) {
        dispute::negotiation(course).map_err(|refusal| refusal.beside("strategies"))?;
    }
    if note.techniques.contains(&Technique::JointSession) {
        joint_session_safe(course).map_err(|refusal| refusal.beside("techniques"))?;
    }
    for technique in &note.techniques {
        variants::allows(course, *technique).map_err(|refusal| refusal.beside("techniques"))?;
    }
    Ok(())
}

/// A dispute moves as disputes move, from the stage before and to the one after; where there is
/// coercion it is not led back to negotiation.
fn stage_fits(
    course: &Course,
    number: SessionNumber,
    stage: Option<DisputeStage>,
) -> Result<(), Refusal> {
    let Some(now) = stage else { return Ok(()) };
    let stages = dispute::stages(course);
    let before = stages.iter().rev().find(|(at, ..)| *at < number).map(|(.., stage)| *stage);
    let after = stages.iter().find(|(at, ..)| *at > number).map(|(.., stage)| *stage);
    for (from, to) in [(before, Some(now)), (Some(now), after)] {
        let (Some(from), Some(to)) = (from, to) else { continue };
        policy::DISPUTE_MOVE
            .require(from.may_become(to))
            .map_err(|refusal| refusal.beside("dispute_stage").naming(from.code()))?;
    }
    if now == DisputeStage::Renegotiation && before.is_some_and(|before| before != now) {
        dispute::negotiation(course).map_err(|refusal| refusal.beside("dispute_stage"))?;
    }
    Ok(())
}

//! The course's way from phase to phase, and its side ways: pause and re-entry.

use clinic::{Access, Read, TheCourse, Write, perform::NewCourse, permission::TheCaseload};
use ipt::{Code, Command, Dialect, Phase, document::Referral};

use super::act_and_go;
use crate::{
    answer::{Answer, Failure, redirect},
    ask::Ask,
    draft,
};

/// Enters a phase, if its gate is open.
///
/// # Errors
/// See [`Failure`].
pub fn enter(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let command = match Phase::from_code(ask.field("phase")) {
        Some(Phase::Middle) => Command::OpenMiddle,
        Some(Phase::Concluding) => Command::RaiseEnding { words: ask.field("words").to_owned() },
        Some(Phase::Maintenance) => Command::BeginMaintenance,
        Some(Phase::Closed) => Command::Close,
        Some(Phase::Referred | Phase::Suitability | Phase::Initial) | None => {
            return Err(Failure::choice());
        }
    };
    act_and_go(ask, access, command, "")
}

/// Pauses the course.
///
/// # Errors
/// See [`Failure`].
pub fn pause(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let until = match ask.field("until") {
        "" => None,
        text => Some(ipt::form::date(text).map_err(|_| Failure::date())?),
    };
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::Pause { reason, until }, "")
}

/// Takes it up again.
///
/// # Errors
/// See [`Failure`].
pub fn resume(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    act_and_go(ask, access, Command::Resume, "")
}

/// Chooses another variant or manual, while no contract stands.
///
/// # Errors
/// See [`Failure`].
pub fn choose_variant(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let variant = ask.field("variant").to_owned();
    let dialect = Dialect::from_code(ask.field("dialect")).ok_or_else(Failure::choice)?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::ChooseVariant { variant, dialect, reason }, "")
}

/// Begins a new episode for the same client.
///
/// # Errors
/// See [`Failure`].
pub fn re_enter(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let actor = access.actor();
    let caseload: Access<TheCaseload, Write> = ask.clinic().may(actor, (), "caseload")?;
    let course: Access<TheCourse, Read> = ask.clinic().may(actor, access.id(), "course")?;
    let file = ask.clinic().read(&course)?;
    let new = NewCourse {
        client: Ok(access.client()),
        variant: file.course.variant().code.clone(),
        dialect: file.course.dialect(),
        previous: Some(access.id()),
        referral: Referral {
            received_on: Some(ask.clinic().today()),
            reason: ask.field("reason").to_owned(),
            ..Referral::default()
        },
    };
    let id = ask.clinic().refer(&caseload, ask.key(), new)?;
    draft::sent(ask)?;
    Ok(redirect(&format!("/courses/{id}/referral")))
}

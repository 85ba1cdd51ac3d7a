//! Between-session tasks: agreed in a session, talked about in the next.

use axum::http::StatusCode;
use clinic::{Access, TheCourse, Write};
use ipt::{
    Command, HomeworkId,
    artefact::Artefact,
    homework::{Homework, HomeworkReview},
    session::SessionNumber,
};

use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    screens::{act_and_go, session_in},
};

/// Agrees a between-session task.
///
/// # Errors
/// See [`Failure`].
pub fn agree(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let session = session_in(ask)?;
    match Homework::read(&ask.form) {
        Err(_) => Err(Failure::Told(StatusCode::UNPROCESSABLE_ENTITY, "homework")),
        Ok(content) => {
            let homework = HomeworkId(ask.key());
            let command = Command::AgreeHomework { homework, session, content };
            act_and_go(ask, access, command, &format!("sessions/{session}"))
        }
    }
}

/// Takes back a task that was agreed by mistake.
///
/// # Errors
/// See [`Failure`].
pub fn withdraw(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let homework = ask.part("homework")?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::WithdrawHomework { homework, reason }, &back(ask))
}

fn back(ask: &Ask) -> String {
    match ask.field("session").parse::<SessionNumber>() {
        Ok(number) => format!("sessions/{number}"),
        Err(_) => "sessions".to_owned(),
    }
}

/// Says how it went.
///
/// # Errors
/// See [`Failure`].
pub fn review(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let homework = ask.part("homework")?;
    let review = HomeworkReview::read(&ask.form).map_err(|_| Failure::choice())?;
    act_and_go(ask, access, Command::ReviewHomework { homework, review }, &back(ask))
}

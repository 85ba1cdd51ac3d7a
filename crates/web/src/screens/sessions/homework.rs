//! Between-session tasks: agreed in a session, talked about in the next.

use axum::http::StatusCode;
use clinic::{Access, TheCourse, Write};
use ipt::{
    Code, Command, Course, HomeworkId,
    artefact::Artefact,
    homework::{Homework, HomeworkReview, KeptHomework, Tried},
    session::SessionNumber,
};

use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    screens::{act_and_go, document::told_of, session_in},
    slip::Slip,
    words::words,
};

/// A task as a session's page shows it.
pub struct TaskView {
    /// Its id.
    pub id: String,
    /// What was agreed.
    pub what: String,
    /// More on it.
    pub facts: Vec<(String, String)>,
    /// How it went, once it was said.
    pub review: Vec<(String, String)>,
    /// The form that says how it went.
    pub reviewing: Slip,
    /// What can be said: code and label.
    pub outcomes: Vec<(&'static str, String)>,
    /// The form that takes it back.
    pub withdrawing: Slip,
}

/// The tasks that fit.
///
/// # Errors
/// When the drafts cannot be read.
pub fn shown(
    ask: &Ask,
    course: &Course,
    which: impl Fn(&KeptHomework) -> bool,
) -> Result<Vec<TaskView>, Failure> {
    let outcome =
        |tried: &Tried| (tried.code(), words().t(&format!("tried-{}", tried.code())).into_owned());
    course
        .homework
        .iter()
        .filter(|task| which(task))
        .map(|task| {
            let mut facts = told_of(&task.homework, course);
            facts.retain(|(_, text)| *text != task.homework.what);
            Ok(TaskView {
                id: task.id.to_string(),
                what: task.homework.what.clone(),
                facts,
                review: task.review.as_ref().map_or_else(Vec::new, |r| told_of(r, course)),
                reviewing: Slip::blank(ask, ask.room(&format!("homework/{}/review", task.id)))?,
                outcomes: Tried::ALL.iter().map(outcome).collect(),
                withdrawing: Slip::blank(
                    ask,
                    ask.room(&format!("homework/{}/withdrawal", task.id)),
                )?,
            })
        })
        .collect()
}

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

//! Between-session tasks: agreed in a session, talked about in the next.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Code, Command, Course, Form, HomeworkId,
    artefact::Artefact,
    content::homework::library,
    homework::{Homework, HomeworkReview, KeptHomework, Tried},
    session::SessionNumber,
};

use super::one::page;
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    form::Trouble,
    screens::{act, act_and_go, document::told_of, saved, session_in},
    slip::{Returned, Slip},
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
    returned: Option<&Returned>,
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
                reviewing: Slip::of(ask, reviewed_at(ask, task.id), Form::new(), returned)?,
                outcomes: Tried::ALL.iter().map(outcome).collect(),
                withdrawing: Slip::blank(
                    ask,
                    ask.room(&format!("homework/{}/withdrawal", task.id)),
                )?,
            })
        })
        .collect()
}

/// The form in which a task is agreed: with one of the library where the way led here from it.
///
/// # Errors
/// When the drafts cannot be read.
pub fn agreeing(
    ask: &Ask,
    session: SessionNumber,
    returned: Option<&Returned>,
) -> Result<Slip, Failure> {
    let chosen = library().iter().find(|task| task.code == ask.queried("task"));
    let typed = chosen.map(|task| ("what".to_owned(), vec![task.text.clone()]));
    Slip::of(ask, agreed_at(ask, session), typed.into_iter().collect(), returned)
}

fn agreed_at(ask: &Ask, session: SessionNumber) -> String {
    ask.room(&format!("sessions/{session}/homework"))
}

fn reviewed_at(ask: &Ask, task: HomeworkId) -> String {
    ask.room(&format!("homework/{task}/review"))
}

/// Agrees a between-session task.
///
/// # Errors
/// See [`Failure`].
pub fn agree(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let session = session_in(ask)?;
    let trouble = match Homework::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let homework = HomeworkId(ask.key());
            let command = Command::AgreeHomework { homework, session, content };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(saved(&ask.room(&format!("sessions/{session}")))),
                Err(trouble) => trouble,
            }
        }
    };
    let returned = Returned { action: agreed_at(ask, session), trouble };
    match ask.clinic().read(access)?.course.session(session) {
        Some(_) => page(ask, access, session, None, Some(&returned)),
        None => Err(returned.alone()),
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
    let homework: HomeworkId = ask.part("homework")?;
    let trouble = match HomeworkReview::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(review) => {
            let command = Command::ReviewHomework { homework, review };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(saved(&ask.room(&back(ask)))),
                Err(trouble) => trouble,
            }
        }
    };
    let returned = Returned { action: reviewed_at(ask, homework), trouble };
    let course = &ask.clinic().read(access)?.course;
    // It stands on the page of a later session, until it was talked about.
    let waits = |number: &SessionNumber| {
        let task = course.homework.iter().find(|task| task.id == homework);
        let waits = task.is_some_and(|task| task.session < *number && task.review.is_none());
        waits && course.session(*number).is_some()
    };
    match ask.field("session").parse().ok().filter(waits) {
        Some(session) => page(ask, access, session, None, Some(&returned)),
        None => Err(returned.alone()),
    }
}

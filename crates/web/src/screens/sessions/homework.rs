//! Between-session tasks: agreed in a session, talked about in the next.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Code, Command, Course, Form, HomeworkId,
    artefact::Artefact,
    content::homework as library,
    homework::{Homework, HomeworkReview, KeptHomework, Tried, Went},
    incident::KeptIncident,
    inventory::Person,
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
    /// Whether it is with somebody with whom it turned out not to be safe, and not done yet.
    pub put_aside: bool,
    /// More on it.
    pub facts: Vec<(String, String)>,
    /// How it went, once it was said.
    pub review: Vec<(String, String)>,
    /// The form that says how it went.
    pub reviewing: Slip,
    /// What can be said: code and label.
    pub outcomes: Vec<(&'static str, String)>,
    /// How it can have turned out: code and label.
    pub went: Vec<(&'static str, String)>,
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
                put_aside: task.review.is_none() && course.put_aside(task),
                facts,
                review: task.review.as_ref().map_or_else(Vec::new, |r| told_of(r, course)),
                reviewing: Slip::of(ask, reviewed_at(ask, task.id), Form::new(), returned)?,
                outcomes: Tried::ALL.iter().copied().map(offered).collect(),
                went: Went::ALL.iter().copied().map(offered).collect(),
                withdrawing: Slip::blank(
                    ask,
                    ask.room(&format!("homework/{}/withdrawal", task.id)),
                )?,
            })
        })
        .collect()
}

/// A code with its label.
fn offered<C: Code>(code: C) -> (&'static str, String) {
    (code.code(), words().t(&format!("{}-{}", C::CODES.name, code.code())).into_owned())
}

/// The form in which a task is agreed; one that was taken from the library stands in it.
///
/// # Errors
/// When the drafts cannot be read.
pub fn agreeing(
    ask: &Ask,
    session: SessionNumber,
    returned: Option<&Returned>,
) -> Result<Slip, Failure> {
    let slip = Slip::of(ask, agreed_at(ask, session), Form::new(), returned)?;
    let taken = library::task(ask.queried("task")).filter(|_| returned.is_none());
    Ok(match taken {
        Some(task) => slip.filled("what", &task.text),
        None => slip,
    })
}

/// The form that makes the other version of an exchange a task of the session that is open: with
/// whom, when and how sure as they were said there.
///
/// # Errors
/// When the drafts cannot be read.
pub fn from_exchange(
    ask: &Ask,
    course: &Course,
    kept: &KeptIncident,
) -> Result<Option<Slip>, Failure> {
    let others: Vec<&Person> =
        kept.incident.people.iter().filter_map(|id| course.person(*id)).collect();
    let safe = !others.iter().any(|person| person.unsafe_with());
    let said = kept.communication.as_ref().filter(|found| !found.another_version.is_empty());
    let (Some(session), Some(said), true) = (course.unsigned(), said, safe) else {
        return Ok(None);
    };
    let stands = |task: &KeptHomework| {
        task.session == session.number && task.homework.what == said.another_version
    };
    if course.homework.iter().any(stands) {
        return Ok(None);
    }
    let task = Homework {
        what: said.another_version.clone(),
        with_whom: others.first().map(|person| person.id),
        when: said.try_when.clone(),
        confidence: said.confidence,
        ..Homework::default()
    };
    Slip::fresh(ask, agreed_at(ask, session.number), task.to_form(), 0).map(Some)
}

fn agreed_at(ask: &Ask, session: SessionNumber) -> String {
    ask.room(&format!("sessions/{session}/homework"))
}

fn reviewed_at(ask: &Ask, task: HomeworkId) -> String {
    ask.room(&format!("homework/{task}/review"))
}

/// What was tried with the people of an exchange since it was told: each task, and how it went.
pub fn since(course: &Course, kept: &KeptIncident) -> Vec<(String, String, String)> {
    let with = |task: &&KeptHomework| {
        let told = kept.session.is_none_or(|told| task.session >= told);
        told && task.homework.with_whom.is_some_and(|id| kept.incident.people.contains(&id))
    };
    let line = |task: &KeptHomework| {
        (task.session.to_string(), task.homework.what.clone(), how_it_went(task))
    };
    course.homework.iter().filter(with).map(line).collect()
}

/// How a task went, in words; that it is not talked about yet, if so.
fn how_it_went(task: &KeptHomework) -> String {
    let Some(review) = &task.review else { return words().t("homework-waits").into_owned() };
    let tried = review.tried.map(|tried| offered(tried).1);
    let went = review.went.map(|went| offered(went).1);
    let result = Some(review.result.clone()).filter(|result| !result.is_empty());
    [tried, went, result].into_iter().flatten().collect::<Vec<_>>().join(" · ")
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

//! Goals, in the client's words, and how far they have come.

use askama::Template;
use axum::http::StatusCode;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, GoalId,
    artefact::Artefact,
    goal::{Goal, GoalProgress, KeptGoal},
};

use super::{CourseFrame, act, act_and_go, choosable, document::told, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    field::Offer,
    form::{FormView, Making, Trouble},
    page::Page,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/goals/page.html")]
struct GoalsPage {
    page: Page,
    frame: CourseFrame,
    goals: Vec<GoalView>,
    form: FormView,
    trouble: bool,
}

struct GoalView {
    progressing: Slip,
    id: String,
    text: String,
    figures: Vec<String>,
    sign: String,
    progress: Vec<Progress>,
    statuses: Vec<Offer>,
    session: u32,
}

/// A line of the table: how far a goal had come.
struct Progress {
    session: String,
    rating: String,
    status: String,
    evidence: String,
}

fn making(ask: &Ask, course: &Course) -> Making<'static> {
    Making {
        name: Goal::NAME,
        fields: Goal::FIELDS,
        action: ask.room("goals"),
        stored: Default::default(),
        seen: 0,
        people: choosable(course),
        submit: "goal-set",
    }
}

fn view(ask: &Ask, course: &Course, kept: &KeptGoal) -> Result<GoalView, Failure> {
    let status = |code: &&'static str| Offer {
        value: (*code).to_owned(),
        label: words().t(&format!("goal_status-{code}")).into_owned(),
        chosen: false,
    };
    let stands = [("status".to_owned(), vec![kept.status().code().to_owned()])].into();
    let action = ask.room(&format!("goals/{}/progress", kept.id));
    Ok(GoalView {
        progressing: Slip::fresh(ask, action, stands, 0)?,
        id: kept.id.to_string(),
        text: kept.goal.text.clone(),
        figures: figures(&kept.goal, course),
        sign: kept.goal.observable_sign.clone(),
        progress: kept.progress.iter().map(progress).collect(),
        statuses: ipt::goal::GoalStatus::CODES.all.iter().map(status).collect(),
        session: course.sessions_held(),
    })
}

/// What is said of a goal beside its words, on one line.
fn figures(goal: &Goal, course: &Course) -> Vec<String> {
    let form = goal.to_form();
    let about = Goal::FIELDS.iter().filter(|field| ["area", "person"].contains(&field.name));
    let about = about.flat_map(|field| told(Goal::NAME, &[*field], &form, course));
    let numbers = [
        ("goal-line-baseline", goal.baseline),
        ("goal-line-target", goal.target),
        ("goal-line-importance", goal.importance),
        ("goal-line-due", goal.due_session),
    ];
    let numbers = numbers.into_iter().filter_map(|(key, n)| Some(words().with(key, &[("n", &n?)])));
    about.map(|(_, text)| text).chain(numbers).collect()
}

fn progress(progress: &GoalProgress) -> Progress {
    let number = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let status = progress.status.map(|s| words().t(&format!("goal_status-{}", s.code())));
    Progress {
        session: number(progress.session),
        rating: number(progress.rating),
        status: status.unwrap_or_default().into_owned(),
        evidence: progress.evidence.clone(),
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<&Trouble>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "goals");
    let form = match trouble {
        None => FormView::fresh(ask, making(ask, course))?,
        Some(trouble) => FormView::again(ask, making(ask, course), trouble),
    };
    let goals =
        course.goals.iter().map(|kept| view(ask, course, kept)).collect::<Result<_, _>>()?;
    let template = GoalsPage { page, frame, goals, form, trouble: trouble.is_some() };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The goals.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Sets a goal.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn set(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let trouble = match Goal::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let command = Command::SetGoal { goal: GoalId(ask.key()), content };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(saved(&ask.room("goals"))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(&trouble))
}

/// Says how far a goal has come.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back with what was typed.
pub fn rate(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let goal = ask.part("goal")?;
    let progress = GoalProgress::read(&ask.form)
        .map_err(|_| Failure::Told(StatusCode::UNPROCESSABLE_ENTITY, "progress"))?;
    act_and_go(ask, access, Command::RateGoal { goal, progress }, "goals")
}

//! Goals, in the client's words, and how far they have come.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, GoalId,
    artefact::Artefact,
    goal::{Goal, GoalProgress, KeptGoal},
};

use super::{CourseFrame, act, choosable, document::told, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    field::Offer,
    form::{FormView, Making, Trouble},
    page::Page,
    slip::{Returned, Slip},
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
    one: bool,
}

struct GoalView {
    address: String,
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

fn making(
    ask: &Ask,
    course: &Course,
    one: Option<GoalId>,
    goal: Option<&KeptGoal>,
) -> Making<'static> {
    Making {
        name: Goal::NAME,
        fields: Goal::FIELDS,
        action: one.map_or_else(|| ask.room("goals"), |id| ask.room(&format!("goals/{id}"))),
        stored: goal.map_or_else(Default::default, |kept| kept.goal.to_form()),
        seen: goal.map_or(0, |kept| kept.revision.into()),
        people: choosable(course),
        submit: if one.is_some() { "save" } else { "goal-set" },
    }
}

fn view(
    ask: &Ask,
    course: &Course,
    kept: &KeptGoal,
    returned: Option<&Returned>,
) -> Result<GoalView, Failure> {
    let status = |code: &&'static str| Offer {
        value: (*code).to_owned(),
        label: words().t(&format!("goal_status-{code}")).into_owned(),
        chosen: false,
    };
    let stands = [("status".to_owned(), vec![kept.status().code().to_owned()])].into();
    let action = ask.room(&format!("goals/{}/progress", kept.id));
    Ok(GoalView {
        address: ask.room(&format!("goals/{}", kept.id)),
        progressing: Slip::of(ask, action, stands, returned)?,
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

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    one: Option<GoalId>,
    trouble: Option<&Trouble>,
    returned: Option<&Returned>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "goals");
    let chosen = one.and_then(|id| course.goals.iter().find(|kept| kept.id == id));
    if one.is_some() && chosen.is_none() {
        return Err(Failure::NotThere);
    }
    let made = making(ask, course, one, chosen);
    let form = FormView::of(ask, made, trouble)?;
    let goals = course.goals.iter().map(|kept| view(ask, course, kept, returned));
    let goals = goals.collect::<Result<_, _>>()?;
    let (again, one) = (trouble.is_some(), one.is_some());
    let template = GoalsPage { page, frame, goals, form, trouble: again, one };
    if again || returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The goals.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, None, None)
}

/// One goal, to be worded anew.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn goal(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, Some(ask.part("goal")?), None, None)
}

fn save(ask: &Ask, access: &Access<TheCourse, Write>, one: Option<GoalId>) -> Answer {
    let trouble = match Goal::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let command = Command::SetGoal { goal: one.unwrap_or(GoalId(ask.key())), content };
            let expect = one.map_or(Expect::Anything, |id| Expect::Goal(id, ask.seen()));
            match act(ask, access, expect, command)? {
                Ok(()) => return Ok(saved(&ask.room("goals"))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, one, Some(&trouble), None)
}

/// Sets a goal.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn set(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    save(ask, access, None)
}

/// Words a goal anew; how far it came stays with it.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn reword(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let goal: GoalId = ask.part("goal")?;
    let file = ask.clinic().read(access)?;
    if !file.course.goals.iter().any(|kept| kept.id == goal) {
        return Err(Failure::NotThere);
    }
    save(ask, access, Some(goal))
}

/// Says how far a goal has come.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back with what was typed.
pub fn rate(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let goal: GoalId = ask.part("goal")?;
    let trouble = match GoalProgress::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(progress) => {
            let command = Command::RateGoal { goal, progress };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(saved(&ask.room("goals"))),
                Err(trouble) => trouble,
            }
        }
    };
    let action = ask.room(&format!("goals/{goal}/progress"));
    let returned = Returned { action, trouble };
    let file = ask.clinic().read(access)?;
    match file.course.goals.iter().any(|kept| kept.id == goal) {
        true => page(ask, access, None, None, Some(&returned)),
        false => Err(returned.alone()),
    }
}

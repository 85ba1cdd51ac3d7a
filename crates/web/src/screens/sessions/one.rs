//! One session: the agenda, the note, the task, the signature.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, agenda,
    artefact::Artefact,
    content::{homework, strategy},
    homework::{KeptHomework, Tried},
    session::{Session, SessionNote, SessionNumber},
};
use uuid::Uuid;

use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    field::Choosable,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    screens::{CourseFrame, act, act_and_go, choosable, document::told_of, session_in},
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/sessions/page.html")]
struct SessionPage {
    page: Page,
    frame: CourseFrame,
    address: String,
    number: String,
    on: String,
    left_words: String,
    agenda: Vec<(String, String)>,
    scores: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    last: Vec<TaskView>,
    tasks: Vec<TaskView>,
    ideas: Vec<String>,
    prompts: Vec<(String, Vec<String>, String)>,
    people: Vec<Choosable>,
    before: Vec<(String, String)>,
    note: Option<FormView>,
    told: Vec<(String, String)>,
    signed: String,
    addenda: Vec<(String, String)>,
    next: String,
    key: String,
    adding: Slip,
    agreeing: Slip,
}

struct TaskView {
    id: String,
    what: String,
    facts: Vec<(String, String)>,
    review: Vec<(String, String)>,
    reviewing: Slip,
    outcomes: Vec<(&'static str, String)>,
}

fn making(ask: &Ask, course: &Course, session: &Session) -> Making<'static> {
    let mut stored = session.note.to_form();
    if session.revision == 0 {
        stored.insert("minutes".into(), vec![course.variant().minutes.max.to_string()]);
    }
    Making {
        name: SessionNote::NAME,
        fields: SessionNote::FIELDS,
        action: ask.room(&format!("sessions/{}", session.number)),
        stored,
        seen: session.revision.into(),
        people: choosable(course),
        submit: "note-save",
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<&Trouble>) -> Answer {
    let number = session_in(ask)?;
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let session = course.session(number).ok_or(Failure::NotThere)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "sessions");
    let note = match (&session.signed, trouble) {
        (Some(_), _) => None,
        (None, None) => Some(FormView::fresh(ask, making(ask, course, session))?),
        (None, Some(trouble)) => Some(FormView::again(ask, making(ask, course, session), trouble)),
    };
    let signed = session.signed.as_ref().map_or(String::new(), |signature| {
        let who = ask.clinic().name_of(signature.by);
        let when = plain::date(ask.clinic().day_of(signature.at));
        words().with("note-signed", &[("who", &who), ("when", &when)])
    });
    let addenda = session.addenda.iter().map(|addendum| {
        let who = ask.clinic().name_of(addendum.by);
        let when = plain::date(ask.clinic().day_of(addendum.at));
        (format!("{who}, {when}"), addendum.text.clone())
    });
    let template = SessionPage {
        page,
        frame,
        address: ask.room(&format!("sessions/{number}")),
        number: number.to_string(),
        on: plain::date(session.on),
        left_words: left(course, number),
        agenda: plan(course, number),
        scores: scores(course, number),
        measures: measures(ask, number),
        last: tasks(ask, course, |task| task.session < number && task.review.is_none())?,
        tasks: tasks(ask, course, |task| task.session == number)?,
        ideas: homework::tasks(&agenda::areas(course)).iter().map(|t| t.text.clone()).collect(),
        prompts: prompts(course),
        people: choosable(course),
        before: before(course, number),
        told: told_of(&session.note, course),
        signed,
        addenda: addenda.collect(),
        next: course.next_session.map_or(String::new(), |on| on.to_string()),
        key: Uuid::new_v4().to_string(),
        adding: Slip::blank(ask, ask.room(&format!("sessions/{number}/addenda")))?,
        agreeing: Slip::blank(ask, ask.room(&format!("sessions/{number}/homework")))?,
        note,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// "After this one, n are left": to be said aloud.
fn left(course: &Course, number: SessionNumber) -> String {
    match number {
        SessionNumber::Acute(n) => {
            let agreed = course.sessions_agreed();
            let left = agreed.saturating_sub(n);
            words().with("session-left", &[("n", &n), ("agreed", &agreed), ("left", &left)])
        }
        SessionNumber::Maintenance(n) => words().with("session-maintenance", &[("n", &n)]),
    }
}

fn plan(course: &Course, number: SessionNumber) -> Vec<(String, String)> {
    agenda::plan_for(course, number)
        .iter()
        .map(|step| (step.task.clone(), step.source.clone()))
        .collect()
}

fn scores(course: &Course, number: SessionNumber) -> Vec<(String, String)> {
    let position = course.sessions.iter().position(|session| session.number == number);
    let before = position.and_then(|n| n.checked_sub(1)).map(|n| course.sessions[n].number);
    ipt::measure::measures()
        .iter()
        .filter_map(|measure| {
            let score = course.score_at(&measure.id, number)?;
            let earlier = before.and_then(|before| course.score_at(&measure.id, before));
            let change = earlier.map_or(String::new(), |earlier| {
                format!(" ({:+})", i64::from(score.total) - i64::from(earlier.total))
            });
            let band = measure.band(score.total).map_or("", |band| band.label.as_str());
            Some((measure.id.to_uppercase(), format!("{}{change} · {band}", score.total)))
        })
        .collect()
}

fn measures(ask: &Ask, number: SessionNumber) -> Vec<(String, String)> {
    ipt::measure::measures()
        .iter()
        .map(|m| (ask.room(&format!("measures/{}?session={number}", m.id)), m.id.to_uppercase()))
        .collect()
}

fn tasks(
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
            })
        })
        .collect()
}

fn prompts(course: &Course) -> Vec<(String, Vec<String>, String)> {
    agenda::areas(course)
        .into_iter()
        .map(|area| {
            let guide = strategy::guide(area);
            let name = ipt::letter::area_name(course, area, words());
            (name, guide.prompts.clone(), guide.pitfalls.join(" "))
        })
        .collect()
}

/// What the session before ended with.
fn before(course: &Course, number: SessionNumber) -> Vec<(String, String)> {
    let Some(session) = course.sessions.iter().rev().find(|s| s.number < number) else {
        return Vec::new();
    };
    let mut told = told_of(&session.note, course);
    let kept = ["plan", "summary_for_client", "note"];
    let labels: Vec<String> =
        kept.iter().map(|f| words().t(&format!("session_note-{f}")).into_owned()).collect();
    told.retain(|(label, _)| labels.contains(label));
    told
}

/// One session.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Writes its note.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn write(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    let seen = ask.field("form_seen").parse().unwrap_or(0);
    let trouble = match SessionNote::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(note) => {
            let command = Command::WriteNote { number, note };
            match act(ask, access, Expect::Note(number, seen), command)? {
                Ok(()) => return Ok(redirect(&ask.room(&format!("sessions/{number}?saved=yes")))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(&trouble))
}

/// Signs it.
///
/// # Errors
/// See [`Failure`]; a refusal is shown on the session's page.
pub fn sign(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    match ask.clinic().perform(access, Expect::Anything, ask.key(), Command::SignSession { number })
    {
        Ok(_) => Ok(redirect(&ask.room(&format!("sessions/{number}")))),
        Err(problem) => sign_refused(ask, access, number, Trouble::of(problem)?),
    }
}

/// The page again, with the note as it stands and the refusal beside its field.
fn sign_refused(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    number: SessionNumber,
    trouble: Trouble,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let note = file.course.session(number).map(|session| session.note.to_form());
    let again = Ask {
        app: std::sync::Arc::clone(&ask.app),
        path: ask.room(&format!("sessions/{number}")),
        parts: ask.parts.clone(),
        query: ask.query.clone(),
        form: note.unwrap_or_default(),
        actor: ask.actor.clone(),
        token: ask.token.clone(),
    };
    page(&again, access, Some(&trouble))
}

/// Adds to it after it was signed.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    let text = ask.field("text").to_owned();
    act_and_go(ask, access, Command::AddAddendum { number, text }, &format!("sessions/{number}"))
}

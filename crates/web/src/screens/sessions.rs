//! Sessions: the list, and the heart of the work: one session while a client sits there.

use askama::Template;
use clinic::{Access, Expect, Read, Role, TheCourse, Write};
use ipt::{
    Code, Command, Course, Phase, alert,
    session::{Missed, MissedSession, Session, SessionNumber},
};
use uuid::Uuid;

use super::{CourseFrame, act_and_go, typed_date};
use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    field::Offer,
    form::RefusalView,
    page::Page,
    plain,
    slip::Slip,
    words::words,
};

mod booking;
pub mod guide;
pub mod homework;
pub mod library;
mod noted;
pub mod one;
mod scores;
pub mod signing;
mod worked;

use booking::Next;
pub use booking::book;

#[derive(Template)]
#[template(path = "screens/sessions/list.html")]
struct ListPage {
    page: Page,
    frame: CourseFrame,
    address: String,
    sessions: Vec<Line>,
    missed: Vec<String>,
    reasons: Vec<Offer>,
    /// Whether the course is in a phase that has sessions.
    can_open: bool,
    /// Why no other session may begin, if none may.
    no_session: Option<RefusalView>,
    next_number: String,
    next: Next,
    today: String,
    key: String,
    missing: Slip,
    drawer: String,
}

struct Line {
    address: String,
    number: String,
    on: String,
    score: String,
    signed: bool,
    summary: String,
}

/// The list.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "sessions");
    let stands = [("on".to_owned(), vec![ask.clinic().today().to_string()])].into();
    let missing = Slip::fresh(ask, ask.room("sessions/missed"), stands, 0)?;
    let reason = |missed: &Missed| Offer {
        value: missed.code().to_owned(),
        label: words().t(&format!("missed-{}", missed.code())).into_owned(),
        chosen: missing.is("why", missed.code()),
    };
    answer::show(&ListPage {
        page,
        frame,
        address: ask.room("sessions"),
        sessions: course.sessions.iter().rev().map(|session| line(ask, course, session)).collect(),
        missed: course
            .missed
            .iter()
            .map(|m| {
                let why = words().t(&format!("missed-{}", m.why.code()));
                format!("{}: {why}. {}", plain::date(m.on), m.note)
            })
            .collect(),
        reasons: Missed::ALL.iter().map(reason).collect(),
        can_open: with_sessions(course),
        no_session: no_session(ask, course),
        next_number: course.next_number().to_string(),
        next: Next::of(course),
        today: ask.clinic().today().to_string(),
        key: Uuid::new_v4().to_string(),
        missing,
        drawer: drawer(ask, course, ""),
    })
}

/// The way to the drawer of process notes: for who leads the course, and for nobody else.
fn drawer(ask: &Ask, course: &Course, about: &str) -> String {
    let leads = course.begun.as_ref().map(|begun| begun.therapist);
    match &ask.actor {
        Some(actor) if leads == Some(actor.id()) && actor.has(Role::Therapist) => {
            ask.room(&format!("process-notes{about}"))
        }
        Some(_) | None => String::new(),
    }
}

/// Whether the course is in a phase that has sessions.
pub fn with_sessions(course: &Course) -> bool {
    matches!(course.phase, Phase::Initial | Phase::Middle | Phase::Concluding | Phase::Maintenance)
}

/// Why no other session may begin: said instead of offering one that would be refused.
pub fn no_session(ask: &Ask, course: &Course) -> Option<RefusalView> {
    let refusal = ipt::decide::another_session(course, &ask.clinic().settings().review_rules)
        .err()
        .filter(|_| with_sessions(course))?;
    Some(RefusalView::of(&refusal, &ask.room("")))
}

fn line(ask: &Ask, course: &Course, session: &Session) -> Line {
    let score = course.score_at(alert::DEPRESSION, session.number);
    Line {
        address: ask.room(&format!("sessions/{}", session.number)),
        number: session.number.to_string(),
        on: plain::date(session.on),
        score: score.map_or_else(|| "–".to_owned(), |score| score.total.to_string()),
        signed: session.signed.is_some(),
        summary: session.note.opening_answer.clone(),
    }
}

/// Begins the next session.
///
/// # Errors
/// See [`Failure`].
pub fn open(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let on = typed_date(ask, "on").map_err(|_| Failure::date())?;
    ask.clinic().perform(access, Expect::Anything, ask.key(), Command::OpenSession { on })?;
    let file = ask.clinic().read(access)?;
    let number = file.course.sessions.last().map_or(SessionNumber::Acute(1), |s| s.number);
    Ok(redirect(&ask.room(&format!("sessions/{number}"))))
}

/// Notes a session that did not take place.
///
/// # Errors
/// See [`Failure`].
pub fn miss(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let on = typed_date(ask, "on").map_err(|_| Failure::date())?;
    let why = Missed::from_code(ask.field("why")).ok_or_else(Failure::choice)?;
    let note = ask.field("note").to_owned();
    act_and_go(ask, access, Command::MissSession(MissedSession { on, why, note }), "sessions")
}

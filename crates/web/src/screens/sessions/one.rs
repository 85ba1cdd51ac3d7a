//! One session: the agenda, the note, the task, the signature.

use super::{
    booking::Next,
    guide::{self, AreaView, PlanLine, TechniqueView},
    homework::TaskView,
    library::{self, Shelf},
    noted,
    scores::{self, Scored},
    signing,
    worked::{self, Worked},
};
use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    field::Choosable,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    screens::{
        CourseFrame, act, act_and_go, check_in::due, choosable, document::told_of, session_in,
        typed_date,
    },
    slip::{Returned, Slip},
};
use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course, Field,
    artefact::Artefact,
    session::{Session, SessionNote, SessionNumber},
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
    agenda: Vec<PlanLine>,
    scores: Vec<Scored>,
    last: Vec<TaskView>,
    tasks: Vec<TaskView>,
    ideas: Vec<Shelf>,
    worked: Vec<Worked>,
    areas: Vec<AreaView>,
    techniques: Vec<TechniqueView>,
    people: Vec<Choosable>,
    before: Vec<(String, String)>,
    note: Option<FormView>,
    told: Vec<(String, String)>,
    signed: String,
    /// What the supervisor wrote when the note came back.
    returned: Option<(String, String)>,
    /// That the note goes to a supervisor when it is signed.
    goes_on: String,
    /// Whether it lies there.
    waits: bool,
    conditions: Vec<(bool, String)>,
    form: String,
    addenda: Vec<(String, String)>,
    next: Next,
    /// Where the drawer of who leads the course is; empty for anybody else.
    drawer: String,
    adding: Slip,
    agreeing: Slip,
    withdrawing: Slip,
    redating: Slip,
}

fn making<'a>(ask: &Ask, course: &Course, session: &Session, fields: &'a [Field]) -> Making<'a> {
    let mut stored = session.note.to_form();
    if session.revision == 0 {
        stored.insert("minutes".into(), vec![course.variant().minutes.max.to_string()]);
    }
    Making {
        name: SessionNote::NAME,
        fields,
        action: ask.room(&format!("sessions/{}", session.number)),
        stored,
        seen: session.revision.into(),
        people: choosable(course),
        submit: "note-save",
    }
}

/// The page of a session; its note comes back in trouble, or one of its small forms does.
///
/// # Errors
/// See [`Failure`].
pub fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    number: SessionNumber,
    trouble: Option<&Trouble>,
    returned: Option<&Returned>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let session = course.session(number).ok_or(Failure::NotThere)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "sessions");
    let fixed = session.signed.is_some() || session.waits_for_supervisor();
    let note = match trouble {
        _ if fixed => None,
        trouble => {
            let fields = noted::fields(course, session);
            let form = FormView::of(ask, making(ask, course, session, &fields), trouble)?;
            Some(noted::fitted(form, course, number))
        }
    };
    let signed = signing::told(ask, course, session);
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
        left_words: guide::left(course, number),
        agenda: guide::plan(ask, course, number),
        scores: scores::of(ask, course, number, &due(ask, access, course, number)?),
        last: super::homework::shown(
            ask,
            course,
            |task| task.session < number && task.review.is_none(),
            returned,
        )?,
        tasks: super::homework::shown(ask, course, |task| task.session == number, returned)?,
        ideas: library::shelves(course),
        worked: worked::of(ask, course, number),
        areas: guide::areas(course),
        techniques: guide::techniques(course),
        people: choosable(course),
        before: guide::before(course, number),
        told: told_of(&session.note, course),
        signed,
        returned: signing::returned(ask, session),
        goes_on: signing::goes_on(ask, course, session),
        waits: session.waits_for_supervisor(),
        conditions: signing::conditions(course, session),
        form: note.as_ref().map_or(String::new(), |note| note.tab.clone()),
        addenda: addenda.collect(),
        next: Next::of(course),
        drawer: super::drawer(ask, course, &format!("?session={number}")),
        adding: Slip::blank(ask, ask.room(&format!("sessions/{number}/addenda")))?,
        agreeing: super::homework::agreeing(ask, number, returned)?,
        withdrawing: Slip::blank(ask, ask.room(&format!("sessions/{number}/withdrawal")))?,
        redating: redating(ask, session)?,
        note,
    };
    let again = trouble.is_some() || returned.is_some();
    if again { show_again(&template) } else { answer::show(&template) }
}

fn redating(ask: &Ask, session: &Session) -> Result<Slip, Failure> {
    let stored = [("on".to_owned(), vec![session.on.to_string()])].into();
    Slip::fresh(ask, ask.room(&format!("sessions/{}/date", session.number)), stored, 0)
}

/// One session.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, session_in(ask)?, None, None)
}

/// Writes its note.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn write(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    match save(ask, access, number)? {
        Ok(()) => Ok(redirect(&ask.room(&format!("sessions/{number}?saved=yes")))),
        Err(trouble) => page(ask, access, number, Some(&trouble), None),
    }
}

pub(super) fn save(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    number: SessionNumber,
) -> Result<Result<(), Trouble>, Failure> {
    let seen = ask.field("form_seen").parse().unwrap_or(0);
    match SessionNote::read(&ask.form) {
        Err(problems) => Ok(Err(Trouble::fields(problems))),
        Ok(note) => {
            let command = Command::WriteNote { number, note };
            act(ask, access, Expect::Note(number, seen), command)
        }
    }
}

/// Takes back a session that was begun by mistake.
///
/// # Errors
/// See [`Failure`].
pub fn withdraw(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::WithdrawSession { number, reason }, "sessions")
}

/// Puts it on the day on which it was held.
///
/// # Errors
/// See [`Failure`].
pub fn redate(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    let on = typed_date(ask, "on").map_err(|_| Failure::date())?;
    let back = format!("sessions/{number}?saved=yes");
    act_and_go(ask, access, Command::RedateSession { number, on }, &back)
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

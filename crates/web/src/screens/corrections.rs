//! What the client asked to be put right: answered here, added beside what it corrects.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, DocumentKind, Event, FieldProblem, Form,
    correction::{CorrectionAnswer, CorrectionPart, KeptCorrection},
    form::Wrong,
};

use super::{CourseFrame, act, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::Trouble,
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

pub mod own;

#[derive(Template)]
#[template(path = "screens/corrections/page.html")]
struct RoomPage {
    page: Page,
    frame: CourseFrame,
    lines: Vec<Line>,
    places: Vec<(String, String)>,
}

/// One request.
struct Line {
    asked: String,
    wrong: String,
    should: String,
    /// Who answered it, when, and what; empty while it waits.
    answered: String,
    text: String,
    /// What was amended; empty if nothing was, or the record as a whole.
    to: String,
    /// To answer it, while it waits.
    slip: Option<Slip>,
}

/// A part in words.
fn part(part: CorrectionPart) -> String {
    words().t(&format!("correction_part-{}", part.code())).into_owned()
}

fn line(ask: &Ask, kept: &KeptCorrection, returned: Option<&Returned>) -> Result<Line, Failure> {
    let (when, about) = (plain::date(kept.on), part(kept.request.part));
    let mut line = Line {
        asked: words().with("correction-asked-on", &[("when", &when), ("part", &about)]),
        wrong: kept.request.wrong.clone(),
        should: kept.request.should.clone(),
        answered: String::new(),
        text: String::new(),
        to: String::new(),
        slip: None,
    };
    match &kept.answer {
        None => line.slip = Some(Slip::of(ask, reply_to(ask, kept), Form::new(), returned)?),
        Some((by, on, answer)) => {
            let (who, when) = (ask.clinic().name_of(*by), plain::date(*on));
            let key = if answer.accepted { "correction-accepted" } else { "correction-declined" };
            line.answered = words().with(key, &[("who", &who), ("when", &when)]);
            line.text.clone_from(&answer.text);
            line.to = place(answer);
        }
    }
    Ok(line)
}

fn reply_to(ask: &Ask, kept: &KeptCorrection) -> String {
    ask.room(&format!("corrections/{}/reply", kept.request.correction))
}

/// What an answer amends, in words; empty for the record as a whole.
fn place(answer: &CorrectionAnswer) -> String {
    match (answer.amends(), answer.session) {
        (Some(kind), _) => words().t(&format!("room-{}", kind.name())).into_owned(),
        (None, Some(number)) => {
            words().with("correction-place-session", &[("n", &number.to_string())])
        }
        (None, None) => String::new(),
    }
}

/// What can be amended: what is sent, and what is read.
fn places(course: &Course) -> Vec<(String, String)> {
    let whole = (String::new(), words().t("correction-place-record").into_owned());
    let stands = |kind: &&DocumentKind| course.documents.stamp(**kind).is_some();
    let document = |kind: &DocumentKind| {
        let name = words().d(&format!("room-{}", kind.name()), course.dialect());
        (format!("document:{}", kind.name()), name.into_owned())
    };
    let documents = DocumentKind::ALL.iter().filter(stands).map(document);
    let sessions = course.sessions.iter().filter(|session| session.signed.is_some()).map(|s| {
        let number = s.number.to_string();
        let said = words().with("correction-place-session", &[("n", &number)]);
        (format!("session:{number}"), said)
    });
    std::iter::once(whole).chain(documents).chain(sessions).collect()
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<&Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "corrections");
    let lines = course.corrections.iter().rev().map(|kept| line(ask, kept, returned));
    let lines = lines.collect::<Result<_, _>>()?;
    let template = RoomPage { page, frame, lines, places: places(course) };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The room.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Answers one.
///
/// # Errors
/// See [`Failure`]; what is left out comes back in the form.
pub fn reply(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let action = ask.path.clone();
    let accepted = match ask.field("answer") {
        "accept" => true,
        "decline" => false,
        _ => {
            let (field, problem) = ("answer".to_owned(), Wrong::NotAChoice);
            let trouble = Trouble::fields(vec![FieldProblem { field, problem }]);
            return page(ask, access, Some(&Returned { action, trouble }));
        }
    };
    let (mut document, mut session) = (None, None);
    match ask.field("place").split_once(':') {
        Some(("document", name)) => document = Some(name.to_owned()),
        Some(("session", number)) => {
            session = Some(number.parse().map_err(|_| Failure::NotThere)?);
        }
        Some(_) | None => {}
    }
    let answer = CorrectionAnswer {
        correction: ask.part("correction")?,
        accepted,
        text: ask.field("text").replace("\r\n", "\n"),
        document,
        session,
    };
    match act(ask, access, Expect::Anything, Command::AnswerCorrection(answer))? {
        Ok(()) => Ok(saved(&ask.room("corrections"))),
        Err(trouble) => {
            let returned = Returned { action, trouble };
            let file = ask.clinic().read(access)?;
            let shown =
                |kept: &KeptCorrection| kept.waits() && reply_to(ask, kept) == returned.action;
            if !file.course.corrections.iter().any(shown) {
                return Err(returned.alone());
            }
            page(ask, access, Some(&returned))
        }
    }
}

/// What was asked or answered, for the whole record.
pub fn said(event: &Event) -> Vec<(String, String)> {
    let word = |key: &str| words().t(key).into_owned();
    match event {
        Event::CorrectionAsked(request) => vec![
            (word("own-corrections-part"), part(request.part)),
            (word("correction-wrong"), request.wrong.clone()),
            (word("correction-should"), request.should.clone()),
        ],
        Event::CorrectionAnswered(answer) => {
            let key = if answer.accepted { "correction-accept" } else { "correction-decline" };
            let mut facts = vec![
                (word("correction-answer"), word(key)),
                (word("correction-text"), answer.text.clone()),
            ];
            let to = place(answer);
            if !to.is_empty() {
                facts.push((word("correction-to"), to));
            }
            facts
        }
        _ => Vec::new(),
    }
}

/// What was added to the document of a room: by whom and when, and what.
pub fn amendments(ask: &Ask, course: &Course, room: &str) -> Vec<(String, String)> {
    let Some(kind) = DocumentKind::from_name(room) else { return Vec::new() };
    let said = |(by, on, text): (ipt::AccountId, jiff::civil::Date, &str)| {
        let (who, when) = (ask.clinic().name_of(by), plain::date(on));
        (words().with("correction-amended-by", &[("who", &who), ("when", &when)]), text.to_owned())
    };
    course.amendments(kind).map(said).collect()
}

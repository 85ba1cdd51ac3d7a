//! To whom something of a record was given: for whoever leads the course and for administrators to
//! write down, and for the client to see.

use askama::Template;
use clinic::{
    Access, Problem, Read, TheCourse, TheRetention, Write,
    disclosure::{Disclosed, Disclosure, Ground},
    permission::Verb,
};
use ipt::{
    Course, FieldProblem, Form,
    form::{Wrong, date},
    label::RecordPart,
};

use super::{CourseFrame, erasure::told::moment, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

pub mod own;

#[derive(Template)]
#[template(path = "screens/disclosures/page.html")]
struct CoursePage {
    page: Page,
    frame: CourseFrame,
    log: Log,
}

#[derive(Template)]
#[template(path = "screens/disclosures/client.html")]
struct ClientPage {
    page: Page,
    name: String,
    back: String,
    log: Log,
}

/// The lines, and the form for another.
struct Log {
    lines: Vec<Line>,
    slip: Slip,
    grounds: Vec<(&'static str, String)>,
}

struct Line {
    /// That it has a label, for who works in the course; empty if it has none.
    labelled: &'static str,
    /// Where it gets one; empty for who has no way there.
    labels: String,
    on: String,
    to: String,
    what: String,
    ground: String,
    by: String,
}

impl Log {
    fn of(
        ask: &Ask,
        action: String,
        disclosed: Vec<Disclosed>,
        returned: Option<&Returned>,
        course: Option<&Course>,
    ) -> Result<Self, Failure> {
        let stands = Form::from([("on".to_owned(), vec![ask.clinic().today().to_string()])]);
        let ground = |ground: &Ground| {
            let words = words().t(&format!("disclosure-ground-{}", ground.code()));
            (ground.code(), words.into_owned())
        };
        Ok(Self {
            lines: disclosed.into_iter().map(|line| Line::of(ask, line, course)).collect(),
            slip: Slip::of(ask, action, stands, returned)?,
            grounds: Ground::ALL.iter().map(ground).collect(),
        })
    }
}

impl Line {
    fn of(ask: &Ask, line: Disclosed, course: Option<&Course>) -> Self {
        let part = RecordPart::Disclosure(line.id);
        let labelled = course.is_some_and(|course| course.labels.contains_key(&part));
        let (who, when) = (ask.clinic().name_of(line.by), moment(ask, line.at));
        let disclosure = line.disclosure;
        let ground = words().t(&format!("disclosure-ground-{}", disclosure.ground.code()));
        Self {
            labelled: if labelled { "disclosure-labelled" } else { "" },
            labels: course
                .map_or_else(String::new, |_| format!("{}?part={part}", ask.room("labels"))),
            on: plain::date(disclosure.on),
            to: disclosure.to,
            what: disclosure.what,
            ground: match disclosure.ground_words.as_str() {
                "" => ground.into_owned(),
                more => format!("{ground}: {more}"),
            },
            by: words().with("disclosure-by", &[("who", &who), ("when", &when)]),
        }
    }
}

/// What was typed, or what is wrong with it.
fn read(ask: &Ask) -> Result<Disclosure, Trouble> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| {
        problems.push(FieldProblem { field: field.to_owned(), problem });
    };
    for needed in ["to", "what"] {
        if ask.field(needed).is_empty() {
            wrong(needed, Wrong::Missing);
        }
    }
    let on = match date(ask.field("on")) {
        Ok(on) if on > ask.clinic().today() => Err(Wrong::NotYet),
        read => read,
    };
    if let Err(problem) = on {
        wrong("on", problem);
    }
    let ground = Ground::from_code(ask.field("ground"));
    if ground.is_none() {
        wrong("ground", Wrong::NotAChoice);
    }
    match (on, ground) {
        (Ok(on), Some(ground)) if problems.is_empty() => Ok(Disclosure {
            to: ask.field("to").to_owned(),
            on,
            what: ask.field("what").to_owned(),
            ground,
            ground_words: ask.field("ground_words").to_owned(),
        }),
        _ => Err(Trouble::fields(problems)),
    }
}

/// Where the log of a course stands, and where it is sent.
fn here<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<&Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "disclosures");
    let disclosed = ask.clinic().disclosures(access)?;
    let log = Log::of(ask, ask.room("disclosures"), disclosed, returned, Some(&file.course))?;
    let template = CoursePage { page, frame, log };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The log, for whoever leads the course.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    here(ask, access, None)
}

/// Writes a line.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn note(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let action = ask.room("disclosures");
    match read(ask) {
        Ok(disclosure) => {
            written(ask, action, |key| ask.clinic().disclose(access, key, &disclosure))
        }
        Err(trouble) => here(ask, access, Some(&Returned { action, trouble })),
    }
}

fn written(
    ask: &Ask,
    to: String,
    disclose: impl FnOnce(uuid::Uuid) -> Result<(), Problem>,
) -> Answer {
    disclose(ask.key())?;
    draft::sent(ask)?;
    Ok(saved(&to))
}

fn address<V: Verb>(access: &Access<TheRetention, V>) -> String {
    format!("/clients/{}/disclosures", access.id())
}

fn there<V: Verb>(
    ask: &Ask,
    access: &Access<TheRetention, V>,
    returned: Option<&Returned>,
) -> Answer {
    let (name, _) = ask.clinic().retained(access)?;
    let disclosed = ask.clinic().disclosures(access)?;
    let template = ClientPage {
        page: Page::of(ask, &words().t("room-disclosures")),
        name,
        back: format!("/clients/{}", access.id()),
        log: Log::of(ask, address(access), disclosed, returned, None)?,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The log, for administrators.
///
/// # Errors
/// See [`Failure`].
pub fn of_client(ask: &Ask, access: &Access<TheRetention, Read>) -> Answer {
    there(ask, access, None)
}

/// Writes a line as an administrator.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn note_for_client(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    let action = address(access);
    match read(ask) {
        Ok(disclosure) => {
            written(ask, action, |key| ask.clinic().disclose(access, key, &disclosure))
        }
        Err(trouble) => there(ask, access, Some(&Returned { action, trouble })),
    }
}

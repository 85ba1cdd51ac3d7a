//! Labels: which parts of the record are left out of what the client is given, and why.

use askama::Template;
use clinic::{
    Access, Expect, Read, TheCourse, Write, audit::LABELS, disclosure::Disclosed, permission::Verb,
};
use ipt::{
    Code, Command, Course, Event, FieldProblem, Form,
    form::Wrong,
    label::{KeptLabel, LOOK_AGAIN_DAYS, Label, Labelling, RecordPart},
};
use jiff::ToSpan;

use super::{CourseFrame, act, saved, typed_date};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::Trouble,
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

pub mod part;

use part::{Shelf, line_named, named, shelves};

#[derive(Template)]
#[template(path = "screens/labels/page.html")]
struct LabelsPage {
    page: Page,
    frame: CourseFrame,
    lines: Vec<Line>,
    shelves: Vec<Shelf>,
    labels: Vec<(&'static str, String)>,
    look_again_hint: String,
    slip: Slip,
}

/// A label that stands.
struct Line {
    part: RecordPart,
    name: String,
    address: String,
    label: String,
    reason: String,
    said: String,
    /// When it is looked at again; empty for one that is not.
    again: String,
    due: bool,
    slip: Slip,
}

fn label_named(label: Label) -> String {
    words().t(&format!("label-{}", label.code())).into_owned()
}

fn lifting(ask: &Ask) -> String {
    ask.room(&format!("{LABELS}/unlabelling"))
}

fn line(
    ask: &Ask,
    (course, given): (&Course, &[Disclosed]),
    (part, kept): (&RecordPart, &KeptLabel),
    returned: Option<&Returned>,
) -> Result<Line, Failure> {
    let (who, when) = (ask.clinic().name_of(kept.by), plain::date(kept.on));
    let again = kept.content.look_again_on;
    // Of several forms that go to one address, the one that was sent comes back.
    let returned = returned.filter(|_| ask.field("part") == part.to_string());
    let of_the_log = given.iter().find(|line| RecordPart::Disclosure(line.id) == *part);
    Ok(Line {
        part: *part,
        name: of_the_log.map_or_else(|| named(*part, course), line_named),
        address: ask.room(&part::room_of(*part)),
        label: label_named(kept.content.label),
        reason: kept.content.reason.clone(),
        said: words().with("label-by", &[("who", &who), ("when", &when)]),
        again: again.map_or_else(String::new, |on| {
            words().with("label-again-on", &[("when", &plain::date(on))])
        }),
        due: again.is_some_and(|on| on <= ask.clinic().today()),
        slip: Slip::of(ask, lifting(ask), Form::new(), returned)?,
    })
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<&Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, LABELS);
    let given = ask.clinic().disclosures(access)?;
    let lines = course.labels.iter().map(|kept| line(ask, (course, &given), kept, returned));
    let lines = lines.collect::<Result<_, _>>()?;
    let last = ask.clinic().today().saturating_add(LOOK_AGAIN_DAYS.days());
    // Whoever comes from a part labels that one.
    let stored = Form::from([
        ("part".to_owned(), vec![ask.queried("part").to_owned()]),
        ("look_again_on".to_owned(), vec![last.to_string()]),
    ]);
    let template = LabelsPage {
        page,
        frame,
        lines,
        shelves: shelves(course, &given),
        labels: Label::ALL.iter().map(|label| (label.code(), label_named(*label))).collect(),
        look_again_hint: words().with("label-look_again_on-hint", &[("when", &plain::date(last))]),
        slip: Slip::of(ask, ask.room(LABELS), stored, returned)?,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The room.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// What was chosen and typed.
fn typed(ask: &Ask) -> Result<Command, Trouble> {
    let mut problems = Vec::new();
    let mut not_chosen = |field: &str| {
        problems.push(FieldProblem { field: field.to_owned(), problem: Wrong::NotAChoice });
    };
    let part = ask.field("part").parse::<RecordPart>().ok();
    if part.is_none() {
        not_chosen("part");
    }
    let label = Label::from_code(ask.field("label"));
    if label.is_none() {
        not_chosen("label");
    }
    let (Some(part), Some(label)) = (part, label) else { return Err(Trouble::fields(problems)) };
    let look_again_on = match label {
        Label::ThirdParty => None,
        Label::Safeguarding => Some(typed_date(ask, "look_again_on")?),
    };
    let reason = ask.field("reason").replace("\r\n", "\n");
    Ok(Command::SetLabel { part, content: Labelling { label, reason, look_again_on } })
}

/// Labels a part.
///
/// # Errors
/// See [`Failure`]; what is wrong is said beside its field.
pub fn set(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let done = match typed(ask) {
        Ok(command) => act(ask, access, Expect::Anything, command)?,
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(saved(&ask.room(LABELS))),
        Err(trouble) => page(ask, access, Some(&Returned { action: ask.room(LABELS), trouble })),
    }
}

/// Lifts a label.
///
/// # Errors
/// See [`Failure`]; without a reason it comes back.
pub fn lift(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let part: RecordPart = ask.field("part").parse().map_err(|_| Failure::NotThere)?;
    let reason = ask.field("lift_reason").replace("\r\n", "\n");
    match act(ask, access, Expect::Anything, Command::LiftLabel { part, reason })? {
        Ok(()) => Ok(saved(&ask.room(LABELS))),
        Err(trouble) => {
            let returned = Returned { action: lifting(ask), trouble };
            if !ask.clinic().read(access)?.course.labels.contains_key(&part) {
                return Err(returned.alone());
            }
            page(ask, access, Some(&returned))
        }
    }
}

/// What was labelled or lifted, and why, for a record that is handed to a court.
pub fn said(event: &Event, course: &Course) -> Vec<(String, String)> {
    let word = |key: &str| words().t(key).into_owned();
    let part = |part: &RecordPart| (word("label-part"), named(*part, course));
    match event {
        Event::Labelled { part: of, content } => vec![
            part(of),
            (word("label-why"), label_named(content.label)),
            (word("label-reason"), content.reason.clone()),
        ],
        Event::LabelLifted { part: of, reason } => {
            vec![part(of), (word("label-lift_reason"), reason.clone())]
        }
        _ => Vec::new(),
    }
}

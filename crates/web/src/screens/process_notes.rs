//! Process notes: the drawer of their author, apart from the record. The page says at its head in
//! which drawer one writes, and beside the field what belongs into the other.

use askama::Template;
use clinic::{
    Access, Problem, Read, Write,
    permission::{TheProcessNotes, Verb},
};
use ipt::{
    Form, ProcessNoteId,
    artefact::Artefact,
    process_note::{KeptNote, ProcessNote},
};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    screens::saved,
    words::words,
};

pub mod opened;
pub mod releasing;

#[derive(Template)]
#[template(path = "screens/process_notes/list.html")]
struct ListPage {
    page: Page,
    client: String,
    /// The way back; empty for who does not lead the course any more.
    back: String,
    notes: Vec<Line>,
    /// To write another; none for who leads no more.
    writing: Option<FormView>,
}

/// A note in the list.
struct Line {
    address: String,
    title: String,
    text: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "screens/process_notes/one.html")]
struct OnePage {
    page: Page,
    client: String,
    back: String,
    title: String,
    text: String,
    writing: Option<FormView>,
    releasing: releasing::Releasing,
}

/// Where the drawer of the course in the address stands.
fn at(ask: &Ask) -> String {
    ask.room("process-notes")
}

fn framed<V: Verb>(
    ask: &Ask,
    access: &Access<TheProcessNotes, V>,
) -> Result<(Page, String), Failure> {
    let identity = ask.clinic().process_notes_of(access)?;
    let mut page = Page::of(ask, &words().t("process-notes-title")).for_client(ask, &identity);
    page.saved = ask.queried("saved") == "yes";
    Ok((page, identity.name))
}

fn title(note: &KeptNote) -> String {
    let about = &note.content.about;
    let on = plain::date(note.on);
    if about.is_empty() { on } else { format!("{on} · {about}") }
}

fn making(action: String, stored: Form, seen: u32, submit: &str) -> Making<'_> {
    Making {
        name: ProcessNote::NAME,
        fields: ProcessNote::FIELDS,
        action,
        stored,
        seen: seen.into(),
        people: Vec::new(),
        submit,
    }
}

fn list_page<V: Verb>(
    ask: &Ask,
    access: &Access<TheProcessNotes, V>,
    trouble: Option<&Trouble>,
) -> Answer {
    let (page, client) = framed(ask, access)?;
    let drawer = ask.clinic().process_notes(access)?;
    let today = ask.clinic().today();
    let line = |note: &KeptNote| Line {
        address: format!("{}/{}", at(ask), note.id),
        title: title(note),
        text: note.content.note.clone(),
        open: note.releases.iter().any(|release| release.stands(today)),
    };
    let mut stored = Form::new();
    if let Ok(number) = ask.queried("session").parse::<ipt::session::SessionNumber>() {
        let about = words().with("process-notes-session", &[("n", &number.to_string())]);
        stored.insert("about".to_owned(), vec![about]);
    }
    let writing = access
        .writes()
        .then(|| FormView::of(ask, making(at(ask), stored, 0, "process-notes-save"), trouble));
    let template = ListPage {
        page,
        client,
        back: if access.writes() { ask.room("sessions") } else { String::new() },
        notes: drawer.notes.iter().rev().map(line).collect(),
        writing: writing.transpose()?,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// Which form of a note's page comes back.
enum Back<'a> {
    Note(&'a Trouble),
    Release(&'a crate::slip::Returned),
    None,
}

fn one_page<V: Verb>(
    ask: &Ask,
    access: &Access<TheProcessNotes, V>,
    id: ProcessNoteId,
    back: &Back<'_>,
) -> Answer {
    let (page, client) = framed(ask, access)?;
    let drawer = ask.clinic().process_notes(access)?;
    let note = drawer.note(id).ok_or(Failure::NotThere)?;
    let action = format!("{}/{id}", at(ask));
    let (trouble, returned) = match back {
        Back::Note(trouble) => (Some(*trouble), None),
        Back::Release(returned) => (None, Some(*returned)),
        Back::None => (None, None),
    };
    let stored = note.content.to_form();
    let writing = access.writes().then(|| {
        let making = making(action.clone(), stored, note.revision, "process-notes-save-again");
        FormView::of(ask, making, trouble)
    });
    let template = OnePage {
        page,
        client,
        back: at(ask),
        title: title(note),
        text: note.content.note.clone(),
        writing: writing.transpose()?,
        releasing: releasing::of(ask, access, note, returned)?,
    };
    match back {
        Back::None => answer::show(&template),
        Back::Note(_) | Back::Release(_) => show_again(&template),
    }
}

/// The drawer.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheProcessNotes, Read>) -> Answer {
    list_page(ask, access, None)
}

/// One note.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheProcessNotes, Read>) -> Answer {
    one_page(ask, access, ask.part("process_note")?, &Back::None)
}

fn write(
    ask: &Ask,
    access: &Access<TheProcessNotes, Write>,
    note: (ProcessNoteId, u32),
) -> Result<Result<(), Trouble>, Failure> {
    let content = match ProcessNote::read(&ask.form) {
        Ok(content) if content.note.trim().is_empty() => {
            let field = "note".to_owned();
            let problem = ipt::form::Wrong::Missing;
            return Ok(Err(Trouble::fields(vec![ipt::FieldProblem { field, problem }])));
        }
        Ok(content) => content,
        Err(problems) => return Ok(Err(Trouble::fields(problems))),
    };
    match ask.clinic().write_process_note(access, ask.key(), note, &content) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(Ok(()))
        }
        Err(problem @ Problem::Changed { .. }) => Trouble::of(problem).map(Err),
        Err(other) => Err(other.into()),
    }
}

/// Writes a new note.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn add(ask: &Ask, access: &Access<TheProcessNotes, Write>) -> Answer {
    match write(ask, access, (ProcessNoteId(ask.key()), 0))? {
        Ok(()) => Ok(saved(&at(ask))),
        Err(trouble) => list_page(ask, access, Some(&trouble)),
    }
}

/// Writes a note anew.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn revise(ask: &Ask, access: &Access<TheProcessNotes, Write>) -> Answer {
    let id = ask.part("process_note")?;
    match write(ask, access, (id, ask.seen()))? {
        Ok(()) => Ok(saved(&format!("{}/{id}", at(ask)))),
        Err(trouble) => one_page(ask, access, id, &Back::Note(&trouble)),
    }
}

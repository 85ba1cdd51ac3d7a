//! What was opened of a drawer, for the supervisor or the client to whom it was opened.

use askama::Template;
use clinic::{
    Access, Read,
    permission::{TheOwnCourse, TheSupervisedCourse},
    process_notes::ReleasedNote,
};

use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/process_notes/opened.html")]
struct OpenedPage {
    page: Page,
    back: String,
    lead: String,
    notes: Vec<(String, String)>,
}

fn page(ask: &Ask, back: String, lead: &str, notes: Vec<ReleasedNote>) -> Answer {
    // Where nothing was opened there is nothing: not even a page that says so.
    if notes.is_empty() {
        return Err(Failure::NotThere);
    }
    let told = |note: ReleasedNote| {
        let day = plain::date(note.on);
        let by = words().with("process-notes-by", &[("who", &note.author), ("day", &day)]);
        let about = note.content.about;
        (if about.is_empty() { by } else { format!("{by} · {about}") }, note.content.note)
    };
    answer::show(&OpenedPage {
        page: Page::of(ask, &words().t("process-notes-opened-title")),
        back,
        lead: words().t(lead).into_owned(),
        notes: notes.into_iter().map(told).collect(),
    })
}

/// For a supervisor.
///
/// # Errors
/// See [`Failure`].
pub fn supervised(ask: &Ask, access: &Access<TheSupervisedCourse, Read>) -> Answer {
    let notes = ask.clinic().released_to_supervisor(access)?;
    page(ask, format!("/supervised/{}", access.id()), "process-notes-opened-supervisor", notes)
}

/// For the client.
///
/// # Errors
/// See [`Failure`].
pub fn own(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let notes = ask.clinic().released_to_client(access)?;
    page(ask, format!("/my/{}", access.id()), "process-notes-opened-client", notes)
}

//! A note is opened by its author: to a supervisor for a while, or to the client; and shut again.

use clinic::{
    Access, Problem, Write,
    disclosure::{Disclosure, Ground},
    permission::{TheProcessNotes, Verb},
};
use ipt::{
    AccountId, FieldProblem, Form, ProcessNoteId, ReleaseId,
    form::{Wrong, date},
    process_note::{KeptNote, KeptRelease, Release, ReleasedTo},
};

use super::{Back, at, one_page};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    draft,
    form::Trouble,
    plain,
    screens::{saved, second_step::fresh},
    slip::{Returned, Slip},
    words::words,
};

/// The client, among those to whom a note may be opened.
const CLIENT: &str = "client";

/// To whom a note was opened, and the form that opens it.
pub struct Releasing {
    /// The releases: what is said of each, and where it is shut; empty when it is.
    pub releases: Vec<(String, String)>,
    /// To whom it may be opened.
    pub offered: Vec<(String, String)>,
    /// The form.
    pub slip: Slip,
}

fn told(ask: &Ask, release: &KeptRelease, action: &str) -> (String, String) {
    let content = &release.content;
    let who = match content.to {
        ReleasedTo::Client => words().t("process-notes-to-client").into_owned(),
        ReleasedTo::Supervisor(id) => ask.clinic().name_of(id),
    };
    let (since, until) = (plain::date(release.since), content.until.map(plain::date));
    let until = until.unwrap_or_default();
    let shut = release.shut.map(plain::date).unwrap_or_default();
    let key = match (&release.shut, &content.until) {
        (Some(_), _) => "process-notes-was-open",
        (None, Some(_)) if !release.stands(ask.clinic().today()) => "process-notes-open-over",
        (None, Some(_)) => "process-notes-open-until",
        (None, None) => "process-notes-open",
    };
    let said: [(&str, &dyn crate::words::Argument); 5] = [
        ("who", &who),
        ("since", &since),
        ("until", &until),
        ("shut", &shut),
        ("words", &content.words),
    ];
    let stands = release.stands(ask.clinic().today());
    let at =
        if stands { format!("{action}/releases/{}/withdrawal", release.id) } else { String::new() };
    (words().with(key, &said), at)
}

/// What is shown of it on the note's page.
///
/// # Errors
/// When the record or the drafts cannot be read.
pub fn of<V: Verb>(
    ask: &Ask,
    access: &Access<TheProcessNotes, V>,
    note: &KeptNote,
    returned: Option<&Returned>,
) -> Result<Releasing, Failure> {
    let action = format!("{}/{}", at(ask), note.id);
    let client = (CLIENT.to_owned(), words().t("process-notes-to-client").into_owned());
    let able = ask.clinic().releasable_to(access)?.into_iter().map(|(id, until)| {
        let (name, until) = (ask.clinic().name_of(id), plain::date(until));
        let label =
            words().with("process-notes-to-supervisor", &[("name", &name), ("until", &until)]);
        (id.to_string(), label)
    });
    let stored = Form::from([("agreed_on".to_owned(), vec![ask.clinic().today().to_string()])]);
    Ok(Releasing {
        releases: note.releases.iter().rev().map(|one| told(ask, one, &action)).collect(),
        offered: able.chain([client]).collect(),
        slip: Slip::of(ask, format!("{action}/releases"), stored, returned)?,
    })
}

/// What was typed, or what is wrong with it.
fn read(ask: &Ask) -> Result<Release, Trouble> {
    let to = match ask.field("to") {
        CLIENT => Ok(ReleasedTo::Client),
        id => id
            .parse::<AccountId>()
            .map(ReleasedTo::Supervisor)
            .map_err(|_| ("to", Wrong::NotAChoice)),
    };
    let agreed_on = date(ask.field("agreed_on")).map_err(|problem| ("agreed_on", problem));
    let until = match (&to, ask.field("until")) {
        (Ok(ReleasedTo::Client) | Err(_), _) => Ok(None),
        (Ok(ReleasedTo::Supervisor(_)), "") => Err(("until", Wrong::Missing)),
        (Ok(ReleasedTo::Supervisor(_)), text) => {
            date(text).map(Some).map_err(|problem| ("until", problem))
        }
    };
    let said = match ask.field("words") {
        "" => Err(("words", Wrong::Missing)),
        text => Ok(text.to_owned()),
    };
    match (to, agreed_on, until, said) {
        (Ok(to), Ok(agreed_on), Ok(until), Ok(words)) => {
            Ok(Release { to, agreed_on, until, words })
        }
        (to, agreed_on, until, said) => {
            let wrong = [to.err(), agreed_on.err(), until.err(), said.err()];
            let problem =
                |(field, problem): (&str, Wrong)| FieldProblem { field: field.to_owned(), problem };
            Err(Trouble::fields(wrong.into_iter().flatten().map(problem).collect()))
        }
    }
}

/// How the log of what was given to others says it: that there was a note, never what it says.
fn disclosure(ask: &Ask, client: String, release: &Release) -> Disclosure {
    let day = plain::date(release.agreed_on);
    Disclosure {
        to: match release.to {
            ReleasedTo::Client => client,
            ReleasedTo::Supervisor(id) => ask.clinic().name_of(id),
        },
        on: ask.clinic().today(),
        what: match release.until {
            Some(until) => {
                words().with("process-notes-given-until", &[("until", &plain::date(until))])
            }
            None => words().t("process-notes-given").into_owned(),
        },
        ground: Ground::Agreed,
        ground_words: words().with("process-notes-given-agreed", &[("day", &day)]),
    }
}

/// Opens a note.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn open(ask: &Ask, access: &Access<TheProcessNotes, Write>) -> Answer {
    let id: ProcessNoteId = ask.part("process_note")?;
    let trouble = match read(ask) {
        Ok(release) => {
            let fresh = fresh::asked(ask, access.actor())?;
            let client = ask.clinic().process_notes_of(access)?.name;
            let line = disclosure(ask, client, &release);
            let key = (ask.key(), id);
            match ask.clinic().release_process_note(access, &fresh, key, &release, &line) {
                Ok(()) => {
                    draft::sent(ask)?;
                    return Ok(saved(&format!("{}/{id}", at(ask))));
                }
                Err(Problem::Setting(field)) => {
                    let problem = match field {
                        "agreed_on" => Wrong::NotYet,
                        "until" => Wrong::NotADate,
                        _ => Wrong::NotAChoice,
                    };
                    Trouble::fields(vec![FieldProblem { field: field.to_owned(), problem }])
                }
                Err(other) => return Err(other.into()),
            }
        }
        Err(trouble) => trouble,
    };
    let action = format!("{}/{id}/releases", at(ask));
    one_page(ask, access, id, &Back::Release(&Returned { action, trouble }))
}

/// Shuts it again, at once.
///
/// # Errors
/// See [`Failure`].
pub fn shut(ask: &Ask, access: &Access<TheProcessNotes, Write>) -> Answer {
    let (id, release): (ProcessNoteId, ReleaseId) =
        (ask.part("process_note")?, ask.part("release")?);
    ask.clinic().shut_process_note(access, ask.key(), release)?;
    Ok(saved(&format!("{}/{id}", at(ask))))
}

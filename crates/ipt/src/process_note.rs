//! Process notes: what a therapist writes for themselves of the talk, in a drawer of its own, apart
//! from the record (45 CFR 164.501: psychotherapy notes are kept separated from the rest). Nothing
//! of the course knows of them: no agenda, no letter, no export.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{AccountId, ProcessNoteId, ReleaseId, form::Kind, wire::WireProblem};

artefact! {
    /// One note. What belongs into the record instead is said beside the field.
    pub struct ProcessNote: "process_note" {
        "note" {
            about: String = Kind::Line;
            note: String = Kind::Long, needed;
        }
    }
}

/// To whom a note is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleasedTo {
    /// The client.
    Client,
    /// This supervisor of its author.
    Supervisor(AccountId),
}

/// A note is opened to somebody, by its author alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// To whom.
    pub to: ReleasedTo,
    /// The day on which the client agreed.
    pub agreed_on: Date,
    /// Until which day, for a supervisor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why.
    pub words: String,
}

/// What happened in a drawer. The wire form is frozen like that of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs)] // a field whose name says which or what has no words
pub enum ProcessEvent {
    /// A note was written, or written anew: what stood there before stays in the record.
    Written { note: ProcessNoteId, content: ProcessNote },
    /// It was opened to somebody.
    Released { note: ProcessNoteId, release: ReleaseId, content: Release },
    /// It was shut again.
    Shut { release: ReleaseId },
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessFact {
    /// When.
    pub at: Timestamp,
    /// On which calendar day.
    pub on: Date,
    /// What.
    pub event: ProcessEvent,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire1 {
    v: u32,
    at: Timestamp,
    on: Date,
    fact: ProcessEvent,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

impl ProcessFact {
    /// The stored form.
    pub fn encode(&self) -> Vec<u8> {
        let wire = Wire1 { v: 1, at: self.at, on: self.on, fact: self.event.clone() };
        serde_json::to_vec(&wire).expect("BUG: a fact has only text keys")
    }

    /// The fact of a stored form.
    ///
    /// # Errors
    /// [`WireProblem`] for a newer version or for bytes that are no fact.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireProblem> {
        let unreadable = |error: serde_json::Error| WireProblem::Unreadable(error.column());
        match serde_json::from_slice::<Version>(bytes).map_err(unreadable)?.v {
            1 => {
                let wire: Wire1 = serde_json::from_slice(bytes).map_err(unreadable)?;
                Ok(Self { at: wire.at, on: wire.on, event: wire.fact })
            }
            other => Err(WireProblem::Newer(other)),
        }
    }
}

/// A release as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRelease {
    /// Which.
    pub id: ReleaseId,
    /// Since which day.
    pub since: Date,
    /// To whom, until when, and why.
    pub content: Release,
    /// On which day it was shut again.
    pub shut: Option<Date>,
}

impl KeptRelease {
    /// Whether it is good on a day.
    pub fn stands(&self, today: Date) -> bool {
        self.shut.is_none() && self.content.until.is_none_or(|until| today <= until)
    }
}

/// A note as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptNote {
    /// Which.
    pub id: ProcessNoteId,
    /// How often it was written anew, from 1.
    pub revision: u32,
    /// On which day it was first written.
    pub on: Date,
    /// When it was last written.
    pub at: Timestamp,
    /// What it says.
    pub content: ProcessNote,
    /// To whom it was opened.
    pub releases: Vec<KeptRelease>,
}

impl KeptNote {
    /// Whether it is open to somebody on a day.
    pub fn is_open_to(&self, to: ReleasedTo, today: Date) -> bool {
        self.releases.iter().any(|release| release.content.to == to && release.stands(today))
    }
}

/// A drawer: the notes of one author in one course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcessNotes {
    /// The notes, the oldest first.
    pub notes: Vec<KeptNote>,
    /// How much happened in it.
    pub version: u64,
}

impl ProcessNotes {
    /// The drawer as it is after all this.
    pub fn fold(facts: impl IntoIterator<Item = ProcessFact>) -> Self {
        facts.into_iter().fold(Self::default(), Self::apply)
    }

    /// A note.
    pub fn note(&self, id: ProcessNoteId) -> Option<&KeptNote> {
        self.notes.iter().find(|note| note.id == id)
    }

    fn apply(mut self, fact: ProcessFact) -> Self {
        self.version += 1;
        match fact.event {
            ProcessEvent::Written { note: id, content } => {
                match self.notes.iter_mut().find(|note| note.id == id) {
                    Some(note) => {
                        note.revision += 1;
                        (note.at, note.content) = (fact.at, content);
                    }
                    None => self.notes.push(KeptNote {
                        id,
                        revision: 1,
                        on: fact.on,
                        at: fact.at,
                        content,
                        releases: Vec::new(),
                    }),
                }
            }
            ProcessEvent::Released { note, release, content } => {
                let kept = KeptRelease { id: release, since: fact.on, content, shut: None };
                let note = self.notes.iter_mut().find(|known| known.id == note);
                note.into_iter().for_each(|note| note.releases.push(kept.clone()));
            }
            ProcessEvent::Shut { release } => {
                let mut releases = self.notes.iter_mut().flat_map(|note| &mut note.releases);
                let open = releases.find(|known| known.id == release && known.shut.is_none());
                open.into_iter().for_each(|open| open.shut = Some(fact.on));
            }
        }
        self
    }
}

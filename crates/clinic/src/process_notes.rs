//! The drawer of process notes: one for each author in a course, a stream of its own under keys of
//! its own, and for nobody but its author to open.

use ipt::{
    AccountId, ClientId, CourseId, ProcessNoteId,
    artefact::Artefact,
    process_note::{KeptNote, ProcessEvent, ProcessFact, ProcessNote, ProcessNotes, ReleasedTo},
};
use record::{Append, Appended, Domain, StreamId};
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, Write, identity,
    perform::once,
    permission::{Relation, TheCaseload, TheProcessNotes, Verb},
};

mod released;
mod releasing;

pub use released::ReleasedNote;

/// What a therapist writes for themselves.
pub(crate) const PROCESS_NOTES: Domain = Domain("process-notes");

/// So often a write is tried anew when another came in between.
const TRIES: u32 = 8;

/// Whose drawer it is, in which course of whom.
#[derive(Clone, Copy)]
struct Drawer {
    course: CourseId,
    client: ClientId,
    author: AccountId,
}

impl<V: Verb> Access<TheProcessNotes, V> {
    /// Whether its author leads the course; who handed it over reads on and writes no more.
    pub fn writes(&self) -> bool {
        matches!(self.relation(), Relation::Leads | Relation::LeadsUnderContract)
    }

    fn drawer(&self) -> Drawer {
        Drawer { course: self.id(), client: self.client(), author: self.actor().id() }
    }
}

impl Clinic {
    /// The notes of the actor in this course.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn process_notes<V: Verb>(
        &self,
        access: &Access<TheProcessNotes, V>,
    ) -> Result<ProcessNotes, Problem> {
        self.open_drawer(access.drawer())
    }

    /// Whose client it is, by name.
    ///
    /// # Errors
    /// When the identity cannot be opened.
    pub fn process_notes_of<V: Verb>(
        &self,
        access: &Access<TheProcessNotes, V>,
    ) -> Result<identity::Identity, Problem> {
        self.identity_of(access.client())
    }

    /// Writes a note, or writes it anew if it is still as it was seen.
    ///
    /// # Errors
    /// [`Problem::NotYours`] for who does not lead the course any more; [`Problem::Changed`] when
    /// it was written anew meanwhile.
    pub fn write_process_note(
        &self,
        access: &Access<TheProcessNotes, Write>,
        form_key: Uuid,
        (note, seen): (ProcessNoteId, u32),
        content: &ProcessNote,
    ) -> Result<(), Problem> {
        if !access.writes() {
            return Err(Problem::NotYours);
        }
        let drawer = access.drawer();
        self.tables.durable().execute(
            "INSERT INTO process_drawer(course, author) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![drawer.course.0, drawer.author.0],
        )?;
        let event = ProcessEvent::Written { note, content: content.clone() };
        self.put_in(drawer, form_key, event, |stands| {
            let found = stands.note(note);
            let revision = found.map_or(0, |note| note.revision);
            match found {
                // Sent from the same page twice, or typed the same in two tabs.
                Some(kept) if kept.content == *content => Ok(false),
                _ if revision == seen => Ok(true),
                Some(kept) => Err(Problem::Changed {
                    now: kept.content.to_form(),
                    version: kept.revision.into(),
                }),
                None => Err(Problem::NotYours),
            }
        })
    }

    /// The courses that others lead now and in which this person has a drawer, by the client's name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn drawers_left<V: Verb>(
        &self,
        access: &Access<TheCaseload, V>,
    ) -> Result<Vec<(CourseId, String)>, Problem> {
        let rows: Vec<(CourseId, ClientId)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT course.id, course.client FROM process_drawer
                 JOIN course ON course.id = process_drawer.course
                 WHERE process_drawer.author = ?1 AND course.therapist <> ?1
                 ORDER BY course.created_at, course.id",
            )?
            .query_map(params![access.actor().id().0], |row| {
                Ok((CourseId(row.get(0)?), ClientId(row.get(1)?)))
            })?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|(course, of)| Ok((course, self.identity_of(of)?.name))).collect()
    }

    /// Whether somebody has a drawer in a course.
    pub(crate) fn has_drawer(&self, author: AccountId, course: CourseId) -> Result<bool, Problem> {
        let found = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM process_drawer WHERE course = ?1 AND author = ?2)",
            )?
            .query_row(params![course.0, author.0], |row| row.get(0))?;
        Ok(found)
    }

    fn stream_of(&self, drawer: Drawer) -> StreamId {
        StreamId(self.opaque(drawer.course, &format!("process-notes/{}", drawer.author)))
    }

    fn open_drawer(&self, drawer: Drawer) -> Result<ProcessNotes, Problem> {
        let stream = self.stream_of(drawer);
        if self.record.head(stream)? == 0 {
            return Ok(ProcessNotes::default());
        }
        let entries = self.record.read(identity::owner(drawer.client), PROCESS_NOTES, stream)?;
        let facts: Result<Vec<_>, _> =
            entries.iter().map(|entry| ProcessFact::decode(&entry.bytes)).collect();
        Ok(ProcessNotes::fold(facts?))
    }

    /// Adds to a drawer, once for each form key, where it `fits` what stands there.
    fn put_in(
        &self,
        drawer: Drawer,
        form_key: Uuid,
        event: ProcessEvent,
        fits: impl Fn(&ProcessNotes) -> Result<bool, Problem>,
    ) -> Result<(), Problem> {
        let stream = self.stream_of(drawer);
        let asked = format!("{event:?}").into_bytes();
        let key = once(form_key, &asked);
        let fact = ProcessFact { at: self.now(), on: self.today(), event };
        for _ in 0..TRIES {
            if self.record.committed(stream, key)?.is_some() {
                return Ok(());
            }
            let stands = self.open_drawer(drawer)?;
            if !fits(&stands)? {
                return Ok(());
            }
            let appended = self.record.append(Append {
                owner: identity::owner(drawer.client),
                domain: PROCESS_NOTES,
                stream,
                expected: stands.version,
                key,
                asked: asked.clone(),
                entries: vec![fact.encode()],
                summary: (stands.version + 1).to_string().into_bytes(),
                at: fact.at,
            })?;
            match appended {
                Appended::Committed { .. } | Appended::Duplicate { .. } => return Ok(()),
                Appended::Conflict { .. } => {}
            }
        }
        Err(Problem::Busy)
    }

    /// What is open to somebody today, of everybody's drawers in a course.
    fn open_to(
        &self,
        (course, client): (CourseId, ClientId),
        to: ReleasedTo,
    ) -> Result<Vec<(AccountId, KeptNote)>, Problem> {
        let authors: Vec<AccountId> = self
            .tables
            .swift()
            .prepare_cached("SELECT author FROM process_drawer WHERE course = ?1 ORDER BY author")?
            .query_map(params![course.0], |row| row.get(0).map(AccountId))?
            .collect::<Result<_, _>>()?;
        let (today, mut open) = (self.today(), Vec::new());
        for author in authors {
            let drawer = self.open_drawer(Drawer { course, client, author })?;
            let theirs = drawer.notes.into_iter().filter(|note| note.is_open_to(to, today));
            open.extend(theirs.map(|note| (author, note)));
        }
        Ok(open)
    }
}

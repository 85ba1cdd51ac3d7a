//! A course begins: a referral of somebody new, or a new episode of a known client.

use std::sync::PoisonError;

use ipt::{AccountId, ClientId, Command, Course, CourseId, Dialect, Document, Phase, decide};
use record::{Appended, StreamId};
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Clinic, Expect, Problem, Read, TheCourse, Write,
    course::CourseFile,
    identity::Identity,
    perform::{Performed, once},
    permission::TheCaseload,
};

/// A new course.
#[derive(Clone, Debug)]
pub struct NewCourse {
    /// Who the client is; none for a client who is known already.
    pub client: Result<ClientId, Identity>,
    /// The variant's code.
    pub variant: String,
    /// The manual followed.
    pub dialect: Dialect,
    /// The course before, for a re-entry.
    pub previous: Option<CourseId>,
    /// The referral.
    pub referral: ipt::document::Referral,
}

impl Clinic {
    /// Begins a course for a new client, or a new episode of a known one. The form's key is the
    /// course's id, and the id of a new client comes from it: the same form sent twice makes one
    /// course, also at the same time, and completes what a crash left half done. The same form
    /// with other content is another referral, so that nothing typed is taken for done.
    ///
    /// # Errors
    /// When the therapy refuses it, the name is missing, or the key is of somebody else's course.
    pub fn refer(
        &self,
        access: &Access<TheCaseload, Write>,
        key: Uuid,
        new: NewCourse,
    ) -> Result<CourseId, Problem> {
        // One at a time, so that a client cannot come to have two open courses.
        let _turn = self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = format!("{new:?}").into_bytes();
        let (id, therapist) = (CourseId(key), access.actor().id());
        match self.begin(id, therapist, &asked, &new) {
            Err(Problem::Record(record::Problem::KeyUsedOtherwise)) => {
                self.begin(CourseId(once(key, &asked)), therapist, &asked, &new)
            }
            begun => begun,
        }
    }

    fn begin(
        &self,
        id: CourseId,
        therapist: AccountId,
        asked: &[u8],
        new: &NewCourse,
    ) -> Result<CourseId, Problem> {
        let now = self.now();
        let context = self.context(therapist, once(id.0, asked));
        let fresh =
            |client| CourseFile { id, client, course: Course::default(), facts: Vec::new() };
        let begun = self.begun(id, therapist)?;
        if let (Some(client), true) = (begun, self.record.head(StreamId(id.0))? > 0) {
            // Nothing is added: the record says whether this very form began it.
            return match self.write(&fresh(client), (id.0, asked), &context, &[])? {
                Appended::Duplicate { .. } => Ok(id),
                Appended::Committed { .. } | Appended::Conflict { .. } => Err(Problem::Busy),
            };
        }
        let (client, episode, another_open) = self.who(new, id, therapist)?;
        // A row that a crash left behind says who was meant.
        let client = begun.unwrap_or(client);
        if new.client.as_ref().is_ok_and(|known| *known != client) {
            return Err(Problem::NotYours);
        }
        let command = Command::Refer {
            client,
            therapist,
            variant: new.variant.clone(),
            dialect: new.dialect,
            episode,
            previous: new.previous,
            another_open,
            referral: Document::from(new.referral.clone()),
        };
        let events = decide::decide(&Course::default(), command, &context)?;
        if let Err(identity) = &new.client {
            self.keep_identity(client, identity)?;
        }
        self.tables.durable().execute(
            "INSERT INTO course(id, client, therapist, created_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(id) DO NOTHING",
            params![id.0, client.0, therapist.0, now.as_millisecond()],
        )?;
        if self.begun(id, therapist)? != Some(client) {
            return Err(Problem::Busy);
        }
        match self.write(&fresh(client), (id.0, asked), &context, &events)? {
            Appended::Committed { .. } | Appended::Duplicate { .. } => Ok(id),
            Appended::Conflict { .. } => Err(Problem::Busy),
        }
    }

    /// Brings the people of the last episode over, once. Who does it leads both courses.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when the other course is of another client; a refusal when it is not
    /// the last episode, or there is somebody in the inventory already.
    pub fn bring_people(
        &self,
        access: &Access<TheCourse, Write>,
        last: &Access<TheCourse, Read>,
        form_key: Uuid,
    ) -> Result<Performed, Problem> {
        if last.client() != access.client() {
            return Err(Problem::NotYours);
        }
        let file = self.read(last)?;
        let people = file.course.people_listed().map(|known| (known.id, known.entry.clone()));
        let command = Command::BringPeople { from: last.id(), people: people.collect() };
        self.perform(access, Expect::Anything, form_key, command)
    }

    /// Whose course has this id, if there is one. To anybody but its therapist it is not there.
    fn begun(&self, id: CourseId, therapist: AccountId) -> Result<Option<ClientId>, Problem> {
        match self.course_people(id) {
            Ok((client, leads)) if leads == therapist => Ok(Some(client)),
            Ok(_) => Err(Problem::NotYours),
            Err(Problem::NotYours) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Who the client is, which episode this will be, and whether another course is open.
    fn who(
        &self,
        new: &NewCourse,
        id: CourseId,
        therapist: AccountId,
    ) -> Result<(ClientId, u32, bool), Problem> {
        match &new.client {
            Err(identity) if identity.name.trim().is_empty() => Err(Problem::NameMissing),
            Err(_) => Ok((ClientId(once(id.0, b"client")), 1, false)),
            Ok(client) => {
                let previous = new.previous.ok_or(Problem::NotYours)?;
                let (known, leads) = self.course_people(previous)?;
                if known != *client || leads != therapist {
                    return Err(Problem::NotYours);
                }
                let (mut episodes, mut open) = (0, false);
                for other in self.courses_of(*client)?.into_iter().filter(|other| *other != id) {
                    let course = &self.load(other, *client)?.course;
                    // A row without facts is a referral that was never completed.
                    let Some(begun) = &course.begun else { continue };
                    open |= course.phase != Phase::Closed;
                    episodes = episodes.max(begun.episode);
                }
                Ok((*client, episodes + 1, open))
            }
        }
    }

    /// Every course of a client, the oldest first.
    pub(crate) fn courses_of(&self, client: ClientId) -> Result<Vec<CourseId>, Problem> {
        let courses = self
            .tables
            .swift()
            .prepare_cached("SELECT id FROM course WHERE client = ?1 ORDER BY created_at, id")?
            .query_map(params![client.0], |row| row.get::<_, Uuid>(0).map(CourseId))?
            .collect::<Result<_, _>>()?;
        Ok(courses)
    }
}

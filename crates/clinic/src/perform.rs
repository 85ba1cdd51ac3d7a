//! The only writer: load, decide, seal, append with the new summary.

use std::sync::Arc;

use ipt::{
    AccountId, ClientId, Command, Course, CourseId, Dialect, Document, Event, Fact, Phase,
    decide::{Context, decide, despite_refusal},
    summary::Summary,
    wire,
};
use record::{Append, Appended, StreamId};
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Clinic, Expect, Problem, RECORD, TheCourse, Write,
    course::CourseFile,
    expect::unchanged,
    identity::{self, Identity},
    permission::TheCaseload,
};

/// How often an act is decided anew when somebody else wrote in between.
const TRIES: u32 = 8;

/// An act was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed {
    /// The version of the course after it.
    pub version: u64,
    /// Whether it had been done before under the same key.
    pub again: bool,
    /// What happened; empty if it had been done before.
    pub events: Vec<Event>,
}

impl Performed {
    /// It had been done before under the same key.
    fn before(version: u64) -> Self {
        Self { version, again: true, events: Vec::new() }
    }
}

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
    /// Does an act on a course, once for each form key: the same form with the same content counts
    /// once. The same form with other content (the browser went back to it) is another act, so
    /// that nothing typed is taken for done.
    ///
    /// # Errors
    /// [`Problem::Refused`] when the therapy says no; [`Problem::Changed`] when what the writer
    /// saw is not so any more. Nothing has happened then.
    pub fn perform(
        &self,
        access: &Access<TheCourse, Write>,
        expect: Expect,
        form_key: Uuid,
        command: Command,
    ) -> Result<Performed, Problem> {
        let asked = format!("{command:?}").into_bytes();
        let key = once(form_key, &asked);
        let (id, client, by) = (access.id(), access.client(), access.actor().id);
        for _ in 0..TRIES {
            let file = self.load(id, client)?;
            let context = Context { now: self.now(), today: self.today(), by, id: key };
            let decided = unchanged(&file.course, expect).and_then(|()| {
                decide(&file.course, command.clone(), &context).map_err(Problem::from)
            });
            let events = match decided {
                Ok(events) => events,
                // What is refused now may be what this very form did a moment ago.
                Err(problem) => match self.record.committed(StreamId(id.0), key)? {
                    Some(version) => return Ok(Performed::before(version)),
                    None => {
                        self.raise_in(&file, &command, &context)?;
                        return Err(problem);
                    }
                },
            };
            match self.write(&file, (key, &asked), &context, &events)? {
                Appended::Committed { version } => {
                    self.after(id, &events)?;
                    return Ok(Performed { version, again: false, events });
                }
                Appended::Duplicate { version } => return Ok(Performed::before(version)),
                Appended::Conflict { .. } => {}
            }
        }
        Err(Problem::Busy)
    }

    /// Raises the flag of a risk answer whose form is not good enough to be performed.
    ///
    /// # Errors
    /// When the record fails.
    pub fn raise_all_the_same(
        &self,
        access: &Access<TheCourse, Write>,
        command: &Command,
    ) -> Result<(), Problem> {
        let file = self.load(access.id(), access.client())?;
        let (by, id) = (access.actor().id, Uuid::new_v4());
        self.raise_in(&file, command, &Context { now: self.now(), today: self.today(), by, id })
    }

    /// A risk answer raises its flag also when the form it stands in is refused.
    fn raise_in(
        &self,
        file: &CourseFile,
        command: &Command,
        context: &Context,
    ) -> Result<(), Problem> {
        let Some(event) = despite_refusal(&file.course, command, context) else { return Ok(()) };
        match self.write(file, (Uuid::new_v4(), b"risk"), context, &[event])? {
            Appended::Committed { .. } | Appended::Duplicate { .. } => Ok(()),
            // Somebody wrote in between: the whole act is tried again by its sender.
            Appended::Conflict { .. } => Err(Problem::Busy),
        }
    }

    /// Seals and appends what was decided; what is then the course is kept for the next look.
    fn write(
        &self,
        file: &CourseFile,
        (key, asked): (Uuid, &[u8]),
        context: &Context,
        events: &[Event],
    ) -> Result<Appended, Problem> {
        let facts: Vec<Arc<Fact>> = events
            .iter()
            .map(|event| Fact {
                at: context.now,
                on: context.today,
                by: context.by,
                event: event.clone(),
            })
            .map(Arc::new)
            .collect();
        let course = facts.iter().fold(file.course.clone(), |course, fact| course.apply(fact));
        let summary =
            serde_json::to_vec(&Summary::of(&course)).map_err(|_| Problem::Fault("summary"))?;
        let outcome = self.record.append(Append {
            owner: identity::owner(file.client),
            domain: RECORD,
            stream: StreamId(file.id.0),
            expected: file.course.version,
            key,
            asked: asked.to_vec(),
            entries: facts.iter().map(|fact| wire::encode(fact)).collect(),
            summary,
            at: context.now,
        })?;
        if let Appended::Committed { .. } = outcome {
            let facts = [file.facts.as_slice(), &facts].concat();
            self.keep(CourseFile { id: file.id, client: file.client, course, facts });
        }
        Ok(outcome)
    }

    /// What the plain tables must know of what happened.
    fn after(&self, id: CourseId, events: &[Event]) -> Result<(), Problem> {
        for event in events {
            if let Event::Transferred { to, .. } = event {
                self.tables.durable().execute(
                    "UPDATE course SET therapist = ?2 WHERE id = ?1",
                    params![id.0, to.0],
                )?;
            }
        }
        Ok(())
    }

    /// Begins a course for a new client, or a new episode of a known one.
    ///
    /// # Errors
    /// When the therapy refuses it, or the name is missing.
    pub fn refer(
        &self,
        access: &Access<TheCaseload, Write>,
        key: Uuid,
        new: NewCourse,
    ) -> Result<CourseId, Problem> {
        let therapist = access.actor().id;
        // The form's key is the course's id: the same form sent twice makes one course.
        let id = CourseId(key);
        if self.course_people(id).is_ok() && self.record.head(StreamId(id.0))? > 0 {
            return Ok(id);
        }
        let (client, episode) = self.who(&new, therapist)?;
        let command = Command::Refer {
            client,
            therapist,
            variant: new.variant,
            dialect: new.dialect,
            episode,
            previous: new.previous,
            referral: Document::from(new.referral),
        };
        let context = Context { now: self.now(), today: self.today(), by: therapist, id: key };
        let events = decide(&Course::default(), command, &context)?;
        if let Err(identity) = &new.client {
            self.keep_identity(client, identity)?;
        }
        self.tables.durable().execute(
            "INSERT INTO course(id, client, therapist, created_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(id) DO NOTHING",
            params![id.0, client.0, therapist.0, self.now().as_millisecond()],
        )?;
        let file = CourseFile { id, client, course: Course::default(), facts: Vec::new() };
        self.write(&file, (key, b"referral"), &context, &events)?;
        Ok(id)
    }

    /// Who the client is, and which episode this will be.
    fn who(&self, new: &NewCourse, therapist: AccountId) -> Result<(ClientId, u32), Problem> {
        match &new.client {
            Err(identity) if identity.name.trim().is_empty() => Err(Problem::NameMissing),
            Err(_) => Ok((ClientId(Uuid::new_v4()), 1)),
            Ok(client) => {
                let previous = new.previous.ok_or(Problem::NotYours)?;
                let (known, leads) = self.course_people(previous)?;
                if known != *client || leads != therapist {
                    return Err(Problem::NotYours);
                }
                let before = self.load(previous, *client)?;
                if before.course.phase != Phase::Closed {
                    return Err(ipt::policy::MAINTENANCE_FIRST.refuse().into());
                }
                let episode = before.course.begun.as_ref().map_or(1, |begun| begun.episode);
                Ok((*client, episode + 1))
            }
        }
    }
}

/// The key of an act. The form's key is random and not kept, so that this tells nothing of the
/// content.
fn once(form_key: Uuid, asked: &[u8]) -> Uuid {
    let hash = ring::digest::digest(
        &ring::digest::SHA256,
        &[form_key.as_bytes().as_slice(), asked].concat(),
    );
    let mut key = [0; 16];
    key.copy_from_slice(&hash.as_ref()[..16]);
    uuid::Builder::from_custom_bytes(key).into_uuid()
}

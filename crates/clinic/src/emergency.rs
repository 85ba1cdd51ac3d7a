//! Emergency access: a therapist whom nothing joins to a course opens one client's courses for an
//! hour, for a reason in words, and everybody who has to know it is told. Others call it
//! break-glass. It is never refused for want of somebody who agrees: it is looked at afterwards.

use ipt::{AccountId, ClientId, CourseId};
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, Problem, RECORD, TheCourse, Write,
    audit::Look,
    erasure::Found,
    identity,
    legal_hold::said,
    login::MINUTE,
    permission::{Relation, ResourceKind, TheEmergency, VerbKind},
    second_step::Fresh,
};

mod reviewed;

pub use reviewed::{EmergencyUse, Review};

/// So long it lasts. OpenIPT design: long enough to read and to act, too short to forget it open.
pub const MINUTES: i64 = 60;

/// Within so many hours somebody else looks at it. OpenIPT design.
pub const REVIEW_HOURS: i64 = 72;

/// Why somebody needs a record at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyReason {
    /// The client's life or health is in danger.
    DangerToClient,
    /// Somebody else is.
    DangerToOthers,
    /// Whoever leads the course cannot be reached, and the client needs somebody today.
    NobodyReached,
    /// A hospital, a doctor or an emergency service asks, and it cannot wait.
    AskedByCare,
}

impl EmergencyReason {
    /// Every reason.
    pub const ALL: &'static [Self] =
        &[Self::DangerToClient, Self::DangerToOthers, Self::NobodyReached, Self::AskedByCare];

    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::DangerToClient => "danger_to_client",
            Self::DangerToOthers => "danger_to_others",
            Self::NobodyReached => "nobody_reached",
            Self::AskedByCare => "asked_by_care",
        }
    }

    /// The reason of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }
}

/// Whose courses are to be opened, and why.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The client's whole name.
    pub name: &'a str,
    /// Their date of birth, where several have this name.
    pub born: Option<Date>,
    /// Why.
    pub reason: EmergencyReason,
    /// In words.
    pub words: &'a str,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nobody here has this name.
    Nobody,
    /// Several have: the date of birth is needed.
    Several,
    /// The client's newest course is open; also where it was so without.
    Course(CourseId),
}

#[derive(Serialize, Deserialize)]
struct Why {
    reason: EmergencyReason,
    words: String,
}

impl Clinic {
    /// Opens one client's courses for an hour. Somebody whom anything joins to the newest of them
    /// needs none, and opens nothing.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without a reason in words; nobody is looked for then.
    pub fn open_emergency(
        &self,
        access: &Access<TheEmergency, Write>,
        fresh: &Fresh,
        opening: &Opening<'_>,
    ) -> Result<Opened, Problem> {
        fresh.given_by(access.actor())?;
        let words = said(opening.words)?;
        let client = match self.client_named(opening.name, opening.born)? {
            Found::One(client) => client,
            Found::Several => return Ok(Opened::Several),
            Found::Nobody => return Ok(Opened::Nobody),
        };
        let Some(course) = self.courses_of(client)?.last().copied() else {
            return Ok(Opened::Nobody);
        };
        if self.stands_to(access.actor(), course)? == Relation::Stranger {
            self.note_emergency(access.actor(), (client, course), opening.reason, words)?;
        }
        Ok(Opened::Course(course))
    }

    fn note_emergency(
        &self,
        actor: &Actor,
        (client, course): (ClientId, CourseId),
        reason: EmergencyReason,
        words: String,
    ) -> Result<(), Problem> {
        let (id, now) = (Uuid::new_v4(), self.now().as_millisecond());
        let why =
            serde_json::to_vec(&Why { reason, words }).map_err(|_| Problem::Fault("emergency"))?;
        let owner = identity::owner(client);
        let sealed = self.record.seal_loose(owner, RECORD, &place(id), &why)?;
        // The client's own list says it first: a line too many is no harm.
        self.log(Look {
            account: actor.id(),
            resource: ResourceKind::Emergency.code(),
            verb: VerbKind::Write.code(),
            client: Some(client),
            course: Some(course),
            room: "emergency",
        })?;
        self.tables.durable().execute(
            "INSERT INTO emergency_access(id, client, account, opened_at, until, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, client.0, actor.id().0, now, now + MINUTES * MINUTE, sealed],
        )?;
        Ok(())
    }

    /// Until when somebody has emergency access to this client's courses, if they have it now.
    pub(crate) fn emergency_until(
        &self,
        account: AccountId,
        client: ClientId,
    ) -> Result<Option<Timestamp>, Problem> {
        let until: Option<i64> = self
            .tables
            .durable()
            .prepare_cached(
                "SELECT max(until) FROM emergency_access WHERE client = ?1 AND account = ?2
                 AND ended_at IS NULL AND opened_at <= ?3 AND until > ?3",
            )?
            .query_row(params![client.0, account.0, self.now().as_millisecond()], |row| {
                row.get(0)
            })?;
        Ok(until.and_then(|until| Timestamp::from_millisecond(until).ok()))
    }

    /// How many minutes are left of this person's emergency access to a course, if they are in it by
    /// that.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn emergency_minutes(
        &self,
        actor: &Actor,
        course: CourseId,
    ) -> Result<Option<i64>, Problem> {
        let Ok((client, _)) = self.course_people(course) else { return Ok(None) };
        let Some(until) = self.emergency_until(actor.id(), client)? else { return Ok(None) };
        let left = until.as_millisecond() - self.now().as_millisecond();
        Ok(Some((left + MINUTE - 1) / MINUTE))
    }

    /// Ends it before its time, for all courses of the client.
    ///
    /// # Errors
    /// [`Problem::NotYours`] for who is in the course by another way.
    pub fn end_emergency(&self, access: &Access<TheCourse, Write>) -> Result<(), Problem> {
        if access.relation() != Relation::Emergency {
            return Err(Problem::NotYours);
        }
        self.tables.durable().execute(
            "UPDATE emergency_access SET ended_at = ?3
             WHERE client = ?1 AND account = ?2 AND ended_at IS NULL AND until > ?3",
            params![access.client().0, access.actor().id().0, self.now().as_millisecond()],
        )?;
        Ok(())
    }

    /// Who had emergency access to this client's courses, from when and until when.
    pub(crate) fn emergencies_of(
        &self,
        client: ClientId,
    ) -> Result<Vec<(AccountId, i64, i64)>, Problem> {
        let found = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT account, opened_at, coalesce(ended_at, until) FROM emergency_access
                 WHERE client = ?1",
            )?
            .query_map(params![client.0], |row| {
                Ok((AccountId(row.get(0)?), row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// What nobody reviewed and who leads the client's newest course was not sent word of yet, and
    /// who that is.
    pub(crate) fn emergencies_untold(&self) -> Result<Vec<(Uuid, AccountId)>, Problem> {
        let found = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT e.id, (SELECT therapist FROM course WHERE course.client = e.client
                   ORDER BY created_at DESC, id DESC LIMIT 1) AS leads
                 FROM emergency_access AS e
                 WHERE reviewed_at IS NULL AND told_at IS NULL AND leads IS NOT NULL",
            )?
            .query_map([], |row| Ok((row.get(0)?, AccountId(row.get(1)?))))?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Notes that word went out.
    pub(crate) fn emergency_told(&self, id: Uuid) -> Result<(), Problem> {
        self.tables.durable().execute(
            "UPDATE emergency_access SET told_at = ?2 WHERE id = ?1 AND told_at IS NULL",
            params![id, self.now().as_millisecond()],
        )?;
        Ok(())
    }

    /// Whose record it was, and who opened it.
    pub(crate) fn emergency_people(&self, id: Uuid) -> Result<(ClientId, AccountId), Problem> {
        self.tables
            .swift()
            .prepare_cached("SELECT client, account FROM emergency_access WHERE id = ?1")?
            .query_row(params![id], |row| Ok((ClientId(row.get(0)?), AccountId(row.get(1)?))))
            .optional()?
            .ok_or(Problem::NotYours)
    }
}

fn place(id: Uuid) -> String {
    format!("emergency/{id}")
}

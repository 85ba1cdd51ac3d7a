//! Check-ins: a link by which a client fills the measures before a session, without an account.
//! It opens that one form and nothing else, works for a short while, and can be taken back.

use std::collections::BTreeMap;

use ipt::{ClientId, Course, session::SessionNumber};
use jiff::{Timestamp, ToSpan};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, RECORD, TheCourse, Write, identity, invitation::Token,
    permission::Verb,
};

mod filling;

pub use filling::{CheckIn, Entered, Filled};

/// A link sent to the client works for so many hours. OpenIPT design.
const LINK_HOURS: i64 = 72;
/// A device handed over in the room is open for so many hours. OpenIPT design.
const ROOM_HOURS: i64 = 2;

/// A check-in whose time is over, with what was answered and not sent, is kept so many days.
/// OpenIPT design.
pub(crate) const KEPT_DAYS: i64 = 30;

/// What a check-in asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The session that the answers belong to.
    pub session: SessionNumber,
    /// The measures, in the order in which they are filled.
    pub measures: Vec<String>,
    /// Whether the device was handed over in the room.
    pub in_room: bool,
}

/// What is sealed of a check-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Sealed {
    asked: Asked,
    /// What was answered so far, and not entered yet: by measure, item from 1.
    #[serde(default)]
    answered: BTreeMap<String, BTreeMap<usize, u8>>,
    /// The measures that were entered.
    #[serde(default)]
    entered: Vec<String>,
}

/// How a check-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the client.
    Waits,
    /// Some of it was answered.
    Begun,
    /// Everything was answered.
    Done(Timestamp),
    /// It was taken back.
    Revoked(Timestamp),
    /// Its time is over.
    Expired,
}

/// A check-in as the therapist sees it.
#[derive(Clone, Debug)]
pub struct Made {
    /// Which.
    pub id: Uuid,
    /// What it asks for.
    pub asked: Asked,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// How it stands.
    pub standing: Standing,
}

impl Made {
    /// The session that its answers belong to.
    pub fn session(&self, course: &Course) -> SessionNumber {
        belongs(course, self.asked.session)
    }
}

/// The session that answers belong to which were asked for before this one.
fn belongs(course: &Course, asked: SessionNumber) -> SessionNumber {
    if course.session(asked).is_some() { asked } else { course.next_number() }
}

fn place(id: Uuid) -> String {
    format!("check-in/{id}")
}

impl Clinic {
    /// Makes a link. It is shown once; a link made before for the same course works no more.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn make_check_in(
        &self,
        access: &Access<TheCourse, Write>,
        asked: Asked,
    ) -> Result<Token, Problem> {
        access.leads()?;
        let (token, id, now) = (Token::new()?, Uuid::new_v4(), self.now());
        let hours = if asked.in_room { ROOM_HOURS } else { LINK_HOURS };
        let expires = now.checked_add(hours.hours()).unwrap_or(now);
        let sealed = Sealed { asked, answered: BTreeMap::new(), entered: Vec::new() };
        let sealed = self.seal_check_in(access.client(), id, &sealed)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        step.execute(
            "UPDATE check_in SET revoked_at = ?2
             WHERE course = ?1 AND done_at IS NULL AND revoked_at IS NULL AND expires_at > ?2",
            params![access.id().0, now.as_millisecond()],
        )?;
        step.execute(
            "INSERT INTO check_in(id, token_hash, client, course, sealed, made_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id,
                token.hash(),
                access.client().0,
                access.id().0,
                sealed,
                now.as_millisecond(),
                expires.as_millisecond()
            ],
        )?;
        step.commit()?;
        Ok(token)
    }

    /// The check-ins of a course, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn check_ins<V: Verb>(&self, access: &Access<TheCourse, V>) -> Result<Vec<Made>, Problem> {
        type Row = (Uuid, Vec<u8>, i64, i64, Option<i64>, Option<i64>);
        let rows: Vec<Row> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, sealed, made_at, expires_at, done_at, revoked_at FROM check_in
                 WHERE course = ?1 ORDER BY made_at DESC",
            )?
            .query_map(params![access.id().0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
            })?
            .collect::<Result<_, _>>()?;
        let now = self.now();
        let moment = |at: i64| Timestamp::from_millisecond(at).unwrap_or_default();
        rows.into_iter()
            .map(|(id, sealed, made_at, expires_at, done_at, revoked_at)| {
                let sealed = self.open_check_in(access.client(), id, &sealed)?;
                let expires_at = moment(expires_at);
                let begun = !sealed.answered.is_empty() || !sealed.entered.is_empty();
                let standing = match (done_at, revoked_at) {
                    (Some(at), _) => Standing::Done(moment(at)),
                    (None, Some(at)) => Standing::Revoked(moment(at)),
                    (None, None) if expires_at <= now => Standing::Expired,
                    (None, None) if begun => Standing::Begun,
                    (None, None) => Standing::Waits,
                };
                Ok(Made { id, asked: sealed.asked, made_at: moment(made_at), expires_at, standing })
            })
            .collect()
    }

    /// Takes a link back: it opens nothing any more. What was entered by it stays.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when this course has no such link; when the tables cannot be written.
    pub fn revoke_check_in(
        &self,
        access: &Access<TheCourse, Write>,
        id: Uuid,
    ) -> Result<(), Problem> {
        access.joined()?;
        // One that was filled stays filled, and what was taken back once stays so.
        let known = self.tables.durable().execute(
            "UPDATE check_in SET revoked_at = iif(done_at IS NULL, ifnull(revoked_at, ?3), NULL)
             WHERE id = ?1 AND course = ?2",
            params![id, access.id().0, self.now().as_millisecond()],
        )?;
        if known == 0 { Err(Problem::NotYours) } else { Ok(()) }
    }

    fn seal_check_in(&self, client: ClientId, id: Uuid, it: &Sealed) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(it).map_err(|_| Problem::Fault("check-in"))?;
        Ok(self.record.seal_loose(identity::owner(client), RECORD, &place(id), &bytes)?)
    }

    fn open_check_in(&self, client: ClientId, id: Uuid, it: &[u8]) -> Result<Sealed, Problem> {
        let bytes = self.record.open_loose(identity::owner(client), RECORD, &place(id), it)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("check-in"))
    }
}

//! The access log: who looked at what, and when. Which room it was is sealed: it tells of the
//! client.

use std::sync::PoisonError;

use ipt::{AccountId, ClientId, CourseId};
use jiff::Timestamp;
use record::{Domain, OwnerId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{Access, Clinic, IDENTITY, Problem, RECORD, TheCourse, identity, permission::Verb};

/// Who is named in the log for the person who runs the practice by the command line.
pub const OPERATOR: &str = "operator";

/// The account of that person in the log.
pub(crate) const OPERATORS_ACCOUNT: AccountId = AccountId(Uuid::nil());

/// So many lines wait for room on the disk; then nothing more is shown, for want of a log.
const WAITING: usize = 10_000;

/// A look to be logged.
pub(crate) struct Look<'a> {
    pub account: AccountId,
    pub resource: &'static str,
    pub verb: &'static str,
    pub client: Option<ClientId>,
    pub course: Option<CourseId>,
    pub room: &'a str,
}

/// A line of the log, to be written.
pub(crate) struct Line {
    at: i64,
    account: AccountId,
    resource: &'static str,
    verb: &'static str,
    client: Option<ClientId>,
    course: Option<CourseId>,
    room: Vec<u8>,
}

impl Line {
    fn write(&self, tables: &Connection) -> rusqlite::Result<()> {
        let mut insert = tables.prepare_cached(
            "INSERT INTO access_log(at, account, resource, verb, client, course, room)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        insert.execute(params![
            self.at,
            self.account.0,
            self.resource,
            self.verb,
            self.client.map(|id| id.0),
            self.course.map(|id| id.0),
            self.room,
        ])?;
        Ok(())
    }
}

/// A logged look at a client's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: Timestamp,
    /// Who, by name, or [`OPERATOR`].
    pub who: String,
    /// `read` or `write`.
    pub verb: String,
    /// What was looked at; a dash when that cannot be opened any more.
    pub room: String,
}

impl Clinic {
    /// Logs a look, before it is allowed. A full disk must not keep a safety plan from whoever needs
    /// it now: the line waits in memory then, and is written with the next one that finds room.
    pub(crate) fn log(&self, look: Look<'_>) -> Result<(), Problem> {
        let at = self.now().as_millisecond();
        let room = self.seal_room(look.client, at, look.room)?;
        let Look { account, resource, verb, client, course, .. } = look;
        let tables = self.tables.swift();
        let mut waiting = self.unlogged.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push_back(Line { at, account, resource, verb, client, course, room });
        while let Some(line) = waiting.front() {
            match line.write(&tables).map_err(Problem::from) {
                Ok(()) => drop(waiting.pop_front()),
                Err(problem) if problem.is_disk_full() && waiting.len() <= WAITING => break,
                Err(problem) => {
                    waiting.pop_back();
                    return Err(problem);
                }
            }
        }
        Ok(())
    }

    fn seal_room(&self, client: Option<ClientId>, at: i64, room: &str) -> Result<Vec<u8>, Problem> {
        let (owner, domain) = self.rooms_owner(client);
        Ok(self.record.seal_loose(owner, domain, &format!("room/{at}"), room.as_bytes())?)
    }

    /// Under whose keys a room is sealed: the client's, so that it goes when those go.
    fn rooms_owner(&self, client: Option<ClientId>) -> (OwnerId, Domain) {
        client.map_or((self.practice_owner(), IDENTITY), |id| (identity::owner(id), RECORD))
    }

    /// Who looked at the record of this client, the latest first, at most `most`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn looks<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        most: u32,
    ) -> Result<Vec<Looked>, Problem> {
        self.looks_at(access.client(), most)
    }

    /// Drafts are left out: to save what one types oneself is no look at the record.
    pub(crate) fn looks_at(&self, client: ClientId, most: u32) -> Result<Vec<Looked>, Problem> {
        let rows: Vec<(i64, Uuid, String, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT at, account, verb, room FROM access_log
                 WHERE client = ?1 AND resource <> 'desk' ORDER BY number DESC LIMIT ?2",
            )?
            .query_map(params![client.0, most], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let (owner, domain) = self.rooms_owner(Some(client));
        let opened = |at: i64, sealed: &[u8]| {
            let bytes = self.record.open_loose(owner, domain, &format!("room/{at}"), sealed).ok();
            bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| "–".to_owned())
        };
        Ok(rows
            .into_iter()
            .map(|(at, account, verb, room)| Looked {
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
                who: match AccountId(account) {
                    OPERATORS_ACCOUNT => OPERATOR.to_owned(),
                    account => self.name_of(account),
                },
                verb,
                room: opened(at, &room),
            })
            .collect())
    }
}

impl Clinic {
    /// When a person first looked at this course after a moment, by the access log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn first_look<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        by: AccountId,
        since: Timestamp,
    ) -> Result<Option<Timestamp>, Problem> {
        let at: Option<i64> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT min(at) FROM access_log WHERE client = ?1 AND at >= ?2 AND course = ?3
                 AND account = ?4 AND resource = 'course' AND verb = 'read'",
            )?
            .query_row(
                params![access.client().0, since.as_millisecond(), access.id().0, by.0],
                |row| row.get(0),
            )?;
        Ok(at.and_then(|at| Timestamp::from_millisecond(at).ok()))
    }
}

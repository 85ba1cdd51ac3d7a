//! The access log: who looked at what, and when. Which room it was is sealed: it tells of the
//! client.

use std::sync::PoisonError;

use ipt::{AccountId, ClientId, CourseId};
use record::{Domain, OwnerId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{Clinic, IDENTITY, Problem, RECORD, identity};

mod by_account;
mod capacity;
mod looked;

pub use by_account::{AccountLook, AccountLooks, MOST};
pub use capacity::Capacity;
pub(crate) use looked::told_to_the_client;
pub use looked::{LABELS, Looked};

/// Who is named in the log for the person who runs the practice by the command line.
pub const OPERATOR: &str = "operator";

/// The account of that person in the log.
pub(crate) const OPERATORS_ACCOUNT: AccountId = AccountId(Uuid::nil());

/// What is named in the log for measures that are filled by a link.
pub(crate) const CHECK_IN: &str = "check_in";

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
}

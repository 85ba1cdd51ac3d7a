//! The access log: who looked at what, and when.

use ipt::{AccountId, ClientId, CourseId};
use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use crate::{Access, Clinic, Problem, TheCourse, permission::Verb};

/// A look to be logged.
pub(crate) struct Look<'a> {
    pub account: AccountId,
    pub resource: &'static str,
    pub verb: &'static str,
    pub client: Option<ClientId>,
    pub course: Option<CourseId>,
    pub room: &'a str,
}

/// A logged look at a client's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: Timestamp,
    /// Who, by name.
    pub who: String,
    /// `read` or `write`.
    pub verb: String,
    /// What was looked at.
    pub room: String,
}

impl Clinic {
    pub(crate) fn log(&self, look: Look<'_>) -> Result<(), Problem> {
        self.tables
            .swift()
            .prepare_cached(
                "INSERT INTO access_log(at, account, resource, verb, client, course, room)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                self.now().as_millisecond(),
                look.account.0,
                look.resource,
                look.verb,
                look.client.map(|id| id.0),
                look.course.map(|id| id.0),
                look.room,
            ])?;
        Ok(())
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

    pub(crate) fn looks_at(&self, client: ClientId, most: u32) -> Result<Vec<Looked>, Problem> {
        let rows: Vec<(i64, Uuid, String, String)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT at, account, verb, room FROM access_log WHERE client = ?1
                 ORDER BY number DESC LIMIT ?2",
            )?
            .query_map(params![client.0, most], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows
            .into_iter()
            .map(|(at, account, verb, room)| Looked {
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
                who: self.name_of(AccountId(account)),
                verb,
                room,
            })
            .collect())
    }
}

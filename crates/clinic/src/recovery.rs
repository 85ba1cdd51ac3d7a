//! Recoveries: a link for somebody who has a passphrase, of which they are told and which they can
//! cancel before it works.

use ipt::AccountId;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::{Actor, Clinic, Problem, invitation::drop_links};

/// A link by which somebody's way in is to be recovered, as its holder is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Who made the link, by name.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// From when it works.
    pub works_from: Timestamp,
}

impl Clinic {
    /// The recovery of the actor's own way in that is under way, if there is one.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn recovery(&self, actor: &Actor) -> Result<Option<Recovery>, Problem> {
        let found: Option<(Option<Uuid>, i64, i64)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT made_by, made_at, works_from FROM invitation
                 WHERE account = ?1 AND works_from > made_at AND expires_at >= ?2",
            )?
            .query_row(params![actor.id().0, self.now().as_millisecond()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        Ok(found.map(|(by, at, from)| Recovery {
            made_by: by.map_or_else(|| "–".to_owned(), |by| self.name_of(AccountId(by))),
            made_at: moment(at),
            works_from: moment(from),
        }))
    }

    /// Cancels the recovery of the actor's own way in: its link is gone.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn cancel_recovery(&self, actor: &Actor) -> Result<(), Problem> {
        drop_links(&self.tables.durable(), Some(actor.id()))
    }
}

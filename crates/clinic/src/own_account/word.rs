//! Word of one's own sign-in: a new kind of browser, another passphrase, a passkey more or less, a
//! recovery that somebody began, an alarm. The mail says that something waits; what it is, the pages
//! say to who signs in.

use ipt::AccountId;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{Clinic, Problem, login::DAY};

/// Word that could not be sent for so many days is let go. OpenIPT design.
const KEPT_DAYS: i64 = 3;

/// Leaves word for somebody. Clients are sent no mail.
pub(crate) fn leave(tables: &Connection, id: AccountId, now: i64) -> Result<(), Problem> {
    tables.execute(
        "INSERT INTO own_word(id, account, at)
         SELECT ?1, id, ?3 FROM account WHERE id = ?2 AND client IS NULL AND ended_at IS NULL",
        params![Uuid::new_v4(), id.0, now],
    )?;
    Ok(())
}

/// Lets go what could not be sent for long.
pub(crate) fn sweep(tables: &Connection, now: i64) -> Result<(), Problem> {
    let delete = "DELETE FROM own_word WHERE at < ?1";
    tables.execute(delete, params![now.saturating_sub(KEPT_DAYS * DAY)])?;
    Ok(())
}

impl Clinic {
    /// What waits to be sent, and to whom.
    pub(crate) fn own_words(&self) -> Result<Vec<(Uuid, AccountId)>, Problem> {
        let tables = self.tables.swift();
        let mut rows = tables.prepare_cached("SELECT id, account FROM own_word ORDER BY at")?;
        let found = rows.query_map([], |row| Ok((row.get(0)?, AccountId(row.get(1)?))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Word went out.
    pub(crate) fn own_word_sent(&self, id: Uuid) -> Result<(), Problem> {
        self.tables.durable().execute("DELETE FROM own_word WHERE id = ?1", params![id])?;
        Ok(())
    }
}

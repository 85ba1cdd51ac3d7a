//! An erasure is carried out, and carried out again in a backup that was brought back.
//!
//! The order is what makes it hold: first the list outside of the record, then the chain, then the
//! keys, then the rows. Whatever interrupts it, the next start finds the list and goes on.

use std::sync::PoisonError;

use ipt::{AccountId, ClientId};
use jiff::{Timestamp, civil::Date};
use record::{Append, Appended, OwnerId, Reference, StreamId, Tombstone};
use rusqlite::{Transaction, params};
use uuid::Uuid;

use super::{ErasureRequest, Reason};
use crate::{
    Access, Clinic, Problem, RECORD, TheAccounts, identity, perform::once, permission::Verb,
};

/// Somebody who was erased, as the practice still knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Stands for who it was, and tells nothing.
    pub reference: Reference,
    /// The day.
    pub on: Date,
    /// Who asked.
    pub asked_by: AccountId,
    /// Who confirmed.
    pub confirmed_by: AccountId,
    /// Why; none for a reason that this program does not know.
    pub reason: Option<Reason>,
}

impl Clinic {
    /// Everybody who was erased, the latest first.
    pub fn erased<V: Verb>(&self, access: &Access<TheAccounts, V>) -> Vec<Erased> {
        let _ = access;
        let of = |stone: Tombstone| {
            Some(Erased {
                reference: *stone.references.first()?,
                on: stone.on,
                asked_by: AccountId(stone.asked_by),
                confirmed_by: AccountId(stone.confirmed_by),
                reason: Reason::from_code(&stone.reason),
            })
        };
        self.record.tombstones().into_iter().rev().filter_map(of).collect()
    }

    /// Erases a client. From the first step on it is done, whatever happens.
    pub(super) fn carry_out(
        &self,
        client: ClientId,
        request: &ErasureRequest,
        by: AccountId,
    ) -> Result<(), Problem> {
        // No course begins meanwhile, and no hold is set.
        let _turn = self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        // What was begun and interrupted is done already, and goes on.
        if !self.record.is_entombed(identity::owner(client)) {
            self.unless_kept(client, &request.asking)?;
        }
        let owners = self.owners_of(client)?;
        let stone = Tombstone {
            references: owners.iter().map(|owner| self.record.reference(*owner)).collect(),
            on: self.today(),
            asked_by: request.asked_by.0,
            confirmed_by: by.0,
            reason: request.asking.reason.code().to_owned(),
        };
        self.record.entomb(&stone)?;
        self.chain_tombstone(&stone)?;
        for owner in owners {
            self.record.destroy_keys(owner)?;
        }
        self.clear_rows(client)?;
        self.cache.forget(client);
        self.corridor.forget();
        Ok(())
    }

    /// Carries out again what the list of who was erased says, in whatever was brought back.
    pub(crate) fn replay_erasures(&self) -> Result<(), Problem> {
        let chained = self.chained_tombstones()?;
        // A list that was lost comes back from the chain.
        for stone in &chained {
            self.record.entomb(stone)?;
        }
        for stone in self.record.tombstones() {
            if !chained.contains(&stone) {
                // The list holds without the chain: a full disk keeps nobody from reading.
                match self.chain_tombstone(&stone) {
                    Err(problem) if !problem.is_disk_full() => return Err(problem),
                    Ok(()) | Err(_) => {}
                }
            }
        }
        self.record.destroy_entombed()?;
        for client in self.clients()? {
            if self.record.is_entombed(identity::owner(client)) {
                self.clear_rows(client)?;
            }
        }
        Ok(())
    }

    /// Under whose keys anything of a client is sealed.
    fn owners_of(&self, client: ClientId) -> Result<Vec<OwnerId>, Problem> {
        let tables = self.tables.durable();
        let accounts = accounts_of(&tables, client)?;
        let accounts = accounts.into_iter().map(OwnerId);
        Ok(std::iter::once(identity::owner(client)).chain(accounts).collect())
    }

    fn clients(&self) -> Result<Vec<ClientId>, Problem> {
        if self.record.tombstones().is_empty() {
            return Ok(Vec::new());
        }
        let clients = self
            .tables
            .durable()
            .prepare("SELECT id FROM client")?
            .query_map([], |row| row.get(0).map(ClientId))?
            .collect::<Result<_, _>>()?;
        Ok(clients)
    }

    /// Where tombstones stand in the record: a stream of the practice's own.
    fn tombstones_stream(&self) -> StreamId {
        StreamId(once(self.record.practice().0, b"erasures"))
    }

    fn chained_tombstones(&self) -> Result<Vec<Tombstone>, Problem> {
        let stream = self.tombstones_stream();
        if self.record.head(stream)? == 0 {
            return Ok(Vec::new());
        }
        let entries = self.record.read(self.practice_owner(), RECORD, stream)?;
        let read = |bytes: Vec<u8>| String::from_utf8(bytes).ok()?.parse().ok();
        let stones = entries.into_iter().map(|entry| read(entry.bytes));
        stones.collect::<Option<_>>().ok_or(Problem::Fault("a tombstone in the record"))
    }

    fn chain_tombstone(&self, stone: &Tombstone) -> Result<(), Problem> {
        let stream = self.tombstones_stream();
        let text = stone.to_string().into_bytes();
        loop {
            let expected = self.record.head(stream)?;
            let appended = self.record.append(Append {
                owner: self.practice_owner(),
                domain: RECORD,
                stream,
                expected,
                key: once(stream.0, &text),
                asked: text.clone(),
                entries: vec![text.clone()],
                summary: (expected + 1).to_string().into_bytes(),
                at: Timestamp::max(self.now(), Timestamp::UNIX_EPOCH),
            })?;
            match appended {
                Appended::Committed { .. } | Appended::Duplicate { .. } => return Ok(()),
                Appended::Conflict { .. } => {}
            }
        }
    }

    /// Clears every row that hangs on a client, and only then lets the files forget it.
    fn clear_rows(&self, client: ClientId) -> Result<(), Problem> {
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        // What hangs on what is checked when all is done.
        step.pragma_update(None, "defer_foreign_keys", "ON")?;
        let courses: Vec<Uuid> = step
            .prepare("SELECT id FROM course WHERE client = ?1")?
            .query_map(params![client.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for course in courses {
            clear_hanging(&step, "course", course)?;
        }
        for account in accounts_of(&step, client)? {
            clear_hanging(&step, "account", account)?;
            step.execute("DELETE FROM invitation WHERE account = ?1", params![account])?;
            step.execute("DELETE FROM draft WHERE owner = ?1", params![account])?;
            step.execute(
                "DELETE FROM failed_try WHERE login_index =
                   (SELECT login_index FROM account WHERE id = ?1)",
                params![account],
            )?;
            step.execute("DELETE FROM account WHERE id = ?1", params![account])?;
        }
        step.execute("DELETE FROM draft WHERE owner = ?1", params![client.0])?;
        clear_hanging(&step, "client", client.0)?;
        step.execute("DELETE FROM client WHERE id = ?1", params![client.0])?;
        step.commit()?;
        // The write-ahead log still has the rows as they were. While others read it cannot be
        // emptied; it is at the next commit that can.
        tables.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

fn accounts_of(tables: &rusqlite::Connection, client: ClientId) -> Result<Vec<Uuid>, Problem> {
    let accounts = tables
        .prepare("SELECT id FROM account WHERE client = ?1")?
        .query_map(params![client.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(accounts)
}

/// Deletes the rows of every table that refers to a row: the tables themselves say which those are,
/// so that one that is new is not forgotten here.
fn clear_hanging(step: &Transaction<'_>, table: &str, id: Uuid) -> Result<(), Problem> {
    let hanging: Vec<(String, String)> = step
        .prepare(
            "SELECT each.name, link.\"from\" FROM sqlite_schema AS each
             JOIN pragma_foreign_key_list(each.name) AS link
             WHERE each.type = 'table' AND link.\"table\" = ?1",
        )?
        .query_map(params![table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (name, column) in hanging {
        // Names of our own tables, from our own schema.
        step.execute(&format!("DELETE FROM \"{name}\" WHERE \"{column}\" = ?1"), params![id])?;
    }
    Ok(())
}

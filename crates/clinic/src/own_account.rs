//! What a person does with their own way in: looks who is signed in, ends that, chooses another
//! passphrase.

use jiff::Timestamp;
use record::OwnerId;
use rusqlite::params;

use crate::{
    Actor, Clinic, IDENTITY, Problem, invitation::Token, login::lasts, passphrase,
    second_step::Fresh,
};

pub mod browsers;
pub(crate) mod word;

/// What the sealed words about a browser are bound to.
const BROWSER: &str = "browser";

/// A sign-in of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSignIn {
    /// With which kind of browser; empty if it did not say.
    pub browser: String,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl Clinic {
    /// The sign-ins of this person that are not over, the newest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_sign_ins(&self, actor: &Actor, token: &Token) -> Result<Vec<OwnSignIn>, Problem> {
        let (now, (idle, hours)) = (self.now().as_millisecond(), lasts(actor.is_outside()));
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let tables = self.tables.swift();
        let mut rows = tables.prepare_cached(
            "SELECT browser, created_at, seen_at, token_hash = ?2 FROM sign_in
             WHERE account = ?1 AND ended_at IS NULL AND seen_at >= ?3 AND created_at >= ?4
             ORDER BY created_at DESC",
        )?;
        let now_and_who = params![actor.id().0, token.hash(), now - idle, now - hours];
        let found = rows.query_map(now_and_who, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let shown = |found: (Option<Vec<u8>>, i64, i64, bool)| {
            let (sealed, began, seen, this) = found;
            let browser = sealed.map_or(Ok(String::new()), |sealed| {
                let owner = OwnerId(actor.id().0);
                let plain = self.record.open_loose(owner, IDENTITY, BROWSER, &sealed)?;
                Ok::<_, Problem>(String::from_utf8_lossy(&plain).into_owned())
            })?;
            Ok(OwnSignIn { browser, began: moment(began), seen: moment(seen), this })
        };
        found.map(|found| shown(found?)).collect()
    }

    /// Ends every other sign-in of this person.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn end_other_sign_ins(
        &self,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        self.tables.durable().execute(
            "DELETE FROM sign_in WHERE account = ?1 AND token_hash <> ?2",
            params![actor.id().0, keep.hash()],
        )?;
        Ok(())
    }

    /// Chooses another passphrase; the one of today is asked. Every other sign-in is over.
    ///
    /// # Errors
    /// [`Problem::NotKnown`] when the one of today does not fit, [`Problem::Wait`] after too many
    /// tries, or why the new one will not do.
    pub fn change_passphrase(
        &self,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
        today: &str,
        chosen: &str,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        self.is_own_passphrase(actor, today)?;
        let account = self.account(actor.id())?;
        let practice = self.settings().name;
        let at_least = actor.passphrase_at_least();
        passphrase::allowed(chosen, at_least, &[&account.login, &practice])?;
        let hash = self.hashing.hash(chosen)?;
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        change.execute(
            "UPDATE account SET passphrase = ?2 WHERE id = ?1 AND ended_at IS NULL",
            params![actor.id().0, hash],
        )?;
        change.execute(
            "DELETE FROM sign_in WHERE account = ?1 AND token_hash <> ?2",
            params![actor.id().0, keep.hash()],
        )?;
        browsers::passphrase_chosen(&change, actor.id())?;
        word::leave(&change, actor.id(), self.now().as_millisecond())?;
        change.execute("DELETE FROM half_sign_in WHERE account = ?1", params![actor.id().0])?;
        Ok(change.commit()?)
    }

    /// Whether this is the passphrase of who is signed in: whoever finds an open screen does not know
    /// it. The tries are counted as those at the door.
    ///
    /// # Errors
    /// [`Problem::NotKnown`] when it is not; [`Problem::Wait`] after too many tries.
    pub fn is_own_passphrase(&self, actor: &Actor, typed: &str) -> Result<(), Problem> {
        let index = self.login_index(&self.account(actor.id())?.login);
        self.count_try(&index)?;
        let stored: Option<String> = self.tables.durable().query_row(
            "SELECT passphrase FROM account WHERE id = ?1",
            params![actor.id().0],
            |row| row.get(0),
        )?;
        if !self.hashing.fits(typed, stored.as_deref())? {
            return Err(Problem::NotKnown);
        }
        self.forget_tries(&index)
    }
}

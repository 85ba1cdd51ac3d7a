//! Signing in and out, and who is at the door.

use ipt::AccountId;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{Clinic, Problem, invitation::Token, passphrase, second_step::Entered};

mod holder;

pub use holder::{Actor, Departed, Holder, Newcomer};

/// Staff are signed out after so many idle minutes. Security plan §3.5.
const STAFF_IDLE_MINUTES: i64 = 15;
/// Staff are signed out after so many hours in any case.
const STAFF_HOURS: i64 = 10;
/// Clients are signed out after so many idle minutes.
const CLIENT_IDLE_MINUTES: i64 = 10;
/// Clients are signed out after so many hours in any case.
const CLIENT_HOURS: i64 = 4;
/// For so many days the end of a sign-in is remembered, so that what was typed on an open page
/// is still saved for the person who typed it.
pub(crate) const REMEMBERED_DAYS: i64 = 14;
/// So many wrong tries are free; after that each one doubles the wait.
const FREE_TRIES: i64 = 5;
/// The longest wait, in seconds. The rightful person is never locked out for longer.
const LONGEST_WAIT: i64 = 60;
/// Wrong tries are forgotten after a day.
pub(crate) const TRIES_KEPT_DAYS: i64 = 1;

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

/// A fresh sign-in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The secret of the cookie.
    pub token: Token,
    /// Who.
    pub actor: Actor,
}

/// Who holds a cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtTheDoor {
    /// Nobody known.
    Nobody,
    /// Somebody whose sign-in ended; what they typed is still theirs.
    WasHere(Departed),
    /// Somebody signed in who has to set up the second step first.
    Owes(Newcomer),
    /// Somebody signed in.
    Here(Actor),
}

/// For how long a sign-in lasts: unused, and in any case, in milliseconds.
pub(crate) fn lasts(client: bool) -> (i64, i64) {
    let (idle, hours) = match client {
        false => (STAFF_IDLE_MINUTES, STAFF_HOURS),
        true => (CLIENT_IDLE_MINUTES, CLIENT_HOURS),
    };
    (idle * MINUTE, hours * 60 * MINUTE)
}

/// Ends every sign-in of somebody but the one whose secret has this hash, and those that are half done.
pub(crate) fn end_others(tables: &Connection, id: AccountId, keep: &[u8]) -> Result<(), Problem> {
    tables.execute(
        "DELETE FROM sign_in WHERE account = ?1 AND token_hash <> ?2",
        params![id.0, keep],
    )?;
    tables.execute("DELETE FROM half_sign_in WHERE account = ?1", params![id.0])?;
    Ok(())
}

impl Clinic {
    /// Signs in by name and passphrase. Known and unknown names take the same work.
    ///
    /// # Errors
    /// When they do not fit, or after too many tries.
    pub fn sign_in(&self, login: &str, passphrase: &str) -> Result<Entered, Problem> {
        let index = self.login_index(login);
        self.count_try(&index)?;
        let found: Option<(Uuid, Option<String>)> = self
            .tables
            .durable()
            .query_row(
                "SELECT id, passphrase FROM account WHERE login_index = ?1 AND ended_at IS NULL",
                params![index],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let stored = found.as_ref().and_then(|(_, hash)| hash.as_deref());
        if !self.hashing.fits(passphrase, stored)? {
            return Err(Problem::NotKnown);
        }
        let (id, _) = found.as_ref().ok_or(Problem::NotKnown)?;
        self.forget_tries(&index)?;
        if stored.is_some_and(passphrase::is_weak) {
            self.renew_hash(AccountId(*id), passphrase, stored.unwrap_or_default())?;
        }
        self.entered(AccountId(*id))
    }

    /// Whose first step fits: in, or at the second step.
    pub(crate) fn entered(&self, id: AccountId) -> Result<Entered, Problem> {
        Ok(if self.has_second_step(id)? {
            Entered::Half(self.half_sign_in(id)?)
        } else {
            Entered::Here(self.begin_sign_in(id)?)
        })
    }

    /// Forgets the tries: one of them fitted.
    pub(crate) fn forget_tries(&self, index: &[u8]) -> Result<(), Problem> {
        let forget = "DELETE FROM failed_try WHERE login_index = ?1";
        self.tables.durable().execute(forget, params![index])?;
        Ok(())
    }

    /// Counts a try before it is made, so that many at once cannot all be made; refuses it when
    /// there were too many. A try that fits forgets the count.
    pub(crate) fn count_try(&self, index: &[u8]) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let found: Option<(i64, i64)> = step
            .query_row(
                "SELECT count, last_at FROM failed_try WHERE login_index = ?1",
                params![index],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (count, last) = found.unwrap_or((0, now));
        let doublings = u32::try_from((count - FREE_TRIES).clamp(0, 6)).unwrap_or(0);
        let wait = if count < FREE_TRIES { 0 } else { (1_i64 << doublings).min(LONGEST_WAIT) };
        let left = last + wait * 1000 - now;
        if left > 0 {
            return Err(Problem::Wait { seconds: u64::try_from(left / 1000 + 1).unwrap_or(1) });
        }
        step.execute(
            "INSERT INTO failed_try(login_index, count, last_at) VALUES (?1, 1, ?2)
             ON CONFLICT(login_index) DO UPDATE SET count = count + 1, last_at = ?2",
            params![index, now],
        )?;
        Ok(step.commit()?)
    }

    /// Hashes a passphrase anew as is done today, unless it was changed meanwhile.
    fn renew_hash(&self, id: AccountId, passphrase: &str, stored: &str) -> Result<(), Problem> {
        let hash = self.hashing.hash(passphrase)?;
        self.tables.durable().execute(
            "UPDATE account SET passphrase = ?2 WHERE id = ?1 AND passphrase = ?3",
            params![id.0, hash, stored],
        )?;
        Ok(())
    }

    pub(crate) fn begin_sign_in(&self, id: AccountId) -> Result<SignedIn, Problem> {
        self.sweep()?;
        let account = self.account(id)?;
        let token = Token::new()?;
        let now = self.now().as_millisecond();
        self.tables.durable().execute(
            "INSERT INTO sign_in(token_hash, account, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
            params![token.hash(), id.0, now],
        )?;
        Ok(SignedIn { token, actor: Actor::of(account) })
    }

    /// Who holds this cookie.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn at_the_door(&self, token: &Token) -> Result<AtTheDoor, Problem> {
        let hash = token.hash();
        let now = self.now().as_millisecond();
        let found: Option<(Uuid, i64, i64, Option<i64>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT account, created_at, seen_at, ended_at FROM sign_in WHERE token_hash = ?1",
            )?
            .query_row(params![hash], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((id, created, seen, ended)) = found else { return Ok(AtTheDoor::Nobody) };
        let id = AccountId(id);
        if now - seen > REMEMBERED_DAYS * DAY {
            return Ok(AtTheDoor::Nobody);
        }
        let account = self.account(id)?;
        let (idle, whole) = lasts(account.is_outside());
        let over = now - seen > idle || now - created > whole;
        if account.ended {
            return Ok(AtTheDoor::Nobody);
        }
        if ended.is_some() || over {
            return Ok(AtTheDoor::WasHere(Departed(Actor::of(account))));
        }
        if now - seen > MINUTE {
            // On a full disk the sign-in ends sooner; until then its pages can be read.
            Problem::unless_full(self.tables.swift().execute(
                "UPDATE sign_in SET seen_at = ?2 WHERE token_hash = ?1",
                params![hash, now],
            ))?;
        }
        let owes = self.owes_second_step(&account)?;
        let actor = Actor::of(account);
        Ok(if owes { AtTheDoor::Owes(Newcomer(actor)) } else { AtTheDoor::Here(actor) })
    }

    /// Signs out. Nothing typed later with this cookie is kept.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn sign_out(&self, token: &Token) -> Result<(), Problem> {
        self.tables
            .durable()
            .execute("DELETE FROM sign_in WHERE token_hash = ?1", params![token.hash()])?;
        Ok(())
    }

    /// A door that opens by a link alone. Only on a record that carries the demo mark.
    ///
    /// # Errors
    /// On a real record, always.
    pub fn demo_door(&self, id: AccountId) -> Result<Token, Problem> {
        if !self.is_demo() {
            return Err(Problem::NotYours);
        }
        let token = Token::new()?;
        self.tables.durable().execute(
            "INSERT INTO demo_door(token_hash, account) VALUES (?1, ?2)",
            params![token.hash(), id.0],
        )?;
        Ok(token)
    }

    /// Goes through such a door.
    ///
    /// # Errors
    /// On a real record, always; or when there is no such door.
    pub fn through_demo_door(&self, token: &Token) -> Result<SignedIn, Problem> {
        if !self.is_demo() {
            return Err(Problem::NotYours);
        }
        let found: Option<Uuid> = self
            .tables
            .durable()
            .query_row(
                "SELECT account FROM demo_door WHERE token_hash = ?1",
                params![token.hash()],
                |row| row.get(0),
            )
            .optional()?;
        self.begin_sign_in(AccountId(found.ok_or(Problem::NotYours)?))
    }
}

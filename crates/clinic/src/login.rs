//! Signing in and out, and who is at the door.

use ipt::{AccountId, ClientId};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::{Account, Clinic, Problem, Role, invitation::Token};

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
const REMEMBERED_DAYS: i64 = 14;
/// So many wrong tries are free; after that each one doubles the wait.
const FREE_TRIES: i64 = 5;
/// The longest wait, in seconds. The rightful person is never locked out for longer.
const LONGEST_WAIT: i64 = 60;

const MINUTE: i64 = 60_000;

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their account.
    pub id: AccountId,
    /// What they are.
    pub role: Role,
    /// The client they are, for a client.
    pub client: Option<ClientId>,
    /// Their name.
    pub name: String,
}

impl From<Account> for Actor {
    fn from(account: Account) -> Self {
        Self { id: account.id, role: account.role, client: account.client, name: account.name }
    }
}

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
    WasHere(AccountId),
    /// Somebody signed in.
    Here(Actor),
}

impl Clinic {
    /// Signs in by name and passphrase. Known and unknown names take the same work.
    ///
    /// # Errors
    /// When they do not fit, or after too many tries.
    pub fn sign_in(&self, login: &str, passphrase: &str) -> Result<SignedIn, Problem> {
        let index = self.login_index(login);
        self.may_try(&index)?;
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
            self.failed(&index)?;
            return Err(Problem::NotKnown);
        }
        let (id, _) = found.ok_or(Problem::NotKnown)?;
        self.tables
            .durable()
            .execute("DELETE FROM failed_try WHERE login_index = ?1", params![index])?;
        self.begin_sign_in(AccountId(id))
    }

    fn may_try(&self, index: &[u8]) -> Result<(), Problem> {
        let found: Option<(i64, i64)> = self
            .tables
            .durable()
            .query_row(
                "SELECT count, last_at FROM failed_try WHERE login_index = ?1",
                params![index],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((count, last)) = found else { return Ok(()) };
        let doublings = u32::try_from((count - FREE_TRIES).clamp(0, 6)).unwrap_or(0);
        let wait = if count < FREE_TRIES { 0 } else { (1_i64 << doublings).min(LONGEST_WAIT) };
        let left = last + wait * 1000 - self.now().as_millisecond();
        if left > 0 {
            return Err(Problem::Wait { seconds: u64::try_from(left / 1000 + 1).unwrap_or(1) });
        }
        Ok(())
    }

    fn failed(&self, index: &[u8]) -> Result<(), Problem> {
        self.tables.durable().execute(
            "INSERT INTO failed_try(login_index, count, last_at) VALUES (?1, 1, ?2)
             ON CONFLICT(login_index) DO UPDATE SET count = count + 1, last_at = ?2",
            params![index, self.now().as_millisecond()],
        )?;
        Ok(())
    }

    pub(crate) fn begin_sign_in(&self, id: AccountId) -> Result<SignedIn, Problem> {
        let account = self.account(id)?;
        let token = Token::new()?;
        let now = self.now().as_millisecond();
        self.tables.durable().execute(
            "INSERT INTO sign_in(token_hash, account, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
            params![token.hash(), id.0, now],
        )?;
        Ok(SignedIn { token, actor: account.into() })
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
        if now - seen > REMEMBERED_DAYS * 24 * 60 * MINUTE {
            return Ok(AtTheDoor::Nobody);
        }
        let account = self.account(id)?;
        let (idle, hours) = match account.role {
            Role::Administrator | Role::Therapist => (STAFF_IDLE_MINUTES, STAFF_HOURS),
            Role::Client => (CLIENT_IDLE_MINUTES, CLIENT_HOURS),
        };
        let over = now - seen > idle * MINUTE || now - created > hours * 60 * MINUTE;
        if account.ended {
            return Ok(AtTheDoor::Nobody);
        }
        if ended.is_some() || over {
            return Ok(AtTheDoor::WasHere(id));
        }
        if now - seen > MINUTE {
            self.tables.swift().execute(
                "UPDATE sign_in SET seen_at = ?2 WHERE token_hash = ?1",
                params![hash, now],
            )?;
        }
        Ok(AtTheDoor::Here(account.into()))
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

    /// Ends every sign-in of an account.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn end_sign_ins(&self, id: AccountId) -> Result<(), Problem> {
        self.tables.durable().execute(
            "UPDATE sign_in SET ended_at = ?2 WHERE account = ?1 AND ended_at IS NULL",
            params![id.0, self.now().as_millisecond()],
        )?;
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

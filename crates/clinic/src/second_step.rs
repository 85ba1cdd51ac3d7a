//! The second step of a sign-in: a code that changes every half minute (RFC 6238), shown by an
//! authenticator that the person holds, or one of ten recovery codes. Each works once.

use ipt::AccountId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Account, Actor, Clinic, Problem,
    invitation::Token,
    login::{MINUTE, SignedIn},
};

mod authenticator;
mod code;
mod fresh;

pub use authenticator::NewAuthenticator;
pub use fresh::Fresh;

/// Who gave the right passphrase has so many minutes for the second step. OpenIPT design.
pub(crate) const HALF_MINUTES: i64 = 5;
/// What came of a passphrase.
#[derive(Clone, Debug)]
pub enum Entered {
    /// They are signed in.
    Here(SignedIn),
    /// The passphrase fits, and the second step is owed.
    Half(Token),
}

impl Entered {
    /// The sign-in, where no second step is owed.
    pub fn here(self) -> Option<SignedIn> {
        match self {
            Self::Here(signed_in) => Some(signed_in),
            Self::Half(_) => None,
        }
    }
}

/// How the second step of a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondStep {
    /// Since when they have it.
    pub since: Timestamp,
    /// How many recovery codes are left.
    pub codes_left: u32,
}

impl Clinic {
    /// Whether somebody has to set up the second step before anything else is shown to them: all of
    /// the staff, on a real record.
    pub(crate) fn owes_second_step(&self, account: &Account) -> Result<bool, Problem> {
        Ok(!account.is_outside() && !self.is_demo() && !self.has_second_step(account.id)?)
    }

    pub(crate) fn has_second_step(&self, id: AccountId) -> Result<bool, Problem> {
        let sql = "SELECT EXISTS (SELECT 1 FROM authenticator
                     WHERE account = ?1 AND confirmed_at IS NOT NULL)";
        Ok(self.tables.swift().prepare_cached(sql)?.query_row(params![id.0], |row| row.get(0))?)
    }

    /// How the second step of this person stands, if they have one.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn second_step(&self, actor: &Actor) -> Result<Option<SecondStep>, Problem> {
        let since = self.authenticator(actor.id())?.and_then(|stored| stored.confirmed);
        let Some(since) = since else { return Ok(None) };
        let codes_left = self.tables.swift().query_row(
            "SELECT count(*) FROM recovery_code WHERE account = ?1 AND used_at IS NULL",
            params![actor.id().0],
            |row| row.get(0),
        )?;
        let since = Timestamp::from_millisecond(since).unwrap_or_default();
        Ok(Some(SecondStep { since, codes_left }))
    }

    /// Makes ten new recovery codes in place of the old ones; a code of the authenticator is asked.
    ///
    /// # Errors
    /// [`Problem::CodeWrong`], or [`Problem::Wait`] after too many tries.
    pub fn new_recovery_codes(&self, actor: &Actor, code: &str) -> Result<Vec<String>, Problem> {
        self.take_code(actor.id(), code)?;
        let codes = code::fresh()?;
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        code::replace(&change, actor.id(), &codes)?;
        change.commit()?;
        Ok(codes)
    }

    /// Takes the authenticator away, so that another can be set up; a code is asked.
    ///
    /// # Errors
    /// [`Problem::CodeWrong`], or [`Problem::Wait`] after too many tries.
    pub fn remove_authenticator(&self, actor: &Actor, code: &str) -> Result<(), Problem> {
        self.take_code(actor.id(), code)?;
        forget(&self.tables.durable(), actor.id())
    }

    /// Begins the second step for somebody whose passphrase fits.
    pub(crate) fn half_sign_in(&self, id: AccountId) -> Result<Token, Problem> {
        let (token, now) = (Token::new()?, self.now().as_millisecond());
        let tables = self.tables.durable();
        let over = "DELETE FROM half_sign_in WHERE account = ?1 OR created_at < ?2";
        tables.execute(over, params![id.0, now - HALF_MINUTES * MINUTE])?;
        tables.execute(
            "INSERT INTO half_sign_in(token_hash, account, created_at) VALUES (?1, ?2, ?3)",
            params![token.hash(), id.0, now],
        )?;
        Ok(token)
    }

    /// The second step: a code of the authenticator, or a recovery code.
    ///
    /// # Errors
    /// [`Problem::HalfOver`] when the first step was too long ago, [`Problem::CodeWrong`], or
    /// [`Problem::Wait`] after too many tries.
    pub fn finish_sign_in(&self, half: &Token, code: &str) -> Result<SignedIn, Problem> {
        let found: Option<(Uuid, i64)> = self
            .tables
            .durable()
            .query_row(
                "SELECT account, created_at FROM half_sign_in WHERE token_hash = ?1",
                params![half.hash()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (id, begun) = found.ok_or(Problem::HalfOver)?;
        if self.now().as_millisecond() - begun > HALF_MINUTES * MINUTE {
            return Err(Problem::HalfOver);
        }
        let id = AccountId(id);
        self.take_code(id, code)?;
        let gone = "DELETE FROM half_sign_in WHERE token_hash = ?1";
        if self.tables.durable().execute(gone, params![half.hash()])? == 0
            || self.account(id)?.ended
        {
            return Err(Problem::HalfOver);
        }
        let signed_in = self.begin_sign_in(id)?;
        self.code_given(&signed_in.token)?;
        Ok(signed_in)
    }

    /// Takes a code of the authenticator, or a recovery code: it works this once. Tries are counted
    /// before they are made.
    pub(crate) fn take_code(&self, id: AccountId, typed: &str) -> Result<(), Problem> {
        self.count_try(&self.tries_of(id))?;
        let stored = self.authenticator(id)?.filter(|stored| stored.confirmed.is_some());
        let stored = stored.ok_or(Problem::CodeWrong)?;
        let taken = match self.fitting_step(id, &stored, typed)? {
            // Whoever saw the code typed cannot use it again, nor one from before it.
            Some(step) => self.tables.durable().execute(
                "UPDATE authenticator SET last_step = ?2 WHERE account = ?1 AND last_step < ?2",
                params![id.0, i64::try_from(step).unwrap_or(i64::MAX)],
            )?,
            None => self.tables.durable().execute(
                "UPDATE recovery_code SET used_at = ?3
                 WHERE account = ?1 AND hash = ?2 AND used_at IS NULL",
                params![id.0, code::hash(id, typed), self.now().as_millisecond()],
            )?,
        };
        if taken == 0 {
            return Err(Problem::CodeWrong);
        }
        self.forget_tries(&self.tries_of(id))
    }

    /// Under what the tries at somebody's second step are counted.
    fn tries_of(&self, id: AccountId) -> Vec<u8> {
        [b"second step ".as_slice(), id.0.as_bytes()].concat()
    }
}

/// Forgets somebody's second step whole: it was taken away, or their way in was recovered.
pub(crate) fn forget(tables: &Connection, id: AccountId) -> Result<(), Problem> {
    for sql in [
        "DELETE FROM authenticator WHERE account = ?1",
        "DELETE FROM recovery_code WHERE account = ?1",
        "DELETE FROM half_sign_in WHERE account = ?1",
    ] {
        tables.execute(sql, params![id.0])?;
    }
    Ok(())
}

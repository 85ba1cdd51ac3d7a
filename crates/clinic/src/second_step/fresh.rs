//! A code given a moment ago: what takes over a way in, hands out a whole record or shuts somebody
//! out is not done by whoever found an open screen.

use ipt::AccountId;
use rusqlite::params;

use crate::{Actor, Clinic, Problem, invitation::Token, login::MINUTE};

/// A code counts for so many minutes. OpenIPT design.
const FRESH_MINUTES: i64 = 10;

/// Proof that somebody gave a code of their second step within the last ten minutes, in the sign-in
/// by which they act. Who has no second step (a client, the people of a demo) has none to give.
///
/// ```compile_fail,E0451
/// fn forged(who: ipt::AccountId) -> clinic::second_step::Fresh {
///     clinic::second_step::Fresh { who }
/// }
/// ```
#[derive(Debug)]
pub struct Fresh {
    who: AccountId,
}

impl Fresh {
    /// Refuses a code that somebody else gave.
    ///
    /// # Errors
    /// [`Problem::NotYours`].
    pub(crate) fn given_by(&self, actor: &Actor) -> Result<(), Problem> {
        if self.who == actor.id() { Ok(()) } else { Err(Problem::NotYours) }
    }
}

impl Clinic {
    /// Asks for the proof.
    ///
    /// # Errors
    /// [`Problem::CodeOwed`] when the last code was given too long ago.
    pub fn fresh(&self, actor: &Actor, token: &Token) -> Result<Fresh, Problem> {
        let (who, now) = (actor.id(), self.now().as_millisecond());
        let sql = "SELECT EXISTS (SELECT 1 FROM sign_in WHERE token_hash = ?1 AND account = ?2
                     AND ended_at IS NULL AND code_at BETWEEN ?3 AND ?4)";
        let from = now - FRESH_MINUTES * MINUTE;
        let given: bool = self.tables.durable().query_row(
            sql,
            params![token.hash(), who.0, from, now],
            |row| row.get(0),
        )?;
        if given || !self.has_second_step(who)? {
            Ok(Fresh { who })
        } else {
            Err(Problem::CodeOwed)
        }
    }

    /// Takes a code in a sign-in that goes on.
    ///
    /// # Errors
    /// [`Problem::CodeWrong`], or [`Problem::Wait`] after too many tries.
    pub fn give_code(&self, actor: &Actor, token: &Token, code: &str) -> Result<(), Problem> {
        self.take_code(actor.id(), code)?;
        self.code_given(token)
    }

    /// Notes that a code was given now in this sign-in.
    pub(crate) fn code_given(&self, token: &Token) -> Result<(), Problem> {
        self.tables.durable().execute(
            "UPDATE sign_in SET code_at = ?2 WHERE token_hash = ?1",
            params![token.hash(), self.now().as_millisecond()],
        )?;
        Ok(())
    }
}

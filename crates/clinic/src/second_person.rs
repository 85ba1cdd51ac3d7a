//! What one person asks and a second confirms: who may be the second, so that nobody is both.

use ipt::AccountId;
use jiff::Timestamp;
use rusqlite::params;

use crate::{Clinic, Problem, login::MINUTE};

/// Where nobody else could confirm, so many hours stand for the second person. OpenIPT design.
pub const ALONE_HOURS: i64 = 24;

/// That many hours, in milliseconds.
pub(crate) const ALONE: i64 = ALONE_HOURS * 60 * MINUTE;

/// Why somebody is not the second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is not asked, or not any more.
    NotAsked,
    /// They asked it themselves.
    SamePerson,
    /// They became an administrator, or set up their second step, only after it was asked.
    TooNew,
}

impl Obstacle {
    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::SamePerson => "same-person",
            Self::TooNew => "too-new",
        }
    }
}

impl Clinic {
    /// Refuses who is not the second person for what somebody asked at a moment.
    pub(crate) fn is_second(
        &self,
        who: AccountId,
        (by, at): (AccountId, Timestamp),
    ) -> Result<(), Problem> {
        if who == by {
            return Err(Problem::NoSecond(Obstacle::SamePerson));
        }
        if !self.seconds(by, at)?.contains(&who) || self.set_up_since(who, at)? {
            return Err(Problem::NoSecond(Obstacle::TooNew));
        }
        Ok(())
    }

    /// The administrators who can confirm what somebody asked at a moment: all others who were
    /// administrators then, so that nobody makes their own second person.
    pub(crate) fn seconds(&self, by: AccountId, at: Timestamp) -> Result<Vec<AccountId>, Problem> {
        let found = self
            .tables
            .durable()
            .prepare_cached(
                "SELECT DISTINCT account.id FROM account
                 JOIN role_grant ON role_grant.account = account.id
                 WHERE role = 'administrator' AND passphrase IS NOT NULL AND ended_at IS NULL
                   AND account.id <> ?1 AND since <= ?2 AND (until IS NULL OR until > ?3)",
            )?
            .query_map(params![by.0, at.as_millisecond(), self.now().as_millisecond()], |row| {
                row.get(0).map(AccountId)
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Whether somebody set up their second step after it was asked: the asker may have recovered
    /// their way in, and be both.
    pub(crate) fn set_up_since(&self, who: AccountId, at: Timestamp) -> Result<bool, Problem> {
        Ok(self.tables.durable().query_row(
            "SELECT EXISTS (SELECT 1 FROM authenticator WHERE account = ?1 AND confirmed_at > ?2)",
            params![who.0, at.as_millisecond()],
            |row| row.get(0),
        )?)
    }
}

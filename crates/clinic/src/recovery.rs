//! Recoveries: a link for somebody who has a passphrase, of which they are told and which they can
//! cancel before it works. That of a member of the staff another administrator confirms, where there
//! is one: who does not look in for a day is not taken over by one hand.

use ipt::AccountId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, Problem, TheAccounts, Write, invitation::drop_links, permission::Verb,
    second_person::Obstacle, second_step::Fresh,
};

/// A recovery that one administrator asked for and another has to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRecovery {
    /// Whose way in it is.
    pub account: AccountId,
    /// Who asked.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
}

/// Keeps that a second administrator has to confirm the link of an account.
pub(crate) fn ask(
    step: &Connection,
    account: AccountId,
    (by, at): (AccountId, Timestamp),
) -> Result<(), Problem> {
    step.execute(
        "INSERT INTO recovery_request(account, asked_by, asked_at) VALUES (?1, ?2, ?3)",
        params![account.0, by.0, at.as_millisecond()],
    )?;
    Ok(())
}

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

    /// Who asks, where a second person has to confirm a link that they make for this account: only
    /// administrators make links for the staff.
    pub(crate) fn asks_a_second(
        &self,
        account: Option<AccountId>,
        by: Option<&Actor>,
    ) -> Result<Option<AccountId>, Problem> {
        let (Some(account), Some(by)) = (account, by) else { return Ok(None) };
        let of_staff = !self.account(account)?.is_outside();
        let second = of_staff && self.has_second(by.id(), Some(account))?;
        Ok(second.then_some(by.id()))
    }

    /// Whether the link of an account waits for a second administrator.
    pub(crate) fn recovery_waits(&self, account: AccountId) -> Result<bool, Problem> {
        Ok(self.tables.durable().query_row(
            "SELECT EXISTS (SELECT 1 FROM recovery_request
               WHERE account = ?1 AND confirmed_at IS NULL)",
            params![account.0],
            |row| row.get(0),
        )?)
    }

    /// The recoveries that wait for a second administrator, the oldest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn asked_recoveries<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<AskedRecovery>, Problem> {
        let _ = access;
        let asked = self
            .tables
            .durable()
            .prepare_cached(
                "SELECT account, asked_by, asked_at FROM recovery_request
                 WHERE confirmed_at IS NULL ORDER BY asked_at, account",
            )?
            .query_map([], |row| {
                Ok(AskedRecovery {
                    account: AccountId(row.get(0)?),
                    asked_by: AccountId(row.get(1)?),
                    asked_at: Timestamp::from_millisecond(row.get(2)?).unwrap_or_default(),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(asked)
    }

    /// Confirms a recovery that another administrator asked for: its link works from its hour on.
    ///
    /// # Errors
    /// [`Problem::NoSecond`] with why not; it waits on then.
    pub fn confirm_recovery(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        account: AccountId,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let by = access.actor().id();
        let waiting = self.asked_recoveries(access)?;
        let asked = waiting.into_iter().find(|asked| asked.account == account);
        let asked = asked.ok_or(Problem::NoSecond(Obstacle::NotAsked))?;
        if by == account {
            return Err(Problem::NoSecond(Obstacle::SamePerson));
        }
        self.is_second(by, (asked.asked_by, asked.asked_at))?;
        let confirmed = self.tables.durable().execute(
            "UPDATE recovery_request SET confirmed_by = ?2, confirmed_at = ?3
             WHERE account = ?1 AND asked_at = ?4 AND confirmed_at IS NULL",
            params![account.0, by.0, self.now().as_millisecond(), asked.asked_at.as_millisecond()],
        )?;
        if confirmed == 0 { Err(Problem::NoSecond(Obstacle::NotAsked)) } else { Ok(()) }
    }

    /// Declines a recovery that waits, or takes it back; any administrator may. Its link is gone.
    ///
    /// # Errors
    /// [`Problem::NoSecond`] when it waits no more.
    pub fn decline_recovery(
        &self,
        access: &Access<TheAccounts, Write>,
        account: AccountId,
    ) -> Result<(), Problem> {
        let waiting = self.asked_recoveries(access)?;
        if waiting.iter().all(|asked| asked.account != account) {
            return Err(Problem::NoSecond(Obstacle::NotAsked));
        }
        drop_links(&self.tables.durable(), Some(account))
    }
}

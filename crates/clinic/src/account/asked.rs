//! Roles that wait for a second administrator: who runs the practice gives nobody a way to its
//! records alone, and a stolen sign-in does not either.

use ipt::AccountId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{NewGrant, Role, RoleObstacle};
use crate::{
    Access, Actor, Clinic, Problem, TheAccounts, Write,
    permission::Verb,
    second_person::{ALONE, Obstacle},
    second_step::Fresh,
};

/// A role that one administrator asked for and another has to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedGrant {
    /// Which request.
    pub id: Uuid,
    /// For whom.
    pub account: AccountId,
    /// Which role, and for how long.
    pub new: NewGrant,
    /// Who asked.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
}

/// What an administrator is to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToLookAt {
    /// How many roles wait that this person did not ask for and would not have.
    pub waiting: u32,
    /// How many ask to hand out more whole records than one person does alone, but for this person.
    pub records: u32,
    /// How many recoveries wait that this person did not ask for and that are not of their way in.
    pub recoveries: u32,
    /// Who becomes an administrator, and when.
    pub coming: Vec<(String, Timestamp)>,
}

impl Clinic {
    /// The roles that wait for a second administrator, the oldest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn asked_grants<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<AskedGrant>, Problem> {
        let _ = access;
        let tables = self.tables.swift();
        let mut rows = tables.prepare_cached(
            "SELECT id, account, role, from_day, until_day, asked_by, asked_at
             FROM grant_request ORDER BY asked_at, id",
        )?;
        rows.query_map([], stored)?.map(|row| read(row?)).collect()
    }

    /// Confirms a role that another administrator asked for: it is given now.
    ///
    /// # Errors
    /// [`Problem::NoSecond`], [`Problem::RoleRefused`] with why not; it waits on then.
    pub fn confirm_grant(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: Uuid,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let by = access.actor().id();
        let asked = self.asked_grant(id)?;
        if by == asked.account {
            return Err(Problem::NoSecond(Obstacle::SamePerson));
        }
        self.is_second(by, (asked.asked_by, asked.asked_at))?;
        self.grantable(asked.account, &asked.new)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        // Taken back, or confirmed by a third, in this moment.
        if step.execute("DELETE FROM grant_request WHERE id = ?1", params![id])? == 0 {
            return Err(Problem::NoSecond(Obstacle::NotAsked));
        }
        let now = self.now().as_millisecond();
        let who = (Some(asked.asked_by), Some(by));
        self.write_grant(&step, asked.account, &asked.new, who, now)?;
        Ok(step.commit()?)
    }

    /// Takes a request back, or declines it; any administrator may.
    ///
    /// # Errors
    /// [`Problem::NoSecond`] when it is not asked any more.
    pub fn withdraw_grant(
        &self,
        access: &Access<TheAccounts, Write>,
        id: Uuid,
    ) -> Result<(), Problem> {
        let _ = access;
        let delete = "DELETE FROM grant_request WHERE id = ?1";
        match self.tables.durable().execute(delete, params![id])? {
            0 => Err(Problem::NoSecond(Obstacle::NotAsked)),
            _ => Ok(()),
        }
    }

    /// What an administrator is to look at, on each of their pages.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn roles_to_look_at(&self, actor: &Actor) -> Result<ToLookAt, Problem> {
        let tables = self.tables.swift();
        let waiting = tables
            .prepare_cached(
                "SELECT count(*) FROM grant_request WHERE asked_by <> ?1 AND account <> ?1",
            )?
            .query_row(params![actor.id().0], |row| row.get(0))?;
        let records = tables
            .prepare_cached(
                "SELECT count(*) FROM hand_out_request
                 WHERE account <> ?1 AND confirmed_at IS NULL AND asked_at > ?2",
            )?
            .query_row(params![actor.id().0, self.hand_outs_since()], |row| row.get(0))?;
        let recoveries = tables
            .prepare_cached(
                "SELECT count(*) FROM recovery_request
                 WHERE asked_by <> ?1 AND account <> ?1 AND confirmed_at IS NULL",
            )?
            .query_row(params![actor.id().0], |row| row.get(0))?;
        let coming: Vec<(Uuid, i64)> = tables
            .prepare_cached(
                "SELECT account, since FROM role_grant
                 WHERE role = 'administrator' AND since > ?1 AND (until IS NULL OR until > since)
                 ORDER BY since",
            )?
            .query_map(params![self.now().as_millisecond()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        drop(tables);
        let named = |(id, since)| {
            let since = Timestamp::from_millisecond(since).unwrap_or_default();
            (self.name_of(AccountId(id)), since)
        };
        let coming = coming.into_iter().map(named).collect();
        Ok(ToLookAt { waiting, records, recoveries, coming })
    }

    /// Whether another administrator is there to confirm what this one gives to somebody.
    pub(crate) fn has_second(&self, by: AccountId, to: Option<AccountId>) -> Result<bool, Problem> {
        Ok(self.seconds(by, self.now())?.iter().any(|second| Some(*second) != to))
    }

    /// Gives a role, or keeps it waiting where a second administrator is there to confirm. Where
    /// nobody is, who would administer waits a day: by then its owner has seen what a stolen
    /// sign-in did.
    pub(super) fn give_or_ask(
        &self,
        step: &Connection,
        (by, has_second): (AccountId, bool),
        to: AccountId,
        new: &NewGrant,
    ) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        if !has_second {
            let alone = new.role == Role::Administrator;
            let earliest = if alone { now.saturating_add(ALONE) } else { now };
            return self.write_grant(step, to, new, (Some(by), None), earliest);
        }
        self.unless_there(step, to, new, now)?;
        let made = step.execute(
            "INSERT INTO grant_request(id, account, role, from_day, until_day, asked_by, asked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            params![
                Uuid::new_v4(),
                to.0,
                new.role.code(),
                new.from.map(|day| day.to_string()),
                new.until.map(|day| day.to_string()),
                by.0,
                now
            ],
        )?;
        if made == 0 { Err(Problem::RoleRefused(RoleObstacle::AskedAlready)) } else { Ok(()) }
    }

    fn asked_grant(&self, id: Uuid) -> Result<AskedGrant, Problem> {
        let found = self
            .tables
            .durable()
            .query_row(
                "SELECT id, account, role, from_day, until_day, asked_by, asked_at
                 FROM grant_request WHERE id = ?1",
                params![id],
                stored,
            )
            .optional()?;
        found.map_or(Err(Problem::NoSecond(Obstacle::NotAsked)), read)
    }
}

/// A row as stored: id, account, role, first and last day, who asked, when.
type Stored = (Uuid, Uuid, String, Option<String>, Option<String>, Uuid, i64);

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let days = (row.get(3)?, row.get(4)?);
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, days.0, days.1, row.get(5)?, row.get(6)?))
}

fn read((id, account, role, from, until, by, at): Stored) -> Result<AskedGrant, Problem> {
    let day = |typed: Option<String>| {
        typed.map(|day| day.parse().map_err(|_| Problem::Fault("day"))).transpose()
    };
    Ok(AskedGrant {
        id,
        account: AccountId(account),
        new: NewGrant {
            role: Role::from_code(&role).ok_or(Problem::Fault("role"))?,
            from: day(from)?,
            until: day(until)?,
        },
        asked_by: AccountId(by),
        asked_at: Timestamp::from_millisecond(at).unwrap_or_default(),
    })
}

/// Drops what waits for somebody, or was asked by them, when their account ends.
pub(super) fn drop_with_account(tables: &Connection, id: AccountId) -> Result<(), Problem> {
    let delete = "DELETE FROM grant_request WHERE account = ?1 OR asked_by = ?1";
    tables.execute(delete, params![id.0])?;
    tables.execute("DELETE FROM hand_out_request WHERE account = ?1", params![id.0])?;
    Ok(())
}

//! Roles that are given and that end: from a day, until a day. What somebody may do is asked of
//! their roles at each request, so that one that ended closes its pages at once.

use ipt::AccountId;
use jiff::{Timestamp, ToSpan, civil::Date};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{Role, RoleObstacle};
use crate::{
    Access, Account, Actor, Clinic, Problem, TheAccounts, Write, permission::Verb,
    second_step::Fresh,
};

/// A role to be given: which, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// Which.
    pub role: Role,
    /// From which day; none for from now on.
    pub from: Option<Date>,
    /// To which day, itself included; none for until it is ended.
    pub until: Option<Date>,
}

impl From<Role> for NewGrant {
    fn from(role: Role) -> Self {
        Self { role, from: None, until: None }
    }
}

/// A role that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which grant.
    pub id: Uuid,
    /// Which role.
    pub role: Role,
    /// From which moment.
    pub since: Timestamp,
    /// Before which moment it ended, or will.
    pub until: Option<Timestamp>,
    /// Who gave it; none for who set the practice up.
    pub granted_by: Option<AccountId>,
    /// Who confirmed it, where a second administrator was there to.
    pub confirmed_by: Option<AccountId>,
    /// Who ended it, where somebody did.
    pub ended_by: Option<AccountId>,
}

impl Grant {
    /// Whether it stands at a moment.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.since <= now && !self.is_over(now)
    }
    /// Whether it is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

impl Clinic {
    /// Gives a role to a member of the staff, from a day and until a day; where a second
    /// administrator is there to confirm, it waits for them ([`Clinic::asked_grants`]).
    ///
    /// # Errors
    /// [`Problem::RoleRefused`] with why not.
    pub fn grant_role(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: AccountId,
        new: NewGrant,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        if access.actor().id() == id {
            return Err(Problem::RoleRefused(RoleObstacle::OwnRole));
        }
        self.grantable(id, &new)?;
        let by = access.actor().id();
        let has_second = self.has_second(by, Some(id))?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        self.give_or_ask(&step, (by, has_second), id, &new)?;
        Ok(step.commit()?)
    }

    /// Refuses a role that this person cannot have, whoever gives it.
    pub(crate) fn grantable(&self, id: AccountId, new: &NewGrant) -> Result<(), Problem> {
        let refused = |why| Err(Problem::RoleRefused(why));
        let account = self.account(id)?;
        // Whoever works here and is in therapy here has two accounts, so that neither opens the
        // other.
        if account.client.is_some() || matches!(new.role, Role::Client | Role::Guardian) {
            return refused(RoleObstacle::IsClient);
        }
        if account.ended {
            return refused(RoleObstacle::Ended);
        }
        let first = new.from.unwrap_or_else(|| self.today());
        if new.until.is_some_and(|last| last < first || last < self.today()) {
            return refused(RoleObstacle::Days);
        }
        Ok(())
    }

    /// Writes a grant that begins at a moment at the earliest, unless one of the same role lies on
    /// its days. The moment is never before now: who confirms an erasure must have been there when
    /// it was asked.
    pub(crate) fn write_grant(
        &self,
        tables: &Connection,
        id: AccountId,
        new: &NewGrant,
        who: (Option<AccountId>, Option<AccountId>),
        earliest: i64,
    ) -> Result<(), Problem> {
        let (since, until) = self.unless_there(tables, id, new, earliest)?;
        insert(tables, id, new.role, (since, until), who)
    }

    /// From when to when a role would stand, unless one of the same lies on its days.
    pub(super) fn unless_there(
        &self,
        tables: &Connection,
        id: AccountId,
        new: &NewGrant,
        earliest: i64,
    ) -> Result<(i64, Option<i64>), Problem> {
        let since = new.from.map_or(earliest, |day| self.begins(day).max(earliest));
        let until = new.until.map(|day| self.begins(day.saturating_add(1.day())));
        if until.is_some_and(|until| until <= since) {
            return Err(Problem::RoleRefused(RoleObstacle::Days));
        }
        let there: bool = tables.query_row(
            "SELECT EXISTS (SELECT 1 FROM role_grant WHERE account = ?1 AND role = ?2
               AND (until IS NULL OR until > ?3) AND (?4 IS NULL OR since < ?4))",
            params![id.0, new.role.code(), since, until],
            |row| row.get(0),
        )?;
        if there {
            return Err(Problem::RoleRefused(RoleObstacle::HasIt));
        }
        Ok((since, until))
    }

    /// The first moment of a day, in milliseconds.
    pub(crate) fn begins(&self, day: Date) -> i64 {
        let moment = self.zone().to_timestamp(day.at(0, 0, 0, 0));
        moment.map_or(i64::MAX, |moment| moment.as_millisecond())
    }

    /// Ends a role of a member of the staff: now, or with a day.
    ///
    /// # Errors
    /// [`Problem::RoleRefused`] with why not.
    pub fn end_role(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        (account, grant): (AccountId, Uuid),
        last: Option<Date>,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        if last.is_some_and(|last| last < self.today()) {
            return Err(Problem::RoleRefused(RoleObstacle::Days));
        }
        let now = self.now().as_millisecond();
        let until = last.map_or(now, |day| self.begins(day.saturating_add(1.day())));
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let role: Option<String> = step
            .query_row(
                "SELECT role FROM role_grant WHERE id = ?1 AND account = ?2 AND role <> 'client'
                   AND (until IS NULL OR until > ?3)",
                params![grant, account.0, now],
                |row| row.get(0),
            )
            .optional()?;
        let role = role.ok_or(Problem::RoleRefused(RoleObstacle::NotThere))?;
        // One that has not begun ends before it does.
        step.execute(
            "UPDATE role_grant SET until = max(?2, since), ended_by = ?3 WHERE id = ?1",
            params![grant, until, access.actor().id().0],
        )?;
        if Role::from_code(&role) == Some(Role::Administrator) {
            somebody_runs_it(&step, now)?;
        }
        Ok(step.commit()?)
    }

    /// The roles that somebody of the staff has, had or will have, the oldest first.
    ///
    /// # Errors
    /// [`Problem::NotYours`] for a client, or where there is no such account.
    pub fn grants<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
        id: AccountId,
    ) -> Result<(Account, Vec<Grant>), Problem> {
        let _ = access;
        let account = self.account(id)?;
        if account.client.is_some() {
            return Err(Problem::NotYours);
        }
        Ok((account, self.grants_of(id)?))
    }

    /// One's own roles, for a member of the staff.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_grants(&self, actor: &Actor) -> Result<Vec<Grant>, Problem> {
        self.grants_of(actor.id())
    }

    pub(crate) fn grants_of(&self, id: AccountId) -> Result<Vec<Grant>, Problem> {
        type Stored = (Uuid, String, i64, Option<i64>, [Option<Uuid>; 3]);
        let rows: Vec<Stored> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, role, since, until, granted_by, confirmed_by, ended_by FROM role_grant
                 WHERE account = ?1 ORDER BY since, rowid",
            )?
            .query_map(params![id.0], |row| {
                let who = [row.get(4)?, row.get(5)?, row.get(6)?];
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, who))
            })?
            .collect::<Result<_, _>>()?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        rows.into_iter()
            .map(|(id, role, since, until, who)| {
                let [granted_by, confirmed_by, ended_by] = who.map(|who| who.map(AccountId));
                Ok(Grant {
                    id,
                    role: Role::from_code(&role).ok_or(Problem::Fault("role"))?,
                    since: moment(since),
                    until: until.map(moment),
                    granted_by,
                    confirmed_by,
                    ended_by,
                })
            })
            .collect()
    }

    /// Whether anybody of the staff but this person can sign in here.
    pub(crate) fn others_work_here(&self, alone: AccountId) -> Result<bool, Problem> {
        let staff = self.staff_ever()?;
        Ok(staff.iter().any(|other| other.id != alone && other.active && !other.ended))
    }

    /// Whether this person may lead courses today: a therapist, and a facilitator while somebody
    /// supervises their work.
    pub(crate) fn may_lead_today(&self, id: AccountId) -> bool {
        let Ok(account) = self.account(id) else { return false };
        account.may_stand_in() || (account.may_lead() && !self.supervisors_of(id).is_empty())
    }
}

/// Writes a grant.
pub(super) fn insert(
    tables: &Connection,
    id: AccountId,
    role: Role,
    (since, until): (i64, Option<i64>),
    (by, confirmed_by): (Option<AccountId>, Option<AccountId>),
) -> Result<(), Problem> {
    let [by, confirmed_by] = [by, confirmed_by].map(|who| who.map(|who| who.0));
    tables.execute(
        "INSERT INTO role_grant(id, account, role, since, until, granted_by, confirmed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![Uuid::new_v4(), id.0, role.code(), since, until, by, confirmed_by],
    )?;
    Ok(())
}

/// Refuses a change after which no administrator who can sign in would be left, now or one day.
pub(super) fn somebody_runs_it(tables: &Connection, now: i64) -> Result<(), Problem> {
    let left: bool = tables.query_row(
        "SELECT EXISTS (SELECT 1 FROM account JOIN role_grant ON role_grant.account = account.id
           WHERE role = 'administrator' AND since <= ?1 AND until IS NULL
             AND passphrase IS NOT NULL AND ended_at IS NULL)",
        params![now],
        |row| row.get(0),
    )?;
    if left { Ok(()) } else { Err(Problem::RoleRefused(RoleObstacle::LastAdministrator)) }
}

//! Accounts: the people who sign in.

use ipt::{AccountId, ClientId};
use record::OwnerId;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod address;
mod asked;
mod demo;
mod grant;
mod new;
mod obstacle;
mod role;

pub use asked::{AskedGrant, ToLookAt};
pub use grant::{Grant, NewGrant};
pub use obstacle::RoleObstacle;
pub use role::{Role, Roles};

use crate::{
    Access, Clinic, IDENTITY, Problem, TheAccounts, TheCourse, Write, invitation::drop_links,
    passkey, permission::TheSettings, provider, second_step::Fresh,
};

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// What they are at this moment.
    pub roles: Roles,
    /// The client they are, or are a guardian of.
    pub client: Option<ClientId>,
    /// Their name.
    pub name: String,
    /// Their sign-in name.
    pub login: String,
    /// Where word of an alert is sent by mail; empty if nowhere.
    pub mail: String,
    /// Whether a passphrase was set.
    pub active: bool,
    /// Whether the account was ended.
    pub ended: bool,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    login: String,
    #[serde(default)]
    mail: String,
}

/// A row as stored: id, client, sealed names, whether active, whether ended, the roles that stand.
type StoredRow = (Uuid, Option<Uuid>, Vec<u8>, bool, bool, Option<String>);

const COLUMNS: &str = "id, client, sealed, passphrase IS NOT NULL, ended_at IS NOT NULL,
  (SELECT group_concat(role) FROM role_grant WHERE role_grant.account = account.id
     AND since <= :now AND (until IS NULL OR until > :now))";

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

impl Account {
    /// Whether they have a role at this moment.
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }
    /// Whether they are a client or a guardian of one: that, and nobody of the staff.
    pub fn is_outside(&self) -> bool {
        self.client.is_some()
    }
    /// Whether this person may lead courses: a therapist or a facilitator who works here.
    pub(crate) fn may_lead(&self) -> bool {
        (self.has(Role::Therapist) || self.has(Role::Facilitator)) && !self.ended
    }
}

/// Closes an account: no way in is left, and no role.
pub(crate) fn close(
    step: &Connection,
    id: AccountId,
    (by, now): (AccountId, i64),
) -> Result<(), Problem> {
    step.execute("UPDATE account SET ended_at = ?2 WHERE id = ?1", params![id.0, now])?;
    step.execute(
        "UPDATE sign_in SET ended_at = ?2 WHERE account = ?1 AND ended_at IS NULL",
        params![id.0, now],
    )?;
    drop_links(step, Some(id))?;
    step.execute("DELETE FROM known_browser WHERE account = ?1", params![id.0])?;
    passkey::forget(step, id)?;
    provider::forget(step, id)?;
    step.execute(
        "UPDATE role_grant SET until = max(?2, since), ended_by = ?3
         WHERE account = ?1 AND (until IS NULL OR until > ?2)",
        params![id.0, now, by.0],
    )?;
    Ok(())
}

/// The least number of characters of a passphrase (security plan §3.5: 15 for staff).
pub(crate) fn passphrase_at_least(client: bool) -> usize {
    if client { 12 } else { 15 }
}

impl Clinic {
    fn seal_account(&self, id: AccountId, names: &Sealed) -> Result<Vec<u8>, Problem> {
        let names = serde_json::to_vec(names).map_err(|_| Problem::Fault("account"))?;
        Ok(self.record.seal_loose(OwnerId(id.0), IDENTITY, "account", &names)?)
    }

    /// Every account of the staff, and of clients only that they exist.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn accounts<V: crate::permission::Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<Account>, Problem> {
        let _ = access;
        self.staff_ever()
    }

    /// The therapists who work here, by id and name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn therapists(
        &self,
        access: &Access<TheSettings, Write>,
    ) -> Result<Vec<(AccountId, String)>, Problem> {
        let _ = access;
        let here = self.therapists_here()?;
        Ok(here.into_iter().map(|account| (account.id, account.name)).collect())
    }

    /// Those who may lead courses, by id and name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn leaders(
        &self,
        access: &Access<TheSettings, Write>,
    ) -> Result<Vec<(AccountId, String)>, Problem> {
        let _ = access;
        let here = self.leaders_here()?;
        Ok(here.into_iter().map(|account| (account.id, account.name)).collect())
    }

    pub(crate) fn therapists_here(&self) -> Result<Vec<Account>, Problem> {
        Ok(self.staff_ever()?.into_iter().filter(Account::may_stand_in).collect())
    }

    /// The therapists and facilitators who work here.
    pub(crate) fn leaders_here(&self) -> Result<Vec<Account>, Problem> {
        Ok(self.staff_ever()?.into_iter().filter(Account::may_lead).collect())
    }

    /// Every account of the staff, the ended ones too.
    pub(crate) fn staff_ever(&self) -> Result<Vec<Account>, Problem> {
        let sql =
            format!("SELECT {COLUMNS} FROM account WHERE client IS NULL ORDER BY created_at, id");
        let now = self.now().as_millisecond();
        let rows: Vec<StoredRow> = self
            .tables
            .swift()
            .prepare_cached(&sql)?
            .query_map(named_params! { ":now": now }, stored)?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| self.opened(row)).collect()
    }

    /// One account, for the clinic itself.
    pub(crate) fn account(&self, id: AccountId) -> Result<Account, Problem> {
        let row: Option<StoredRow> = self
            .tables
            .swift()
            .prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE id = :id"))?
            .query_row(named_params! { ":id": id.0, ":now": self.now().as_millisecond() }, stored)
            .optional()?;
        self.opened(row.ok_or(Problem::NotYours)?)
    }

    /// The name under which a person works here; a dash for one who is not known any more.
    pub fn name_of(&self, id: AccountId) -> String {
        if id == crate::risk_alert::PROGRAM {
            return "OpenIPT".to_owned();
        }
        self.account(id).map_or_else(|_| self.client_by_name(id), |account| account.name)
    }

    /// A client who fills a check-in is named in their own course without having an account.
    fn client_by_name(&self, id: AccountId) -> String {
        self.identity_of(ClientId(id.0)).map_or_else(|_| "–".to_owned(), |client| client.name)
    }

    /// Ends an account: it cannot sign in any more, from this moment on.
    ///
    /// # Errors
    /// [`Problem::NotYours`] for one's own, or where there is none; [`Problem::RoleRefused`] for
    /// the last who is an administrator without a last day.
    pub fn end_account(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: AccountId,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        if access.actor().id() == id {
            return Err(Problem::NotYours);
        }
        let administers = self.account(id)?.has(Role::Administrator);
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        close(&step, id, (access.actor().id(), now))?;
        asked::drop_with_account(&step, id)?;
        crate::cover::end_with_account(&step, id, now, access.actor().id())?;
        if administers {
            grant::somebody_runs_it(&step, now)?;
        }
        Ok(step.commit()?)
    }

    fn opened(&self, row: StoredRow) -> Result<Account, Problem> {
        let (id, client, sealed, active, ended, roles) = row;
        let bytes = self.record.open_loose(OwnerId(id), IDENTITY, "account", &sealed)?;
        let names: Sealed =
            serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("account"))?;
        Ok(Account {
            id: AccountId(id),
            roles: roles
                .unwrap_or_default()
                .split(',')
                .filter(|code| !code.is_empty())
                .map(|code| Role::from_code(code).ok_or(Problem::Fault("role")))
                .collect::<Result<_, _>>()?,
            client: client.map(ClientId),
            name: names.name,
            login: names.login,
            mail: names.mail,
            active,
            ended,
        })
    }
}

impl Clinic {
    /// Those who can take over a course: all other therapists who work here, and the facilitators
    /// whose work somebody supervises.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn colleagues<V: crate::permission::Verb>(
        &self,
        access: &Access<TheCourse, V>,
    ) -> Result<Vec<Account>, Problem> {
        let mut accounts = self.leaders_here()?;
        accounts.retain(|account| account.id != access.actor().id());
        accounts.retain(|account| self.may_lead_today(account.id));
        Ok(accounts)
    }
}

//! Accounts: the people who sign in.

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use record::OwnerId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod address;
mod demo;

use crate::{
    Access, Clinic, IDENTITY, Problem, TheAccounts, TheCourse, Write, permission::TheSettings,
    second_step::Fresh,
};

/// What a person is in the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the practice; sees no clinical text.
    Administrator,
    /// Leads courses.
    Therapist,
    /// Looks at the work with therapists, as a contract and the client's consent allow.
    Supervisor,
    /// Is in therapy.
    Client,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::Administrator, Self::Therapist, Self::Supervisor, Self::Client];

    /// Its stored name, and the name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Therapist => "therapist",
            Self::Supervisor => "supervisor",
            Self::Client => "client",
        }
    }
    /// The role of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
    /// The least number of characters of a passphrase (security plan §3.5: 15 for staff).
    pub fn passphrase_at_least(self) -> usize {
        match self {
            Self::Administrator | Self::Therapist | Self::Supervisor => 15,
            Self::Client => 12,
        }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// What they are.
    pub role: Role,
    /// The client they are, for a client.
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

/// A row as stored: id, role, client, sealed names, whether active, whether ended.
type StoredRow = (Uuid, String, Option<Uuid>, Vec<u8>, bool, bool);

const COLUMNS: &str = "id, role, client, sealed, passphrase IS NOT NULL, ended_at IS NOT NULL";

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

/// An account as it is to be written.
pub(crate) struct NewAccount {
    pub id: AccountId,
    role: Role,
    client: Option<ClientId>,
    login_index: Vec<u8>,
    sealed: Vec<u8>,
    made_at: Timestamp,
}

impl NewAccount {
    pub(crate) fn insert(&self, tables: &Connection) -> Result<(), Problem> {
        let made = tables.execute(
            "INSERT INTO account(id, role, client, login_index, sealed, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(login_index) DO NOTHING",
            params![
                self.id.0,
                self.role.code(),
                self.client.map(|client| client.0),
                self.login_index,
                self.sealed,
                self.made_at.as_millisecond()
            ],
        )?;
        if made == 0 { Err(Problem::NameTaken) } else { Ok(()) }
    }
}

impl Clinic {
    /// Makes an account; the person sets a passphrase by an invitation.
    ///
    /// # Errors
    /// When the name is missing or the sign-in name is taken.
    pub fn add_account(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        role: Role,
        name: &str,
        login: &str,
    ) -> Result<AccountId, Problem> {
        fresh.given_by(access.actor())?;
        self.make_account(role, None, name, login)
    }

    pub(crate) fn make_account(
        &self,
        role: Role,
        client: Option<ClientId>,
        name: &str,
        login: &str,
    ) -> Result<AccountId, Problem> {
        let new = self.new_account(role, client, name, login)?;
        new.insert(&self.tables.durable())?;
        Ok(new.id)
    }

    /// An account that is sealed and not yet written.
    pub(crate) fn new_account(
        &self,
        role: Role,
        client: Option<ClientId>,
        name: &str,
        login: &str,
    ) -> Result<NewAccount, Problem> {
        let (name, login) = (name.trim().to_owned(), login.trim().to_owned());
        if name.is_empty() || login.is_empty() {
            return Err(Problem::NameMissing);
        }
        let id = AccountId(Uuid::new_v4());
        let login_index = self.login_index(&login);
        let sealed = self.seal_account(id, &Sealed { name, login, mail: String::new() })?;
        Ok(NewAccount { id, role, client, login_index, sealed, made_at: self.now() })
    }

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
        self.accounts_where("role <> 'client'")
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

    pub(crate) fn therapists_here(&self) -> Result<Vec<Account>, Problem> {
        self.accounts_where("role = 'therapist' AND ended_at IS NULL")
    }

    pub(crate) fn accounts_where(&self, which: &'static str) -> Result<Vec<Account>, Problem> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE {which} ORDER BY created_at, id");
        let rows: Vec<StoredRow> = self
            .tables
            .swift()
            .prepare_cached(&sql)?
            .query_map([], stored)?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| self.opened(row)).collect()
    }

    /// One account, for the clinic itself.
    pub(crate) fn account(&self, id: AccountId) -> Result<Account, Problem> {
        let row: Option<StoredRow> = self
            .tables
            .swift()
            .prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE id = ?1"))?
            .query_row(params![id.0], stored)
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
    /// [`Problem::NotYours`] for one's own, or where there is none.
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
        self.account(id)?;
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        step.execute("UPDATE account SET ended_at = ?2 WHERE id = ?1", params![id.0, now])?;
        step.execute(
            "UPDATE sign_in SET ended_at = ?2 WHERE account = ?1 AND ended_at IS NULL",
            params![id.0, now],
        )?;
        step.execute("DELETE FROM invitation WHERE account = ?1", params![id.0])?;
        Ok(step.commit()?)
    }

    fn opened(&self, row: StoredRow) -> Result<Account, Problem> {
        let (id, role, client, sealed, active, ended) = row;
        let bytes = self.record.open_loose(OwnerId(id), IDENTITY, "account", &sealed)?;
        let names: Sealed =
            serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("account"))?;
        Ok(Account {
            id: AccountId(id),
            role: Role::from_code(&role).ok_or(Problem::Fault("role"))?,
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
    /// The therapists who can take over a course: all others who work here.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn colleagues<V: crate::permission::Verb>(
        &self,
        access: &Access<TheCourse, V>,
    ) -> Result<Vec<Account>, Problem> {
        let mut accounts = self.therapists_here()?;
        accounts.retain(|account| account.id != access.actor().id());
        Ok(accounts)
    }
}

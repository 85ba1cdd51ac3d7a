//! Accounts that are made.

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{Role, RoleObstacle, Roles, Sealed, grant};
use crate::{Access, Clinic, Problem, TheAccounts, Write, second_step::Fresh};

/// An account as it is to be written.
pub(crate) struct NewAccount {
    pub id: AccountId,
    roles: Roles,
    client: Option<ClientId>,
    by: Option<AccountId>,
    login_index: Vec<u8>,
    sealed: Vec<u8>,
    made_at: Timestamp,
}

impl NewAccount {
    pub(crate) fn insert(&self, tables: &Connection) -> Result<(), Problem> {
        let made = tables.execute(
            "INSERT INTO account(id, client, login_index, sealed, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(login_index) DO NOTHING",
            params![
                self.id.0,
                self.client.map(|client| client.0),
                self.login_index,
                self.sealed,
                self.made_at.as_millisecond()
            ],
        )?;
        if made == 0 {
            return Err(Problem::NameTaken);
        }
        let since = (self.made_at.as_millisecond(), None);
        self.roles
            .iter()
            .try_for_each(|role| grant::insert(tables, self.id, role, since, (self.by, None)))
    }
}

impl Clinic {
    /// Makes an account; the person sets a passphrase by an invitation. Its role is given as
    /// [`Clinic::grant_role`] gives one: where a second administrator is there, it waits for them.
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
        if matches!(role, Role::Client | Role::Guardian) {
            return Err(Problem::RoleRefused(RoleObstacle::IsClient));
        }
        let by = access.actor().id();
        let new = self.new_account(Roles::default(), (None, Some(by)), name, login)?;
        let has_second = self.has_second(by, None)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        new.insert(&step)?;
        self.give_or_ask(&step, (by, has_second), new.id, &role.into())?;
        step.commit()?;
        Ok(new.id)
    }

    pub(crate) fn make_account(
        &self,
        roles: Roles,
        (client, by): (Option<ClientId>, Option<AccountId>),
        name: &str,
        login: &str,
    ) -> Result<AccountId, Problem> {
        let new = self.new_account(roles, (client, by), name, login)?;
        new.insert(&self.tables.durable())?;
        Ok(new.id)
    }

    /// An account that is sealed and not yet written.
    pub(crate) fn new_account(
        &self,
        roles: Roles,
        (client, by): (Option<ClientId>, Option<AccountId>),
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
        Ok(NewAccount { id, roles, client, by, login_index, sealed, made_at: self.now() })
    }
}

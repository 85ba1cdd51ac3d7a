//! Invitations: links that work once, by which a person sets a passphrase.

use ipt::AccountId;
use jiff::ToSpan;
use ring::{
    digest,
    rand::{SecureRandom, SystemRandom},
};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, Role, TheAccounts, TheCourse, Write, login::SignedIn, passphrase,
};

/// How long an invitation works, in hours. OpenIPT design.
const HOURS: i64 = 72;

/// A secret that is shown once and kept only as its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(***)")
    }
}

impl Token {
    pub(crate) fn new() -> Result<Self, Problem> {
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| Problem::Fault("random source"))?;
        Ok(Self(passphrase::hex(&bytes)))
    }
    pub(crate) fn hash(&self) -> Vec<u8> {
        digest::digest(&digest::SHA256, self.0.as_bytes()).as_ref().to_vec()
    }
}

/// Whom an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// The first administrator, who still has to say their name.
    FirstAdministrator,
    /// A person with an account.
    Known {
        /// Which.
        id: AccountId,
        /// Their name.
        name: String,
        /// What they are.
        role: Role,
    },
}

impl Clinic {
    /// The set-up link's secret for the first administrator, as long as there is none.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn set_up(&self) -> Result<Option<Token>, Problem> {
        let administrators: i64 = self.tables.durable().query_row(
            "SELECT count(*) FROM account WHERE role = 'administrator'",
            [],
            |row| row.get(0),
        )?;
        if administrators > 0 {
            return Ok(None);
        }
        // Only the newest link works.
        self.tables.durable().execute("DELETE FROM invitation WHERE account IS NULL", [])?;
        self.invite_account(None).map(Some)
    }

    /// Invites a member of the staff to set a passphrase.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn invite(
        &self,
        access: &Access<TheAccounts, Write>,
        id: AccountId,
    ) -> Result<Token, Problem> {
        let _ = access;
        let account = self.account(id)?;
        if account.ended || account.role == Role::Client {
            return Err(Problem::NotYours);
        }
        self.invite_account(Some(id))
    }

    /// Invites the client of a course to sign in.
    ///
    /// # Errors
    /// When the sign-in name is taken by somebody else.
    pub fn invite_client(
        &self,
        access: &Access<TheCourse, Write>,
        login: &str,
    ) -> Result<Token, Problem> {
        let client = access.client();
        let found: Option<Uuid> = self
            .tables
            .durable()
            .query_row(
                "SELECT id FROM account WHERE client = ?1 AND ended_at IS NULL",
                params![client.0],
                |row| row.get(0),
            )
            .optional()?;
        let id = match found {
            Some(id) => AccountId(id),
            None => {
                let name = self.identity_of(client)?.name;
                self.make_account(Role::Client, Some(client), &name, login)?
            }
        };
        self.invite_account(Some(id))
    }

    fn invite_account(&self, account: Option<AccountId>) -> Result<Token, Problem> {
        let token = Token::new()?;
        let expires = self.now().checked_add(HOURS.hours()).unwrap_or(self.now());
        self.tables.durable().execute(
            "INSERT INTO invitation(token_hash, account, expires_at) VALUES (?1, ?2, ?3)",
            params![token.hash(), account.map(|a| a.0), expires.as_millisecond()],
        )?;
        Ok(token)
    }

    /// Whom an invitation is for.
    ///
    /// # Errors
    /// When it was used, has expired or never was.
    pub fn invited(&self, token: &Token) -> Result<Invited, Problem> {
        let row: Option<(Option<Uuid>, i64)> = self
            .tables
            .durable()
            .query_row(
                "SELECT account, expires_at FROM invitation WHERE token_hash = ?1",
                params![token.hash()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (account, expires) = row.ok_or(Problem::InvitationGone)?;
        if expires < self.now().as_millisecond() {
            return Err(Problem::InvitationGone);
        }
        match account {
            None => Ok(Invited::FirstAdministrator),
            Some(id) => {
                let account = self.account(AccountId(id))?;
                Ok(Invited::Known { id: account.id, name: account.name, role: account.role })
            }
        }
    }

    /// Takes an invitation: the passphrase is set and the person is signed in.
    ///
    /// # Errors
    /// When the invitation is gone, or the passphrase or the names will not do.
    pub fn take_invitation(
        &self,
        token: &Token,
        names: Option<(&str, &str)>,
        chosen: &str,
    ) -> Result<SignedIn, Problem> {
        let invited = self.invited(token)?;
        let role = match &invited {
            Invited::FirstAdministrator => Role::Administrator,
            Invited::Known { role, .. } => *role,
        };
        passphrase::allowed(chosen, role.passphrase_at_least())?;
        let hash = self.hashing.hash(chosen)?;
        let id = match invited {
            Invited::Known { id, .. } => id,
            Invited::FirstAdministrator => {
                let (name, login) = names.ok_or(Problem::NameMissing)?;
                self.make_account(Role::Administrator, None, name, login)?
            }
        };
        let tables = self.tables.durable();
        let used = tables
            .execute("DELETE FROM invitation WHERE token_hash = ?1", params![token.hash()])?;
        if used == 0 {
            return Err(Problem::InvitationGone);
        }
        tables.execute("UPDATE account SET passphrase = ?2 WHERE id = ?1", params![id.0, hash])?;
        drop(tables);
        self.end_sign_ins(id)?;
        self.begin_sign_in(id)
    }
}

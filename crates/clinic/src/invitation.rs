//! Invitations: links that work once, by which a person sets a passphrase.

use ipt::AccountId;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, Problem, Role, Roles, TheAccounts, TheCourse, Write,
    account::passphrase_at_least,
    login::SignedIn,
    own_account::{browsers, word},
    passkey, passphrase, provider, recovery,
    second_step::{self, Fresh},
};

mod set_up;
mod token;

pub use token::Token;

/// How long an invitation works, in hours. OpenIPT design.
const HOURS: i64 = 72;
/// A link for somebody who has a passphrase works only after so many hours, and they are told of
/// it meanwhile: nobody takes over an account in secret. Security plan §3.5.
const RECOVERY_HOURS: i64 = 24;

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
        /// Whether they are a client.
        client: bool,
    },
}

impl Invited {
    /// The least number of characters of their passphrase.
    pub fn passphrase_at_least(&self) -> usize {
        passphrase_at_least(matches!(self, Self::Known { client: true, .. }))
    }
}

/// A fresh link: its secret, and from when it works if that is not now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The secret.
    pub token: Token,
    /// For a recovery, from when the link works.
    pub works_from: Option<Timestamp>,
    /// Whether another administrator has to confirm it first.
    pub needs_second: bool,
}

impl Clinic {
    /// Invites a member of the staff to set a passphrase. For somebody who has one this is a
    /// recovery: they are told, they can cancel it, it works only after a day, and where there is
    /// another administrator only once they confirmed it ([`Clinic::confirm_recovery`]).
    ///
    /// # Errors
    /// When there is no such account.
    pub fn invite(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: AccountId,
    ) -> Result<Invitation, Problem> {
        fresh.given_by(access.actor())?;
        let account = self.account(id)?;
        if account.ended || account.is_outside() {
            return Err(Problem::NotYours);
        }
        self.invite_account(Some(id), Some(access.actor()))
    }

    /// Invites the client of a course to sign in; a recovery as for the staff if they can already.
    ///
    /// # Errors
    /// When the sign-in name is taken by somebody else.
    pub fn invite_client(
        &self,
        access: &Access<TheCourse, Write>,
        login: &str,
    ) -> Result<Invitation, Problem> {
        access.leads()?;
        let client = access.client();
        let found: Option<Uuid> = self
            .tables
            .durable()
            .query_row(
                "SELECT id FROM account WHERE client = ?1 AND ended_at IS NULL
                   AND NOT EXISTS (SELECT 1 FROM guardian WHERE guardian.account = account.id)",
                params![client.0],
                |row| row.get(0),
            )
            .optional()?;
        let id = match found {
            Some(id) => AccountId(id),
            None => {
                let name = self.identity_of(client)?.name;
                let by = Some(access.actor().id());
                self.make_account(Role::Client.into(), (Some(client), by), &name, login)?
            }
        };
        self.invite_account(Some(id), Some(access.actor()))
    }

    /// Makes a link. Only the newest link of an account works.
    pub(crate) fn invite_account(
        &self,
        account: Option<AccountId>,
        by: Option<&Actor>,
    ) -> Result<Invitation, Problem> {
        let token = Token::new()?;
        let now = self.now();
        let second = self.asks_a_second(account, by)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let recovery = has_passphrase(&step, account)?;
        let after = if recovery { RECOVERY_HOURS } else { 0 };
        let works_from = now.checked_add(after.hours()).unwrap_or(now);
        let expires = works_from.checked_add(HOURS.hours()).unwrap_or(works_from);
        drop_links(&step, account)?;
        step.execute(
            "INSERT INTO invitation(token_hash, account, expires_at, made_by, made_at, works_from)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                token.hash(),
                account.map(|account| account.0),
                expires.as_millisecond(),
                by.map(|by| by.id().0),
                now.as_millisecond(),
                works_from.as_millisecond(),
            ],
        )?;
        let second = second.filter(|_| recovery);
        if let Some(account) = account.filter(|_| recovery) {
            word::leave(&step, account, now.as_millisecond())?;
            if let Some(by) = second {
                recovery::ask(&step, account, (by, now))?;
            }
        }
        step.commit()?;
        let works_from = recovery.then_some(works_from);
        Ok(Invitation { token, works_from, needs_second: second.is_some() })
    }

    /// Whom an invitation is for.
    ///
    /// # Errors
    /// When it was used, has expired or never was.
    pub fn invited(&self, token: &Token) -> Result<Invited, Problem> {
        let row: Option<(Option<Uuid>, i64, i64)> = self
            .tables
            .durable()
            .query_row(
                "SELECT account, expires_at, works_from FROM invitation WHERE token_hash = ?1",
                params![token.hash()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let (account, expires, works_from) = row.ok_or(Problem::InvitationGone)?;
        let now = self.now().as_millisecond();
        if expires < now {
            return Err(Problem::InvitationGone);
        }
        if let Some(account) = account
            && self.recovery_waits(AccountId(account))?
        {
            return Err(Problem::LinkWaits);
        }
        if works_from > now {
            let works_from = Timestamp::from_millisecond(works_from).unwrap_or_default();
            return Err(Problem::NotYet { works_from });
        }
        let Some(id) = account else {
            let needed = !self.has_administrator()?;
            return if needed {
                Ok(Invited::FirstAdministrator)
            } else {
                Err(Problem::InvitationGone)
            };
        };
        let account = self.account(AccountId(id))?;
        if account.ended {
            return Err(Problem::InvitationGone);
        }
        let client = account.is_outside();
        Ok(Invited::Known { id: account.id, name: account.name, client })
    }

    /// Takes an invitation: the passphrase is set and the person is signed in. All of it happens
    /// or none of it.
    ///
    /// # Errors
    /// When the invitation is gone, or the passphrase or the names will not do.
    pub fn take_invitation(
        &self,
        token: &Token,
        names: Option<(&str, &str)>,
        chosen: &str,
    ) -> Result<SignedIn, Problem> {
        self.take_as(token, names, Role::Administrator.into(), chosen)
    }

    fn take_as(
        &self,
        token: &Token,
        names: Option<(&str, &str)>,
        first: Roles,
        chosen: &str,
    ) -> Result<SignedIn, Problem> {
        let invited = self.invited(token)?;
        let at_least = invited.passphrase_at_least();
        let (id, login, new) = match invited {
            Invited::Known { id, .. } => (id, self.account(id)?.login, None),
            Invited::FirstAdministrator => {
                let (name, login) = names.ok_or(Problem::NameMissing)?;
                let new = self.new_account(first, (None, None), name, login)?;
                (new.id, login.to_owned(), Some(new))
            }
        };
        let practice = self.settings().name;
        passphrase::allowed(chosen, at_least, &[&login, &practice])?;
        let hash = self.hashing.hash(chosen)?;
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        // Somebody may have taken it, or made a newer one, while the hash was computed.
        let link = "DELETE FROM invitation WHERE token_hash = ?1";
        if step.execute(link, params![token.hash()])? == 0 {
            return Err(Problem::InvitationGone);
        }
        if let Some(new) = &new {
            new.insert(&step)?;
            drop_links(&step, None)?;
        }
        drop_links(&step, Some(id))?;
        // Who had a passphrase may have lost more than that: no old cookie counts any more.
        let ending = if has_passphrase(&step, Some(id))? {
            // Who lost their way in may have lost what the second step needs.
            second_step::forget(&step, id)?;
            browsers::passphrase_chosen(&step, id)?;
            passkey::forget(&step, id)?;
            provider::forget(&step, id)?;
            word::leave(&step, id, now)?;
            "DELETE FROM sign_in WHERE account = ?1 AND ?2 > 0"
        } else {
            "UPDATE sign_in SET ended_at = ?2 WHERE account = ?1 AND ended_at IS NULL"
        };
        step.execute(ending, params![id.0, now])?;
        let set = "UPDATE account SET passphrase = ?2 WHERE id = ?1 AND ended_at IS NULL";
        if step.execute(set, params![id.0, hash])? == 0 {
            return Err(Problem::InvitationGone);
        }
        step.commit()?;
        drop(tables);
        self.begin_sign_in(id)
    }
}

fn has_passphrase(tables: &Connection, account: Option<AccountId>) -> Result<bool, Problem> {
    Ok(tables.query_row(
        "SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1 AND passphrase IS NOT NULL)",
        params![account.map(|account| account.0)],
        |row| row.get(0),
    )?)
}

/// Deletes every link of an account; of the set-up when there is none.
pub(crate) fn drop_links(tables: &Connection, account: Option<AccountId>) -> Result<(), Problem> {
    let account = params![account.map(|a| a.0)];
    tables.execute("DELETE FROM invitation WHERE account IS ?1", account)?;
    tables.execute("DELETE FROM recovery_request WHERE account IS ?1", account)?;
    Ok(())
}

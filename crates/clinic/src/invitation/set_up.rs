//! The set-up of a practice: a link for its first administrator.

use rusqlite::params;

use super::Token;
use crate::{Clinic, Problem, Role, login::SignedIn};

impl Clinic {
    /// The set-up link's secret for the first administrator, as long as none can sign in.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn set_up(&self) -> Result<Option<Token>, Problem> {
        if self.has_administrator()? {
            return Ok(None);
        }
        Ok(Some(self.invite_account(None, None)?.token))
    }

    pub(super) fn has_administrator(&self) -> Result<bool, Problem> {
        Ok(self.tables.durable().query_row(
            "SELECT EXISTS (SELECT 1 FROM account
               JOIN role_grant ON role_grant.account = account.id
               WHERE role = 'administrator' AND since <= ?1 AND (until IS NULL OR until > ?1)
                 AND passphrase IS NOT NULL AND ended_at IS NULL)",
            params![self.now().as_millisecond()],
            |row| row.get(0),
        )?)
    }

    /// The same for the first administrator who leads courses here too: one who works alone needs
    /// one account.
    ///
    /// # Errors
    /// As [`Clinic::take_invitation`].
    pub fn take_set_up_alone(
        &self,
        token: &Token,
        names: (&str, &str),
        chosen: &str,
    ) -> Result<SignedIn, Problem> {
        let roles = [Role::Administrator, Role::Therapist].into_iter().collect();
        self.take_as(token, Some(names), roles, chosen)
    }
}

//! Where word of an alert is sent to a member of the staff: an address, sealed with their names,
//! like those under their keys.

use ipt::AccountId;
use rusqlite::params;

use super::Sealed;
use crate::{Access, Clinic, Problem, TheAccounts, Write};

/// The longest address, in bytes (RFC 5321 §4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

impl Clinic {
    /// Sets the mail address of a member of the staff; an empty one takes it away.
    ///
    /// # Errors
    /// [`Problem::Setting`] when it is no address, [`Problem::NotYours`] for a client: no mail is
    /// sent to clients.
    pub fn set_mail_address(
        &self,
        access: &Access<TheAccounts, Write>,
        id: AccountId,
        mail: &str,
    ) -> Result<(), Problem> {
        let _ = access;
        let account = self.account(id)?;
        if account.is_outside() || account.ended {
            return Err(Problem::NotYours);
        }
        let mail = mail.trim().to_owned();
        if !mail.is_empty() && !is_address(&mail) {
            return Err(Problem::Setting("mail"));
        }
        let sealed =
            self.seal_account(id, &Sealed { name: account.name, login: account.login, mail })?;
        let sql = "UPDATE account SET sealed = ?2 WHERE id = ?1";
        self.tables.durable().execute(sql, params![id.0, sealed])?;
        Ok(())
    }
}

/// Whether this can be an address at all; only a mail server knows whether it is one.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[]\\,;:\"".contains(c);
    let parts = !name.is_empty() && !host.is_empty() && !host.contains('@');
    parts && text.len() <= LONGEST && text.chars().all(plain)
}

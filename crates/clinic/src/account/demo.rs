//! Who signs in to the demo.

use ipt::AccountId;
use uuid::Uuid;

use super::Account;
use crate::{Clinic, Problem};

impl Clinic {
    /// Everybody who signs in to the demo, clients too.
    ///
    /// # Errors
    /// On a record without the demo mark, always.
    pub fn everybody_in_the_demo(&self) -> Result<Vec<Account>, Problem> {
        if !self.is_demo() {
            return Err(Problem::NotYours);
        }
        let ids: Vec<Uuid> = self
            .tables
            .swift()
            .prepare("SELECT id FROM account ORDER BY created_at, rowid")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.account(AccountId(id))).collect()
    }
}

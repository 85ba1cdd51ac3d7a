//! What one account looked at and wrote in: asked after a stolen telephone, a wrong role or a
//! suspicion, so that those concerned can be told (GDPR Art. 33 and 34; 45 CFR 164.404).

use std::collections::{BTreeMap, BTreeSet};

use ipt::{AccountId, ClientId};
use jiff::{Timestamp, ToSpan, civil::Date};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::Look;
use crate::{
    Access, Clinic, Problem, TheAccounts, Write, permission::ResourceKind, second_step::Fresh,
};

/// So many lines a report holds at the most; a shorter span shows the others.
pub const MOST: usize = 20_000;

/// The room that stands in a client's own log when a report named them.
pub(crate) const REPORT: &str = "breach_report";

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLook {
    /// When.
    pub at: Timestamp,
    /// Whose record; none for a page of no one client.
    pub client: Option<ClientId>,
    /// What kind of thing, by its name in the log.
    pub resource: String,
    /// Whether something was written.
    pub wrote: bool,
    /// Which room; a dash when that cannot be opened any more.
    pub room: String,
}

/// What one account looked at within a span, and whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLooks {
    /// The lines, the oldest first.
    pub lines: Vec<AccountLook>,
    /// Whether there were more than [`MOST`].
    pub cut: bool,
    /// The names of those concerned; none for one who was erased.
    pub clients: BTreeMap<ClientId, Option<String>>,
    /// Whether lines of the log still wait in memory for room on the disk.
    pub waiting: bool,
}

impl Clinic {
    /// What one account looked at and wrote in, from a day to a day, both included. Each client whom
    /// it concerns sees in their own log that a report was made, and by whom.
    ///
    /// # Errors
    /// [`Problem::NotYours`] where there is no such account of the staff; [`Problem::Setting`] for days
    /// that are not in order (`days`), are still to come (`ahead`), or before the log (`log`): of those
    /// it would say that nothing was opened.
    pub fn looks_by_account(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        account: AccountId,
        (from, to): (Date, Date),
    ) -> Result<AccountLooks, Problem> {
        fresh.given_by(access.actor())?;
        if self.account(account)?.is_outside() {
            return Err(Problem::NotYours);
        }
        if to < from {
            return Err(Problem::Setting("days"));
        }
        if to > self.today() {
            return Err(Problem::Setting("ahead"));
        }
        if self.log_begins()?.is_none_or(|first| from < first) {
            return Err(Problem::Setting("log"));
        }
        let span = (self.begins(from), self.begins(to.saturating_add(1.day())));
        let mut lines = self.lines_of(account, span)?;
        let cut = lines.len() > MOST;
        lines.truncate(MOST);
        let concerned: BTreeSet<ClientId> = lines.iter().filter_map(|line| line.client).collect();
        let mut clients = BTreeMap::new();
        for client in concerned {
            let name = self.identity_of(client).ok().map(|identity| identity.name);
            if name.is_some() {
                self.log(Look {
                    account: access.actor().id(),
                    resource: ResourceKind::Retention.code(),
                    verb: "read",
                    client: Some(client),
                    course: None,
                    room: REPORT,
                })?;
            }
            clients.insert(client, name);
        }
        let waiting = self.unlogged.lock().is_ok_and(|waiting| !waiting.is_empty());
        Ok(AccountLooks { lines, cut, clients, waiting })
    }

    /// The day of the first line of the access log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn log_begins(&self) -> Result<Option<Date>, Problem> {
        let at: Option<i64> = self
            .tables
            .swift()
            .prepare_cached("SELECT at FROM access_log ORDER BY number LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(at.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| self.day_of(at)))
    }

    /// One more than [`MOST`], so that it can be told that there are more. To save what one types
    /// oneself is no look.
    fn lines_of(
        &self,
        account: AccountId,
        (from, before): (i64, i64),
    ) -> Result<Vec<AccountLook>, Problem> {
        type Row = (i64, Option<Uuid>, String, String, Vec<u8>);
        let rows: Vec<Row> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT at, client, resource, verb, room FROM access_log
                 WHERE account = ?1 AND at >= ?2 AND at < ?3
                   AND resource NOT IN ('desk', 'process_desk') ORDER BY at, number LIMIT ?4",
            )?
            .query_map(
                params![account.0, from, before, i64::try_from(MOST + 1).unwrap_or(i64::MAX)],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
            )?
            .collect::<Result<_, _>>()?;
        let line = |(at, client, resource, verb, room): Row| {
            let client = client.map(ClientId);
            AccountLook {
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
                client,
                wrote: verb == "write",
                room: self.open_room(client, at, &room),
                resource,
            }
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

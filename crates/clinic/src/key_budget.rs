//! How many clients' records one person opens within an hour. Nobody reads forty records in an hour;
//! whoever does copies them. Beyond that an alarm is raised, far beyond it nothing more is opened.

use std::{collections::HashMap, sync::PoisonError};

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use record::OwnerId;
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, IDENTITY, Problem, Role, TheAccounts, Write,
    legal_hold::said,
    login::MINUTE,
    own_account::word,
    permission::{Relation, Verb},
    second_step::Fresh,
};

/// The records of so many clients one person opens within an hour without an alarm. OpenIPT design:
/// more than a full caseload.
pub const BUDGET: u32 = 40;
/// After so many no further one is opened in that hour. OpenIPT design.
pub const MOST: u32 = 200;

const HOUR: i64 = 60 * MINUTE;

/// Whose record each person opened, and when that was last counted, in milliseconds.
pub(crate) type Opened = HashMap<AccountId, HashMap<ClientId, i64>>;

/// That somebody opened more records within an hour than their work asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAlarm {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub account: AccountId,
    /// When it was raised.
    pub at: Timestamp,
    /// The records of how many clients it came to within the hour after.
    pub clients: u32,
}

impl Clinic {
    /// Counts a record that is about to be opened: each client once an hour. What is for the safety
    /// of a client is never refused.
    ///
    /// # Errors
    /// [`Problem::TooManyRecords`] beyond [`MOST`].
    pub(crate) fn count_opening(
        &self,
        account: AccountId,
        client: ClientId,
        relation: Relation,
    ) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        let since = now.saturating_sub(HOUR);
        let counts = |at: &i64| (since + 1..=now).contains(at);
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = opened.entry(account).or_default();
        if theirs.get(&client).is_some_and(counts) {
            return Ok(());
        }
        let others = self.opened_since(account, client, since)?;
        let clients = others.saturating_add(1);
        let safety = matches!(relation, Relation::Emergency | Relation::StandsIn);
        // Nobody in an invented practice is real.
        if clients > MOST && !safety && !self.is_demo() {
            let until = self.opens_again(account, since)?;
            return Err(Problem::TooManyRecords { until });
        }
        if clients > BUDGET {
            self.raise_alarm(account, clients, (since, now))?;
        }
        theirs.retain(|_, at| counts(at));
        theirs.insert(client, now);
        Ok(())
    }

    /// The records of how many other clients they opened since, by the log, which outlives a stop.
    fn opened_since(
        &self,
        account: AccountId,
        client: ClientId,
        since: i64,
    ) -> Result<u32, Problem> {
        let sql = "SELECT count(DISTINCT client) FROM access_log
                   WHERE account = ?1 AND at > ?2 AND client <> ?3
                     AND resource IN ('course', 'supervised_course', 'process_notes')";
        let tables = self.tables.swift();
        Ok(tables
            .prepare_cached(sql)?
            .query_row(params![account.0, since, client.0], |row| row.get(0))?)
    }

    /// When the first of the clients who count within this hour does not any more.
    fn opens_again(&self, account: AccountId, since: i64) -> Result<Timestamp, Problem> {
        let sql = "SELECT max(at) FROM access_log
                   WHERE account = ?1 AND at > ?2
                     AND resource IN ('course', 'supervised_course', 'process_notes')
                   GROUP BY client ORDER BY 1 LIMIT 1";
        let tables = self.tables.swift();
        let first: i64 =
            tables.prepare_cached(sql)?.query_row(params![account.0, since], |row| row.get(0))?;
        Ok(Timestamp::from_millisecond(first.saturating_add(HOUR)).unwrap_or_default())
    }

    /// One alarm an hour, which counts on.
    fn raise_alarm(
        &self,
        account: AccountId,
        clients: u32,
        (since, now): (i64, i64),
    ) -> Result<(), Problem> {
        let runs = self.seconds(account, self.now())?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let counted = step.execute(
            "UPDATE key_alarm SET clients = max(clients, ?3) WHERE account = ?1 AND at > ?2",
            params![account.0, since, clients],
        )?;
        if counted == 0 {
            step.execute(
                "INSERT INTO key_alarm(id, account, at, clients) VALUES (?1, ?2, ?3, ?4)",
                params![Uuid::new_v4(), account.0, now, clients],
            )?;
            for who in runs.into_iter().chain([account]) {
                word::leave(&step, who, now)?;
            }
        }
        Ok(step.commit()?)
    }

    /// The alarms that nobody looked into yet: of everybody for an administrator, else one's own.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn alarms_to_look_at(&self, actor: &Actor) -> Result<Vec<KeyAlarm>, Problem> {
        let rows: Vec<(Uuid, Uuid, i64, u32)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, account, at, clients FROM key_alarm
                 WHERE reviewed_at IS NULL AND (?1 OR account = ?2) ORDER BY at",
            )?
            .query_map(params![actor.has(Role::Administrator), actor.id().0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let alarm = |(id, account, at, clients)| KeyAlarm {
            id,
            account: AccountId(account),
            at: Timestamp::from_millisecond(at).unwrap_or_default(),
            clients,
        };
        Ok(rows.into_iter().map(alarm).collect())
    }

    /// Says what came of an alarm. Not by whom it is about, unless they work alone here.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`]; [`Problem::NotYours`] for one's own, or where there is none such.
    pub fn review_alarm(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: Uuid,
        words: &str,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let by = access.actor().id();
        let waits = self.alarms_to_look_at(access.actor())?;
        let alarm = waits.iter().find(|alarm| alarm.id == id).ok_or(Problem::NotYours)?;
        if alarm.account == by && !self.seconds(by, self.now())?.is_empty() {
            return Err(Problem::NotYours);
        }
        let words = said(words)?;
        let owner = OwnerId(alarm.account.0);
        let sealed = self.record.seal_loose(owner, IDENTITY, &place(id), words.as_bytes())?;
        self.tables.durable().execute(
            "UPDATE key_alarm SET reviewed_by = ?2, reviewed_at = ?3, review = ?4
             WHERE id = ?1 AND reviewed_at IS NULL",
            params![id, by.0, self.now().as_millisecond(), sealed],
        )?;
        Ok(())
    }

    /// What was said of the alarms about one account, the latest first: when it was raised, how many
    /// clients, by whom it was looked into, and in which words.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn alarms_of<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
        account: AccountId,
    ) -> Result<Vec<(KeyAlarm, AccountId, String)>, Problem> {
        let _ = access;
        let rows: Vec<(Uuid, i64, u32, Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, at, clients, reviewed_by, review FROM key_alarm
                 WHERE account = ?1 AND reviewed_at IS NOT NULL ORDER BY at DESC LIMIT 50",
            )?
            .query_map(params![account.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?
            .collect::<Result<_, _>>()?;
        let opened = |(id, at, clients, by, sealed): (Uuid, i64, u32, Uuid, Vec<u8>)| {
            let words =
                self.record.open_loose(OwnerId(account.0), IDENTITY, &place(id), &sealed)?;
            let words = String::from_utf8(words.to_vec()).map_err(|_| Problem::Fault("alarm"))?;
            let at = Timestamp::from_millisecond(at).unwrap_or_default();
            Ok((KeyAlarm { id, account, at, clients }, AccountId(by), words))
        };
        rows.into_iter().map(opened).collect()
    }
}

fn place(id: Uuid) -> String {
    format!("key-alarm/{id}")
}

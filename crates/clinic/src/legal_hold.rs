//! Legal holds: while one stands nothing of a client is erased, whatever the rules say.

use std::sync::PoisonError;

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, RECORD, TheRetention, Write, identity,
    permission::{OfAClient, Verb},
};

/// A legal hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalHold {
    /// Who set it.
    pub set_by: AccountId,
    /// When.
    pub set_at: Timestamp,
    /// Why.
    pub reason: String,
    /// By whom and when it was lifted, and why; none while it stands.
    pub lifted: Option<(AccountId, Timestamp, String)>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    reason: String,
    #[serde(default)]
    lifted: String,
}

type Stored = (Uuid, Uuid, i64, Option<Uuid>, Option<i64>, Vec<u8>);

impl Clinic {
    /// Whether nothing of a client may be erased for now.
    pub(crate) fn held(&self, client: ClientId) -> Result<bool, Problem> {
        let found = self
            .tables
            .durable()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM legal_hold
                 WHERE client = ?1 AND lifted_at IS NULL)",
            )?
            .query_row(params![client.0], |row| row.get(0))?;
        Ok(found)
    }

    /// Every legal hold on a client's record, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn legal_holds<R: OfAClient, V: Verb>(
        &self,
        access: &Access<R, V>,
    ) -> Result<Vec<LegalHold>, Problem> {
        let client = access.whose();
        let rows: Vec<Stored> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, set_by, set_at, lifted_by, lifted_at, sealed FROM legal_hold
                 WHERE client = ?1 ORDER BY set_at DESC, id",
            )?
            .query_map(params![client.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
            })?
            .collect::<Result<_, _>>()?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        rows.into_iter()
            .map(|(id, set_by, set_at, lifted_by, lifted_at, sealed)| {
                let words = self.open_hold(client, id, &sealed)?;
                let lifted = lifted_by.zip(lifted_at);
                Ok(LegalHold {
                    set_by: AccountId(set_by),
                    set_at: moment(set_at),
                    reason: words.reason,
                    lifted: lifted.map(|(by, at)| (AccountId(by), moment(at), words.lifted)),
                })
            })
            .collect()
    }

    /// Sets a hold; none is set beside one that stands.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without a reason.
    pub fn set_legal_hold(
        &self,
        access: &Access<TheRetention, Write>,
        reason: &str,
    ) -> Result<(), Problem> {
        let (client, reason) = (access.whose(), said(reason)?);
        // Not between an erasure's last look for holds and its first step.
        let _turn = self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        if self.held(client)? {
            return Ok(());
        }
        let id = Uuid::new_v4();
        let sealed = self.seal_hold(client, id, &Sealed { reason, lifted: String::new() })?;
        self.tables.durable().execute(
            "INSERT INTO legal_hold(id, client, set_by, set_at, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, client.0, access.actor().id().0, self.now().as_millisecond(), sealed],
        )?;
        Ok(())
    }

    /// Lifts the hold that stands.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without a reason.
    pub fn lift_legal_hold(
        &self,
        access: &Access<TheRetention, Write>,
        reason: &str,
    ) -> Result<(), Problem> {
        let (client, lifted) = (access.whose(), said(reason)?);
        let tables = self.tables.durable();
        let stands: Option<(Uuid, Vec<u8>)> = tables
            .query_row(
                "SELECT id, sealed FROM legal_hold WHERE client = ?1 AND lifted_at IS NULL",
                params![client.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((id, sealed)) = stands else { return Ok(()) };
        let reason = self.open_hold(client, id, &sealed)?.reason;
        let sealed = self.seal_hold(client, id, &Sealed { reason, lifted })?;
        tables.execute(
            "UPDATE legal_hold SET lifted_by = ?2, lifted_at = ?3, sealed = ?4 WHERE id = ?1",
            params![id, access.actor().id().0, self.now().as_millisecond(), sealed],
        )?;
        Ok(())
    }

    fn seal_hold(&self, client: ClientId, id: Uuid, words: &Sealed) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(words).map_err(|_| Problem::Fault("legal hold"))?;
        Ok(self.record.seal_loose(identity::owner(client), RECORD, &place(id), &bytes)?)
    }

    fn open_hold(&self, client: ClientId, id: Uuid, sealed: &[u8]) -> Result<Sealed, Problem> {
        let owner = identity::owner(client);
        let bytes = self.record.open_loose(owner, RECORD, &place(id), sealed)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("legal hold"))
    }
}

fn place(id: Uuid) -> String {
    format!("legal-hold/{id}")
}

/// What was said, which must be something.
pub(crate) fn said(words: &str) -> Result<String, Problem> {
    let words = words.trim();
    if words.is_empty() { Err(Problem::WordsMissing) } else { Ok(words.replace("\r\n", "\n")) }
}

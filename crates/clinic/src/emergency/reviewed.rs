//! What was opened in an emergency is looked at by somebody else: an administrator who did not open
//! it, or who leads the client's courses. Until then it stands on their pages.
//!
//! The lines of an erased client cannot be opened any more and are asked of nobody; that somebody
//! opened the record stays.

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{EmergencyReason, REVIEW_HOURS, Why, place};
use crate::{
    Access, Actor, Clinic, Problem, RECORD, Role, Write, identity,
    legal_hold::said,
    login::MINUTE,
    permission::{TheEmergency, TheEmergencyUse, Verb},
};

/// So many are shown.
const SHOWN: u32 = 200;

/// An emergency access, as who has to know of it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyUse {
    /// Which.
    pub id: Uuid,
    /// The client's name.
    pub client: String,
    /// Who opened it.
    pub by: AccountId,
    /// When.
    pub opened_at: Timestamp,
    /// When it ended, or ends.
    pub until: Timestamp,
    /// Why.
    pub reason: EmergencyReason,
    /// In words.
    pub words: String,
    /// What was said of it afterwards.
    pub review: Option<Review>,
    /// Whether nobody reviewed it in time.
    pub overdue: bool,
    /// Whether who looks at this opened it themselves: then it is for others to review.
    pub own: bool,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Whether it was right.
    pub right: bool,
    /// In words.
    pub words: String,
}

#[derive(Serialize, Deserialize)]
struct Said {
    words: String,
}

/// A line as it is kept.
struct Kept {
    id: Uuid,
    client: ClientId,
    by: AccountId,
    opened_at: i64,
    until: i64,
    sealed: Vec<u8>,
    review: Option<(AccountId, i64, bool, Vec<u8>)>,
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let by: Option<Uuid> = row.get(6)?;
    let review = match by {
        Some(by) => Some((AccountId(by), row.get(7)?, row.get(8)?, row.get(9)?)),
        None => None,
    };
    Ok(Kept {
        id: row.get(0)?,
        client: ClientId(row.get(1)?),
        by: AccountId(row.get(2)?),
        opened_at: row.get(3)?,
        until: row.get(4)?,
        sealed: row.get(5)?,
        review,
    })
}

impl Clinic {
    /// What this person has to know of, and what they opened themselves: what nobody reviewed
    /// first, then the latest.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn emergencies<V: Verb>(
        &self,
        access: &Access<TheEmergency, V>,
    ) -> Result<Vec<EmergencyUse>, Problem> {
        let me = access.actor();
        let rows: Vec<Kept> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, client, account, opened_at, coalesce(ended_at, until), sealed,
                        reviewed_by, reviewed_at, was_right, review
                 FROM emergency_access AS e
                 WHERE EXISTS (SELECT 1 FROM client WHERE client.id = e.client)
                   AND (:all OR account = :me
                     OR EXISTS (SELECT 1 FROM course WHERE course.client = e.client
                       AND course.therapist = :me))
                 ORDER BY reviewed_at IS NOT NULL, opened_at DESC LIMIT :shown",
            )?
            .query_map(
                rusqlite::named_params! {
                    ":me": me.id().0, ":all": me.has(Role::Administrator), ":shown": SHOWN
                },
                kept,
            )?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|kept| self.told_of_emergency(kept, me.id())).collect()
    }

    fn told_of_emergency(&self, kept: Kept, me: AccountId) -> Result<EmergencyUse, Problem> {
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let Why { reason, words } = self.open_said(kept.client, &place(kept.id), &kept.sealed)?;
        let review = match kept.review {
            None => None,
            Some((by, at, right, sealed)) => {
                let said: Said = self.open_said(kept.client, &review_place(kept.id), &sealed)?;
                Some(Review { by, at: moment(at), right, words: said.words })
            }
        };
        Ok(EmergencyUse {
            id: kept.id,
            client: self.identity_of(kept.client)?.name,
            by: kept.by,
            opened_at: moment(kept.opened_at),
            until: moment(kept.until),
            reason,
            words,
            overdue: review.is_none() && kept.opened_at < self.overdue_before(),
            review,
            own: kept.by == me,
        })
    }

    fn open_said<T: serde::de::DeserializeOwned>(
        &self,
        client: ClientId,
        place: &str,
        sealed: &[u8],
    ) -> Result<T, Problem> {
        let bytes = self.record.open_loose(identity::owner(client), RECORD, place, sealed)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("emergency"))
    }

    fn overdue_before(&self) -> i64 {
        self.now().as_millisecond() - REVIEW_HOURS * 60 * MINUTE
    }

    /// How many wait for this person's review, and how many of them for too long. Their own do not.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn emergencies_waiting(&self, actor: &Actor) -> Result<(u32, u32), Problem> {
        let sql = "SELECT count(*), coalesce(sum(opened_at < :late), 0) FROM emergency_access AS e
                   WHERE reviewed_at IS NULL AND account <> :me
                     AND EXISTS (SELECT 1 FROM client WHERE client.id = e.client)
                     AND (:all OR EXISTS (SELECT 1 FROM course WHERE course.client = e.client
                       AND course.therapist = :me))";
        let found = self.tables.swift().prepare_cached(sql)?.query_row(
            rusqlite::named_params! {
                ":me": actor.id().0,
                ":all": actor.has(Role::Administrator),
                ":late": self.overdue_before(),
            },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(found)
    }

    /// Reviews one, once. What was not right ends at once, if it still lasts. Gives whether it was
    /// not reviewed before.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without words.
    pub fn review_emergency(
        &self,
        access: &Access<TheEmergencyUse, Write>,
        right: bool,
        words: &str,
    ) -> Result<bool, Problem> {
        let (id, client) = (access.id(), access.whose());
        let said = Said { words: said(words)? };
        let bytes = serde_json::to_vec(&said).map_err(|_| Problem::Fault("emergency"))?;
        let owner = identity::owner(client);
        let sealed = self.record.seal_loose(owner, RECORD, &review_place(id), &bytes)?;
        let (me, now) = (access.actor().id().0, self.now().as_millisecond());
        let tables = self.tables.durable();
        let written = tables.execute(
            "UPDATE emergency_access SET reviewed_by = ?2, reviewed_at = ?3, was_right = ?4,
               review = ?5 WHERE id = ?1 AND reviewed_at IS NULL",
            params![id, me, now, right, sealed],
        )?;
        if written > 0 && !right {
            tables.execute(
                "UPDATE emergency_access SET ended_at = ?2
                 WHERE id = ?1 AND ended_at IS NULL AND until > ?2",
                params![id, now],
            )?;
        }
        Ok(written > 0)
    }
}

fn review_place(id: Uuid) -> String {
    format!("emergency-review/{id}")
}

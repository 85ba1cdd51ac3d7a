//! Drafts: what was typed and not yet sent, saved every few seconds, sealed, for its author.

use ipt::{AccountId, ClientId, CourseId};
use jiff::Timestamp;
use record::OwnerId;
use rusqlite::params;
use uuid::Uuid;

use crate::{Clinic, IDENTITY, Problem, RECORD, identity};

/// Drafts are kept for so many days. Security plan §3.3.
const KEPT_DAYS: i64 = 14;
/// So many drafts of one form are kept.
const KEPT: u32 = 20;
/// The largest draft in bytes.
pub const LARGEST: usize = 256 * 1024;

/// What was typed in one tab.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The tab it was typed in.
    pub tab: Uuid,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// The form's fields as sent by the browser.
    pub body: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("tab", &self.tab).finish_non_exhaustive()
    }
}

/// Where a form stands: its address, and the course it belongs to if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// The address of the form, without a query.
    pub path: String,
    /// The course in the address.
    pub course: Option<CourseId>,
}

impl Clinic {
    /// Saves what was typed. Each tab has its own place: tabs never overwrite each other.
    ///
    /// # Errors
    /// When the course is not there, or the draft cannot be written.
    pub fn save_draft(
        &self,
        author: AccountId,
        place: &DraftPlace,
        tab: Uuid,
        body: &str,
    ) -> Result<Timestamp, Problem> {
        let (domain, owner) = self.draft_owner(author, place)?;
        let sealed = self.record.seal_loose(owner, domain, &place.path, body.as_bytes())?;
        let now = self.now();
        let tables = self.tables.durable();
        tables
            .prepare_cached(
                "INSERT INTO draft(account, place, tab, saved_at, owner, sealed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(account, place, tab)
                 DO UPDATE SET saved_at = excluded.saved_at, sealed = excluded.sealed",
            )?
            .execute(params![author.0, place.path, tab, now.as_millisecond(), owner.0, sealed])?;
        tables
            .prepare_cached(
                "DELETE FROM draft WHERE account = ?1 AND (saved_at < ?2 OR (place = ?3 AND tab IN (
                   SELECT tab FROM draft WHERE account = ?1 AND place = ?3
                   ORDER BY saved_at DESC LIMIT -1 OFFSET ?4)))",
            )?
            .execute(params![
                author.0,
                now.as_millisecond() - KEPT_DAYS * 86_400_000,
                place.path,
                KEPT
            ])?;
        Ok(now)
    }

    /// What the author typed here and did not send, the newest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn drafts(&self, author: AccountId, place: &DraftPlace) -> Result<Vec<Draft>, Problem> {
        let rows: Vec<(Uuid, i64, Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT tab, saved_at, owner, sealed FROM draft
                 WHERE account = ?1 AND place = ?2 ORDER BY saved_at DESC",
            )?
            .query_map(params![author.0, place.path], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut drafts = Vec::with_capacity(rows.len());
        for (tab, saved_at, owner, sealed) in rows {
            let domain = if place.course.is_some() { RECORD } else { IDENTITY };
            let bytes = self.record.open_loose(OwnerId(owner), domain, &place.path, &sealed)?;
            drafts.push(Draft {
                tab,
                saved_at: Timestamp::from_millisecond(saved_at).unwrap_or_default(),
                body: String::from_utf8(bytes).map_err(|_| Problem::Fault("draft"))?,
            });
        }
        Ok(drafts)
    }

    /// Forgets drafts: they were sent, or their author does not want them.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn drop_drafts(
        &self,
        author: AccountId,
        place: &DraftPlace,
        tabs: &[Uuid],
    ) -> Result<(), Problem> {
        let tables = self.tables.durable();
        for tab in tabs {
            tables
                .prepare_cached("DELETE FROM draft WHERE account = ?1 AND place = ?2 AND tab = ?3")?
                .execute(params![author.0, place.path, tab])?;
        }
        Ok(())
    }

    /// Under whose keys a draft is sealed: the client's where there is a course, so that it goes
    /// when the client's keys go; else the author's.
    fn draft_owner(
        &self,
        author: AccountId,
        place: &DraftPlace,
    ) -> Result<(record::Domain, OwnerId), Problem> {
        match place.course {
            None => Ok((IDENTITY, OwnerId(author.0))),
            Some(course) => {
                let (client, therapist): (ClientId, AccountId) = self.course_people(course)?;
                if therapist != author {
                    return Err(Problem::NotYours);
                }
                Ok((RECORD, identity::owner(client)))
            }
        }
    }
}

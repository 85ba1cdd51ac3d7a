//! Whole records that are handed out: one or two within a day by who leads the course, more only
//! with a second person. A client asks for theirs; a thief wants them all.

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use record::OwnerId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, IDENTITY, Problem, TheAccounts, Write,
    legal_hold::said,
    permission::Verb,
    second_person::{ALONE, Obstacle},
    second_step::Fresh,
};

/// The whole records of so many clients one person hands out within a day alone. OpenIPT design: on
/// most days it is none.
pub const ALONE_A_DAY: u32 = 2;

/// More whole records that somebody wants to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedHandOut {
    /// Which request.
    pub id: Uuid,
    /// Who wants to.
    pub account: AccountId,
    /// When they asked.
    pub asked_at: Timestamp,
    /// Why, in words.
    pub words: String,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<Timestamp>,
}

impl Clinic {
    /// Counts a whole record that is about to be handed out.
    ///
    /// # Errors
    /// [`Problem::ManyRecords`] when it is one more than one person hands out within a day alone, and
    /// no second person confirmed it.
    pub(crate) fn count_hand_out(&self, actor: &Actor, client: ClientId) -> Result<(), Problem> {
        let (by, now) = (actor.id(), self.now().as_millisecond());
        let allowed = self.may_hand_out_more(by)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let others: u32 = step.query_row(
            "SELECT count(*) FROM handed_out WHERE account = ?1 AND client <> ?2 AND at > ?3",
            params![by.0, client.0, now.saturating_sub(ALONE)],
            |row| row.get(0),
        )?;
        if others >= ALONE_A_DAY && !allowed {
            return Err(Problem::ManyRecords);
        }
        step.execute(
            "INSERT INTO handed_out(account, client, at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET at = excluded.at",
            params![by.0, client.0, now],
        )?;
        Ok(step.commit()?)
    }

    /// Whether more than that may go out: for a day after a second person confirmed it, or, where
    /// nobody could, for the day after the one that stands for them.
    fn may_hand_out_more(&self, by: AccountId) -> Result<bool, Problem> {
        let Some(asked) = self.hand_out_of(by)? else { return Ok(false) };
        let since = match asked.confirmed_at {
            Some(confirmed) => confirmed.as_millisecond(),
            None if self.seconds(by, asked.asked_at)?.is_empty() => {
                asked.asked_at.as_millisecond().saturating_add(ALONE)
            }
            None => return Ok(false),
        };
        Ok((since..since.saturating_add(ALONE)).contains(&self.now().as_millisecond()))
    }

    /// Asks a second person to hand out more. One who asks anew takes back what they asked before.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`].
    pub fn ask_hand_out(&self, actor: &Actor, fresh: &Fresh, words: &str) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        let (by, id) = (actor.id(), Uuid::new_v4());
        let words = said(words)?;
        let sealed =
            self.record.seal_loose(OwnerId(by.0), IDENTITY, &place(id), words.as_bytes())?;
        self.tables.durable().execute(
            "INSERT INTO hand_out_request(account, id, asked_at, sealed) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(account) DO UPDATE SET id = excluded.id, asked_at = excluded.asked_at,
               sealed = excluded.sealed, confirmed_by = NULL, confirmed_at = NULL",
            params![by.0, id, self.now().as_millisecond(), sealed],
        )?;
        Ok(())
    }

    /// What this person asked, while it waits or counts.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_hand_out(&self, actor: &Actor) -> Result<Option<AskedHandOut>, Problem> {
        self.hand_out_of(actor.id())
    }

    /// What waits for a second person, the oldest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn asked_hand_outs<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<AskedHandOut>, Problem> {
        let _ = access;
        let rows: Vec<Stored> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT account, id, asked_at, sealed, confirmed_at FROM hand_out_request
                 WHERE confirmed_at IS NULL AND asked_at > ?1 ORDER BY asked_at",
            )?
            .query_map(params![self.hand_outs_since()], stored)?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| self.opened_hand_out(row)).collect()
    }

    /// Confirms what somebody else asked; it counts for a day.
    ///
    /// # Errors
    /// [`Problem::NoSecond`] with why not.
    pub fn confirm_hand_out(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        id: Uuid,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let by = access.actor().id();
        let waits = self.asked_hand_outs(access)?.into_iter().find(|one| one.id == id);
        let asked = waits.ok_or(Problem::NoSecond(Obstacle::NotAsked))?;
        self.is_second(by, (asked.account, asked.asked_at))?;
        let confirmed = self.tables.durable().execute(
            "UPDATE hand_out_request SET confirmed_by = ?2, confirmed_at = ?3
             WHERE id = ?1 AND confirmed_at IS NULL",
            params![id, by.0, self.now().as_millisecond()],
        )?;
        if confirmed == 0 { Err(Problem::NoSecond(Obstacle::NotAsked)) } else { Ok(()) }
    }

    /// Declines what somebody asked.
    ///
    /// # Errors
    /// [`Problem::NoSecond`] when it is not asked any more.
    pub fn decline_hand_out(
        &self,
        access: &Access<TheAccounts, Write>,
        id: Uuid,
    ) -> Result<(), Problem> {
        let _ = access;
        let delete = "DELETE FROM hand_out_request WHERE id = ?1 AND confirmed_at IS NULL";
        match self.tables.durable().execute(delete, params![id])? {
            0 => Err(Problem::NoSecond(Obstacle::NotAsked)),
            _ => Ok(()),
        }
    }

    /// What was asked before this moment counts no more, confirmed or not, in milliseconds.
    pub(crate) fn hand_outs_since(&self) -> i64 {
        self.now().as_millisecond().saturating_sub(3 * ALONE)
    }

    fn hand_out_of(&self, by: AccountId) -> Result<Option<AskedHandOut>, Problem> {
        let found = self
            .tables
            .durable()
            .prepare_cached(
                "SELECT account, id, asked_at, sealed, confirmed_at FROM hand_out_request
                 WHERE account = ?1 AND asked_at > ?2",
            )?
            .query_row(params![by.0, self.hand_outs_since()], stored)
            .optional()?;
        found.map(|row| self.opened_hand_out(row)).transpose()
    }

    fn opened_hand_out(&self, row: Stored) -> Result<AskedHandOut, Problem> {
        let (account, id, asked_at, sealed, confirmed_at) = row;
        let words = self.record.open_loose(OwnerId(account), IDENTITY, &place(id), &sealed)?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        Ok(AskedHandOut {
            id,
            account: AccountId(account),
            asked_at: moment(asked_at),
            words: String::from_utf8(words.to_vec()).map_err(|_| Problem::Fault("hand out"))?,
            confirmed_at: confirmed_at.map(moment),
        })
    }
}

/// A row as stored: who, which, when asked, why, when confirmed.
type Stored = (Uuid, Uuid, i64, Vec<u8>, Option<i64>);

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn place(id: Uuid) -> String {
    format!("hand-out/{id}")
}

/// Forgets what is long past.
pub(crate) fn sweep(tables: &Connection, now: i64) -> Result<(), Problem> {
    let past = now.saturating_sub(3 * ALONE);
    tables.execute("DELETE FROM handed_out WHERE at < ?1", params![past])?;
    tables.execute("DELETE FROM hand_out_request WHERE asked_at < ?1", params![past])?;
    Ok(())
}

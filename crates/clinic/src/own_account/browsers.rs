//! Sign-ins with a kind of browser that is new to somebody: they are asked on every page whether
//! that was them. The sign-in that is asked about neither sees that nor answers it.

use ipt::AccountId;
use jiff::Timestamp;
use record::OwnerId;
use ring::hmac;
use rusqlite::{Connection, params};

use super::{BROWSER, word};
use crate::{
    Actor, Clinic, IDENTITY, Problem,
    identity::derived,
    invitation::Token,
    login::{DAY, SignedIn},
    second_step::Fresh,
};

/// A kind of browser that was not used for so many days is new again. OpenIPT design.
const KNOWN_DAYS: i64 = 90;
/// How it is stored that a kind of browser is known.
const KNOWN: i64 = 0;
/// How it is stored that a kind of browser is asked about.
const ASKED: i64 = 1;
/// How it is stored that it was not them.
const NOT_THEM: i64 = 2;

/// A sign-in with a kind of browser that was new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBrowser {
    /// With which kind; empty if it did not say.
    pub browser: String,
    /// When it was first used.
    pub began: Timestamp,
    /// Whether its owner said that it was not them: another passphrase is to be chosen.
    pub not_them: bool,
}

/// Forgets which sign-ins were not theirs: there is another passphrase.
pub(crate) fn passphrase_chosen(tables: &Connection, id: AccountId) -> Result<(), Problem> {
    tables.execute(
        "DELETE FROM known_browser WHERE account = ?1 AND asked = ?2",
        params![id.0, NOT_THEM],
    )?;
    Ok(())
}

impl Clinic {
    /// Notes with which kind of browser a sign-in was made. The first of an account is known; a
    /// later one that is new is asked about. The doors of a demo are gone through by anybody.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn note_browser(&self, signed_in: &SignedIn, browser: &str) -> Result<(), Problem> {
        let (id, now) = (signed_in.actor.id(), self.now().as_millisecond());
        let sealed =
            self.record.seal_loose(OwnerId(id.0), IDENTITY, BROWSER, browser.as_bytes())?;
        let index = self.browser_index(id, browser);
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        step.execute(
            "UPDATE sign_in SET browser = ?2, browser_index = ?3 WHERE token_hash = ?1",
            params![signed_in.token.hash(), sealed, index],
        )?;
        if !self.is_demo() {
            step.execute(
                "INSERT INTO known_browser(account, browser_index, sealed, began_at, seen_at, asked)
                 VALUES (?1, ?2, ?3, ?4, ?4,
                         EXISTS (SELECT 1 FROM known_browser WHERE account = ?1))
                 ON CONFLICT(account, browser_index) DO UPDATE SET
                   asked = CASE WHEN asked = 0 AND seen_at < ?5 THEN 1 ELSE asked END,
                   began_at = CASE WHEN asked = 0 AND seen_at < ?5 THEN ?4 ELSE began_at END,
                   seen_at = ?4",
                params![id.0, index, sealed, now, now - KNOWN_DAYS * DAY],
            )?;
            let new: bool = step.query_row(
                "SELECT asked = 1 AND began_at = ?3 FROM known_browser
                 WHERE account = ?1 AND browser_index = ?2",
                params![id.0, index, now],
                |row| row.get(0),
            )?;
            if new {
                word::leave(&step, id, now)?;
            }
        }
        Ok(step.commit()?)
    }

    /// The kinds of browser that this person is asked about in this sign-in, the oldest first. Where
    /// no kind that is known was used for long, the new one is asked itself: nobody else could be.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn new_browsers(&self, actor: &Actor, token: &Token) -> Result<Vec<NewBrowser>, Problem> {
        let from = self.now().as_millisecond() - KNOWN_DAYS * DAY;
        let tables = self.tables.swift();
        let mut rows = tables.prepare_cached(
            "SELECT sealed, began_at, asked FROM known_browser
             WHERE account = ?1 AND asked <> 0 AND (
               NOT EXISTS (SELECT 1 FROM known_browser AS known
                 WHERE known.account = ?1 AND known.asked = 0 AND known.seen_at >= ?3)
               OR EXISTS (SELECT 1 FROM sign_in WHERE token_hash = ?2 AND account = ?1
                 AND NOT EXISTS (SELECT 1 FROM known_browser AS own
                   WHERE own.account = ?1 AND own.browser_index = sign_in.browser_index
                     AND own.asked <> 0)))
             ORDER BY began_at",
        )?;
        let found = rows.query_map(params![actor.id().0, token.hash(), from], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get::<_, i64>(2)?))
        })?;
        let shown = |(sealed, began, asked): (Vec<u8>, i64, i64)| {
            let owner = OwnerId(actor.id().0);
            let plain = self.record.open_loose(owner, IDENTITY, BROWSER, &sealed)?;
            Ok(NewBrowser {
                browser: String::from_utf8_lossy(&plain).into_owned(),
                began: Timestamp::from_millisecond(began).unwrap_or_default(),
                not_them: asked == NOT_THEM,
            })
        };
        found.map(|found| shown(found?)).collect()
    }

    /// "That was me": the kinds of browser that began until then are known.
    ///
    /// # Errors
    /// [`Problem::NotYours`] in a sign-in that is itself asked about.
    pub fn browsers_were_mine(
        &self,
        actor: &Actor,
        token: &Token,
        until: Timestamp,
    ) -> Result<(), Problem> {
        self.may_answer(actor, token)?;
        self.tables.durable().execute(
            "UPDATE known_browser SET asked = ?4
             WHERE account = ?1 AND asked = ?3 AND began_at <= ?2",
            params![actor.id().0, until.as_millisecond(), ASKED, KNOWN],
        )?;
        Ok(())
    }

    /// "It was not me": every other sign-in is over, also one that waits for its second step, and it
    /// is said until there is another passphrase.
    ///
    /// # Errors
    /// [`Problem::NotYours`] in a sign-in that is itself asked about.
    pub fn browsers_were_not_mine(
        &self,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
        until: Timestamp,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        self.may_answer(actor, keep)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        step.execute(
            "UPDATE known_browser SET asked = ?4
             WHERE account = ?1 AND asked = ?3 AND began_at <= ?2",
            params![actor.id().0, until.as_millisecond(), ASKED, NOT_THEM],
        )?;
        step.execute(
            "DELETE FROM sign_in WHERE account = ?1 AND token_hash <> ?2",
            params![actor.id().0, keep.hash()],
        )?;
        step.execute("DELETE FROM half_sign_in WHERE account = ?1", params![actor.id().0])?;
        Ok(step.commit()?)
    }

    /// A press of the button a second time does no harm: nothing is asked any more.
    fn may_answer(&self, actor: &Actor, token: &Token) -> Result<(), Problem> {
        if !self.new_browsers(actor, token)?.is_empty() {
            return Ok(());
        }
        let waits: bool = self.tables.durable().query_row(
            "SELECT EXISTS (SELECT 1 FROM known_browser WHERE account = ?1 AND asked = ?2)",
            params![actor.id().0, ASKED],
            |row| row.get(0),
        )?;
        if waits { Err(Problem::NotYours) } else { Ok(()) }
    }

    /// A kind of browser as the tables keep it: nobody can read it back, nor see who has the same.
    fn browser_index(&self, id: AccountId, browser: &str) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &derived(&self.names, "browsers"));
        hmac::sign(&key, &[id.0.as_bytes(), browser.as_bytes()].concat()).as_ref().to_vec()
    }
}

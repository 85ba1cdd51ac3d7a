//! Passkeys: a key that a person's device holds and gives to no page (WebAuthn Level 3). With the
//! finger, face or number by which the device knows its owner it is both steps of a sign-in in one,
//! and a false page gets nothing from it. Security plan §3.5.

use ipt::AccountId;
use jiff::Timestamp;
use record::OwnerId;
use ring::hmac;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CredentialID, Passkey, PublicKeyCredential, RegisterPublicKeyCredential,
};

use crate::{
    Actor, Clinic, IDENTITY, Problem,
    invitation::Token,
    login::{SignedIn, end_others},
    own_account::word,
    passphrase::{hex, unhex},
    second_step::Fresh,
};

mod question;

use question::{Asked, Purpose};
pub use question::{Question, Site};

/// What sealed passkeys are bound to.
const PLACE: &str = "passkey";
/// So many passkeys a person has at the most. OpenIPT design.
const MOST: usize = 10;
/// The longest name of a passkey, in characters.
const LONGEST_NAME: usize = 60;

/// A passkey of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Which: the keyed hash of its id, in hex.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// Since when it is known.
    pub made: Timestamp,
    /// When it was last used, if it was.
    pub used: Option<Timestamp>,
}

/// What is sealed of a passkey.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    passkey: Passkey,
}

impl Clinic {
    /// Asks the device of somebody for a new passkey.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn new_passkey(&self, site: &Site, actor: &Actor) -> Result<Question, Problem> {
        let known = self.kept_passkeys(actor.id())?;
        let known = known.iter().map(|(_, kept)| kept.passkey.cred_id().clone()).collect();
        let login = self.account(actor.id())?.login;
        self.question_for_new(site, actor.id(), &login, known)
    }

    /// Keeps the passkey that the device made. Every other sign-in of this person is over.
    ///
    /// # Errors
    /// [`Problem::PasskeyWrong`] when the device's answer is not one to our question, came too late
    /// or a second time.
    pub fn add_passkey(
        &self,
        site: &Site,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
        answered: (&str, &str),
        name: &str,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        let (question, answer) = answered;
        let asked = self.asked(question, Purpose::Add, Some(actor.id()))?;
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let passkey = site.finish_new(&answer, &asked)?;
        if self.kept_passkeys(actor.id())?.len() >= MOST {
            return Err(Problem::PasskeyWrong);
        }
        let index = self.credential_index(passkey.cred_id());
        let name = name.trim().chars().take(LONGEST_NAME).collect();
        let sealed = self.seal_passkey(actor.id(), &Kept { name, passkey })?;
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        question::once(&change, question, self.now())?;
        let added = change.execute(
            "INSERT INTO passkey(credential, account, sealed, made_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(credential) DO NOTHING",
            params![index, actor.id().0, sealed, self.now().as_millisecond()],
        )?;
        if added == 0 {
            return Err(Problem::PasskeyWrong);
        }
        word::leave(&change, actor.id(), self.now().as_millisecond())?;
        end_others(&change, actor.id(), &keep.hash())?;
        Ok(change.commit()?)
    }

    /// The passkeys of this person, the newest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_passkeys(&self, actor: &Actor) -> Result<Vec<OwnPasskey>, Problem> {
        let tables = self.tables.swift();
        let mut rows = tables.prepare_cached(
            "SELECT credential, sealed, made_at, used_at FROM passkey
             WHERE account = ?1 ORDER BY made_at DESC",
        )?;
        let found = rows.query_map(params![actor.id().0], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let shown = |found: (Vec<u8>, Vec<u8>, i64, Option<i64>)| {
            let (credential, sealed, made, used) = found;
            let kept = self.open_passkey(actor.id(), &sealed)?;
            let id = hex(&credential);
            Ok(OwnPasskey { id, name: kept.name, made: moment(made), used: used.map(moment) })
        };
        found.map(|found| shown(found?)).collect()
    }

    /// Forgets a passkey. Every other sign-in of this person is over.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when they have none such.
    pub fn remove_passkey(
        &self,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
        id: &str,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        let gone = change.execute(
            "DELETE FROM passkey WHERE account = ?1 AND credential = ?2",
            params![actor.id().0, unhex(id)],
        )?;
        if gone == 0 {
            return Err(Problem::NotYours);
        }
        word::leave(&change, actor.id(), self.now().as_millisecond())?;
        end_others(&change, actor.id(), &keep.hash())?;
        Ok(change.commit()?)
    }

    /// Asks whoever comes for a passkey of theirs.
    ///
    /// # Errors
    /// When the question cannot be sealed.
    pub fn ask_passkey(&self, site: &Site) -> Result<Question, Problem> {
        self.question(site, Purpose::SignIn, None)
    }

    /// Asks somebody who is signed in for a passkey of theirs, before what is dangerous.
    ///
    /// # Errors
    /// When the question cannot be sealed.
    pub fn ask_passkey_again(&self, site: &Site, actor: &Actor) -> Result<Question, Problem> {
        self.question(site, Purpose::Again, Some(actor.id()))
    }

    /// Signs in by a passkey alone: both steps in one.
    ///
    /// # Errors
    /// [`Problem::PasskeyWrong`], whatever is wrong; [`Problem::Wait`] after too many tries.
    pub fn sign_in_by_passkey(
        &self,
        site: &Site,
        question: &str,
        answer: &str,
    ) -> Result<SignedIn, Problem> {
        let asked = self.asked(question, Purpose::SignIn, None)?;
        let id = self.proved(site, question, &asked, answer)?;
        let signed_in = self.begin_sign_in(id)?;
        self.code_given(&signed_in.token)?;
        Ok(signed_in)
    }

    /// Takes a passkey in a sign-in that goes on, as a code is taken.
    ///
    /// # Errors
    /// [`Problem::PasskeyWrong`], whatever is wrong; [`Problem::Wait`] after too many tries.
    pub fn give_passkey(
        &self,
        site: &Site,
        actor: &Actor,
        token: &Token,
        question: &str,
        answer: &str,
    ) -> Result<(), Problem> {
        let asked = self.asked(question, Purpose::Again, Some(actor.id()))?;
        if self.proved(site, question, &asked, answer)? != actor.id() {
            return Err(Problem::PasskeyWrong);
        }
        self.code_given(token)
    }

    /// Whose passkey answered. Tries are counted before they are made; a question that was
    /// answered rightly is over.
    fn proved(
        &self,
        site: &Site,
        question: &str,
        asked: &Asked,
        answer: &str,
    ) -> Result<AccountId, Problem> {
        let answer: PublicKeyCredential = read(answer)?;
        let index = self.credential_index(&CredentialID::from(answer.get_credential_id().to_vec()));
        let found: Option<(Uuid, Vec<u8>)> = self
            .tables
            .durable()
            .query_row(
                "SELECT account, sealed FROM passkey WHERE credential = ?1",
                params![index],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (id, sealed) = found.ok_or(Problem::PasskeyWrong)?;
        let id = AccountId(id);
        self.count_try(&index)?;
        let mut kept = self.open_passkey(id, &sealed)?;
        let result = site.finish(&answer, asked, &kept.passkey)?;
        if self.account(id)?.ended {
            return Err(Problem::PasskeyWrong);
        }
        kept.passkey.update_credential(&result);
        let (anew, now) = (self.seal_passkey(id, &kept)?, self.now());
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        question::once(&change, question, now)?;
        change.execute(
            "UPDATE passkey SET sealed = ?2, used_at = ?3 WHERE credential = ?1",
            params![index, anew, now.as_millisecond()],
        )?;
        change.commit()?;
        drop(tables);
        self.forget_tries(&index)?;
        Ok(id)
    }

    fn kept_passkeys(&self, id: AccountId) -> Result<Vec<(Vec<u8>, Kept)>, Problem> {
        let tables = self.tables.durable();
        let mut rows =
            tables.prepare_cached("SELECT credential, sealed FROM passkey WHERE account = ?1")?;
        let found = rows.query_map(params![id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let opened =
            |(index, sealed): (Vec<u8>, Vec<u8>)| Ok((index, self.open_passkey(id, &sealed)?));
        found.map(|found| opened(found?)).collect()
    }

    /// The id of a passkey as the tables keep it: nobody can ask a device for it.
    fn credential_index(&self, id: &CredentialID) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.names);
        hmac::sign(&key, &[b"passkey\0".as_slice(), id.as_ref()].concat()).as_ref().to_vec()
    }

    fn seal_passkey(&self, id: AccountId, kept: &Kept) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(kept).map_err(|_| Problem::Fault("passkey"))?;
        Ok(self.record.seal_loose(OwnerId(id.0), IDENTITY, PLACE, &bytes)?)
    }

    fn open_passkey(&self, id: AccountId, sealed: &[u8]) -> Result<Kept, Problem> {
        let bytes = self.record.open_loose(OwnerId(id.0), IDENTITY, PLACE, sealed)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("passkey"))
    }
}

/// What a device said, read; anything else is no answer.
fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T, Problem> {
    serde_json::from_str(answer).map_err(|_| Problem::PasskeyWrong)
}

/// Forgets somebody's passkeys: their way in was recovered, or their account ended.
pub(crate) fn forget(tables: &Connection, id: AccountId) -> Result<(), Problem> {
    tables.execute("DELETE FROM passkey WHERE account = ?1", params![id.0])?;
    Ok(())
}

//! Sign-in by an OpenID provider of the practice. It stands for the passphrase and for nothing more:
//! the second step is asked all the same. Which account a subject is, its owner says, with a fresh
//! code; an account is never made or found by a name or an address that a provider tells.

use ipt::AccountId;
use jiff::Timestamp;
use record::OwnerId;
use ring::{digest, hmac};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Actor, Clinic, IDENTITY, Problem,
    invitation::Token,
    login::{MINUTE, end_others},
    own_account::word,
    passphrase::{hex, unhex},
    second_step::{Entered, Fresh},
};

/// What a sealed flow is bound to.
const PLACE: &str = "provider";
/// So long somebody has to sign in at the provider, in minutes. OpenIPT design.
const MINUTES: i64 = 10;

/// A sign-in at the provider that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// What comes back with the answer.
    pub state: String,
    /// What stands in the token.
    pub nonce: String,
    /// The secret whose hash was sent ahead (PKCE, RFC 7636).
    pub verifier: String,
    /// Where to go on to.
    pub back: String,
}

/// A flow as it is sealed into the browser that began it.
#[derive(Serialize, Deserialize)]
struct Kept {
    flow: Flow,
    at: i64,
    /// Who links it to their account, and the hash of the sign-in in which they do.
    linking: Option<(Uuid, Vec<u8>)>,
}

/// A flow that came back to the browser that began it.
#[derive(Debug)]
pub struct Returned {
    /// What was begun.
    pub flow: Flow,
    linking: Option<(AccountId, Vec<u8>)>,
}

/// Whom the provider vouches for, after everything in its token was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The provider.
    pub issuer: String,
    /// Its name for the person: never given to another.
    pub subject: String,
}

/// What came of it.
#[derive(Debug)]
pub enum ByProvider {
    /// Somebody came in as far as with a passphrase.
    Entered(Entered),
    /// The provider is linked to the account.
    Linked,
}

impl Clinic {
    /// Seals a flow into a cookie of the browser that begins it. `linking` is somebody who links it
    /// to their account, in this sign-in.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn keep_flow(
        &self,
        flow: Flow,
        linking: Option<(&Actor, &Fresh, &Token)>,
    ) -> Result<String, Problem> {
        let linking = match linking {
            Some((actor, fresh, token)) => {
                fresh.given_by(actor)?;
                Some((actor.id().0, token.hash()))
            }
            None => None,
        };
        let kept = Kept { flow, at: self.now().as_millisecond(), linking };
        let bytes = serde_json::to_vec(&kept).map_err(|_| Problem::Fault("provider"))?;
        Ok(hex(&self.record.seal_loose(self.provider_owner(), IDENTITY, PLACE, &bytes)?))
    }

    /// The flow of a cookie, if the answer is to it and comes in time.
    ///
    /// # Errors
    /// [`Problem::ProviderWrong`], whatever is wrong.
    pub fn returned_flow(&self, sealed: &str, state: &str) -> Result<Returned, Problem> {
        let bytes = self.record.open_loose(self.provider_owner(), IDENTITY, PLACE, &unhex(sealed));
        let bytes = bytes.map_err(|_| Problem::ProviderWrong)?;
        let kept: Kept = serde_json::from_slice(&bytes).map_err(|_| Problem::ProviderWrong)?;
        let age = self.now().as_millisecond() - kept.at;
        // Digests are compared, so that time tells nothing of where two texts part.
        let digest = |text: &str| digest::digest(&digest::SHA256, text.as_bytes());
        let same = digest(&kept.flow.state).as_ref() == digest(state).as_ref();
        if !same || !(0..=MINUTES * MINUTE).contains(&age) {
            return Err(Problem::ProviderWrong);
        }
        let linking = kept.linking.map(|(who, token)| (AccountId(who), token));
        Ok(Returned { flow: kept.flow, linking })
    }

    /// Lets somebody in as far as their passphrase would, or links the provider to who began that.
    ///
    /// # Errors
    /// [`Problem::ProviderWrong`] when nobody linked this subject, when it is another's, or when the
    /// sign-in in which it was to be linked is over.
    pub fn by_provider(&self, returned: &Returned, proved: &Proved) -> Result<ByProvider, Problem> {
        match &returned.linking {
            Some((who, token)) => {
                self.link_provider(*who, token, proved).map(|()| ByProvider::Linked)
            }
            None => self.enter_by_provider(proved).map(ByProvider::Entered),
        }
    }

    fn enter_by_provider(&self, proved: &Proved) -> Result<Entered, Problem> {
        let found: Option<Uuid> = self
            .tables
            .durable()
            .query_row(
                "SELECT account.id FROM provider_link JOIN account ON account.id = account
                 WHERE identity = ?1 AND ended_at IS NULL",
                params![self.provider_identity(proved)],
                |row| row.get(0),
            )
            .optional()?;
        self.entered(AccountId(found.ok_or(Problem::ProviderWrong)?))
    }

    fn link_provider(&self, who: AccountId, token: &[u8], proved: &Proved) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let stands: bool = step.query_row(
            "SELECT EXISTS (SELECT 1 FROM sign_in JOIN account ON account.id = account
               WHERE token_hash = ?1 AND account = ?2 AND sign_in.ended_at IS NULL
                 AND account.ended_at IS NULL AND client IS NULL)",
            params![token, who.0],
            |row| row.get(0),
        )?;
        if !stands {
            return Err(Problem::ProviderWrong);
        }
        forget(&step, who)?;
        let linked = step.execute(
            "INSERT INTO provider_link(identity, account, made_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
            params![self.provider_identity(proved), who.0, now],
        )?;
        if linked == 0 {
            return Err(Problem::ProviderWrong);
        }
        word::leave(&step, who, now)?;
        end_others(&step, who, token)?;
        Ok(step.commit()?)
    }

    /// Since when a provider is linked to this account, if one is.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn provider_linked(&self, actor: &Actor) -> Result<Option<Timestamp>, Problem> {
        let since: Option<i64> = self
            .tables
            .durable()
            .query_row(
                "SELECT made_at FROM provider_link WHERE account = ?1",
                params![actor.id().0],
                |row| row.get(0),
            )
            .optional()?;
        Ok(since.map(|at| Timestamp::from_millisecond(at).unwrap_or_default()))
    }

    /// Takes the link away. Every other sign-in of this person is over.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn unlink_provider(
        &self,
        actor: &Actor,
        fresh: &Fresh,
        keep: &Token,
    ) -> Result<(), Problem> {
        fresh.given_by(actor)?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        forget(&step, actor.id())?;
        word::leave(&step, actor.id(), self.now().as_millisecond())?;
        end_others(&step, actor.id(), &keep.hash())?;
        Ok(step.commit()?)
    }

    /// Nobody reads the provider or the subject back out of the tables.
    fn provider_identity(&self, proved: &Proved) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.names);
        let said = format!("provider\0{}\0{}", proved.issuer, proved.subject);
        hmac::sign(&key, said.as_bytes()).as_ref().to_vec()
    }

    fn provider_owner(&self) -> OwnerId {
        OwnerId(self.record.practice().0)
    }
}

/// Forgets somebody's link: their way in was recovered, or their account ended.
pub(crate) fn forget(tables: &Connection, id: AccountId) -> Result<(), Problem> {
    tables.execute("DELETE FROM provider_link WHERE account = ?1", params![id.0])?;
    Ok(())
}

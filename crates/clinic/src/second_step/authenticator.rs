//! The authenticator: made, confirmed by a code that it shows, and asked which code fits now.

use ipt::AccountId;
use record::OwnerId;
use ring::rand::{SecureRandom, SystemRandom};
use rusqlite::{OptionalExtension, params};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use super::code;
use crate::{Clinic, IDENTITY, Problem, invitation::Token, login::Holder, own_account::word};

/// A code of the step before or after is taken too: clocks differ (RFC 6238 §5.2).
const SKEW: u16 = 1;
/// Bytes of an authenticator's secret (RFC 4226 §4: 160 bits).
const SECRET: usize = 20;

/// An authenticator that is being set up.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAuthenticator {
    /// Its secret, to be typed where no camera is at hand.
    pub secret: String,
    /// The same as an address for the authenticator's camera.
    pub uri: String,
}

impl std::fmt::Debug for NewAuthenticator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewAuthenticator(***)")
    }
}

pub(super) struct Stored {
    secret: Zeroizing<Vec<u8>>,
    pub(super) confirmed: Option<i64>,
    last_step: u64,
}

impl Clinic {
    /// A new authenticator to be set up: one that was shown before and not confirmed is over, for
    /// whoever saw it may have been somebody else.
    ///
    /// # Errors
    /// [`Problem::SecondStepStands`] when one is confirmed already.
    pub fn new_authenticator(&self, who: &impl Holder) -> Result<NewAuthenticator, Problem> {
        let secret = self.make_authenticator(who.id())?;
        self.as_shown(who, secret)
    }

    /// The authenticator that is being set up, shown again after a code that did not fit.
    ///
    /// # Errors
    /// [`Problem::SecondStepStands`] when it is confirmed already.
    pub fn pending_authenticator(&self, who: &impl Holder) -> Result<NewAuthenticator, Problem> {
        match self.authenticator(who.id())? {
            Some(stored) if stored.confirmed.is_some() => Err(Problem::SecondStepStands),
            Some(stored) => self.as_shown(who, stored.secret.to_vec()),
            None => self.new_authenticator(who),
        }
    }

    fn as_shown(&self, who: &impl Holder, secret: Vec<u8>) -> Result<NewAuthenticator, Problem> {
        let totp = self.totp(who.id(), secret)?;
        let uri = totp.to_url().map_err(|_| Problem::Fault("authenticator"))?;
        Ok(NewAuthenticator { secret: totp.secret().to_base32(), uri })
    }

    fn make_authenticator(&self, id: AccountId) -> Result<Vec<u8>, Problem> {
        let mut secret = vec![0; SECRET];
        SystemRandom::new().fill(&mut secret).map_err(|_| Problem::Fault("random source"))?;
        let sealed = self.record.seal_loose(owner(id), IDENTITY, "authenticator", &secret)?;
        let made = self.tables.durable().execute(
            "INSERT INTO authenticator(account, sealed, made_at) VALUES (?1, ?2, ?3)
             ON CONFLICT(account) DO UPDATE SET sealed = excluded.sealed, made_at = excluded.made_at
             WHERE confirmed_at IS NULL",
            params![id.0, sealed, self.now().as_millisecond()],
        )?;
        if made == 0 { Err(Problem::SecondStepStands) } else { Ok(secret) }
    }

    /// Confirms it by a code that it shows, and gives the recovery codes: they are shown once. Every
    /// other sign-in of this person is over.
    ///
    /// # Errors
    /// [`Problem::CodeWrong`], or [`Problem::Wait`] after too many tries.
    pub fn confirm_authenticator(
        &self,
        who: &impl Holder,
        keep: &Token,
        code: &str,
    ) -> Result<Vec<String>, Problem> {
        let id = who.id();
        let stored = self.authenticator(id)?.ok_or(Problem::CodeWrong)?;
        if stored.confirmed.is_some() {
            return Err(Problem::SecondStepStands);
        }
        self.count_try(&self.tries_of(id))?;
        let step = self.fitting_step(id, &stored, code)?.ok_or(Problem::CodeWrong)?;
        let codes = code::fresh()?;
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let change = tables.transaction()?;
        let confirmed = change.execute(
            "UPDATE authenticator SET confirmed_at = ?2, last_step = ?3
             WHERE account = ?1 AND confirmed_at IS NULL",
            params![id.0, now, i64::try_from(step).unwrap_or(i64::MAX)],
        )?;
        if confirmed == 0 {
            return Err(Problem::SecondStepStands);
        }
        code::replace(&change, id, &codes)?;
        word::leave(&change, id, now)?;
        change.execute(
            "DELETE FROM sign_in WHERE account = ?1 AND token_hash <> ?2",
            params![id.0, keep.hash()],
        )?;
        change.commit()?;
        drop(tables);
        self.code_given(keep)?;
        self.forget_tries(&self.tries_of(id))?;
        Ok(codes)
    }

    /// The step of time whose code was typed, if it was not used before.
    pub(super) fn fitting_step(
        &self,
        id: AccountId,
        stored: &Stored,
        typed: &str,
    ) -> Result<Option<u64>, Problem> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(self.now().as_second()).unwrap_or(0);
        let totp = self.totp(id, stored.secret.to_vec())?;
        Ok(totp.check(&digits, seconds).filter(|step| *step > stored.last_step))
    }

    fn totp(&self, id: AccountId, secret: Vec<u8>) -> Result<Totp, Problem> {
        // A colon parts issuer and name in the address, and may stand in neither.
        let plain = |text: &str| text.replace(':', " ");
        let login = plain(&self.account(id)?.login);
        let builder = Builder::new()
            .with_secret(Secret::new(secret.into_boxed_slice()))
            .with_skew(SKEW)
            .with_issuer(Some("OpenIPT"))
            .with_account_name(login);
        builder.build().map_err(|_| Problem::Fault("authenticator"))
    }

    pub(super) fn authenticator(&self, id: AccountId) -> Result<Option<Stored>, Problem> {
        let found: Option<(Vec<u8>, Option<i64>, i64)> = self
            .tables
            .durable()
            .query_row(
                "SELECT sealed, confirmed_at, last_step FROM authenticator WHERE account = ?1",
                params![id.0],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((sealed, confirmed, last_step)) = found else { return Ok(None) };
        let secret = self.record.open_loose(owner(id), IDENTITY, "authenticator", &sealed)?;
        let last_step = u64::try_from(last_step).unwrap_or(0);
        let secret = Zeroizing::new(secret);
        Ok(Some(Stored { secret, confirmed, last_step }))
    }
}

fn owner(id: AccountId) -> OwnerId {
    OwnerId(id.0)
}

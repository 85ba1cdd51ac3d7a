//! The question that a device answers with a passkey. It is sealed and given along with the page, so
//! that a look at the door keeps nothing; it counts for five minutes, for one purpose and once.

use ipt::AccountId;
use jiff::Timestamp;
use record::OwnerId;
use ring::digest;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        AuthenticationResult, CredentialID, DiscoverableAuthentication, Passkey,
        PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    },
};

use crate::{Clinic, IDENTITY, Problem, login::MINUTE, passphrase};

/// A question counts for so many minutes. OpenIPT design.
pub(crate) const MINUTES: i64 = 5;
/// What a sealed question is bound to.
const PLACE: &str = "passkey question";

/// The address by which a browser reaches us: passkeys are bound to it.
pub struct Site(Webauthn);

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Site")
    }
}

impl Site {
    /// The site of an origin such as `https://clinic.example`; none where an address is a number,
    /// to which no passkey can be bound.
    pub fn at(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let name = origin.domain()?.to_owned();
        // The device shows the address alone: the name of the program tells what it is for.
        WebauthnBuilder::new(&name, &origin).ok()?.rp_name(&name).build().ok().map(Self)
    }

    pub(super) fn finish_new(
        &self,
        answer: &RegisterPublicKeyCredential,
        asked: &Asked,
    ) -> Result<Passkey, Problem> {
        let state: PasskeyRegistration = asked.state()?;
        self.0.finish_passkey_registration(answer, &state).map_err(|_| Problem::PasskeyWrong)
    }

    pub(super) fn finish(
        &self,
        answer: &PublicKeyCredential,
        asked: &Asked,
        passkey: &Passkey,
    ) -> Result<AuthenticationResult, Problem> {
        let state: DiscoverableAuthentication = asked.state()?;
        let result = self.0.finish_discoverable_authentication_v2(answer, state, passkey);
        let result = result.map_err(|_| Problem::PasskeyWrong)?;
        if result.user_verified() { Ok(result) } else { Err(Problem::PasskeyWrong) }
    }
}

/// What a page gives to the browser, and what comes back with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// For the browser, as JSON.
    pub options: String,
    /// The same for us, sealed.
    pub sealed: String,
}

/// What an answer is for.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    Add,
    SignIn,
    Again,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    purpose: Purpose,
    who: Option<Uuid>,
    at: i64,
    state: Value,
}

impl Asked {
    fn state<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_value(self.state.clone()).map_err(|_| Problem::PasskeyWrong)
    }
}

impl Clinic {
    pub(super) fn question_for_new(
        &self,
        site: &Site,
        id: AccountId,
        login: &str,
        known: Vec<CredentialID>,
    ) -> Result<Question, Problem> {
        let begun = site.0.start_passkey_registration(id.0, login, login, Some(known));
        let (options, state) = begun.map_err(|_| Problem::Fault("passkey"))?;
        let mut options = plain(&options)?;
        // So that one signs in without typing a name: the device has to keep who it is for.
        options["publicKey"]["authenticatorSelection"] = json!({
            "residentKey": "required", "requireResidentKey": true, "userVerification": "required",
        });
        self.sealed_question(Purpose::Add, Some(id), &options, plain(&state)?)
    }

    pub(super) fn question(
        &self,
        site: &Site,
        purpose: Purpose,
        who: Option<AccountId>,
    ) -> Result<Question, Problem> {
        let begun = site.0.start_discoverable_authentication();
        let (options, state) = begun.map_err(|_| Problem::Fault("passkey"))?;
        self.sealed_question(purpose, who, &plain(&options)?, plain(&state)?)
    }

    fn sealed_question(
        &self,
        purpose: Purpose,
        who: Option<AccountId>,
        options: &Value,
        state: Value,
    ) -> Result<Question, Problem> {
        let at = self.now().as_millisecond();
        let asked = plain(&Asked { purpose, who: who.map(|who| who.0), at, state })?.to_string();
        let sealed = self.record.seal_loose(self.practice(), IDENTITY, PLACE, asked.as_bytes())?;
        Ok(Question { options: options.to_string(), sealed: passphrase::hex(&sealed) })
    }

    /// The question that comes back, if it was asked for this, of them, and not too long ago.
    pub(super) fn asked(
        &self,
        sealed: &str,
        purpose: Purpose,
        who: Option<AccountId>,
    ) -> Result<Asked, Problem> {
        let bytes = passphrase::unhex(sealed);
        let asked = self.record.open_loose(self.practice(), IDENTITY, PLACE, &bytes);
        let asked = asked.map_err(|_| Problem::PasskeyWrong)?;
        let asked: Asked = serde_json::from_slice(&asked).map_err(|_| Problem::PasskeyWrong)?;
        let age = self.now().as_millisecond() - asked.at;
        let fits = asked.purpose == purpose && asked.who == who.map(|who| who.0);
        if fits && (0..=MINUTES * MINUTE).contains(&age) {
            Ok(asked)
        } else {
            Err(Problem::PasskeyWrong)
        }
    }

    fn practice(&self) -> OwnerId {
        OwnerId(self.record.practice().0)
    }
}

/// Notes that a question was answered; refuses it a second time.
pub(super) fn once(tables: &Connection, question: &str, now: Timestamp) -> Result<(), Problem> {
    let now = now.as_millisecond();
    tables.execute(
        "DELETE FROM answered_passkey WHERE at < ?1",
        params![now - 2 * MINUTES * MINUTE],
    )?;
    let hash = digest::digest(&digest::SHA256, &passphrase::unhex(question));
    let first = tables.execute(
        "INSERT INTO answered_passkey(question, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![hash.as_ref(), now],
    )?;
    if first == 0 { Err(Problem::PasskeyWrong) } else { Ok(()) }
}

fn plain<T: Serialize>(value: &T) -> Result<Value, Problem> {
    serde_json::to_value(value).map_err(|_| Problem::Fault("passkey"))
}

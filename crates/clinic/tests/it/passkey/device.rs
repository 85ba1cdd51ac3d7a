//! A device with a passkey, as far as a page sees it (WebAuthn Level 3, §6 and §8.7: attestation
//! "none", ES256), and the false ones that a thief would build.

use std::cell::Cell;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use uuid::Uuid;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

pub struct Device {
    id: [u8; 16],
    pkcs8: Vec<u8>,
    origin: String,
    knows_owner: bool,
    uses: Cell<u32>,
}

impl Device {
    /// One that reaches the program at this address.
    pub fn new(origin: &str) -> Self {
        let id = *Uuid::new_v4().as_bytes();
        Self { id, pkcs8: pair(), origin: origin.into(), knows_owner: true, uses: Cell::new(0) }
    }

    pub fn copied(&self) -> Self {
        Self {
            id: self.id,
            pkcs8: self.pkcs8.clone(),
            origin: self.origin.clone(),
            knows_owner: self.knows_owner,
            uses: self.uses.clone(),
        }
    }

    /// On a page of another address.
    pub fn reached_at(mut self, origin: &str) -> Self {
        self.origin = origin.into();
        self
    }

    /// That was only touched, by whomever.
    pub fn that_knows_nobody(mut self) -> Self {
        self.knows_owner = false;
        self
    }

    pub fn with_another_key(mut self) -> Self {
        self.pkcs8 = pair();
        self
    }

    pub fn id(&self) -> [u8; 16] {
        self.id
    }

    pub fn id_as_text(&self) -> String {
        text(&self.id)
    }

    /// The half of its key that it gives away: the two coordinates.
    pub fn public_key(&self) -> Vec<u8> {
        self.key().public_key().as_ref()[1..].to_vec()
    }

    /// What it answers to the question for a new passkey.
    pub fn makes(&self, options: &str) -> String {
        let mut data = self.data(options, "rp", PRESENT | VERIFIED | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        // CBOR: EC2 key, ES256, P-256, x, y.
        let key = self.public_key();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
        data.extend(&key[..32]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&key[32..]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}.
        let mut attested = vec![0xa3, 0x63];
        attested.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        attested.push(u8::try_from(data.len()).expect("short"));
        attested.extend(data);
        let said = self.said(options, "webauthn.create");
        let response =
            json!({ "attestationObject": text(&attested), "clientDataJSON": text(&said) });
        self.credential(&response)
    }

    /// What it answers to the question for a passkey.
    pub fn answers(&self, options: &str) -> String {
        let flags = if self.knows_owner { PRESENT | VERIFIED } else { PRESENT };
        let data = self.data(options, "rpId", flags);
        let said = self.said(options, "webauthn.get");
        let signed = [data.as_slice(), digest::digest(&digest::SHA256, &said).as_ref()].concat();
        let signature = self.key().sign(&SystemRandom::new(), &signed).expect("signed");
        self.credential(&json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&said),
            "signature": text(signature.as_ref()),
        }))
    }

    fn data(&self, options: &str, site: &str, flags: u8) -> Vec<u8> {
        let asked = public_key(options);
        let site = asked[site]["id"].as_str().or(asked[site].as_str()).expect("for a site");
        self.uses.set(self.uses.get() + 1);
        let mut data = digest::digest(&digest::SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.uses.get().to_be_bytes());
        data
    }

    fn said(&self, options: &str, kind: &str) -> Vec<u8> {
        let challenge = &public_key(options)["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn credential(&self, response: &Value) -> String {
        let id = text(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }

    fn key(&self) -> EcdsaKeyPair {
        let (kind, random) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
        EcdsaKeyPair::from_pkcs8(kind, &self.pkcs8, &random).expect("a key")
    }
}

fn pair() -> Vec<u8> {
    let (kind, random) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
    EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key").as_ref().to_vec()
}

fn public_key(options: &str) -> Value {
    let options: Value = serde_json::from_str(options).expect("options");
    options["publicKey"].clone()
}

fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

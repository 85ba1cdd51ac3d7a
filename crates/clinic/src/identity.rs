//! Who a client is: sealed under keys of their own, apart from the clinical record.

use ipt::{ClientId, CourseId, Form};
use jiff::civil::Date;
use record::{OwnerId, Record};
use ring::hmac;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Clinic, IDENTITY, Problem, relational::Relational};

/// A client's identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The name, or the alias the client chose.
    pub name: String,
    /// Date of birth, if it is known.
    #[serde(default)]
    pub born: Option<Date>,
    /// How the client may be reached safely, in their words.
    #[serde(default)]
    pub safe_contact: String,
    /// How the client wishes to be spoken of.
    #[serde(default)]
    pub pronouns: String,
    /// Which of the practice's crisis contacts are theirs, by country and language; empty for its
    /// first.
    #[serde(default)]
    pub crisis: String,
    /// Where they are seen: the id of one of the practice's sites; none for the practice itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<u32>,
    /// How often it was written anew.
    #[serde(default)]
    pub revision: u32,
}

impl Identity {
    /// As it would be typed.
    pub fn to_form(&self) -> Form {
        let born = self.born.map_or(String::new(), |born| born.to_string());
        let site = self.site.map_or(String::new(), |site| site.to_string());
        let fields = [
            ("name", &self.name),
            ("born", &born),
            ("pronouns", &self.pronouns),
            ("safe_contact", &self.safe_contact),
            ("crisis", &self.crisis),
            ("site", &site),
        ];
        let said = fields.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(name, text)| (name.to_owned(), vec![text.clone()])).collect()
    }

    /// The name by which a letter greets.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

pub(crate) fn owner(client: ClientId) -> OwnerId {
    OwnerId(client.0)
}

impl Clinic {
    pub(crate) fn keep_identity(&self, id: ClientId, identity: &Identity) -> Result<(), Problem> {
        let sealed = self.seal_identity(id, identity)?;
        self.tables.durable().execute(
            "INSERT INTO client(id, sealed) VALUES (?1, ?2)
             ON CONFLICT(id) DO UPDATE SET sealed = excluded.sealed",
            params![id.0, sealed],
        )?;
        Ok(())
    }

    /// Writes the identity anew if it is still as it was seen.
    pub(crate) fn keep_identity_seen(
        &self,
        id: ClientId,
        identity: &Identity,
    ) -> Result<(), Problem> {
        // What stood there is replaced only if it is still the same, so that nothing comes between.
        let stood: Option<Vec<u8>> = self
            .tables
            .durable()
            .query_row("SELECT sealed FROM client WHERE id = ?1", params![id.0], |row| row.get(0))
            .optional()?;
        let stood = stood.ok_or(Problem::NotYours)?;
        let now = self.open_identity(id, &stood)?;
        let changed =
            |now: &Identity| Problem::Changed { now: now.to_form(), version: now.revision.into() };
        if now.revision != identity.revision {
            // The same form sent twice is one form.
            let same = now.to_form() == identity.to_form();
            return if same { Ok(()) } else { Err(changed(&now)) };
        }
        let anew = Identity { revision: identity.revision + 1, ..identity.clone() };
        let sealed = self.seal_identity(id, &anew)?;
        let written = self.tables.durable().execute(
            "UPDATE client SET sealed = ?2 WHERE id = ?1 AND sealed = ?3",
            params![id.0, sealed, stood],
        )?;
        if written == 0 { Err(changed(&self.identity_of(id)?)) } else { Ok(()) }
    }

    fn seal_identity(&self, id: ClientId, identity: &Identity) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(identity).map_err(|_| Problem::Fault("identity"))?;
        Ok(self.record.seal_loose(owner(id), IDENTITY, "client", &bytes)?)
    }

    pub(crate) fn open_identity(&self, id: ClientId, sealed: &[u8]) -> Result<Identity, Problem> {
        let bytes = self.record.open_loose(owner(id), IDENTITY, "client", sealed)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("identity"))
    }

    pub(crate) fn identity_of(&self, id: ClientId) -> Result<Identity, Problem> {
        let sealed: Option<Vec<u8>> = self
            .tables
            .swift()
            .prepare_cached("SELECT sealed FROM client WHERE id = ?1")?
            .query_row(params![id.0], |row| row.get(0))
            .optional()?;
        self.open_identity(id, &sealed.ok_or(Problem::NotYours)?)
    }

    /// A name for something of a course that may stand in an address: it tells nothing, and is the
    /// same each time.
    pub fn opaque(&self, course: CourseId, what: &str) -> Uuid {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.names);
        let tag = hmac::sign(&key, &[course.0.as_bytes(), what.as_bytes()].concat());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&tag.as_ref()[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    /// A sign-in name as the tables keep it: nobody can read it back.
    pub(crate) fn login_index(&self, login: &str) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.names);
        hmac::sign(&key, login.trim().to_lowercase().as_bytes()).as_ref().to_vec()
    }
}

/// A key for another use, made from the key that hides sign-in names.
pub(crate) fn derived(names: &[u8], purpose: &str) -> Zeroizing<Vec<u8>> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, names);
    let derived = hmac::sign(&key, &[b"key\0", purpose.as_bytes()].concat());
    Zeroizing::new(derived.as_ref().to_vec())
}

/// The key that hides sign-in names, made at the first start and kept sealed.
pub(crate) fn index_key(
    record: &Record,
    tables: &Relational,
) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let owner = OwnerId(record.practice().0);
    let found: Option<Vec<u8>> = tables
        .durable()
        .query_row("SELECT value FROM setting WHERE name = 'login-index'", [], |row| row.get(0))
        .optional()?;
    if let Some(sealed) = found {
        return Ok(Zeroizing::new(record.open_loose(owner, IDENTITY, "login-index", &sealed)?));
    }
    let key = Zeroizing::new([*Uuid::new_v4().as_bytes(), *Uuid::new_v4().as_bytes()].concat());
    let sealed = record.seal_loose(owner, IDENTITY, "login-index", &key)?;
    tables
        .durable()
        .execute("INSERT INTO setting(name, value) VALUES ('login-index', ?1)", params![sealed])?;
    Ok(key)
}

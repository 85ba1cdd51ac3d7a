//! The keys of a record: wrapped under each other, in a file of their own.
//!
//! Root key (elsewhere) wraps domain keys, bound to the practice and its mark; a domain key wraps
//! one data key per owner. Destroying an owner's rows is erasure; the file overwrites what it
//! deletes.

mod erased;
mod note;

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ring::signature::{Ed25519KeyPair, KeyPair};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) use erased::Known;
pub(crate) use note::Note;

use crate::{
    Cause, Domain, Mark, OwnerId, PracticeId, Problem,
    backup::KEYS,
    durable::kept,
    key::{DataKey, RootKey, Secret},
    open::Intent,
    seal,
    store::sqlite::file,
};

/// So many opened data keys are held at the most.
const HELD: usize = 4096;
/// The version of the tables written today.
const SCHEMA: i64 = 1;

const TABLES: &str = "
CREATE TABLE domain_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE data_key (
  owner BLOB NOT NULL, domain TEXT NOT NULL, id BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL,
  PRIMARY KEY (owner, domain)
) STRICT;
CREATE TABLE signing_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE erased (owner BLOB PRIMARY KEY) STRICT;
CREATE TABLE destroyed_key (
  id BLOB PRIMARY KEY, owner BLOB NOT NULL, mac BLOB NOT NULL
) STRICT;
CREATE TABLE newest_checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL, root BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
PRAGMA user_version = 1;
";

pub(crate) struct Keyring {
    practice: PracticeId,
    domains: HashMap<String, Secret>,
    tables: Mutex<Connection>,
    held: Mutex<HashMap<(OwnerId, Domain), Arc<DataKey>>>,
    signer: Ed25519KeyPair,
    /// Proves what this file says that is not sealed.
    proof: Secret,
}

impl Keyring {
    pub(crate) fn create(
        path: Option<&Path>,
        root: &RootKey,
        practice: PracticeId,
        mark: Mark,
        domains: &[Domain],
    ) -> Result<Self, Problem> {
        let mut tables = connect(path)?;
        let tx = tables.transaction()?;
        tx.execute_batch(TABLES)?;
        for domain in domains {
            let about = about_domain(practice, mark, domain.0);
            tx.execute(
                "INSERT INTO domain_key(name, wrapped) VALUES (?1, ?2)",
                params![domain.0, root.0.wrap(&about, &Secret::random()?)?],
            )?;
        }
        let about = about_domain(practice, mark, SIGNING);
        let wrapped = root.0.wrap(&about, &Secret::random()?)?;
        tx.execute("INSERT INTO signing_key VALUES ('checkpoint', ?1)", params![wrapped])?;
        kept(tx.commit())?;
        let keys = Self::with(tables, root, practice, mark)?;
        keys.note(Note::NONE)?;
        Ok(keys)
    }

    pub(crate) fn open(
        path: &Path,
        root: &RootKey,
        practice: PracticeId,
        mark: Mark,
        intent: Intent,
    ) -> Result<Self, Problem> {
        let tables = connect(Some(path))?;
        file::version(&tables, KEYS, SCHEMA)?;
        if intent == Intent::Prove {
            tables.pragma_update(None, "query_only", "ON")?;
        }
        Self::with(tables, root, practice, mark)
    }

    fn with(
        tables: Connection,
        root: &RootKey,
        practice: PracticeId,
        mark: Mark,
    ) -> Result<Self, Problem> {
        let domains = open_domains(&tables, root, practice, mark)?;
        let wrapped: Vec<u8> = tables
            .query_row("SELECT wrapped FROM signing_key WHERE name = 'checkpoint'", [], |row| {
                row.get(0)
            })
            .map_err(Problem::in_file(KEYS))?;
        let seed = root
            .0
            .unwrap_key(&about_domain(practice, mark, SIGNING), &wrapped)
            .map_err(|_| changed())?;
        let signer =
            Ed25519KeyPair::from_seed_unchecked(&seed.0).map_err(|_| Problem::Cryptography)?;
        let about = [b"keys-proof-1".as_slice(), practice.0.as_bytes(), mark.name().as_bytes()];
        let proof = Secret(seal::mac(&root.0, &about));
        let held = Mutex::default();
        Ok(Self { practice, domains, tables: Mutex::new(tables), held, signer, proof })
    }

    fn tables(&self) -> MutexGuard<'_, Connection> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key of an owner; made if there is none and `make` says so.
    pub(crate) fn obtain(
        &self,
        owner: OwnerId,
        domain: Domain,
        make: bool,
    ) -> Result<Arc<DataKey>, Problem> {
        match self.find(owner, domain) {
            Err(Problem::Erased) if make => {}
            found => return found,
        }
        let tables = self.tables();
        let gone: Option<i64> = tables
            .query_row("SELECT 1 FROM erased WHERE owner = ?1", params![owner.0], |r| r.get(0))
            .optional()?;
        if gone.is_some() {
            return Err(Problem::Erased);
        }
        let mut id = [0; 16];
        seal::fill(&mut id)?;
        let about = self.about_data(owner, domain, &id);
        let wrapped = self.domain(domain)?.wrap(&about, &Secret::random()?)?;
        // Whoever comes first makes the key; the other finds it.
        kept(tables.execute(
            "INSERT INTO data_key(owner, domain, id, wrapped) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
            params![owner.0, domain.0, id, wrapped],
        ))?;
        drop(tables);
        self.find(owner, domain)
    }

    /// The key of an owner.
    pub(crate) fn find(&self, owner: OwnerId, domain: Domain) -> Result<Arc<DataKey>, Problem> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = held.get(&(owner, domain)) {
            return Ok(Arc::clone(key));
        }
        drop(held);
        let row: Option<([u8; 16], Vec<u8>)> = self
            .tables()
            .prepare_cached("SELECT id, wrapped FROM data_key WHERE owner = ?1 AND domain = ?2")?
            .query_row(params![owner.0, domain.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (id, wrapped) = row.ok_or(Problem::Erased)?;
        let about = self.about_data(owner, domain, &id);
        let secret = self.domain(domain)?.unwrap_key(&about, &wrapped).map_err(|_| changed())?;
        let key = Arc::new(DataKey { id, secret });
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= HELD {
            held.clear();
        }
        held.insert((owner, domain), Arc::clone(&key));
        Ok(key)
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.signer.sign(bytes).as_ref().to_vec()
    }

    pub(crate) fn public_key(&self) -> Vec<u8> {
        self.signer.public_key().as_ref().to_vec()
    }

    pub(crate) fn backup(&self, path: &Path) -> Result<(), Problem> {
        let tables = self.tables();
        crate::backup::copy_database(&tables, path)
    }

    fn domain(&self, domain: Domain) -> Result<&Secret, Problem> {
        self.domains.get(domain.0).ok_or(Problem::WrongRootKey)
    }

    fn about_data(&self, owner: OwnerId, domain: Domain, id: &[u8; 16]) -> Vec<u8> {
        about_data(self.practice, owner, domain.0, id)
    }
}

const SIGNING: &str = "signing";

/// The domain keys, opened. If none opens, the root key is of another record, or somebody changed
/// the mark; if one does not, it was changed.
fn open_domains(
    tables: &Connection,
    root: &RootKey,
    practice: PracticeId,
    mark: Mark,
) -> Result<HashMap<String, Secret>, Problem> {
    let damaged = Problem::in_file(KEYS);
    let rows: Vec<(String, Vec<u8>)> = tables
        .prepare("SELECT name, wrapped FROM domain_key")
        .and_then(|mut statement| {
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .map_err(damaged)?;
    let under = |mark: Mark| {
        let opened = rows.iter().filter_map(|(name, wrapped)| {
            let about = about_domain(practice, mark, name);
            Some((name.clone(), root.0.unwrap_key(&about, wrapped).ok()?))
        });
        opened.collect::<HashMap<_, _>>()
    };
    let domains = under(mark);
    if domains.len() == rows.len() && !rows.is_empty() {
        Ok(domains)
    } else if !domains.is_empty() || rows.is_empty() {
        Err(changed())
    } else if !under(mark.other()).is_empty() {
        Err(Problem::MarkChanged)
    } else {
        Err(Problem::WrongRootKey)
    }
}

fn changed() -> Problem {
    Problem::Damaged { file: KEYS, how: Cause::Words("a wrapped key was changed or is missing") }
}

fn about_domain(practice: PracticeId, mark: Mark, name: &str) -> Vec<u8> {
    let mark = mark.name().as_bytes();
    [b"domain-key-1".as_slice(), practice.0.as_bytes(), mark, b"/", name.as_bytes()].concat()
}

fn about_data(practice: PracticeId, owner: OwnerId, domain: &str, id: &[u8; 16]) -> Vec<u8> {
    [b"data-key-1".as_slice(), practice.0.as_bytes(), owner.0.as_bytes(), id, domain.as_bytes()]
        .concat()
}

fn connect(path: Option<&Path>) -> Result<Connection, Problem> {
    let connection = match path {
        Some(path) => Connection::open(path)?,
        None => Connection::open_in_memory()?,
    };
    connection.pragma_update(None, "secure_delete", "ON").map_err(Problem::in_file(KEYS))?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(Problem::in_file(KEYS))?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}

//! The keys of a record: wrapped under each other, in a file of their own.
//!
//! Root key (elsewhere) wraps domain keys; a domain key wraps one data key per owner. Destroying
//! an owner's rows is erasure; the file overwrites what it deletes.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use ring::signature::{Ed25519KeyPair, KeyPair};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Domain, OwnerId, PracticeId, Problem,
    key::{DataKey, RootKey, Secret},
    seal,
};

/// So many opened data keys are held at the most.
const HELD: usize = 4096;

const TABLES: &str = "
CREATE TABLE domain_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE data_key (
  owner BLOB NOT NULL, domain TEXT NOT NULL, id BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL,
  PRIMARY KEY (owner, domain)
) STRICT;
CREATE TABLE signing_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE destroyed (owner BLOB PRIMARY KEY) STRICT;
";

pub(crate) struct Keyring {
    practice: PracticeId,
    domains: HashMap<String, Secret>,
    tables: Mutex<Connection>,
    held: Mutex<HashMap<(OwnerId, Domain), Arc<DataKey>>>,
    signer: Ed25519KeyPair,
}

impl Keyring {
    pub(crate) fn create(
        path: Option<&Path>,
        root: &RootKey,
        practice: PracticeId,
        domains: &[Domain],
    ) -> Result<Self, Problem> {
        let tables = connect(path)?;
        tables.execute_batch(TABLES)?;
        for domain in domains {
            let wrapped = root.0.wrap(&about_domain(practice, domain.0), &Secret::random()?)?;
            tables.execute(
                "INSERT INTO domain_key(name, wrapped) VALUES (?1, ?2)",
                params![domain.0, wrapped],
            )?;
        }
        let wrapped = root.0.wrap(&about_domain(practice, "signing"), &Secret::random()?)?;
        tables.execute("INSERT INTO signing_key VALUES ('checkpoint', ?1)", params![wrapped])?;
        Self::with(tables, root, practice)
    }

    pub(crate) fn open(path: &Path, root: &RootKey, practice: PracticeId) -> Result<Self, Problem> {
        if !path.exists() {
            return Err(Problem::NoRecord);
        }
        Self::with(connect(Some(path))?, root, practice)
    }

    fn with(tables: Connection, root: &RootKey, practice: PracticeId) -> Result<Self, Problem> {
        let rows: Vec<(String, Vec<u8>)> = tables
            .prepare("SELECT name, wrapped FROM domain_key")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut domains = HashMap::new();
        for (name, wrapped) in rows {
            let secret = root
                .0
                .unwrap_key(&about_domain(practice, &name), &wrapped)
                .map_err(|_| Problem::WrongRootKey)?;
            domains.insert(name, secret);
        }
        let wrapped: Vec<u8> = tables.query_row(
            "SELECT wrapped FROM signing_key WHERE name = 'checkpoint'",
            [],
            |row| row.get(0),
        )?;
        let seed = root
            .0
            .unwrap_key(&about_domain(practice, "signing"), &wrapped)
            .map_err(|_| Problem::WrongRootKey)?;
        let signer =
            Ed25519KeyPair::from_seed_unchecked(&seed.0).map_err(|_| Problem::Cryptography)?;
        let held = Mutex::default();
        Ok(Self { practice, domains, tables: Mutex::new(tables), held, signer })
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
        let tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let gone: Option<i64> = tables
            .query_row("SELECT 1 FROM destroyed WHERE owner = ?1", params![owner.0], |r| r.get(0))
            .optional()?;
        if gone.is_some() {
            return Err(Problem::Erased);
        }
        let mut id = [0; 16];
        seal::fill(&mut id)?;
        let about = self.about_data(owner, domain, &id);
        let wrapped = self.domain(domain)?.wrap(&about, &Secret::random()?)?;
        // Whoever comes first makes the key; the other finds it.
        tables.execute(
            "INSERT INTO data_key(owner, domain, id, wrapped) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
            params![owner.0, domain.0, id, wrapped],
        )?;
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
            .tables
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .prepare_cached("SELECT id, wrapped FROM data_key WHERE owner = ?1 AND domain = ?2")?
            .query_row(params![owner.0, domain.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (id, wrapped) = row.ok_or(Problem::Erased)?;
        let about = self.about_data(owner, domain, &id);
        let secret = self
            .domain(domain)?
            .unwrap_key(&about, &wrapped)
            .map_err(|_| Problem::Store("a wrapped key was changed".to_owned()))?;
        let key = Arc::new(DataKey { id, secret });
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= HELD {
            held.clear();
        }
        held.insert((owner, domain), Arc::clone(&key));
        Ok(key)
    }

    /// Every key by its id, for proving the record.
    pub(crate) fn all(&self) -> Result<HashMap<[u8; 16], DataKey>, Problem> {
        let rows: Vec<(uuid::Uuid, String, [u8; 16], Vec<u8>)> = self
            .tables
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .prepare("SELECT owner, domain, id, wrapped FROM data_key")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Result<_, _>>()?;
        let mut keys = HashMap::with_capacity(rows.len());
        for (owner, domain, id, wrapped) in rows {
            let about = about_data(self.practice, OwnerId(owner), &domain, &id);
            let secret = self
                .domains
                .get(&domain)
                .ok_or(Problem::WrongRootKey)?
                .unwrap_key(&about, &wrapped)
                .map_err(|_| Problem::Store("a wrapped key was changed".to_owned()))?;
            keys.insert(id, DataKey { id, secret });
        }
        Ok(keys)
    }

    /// How many owners had their keys destroyed.
    pub(crate) fn destroyed(&self) -> Result<u64, Problem> {
        let tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let count: i64 =
            tables.query_row("SELECT count(*) FROM destroyed", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    pub(crate) fn destroy(&self, owner: OwnerId) -> Result<(), Problem> {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = tables.transaction()?;
        transaction.execute("DELETE FROM data_key WHERE owner = ?1", params![owner.0])?;
        transaction.execute(
            "INSERT INTO destroyed(owner) VALUES (?1) ON CONFLICT DO NOTHING",
            params![owner.0],
        )?;
        transaction.commit()?;
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|(holder, _), _| *holder != owner);
        Ok(())
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.signer.sign(bytes).as_ref().to_vec()
    }

    pub(crate) fn public_key(&self) -> Vec<u8> {
        self.signer.public_key().as_ref().to_vec()
    }

    pub(crate) fn backup(&self, path: &Path) -> Result<(), Problem> {
        let tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        crate::backup::copy_database(&tables, path)
    }

    fn domain(&self, domain: Domain) -> Result<&Secret, Problem> {
        self.domains.get(domain.0).ok_or(Problem::WrongRootKey)
    }

    fn about_data(&self, owner: OwnerId, domain: Domain, id: &[u8; 16]) -> Vec<u8> {
        about_data(self.practice, owner, domain.0, id)
    }
}

fn about_domain(practice: PracticeId, name: &str) -> Vec<u8> {
    [b"domain-key-1".as_slice(), practice.0.as_bytes(), name.as_bytes()].concat()
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
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}

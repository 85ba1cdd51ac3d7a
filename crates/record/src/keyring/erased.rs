//! Every key for a proof, and keys that were destroyed on purpose.

use std::collections::HashMap;

use rusqlite::params;
use uuid::Uuid;

use super::{Keyring, about_data};
use crate::{OwnerId, Problem, durable::kept, key::DataKey, seal, tombstone::Reference};

/// A key that a proof may meet.
pub(crate) struct Known {
    pub owner: OwnerId,
    /// None when it was destroyed on purpose.
    pub key: Option<DataKey>,
}

impl Keyring {
    /// Every key by its id, for proving the record. A key that is not among them was neither
    /// kept nor destroyed by us.
    pub(crate) fn all(&self) -> Result<HashMap<[u8; 16], Known>, Problem> {
        let tables = self.tables();
        let destroyed: Vec<([u8; 16], Uuid, Vec<u8>)> = tables
            .prepare("SELECT id, owner, mac FROM destroyed_key")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let kept: Vec<(Uuid, String, [u8; 16], Vec<u8>)> = tables
            .prepare("SELECT owner, domain, id, wrapped FROM data_key")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Result<_, _>>()?;
        drop(tables);
        let mut keys = HashMap::with_capacity(kept.len() + destroyed.len());
        for (id, owner, mac) in destroyed {
            // A row that somebody else wrote excuses nothing.
            if seal::is_mac(&self.proof, &about_destroyed(&owner, &id), &mac) {
                keys.insert(id, Known { owner: OwnerId(owner), key: None });
            }
        }
        for (owner, domain, id, wrapped) in kept {
            let owner = OwnerId(owner);
            let about = about_data(self.practice, owner, &domain, &id);
            let secret = self
                .domains
                .get(&domain)
                .ok_or(Problem::WrongRootKey)?
                .unwrap_key(&about, &wrapped)
                .map_err(|_| super::changed())?;
            keys.insert(id, Known { owner, key: Some(DataKey { id, secret }) });
        }
        Ok(keys)
    }

    /// Destroys every key of an owner, and notes for each that it was on purpose.
    pub(crate) fn destroy(&self, owner: OwnerId) -> Result<(), Problem> {
        let mut tables = self.tables();
        let tx = tables.transaction()?;
        let ids: Vec<[u8; 16]> = tx
            .prepare("SELECT id FROM data_key WHERE owner = ?1")?
            .query_map(params![owner.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for id in ids {
            let mac = seal::mac(&self.proof, &about_destroyed(&owner.0, &id));
            tx.execute(
                "INSERT INTO destroyed_key(id, owner, mac) VALUES (?1, ?2, ?3)",
                params![id, owner.0, mac],
            )?;
        }
        kept(tx.execute("DELETE FROM data_key WHERE owner = ?1", params![owner.0]))?;
        tx.execute(
            "INSERT INTO erased(owner) VALUES (?1) ON CONFLICT DO NOTHING",
            params![owner.0],
        )?;
        kept(tx.commit())?;
        drop(tables);
        let mut held = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        held.retain(|(holder, _), _| *holder != owner);
        Ok(())
    }
}

/// What is bound: the key's id and its owner. The practice is in the key of the MAC.
fn about_destroyed<'a>(owner: &'a Uuid, id: &'a [u8; 16]) -> [&'a [u8]; 3] {
    [b"destroyed-key-1", owner.as_bytes(), id]
}

impl Keyring {
    /// What stands for an owner in the list of who was erased.
    pub(crate) fn reference(&self, owner: OwnerId) -> Reference {
        Reference::of(seal::mac(&self.proof, &[b"erased-owner-1", owner.0.as_bytes()]))
    }

    /// The MAC of a line of that list, over the one before it.
    pub(crate) fn after(&self, before: &[u8; 32], line: &str) -> [u8; 32] {
        let line = seal::sha256(&[line.as_bytes()]);
        seal::mac(&self.proof, &[b"erased-line-1", before, &line])
    }

    /// Every owner who has a key.
    pub(crate) fn owners(&self) -> Result<Vec<OwnerId>, Problem> {
        let tables = self.tables();
        let owners = tables
            .prepare("SELECT DISTINCT owner FROM data_key")?
            .query_map([], |row| row.get(0).map(OwnerId))?
            .collect::<Result<_, _>>()?;
        Ok(owners)
    }
}

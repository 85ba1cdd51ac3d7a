//! Bytes that the caller keeps sealed, and the destroying of keys.

use crate::{Domain, OwnerId, Problem, Record, entry, seal};

impl Record {
    /// Seals bytes that the caller keeps. `place` says where: they open nowhere else.
    ///
    /// # Errors
    /// When the keys were destroyed or cannot be made.
    pub fn seal_loose(
        &self,
        owner: OwnerId,
        domain: Domain,
        place: &str,
        bytes: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let key = self.keys.obtain(owner, domain, true)?;
        seal::seal(&key, &entry::loose_associated(self.practice, owner, domain, place), bytes)
    }

    /// Opens bytes that the caller kept.
    ///
    /// # Errors
    /// When they were changed or moved, or the keys were destroyed.
    pub fn open_loose(
        &self,
        owner: OwnerId,
        domain: Domain,
        place: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let key = self.keys.find(owner, domain)?;
        seal::open(&key, &entry::loose_associated(self.practice, owner, domain, place), sealed)
            .map_err(|_| Problem::BrokenLoose)
    }

    /// Destroys every key of an owner: what they sealed can never be opened again here. A backup
    /// of the keys still holds them until it is destroyed too.
    ///
    /// # Errors
    /// When the keys cannot be written.
    pub fn destroy_keys(&self, owner: OwnerId) -> Result<(), Problem> {
        self.keys.destroy(owner)
    }
}

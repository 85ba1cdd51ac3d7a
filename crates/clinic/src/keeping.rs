//! Keeping the practice: backing it up, bringing it back.

use std::path::Path;

use record::{Fault, Place, RestoreProblem, Verified};
use rusqlite::Connection;

use crate::{Clinic, PRACTICE_FILE, Problem};

impl Clinic {
    /// Proves the whole record while it is in use.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn verify(&self) -> Result<Verified, Fault> {
        self.record.verify()
    }

    /// Copies the whole practice to a new or empty folder while it is in use, after proving it.
    /// The root key is not in it.
    ///
    /// # Errors
    /// When the folder holds anything (nothing is touched then), the record does not prove itself,
    /// or the folder cannot be written.
    pub fn backup(&self, destination: &Path) -> Result<(), Problem> {
        let copy = |path: &Path| self.copy_tables(path).map_err(record::Problem::from);
        Ok(self.record.backup(destination, &[(PRACTICE_FILE, &copy)])?)
    }

    fn copy_tables(&self, path: &Path) -> rusqlite::Result<()> {
        let mut to = Connection::open(path)?;
        let from = self.tables.durable();
        let backup = rusqlite::backup::Backup::new(&from, &mut to)?;
        backup.run_to_completion(512, std::time::Duration::ZERO, None)?;
        drop(backup);
        to.close().map_err(|(_, error)| error)
    }
}

/// Brings a backup back to an empty place, after proving it.
///
/// # Errors
/// What is wrong with the backup. Nothing is left behind then.
pub fn restore(source: &Path, place: &Place) -> Result<Verified, RestoreProblem> {
    record::restore(source, place)
}

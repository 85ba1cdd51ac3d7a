//! Keeping the practice: proving it, backing it up, bringing it back.

use std::path::Path;

use record::{Fault, Place, RestoreProblem, Verified};
use rusqlite::Connection;

use crate::{Clinic, PRACTICE_FILE, Problem};

impl Clinic {
    /// Proves the whole record.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn verify(&self) -> Result<Verified, Fault> {
        self.record.verify()
    }

    /// Proves the whole record, and that a checkpoint kept elsewhere is part of it.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn verify_against(&self, line: &record::CheckpointLine) -> Result<Verified, Fault> {
        self.record.verify_against(line)
    }

    /// The newest checkpoint as a line to be kept elsewhere.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn latest_checkpoint(&self) -> Result<Option<record::CheckpointLine>, Problem> {
        Ok(self.record.latest_checkpoint()?)
    }

    /// Copies the whole practice to an empty place while it is in use. The root key is not in it.
    ///
    /// # Errors
    /// When the place is not empty or cannot be written.
    pub fn backup(&self, destination: &Path) -> Result<(), Problem> {
        std::fs::create_dir_all(destination)
            .map_err(|source| Problem::File { what: "the backup's folder", source })?;
        let copy = destination.join(PRACTICE_FILE);
        if copy.exists() {
            return Err(record::Problem::NotEmpty.into());
        }
        let mut to = Connection::open(&copy)?;
        let from = self.tables.durable();
        rusqlite::backup::Backup::new(&from, &mut to)?.run_to_completion(
            512,
            std::time::Duration::ZERO,
            None,
        )?;
        drop(from);
        to.close().map_err(|(_, error)| Problem::from(error))?;
        self.record.backup(destination, &[PRACTICE_FILE])?;
        Ok(())
    }
}

/// Brings a backup back to an empty place, after proving it.
///
/// # Errors
/// What is wrong with the backup. Nothing is left behind then.
pub fn restore(source: &Path, place: &Place) -> Result<Verified, RestoreProblem> {
    record::restore(source, place)
}

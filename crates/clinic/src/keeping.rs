//! Keeping the practice: backing it up, bringing it back.

use std::path::Path;

use record::{Fault, Place, RestoreProblem, Verified};
use rusqlite::Connection;

use crate::{Clinic, PRACTICE_FILE, Problem, corridor::CORRIDOR_FILE, measures};

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
        let own = self.measures_folder.as_deref().map(measures::files).transpose()?;
        let own: Vec<(String, _)> = own
            .unwrap_or_default()
            .into_iter()
            .filter_map(|from| Some((measures::name_in_backup(&from)?, from)))
            .map(|(name, from)| (name, move |to: &Path| copied(&from, to)))
            .collect();
        let mut extra: Vec<record::Extra<'_>> = vec![(PRACTICE_FILE, &copy)];
        let corridor = self.corridor.file().map(|from| move |to: &Path| copied(from, to));
        extra.extend(corridor.iter().map(|copy| (CORRIDOR_FILE, copy as _)));
        extra.extend(own.iter().map(|(name, copy)| (name.as_str(), copy as _)));
        Ok(self.record.backup(destination, &extra)?)
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
    let verified = record::restore(source, place)?;
    let io = |source| record::Problem::File { what: "the folder of the measures", source };
    measures::unpack(&place.data).map_err(io)?;
    Ok(verified)
}

fn copied(from: &Path, to: &Path) -> Result<(), record::Problem> {
    let io = |source| record::Problem::File { what: "a file of the practice", source };
    std::fs::copy(from, to).map(drop).map_err(io)
}

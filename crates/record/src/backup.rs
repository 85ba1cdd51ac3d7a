//! Backing up while in use, and bringing a backup back after proving it.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Fault, Mark, Place, Problem, Record, Verified,
    seal::{hex, sha256},
};

pub(crate) const RECORD: &str = "record.db";
pub(crate) const KEYS: &str = "keys.db";
const MANIFEST: &str = "manifest.json";

impl Record {
    /// Copies the record and its keys (not the root key) to a folder while it is in use. The
    /// folder may hold only the files named in `extra`; they are listed with the others.
    ///
    /// # Errors
    /// When the folder holds anything else or cannot be written.
    pub fn backup(&self, destination: &Path, extra: &[&str]) -> Result<(), Problem> {
        fs::create_dir_all(destination).map_err(Problem::file("the backup's folder"))?;
        private(destination)?;
        for found in fs::read_dir(destination).map_err(Problem::file("the backup's folder"))? {
            let name = found.map_err(Problem::file("the backup's folder"))?.file_name();
            if !extra.iter().any(|allowed| name == *allowed) {
                return Err(Problem::NotEmpty);
            }
        }
        self.checkpoint()?;
        let place = self.place.as_ref().ok_or(Problem::NoRecord)?;
        // The record first: a key is always durable before an entry it seals, so no copied entry can
        // lack its key.
        let source = Connection::open(place.data.join(RECORD))?;
        copy_database(&source, &destination.join(RECORD))?;
        self.keys.backup(&destination.join(KEYS))?;
        let mut files = Vec::new();
        for name in [RECORD, KEYS].iter().chain(extra) {
            files.push(Listed {
                name: (*name).to_owned(),
                sha256: hash_of(&destination.join(name))?,
            });
        }
        let manifest = Manifest {
            format: 1,
            practice: self.practice.0,
            mark: self.mark.name().to_owned(),
            files,
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|_| Problem::Cryptography)?;
        let path = destination.join(MANIFEST);
        fs::write(&path, text).map_err(Problem::file("the backup's manifest"))?;
        sync(&path)?;
        sync(destination)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    practice: Uuid,
    mark: String,
    files: Vec<Listed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    name: String,
    sha256: String,
}

/// Why a backup was not restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreProblem {
    /// Not a backup.
    #[error("R20: this folder is no backup: it has no readable manifest")]
    NotABackup,
    /// A file is missing or was changed.
    #[error("R21: the backup is damaged: {0} is missing or was changed")]
    Damaged(String),
    /// The place is taken.
    #[error("R22: the data folder exists already; choose another")]
    Taken,
    /// The record in it does not prove itself.
    #[error("R23: the record in the backup is damaged: {0}")]
    Fault(#[from] Fault),
    /// Anything else.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// Brings a backup back: checked, copied aside, opened, proved, and only then put in place.
///
/// # Errors
/// What is wrong. Nothing is left behind then.
pub fn restore(source: &Path, place: &Place) -> Result<Verified, RestoreProblem> {
    let text = fs::read(source.join(MANIFEST)).map_err(|_| RestoreProblem::NotABackup)?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|_| RestoreProblem::NotABackup)?;
    for file in &manifest.files {
        let found = hash_of(&source.join(&file.name));
        if found.ok().as_ref() != Some(&file.sha256) || file.name.contains(['/', '\\']) {
            return Err(RestoreProblem::Damaged(file.name.clone()));
        }
    }
    if place.data.exists() && fs::read_dir(&place.data).is_ok_and(|mut d| d.next().is_some()) {
        return Err(RestoreProblem::Taken);
    }
    let aside = PathBuf::from(format!("{}.restoring", place.data.display()));
    let outcome = prove_aside(source, &aside, &manifest, place);
    if outcome.is_err() {
        // What was copied aside is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_dir_all(&aside);
    }
    outcome
}

fn prove_aside(
    source: &Path,
    aside: &Path,
    manifest: &Manifest,
    place: &Place,
) -> Result<Verified, RestoreProblem> {
    let _ = fs::remove_dir_all(aside);
    fs::create_dir_all(aside).map_err(Problem::file("the data folder"))?;
    private(aside)?;
    for file in &manifest.files {
        fs::copy(source.join(&file.name), aside.join(&file.name))
            .map_err(Problem::file("a file of the backup"))?;
    }
    let mark = if manifest.mark == Mark::Demo.name() { Mark::Demo } else { Mark::Real };
    let copied = Place { data: aside.to_owned(), root_key: place.root_key.clone() };
    let record = Record::open(&copied, mark)?;
    let verified = record.verify()?;
    drop(record);
    for file in &manifest.files {
        sync(&aside.join(&file.name))?;
    }
    if place.data.exists() {
        fs::remove_dir(&place.data).map_err(Problem::file("the data folder"))?;
    }
    fs::rename(aside, &place.data).map_err(Problem::file("the data folder"))?;
    Ok(verified)
}

/// Copies a database while it is in use.
pub(crate) fn copy_database(from: &Connection, path: &Path) -> Result<(), Problem> {
    let mut to = Connection::open(path)?;
    let backup = rusqlite::backup::Backup::new(from, &mut to)?;
    backup.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    drop(backup);
    to.close().map_err(|(_, error)| Problem::from(error))?;
    sync(path)
}

/// Only the owner may enter the folder.
pub(crate) fn private(folder: &Path) -> Result<(), Problem> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .map_err(Problem::file("the folder's permissions"))
}

fn sync(path: &Path) -> Result<(), Problem> {
    File::open(path).and_then(|file| file.sync_all()).map_err(Problem::file("a file"))
}

fn hash_of(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(Problem::file("a file of the backup"))?;
    Ok(hex(&sha256(&[&bytes])))
}

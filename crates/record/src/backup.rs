//! Backing up while in use.

use std::{
    fs::{self, File},
    path::Path,
};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Problem, Record,
    durable::kept,
    seal::{hex, sha256},
};

pub(crate) const RECORD: &str = "record.db";
pub(crate) const KEYS: &str = "keys.db";
pub(crate) const MANIFEST: &str = "manifest.json";

/// A further file of a backup: its name, and how it is copied to a path.
pub type Extra<'a> = (&'a str, &'a dyn Fn(&Path) -> Result<(), Problem>);

impl Record {
    /// Copies the record, its keys (not the root key) and further files to a new or empty folder
    /// while the record is in use. It is proved first.
    ///
    /// # Errors
    /// When the folder holds anything (nothing is touched then), the record does not prove itself,
    /// or the folder cannot be written.
    pub fn backup(&self, destination: &Path, extra: &[Extra<'_>]) -> Result<(), Problem> {
        vacant(destination)?;
        let place = self.place.as_ref().ok_or(Problem::NoRecord)?;
        self.verify()?;
        let signing = self.signing.as_ref().ok_or(Problem::ToBeProved)?;
        signing.signer.sign()?;
        fs::create_dir_all(destination).map_err(Problem::file("the backup's folder"))?;
        private(destination)?;
        let mut files = Vec::new();
        let mut list = |name: &str| {
            let path = destination.join(name);
            sync(&path)?;
            files.push(Listed { name: name.to_owned(), sha256: hash_of(&path)? });
            Ok::<_, Problem>(())
        };
        for (name, copy) in extra {
            copy(&destination.join(name))?;
            list(name)?;
        }
        // No checkpoint in between: the copied keys must not know one that the copied record has
        // not. And the record first: a key is always durable before an entry it seals, so no copied
        // entry can lack its key.
        let still = signing.signer.still();
        let source = Connection::open(place.data.join(RECORD))?;
        copy_database(&source, &destination.join(RECORD))?;
        self.keys.backup(&destination.join(KEYS))?;
        drop(still);
        list(RECORD)?;
        list(KEYS)?;
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
        sync(destination)?;
        sync_parent(destination)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub format: u32,
    pub practice: Uuid,
    pub mark: String,
    pub files: Vec<Listed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    pub name: String,
    pub sha256: String,
}

/// Whether a folder is new or empty; otherwise it is refused.
///
/// # Errors
/// When it holds anything, or cannot be read.
pub fn vacant(folder: &Path) -> Result<(), Problem> {
    vacant_but(folder, &[])
}

/// The same, but for files of these names.
pub(crate) fn vacant_but(folder: &Path, allowed: &[&str]) -> Result<(), Problem> {
    let found = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        found => found.map_err(Problem::file("the folder"))?,
    };
    for file in found {
        let name = file.map_err(Problem::file("the folder"))?.file_name();
        if !allowed.iter().any(|allowed| name == *allowed) {
            return Err(Problem::NotEmpty);
        }
    }
    Ok(())
}

/// Copies a database while it is in use.
pub(crate) fn copy_database(from: &Connection, path: &Path) -> Result<(), Problem> {
    let mut to = Connection::open(path)?;
    let backup = rusqlite::backup::Backup::new(from, &mut to)?;
    kept(backup.run_to_completion(1024, std::time::Duration::ZERO, None))?;
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

/// Makes the name of a new file or folder durable.
pub(crate) fn sync_parent(path: &Path) -> Result<(), Problem> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync(Path::new(".")),
        Some(parent) => sync(parent),
        None => Ok(()),
    }
}

pub(crate) fn sync(path: &Path) -> Result<(), Problem> {
    File::open(path).and_then(|file| file.sync_all()).map_err(Problem::file("a file"))
}

pub(crate) fn hash_of(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(Problem::file("a file of the backup"))?;
    Ok(hex(&sha256(&[&bytes])))
}

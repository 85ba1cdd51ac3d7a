//! Bringing a backup back after proving it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Fault, Mark, Place, Problem, Record, Verified,
    backup::{MANIFEST, Manifest, hash_of, private, sync, sync_parent, vacant},
};

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
        let damaged = || RestoreProblem::Damaged(file.name.clone());
        if Path::new(&file.name).file_name() != Some(file.name.as_ref()) {
            return Err(damaged());
        }
        if hash_of(&source.join(&file.name)).map_err(|_| damaged())? != file.sha256 {
            return Err(damaged());
        }
    }
    // Without a slash at the end, or what is aside of it would be inside of it.
    let data: PathBuf = place.data.components().collect();
    let mut name = data.file_name().ok_or(Problem::NoName)?.to_owned();
    if vacant(&data).is_err() {
        return Err(RestoreProblem::Taken);
    }
    name.push(".restoring");
    let aside = data.with_file_name(name);
    let outcome = prove_aside(source, &aside, &manifest, &Place { data, ..place.clone() });
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
    let record = Record::open_to_prove(&copied, mark)?;
    let verified = record.verify()?;
    drop(record);
    for file in &manifest.files {
        sync(&aside.join(&file.name))?;
    }
    sync(aside)?;
    // An empty folder at its place is replaced in the same step.
    fs::rename(aside, &place.data).map_err(Problem::file("the data folder"))?;
    sync_parent(&place.data)?;
    Ok(verified)
}

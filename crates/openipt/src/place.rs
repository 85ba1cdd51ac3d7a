//! Where a practice is: `--data`, and `--root-key`, best on another disk.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clinic::{Clinic, SystemClock};
use record::{Mark, Place};

use crate::problem::Problem;

/// Where the practice is
#[derive(clap::Args, Clone, Debug)]
pub struct Where {
    /// Folder of the practice
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// File of the root key [default: beside the folder, with the ending .root-key]
    ///
    /// Without this file nothing in the folder can be read, by anybody. Keep it apart from the
    /// folder and from its backups, and keep a copy in a safe.
    #[arg(long, value_name = "FILE", env = "OPENIPT_ROOT_KEY")]
    pub root_key: Option<PathBuf>,
}

impl Where {
    /// The place of the record.
    ///
    /// # Errors
    /// When the folder has no name of its own.
    pub fn place(&self) -> Result<Place, Problem> {
        place(&self.data, self.root_key.as_deref())
    }

    /// Opens a real practice.
    ///
    /// # Errors
    /// See [`clinic::Problem`].
    pub fn open(&self) -> Result<Clinic, Problem> {
        Ok(Clinic::open(&self.place()?, Mark::Real, Arc::new(SystemClock))?)
    }
}

/// The place of a practice; its root key is beside the folder unless it is elsewhere. The whole
/// name of the folder is in the key's, so that no two folders share one.
///
/// # Errors
/// When the folder has no name of its own.
pub fn place(data: &Path, root_key: Option<&Path>) -> Result<Place, Problem> {
    // Without a slash at the end; "." and ".." have a name in their own folder.
    let mut data: PathBuf = data.components().collect();
    if data.file_name().is_none() {
        let io = |source| Problem::Io { what: data.display().to_string(), source };
        data = data.canonicalize().map_err(io)?;
    }
    let Some(name) = data.file_name() else {
        return Err(Problem::User(format!("{} cannot hold a practice", data.display())));
    };
    let mut beside = name.to_owned();
    beside.push(".root-key");
    let root_key = root_key.map_or_else(|| data.with_file_name(beside), Path::to_owned);
    Ok(Place { data, root_key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_has_a_root_key_of_its_own() {
        let key = |data: &str| place(Path::new(data), None).expect("a place").root_key;
        assert_eq!(key("prac.v1"), Path::new("prac.v1.root-key"));
        assert_eq!(key("prac.v2/"), Path::new("prac.v2.root-key"));
        assert_eq!(key("/x/practice//"), Path::new("/x/practice.root-key"));
        let here = std::env::current_dir().expect("here");
        let name = here.file_name().expect("named").to_string_lossy().into_owned();
        assert_eq!(key("."), here.with_file_name(format!("{name}.root-key")));
        assert!(place(Path::new("/"), None).is_err());
        let other = place(Path::new("practice"), Some(Path::new("k"))).expect("a place");
        assert_eq!(other.root_key, Path::new("k"));
    }
}

//! Where a practice is: `--data`, and `--root-key`, best on another disk.

use std::{path::PathBuf, sync::Arc};

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
    pub fn place(&self) -> Place {
        let beside = || self.data.with_extension("root-key");
        Place { data: self.data.clone(), root_key: self.root_key.clone().unwrap_or_else(beside) }
    }

    /// Opens a real practice.
    ///
    /// # Errors
    /// See [`clinic::Problem`].
    pub fn open(&self) -> Result<Clinic, Problem> {
        Ok(Clinic::open(&self.place(), Mark::Real, Arc::new(SystemClock))?)
    }
}

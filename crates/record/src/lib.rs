//! A sealed, chained, append-only log. It knows nothing of what it holds.
//!
//! What is promised: entries are only added; each is sealed under a key of its owner and bound to
//! its place; each stream is a hash chain; signed checkpoints over all heads show a cut tail, are
//! written at least every minute or 1,000 entries, and never over anything that does not lead on
//! from the one before; an append is durable when it returns; the keys of an owner can be
//! destroyed, and the chain still proves itself; whoever was erased stays so also when a backup is
//! brought back, as long as the list of them stays beside the root key.
//!
//! What it cannot do: what was appended after the newest checkpoint can be cut off unseen; whoever holds the files and the root key can read and rewrite everything;
//! whoever can put *all* files back to an earlier state leaves no trace in them, only against a
//! checkpoint line kept elsewhere ([`Record::latest_checkpoint`], [`Record::verify_against`]).

mod backup;
mod chain;
mod checkpoint;
mod durable;
mod entry;
mod fault;
mod key;
mod keyring;
mod log;
mod loose;
mod open;
mod problem;
mod restore;
mod seal;
mod signer;
mod store;
mod told;
mod tombstone;
mod verify;
mod writer;

use std::{
    collections::HashMap,
    fs::File,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use uuid::Uuid;

pub use backup::{Extra, vacant};
pub use checkpoint::CheckpointLine;
pub use durable::stop_if_unknown;
pub use fault::{Fault, What};
pub use key::RootKey;
pub use problem::Problem;
pub use restore::{RestoreProblem, restore};
pub use told::{Cause, LogSafe, Telling, tell};
pub use tombstone::{Reference, Tombstone};
pub use verify::Verified;

use keyring::Keyring;
use store::{Head, Store};
use tombstone::Tombs;
use writer::Writer;

/// The format version written today.
pub const FORMAT: u8 = 1;

/// A practice: the first part of every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PracticeId(pub Uuid);
/// A stream of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(pub Uuid);
/// The owner of keys: a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnerId(pub Uuid);
/// A domain of keys, named by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(pub &'static str);

/// Whether a record is real or invented. One is never opened as the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Of real people.
    Real,
    /// Of invented people.
    Demo,
}

impl Mark {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Demo => "demo",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Real => Self::Demo,
            Self::Demo => Self::Real,
        }
    }
}

/// Where a record is: its folder, and its root key, best kept apart from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The folder of the record.
    pub data: PathBuf,
    /// The file of the root key.
    pub root_key: PathBuf,
}

/// What is to be appended.
#[derive(Clone, Debug)]
pub struct Append {
    /// Whose keys seal it.
    pub owner: OwnerId,
    /// Under which domain.
    pub domain: Domain,
    /// To which stream.
    pub stream: StreamId,
    /// The version the stream must have now; 0 for a new one.
    pub expected: u64,
    /// The key under which this append counts once.
    pub key: Uuid,
    /// What was asked: the same key with something else asked is refused. Never stored, only
    /// its MAC is.
    pub asked: Vec<u8>,
    /// The entries.
    pub entries: Vec<Vec<u8>>,
    /// The summary that replaces the one before.
    pub summary: Vec<u8>,
    /// The time, kept in clear to the millisecond.
    pub at: Timestamp,
}

/// What became of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is durable.
    Committed {
        /// The version after it.
        version: u64,
    },
    /// It had been done before.
    Duplicate {
        /// The version after it then.
        version: u64,
    },
    /// Somebody else wrote in between. Nothing was appended.
    Conflict {
        /// The version now.
        current: u64,
    },
}

/// An opened entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its place in the stream, from 1.
    pub sequence: u64,
    /// Its time.
    pub at: Timestamp,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("sequence", &self.sequence).finish_non_exhaustive()
    }
}

/// An opened summary.
#[derive(Clone, PartialEq, Eq)]
pub struct Summary {
    /// The version of the stream it belongs to.
    pub version: u64,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summary").field("version", &self.version).finish_non_exhaustive()
    }
}

/// An open record.
pub struct Record {
    practice: PracticeId,
    mark: Mark,
    store: Arc<dyn Store>,
    keys: Arc<Keyring>,
    writer: Writer,
    /// None when it was opened to be proved.
    signing: Option<open::Signing>,
    place: Option<Place>,
    /// Who was erased.
    tombs: Tombs,
    /// Heads this process has seen: it is the only writer, so that it need not ask twice.
    heads: Mutex<HashMap<StreamId, Head>>,
    _lock: Option<File>,
}

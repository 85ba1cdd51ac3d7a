//! What a proof can find.

use crate::{Problem, StreamId};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// An entry is missing or stands in another place.
    #[error("an entry is missing or out of its place")]
    Gap,
    /// An entry was changed.
    #[error("an entry was changed: its hash does not fit")]
    Changed,
    /// An entry does not open under its owner's key.
    #[error("an entry does not open under its key")]
    Sealed,
    /// The key of an entry is not there, and was not destroyed on purpose.
    #[error("the key of an entry is missing, and nothing proves that it was destroyed")]
    NoKey,
    /// One stream, two owners.
    #[error("the stream is sealed under the keys of two owners")]
    Owners,
    /// The head does not fit the last entry.
    #[error("the head does not fit the last entry")]
    Head,
    /// The summary does not belong to the head, or does not open.
    #[error("the summary does not belong to the last entry")]
    Summary,
    /// Entries of a checkpoint are gone or were exchanged.
    #[error("entries that a checkpoint had signed are gone or were exchanged")]
    Tail,
    /// A checkpoint's signature is wrong, or a checkpoint is missing.
    #[error("a checkpoint is missing or its signature is wrong")]
    Checkpoint,
    /// What `keys.db` says of the newest checkpoint cannot be trusted.
    #[error("the note of the newest checkpoint in keys.db is missing or was changed")]
    Note,
    /// `keys.db` knows a checkpoint that `record.db` has not.
    #[error(
        "record.db has not the checkpoint {0} that keys.db knows: checkpoints were deleted, or \
         record.db is older than keys.db; bring both back from one backup"
    )]
    OlderRecord(u64),
    /// `record.db` has more checkpoints than `keys.db` can have missed.
    #[error(
        "keys.db knows checkpoint {0} as the newest, record.db has several more: keys.db is older \
         than record.db; bring both back from one backup"
    )]
    OlderKeys(u64),
    /// The checkpoint kept elsewhere is not in the record.
    #[error(
        "the checkpoint kept elsewhere is not in this record: it was put back to an earlier state"
    )]
    Rollback,
    /// The record cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

/// The first fault of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} (stream {}, entry {sequence})", .stream.map_or_else(|| "-".to_owned(), |s| s.0.to_string()))]
pub struct Fault {
    /// In which stream, if in one.
    pub stream: Option<StreamId>,
    /// At which entry.
    pub sequence: u64,
    /// What.
    pub what: What,
}

impl Fault {
    pub(crate) fn at(stream: StreamId, sequence: u64, what: What) -> Self {
        Self { stream: Some(stream), sequence, what }
    }
    pub(crate) fn whole(what: What) -> Self {
        Self { stream: None, sequence: 0, what }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotWhole(fault) => *fault,
            other => Self::whole(What::Unreadable(other.to_string())),
        }
    }
}

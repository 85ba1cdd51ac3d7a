//! The port of the log: it sees nothing but sealed bytes. Any store that keeps this contract will
//! do; one story proves it for each (`tests/it/story.rs`).
//!
//! What a store must keep: the practice is the first part of every key; a stream's entries are
//! numbered from 1 without a gap; (practice, stream, sequence) is unique, and that is the lock;
//! nothing is ordered by a clock or across streams; what `append` returned is durable.

use uuid::Uuid;

use crate::{Appended, Problem, StreamId};

pub(crate) mod memory;
pub(crate) mod sqlite;

/// A sealed entry.
#[derive(Clone, Debug)]
pub(crate) struct SealedEntry {
    pub sequence: u64,
    pub at: i64,
    pub key_id: [u8; 16],
    pub sealed: Vec<u8>,
    pub hash: [u8; 32],
}

/// A sealed summary.
#[derive(Clone, Debug)]
pub(crate) struct SealedSummary {
    pub version: u64,
    pub key_id: [u8; 16],
    pub sealed: Vec<u8>,
}

/// The head of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub stream: StreamId,
    pub sequence: u64,
    pub hash: [u8; 32],
}

/// An append that was done under a key.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub version: u64,
    pub body_mac: Vec<u8>,
}

/// An append, sealed.
#[derive(Clone, Debug)]
pub(crate) struct SealedWrite {
    pub stream: StreamId,
    /// The version and hash that it was chained to.
    pub expected: u64,
    pub before: [u8; 32],
    pub key: Uuid,
    pub body_mac: Vec<u8>,
    pub entries: Vec<SealedEntry>,
    pub summary: Vec<u8>,
    pub summary_key: [u8; 16],
    pub version: u64,
}

/// A signed checkpoint over all heads.
#[derive(Clone, Debug)]
pub(crate) struct SealedCheckpoint {
    pub number: u64,
    pub at: i64,
    pub root: [u8; 32],
    pub signature: Vec<u8>,
    /// The heads it covers; only those of the newest are kept. When it is put away: those that
    /// moved since the one before.
    pub heads: Vec<Head>,
}

/// The port.
pub(crate) trait Store: Send + Sync {
    /// Does several appends in one durable step, each checked on its own.
    fn append(&self, writes: &[SealedWrite]) -> Result<Vec<Appended>, Problem>;
    /// The entries of a stream in order, from a sequence on.
    fn entries(&self, stream: StreamId, from: u64) -> Result<Vec<SealedEntry>, Problem>;
    /// The head of a stream.
    fn head(&self, stream: StreamId) -> Result<Option<Head>, Problem>;
    /// All heads, by stream.
    fn heads(&self) -> Result<Vec<Head>, Problem>;
    /// The summaries of streams, in the order asked.
    fn summaries(&self, streams: &[StreamId]) -> Result<Vec<Option<SealedSummary>>, Problem>;
    /// The append that was done under a key.
    fn done(&self, stream: StreamId, key: Uuid) -> Result<Option<Done>, Problem>;
    /// Keeps a checkpoint, durably; the heads that did not move stay as the one before had them.
    fn keep_checkpoint(&self, checkpoint: &SealedCheckpoint) -> Result<(), Problem>;
    /// The checkpoints in order, from a number on; the newest of all with its heads.
    fn checkpoints(&self, from: u64) -> Result<Vec<SealedCheckpoint>, Problem>;
}

//! A sealed, chained, append-only log. It knows nothing of what it holds.
//!
//! What is promised: entries are only added; each is sealed under a key of its owner and bound to
//! its place; each stream is a hash chain; signed checkpoints over all heads show a cut tail; an
//! append is durable when it returns; the keys of an owner can be destroyed, and the chain still
//! proves itself.
//!
//! What it cannot do: whoever holds the files and the root key can read and rewrite everything;
//! whoever can put *all* files back to an earlier state leaves no trace in them, only against a
//! checkpoint line kept elsewhere ([`Record::latest_checkpoint`], [`Record::verify_against`]).

mod backup;
mod chain;
mod checkpoint;
mod entry;
mod key;
mod keyring;
mod problem;
mod seal;
mod store;
mod verify;
mod writer;

use std::{
    collections::HashMap,
    fs::File,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use uuid::Uuid;

pub use backup::{RestoreProblem, restore};
pub use checkpoint::CheckpointLine;
pub use key::RootKey;
pub use problem::Problem;
pub use verify::{Fault, Verified, What};

use entry::Header;
use keyring::Keyring;
use store::{SealedEntry, SealedWrite, Store};
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
    keys: Keyring,
    writer: Writer,
    place: Option<Place>,
    /// Heads of streams this process has seen, so that a read need not ask twice.
    heads: Mutex<HashMap<StreamId, u64>>,
    _lock: Option<File>,
}

impl Record {
    /// The practice.
    pub fn practice(&self) -> PracticeId {
        self.practice
    }

    /// Real or invented.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// Appends entries and renews the summary, in one durable step.
    ///
    /// # Errors
    /// When the keys were destroyed, the disk is full, the same key was used for something else,
    /// or the store fails. Nothing was appended then.
    pub fn append(&self, write: Append) -> Result<Appended, Problem> {
        let key = self.keys.obtain(write.owner, write.domain, write.expected == 0)?;
        let body_mac = seal::body_mac(&key, &write.entries);
        if let Some(done) = self.store.done(write.stream, write.key)? {
            return already(&done, &body_mac);
        }
        let head = self.store.head(write.stream)?;
        let current = head.as_ref().map_or(0, |head| head.sequence);
        if current != write.expected {
            return Ok(Appended::Conflict { current });
        }
        let mut previous =
            head.map_or_else(|| chain::genesis(self.practice, write.stream), |head| head.hash);
        let before = previous;
        let mut entries = Vec::with_capacity(write.entries.len());
        for (sequence, bytes) in (current + 1..).zip(&write.entries) {
            let header = Header {
                practice: self.practice,
                stream: write.stream,
                sequence,
                previous,
                key_id: key.id,
                at: write.at.as_millisecond(),
            };
            let sealed = seal::seal(&key, &header.associated(), bytes)?;
            let hash = chain::hash(&header, &sealed);
            previous = hash;
            entries.push(SealedEntry { sequence, at: header.at, key_id: key.id, sealed, hash });
        }
        let version = current + u64::try_from(entries.len()).unwrap_or(0);
        let about = entry::summary_associated(self.practice, write.stream, version, key.id);
        let summary = seal::seal(&key, &about, &write.summary)?;
        let outcome = self.writer.commit(SealedWrite {
            stream: write.stream,
            expected: current,
            before,
            key: write.key,
            body_mac: body_mac.clone(),
            entries,
            summary,
            summary_key: key.id,
            version,
        })?;
        if let Appended::Committed { version } = outcome {
            self.remember(write.stream, version);
        }
        if let Appended::Duplicate { .. } = outcome
            && let Some(done) = self.store.done(write.stream, write.key)?
        {
            return already(&done, &body_mac);
        }
        Ok(outcome)
    }

    /// The version a stream had after the append of this key, if there was one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn committed(&self, stream: StreamId, key: Uuid) -> Result<Option<u64>, Problem> {
        Ok(self.store.done(stream, key)?.map(|done| done.version))
    }

    /// Every entry of a stream, opened; the chain is proved on the way.
    ///
    /// # Errors
    /// The first fault of the chain, destroyed keys, or a failing store.
    pub fn read(
        &self,
        owner: OwnerId,
        domain: Domain,
        stream: StreamId,
    ) -> Result<Vec<Opened>, Problem> {
        let entries = self.store.entries(stream)?;
        let Some(first) = entries.first() else { return Ok(Vec::new()) };
        let key = self.keys.find(owner, domain)?;
        if first.key_id != key.id {
            return Err(Problem::Broken { stream, sequence: first.sequence });
        }
        let mut previous = chain::genesis(self.practice, stream);
        let mut opened = Vec::with_capacity(entries.len());
        for (sequence, entry) in (1..).zip(entries) {
            let broken = Problem::Broken { stream, sequence };
            let header = Header::of(self.practice, stream, sequence, previous, &entry);
            if entry.sequence != sequence || chain::hash(&header, &entry.sealed) != entry.hash {
                return Err(broken);
            }
            let bytes =
                seal::open(&key, &header.associated(), &entry.sealed).map_err(|_| broken)?;
            let at = Timestamp::from_millisecond(entry.at).unwrap_or_default();
            opened.push(Opened { sequence, at, bytes });
            previous = entry.hash;
        }
        Ok(opened)
    }

    /// The version of a stream; 0 for none.
    ///
    /// # Errors
    /// When the store fails.
    pub fn head(&self, stream: StreamId) -> Result<u64, Problem> {
        let seen = self.heads.lock().unwrap_or_else(PoisonError::into_inner).get(&stream).copied();
        if let Some(version) = seen {
            return Ok(version);
        }
        let version = self.store.head(stream)?.map_or(0, |head| head.sequence);
        self.remember(stream, version);
        Ok(version)
    }

    /// This process is the only writer (a lock says so), so what it wrote last is the head.
    fn remember(&self, stream: StreamId, version: u64) {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if heads.len() > 100_000 {
            heads.clear();
        }
        let known = heads.entry(stream).or_insert(version);
        *known = version.max(*known);
    }

    /// The summaries of streams, in the order asked; none where there is no stream.
    ///
    /// # Errors
    /// A summary that does not open is a fault, never skipped.
    pub fn summaries(
        &self,
        wanted: &[(OwnerId, Domain, StreamId)],
    ) -> Result<Vec<Option<Summary>>, Problem> {
        let streams: Vec<StreamId> = wanted.iter().map(|(_, _, stream)| *stream).collect();
        let sealed = self.store.summaries(&streams)?;
        let mut opened = Vec::with_capacity(wanted.len());
        for ((owner, domain, stream), sealed) in wanted.iter().zip(sealed) {
            let Some(sealed) = sealed else {
                opened.push(None);
                continue;
            };
            let key = self.keys.find(*owner, *domain)?;
            let about =
                entry::summary_associated(self.practice, *stream, sealed.version, sealed.key_id);
            let bytes = seal::open(&key, &about, &sealed.sealed)
                .map_err(|_| Problem::BrokenSummary { stream: *stream })?;
            opened.push(Some(Summary { version: sealed.version, bytes }));
        }
        Ok(opened)
    }

    /// Seals bytes that the caller keeps. `place` says where: they open nowhere else.
    ///
    /// # Errors
    /// When the keys were destroyed or cannot be made.
    pub fn seal_loose(
        &self,
        owner: OwnerId,
        domain: Domain,
        place: &str,
        bytes: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let key = self.keys.obtain(owner, domain, true)?;
        seal::seal(&key, &entry::loose_associated(self.practice, owner, domain, place), bytes)
    }

    /// Opens bytes that the caller kept.
    ///
    /// # Errors
    /// When they were changed or moved, or the keys were destroyed.
    pub fn open_loose(
        &self,
        owner: OwnerId,
        domain: Domain,
        place: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let key = self.keys.find(owner, domain)?;
        seal::open(&key, &entry::loose_associated(self.practice, owner, domain, place), sealed)
            .map_err(|_| Problem::BrokenLoose)
    }

    /// Destroys every key of an owner: what they sealed can never be opened again here. A backup
    /// of the keys still holds them until it is destroyed too.
    ///
    /// # Errors
    /// When the keys cannot be written.
    pub fn destroy_keys(&self, owner: OwnerId) -> Result<(), Problem> {
        self.keys.destroy(owner)
    }
}

fn already(done: &store::Done, body_mac: &[u8]) -> Result<Appended, Problem> {
    if done.body_mac == body_mac {
        Ok(Appended::Duplicate { version: done.version })
    } else {
        Err(Problem::KeyUsedOtherwise)
    }
}

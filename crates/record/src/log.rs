//! Appending, reading, and the summaries.

use std::sync::PoisonError;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Append, Appended, Domain, Mark, Opened, OwnerId, PracticeId, Problem, Record, StreamId,
    Summary, chain,
    entry::{self, Header},
    seal,
    store::{Done, Head, SealedEntry, SealedWrite},
};

/// So many heads are held at the most.
const HEADS: usize = 100_000;

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
        let signer = &self.signing.as_ref().ok_or(Problem::ToBeProved)?.signer;
        let key = self.keys.obtain(write.owner, write.domain, write.expected == 0)?;
        let body_mac = seal::body_mac(&key, &write.asked);
        let head = self.known_head(write.stream)?;
        let current = head.as_ref().map_or(0, |head| head.sequence);
        if current != write.expected {
            // Perhaps because this very append was done before.
            return match self.store.done(write.stream, write.key)? {
                Some(done) => already(&done, &body_mac),
                None => Ok(Appended::Conflict { current }),
            };
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
        match outcome {
            Appended::Committed { version } => {
                let head = Head { stream: write.stream, sequence: version, hash: previous };
                self.remember(head);
                signer.moved(head, version - current);
            }
            Appended::Duplicate { .. } => {
                if let Some(done) = self.store.done(write.stream, write.key)? {
                    return already(&done, &body_mac);
                }
            }
            // Whoever was first may not have said so yet: the store knows.
            Appended::Conflict { .. } => {
                if let Some(head) = self.store.head(write.stream)? {
                    self.remember(head);
                }
            }
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
        let entries = self.store.entries(stream, 1)?;
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
        Ok(self.known_head(stream)?.map_or(0, |head| head.sequence))
    }

    fn known_head(&self, stream: StreamId) -> Result<Option<Head>, Problem> {
        let seen = self.heads.lock().unwrap_or_else(PoisonError::into_inner).get(&stream).copied();
        if seen.is_some() {
            return Ok(seen);
        }
        let head = self.store.head(stream)?;
        if let Some(head) = head {
            self.remember(head);
        }
        Ok(head)
    }

    /// This process is the only writer (a lock says so), so what it saw last is the head.
    fn remember(&self, head: Head) {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if heads.len() > HEADS {
            heads.clear();
        }
        let known = heads.entry(head.stream).or_insert(head);
        if head.sequence > known.sequence {
            *known = head;
        }
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
}

fn already(done: &Done, body_mac: &[u8]) -> Result<Appended, Problem> {
    if done.body_mac == body_mac {
        Ok(Appended::Duplicate { version: done.version })
    } else {
        Err(Problem::KeyUsedOtherwise)
    }
}

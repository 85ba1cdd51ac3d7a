//! The proof of the whole record. It stops at the first fault and names it.

use std::collections::{HashMap, HashSet};

use crate::{
    CheckpointLine, PracticeId, Problem, Record, StreamId, chain,
    checkpoint::{is_signed, root_over},
    entry::{self, Header},
    key::DataKey,
    seal,
    store::Head,
};

/// What a proof covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Streams.
    pub streams: u64,
    /// Entries.
    pub entries: u64,
    /// Entries whose keys were destroyed: their chain is proved, their content is gone.
    pub erased: u64,
    /// Checkpoints.
    pub checkpoints: u64,
}

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
    fn at(stream: StreamId, sequence: u64, what: What) -> Self {
        Self { stream: Some(stream), sequence, what }
    }
    fn whole(what: What) -> Self {
        Self { stream: None, sequence: 0, what }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::whole(What::Unreadable(problem.to_string()))
    }
}

impl Record {
    /// Proves the whole record: every entry, head, summary and checkpoint.
    ///
    /// # Errors
    /// The first fault.
    pub fn verify(&self) -> Result<Verified, Fault> {
        let keys = self.keys.all()?;
        let mut verified = Verified::default();
        let checkpoints = self.store.checkpoints()?;
        let signed: HashMap<StreamId, Head> = checkpoints
            .last()
            .map(|newest| newest.heads.iter().map(|head| (head.stream, *head)).collect())
            .unwrap_or_default();
        let heads = self.store.heads()?;
        let present: HashSet<StreamId> = heads.iter().map(|head| head.stream).collect();
        if let Some(gone) = signed.keys().find(|stream| !present.contains(stream)) {
            return Err(Fault::at(*gone, 0, What::Tail));
        }
        for head in &heads {
            self.verify_stream(head, signed.get(&head.stream), &keys, &mut verified)?;
        }
        let public = self.keys.public_key();
        for (number, checkpoint) in (1..).zip(&checkpoints) {
            let right = is_signed(self.practice, &public, checkpoint);
            if checkpoint.number != number || !right {
                return Err(Fault::whole(What::Checkpoint));
            }
            verified.checkpoints += 1;
        }
        match checkpoints.last() {
            Some(newest) if root_over(&newest.heads) != newest.root => {
                Err(Fault::whole(What::Checkpoint))
            }
            Some(_) | None => Ok(verified),
        }
    }

    /// Proves the whole record, and that a checkpoint kept elsewhere is part of it.
    ///
    /// # Errors
    /// The first fault; [`What::Rollback`] when the record was put back to an earlier state.
    pub fn verify_against(&self, line: &CheckpointLine) -> Result<Verified, Fault> {
        let verified = self.verify()?;
        let known = self.store.checkpoints()?.iter().any(|checkpoint| {
            checkpoint.number == line.number
                && checkpoint.root == line.root
                && checkpoint.signature == line.signature
        });
        if known { Ok(verified) } else { Err(Fault::whole(What::Rollback)) }
    }

    fn verify_stream(
        &self,
        head: &Head,
        signed: Option<&Head>,
        keys: &HashMap<[u8; 16], DataKey>,
        verified: &mut Verified,
    ) -> Result<(), Fault> {
        let stream = head.stream;
        let mut previous = chain::genesis(self.practice, stream);
        let mut last = 0;
        let mut tail_seen = signed.is_none();
        for (sequence, entry) in (1..).zip(self.store.entries(stream)?) {
            if entry.sequence != sequence {
                return Err(Fault::at(stream, sequence, What::Gap));
            }
            let header = Header::of(self.practice, stream, sequence, previous, &entry);
            if chain::hash(&header, &entry.sealed) != entry.hash {
                return Err(Fault::at(stream, sequence, What::Changed));
            }
            match keys.get(&entry.key_id) {
                Some(key) => {
                    seal::open(key, &header.associated(), &entry.sealed)
                        .map_err(|_| Fault::at(stream, sequence, What::Sealed))?;
                }
                None => {
                    self.excuse(stream, sequence)?;
                    verified.erased += 1;
                }
            }
            previous = entry.hash;
            last = sequence;
            tail_seen |= signed.is_some_and(|s| s.sequence == sequence && s.hash == entry.hash);
            verified.entries += 1;
        }
        if last != head.sequence || previous != head.hash {
            return Err(Fault::at(stream, last, What::Head));
        }
        if !tail_seen {
            return Err(Fault::at(stream, last, What::Tail));
        }
        self.verify_summary(self.practice, head, keys)?;
        verified.streams += 1;
        Ok(())
    }

    /// An entry without a key is excused only if somebody's keys were destroyed here.
    fn excuse(&self, stream: StreamId, sequence: u64) -> Result<(), Fault> {
        if self.keys.destroyed()? > 0 {
            Ok(())
        } else {
            Err(Fault::at(stream, sequence, What::Sealed))
        }
    }

    fn verify_summary(
        &self,
        practice: PracticeId,
        head: &Head,
        keys: &HashMap<[u8; 16], DataKey>,
    ) -> Result<(), Fault> {
        let wrong = || Fault::at(head.stream, head.sequence, What::Summary);
        let summary = self.store.summaries(&[head.stream])?.pop().flatten().ok_or_else(wrong)?;
        if summary.version != head.sequence {
            return Err(wrong());
        }
        if let Some(key) = keys.get(&summary.key_id) {
            let about =
                entry::summary_associated(practice, head.stream, summary.version, summary.key_id);
            seal::open(key, &about, &summary.sealed).map_err(|_| wrong())?;
        } else {
            self.excuse(head.stream, head.sequence)?;
        }
        Ok(())
    }
}

//! The store in memory, for tests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use uuid::Uuid;

use super::{Done, Head, SealedCheckpoint, SealedEntry, SealedSummary, SealedWrite, Store};
use crate::{Appended, PracticeId, Problem, StreamId, chain};

#[derive(Default)]
struct Tables {
    entries: BTreeMap<StreamId, Vec<SealedEntry>>,
    summaries: BTreeMap<StreamId, SealedSummary>,
    done: BTreeMap<(StreamId, Uuid), Done>,
    checkpoints: Vec<SealedCheckpoint>,
}

pub(crate) struct Memory {
    practice: PracticeId,
    tables: Mutex<Tables>,
}

impl Memory {
    pub(crate) fn new(practice: PracticeId) -> Self {
        Self { practice, tables: Mutex::default() }
    }
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn head_of(stream: StreamId, entries: &[SealedEntry]) -> Option<Head> {
    entries.last().map(|last| Head { stream, sequence: last.sequence, hash: last.hash })
}

impl Store for Memory {
    fn append(&self, writes: &[SealedWrite]) -> Result<Vec<Appended>, Problem> {
        let mut tables = self.tables();
        let mut outcomes = Vec::new();
        for write in writes {
            if let Some(done) = tables.done.get(&(write.stream, write.key)) {
                outcomes.push(Appended::Duplicate { version: done.version });
                continue;
            }
            let known = tables.entries.get(&write.stream).map_or(&[][..], Vec::as_slice);
            let head = head_of(write.stream, known);
            let current = head.map_or(0, |head| head.sequence);
            let hash = head.map_or_else(|| chain::genesis(self.practice, write.stream), |h| h.hash);
            if current != write.expected || hash != write.before {
                outcomes.push(Appended::Conflict { current });
                continue;
            }
            tables.entries.entry(write.stream).or_default().extend(write.entries.iter().cloned());
            tables.summaries.insert(
                write.stream,
                SealedSummary {
                    version: write.version,
                    key_id: write.summary_key,
                    sealed: write.summary.clone(),
                },
            );
            let done = Done { version: write.version, body_mac: write.body_mac.clone() };
            tables.done.insert((write.stream, write.key), done);
            outcomes.push(Appended::Committed { version: write.version });
        }
        Ok(outcomes)
    }

    fn entries(&self, stream: StreamId, from: u64) -> Result<Vec<SealedEntry>, Problem> {
        let mut entries = self.tables().entries.get(&stream).cloned().unwrap_or_default();
        entries.retain(|entry| entry.sequence >= from);
        Ok(entries)
    }

    fn head(&self, stream: StreamId) -> Result<Option<Head>, Problem> {
        Ok(self.tables().entries.get(&stream).and_then(|entries| head_of(stream, entries)))
    }

    fn heads(&self) -> Result<Vec<Head>, Problem> {
        let tables = self.tables();
        Ok(tables.entries.iter().filter_map(|(stream, e)| head_of(*stream, e)).collect())
    }

    fn summaries(&self, streams: &[StreamId]) -> Result<Vec<Option<SealedSummary>>, Problem> {
        let tables = self.tables();
        Ok(streams.iter().map(|stream| tables.summaries.get(stream).cloned()).collect())
    }

    fn done(&self, stream: StreamId, key: Uuid) -> Result<Option<Done>, Problem> {
        Ok(self.tables().done.get(&(stream, key)).cloned())
    }

    fn keep_checkpoint(&self, checkpoint: &SealedCheckpoint) -> Result<(), Problem> {
        let mut tables = self.tables();
        let mut checkpoint = checkpoint.clone();
        let before = tables.checkpoints.last_mut().map(|older| std::mem::take(&mut older.heads));
        let heads = before.into_iter().flatten().chain(checkpoint.heads);
        let merged: BTreeMap<StreamId, Head> = heads.map(|head| (head.stream, head)).collect();
        checkpoint.heads = merged.into_values().collect();
        tables.checkpoints.push(checkpoint);
        Ok(())
    }

    fn checkpoints(&self, from: u64) -> Result<Vec<SealedCheckpoint>, Problem> {
        let mut checkpoints = self.tables().checkpoints.clone();
        checkpoints.retain(|checkpoint| checkpoint.number >= from);
        Ok(checkpoints)
    }
}

//! The store on SQLite: one writing connection that owns checkpoints of the write-ahead log, and
//! a few that only read.

pub(crate) mod file;

use std::{
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::{Done, Head, SealedCheckpoint, SealedEntry, SealedSummary, SealedWrite, Store};
use crate::{Appended, PracticeId, Problem, StreamId, chain, durable::kept, open::Intent, tell};

/// So many connections read at once.
const READERS: usize = 4;
pub(crate) struct Sqlite {
    practice: PracticeId,
    writing: Mutex<Connection>,
    reading: Vec<Mutex<Connection>>,
    next: AtomicUsize,
    /// Whether it was told already that the log cannot be folded.
    told: AtomicBool,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, practice: PracticeId, intent: Intent) -> Result<Self, Problem> {
        let writing = file::open(path)?;
        if intent == Intent::Prove {
            writing.pragma_update(None, "query_only", "ON")?;
        }
        let mut reading = Vec::new();
        for _ in 0..READERS {
            let connection = file::open(path)?;
            connection.pragma_update(None, "query_only", "ON")?;
            reading.push(Mutex::new(connection));
        }
        let (next, told) = (AtomicUsize::new(0), AtomicBool::new(false));
        Ok(Self { practice, writing: Mutex::new(writing), reading, next, told })
    }

    /// Bounds the size of the file, so that a test can fill the disk.
    #[cfg(test)]
    pub(crate) fn bound(&self, pages: i64) -> Result<(), Problem> {
        Ok(self.writing().pragma_update(None, "max_page_count", pages)?)
    }

    fn writing(&self) -> MutexGuard<'_, Connection> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> MutexGuard<'_, Connection> {
        for connection in &self.reading {
            if let Ok(free) = connection.try_lock() {
                return free;
            }
        }
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        self.reading[next % READERS].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What cannot be folded stays in the log, durable, and is tried again after the next commit:
    /// an append that is durable must not be called a failed one.
    fn fold(&self, connection: &Connection) {
        if let Err(problem) = file::fold(connection)
            && !self.told.swap(true, Ordering::Relaxed)
        {
            tell("the write-ahead log cannot be folded into record.db", &[&problem]);
        }
    }

    fn append_one(&self, tx: &Transaction<'_>, write: &SealedWrite) -> Result<Appended, Problem> {
        let (practice, stream) = (self.practice.0, write.stream.0);
        let version = number(write.version);
        // The key first: it is taken once, by whoever comes first.
        let taken = tx
            .prepare_cached(
                "INSERT INTO done(practice, stream, key, version, body_mac)
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            )?
            .execute(params![practice, stream, write.key, version, write.body_mac])?;
        if taken == 0 {
            let done = done(tx, self.practice, write.stream, write.key)?;
            return Ok(Appended::Duplicate { version: done.map_or(0, |done| done.version) });
        }
        if !self.move_head(tx, write)? {
            tx.prepare_cached("DELETE FROM done WHERE practice = ?1 AND stream = ?2 AND key = ?3")?
                .execute(params![practice, stream, write.key])?;
            let current = head(tx, self.practice, write.stream)?.map_or(0, |head| head.sequence);
            return Ok(Appended::Conflict { current });
        }
        for entry in &write.entries {
            tx.prepare_cached(
                "INSERT INTO entry(practice, stream, sequence, at, key_id, sealed, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                practice,
                stream,
                number(entry.sequence),
                entry.at,
                entry.key_id,
                entry.sealed,
                entry.hash
            ])?;
        }
        Ok(Appended::Committed { version: write.version })
    }

    /// Moves the head, with its summary, from where the write was chained to, in one step; false
    /// when it is not there any more.
    fn move_head(&self, tx: &Transaction<'_>, write: &SealedWrite) -> Result<bool, Problem> {
        let (practice, stream) = (self.practice.0, write.stream.0);
        let Some(last) = write.entries.last() else { return Ok(false) };
        let (sequence, hash) = (number(last.sequence), last.hash);
        let (key, summary) = (write.summary_key, &write.summary);
        let moved = if write.expected == 0 {
            let fits = write.before == chain::genesis(self.practice, write.stream);
            tx.prepare_cached(
                "INSERT INTO head(practice, stream, sequence, hash, summary_key, summary)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?7 ON CONFLICT DO NOTHING",
            )?
            .execute(params![practice, stream, sequence, hash, key, summary, fits])?
        } else {
            let before = number(write.expected);
            tx.prepare_cached(
                "UPDATE head SET sequence = ?3, hash = ?4, summary_key = ?5, summary = ?6
                 WHERE practice = ?1 AND stream = ?2 AND sequence = ?7 AND hash = ?8",
            )?
            .execute(params![
                practice,
                stream,
                sequence,
                hash,
                key,
                summary,
                before,
                write.before
            ])?
        };
        Ok(moved == 1)
    }
}

impl Store for Sqlite {
    fn append(&self, writes: &[SealedWrite]) -> Result<Vec<Appended>, Problem> {
        let mut connection = self.writing();
        let transaction = connection.transaction()?;
        let outcomes = writes
            .iter()
            .map(|write| self.append_one(&transaction, write))
            .collect::<Result<Vec<_>, _>>()?;
        kept(transaction.commit())?;
        self.fold(&connection);
        Ok(outcomes)
    }

    fn entries(&self, stream: StreamId, from: u64) -> Result<Vec<SealedEntry>, Problem> {
        let connection = self.reading();
        let mut statement = connection.prepare_cached(
            "SELECT sequence, at, key_id, sealed, hash FROM entry
             WHERE practice = ?1 AND stream = ?2 AND sequence >= ?3 ORDER BY sequence",
        )?;
        let entries = statement
            .query_map(params![self.practice.0, stream.0, number(from)], entry)?
            .collect::<Result<_, _>>()?;
        Ok(entries)
    }

    fn head(&self, stream: StreamId) -> Result<Option<Head>, Problem> {
        head(&self.reading(), self.practice, stream)
    }

    fn heads(&self) -> Result<Vec<Head>, Problem> {
        let connection = self.reading();
        let mut statement = connection.prepare_cached(
            "SELECT stream, sequence, hash FROM head WHERE practice = ?1 ORDER BY stream",
        )?;
        let heads =
            statement.query_map(params![self.practice.0], a_head)?.collect::<Result<_, _>>()?;
        Ok(heads)
    }

    fn summaries(&self, streams: &[StreamId]) -> Result<Vec<Option<SealedSummary>>, Problem> {
        let connection = self.reading();
        let mut statement = connection.prepare_cached(
            "SELECT sequence, summary_key, summary FROM head WHERE practice = ?1 AND stream = ?2",
        )?;
        let mut summaries = Vec::with_capacity(streams.len());
        for stream in streams {
            let found = statement.query_row(params![self.practice.0, stream.0], |row| {
                let version = unsigned(row.get(0)?);
                Ok(SealedSummary { version, key_id: row.get(1)?, sealed: row.get(2)? })
            });
            summaries.push(found.optional()?);
        }
        Ok(summaries)
    }

    fn done(&self, stream: StreamId, key: Uuid) -> Result<Option<Done>, Problem> {
        done(&self.reading(), self.practice, stream, key)
    }

    fn keep_checkpoint(&self, checkpoint: &SealedCheckpoint) -> Result<(), Problem> {
        let mut connection = self.writing();
        let tx = connection.transaction()?;
        let practice = self.practice.0;
        tx.execute(
            "INSERT INTO checkpoint(practice, number, at, root, signature)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                practice,
                number(checkpoint.number),
                checkpoint.at,
                checkpoint.root,
                checkpoint.signature
            ],
        )?;
        let mut put = tx.prepare_cached(
            "INSERT INTO checkpoint_head(practice, stream, sequence, hash)
             VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
             SET sequence = excluded.sequence, hash = excluded.hash",
        )?;
        for head in &checkpoint.heads {
            put.execute(params![practice, head.stream.0, number(head.sequence), head.hash])?;
        }
        drop(put);
        kept(tx.commit())?;
        self.fold(&connection);
        Ok(())
    }

    fn checkpoints(&self, from: u64) -> Result<Vec<SealedCheckpoint>, Problem> {
        let connection = self.reading();
        let mut checkpoints: Vec<SealedCheckpoint> = connection
            .prepare_cached(
                "SELECT number, at, root, signature FROM checkpoint
                 WHERE practice = ?1 AND number >= ?2 ORDER BY number",
            )?
            .query_map(params![self.practice.0, number(from)], |row| {
                Ok(SealedCheckpoint {
                    number: unsigned(row.get(0)?),
                    at: row.get(1)?,
                    root: row.get(2)?,
                    signature: row.get(3)?,
                    heads: Vec::new(),
                })
            })?
            .collect::<Result<_, _>>()?;
        if let Some(newest) = checkpoints.last_mut() {
            newest.heads = connection
                .prepare_cached(
                    "SELECT stream, sequence, hash FROM checkpoint_head
                     WHERE practice = ?1 ORDER BY stream",
                )?
                .query_map(params![self.practice.0], a_head)?
                .collect::<Result<_, _>>()?;
        }
        Ok(checkpoints)
    }
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<SealedEntry> {
    Ok(SealedEntry {
        sequence: unsigned(row.get(0)?),
        at: row.get(1)?,
        key_id: row.get(2)?,
        sealed: row.get(3)?,
        hash: row.get(4)?,
    })
}

fn a_head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let stream = StreamId(row.get(0)?);
    Ok(Head { stream, sequence: unsigned(row.get(1)?), hash: row.get(2)? })
}

fn head(
    connection: &Connection,
    practice: PracticeId,
    stream: StreamId,
) -> Result<Option<Head>, Problem> {
    let found = connection
        .prepare_cached(
            "SELECT stream, sequence, hash FROM head WHERE practice = ?1 AND stream = ?2",
        )?
        .query_row(params![practice.0, stream.0], a_head)
        .optional()?;
    Ok(found)
}

fn done(
    connection: &Connection,
    practice: PracticeId,
    stream: StreamId,
    key: Uuid,
) -> Result<Option<Done>, Problem> {
    let found = connection
        .prepare_cached(
            "SELECT version, body_mac FROM done WHERE practice = ?1 AND stream = ?2 AND key = ?3",
        )?
        .query_row(params![practice.0, stream.0, key], |row| {
            Ok(Done { version: unsigned(row.get(0)?), body_mac: row.get(1)? })
        })
        .optional()?;
    Ok(found)
}

#[cfg(test)]
mod tests;

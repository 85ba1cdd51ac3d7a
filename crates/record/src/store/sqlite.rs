//! The store on SQLite: one writing connection that owns checkpoints of the write-ahead log, and
//! a few that only read.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::{Done, Head, SealedCheckpoint, SealedEntry, SealedSummary, SealedWrite, Store};
use crate::{Appended, PracticeId, Problem, StreamId, chain};

/// The version of the tables written today.
pub(crate) const SCHEMA: i64 = 1;
const MIGRATION: &str = include_str!("../../migrations/sqlite/0001_record.sql");
/// The first SQLite without the fault that can lose acknowledged writes.
pub(crate) const FIXED_ENGINE: i32 = 3_051_003;
/// So many connections read at once.
const READERS: usize = 4;
/// The write-ahead log is folded into the file at this many pages (of 4 KiB: 32 MiB). A page that
/// many commits touch is then copied once.
const WAL_PAGES: i64 = 8_000;
/// The error code of a failed fsync: what is on the disk is unknown then.
const FSYNC_FAILED: i32 = 1034;

pub(crate) struct Sqlite {
    practice: PracticeId,
    writing: Mutex<Connection>,
    reading: Vec<Mutex<Connection>>,
    next: std::sync::atomic::AtomicUsize,
}

/// Refuses an engine that can lose acknowledged writes.
pub(crate) fn engine_is_sound(number: i32, name: &str) -> Result<(), Problem> {
    if number >= FIXED_ENGINE { Ok(()) } else { Err(Problem::OldEngine(name.to_owned())) }
}

/// Makes the file with its tables.
pub(crate) fn create(path: &Path, meta: &[(&str, Vec<u8>)]) -> Result<(), Problem> {
    engine_is_sound(rusqlite::version_number(), rusqlite::version())?;
    let connection = Connection::open(path)?;
    prepare(&connection)?;
    connection.execute_batch(&format!("BEGIN;{MIGRATION};PRAGMA user_version={SCHEMA};COMMIT;"))?;
    for (name, value) in meta {
        connection.execute("INSERT INTO meta VALUES (?1, ?2)", params![name, value])?;
    }
    Ok(())
}

/// A value of the `meta` table.
pub(crate) fn meta(path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > SCHEMA {
        return Err(Problem::Newer { found, known: SCHEMA });
    }
    connection
        .query_row("SELECT value FROM meta WHERE name = ?1", params![name], |row| row.get(0))
        .optional()?
        .ok_or(Problem::NoRecord)
}

fn prepare(connection: &Connection) -> Result<(), Problem> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

impl Sqlite {
    pub(crate) fn open(path: &PathBuf, practice: PracticeId) -> Result<Self, Problem> {
        engine_is_sound(rusqlite::version_number(), rusqlite::version())?;
        let writing = Connection::open(path)?;
        prepare(&writing)?;
        writing.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
        let mut reading = Vec::new();
        for _ in 0..READERS {
            let connection = Connection::open(path)?;
            prepare(&connection)?;
            connection.pragma_update(None, "wal_autocheckpoint", 0)?;
            connection.pragma_update(None, "query_only", "ON")?;
            reading.push(Mutex::new(connection));
        }
        let next = std::sync::atomic::AtomicUsize::new(0);
        Ok(Self { practice, writing: Mutex::new(writing), reading, next })
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
        let next = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.reading[next % READERS].lock().unwrap_or_else(PoisonError::into_inner)
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
        tx.prepare_cached(
            "INSERT INTO summary(practice, stream, version, key_id, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
             version = excluded.version, key_id = excluded.key_id, sealed = excluded.sealed",
        )?
        .execute(params![practice, stream, version, write.summary_key, write.summary])?;
        Ok(Appended::Committed { version: write.version })
    }

    /// Moves the head from where the write was chained to, in one step; false when it is not
    /// there any more.
    fn move_head(&self, tx: &Transaction<'_>, write: &SealedWrite) -> Result<bool, Problem> {
        let (practice, stream) = (self.practice.0, write.stream.0);
        let Some(last) = write.entries.last() else { return Ok(false) };
        let moved = if write.expected == 0 {
            let fits = write.before == chain::genesis(self.practice, write.stream);
            tx.prepare_cached(
                "INSERT INTO head(practice, stream, sequence, hash)
                 SELECT ?1, ?2, ?3, ?4 WHERE ?5 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                practice,
                stream,
                number(last.sequence),
                last.hash,
                fits
            ])?
        } else {
            tx.prepare_cached(
                "UPDATE head SET sequence = ?3, hash = ?4
                 WHERE practice = ?1 AND stream = ?2 AND sequence = ?5 AND hash = ?6",
            )?
            .execute(params![
                practice,
                stream,
                number(last.sequence),
                last.hash,
                number(write.expected),
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
        transaction.commit().map_err(stop_if_unknown)?;
        Ok(outcomes)
    }

    fn entries(&self, stream: StreamId) -> Result<Vec<SealedEntry>, Problem> {
        let connection = self.reading();
        let mut statement = connection.prepare_cached(
            "SELECT sequence, at, key_id, sealed, hash FROM entry
             WHERE practice = ?1 AND stream = ?2 ORDER BY sequence",
        )?;
        let entries = statement
            .query_map(params![self.practice.0, stream.0], entry)?
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
            "SELECT version, key_id, sealed FROM summary WHERE practice = ?1 AND stream = ?2",
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
             SET sequence = excluded.sequence, hash = excluded.hash
             WHERE sequence <> excluded.sequence",
        )?;
        for head in &checkpoint.heads {
            put.execute(params![practice, head.stream.0, number(head.sequence), head.hash])?;
        }
        drop(put);
        tx.commit().map_err(stop_if_unknown)?;
        Ok(())
    }

    fn checkpoints(&self) -> Result<Vec<SealedCheckpoint>, Problem> {
        let connection = self.reading();
        let mut checkpoints: Vec<SealedCheckpoint> = connection
            .prepare_cached(
                "SELECT number, at, root, signature FROM checkpoint
                 WHERE practice = ?1 ORDER BY number",
            )?
            .query_map(params![self.practice.0], |row| {
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

/// After a failed fsync nobody knows what is on the disk; going on could lose acknowledged words.
fn stop_if_unknown(error: rusqlite::Error) -> Problem {
    if error.sqlite_error().is_some_and(|engine| engine.extended_code == FSYNC_FAILED) {
        eprintln!("the disk failed to keep a write (fsync): stopping so that nothing is lost");
        std::process::abort();
    }
    error.into()
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

//! The file itself: made, opened, and its write-ahead log folded into it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, config::DbConfig, params};

use crate::{Cause, Problem, backup::RECORD, durable::kept};

/// The version of the tables written today.
pub(crate) const SCHEMA: i64 = 1;
const MIGRATION: &str = include_str!("../../../migrations/sqlite/0001_record.sql");
/// The first SQLite without the fault that can lose acknowledged writes.
pub(crate) const FIXED_ENGINE: i32 = 3_051_003;
/// The write-ahead log is folded into the file at this many pages (of 4 KiB: 32 MiB). A page that
/// many commits touch is then copied once.
const WAL_PAGES: i64 = 8_000;

/// Refuses an engine that can lose acknowledged writes.
pub(crate) fn engine_is_sound(number: i32, name: &'static str) -> Result<(), Problem> {
    if number >= FIXED_ENGINE { Ok(()) } else { Err(Problem::OldEngine(name)) }
}

/// Makes the file with its tables.
pub(crate) fn create(path: &Path, meta: &[(&str, Vec<u8>)]) -> Result<(), Problem> {
    let mut connection = open(path)?;
    let tx = connection.transaction()?;
    tx.execute_batch(&format!("{MIGRATION};PRAGMA user_version={SCHEMA};"))?;
    for (name, value) in meta {
        tx.execute("INSERT INTO meta VALUES (?1, ?2)", params![name, value])?;
    }
    kept(tx.commit())
}

/// A value of the `meta` table.
pub(crate) fn meta(path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let damaged = Problem::in_file(RECORD);
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    version(&connection, RECORD, SCHEMA)?;
    connection
        .query_row("SELECT value FROM meta WHERE name = ?1", params![name], |row| row.get(0))
        .optional()
        .map_err(&damaged)?
        .ok_or_else(|| damaged(rusqlite::Error::QueryReturnedNoRows))
}

/// Refuses tables that a newer program made, and a file without tables.
pub(crate) fn version(
    connection: &Connection,
    file: &'static str,
    known: i64,
) -> Result<(), Problem> {
    let found: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(Problem::in_file(file))?;
    match found {
        0 => Err(Problem::Damaged { file, how: Cause::Words("it holds no tables") }),
        found if found > known => Err(Problem::Newer { found, known }),
        _ => Ok(()),
    }
}

/// A connection that folds nothing by itself.
pub(crate) fn open(path: &Path) -> Result<Connection, Problem> {
    engine_is_sound(rusqlite::version_number(), rusqlite::version())?;
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(Problem::in_file(RECORD))?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    // A statement is planned once, not anew for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

/// Folds the write-ahead log into the file once it is long. SQLite would do so by itself within a
/// commit, but then swallows a failed fsync.
pub(crate) fn fold(connection: &Connection) -> Result<(), Problem> {
    // NOOP only tells: pages in the log, and how many of them are folded already.
    if waiting(connection, "PRAGMA wal_checkpoint(NOOP)")? >= WAL_PAGES {
        waiting(connection, "PRAGMA wal_checkpoint(PASSIVE)")?;
    }
    Ok(())
}

/// How many pages of the log are not in the file after this pragma.
pub(crate) fn waiting(connection: &Connection, pragma: &str) -> Result<i64, Problem> {
    kept(connection.prepare_cached(pragma).and_then(|mut statement| {
        statement.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))
    }))
}

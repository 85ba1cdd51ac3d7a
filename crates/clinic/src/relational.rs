//! The plain tables: accounts, sign-ins, invitations, drafts, settings, the index of courses and
//! the access log. What names or describes a person is sealed before it comes here.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, config::DbConfig};

use record::Cause;

use crate::Problem;

/// What makes the tables of each version from those of the one before, in order. The first that was
/// ever given out is 2.
const STEPS: &[(i64, &str)] = &[
    (2, include_str!("../migrations/0002_practice.sql")),
    (3, include_str!("../migrations/0003_second_step.sql")),
    (4, include_str!("../migrations/0004_erasure.sql")),
    (5, include_str!("../migrations/0005_roles.sql")),
    (6, include_str!("../migrations/0006_drawers.sql")),
    (7, include_str!("../migrations/0007_covers.sql")),
    (8, include_str!("../migrations/0008_emergency.sql")),
    (9, include_str!("../migrations/0009_browsers.sql")),
    (10, include_str!("../migrations/0010_passkeys.sql")),
    (11, include_str!("../migrations/0011_second_person.sql")),
    (12, include_str!("../migrations/0012_looks_by_account.sql")),
    (13, include_str!("../migrations/0013_whole_records.sql")),
    (14, include_str!("../migrations/0014_key_alarms.sql")),
    (15, include_str!("../migrations/0015_own_word.sql")),
    (16, include_str!("../migrations/0016_role_conflicts.sql")),
    (17, include_str!("../migrations/0017_guardians.sql")),
    (18, include_str!("../migrations/0018_recoveries.sql")),
    (19, include_str!("../migrations/0019_provider_links.sql")),
];
/// The version of the tables written today.
const VERSION: i64 = STEPS[STEPS.len() - 1].0;

/// Two connections to one file: one that is durable at each commit, for what people made; one
/// that is durable against a crash of the program and soon after against a power cut, for what
/// every page writes (access log, last seen).
pub(crate) struct Relational {
    durable: Mutex<Connection>,
    swift: Mutex<Connection>,
}

impl Relational {
    pub(crate) fn create(path: &Path) -> Result<Self, Problem> {
        let connection = Connection::open(path)?;
        prepare(&connection, "FULL")?;
        migrate(&connection)?;
        drop(connection);
        Self::open(path)
    }

    pub(crate) fn open(path: &Path) -> Result<Self, Problem> {
        if !path.exists() {
            return Err(Problem::Tables(Cause::Words("the file is missing")));
        }
        let durable = Connection::open(path)?;
        prepare(&durable, "FULL")?;
        migrate(&durable)?;
        let swift = Connection::open(path)?;
        prepare(&swift, "NORMAL")?;
        Ok(Self { durable: Mutex::new(durable), swift: Mutex::new(swift) })
    }

    pub(crate) fn in_memory() -> Result<Self, Problem> {
        let name = format!("file:practice-{}?mode=memory&cache=shared", uuid::Uuid::new_v4());
        let durable = Connection::open(&name)?;
        prepare(&durable, "OFF")?;
        migrate(&durable)?;
        let swift = Connection::open(&name)?;
        prepare(&swift, "OFF")?;
        Ok(Self { durable: Mutex::new(durable), swift: Mutex::new(swift) })
    }

    /// For what people made.
    pub(crate) fn durable(&self) -> MutexGuard<'_, Connection> {
        self.durable.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For what every page reads and writes.
    pub(crate) fn swift(&self) -> MutexGuard<'_, Connection> {
        self.swift.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(connection: &Connection, synchronous: &str) -> Result<(), Problem> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    // A statement is planned once, not anew for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the tables where there are none, leads older ones on, and refuses those of a version that
/// is not known. Each step happens whole or not at all.
fn migrate(connection: &Connection) -> Result<(), Problem> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > VERSION {
        return Err(Problem::Newer { found, known: VERSION });
    }
    if found != 0 && !STEPS.iter().any(|(version, _)| *version == found) {
        return Err(Problem::Tables(Cause::Words("a version that was never given out")));
    }
    for (version, tables) in STEPS.iter().filter(|(version, _)| *version > found) {
        let step = format!("BEGIN;{tables};PRAGMA user_version={version};COMMIT;");
        connection.execute_batch(&step)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_role_of_an_account_becomes_its_first_grant() {
        let tables = Connection::open_in_memory().expect("tables");
        for (version, step) in STEPS.iter().filter(|(version, _)| *version <= 4) {
            let step = format!("BEGIN;{step};PRAGMA user_version={version};COMMIT;");
            tables.execute_batch(&step).expect("a step");
        }
        let old = "INSERT INTO account(id, role, login_index, sealed, created_at, ended_at)
                   VALUES (x'01', 'therapist', x'01', x'00', 5, NULL),
                          (x'02', 'administrator', x'02', x'00', 6, 9)";
        tables.execute_batch(old).expect("accounts");
        migrate(&tables).expect("migrated");
        let grants: Vec<(Vec<u8>, String, i64, Option<i64>)> = tables
            .prepare("SELECT account, role, since, until FROM role_grant ORDER BY account")
            .and_then(|mut rows| {
                let read = |row: &rusqlite::Row<'_>| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                };
                rows.query_map([], read)?.collect()
            })
            .expect("grants");
        let expected =
            [(vec![1], "therapist".into(), 5, None), (vec![2], "administrator".into(), 6, Some(9))];
        assert_eq!(grants, expected);
    }
}

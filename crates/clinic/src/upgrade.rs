//! What version 1 of the tables kept in clear is sealed when a practice is opened.

use ipt::{ClientId, CourseId};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::{Clinic, Problem};

/// A line of the first access log: number, when, who, resource, verb, client, course, room.
type OldLook = (i64, i64, Uuid, String, String, Option<Uuid>, Option<Uuid>, String);
/// A first draft: whose, its address, tab, when, under whose keys, sealed.
type OldDraft = (Uuid, String, Uuid, i64, Uuid, Vec<u8>);

impl Clinic {
    /// Seals what an older program kept in clear, in one step, and drops the old tables.
    pub(crate) fn upgrade(&self) -> Result<(), Problem> {
        let mut tables = self.tables.durable();
        let old: Option<i64> = tables
            .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'access_log_1'", [], |row| {
                row.get(0)
            })
            .optional()?;
        if old.is_none() {
            return Ok(());
        }
        let step = tables.transaction()?;
        let looks: Vec<OldLook> = step
            .prepare("SELECT number, at, account, resource, verb, client, course, room FROM access_log_1")?
            .query_map([], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                    row.get(7)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        for (number, at, account, resource, verb, client, course, room) in looks {
            let sealed = match self.seal_room(client.map(ClientId), at, &room) {
                // The client was erased, and with them which rooms were looked at.
                Err(Problem::Record(record::Problem::Erased)) => Vec::new(),
                sealed => sealed?,
            };
            step.execute(
                "INSERT INTO access_log(number, at, account, resource, verb, client, course, room)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![number, at, account, resource, verb, client, course, sealed],
            )?;
        }
        let drafts: Vec<OldDraft> = step
            .prepare(
                "SELECT account, place, tab, saved_at, owner, sealed FROM draft_1 ORDER BY saved_at",
            )?
            .query_map([], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        for (account, path, tab, saved_at, owner, sealed) in drafts {
            let course = path
                .strip_prefix("/courses/")
                .and_then(|rest| rest.split('/').next())
                .and_then(|id| id.parse::<CourseId>().ok());
            step.execute(
                "INSERT INTO draft(account, place, tab, saved_at, owner, sealed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![account, self.place_index(course, &path), tab, saved_at, owner, sealed],
            )?;
        }
        step.execute_batch("DROP TABLE access_log_1; DROP TABLE draft_1;")?;
        Ok(step.commit()?)
    }
}

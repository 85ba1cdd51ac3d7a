//! Conflict of roles: somebody close to the client of a course is in treatment in this practice too.
//! Whoever leads the course writes it down, so that whoever works in it keeps the two apart.
//!
//! Nobody is looked up and no two records are joined: what stands here is what the therapist knows
//! already, and the program tells nobody who is a client. The client is not shown it, nor handed it
//! with their record: it tells of somebody else's treatment (GDPR Art. 15(4)). So it is no fact of
//! the course, and the log that a client reads calls its page by another name.

use ipt::{AccountId, CourseId};
use jiff::Timestamp;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, Problem, RECORD, TheCourse, Write, identity,
    legal_hold::said,
    perform::once,
    permission::{Relation, Verb},
};

/// Its room in the access log.
pub const ROOM: &str = "role-conflicts";

/// What the other is to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closeness {
    /// Their partner, or was.
    Partner,
    /// Of their family.
    Family,
    /// Somebody else who stands in their circle.
    Circle,
    /// Somebody whom they meet elsewhere: at work, in the neighbourhood.
    Around,
}

impl Closeness {
    /// Each of them.
    pub const ALL: &'static [Self] = &[Self::Partner, Self::Family, Self::Circle, Self::Around];

    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Family => "family",
            Self::Circle => "circle",
            Self::Around => "around",
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|closeness| closeness.code() == code)
    }
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleConflict {
    /// What the other is to the client.
    pub closeness: Closeness,
    /// In words: what is arranged so that neither hears of the other here.
    pub words: String,
}

/// A line that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedConflict {
    /// Which.
    pub id: Uuid,
    /// What.
    pub conflict: RoleConflict,
    /// Who wrote it down.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Who took it back, and when; none while it stands.
    pub withdrawn: Option<(AccountId, Timestamp)>,
}

/// A row as it is kept.
type Kept = (Uuid, Uuid, i64, Option<Uuid>, Option<i64>, Vec<u8>);

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

impl Clinic {
    /// Writes down that somebody close to the client is a client here too; the same form sent twice
    /// is one line.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without words; [`Problem::OnlySafety`] for who only stands in for who
    /// leads the course, or opened it in an emergency.
    pub fn note_role_conflict(
        &self,
        access: &Access<TheCourse, Write>,
        form_key: Uuid,
        conflict: &RoleConflict,
    ) -> Result<(), Problem> {
        access.leads()?;
        let conflict = RoleConflict { words: said(&conflict.words)?, ..conflict.clone() };
        let bytes = serde_json::to_vec(&conflict).map_err(|_| Problem::Fault("role conflict"))?;
        let (client, course) = (access.client(), access.id());
        let id = once(form_key, &[course.0.as_bytes(), bytes.as_slice()].concat());
        let sealed = self.record.seal_loose(identity::owner(client), RECORD, &place(id), &bytes)?;
        let (by, now) = (access.actor().id(), self.now().as_millisecond());
        self.tables.durable().execute(
            "INSERT INTO role_conflict(id, client, course, made_by, made_at, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            params![id, client.0, course.0, by.0, now, sealed],
        )?;
        Ok(())
    }

    /// Takes one of this course back, once: it stays, and warns no more.
    ///
    /// # Errors
    /// [`Problem::NotYours`] where there is none such in this course that stands;
    /// [`Problem::OnlySafety`] as above.
    pub fn withdraw_role_conflict(
        &self,
        access: &Access<TheCourse, Write>,
        id: Uuid,
    ) -> Result<(), Problem> {
        access.leads()?;
        let (by, now) = (access.actor().id(), self.now().as_millisecond());
        let withdrawn = self.tables.durable().execute(
            "UPDATE role_conflict SET withdrawn_by = ?3, withdrawn_at = ?4
             WHERE id = ?1 AND course = ?2 AND withdrawn_at IS NULL",
            params![id, access.id().0, by.0, now],
        )?;
        if withdrawn == 0 { Err(Problem::NotYours) } else { Ok(()) }
    }

    /// What was written down in this course: what stands first, then the latest.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn role_conflicts<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
    ) -> Result<Vec<NotedConflict>, Problem> {
        let rows: Vec<Kept> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, made_by, made_at, withdrawn_by, withdrawn_at, sealed FROM role_conflict
                 WHERE course = ?1 ORDER BY withdrawn_at IS NOT NULL, made_at DESC, id",
            )?
            .query_map(params![access.id().0], kept)?
            .collect::<Result<_, _>>()?;
        let owner = identity::owner(access.client());
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let noted = |(id, by, at, withdrawn_by, withdrawn_at, sealed): Kept| {
            let bytes = self.record.open_loose(owner, RECORD, &place(id), &sealed)?;
            Ok(NotedConflict {
                id,
                conflict: serde_json::from_slice(&bytes)
                    .map_err(|_| Problem::Fault("role conflict"))?,
                by: AccountId(by),
                at: moment(at),
                withdrawn: withdrawn_by
                    .zip(withdrawn_at)
                    .map(|(by, at)| (AccountId(by), moment(at))),
            })
        };
        rows.into_iter().map(noted).collect()
    }

    /// Whether one stands in this course, for who works in it; to everybody else it says no.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn role_conflict_stands(&self, actor: &Actor, course: CourseId) -> Result<bool, Problem> {
        let stands: bool = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM role_conflict
                   WHERE course = ?1 AND withdrawn_at IS NULL)",
            )?
            .query_row(params![course.0], |row| row.get(0))?;
        let works = |relation| {
            matches!(
                relation,
                Relation::Leads
                    | Relation::LeadsUnderContract
                    | Relation::Covers
                    | Relation::StandsIn
                    | Relation::Emergency
            )
        };
        Ok(stands && works(self.stands_to(actor, course)?))
    }
}

fn place(id: Uuid) -> String {
    format!("role-conflict/{id}")
}

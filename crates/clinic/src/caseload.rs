//! The caseload: one row a course, from the sealed summaries; no course is replayed.

use ipt::{ClientId, CourseId, Dialect, summary::Summary};
use record::StreamId;
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, Problem, RECORD,
    identity::{self, Identity},
    permission::{TheCaseload, Verb},
};

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which course.
    pub course: CourseId,
    /// Whose.
    pub client: ClientId,
    /// Who the client is.
    pub identity: Identity,
    /// How it stands.
    pub summary: Summary,
}

impl Clinic {
    /// The actor's own courses, the one that most needs attention first.
    ///
    /// # Errors
    /// When a summary cannot be opened: a broken record is said, never skipped.
    pub fn caseload<V: Verb>(&self, access: &Access<TheCaseload, V>) -> Result<Vec<Row>, Problem> {
        let found: Vec<(Uuid, Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT course.id, client.id, client.sealed FROM course
                 JOIN client ON client.id = course.client WHERE course.therapist = ?1",
            )?
            .query_map(params![access.actor().id.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let wanted: Vec<_> = found
            .iter()
            .map(|(course, client, _)| {
                (identity::owner(ClientId(*client)), RECORD, StreamId(*course))
            })
            .collect();
        let mut rows = Vec::with_capacity(found.len());
        for ((course, client, sealed), summary) in
            found.into_iter().zip(self.record.summaries(&wanted)?)
        {
            let Some(summary) = summary else { continue };
            let client = ClientId(client);
            rows.push(Row {
                course: CourseId(course),
                client,
                identity: self.open_identity(client, &sealed)?,
                summary: serde_json::from_slice(&summary.bytes)
                    .map_err(|_| Problem::Fault("a summary of another version"))?,
            });
        }
        let today = self.today();
        rows.sort_by(|a, b| {
            let key = |row: &Row| (row.summary.urgency(today), row.summary.next_session);
            let later = |row: &Row| row.summary.next_session.is_none();
            (key(a).0, later(a), key(a).1, &a.identity.name).cmp(&(
                key(b).0,
                later(b),
                key(b).1,
                &b.identity.name,
            ))
        });
        Ok(rows)
    }

    /// The courses of a client who is signed in, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_courses(&self, actor: &Actor) -> Result<Vec<CourseId>, Problem> {
        let Some(client) = actor.client else { return Ok(Vec::new()) };
        let courses = self
            .tables
            .swift()
            .prepare_cached("SELECT id FROM course WHERE client = ?1 ORDER BY created_at DESC, id")?
            .query_map(params![client.0], |row| row.get(0).map(CourseId))?
            .collect::<Result<_, _>>()?;
        Ok(courses)
    }

    /// The manual that a new course follows unless said otherwise.
    pub fn usual_dialect(&self) -> Dialect {
        self.settings().dialect
    }
}

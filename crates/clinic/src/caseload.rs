//! The caseload: one row a course, from the sealed summaries; no course is replayed.

use ipt::{AccountId, ClientId, CourseId, Dialect, summary::Summary};
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

/// A row that cannot be shown.
#[derive(Debug)]
pub struct Broken {
    /// Which course.
    pub course: CourseId,
    /// The client's name, if that can be read.
    pub name: Option<String>,
    /// Why; none for a referral that was begun and never completed.
    pub why: Option<Problem>,
}

/// A caseload: what can be read, and what cannot.
#[derive(Debug, Default)]
pub struct Caseload {
    /// The rows, the one that most needs attention first.
    pub rows: Vec<Row>,
    /// The rows that cannot be shown: they are named, never skipped.
    pub broken: Vec<Broken>,
}

/// What the tables say of a course: itself, its client, and the client's sealed identity.
type Listed = (Uuid, Uuid, Vec<u8>);

impl Clinic {
    /// The actor's own courses.
    ///
    /// # Errors
    /// When the tables cannot be read. One course that is broken does not hide the others.
    pub fn caseload<V: Verb>(&self, access: &Access<TheCaseload, V>) -> Result<Caseload, Problem> {
        let found: Vec<Listed> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT course.id, client.id, client.sealed FROM course
                 JOIN client ON client.id = course.client WHERE course.therapist = ?1
                 ORDER BY course.created_at, course.id",
            )?
            .query_map(params![access.actor().id().0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(self.sorted(self.opened_rows(found)))
    }

    /// The courses that this therapist does not lead.
    pub(crate) fn rows_of_others(&self, therapist: AccountId) -> Result<Caseload, Problem> {
        let found: Vec<Listed> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT course.id, client.id, client.sealed FROM course
                 JOIN client ON client.id = course.client WHERE course.therapist <> ?1
                 ORDER BY course.created_at, course.id",
            )?
            .query_map(params![therapist.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        Ok(self.sorted(self.opened_rows(found)))
    }

    /// The one that most needs attention first.
    fn sorted(&self, caseload: Caseload) -> Caseload {
        let Caseload { mut rows, broken } = caseload;
        let today = self.today();
        rows.sort_by(|a, b| {
            let key = |row: &Row| {
                let (on, at) = (row.summary.next_session, row.summary.next_at);
                (row.summary.urgency(today), on.is_none(), on, at.is_none(), at)
            };
            (key(a), &a.identity.name).cmp(&(key(b), &b.identity.name))
        });
        Caseload { rows, broken }
    }

    fn opened_rows(&self, found: Vec<Listed>) -> Caseload {
        let wanted: Vec<_> = found
            .iter()
            .map(|(course, client, _)| (CourseId(*course), ClientId(*client)))
            .collect();
        let summaries = self.summaries(&wanted);
        let mut caseload = Caseload::default();
        for ((course, client, sealed), summary) in found.into_iter().zip(summaries) {
            let (course, client) = (CourseId(course), ClientId(client));
            let identity = self.open_identity(client, &sealed);
            let name = identity.as_ref().ok().map(|identity| identity.name.clone());
            match (identity, summary) {
                (Ok(identity), Ok(Some(summary))) => {
                    caseload.rows.push(Row { course, client, identity, summary });
                }
                (Err(why), _) | (_, Err(why)) => {
                    caseload.broken.push(Broken { course, name, why: Some(why) });
                }
                (Ok(_), Ok(None)) => {
                    caseload.broken.push(Broken { course, name, why: None });
                }
            }
        }
        caseload
    }

    /// The summaries of these courses, in their order; none for a course without facts.
    pub(crate) fn summaries(
        &self,
        courses: &[(CourseId, ClientId)],
    ) -> Vec<Result<Option<Summary>, Problem>> {
        let wanted: Vec<_> = courses
            .iter()
            .map(|(course, client)| (identity::owner(*client), RECORD, StreamId(course.0)))
            .collect();
        // All at once when all is well; one by one to find which is not.
        let sealed: Vec<Result<Option<record::Summary>, record::Problem>> =
            match self.record.summaries(&wanted) {
                Ok(summaries) => summaries.into_iter().map(Ok).collect(),
                Err(_) => wanted
                    .iter()
                    .map(|one| {
                        let alone = self.record.summaries(std::slice::from_ref(one))?;
                        Ok(alone.into_iter().next().flatten())
                    })
                    .collect(),
            };
        let read = |summary: record::Summary| {
            serde_json::from_slice(&summary.bytes)
                .map_err(|_| Problem::Fault("a summary of another version"))
        };
        sealed.into_iter().map(|one| one.map_err(Problem::from)?.map(read).transpose()).collect()
    }

    /// The courses of a client who is signed in, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_courses(&self, actor: &Actor) -> Result<Vec<CourseId>, Problem> {
        let Some(client) = actor.client() else { return Ok(Vec::new()) };
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

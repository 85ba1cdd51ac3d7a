//! A client's whole record as data: every course, every fact, and who looked at it.

use std::{collections::BTreeMap, sync::Arc};

use ipt::{AccountId, ClientId, CourseId, Event, wire};
use rusqlite::params;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, TheCourse, audit::Looked, course::CourseFile, identity::Identity,
    permission::Verb,
};

/// So many looks are handed out with a record.
const LOOKS: u32 = 10_000;

/// A client's whole record.
#[derive(Debug)]
pub struct ClientFile {
    /// Which client.
    pub client: ClientId,
    /// Who they are.
    pub identity: Identity,
    /// Every course, the oldest first.
    pub courses: Vec<Arc<CourseFile>>,
    /// The names of everybody who recorded something or took over a course.
    pub who: BTreeMap<AccountId, String>,
    /// Who looked at it.
    pub looks: Vec<Looked>,
}

impl Clinic {
    /// The whole record of the client of a course.
    ///
    /// # Errors
    /// When any part of it cannot be read: a record is handed out whole or not at all.
    pub fn client_file<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
    ) -> Result<ClientFile, Problem> {
        self.file_of(access.client())
    }

    /// The whole record of a client, for the command line of the person who runs the practice.
    ///
    /// # Errors
    /// As [`Clinic::client_file`].
    pub fn file_of(&self, client: ClientId) -> Result<ClientFile, Problem> {
        let courses: Vec<CourseId> = self
            .tables
            .swift()
            .prepare_cached("SELECT id FROM course WHERE client = ?1 ORDER BY created_at, id")?
            .query_map(params![client.0], |row| row.get::<_, Uuid>(0).map(CourseId))?
            .collect::<Result<_, _>>()?;
        let courses: Result<Vec<_>, _> =
            courses.into_iter().map(|course| self.load(course, client)).collect();
        let courses = courses?;
        Ok(ClientFile {
            client,
            identity: self.identity_of(client)?,
            who: self.names_in(&courses),
            courses,
            looks: self.looks_at(client, LOOKS)?,
        })
    }
}

impl Clinic {
    fn names_in(&self, courses: &[Arc<CourseFile>]) -> BTreeMap<AccountId, String> {
        let mut who = BTreeMap::new();
        for fact in courses.iter().flat_map(|file| &file.facts) {
            let taken_over = match &fact.event {
                Event::Transferred { to, .. } => Some(*to),
                _ => None,
            };
            for account in [Some(fact.by), taken_over].into_iter().flatten() {
                who.entry(account).or_insert_with(|| self.name_of(account));
            }
        }
        who
    }
}

impl ClientFile {
    /// The record as JSON: every fact in its stored form, and the looks.
    pub fn to_json(&self) -> Value {
        let courses: Vec<Value> = self
            .courses
            .iter()
            .map(|file| {
                let facts: Vec<Value> = file
                    .facts
                    .iter()
                    .filter_map(|fact| serde_json::from_slice(&wire::encode(fact)).ok())
                    .collect();
                json!({ "course": file.id, "facts": facts })
            })
            .collect();
        let looks: Vec<Value> = self
            .looks
            .iter()
            .map(|look| {
                json!({ "at": look.at, "who": look.who, "did": look.verb, "room": look.room })
            })
            .collect();
        json!({
            "format": "openipt-client-record",
            "version": 1,
            "client": self.client,
            "identity": self.identity,
            "courses": courses,
            "looks": looks,
        })
    }
}

//! To whom something of a client's record was given: when, what, on which ground, by whom. The
//! client sees it. A line is not changed; what was wrong in one is said in another.

use std::sync::Arc;

use ipt::{AccountId, ClientId, Command, label::RecordPart, policy};
use jiff::{Timestamp, civil::Date};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, RECORD, Write,
    course::CourseFile,
    identity,
    legal_hold::said,
    perform::once,
    permission::{OfAClient, Relation, TheOwnCourse, Verb, tells},
};

/// On which ground something was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The client agreed, or asked for it.
    Agreed,
    /// Somebody else who treats the client needed it.
    Treatment,
    /// Serious danger to the client or to somebody else.
    Danger,
    /// A law asks for it.
    Law,
    /// A court or an authority ordered it.
    Ordered,
    /// Whoever pays for the treatment needed it.
    Payment,
}

impl Ground {
    /// Every ground.
    pub const ALL: &'static [Self] =
        &[Self::Agreed, Self::Treatment, Self::Danger, Self::Law, Self::Ordered, Self::Payment];

    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Treatment => "treatment",
            Self::Danger => "danger",
            Self::Law => "law",
            Self::Ordered => "ordered",
            Self::Payment => "payment",
        }
    }
    /// The ground of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ground| ground.code() == code)
    }
}

/// What was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// To whom: a person, and where they work.
    pub to: String,
    /// On which day.
    pub on: Date,
    /// What: which papers, which parts.
    pub what: String,
    /// On which ground.
    pub ground: Ground,
    /// More of the ground: the paragraph, the file number, the day of the agreement. May be empty.
    pub ground_words: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed {
    /// Which.
    pub id: Uuid,
    /// What was given.
    pub disclosure: Disclosure,
    /// Who wrote it down.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

impl Clinic {
    /// Writes down that something was given; the same form sent twice is one line.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`] without to whom or what; [`Problem::OnlySafety`] for who only
    /// stands in, unless it was for serious danger.
    pub fn disclose<R: OfAClient>(
        &self,
        access: &Access<R, Write>,
        form_key: Uuid,
        disclosure: &Disclosure,
    ) -> Result<(), Problem> {
        if disclosure.ground != Ground::Danger {
            access.leads()?;
        }
        self.write_disclosure(access.whose(), access.actor().id(), form_key, disclosure)
    }

    /// The same for who has another proof that it was given.
    pub(crate) fn write_disclosure(
        &self,
        client: ClientId,
        by: AccountId,
        form_key: Uuid,
        disclosure: &Disclosure,
    ) -> Result<(), Problem> {
        let disclosure = Disclosure {
            to: said(&disclosure.to)?,
            what: said(&disclosure.what)?,
            ..disclosure.clone()
        };
        let bytes = serde_json::to_vec(&disclosure).map_err(|_| Problem::Fault("disclosure"))?;
        let id = once(form_key, &bytes);
        let sealed = self.record.seal_loose(identity::owner(client), RECORD, &place(id), &bytes)?;
        self.tables.durable().execute(
            "INSERT INTO disclosure(id, client, made_by, made_at, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            params![id, client.0, by.0, self.now().as_millisecond(), sealed],
        )?;
        Ok(())
    }

    /// What was given of a client's record, the latest day first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn disclosures<R: OfAClient, V: Verb>(
        &self,
        access: &Access<R, V>,
    ) -> Result<Vec<Disclosed>, Problem> {
        self.disclosures_of(access.whose())
    }

    /// The same, for the client: without what is labelled in one of their courses.
    ///
    /// # Errors
    /// When the tables or a course cannot be read.
    pub fn own_disclosures<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Vec<Disclosed>, Problem> {
        let mut courses = Vec::new();
        for course in self.courses_of(access.client())? {
            courses.push(self.load(course, access.client())?);
        }
        self.disclosures_told(access.client(), &courses)
    }

    /// What of them has no label in these courses.
    pub(crate) fn disclosures_told(
        &self,
        client: ClientId,
        courses: &[Arc<CourseFile>],
    ) -> Result<Vec<Disclosed>, Problem> {
        let labelled = |line: &Disclosed| {
            let part = RecordPart::Disclosure(line.id);
            let label =
                |file: &Arc<CourseFile>| file.course.labels.get(&part).map(|l| l.content.label);
            courses.iter().find_map(label)
        };
        let mut told = self.disclosures_of(client)?;
        told.retain(|line| tells(Relation::IsClient, labelled(line)));
        Ok(told)
    }

    /// Refuses a label on a line that there is not in this client's log.
    pub(crate) fn labels_a_line(&self, client: ClientId, command: &Command) -> Result<(), Problem> {
        let Command::SetLabel { part: RecordPart::Disclosure(id), .. } = command else {
            return Ok(());
        };
        let there = self.disclosures_of(client)?.iter().any(|line| line.id == *id);
        let refused = |refusal: ipt::Refusal| Problem::Refused(refusal.beside("part"));
        policy::LABEL_PLACED.require(there).map_err(refused)
    }

    pub(crate) fn disclosures_of(&self, client: ClientId) -> Result<Vec<Disclosed>, Problem> {
        let rows: Vec<(Uuid, Uuid, i64, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, made_by, made_at, sealed FROM disclosure
                 WHERE client = ?1 ORDER BY made_at DESC, id",
            )?
            .query_map(params![client.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::with_capacity(rows.len());
        for (id, by, at, sealed) in rows {
            let owner = identity::owner(client);
            let bytes = self.record.open_loose(owner, RECORD, &place(id), &sealed)?;
            found.push(Disclosed {
                id,
                disclosure: serde_json::from_slice(&bytes)
                    .map_err(|_| Problem::Fault("disclosure"))?,
                by: AccountId(by),
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
            });
        }
        found.sort_by_key(|line: &Disclosed| std::cmp::Reverse(line.disclosure.on));
        Ok(found)
    }
}

fn place(id: Uuid) -> String {
    format!("disclosure/{id}")
}

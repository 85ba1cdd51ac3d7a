//! A client's whole record as data: every course, every fact, and who looked at it. What is labelled
//! is left out of what goes into the client's hands.

use std::{collections::BTreeMap, sync::Arc};

use ipt::{
    AccountId, ClientId, Course, Event,
    label::{KeptLabel, Label, RecordPart},
    wire,
};
use serde_json::{Value, json};

use crate::{
    Access, Clinic, Problem, TheCourse,
    audit::{Look, Looked, OPERATORS_ACCOUNT, told_to_the_client},
    course::CourseFile,
    disclosure::Disclosed,
    identity::Identity,
    permission::{Relation, Verb},
    second_step::Fresh,
};

/// So many looks are handed out with a record.
const LOOKS: u32 = 10_000;

/// Proof that the person who runs the practice asks for a client's whole record, and that the
/// access log says so.
#[derive(Debug)]
pub struct Operator {
    client: ClientId,
}

/// What becomes of what is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labelled {
    /// It is left out: the record goes into the client's hands.
    LeftOut,
    /// It is in it: a court ordered the whole of it. Never for the client.
    Included,
}

/// A client's whole record.
#[derive(Debug)]
pub struct ClientFile {
    /// Which client.
    pub client: ClientId,
    /// Who they are.
    pub identity: Identity,
    /// The name of the site where they are seen, if the practice has several.
    pub site: Option<String>,
    /// Every course, the oldest first.
    pub courses: Vec<Arc<CourseFile>>,
    /// What tells of somebody else and is left out. What is left out for somebody's safety is not
    /// named here either.
    pub left_out: Vec<RecordPart>,
    /// The names of everybody who recorded something or took over a course.
    pub who: BTreeMap<AccountId, String>,
    /// What was given of it to others.
    pub disclosures: Vec<Disclosed>,
    /// Who looked at it.
    pub looks: Vec<Looked>,
}

impl Clinic {
    /// The whole record of the client of a course.
    ///
    /// # Errors
    /// When any part of it cannot be read: a record is handed out whole or not at all.
    /// [`Problem::OnlySafety`], [`Problem::OnlyLeader`] for whoever does not lead the course: a record
    /// leaves the practice by the hand of who leads it alone. [`Problem::ManyRecords`] when it is one
    /// more than they hand out within a day without a second person.
    pub fn client_file<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        fresh: &Fresh,
    ) -> Result<ClientFile, Problem> {
        fresh.given_by(access.actor())?;
        access.leads_themselves()?;
        self.count_hand_out(access.actor(), access.client())?;
        self.whole(access.client(), Labelled::LeftOut)
    }

    /// A proof for the person who runs the practice by the command line, who holds the root key.
    /// Making it writes the access log.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when there is no such client.
    pub fn as_operator(&self, client: ClientId) -> Result<Operator, Problem> {
        self.identity_of(client)?;
        self.log(Look {
            account: OPERATORS_ACCOUNT,
            resource: "file",
            verb: "read",
            client: Some(client),
            course: None,
            room: "export",
        })?;
        Ok(Operator { client })
    }

    /// The whole record of a client, for the person who runs the practice.
    ///
    /// # Errors
    /// As [`Clinic::client_file`].
    pub fn file_of(&self, operator: &Operator, labelled: Labelled) -> Result<ClientFile, Problem> {
        self.whole(operator.client, labelled)
    }

    fn whole(&self, client: ClientId, labelled: Labelled) -> Result<ClientFile, Problem> {
        let courses: Result<Vec<_>, _> =
            self.courses_of(client)?.into_iter().map(|course| self.load(course, client)).collect();
        let (mut courses, mut left_out): (Vec<Arc<CourseFile>>, _) = (courses?, Vec::new());
        let mut disclosures = self.disclosures_of(client)?;
        if labelled == Labelled::LeftOut {
            disclosures = self.disclosures_told(client, &courses)?;
            left_out = courses.iter().flat_map(|file| of_others(&file.course)).collect();
            let told = |file| CourseFile::told(file, Relation::IsClient);
            courses = courses.into_iter().map(told).collect();
        }
        let identity = self.identity_of(client)?;
        Ok(ClientFile {
            client,
            site: self.settings().site_of(&identity).map(|site| site.name.clone()),
            identity,
            who: self.names_in(&courses),
            courses,
            left_out,
            disclosures,
            looks: told_to_the_client(self.looks_at(client, LOOKS)?),
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

/// What is labelled as telling of somebody else.
fn of_others(course: &Course) -> Vec<RecordPart> {
    let of_others = |(_, kept): &(&RecordPart, &KeptLabel)| kept.content.label == Label::ThirdParty;
    course.labels.iter().filter(of_others).map(|(part, _)| *part).collect()
}

impl ClientFile {
    /// The record as JSON: every fact in its stored form, and the looks.
    ///
    /// # Errors
    /// When a fact has no stored form: a record is handed out whole or not at all.
    pub fn to_json(&self) -> Result<Value, Problem> {
        let mut courses = Vec::with_capacity(self.courses.len());
        for file in &self.courses {
            let mut facts = Vec::with_capacity(file.facts.len());
            for fact in &file.facts {
                facts.push(stored(&wire::encode(fact))?);
            }
            courses.push(json!({ "course": file.id, "facts": facts }));
        }
        let looks: Vec<Value> = self
            .looks
            .iter()
            .map(|look| {
                json!({ "at": look.at, "who": look.who, "did": look.verb, "room": look.room })
            })
            .collect();
        let disclosed = |line: &Disclosed| json!({ "disclosure": line.disclosure, "by": line.by, "at": line.at });
        let disclosures: Vec<Value> = self.disclosures.iter().map(disclosed).collect();
        let left_out: Vec<&str> = self.left_out.iter().map(|part| part.kind()).collect();
        Ok(json!({
            "format": "openipt-client-record",
            "version": 1,
            "client": self.client,
            "identity": self.identity,
            "site": self.site,
            "courses": courses,
            "left_out": left_out,
            "disclosures": disclosures,
            "looks": looks,
        }))
    }
}

/// The stored form of a fact as JSON.
fn stored(bytes: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(bytes).map_err(|_| Problem::Fault("a fact has no stored form"))
}

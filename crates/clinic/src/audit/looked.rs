//! The looks at one client's record: who, as what, when, and at which part.

use std::collections::HashMap;

use ipt::{AccountId, ClientId, CourseId, Event};
use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use super::Capacity;
use super::{OPERATOR, OPERATORS_ACCOUNT};
use crate::{
    Access, Clinic, Problem, TheCourse,
    cover::Cover,
    permission::{ResourceKind, TheOwnCourse, Verb},
    role_conflict,
};

/// The room of labels in the access log.
pub const LABELS: &str = "labels";

/// Rooms of a course of which it would tell what is kept from the client that somebody opened them.
const KEPT_FROM_CLIENT: &[&str] = &[role_conflict::ROOM, LABELS, "unlabelling"];

/// What they are called where the client reads who looked: the course, which they are pages of.
const TOLD_AS: &str = "course";

/// A logged look at a client's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: Timestamp,
    /// Who, by name, or [`OPERATOR`].
    pub who: String,
    /// As what they looked.
    pub capacity: Capacity,
    /// `read` or `write`.
    pub verb: String,
    /// What was looked at; a dash when that cannot be opened any more.
    pub room: String,
}

/// A line of the log as it is kept.
struct Kept {
    at: i64,
    account: AccountId,
    resource: String,
    verb: String,
    course: Option<CourseId>,
    room: Vec<u8>,
}

/// Who led each course of a client, and from when; who covered for whom; and who opened them in an
/// emergency, from when and until when.
#[derive(Default)]
pub(super) struct Leading {
    led: HashMap<CourseId, Vec<(Timestamp, AccountId)>>,
    covers: Vec<Cover>,
    opened: Vec<(AccountId, i64, i64)>,
    leaders: Vec<AccountId>,
}

impl Leading {
    /// As what this account acted then: whoever is neither the client nor led it stood in.
    pub(super) fn capacity(
        &self,
        account: AccountId,
        resource: &str,
        course: Option<CourseId>,
        at: Timestamp,
    ) -> Capacity {
        if resource == ResourceKind::OwnCourse.code() {
            return Capacity::Themselves;
        }
        if resource == ResourceKind::Ward.code() {
            return Capacity::Guards;
        }
        if resource == ResourceKind::SupervisedCourse.code() {
            return Capacity::Supervises;
        }
        // Whoever leads it now, the drawer is its author's.
        if resource == ResourceKind::ProcessNotes.code() {
            return Capacity::Leads;
        }
        if resource == super::CHECK_IN {
            return Capacity::ByLink;
        }
        if resource == ResourceKind::Retention.code() {
            return Capacity::Administrator;
        }
        if account == OPERATORS_ACCOUNT {
            return Capacity::Operator;
        }
        if resource == ResourceKind::Emergency.code() {
            return Capacity::Emergency;
        }
        if resource == ResourceKind::EmergencyUse.code() {
            let leads = self.leaders.contains(&account);
            return if leads { Capacity::Leads } else { Capacity::Administrator };
        }
        let led = course.and_then(|course| self.led.get(&course)).into_iter().flatten();
        let then = led.clone().rfind(|(from, _)| *from <= at).or_else(|| led.clone().next());
        let covered = |leader| {
            let theirs = |cover: &&Cover| (cover.covered, cover.by) == (leader, account);
            self.covers.iter().filter(theirs).any(|cover| cover.stands(at))
        };
        match then {
            Some((_, leader)) if *leader != account && covered(*leader) => Capacity::Covers,
            Some((_, leader)) if *leader != account => {
                let at = at.as_millisecond();
                let opened = |(who, from, to): &(AccountId, i64, i64)| {
                    *who == account && (*from..=*to).contains(&at)
                };
                let opened = self.opened.iter().any(opened);
                if opened { Capacity::Emergency } else { Capacity::StandsIn }
            }
            Some(_) | None => Capacity::Leads,
        }
    }
}

impl Clinic {
    /// Who looked at the record of this client, the latest first, at most `most`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn looks<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        most: u32,
    ) -> Result<Vec<Looked>, Problem> {
        self.looks_at(access.client(), most)
    }

    /// The same, for the client.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn own_looks<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
        most: u32,
    ) -> Result<Vec<Looked>, Problem> {
        Ok(told_to_the_client(self.looks_at(access.client(), most)?))
    }

    /// Drafts are left out: to save what one types oneself is no look at the record.
    pub(crate) fn looks_at(&self, client: ClientId, most: u32) -> Result<Vec<Looked>, Problem> {
        let rows: Vec<Kept> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT at, account, resource, verb, course, room FROM access_log
                 WHERE client = ?1 AND resource NOT IN ('desk', 'process_desk') ORDER BY number DESC LIMIT ?2",
            )?
            .query_map(params![client.0, most], |row| {
                Ok(Kept {
                    at: row.get(0)?,
                    account: AccountId(row.get(1)?),
                    resource: row.get(2)?,
                    verb: row.get(3)?,
                    course: row.get::<_, Option<Uuid>>(4)?.map(CourseId),
                    room: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let leading = self.leading(client)?;
        let mut names: HashMap<AccountId, String> = HashMap::new();
        let looked = rows.into_iter().map(|kept| {
            let at = Timestamp::from_millisecond(kept.at).unwrap_or_default();
            let name = || match kept.account {
                OPERATORS_ACCOUNT => OPERATOR.to_owned(),
                account => self.name_of(account),
            };
            Looked {
                at,
                who: names.entry(kept.account).or_insert_with(name).clone(),
                capacity: leading.capacity(kept.account, &kept.resource, kept.course, at),
                verb: kept.verb,
                room: self.open_room(Some(client), kept.at, &kept.room),
            }
        });
        Ok(looked.collect())
    }

    /// The room of a line; a dash when that cannot be opened any more.
    pub(super) fn open_room(&self, client: Option<ClientId>, at: i64, sealed: &[u8]) -> String {
        let (owner, domain) = self.rooms_owner(client);
        let bytes = self.record.open_loose(owner, domain, &format!("room/{at}"), sealed).ok();
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| "–".to_owned())
    }

    /// Of a course that cannot be opened the table says who leads it.
    pub(super) fn leading(&self, client: ClientId) -> Result<Leading, Problem> {
        let (covers, opened) = (self.covers_of(None)?, self.emergencies_of(client)?);
        let mut leading = Leading { covers, opened, ..Leading::default() };
        for course in self.courses_of(client)? {
            let mut led = Vec::new();
            if let Ok(file) = self.load(course, client) {
                for fact in &file.facts {
                    match &fact.event {
                        Event::Referred { therapist, .. } => led.push((fact.at, *therapist)),
                        Event::Transferred { to, .. } => led.push((fact.at, *to)),
                        _ => {}
                    }
                }
            }
            if led.is_empty() {
                led.push((Timestamp::MIN, self.course_people(course)?.1));
            }
            leading.leaders.extend(led.iter().map(|(_, who)| *who));
            leading.led.insert(course, led);
        }
        Ok(leading)
    }
}

/// The looks as the client reads them.
pub(crate) fn told_to_the_client(mut looks: Vec<Looked>) -> Vec<Looked> {
    for look in looks.iter_mut().filter(|look| KEPT_FROM_CLIENT.contains(&&*look.room)) {
        TOLD_AS.clone_into(&mut look.room);
    }
    looks
}

impl Clinic {
    /// When a person first looked at this course after a moment, by the access log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn first_look<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        by: AccountId,
        since: Timestamp,
    ) -> Result<Option<Timestamp>, Problem> {
        let at: Option<i64> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT min(at) FROM access_log WHERE client = ?1 AND at >= ?2 AND course = ?3
                 AND account = ?4 AND resource = 'course' AND verb = 'read'",
            )?
            .query_row(
                params![access.client().0, since.as_millisecond(), access.id().0, by.0],
                |row| row.get(0),
            )?;
        Ok(at.and_then(|at| Timestamp::from_millisecond(at).ok()))
    }
}

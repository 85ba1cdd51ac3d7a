//! How an administrator comes to a client's record without a list of clients: by a name that they
//! know already, or since something is asked.

use ipt::{AccountId, ClientId, CourseId};
use jiff::{Timestamp, civil::Date};
use rusqlite::params;
use uuid::Uuid;

use super::{ErasureRequest, Obstacle};
use crate::{
    Access, Clinic, Problem, TheAccounts, TheRetention, Write,
    permission::{TheCaseload, Verb},
    second_person::ALONE,
};

/// What was found under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody.
    Nobody,
    /// One client.
    One(ClientId),
    /// Several: the date of birth is needed.
    Several,
}

/// A request that waits for its second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Whom it is about.
    pub client: ClientId,
    /// Their name.
    pub name: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
}

impl Clinic {
    /// Finds a client by the whole name, as it was recorded, and the date of birth if it is given.
    /// There is no list of clients for an administrator, and no part of a name finds anybody.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn find_client(
        &self,
        access: &Access<TheAccounts, Write>,
        name: &str,
        born: Option<Date>,
    ) -> Result<Found, Problem> {
        let _ = access;
        self.client_named(name, born)
    }

    /// The same for who has another reason to ask.
    pub(crate) fn client_named(&self, name: &str, born: Option<Date>) -> Result<Found, Problem> {
        let plain = |name: &str| {
            let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        let wanted = plain(name);
        if wanted.is_empty() {
            return Ok(Found::Nobody);
        }
        let rows: Vec<(Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached("SELECT id, sealed FROM client")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for (id, sealed) in rows {
            // One that is broken does not hide the others.
            let Ok(identity) = self.open_identity(ClientId(id), &sealed) else { continue };
            if plain(&identity.name) == wanted && (born.is_none() || identity.born == born) {
                found.push(ClientId(id));
            }
        }
        Ok(match found[..] {
            [] => Found::Nobody,
            [one] => Found::One(one),
            _ => Found::Several,
        })
    }

    /// What is asked and waits for a second person, the oldest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn erasures_waiting<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<Waiting>, Problem> {
        let _ = access;
        let rows: Vec<(Uuid, Uuid, i64)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT client, asked_by, asked_at FROM erasure_request ORDER BY asked_at, id",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        rows.into_iter()
            .map(|(client, by, at)| {
                let client = ClientId(client);
                Ok(Waiting {
                    client,
                    name: self.identity_of(client)?.name,
                    asked_by: AccountId(by),
                    asked_at: Timestamp::from_millisecond(at).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The courses that this person leads whose client is to be erased, where it is for them to
    /// confirm; each with the client's name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn erasures_to_confirm<V: Verb>(
        &self,
        access: &Access<TheCaseload, V>,
    ) -> Result<Vec<(CourseId, String)>, Problem> {
        let rows: Vec<(Uuid, Uuid)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT max(course.id), course.client FROM course
                 JOIN erasure_request ON erasure_request.client = course.client
                 WHERE course.therapist = ?1 GROUP BY course.client ORDER BY asked_at",
            )?
            .query_map(params![access.actor().id().0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut theirs = Vec::new();
        for (course, client) in rows {
            let client = ClientId(client);
            let Some(request) = self.request_of(client)? else { continue };
            if self.erasure_is_for_who_leads(&request)? {
                theirs.push((CourseId(course), self.identity_of(client)?.name));
            }
        }
        Ok(theirs)
    }

    /// The name and the date of birth of a client, so that nobody is taken for another.
    ///
    /// # Errors
    /// When the identity cannot be opened.
    pub fn retained<V: Verb>(
        &self,
        access: &Access<TheRetention, V>,
    ) -> Result<(String, Option<Date>), Problem> {
        let identity = self.identity_of(access.whose())?;
        Ok((identity.name, identity.born))
    }

    /// Whether who leads a course is asked to confirm, since no other administrator could.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn erasure_is_for_who_leads(&self, request: &ErasureRequest) -> Result<bool, Problem> {
        Ok(self.seconds_for(request)?.is_empty())
    }

    /// The administrators who can confirm it.
    pub(super) fn seconds_for(&self, request: &ErasureRequest) -> Result<Vec<AccountId>, Problem> {
        self.seconds(request.asked_by, request.asked_at)
    }

    /// Refuses who asked to confirm as well, unless they work alone here and a day has gone by: time
    /// stands for the second person then.
    pub(super) fn may_confirm_alone(&self, request: &ErasureRequest) -> Result<(), Problem> {
        if self.others_work_here(request.asked_by)? {
            return Err(Problem::NotErased(Obstacle::SamePerson));
        }
        let day = self.now().as_millisecond() - request.asked_at.as_millisecond();
        if day < ALONE {
            return Err(Problem::NotErased(Obstacle::TooSoon));
        }
        Ok(())
    }

    /// Refuses who set up the second step after it was asked: the asker may have recovered their
    /// way in, and be both.
    pub(super) fn same_since(
        &self,
        request: &ErasureRequest,
        by: AccountId,
    ) -> Result<(), Problem> {
        if self.set_up_since(by, request.asked_at)? {
            Err(Problem::NotErased(Obstacle::TooNew))
        } else {
            Ok(())
        }
    }
}

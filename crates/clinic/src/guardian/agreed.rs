//! What a young client agreed that a parent or guardian is told. It stands while the client is young by
//! the rules of where they are seen, and from the age on at which those ask for it, by the client's own
//! yes. Whoever leads the course ends it, and so does the client, at once.

use ipt::{AccountId, ClientId};
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Place;
use crate::{
    Access, Clinic, Problem, RECORD, TheCourse,
    identity::{self, Identity},
    permission::{TheOwnCourse, Verb},
};

/// What a guardian can be told; nothing else is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldTo {
    /// When the next session is.
    Appointments,
    /// How many sessions are agreed, how long, how often, and until when.
    Agreement,
    /// The safety plan, once it was shared with the client.
    SafetyPlan,
}

impl ToldTo {
    /// Each of them.
    pub const ALL: &'static [Self] = &[Self::Appointments, Self::Agreement, Self::SafetyPlan];

    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Appointments => "appointments",
            Self::Agreement => "agreement",
            Self::SafetyPlan => "safety_plan",
        }
    }
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianTerms {
    /// Who they are to the client, in words.
    pub relation: String,
    /// What they are told.
    pub told: Vec<ToldTo>,
    /// On which day the client said yes to that themselves, if they did.
    pub clients_yes: Option<Date>,
}

/// A guardian with a way in, or who had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardian {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What was agreed.
    pub terms: GuardianTerms,
    /// When the way in was made.
    pub at: Timestamp,
    /// Who ended it, and when.
    pub ended: Option<(AccountId, Timestamp)>,
}

/// Why a guardian has no way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardianObstacle {
    /// The client's date of birth is not known.
    BornUnknown,
    /// The client is of age.
    OfAge,
    /// The client is asked from their age on, and has not said yes.
    NotAsked,
    /// The day of the client's yes is still to come.
    YesToCome,
    /// Nothing was chosen to be told.
    NothingTold,
    /// It is not said who they are to the client.
    RelationMissing,
}

impl GuardianObstacle {
    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::BornUnknown => "born_unknown",
            Self::OfAge => "of_age",
            Self::NotAsked => "not_asked",
            Self::YesToCome => "yes_to_come",
            Self::NothingTold => "nothing_told",
            Self::RelationMissing => "relation_missing",
        }
    }
}

/// A row as it is kept.
type Kept = (Uuid, i64, Option<Uuid>, Option<i64>, Vec<u8>);

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn place(account: AccountId) -> String {
    format!("guardian/{account}")
}

impl Clinic {
    /// The guardians of a client who have a way in or had one, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn guardians<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
    ) -> Result<Vec<Guardian>, Problem> {
        self.guardians_of(access.client())
    }

    /// The same, for the client.
    ///
    /// # Errors
    /// As [`Clinic::guardians`].
    pub fn own_guardians<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Vec<Guardian>, Problem> {
        self.guardians_of(access.client())
    }

    fn guardians_of(&self, client: ClientId) -> Result<Vec<Guardian>, Problem> {
        let rows: Vec<Kept> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT account, made_at, ended_by, ended_at, sealed FROM guardian
                 WHERE client = ?1 ORDER BY made_at DESC, account",
            )?
            .query_map(params![client.0], kept)?
            .collect::<Result<_, _>>()?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let opened = |(account, at, by, ended, sealed): Kept| {
            let account = AccountId(account);
            Ok(Guardian {
                account,
                name: self.name_of(account),
                terms: self.open_terms(client, account, &sealed)?,
                at: moment(at),
                ended: by.map(AccountId).zip(ended.map(moment)),
            })
        };
        rows.into_iter().map(opened).collect()
    }

    /// What this guardian of this client is told today; none where nothing stands.
    pub(crate) fn told_to_guardian(
        &self,
        account: AccountId,
        client: ClientId,
    ) -> Result<Option<GuardianTerms>, Problem> {
        let terms = self.guardian_terms(account, client)?;
        let identity = self.identity_of(client)?;
        Ok(terms.filter(|terms| self.stands_against(&identity, terms).is_none()))
    }

    pub(super) fn guardian_terms(
        &self,
        account: AccountId,
        client: ClientId,
    ) -> Result<Option<GuardianTerms>, Problem> {
        let sealed: Option<Vec<u8>> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT sealed FROM guardian
                 WHERE account = ?1 AND client = ?2 AND ended_at IS NULL",
            )?
            .query_row(params![account.0, client.0], |row| row.get(0))
            .optional()?;
        sealed.map(|sealed| self.open_terms(client, account, &sealed)).transpose()
    }

    /// Why what was agreed does not stand today.
    pub fn stands_against(
        &self,
        identity: &Identity,
        terms: &GuardianTerms,
    ) -> Option<GuardianObstacle> {
        let Some(born) = identity.born else { return Some(GuardianObstacle::BornUnknown) };
        let (settings, today) = (self.settings(), self.today());
        let place = Place::of(settings.rules_for(identity));
        if !place.is_young(born, today) {
            return Some(GuardianObstacle::OfAge);
        }
        let asked = place.is_asked(born, today) && terms.clients_yes.is_none();
        asked.then_some(GuardianObstacle::NotAsked)
    }

    pub(super) fn agreeable(&self, client: ClientId, terms: &GuardianTerms) -> Result<(), Problem> {
        let wrong = if terms.relation.trim().is_empty() {
            Some(GuardianObstacle::RelationMissing)
        } else if terms.told.is_empty() {
            Some(GuardianObstacle::NothingTold)
        } else if terms.clients_yes.is_some_and(|day| day > self.today()) {
            Some(GuardianObstacle::YesToCome)
        } else {
            self.stands_against(&self.identity_of(client)?, terms)
        };
        wrong.map_or(Ok(()), |wrong| Err(Problem::GuardianRefused(wrong)))
    }

    pub(super) fn seal_terms(
        &self,
        client: ClientId,
        account: AccountId,
        terms: &GuardianTerms,
    ) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(terms).map_err(|_| Problem::Fault("guardian"))?;
        Ok(self.record.seal_loose(identity::owner(client), RECORD, &place(account), &bytes)?)
    }

    fn open_terms(
        &self,
        client: ClientId,
        account: AccountId,
        sealed: &[u8],
    ) -> Result<GuardianTerms, Problem> {
        let owner = identity::owner(client);
        let bytes = self.record.open_loose(owner, RECORD, &place(account), sealed)?;
        serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("guardian"))
    }
}

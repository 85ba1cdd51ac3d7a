//! Which covers there are, and what they open.

use ipt::{AccountId, Course, risk::RiskFlag};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::Cover;
use crate::{
    Access, Account, Clinic, Problem, TheAccounts,
    caseload::Caseload,
    permission::{TheCaseload, TheOwnCourse, Verb},
};

impl Clinic {
    /// The covers of one's own caseload and those that one gives, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn own_covers<V: Verb>(
        &self,
        access: &Access<TheCaseload, V>,
    ) -> Result<Vec<Cover>, Problem> {
        self.covers_of(Some(access.actor().id()))
    }

    /// Every cover of the practice, the latest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn covers<V: Verb>(&self, access: &Access<TheAccounts, V>) -> Result<Vec<Cover>, Problem> {
        let _ = access;
        self.covers_of(None)
    }

    pub(crate) fn covers_of(&self, of: Option<AccountId>) -> Result<Vec<Cover>, Problem> {
        type Stored = (Uuid, Uuid, Uuid, i64, i64, Uuid, Option<Uuid>);
        let rows: Vec<Stored> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, covered, cover, since, until, named_by, ended_by FROM cover
                 WHERE ?1 IS NULL OR covered = ?1 OR cover = ?1 ORDER BY since DESC, rowid",
            )?
            .query_map(params![of.map(|of| of.0)], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        let moment = |at| Timestamp::from_millisecond(at).unwrap_or_default();
        let cover = |(id, covered, by, since, until, named_by, ended): Stored| Cover {
            id,
            covered: AccountId(covered),
            by: AccountId(by),
            since: moment(since),
            until: moment(until),
            named_by: AccountId(named_by),
            ended_by: ended.map(AccountId),
        };
        Ok(rows.into_iter().map(cover).collect())
    }

    /// Those who could cover for others: the therapists who work here, by id and name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn could_cover(&self, access: &impl OfTheStaff) -> Result<Vec<Account>, Problem> {
        let mut here = self.therapists_here()?;
        let me = access.who();
        here.retain(|account| account.id != me);
        Ok(here)
    }

    /// Those whose caseload could be covered.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn could_be_covered<V: Verb>(
        &self,
        access: &Access<TheAccounts, V>,
    ) -> Result<Vec<Account>, Problem> {
        let _ = access;
        self.leaders_here()
    }

    /// Whether the one covers for the other at this moment.
    pub(crate) fn covers_for(&self, by: AccountId, covered: AccountId) -> Result<bool, Problem> {
        let found: Option<i64> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT 1 FROM cover JOIN account ON account.id = cover.covered
                 WHERE cover = ?1 AND covered = ?2 AND since <= ?3 AND until > ?3
                   AND account.ended_at IS NULL",
            )?
            .query_row(params![by.0, covered.0, self.now().as_millisecond()], |row| row.get(0))
            .optional()?;
        Ok(found.is_some() && self.account(by).is_ok_and(|account| account.may_stand_in()))
    }

    /// The covers that stand at this moment, for this person's courses or by them.
    pub(crate) fn standing_covers(&self, of: AccountId) -> Result<Vec<Cover>, Problem> {
        let now = self.now();
        let mut covers = self.covers_of(Some(of))?;
        covers.retain(|cover| cover.stands(now));
        covers.retain(|cover| self.covers_for(cover.by, cover.covered).unwrap_or(false));
        Ok(covers)
    }

    /// The courses of others that this person covers now, by whose they are.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn covered_courses<V: Verb>(
        &self,
        access: &Access<TheCaseload, V>,
    ) -> Result<Vec<(Cover, Caseload)>, Problem> {
        let me = access.actor().id();
        let mut covers = self.standing_covers(me)?;
        covers.retain(|cover| cover.by == me);
        covers
            .into_iter()
            .map(|cover| {
                let courses = self.led_by(cover.covered)?;
                Ok((cover, self.rows_of(&courses)?))
            })
            .collect()
    }

    /// Who stands in for the therapist of the client's own course now, until when.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn covered_now<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Vec<Cover>, Problem> {
        let (_, therapist) = self.course_people(access.id())?;
        let mut covers = self.standing_covers(therapist)?;
        covers.retain(|cover| cover.covered == therapist);
        Ok(covers)
    }

    /// Who has an alert in hand: those whom the course names, and who covers for who leads it.
    pub fn holders(&self, course: &Course, flag: &RiskFlag) -> Vec<AccountId> {
        let mut holders = course.holders(flag);
        let leads = course.begun.as_ref().map(|begun| begun.therapist);
        if let Some(leads) = leads {
            // Tables that cannot be read must not hold back word to the others.
            let covers = self.standing_covers(leads).unwrap_or_default();
            for cover in covers.into_iter().filter(|cover| cover.covered == leads) {
                if !holders.contains(&cover.by) {
                    holders.push(cover.by);
                }
            }
        }
        holders
    }
}

/// A proof of the staff, from which it follows who asks.
pub trait OfTheStaff {
    /// Who asks.
    fn who(&self) -> AccountId;
}
impl<V: Verb> OfTheStaff for Access<TheCaseload, V> {
    fn who(&self) -> AccountId {
        self.actor().id()
    }
}
impl<V: Verb> OfTheStaff for Access<TheAccounts, V> {
    fn who(&self) -> AccountId {
        self.actor().id()
    }
}

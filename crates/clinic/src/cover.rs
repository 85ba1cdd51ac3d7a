//! Cover with dates: a therapist of the practice works in the courses that another leads, from a day
//! until a day. Whether it stands is asked at each request, so that its end closes the pages at once.

use ipt::AccountId;
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, TheAccounts, Write, permission::TheCaseload, second_step::Fresh,
};

mod obstacle;
mod standing;

pub use obstacle::CoverObstacle;
pub use standing::OfTheStaff;

/// The longest that somebody covers in one go, in days: who is away for longer hands over. OpenIPT
/// design.
pub const LONGEST_DAYS: i64 = 366;

/// A cover to be named: who, and on which days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCover {
    /// Who covers.
    pub by: AccountId,
    /// From which day.
    pub from: Date,
    /// To which day.
    pub until: Date,
}

/// A cover that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Which.
    pub id: Uuid,
    /// Whose courses they are.
    pub covered: AccountId,
    /// Who covers.
    pub by: AccountId,
    /// From which moment.
    pub since: Timestamp,
    /// Before which moment it ends, or ended.
    pub until: Timestamp,
    /// Who named it.
    pub named_by: AccountId,
    /// Who ended it before its day.
    pub ended_by: Option<AccountId>,
}

impl Cover {
    /// Whether it stands at a moment.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.since <= now && !self.is_over(now)
    }
    /// Whether it is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until <= now
    }
    /// The last moment in it.
    pub fn last(&self) -> Timestamp {
        self.until.checked_sub(SignedDuration::from_millis(1)).unwrap_or(self.until)
    }
}

impl Clinic {
    /// Names who covers one's own caseload.
    ///
    /// # Errors
    /// [`Problem::CoverRefused`] with why not.
    pub fn name_cover(
        &self,
        access: &Access<TheCaseload, Write>,
        fresh: &Fresh,
        new: NewCover,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let me = access.actor().id();
        self.write_cover(me, new, me)
    }

    /// Names who covers the caseload of somebody who cannot do that: another than who names it.
    ///
    /// # Errors
    /// [`Problem::CoverRefused`] with why not.
    pub fn name_cover_for(
        &self,
        access: &Access<TheAccounts, Write>,
        fresh: &Fresh,
        covered: AccountId,
        new: NewCover,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        // Nobody opens courses to themselves.
        if new.by == access.actor().id() {
            return Err(Problem::CoverRefused(CoverObstacle::OwnDoing));
        }
        self.write_cover(covered, new, access.actor().id())
    }

    fn write_cover(
        &self,
        covered: AccountId,
        new: NewCover,
        named_by: AccountId,
    ) -> Result<(), Problem> {
        let refused = |why| Err(Problem::CoverRefused(why));
        if new.by == covered {
            return refused(CoverObstacle::Themselves);
        }
        if !self.account(covered).is_ok_and(|account| account.may_lead()) {
            return refused(CoverObstacle::LeadsNothing);
        }
        if !self.account(new.by).is_ok_and(|account| account.may_stand_in()) {
            return refused(CoverObstacle::NotATherapist);
        }
        let longest = new.from.saturating_add(LONGEST_DAYS.days());
        if new.until < new.from || new.until < self.today() || new.until > longest {
            return refused(CoverObstacle::Days);
        }
        let now = self.now().as_millisecond();
        let since = self.begins(new.from).max(now);
        let until = self.begins(new.until.saturating_add(1.day()));
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let there: bool = step.query_row(
            "SELECT EXISTS (SELECT 1 FROM cover WHERE covered = ?1 AND cover = ?2
               AND since < ?4 AND until > ?3)",
            params![covered.0, new.by.0, since, until],
            |row| row.get(0),
        )?;
        if there {
            return refused(CoverObstacle::CoversAlready);
        }
        step.execute(
            "INSERT INTO cover(id, covered, cover, since, until, named_at, named_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![Uuid::new_v4(), covered.0, new.by.0, since, until, now, named_by.0],
        )?;
        Ok(step.commit()?)
    }

    /// Ends a cover at once: one's own, or one that one gives.
    ///
    /// # Errors
    /// [`Problem::CoverRefused`] where there is none of this person's that could end.
    pub fn end_cover(&self, access: &Access<TheCaseload, Write>, id: Uuid) -> Result<(), Problem> {
        let me = access.actor().id();
        self.end_where(id, me, Some(me))
    }

    /// Ends a cover at once, as who runs the practice.
    ///
    /// # Errors
    /// [`Problem::CoverRefused`] where there is none that could end.
    pub fn end_cover_of(
        &self,
        access: &Access<TheAccounts, Write>,
        id: Uuid,
    ) -> Result<(), Problem> {
        self.end_where(id, access.actor().id(), None)
    }

    /// One that has not begun ends before it does.
    fn end_where(&self, id: Uuid, by: AccountId, of: Option<AccountId>) -> Result<(), Problem> {
        let ended = self.tables.durable().execute(
            "UPDATE cover SET until = max(?2, since), ended_by = ?3
             WHERE id = ?1 AND until > ?2 AND (?4 IS NULL OR covered = ?4 OR cover = ?4)",
            params![id, self.now().as_millisecond(), by.0, of.map(|of| of.0)],
        )?;
        if ended == 0 {
            return Err(Problem::CoverRefused(CoverObstacle::NotThere));
        }
        Ok(())
    }
}

/// Ends every cover of an account that ends, and every one that it gives.
pub(crate) fn end_with_account(
    tables: &Connection,
    id: AccountId,
    now: i64,
    by: AccountId,
) -> Result<(), Problem> {
    tables.execute(
        "UPDATE cover SET until = max(?2, since), ended_by = ?3
         WHERE (covered = ?1 OR cover = ?1) AND until > ?2",
        params![id.0, now, by.0],
    )?;
    Ok(())
}

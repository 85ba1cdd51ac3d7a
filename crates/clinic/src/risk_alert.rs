//! Risk alerts: taken on by a clinician within the practice's hours, or gone on to the deputy.

use ipt::{AccountId, ClientId, Command, CourseId, FlagId, risk::RiskAlertStep, summary::Summary};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::{
    Access, Account, Clinic, Expect, Problem, Role,
    caseload::Caseload,
    permission::{TheCaseload, Verb},
};

/// Who is named in a course for what the program does by itself.
pub const PROGRAM: AccountId = AccountId(Uuid::nil());

/// How many summaries are opened at once.
const AT_ONCE: usize = 500;

impl Account {
    /// Whether this person may be the practice's deputy: a therapist who works here.
    pub(crate) fn may_stand_in(&self) -> bool {
        self.has(Role::Therapist) && !self.ended
    }
}

impl Clinic {
    /// Has every alert that nobody took on within the practice's hours go on to the deputy. Gives
    /// how many went. Without a deputy who works here none goes; the settings say so.
    ///
    /// # Errors
    /// When the tables or the record cannot be read. One course that is broken holds back no other:
    /// its problem is told when all were tried. What cannot go on now is tried at the next call.
    pub fn escalate(&self) -> Result<usize, Problem> {
        let Some(deputy) = self.deputy() else { return Ok(0) };
        let now = self.now();
        let hours = i64::from(self.settings().alert_hours);
        let due = now.checked_sub(hours.hours()).unwrap_or(now);
        let late = |summary: &Summary| summary.risk_alert_since.is_some_and(|since| since <= due);
        let (mut gone, mut broken) = (0, None);
        for whose in self.waiting(late)? {
            match self.escalate_in(whose, due, deputy) {
                Ok(went) => gone += went,
                Err(problem) => broken = broken.or(Some(problem)),
            }
        }
        broken.map_or(Ok(gone), Err)
    }

    /// The same in one course.
    fn escalate_in(
        &self,
        (course, client): (CourseId, ClientId),
        due: Timestamp,
        deputy: AccountId,
    ) -> Result<usize, Problem> {
        let file = self.load(course, client)?;
        let late = file.course.open_flags().filter(|flag| {
            flag.waits() && !flag.has(RiskAlertStep::Escalated) && flag.raised_at <= due
        });
        let mut gone = 0;
        for flag in late {
            self.move_risk_alert(
                (course, client),
                PROGRAM,
                flag.id,
                RiskAlertStep::Escalated,
                deputy,
            )?;
            gone += 1;
        }
        Ok(gone)
    }

    /// Who stands in for whoever leads a course: the one that the settings name, while they work
    /// here. An alert must not go on to somebody who cannot sign in any more.
    pub fn deputy(&self) -> Option<AccountId> {
        let named = self.settings().deputy?;
        let works = self.account(named).is_ok_and(|account| account.may_stand_in());
        works.then_some(named)
    }

    pub(crate) fn move_risk_alert(
        &self,
        (course, client): (CourseId, ClientId),
        by: AccountId,
        flag: FlagId,
        step: RiskAlertStep,
        to: AccountId,
    ) -> Result<(), Problem> {
        let command = Command::MoveRiskAlert { flag, step, to: Some(to) };
        match self.act((course, client), by, Expect::Anything, Uuid::new_v4(), command) {
            // Somebody took it on in this very moment.
            Ok(_) | Err(Problem::Refused(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// The courses whose summary is so. A course whose summary cannot be opened is named on its
    /// therapist's caseload.
    pub(crate) fn waiting(
        &self,
        so: impl Fn(&Summary) -> bool,
    ) -> Result<Vec<(CourseId, ClientId)>, Problem> {
        let courses: Vec<(CourseId, ClientId)> = self
            .tables
            .swift()
            .prepare_cached("SELECT id, client FROM course ORDER BY created_at, id")?
            .query_map([], |row| Ok((CourseId(row.get(0)?), ClientId(row.get(1)?))))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for some in courses.chunks(AT_ONCE) {
            let summaries = self.summaries(some);
            let those = some.iter().zip(summaries).filter(|(_, summary)| {
                summary.as_ref().is_ok_and(|summary| summary.as_ref().is_some_and(&so))
            });
            found.extend(those.map(|(course, _)| *course));
        }
        Ok(found)
    }

    /// The courses of others whose alert went on to this person, as their deputy.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn gone_on<V: Verb>(&self, access: &Access<TheCaseload, V>) -> Result<Caseload, Problem> {
        if self.deputy() != Some(access.actor().id()) {
            return Ok(Caseload::default());
        }
        let me = access.actor().id();
        let courses = self.waiting(|summary| summary.gone_on_to.contains(&me))?;
        self.rows_of(&courses)
    }

    /// Until when an alert waits before it goes on; none where there is no deputy.
    pub fn goes_on_at(&self, raised_at: Timestamp) -> Option<Timestamp> {
        self.deputy()?;
        raised_at.checked_add(i64::from(self.settings().alert_hours).hours()).ok()
    }
}

//! Risk alerts: taken on by a clinician within the practice's hours, or gone on to the deputy.

use ipt::{AccountId, ClientId, Command, CourseId, FlagId, risk::AlertStep, summary::Summary};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::{
    Access, Clinic, Expect, Problem,
    caseload::Caseload,
    permission::{TheCaseload, Verb},
};

/// Who is named in a course for what the program does by itself.
pub const PROGRAM: AccountId = AccountId(Uuid::nil());

/// How many summaries are opened at once.
const AT_ONCE: usize = 500;

impl Clinic {
    /// Has every alert that nobody took on within the practice's hours go on to the deputy. Gives
    /// how many went. Without a deputy none goes; the settings say so.
    ///
    /// # Errors
    /// When the tables or the record cannot be read. An alert that cannot go on now is tried again
    /// at the next call.
    pub fn escalate(&self) -> Result<usize, Problem> {
        let settings = self.settings();
        let Some(deputy) = settings.deputy else { return Ok(0) };
        let now = self.now();
        let due = now.checked_sub(i64::from(settings.alert_hours).hours()).unwrap_or(now);
        let mut gone = 0;
        for (course, client) in
            self.waiting(|summary| summary.alert_waits_since.is_some_and(|since| since <= due))?
        {
            let file = self.load(course, client)?;
            let late = file.course.open_flags().filter(|flag| {
                flag.waits() && !flag.has(AlertStep::Escalated) && flag.raised_at <= due
            });
            for flag in late {
                self.move_alert((course, client), PROGRAM, flag.id, AlertStep::Escalated, deputy)?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    fn move_alert(
        &self,
        (course, client): (CourseId, ClientId),
        by: AccountId,
        flag: FlagId,
        step: AlertStep,
        to: AccountId,
    ) -> Result<(), Problem> {
        let command = Command::MoveAlert { flag, step, to: Some(to) };
        match self.act((course, client), by, Expect::Anything, Uuid::new_v4(), command) {
            // Somebody took it on in this very moment.
            Ok(_) | Err(Problem::Refused(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// The courses whose summary is so. A course whose summary cannot be opened is named on its
    /// therapist's caseload.
    fn waiting(&self, so: impl Fn(&Summary) -> bool) -> Result<Vec<(CourseId, ClientId)>, Problem> {
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
        if self.settings().deputy != Some(access.actor().id()) {
            return Ok(Caseload::default());
        }
        let mut caseload = self.rows_of_others(access.actor().id())?;
        caseload.rows.retain(|row| row.summary.escalated);
        caseload.broken.clear();
        Ok(caseload)
    }

    /// Until when an alert waits before it goes on; none where no deputy is named.
    pub fn goes_on_at(&self, raised_at: Timestamp) -> Option<Timestamp> {
        let settings = self.settings();
        settings.deputy?;
        raised_at.checked_add(i64::from(settings.alert_hours).hours()).ok()
    }
}

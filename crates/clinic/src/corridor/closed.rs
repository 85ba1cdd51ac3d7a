//! The practice's closed courses as score series, from the sealed summaries; none is replayed.

use ipt::{AccountId, ClientId, CourseId, Phase, summary::Summary};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Clinic, Problem};

/// So many summaries are opened at a time.
const AT_ONCE: usize = 256;

/// A closed course, without a name and without its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// Its PHQ-9 score at each session of acute treatment, from session 1 on.
    pub scores: Vec<Option<f64>>,
    /// The day of its last fact.
    pub ended: Option<Date>,
    /// Who led it, so that nobody finds others' by taking away their own.
    pub therapist: Option<AccountId>,
}

/// The closed courses that cannot be counted, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Closed before the first session.
    pub no_session: usize,
    /// No PHQ-9 score at any session: none was taken, or another measure was.
    pub no_score: usize,
    /// Scores, but none at session 1.
    pub no_start: usize,
    /// Whose summary cannot be opened.
    pub unreadable: usize,
}

/// All of them.
#[derive(Debug, Default, PartialEq)]
pub struct ClosedCourses {
    /// Those that count.
    pub counted: Vec<Closed>,
    /// Those that do not.
    pub left_out: LeftOut,
}

impl ClosedCourses {
    /// Sorts summaries. A course that is not closed is passed over: how it goes is not yet known.
    pub fn of(
        summaries: impl IntoIterator<Item = Result<Option<Summary>, Problem>>,
    ) -> ClosedCourses {
        let mut all = Self::default();
        summaries.into_iter().for_each(|summary| all.take_one(summary));
        all
    }

    fn take_one(&mut self, summary: Result<Option<Summary>, Problem>) {
        match summary {
            Ok(Some(summary)) if summary.phase == Phase::Closed => self.take(&summary),
            Ok(_) => {}
            Err(_) => self.left_out.unreadable += 1,
        }
    }

    /// Without the newest, so that their number goes up by this many at a time: who looks before and
    /// after one course ends learns nothing of it.
    pub(crate) fn in_steps_of(&self, many: usize) -> Self {
        let mut counted = self.counted.clone();
        counted.sort_by_key(|course| course.ended);
        counted.truncate(counted.len() - counted.len() % many);
        Self { counted, left_out: self.left_out }
    }

    /// Those that others led.
    pub(crate) fn without(&self, therapist: AccountId) -> Self {
        let others = self.counted.iter().filter(|course| course.therapist != Some(therapist));
        Self { counted: others.cloned().collect(), left_out: self.left_out }
    }

    fn take(&mut self, summary: &Summary) {
        // Maintenance comes after acute treatment in the series.
        let acute = usize::try_from(summary.held).unwrap_or(usize::MAX);
        let scores = summary.series.iter().take(acute).map(|score| score.map(f64::from));
        let scores: Vec<Option<f64>> = scores.collect();
        match scores.first() {
            None => self.left_out.no_session += 1,
            Some(Some(_)) => {
                self.counted.push(Closed { scores, ended: summary.last_on, therapist: None });
            }
            Some(None) if scores.iter().any(Option::is_some) => self.left_out.no_start += 1,
            Some(None) => self.left_out.no_score += 1,
        }
    }
}

impl Clinic {
    /// The closed courses of the whole practice.
    pub(super) fn closed_courses(&self) -> Result<ClosedCourses, Problem> {
        type Led = ((CourseId, ClientId), AccountId);
        let every: Vec<Led> = self
            .tables
            .swift()
            .prepare_cached("SELECT id, client, therapist FROM course ORDER BY created_at, id")?
            .query_map([], |row| {
                let (course, client): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
                Ok(((CourseId(course), ClientId(client)), AccountId(row.get(2)?)))
            })?
            .collect::<Result<_, _>>()?;
        let mut all = ClosedCourses::default();
        for some in every.chunks(AT_ONCE) {
            let courses: Vec<(CourseId, ClientId)> = some.iter().map(|(of, _)| *of).collect();
            for (summary, (_, therapist)) in self.summaries(&courses).into_iter().zip(some) {
                let before = all.counted.len();
                all.take_one(summary);
                all.counted.iter_mut().skip(before).for_each(|c| c.therapist = Some(*therapist));
            }
        }
        Ok(all)
    }
}

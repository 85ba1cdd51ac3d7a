//! The practice's closed courses as score series, from the sealed summaries; none is replayed.

use ipt::{ClientId, CourseId, Phase, summary::Summary};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Clinic, Problem};

/// A closed course, without a name and without its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// Its PHQ-9 score at each session of acute treatment, from session 1 on.
    pub scores: Vec<Option<f64>>,
    /// The day of its last fact.
    pub ended: Option<Date>,
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
        for summary in summaries {
            match summary {
                Ok(Some(summary)) if summary.phase == Phase::Closed => all.take(&summary),
                Ok(_) => {}
                Err(_) => all.left_out.unreadable += 1,
            }
        }
        all
    }

    fn take(&mut self, summary: &Summary) {
        // Maintenance comes after acute treatment in the series.
        let acute = usize::try_from(summary.held).unwrap_or(usize::MAX);
        let scores = summary.series.iter().take(acute).map(|score| score.map(f64::from));
        let scores: Vec<Option<f64>> = scores.collect();
        match scores.first() {
            None => self.left_out.no_session += 1,
            Some(Some(_)) => self.counted.push(Closed { scores, ended: summary.last_on }),
            Some(None) if scores.iter().any(Option::is_some) => self.left_out.no_start += 1,
            Some(None) => self.left_out.no_score += 1,
        }
    }
}

impl Clinic {
    /// The closed courses of the whole practice.
    pub(super) fn closed_courses(&self) -> Result<ClosedCourses, Problem> {
        let every: Vec<(CourseId, ClientId)> = self
            .tables
            .swift()
            .prepare_cached("SELECT id, client FROM course ORDER BY created_at, id")?
            .query_map([], |row| {
                let (course, client): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
                Ok((CourseId(course), ClientId(client)))
            })?
            .collect::<Result<_, _>>()?;
        Ok(ClosedCourses::of(self.summaries(&every)))
    }
}

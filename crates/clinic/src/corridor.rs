//! What stands beside a course: how others went who started with a like score.
//!
//! First the practice's own closed courses, where at least [`ENOUGH`] started in the same band;
//! else imported parameters, where the practice brought some; else nothing, and why. It describes;
//! it predicts nobody.

mod closed;
mod imported;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use ipt::alert;
use jiff::{Timestamp, civil::Date};
use outcomes::corridor::{Band, Case, StartBand};

pub use closed::{Closed, ClosedCourses, LeftOut};
pub use imported::{CORRIDOR_FILE, CorridorProblem, Imported};

use crate::{
    Access, Clinic, Problem,
    permission::{TheOutcomes, Verb},
};

/// So many closed courses of a band, and so many scores of a session, make a corridor; so no one
/// case shows through a percentile. OpenIPT design.
pub const ENOUGH: usize = 100;
/// How long what was counted is used before it is counted anew, in minutes.
const FRESH_FOR: i64 = 60;

/// What the corridor of a practice rests on.
pub(crate) struct Kept {
    enough: usize,
    /// Where imported parameters would be; none in memory.
    file: Option<PathBuf>,
    imported: Option<Imported>,
    counted: Mutex<Option<(Timestamp, Arc<ClosedCourses>)>>,
}

impl Kept {
    /// Of a practice with this data folder.
    pub(crate) fn beside(data: Option<&Path>) -> Self {
        let file = data.map(|data| data.join(CORRIDOR_FILE));
        Self { enough: ENOUGH, file, imported: None, counted: Mutex::default() }
    }

    /// Counts anew when it is asked next.
    pub(crate) fn forget(&self) {
        *self.counted.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The file of imported parameters, if there is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| file.is_file())
    }
}

/// What a corridor rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    /// The practice's own closed courses.
    Own {
        /// When the first of them ended.
        from: Option<Date>,
        /// When the last of them ended.
        to: Option<Date>,
    },
    /// Imported parameters.
    Imported {
        /// Where they come from.
        source: String,
        /// How many cases they rest on.
        n: usize,
        /// The day of the figures.
        date: Date,
    },
}

/// A corridor with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Corridor {
    /// What it rests on.
    pub basis: Basis,
    /// The band with its sessions.
    pub band: Band,
}

/// What is known of others for a course with this start.
#[derive(Clone, Debug, PartialEq)]
pub struct Others {
    /// The band of the start: that of the measure.
    pub start: StartBand,
    /// How many own closed courses started in it.
    pub own: usize,
    /// How many it takes.
    pub enough: usize,
    /// The closed courses that could not be counted.
    pub left_out: LeftOut,
    /// The corridor, if there is one.
    pub corridor: Option<Corridor>,
}

impl Others {
    /// From closed courses, else from what was imported.
    pub fn of(
        closed: &ClosedCourses,
        start: StartBand,
        score: f64,
        enough: usize,
        imported: Option<&Imported>,
    ) -> Self {
        let like =
            |case: &&Closed| Case { scores: &case.scores }.start().is_some_and(|s| start.holds(s));
        let own: Vec<&Closed> = closed.counted.iter().filter(like).collect();
        let known = |band: &Band| !band.sessions.is_empty();
        let corridor = (own.len() >= enough)
            .then(|| Band::of(own.iter().map(|c| Case { scores: &c.scores }), start, enough))
            .filter(known)
            .map(|band| {
                let ends = || own.iter().filter_map(|case| case.ended);
                Corridor { basis: Basis::Own { from: ends().min(), to: ends().max() }, band }
            })
            .or_else(|| {
                let imported = imported?;
                let Imported { source, n, date, .. } = imported.clone();
                let band = imported.band(score)?.clone();
                Some(Corridor { basis: Basis::Imported { source, n, date }, band })
            });
        Self { start, own: own.len(), enough, left_out: closed.left_out, corridor }
    }
}

impl Clinic {
    /// Reads the imported parameters, before anything is served.
    ///
    /// # Errors
    /// [`Problem::Corridor`], the first flaw with its file, line and column.
    pub fn with_imported_corridor(mut self) -> Result<Self, Problem> {
        if let Some(file) = &self.corridor.file {
            self.corridor.imported = Imported::of_file(file)?;
        }
        Ok(self)
    }

    /// A practice for which fewer cases are enough: for tests, which cannot close a hundred
    /// courses. No setting and no option leads here.
    #[must_use]
    pub fn with_enough_cases(mut self, enough: usize) -> Self {
        self.corridor.enough = enough;
        self
    }

    /// How others went who started as this score does; none for a score out of range.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn others<V: Verb>(
        &self,
        _: &Access<TheOutcomes, V>,
        start: u32,
    ) -> Result<Option<Others>, Problem> {
        let Some(measure) = self.measures().find(alert::DEPRESSION) else { return Ok(None) };
        let Some(band) = measure.band(start) else { return Ok(None) };
        let end = |figure| f64::from(measure.in_unit(figure).unwrap_or(0));
        let band = StartBand { min: end(band.min), max: end(band.max) };
        let closed = self.counted()?;
        let Kept { enough, imported, .. } = &self.corridor;
        Ok(Some(Others::of(&closed, band, f64::from(start), *enough, imported.as_ref())))
    }

    /// The closed courses as they were counted within [`FRESH_FOR`] minutes.
    pub(crate) fn counted(&self) -> Result<Arc<ClosedCourses>, Problem> {
        let now = self.now();
        let mut kept = self.corridor.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, counted)) = &*kept {
            let age = now.as_second() - at.as_second();
            if (0..FRESH_FOR * 60).contains(&age) {
                return Ok(Arc::clone(counted));
            }
        }
        // Who asks meanwhile waits for this count instead of counting as well.
        let counted = Arc::new(self.closed_courses()?);
        *kept = Some((now, Arc::clone(&counted)));
        Ok(counted)
    }
}

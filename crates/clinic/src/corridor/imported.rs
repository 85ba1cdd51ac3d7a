//! Parameters of a corridor that a practice brings from elsewhere: a table with its source.

use std::{fs, io, ops::Range, path::Path};

use ipt::{alert, measure::Catalogue};
use jiff::civil::Date;
use outcomes::corridor::{Band, Expected, StartBand};
use serde::Deserialize;
use toml::Spanned;

use crate::Problem;

/// The file, in the practice's data folder.
pub const CORRIDOR_FILE: &str = "corridor.toml";

/// A corridor that was brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Where its figures come from, as a person reads it.
    pub source: String,
    /// How many cases they rest on.
    pub n: usize,
    /// The day of the figures.
    pub date: Date,
    /// The bands, by their scores at session 1.
    pub bands: Vec<Band>,
}

/// What is wrong with such a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct CorridorProblem {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<u32>,
    measure: Spanned<String>,
    source: Spanned<String>,
    n: Spanned<usize>,
    date: Spanned<String>,
    band: Spanned<Vec<FileBand>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBand {
    start: Spanned<[u32; 2]>,
    n: Spanned<usize>,
    session: Spanned<Vec<Spanned<FileSession>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSession {
    number: u32,
    low: f64,
    middle: f64,
    high: f64,
}

/// A flaw at a place of the text.
type Flaw = (Range<usize>, String);

fn require(holds: bool, at: &Range<usize>, reason: &str) -> Result<(), Flaw> {
    if holds { Ok(()) } else { Err((at.clone(), reason.to_owned())) }
}

impl Imported {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// The first flaw, with its line and column.
    pub fn read(text: &str) -> Result<Self, CorridorProblem> {
        let read = toml::from_str::<File>(text)
            .map_err(|error| (error.span().unwrap_or_default(), error.message().to_owned()))
            .and_then(Self::sound);
        read.map_err(|(at, reason)| {
            let before = text.get(..at.start).unwrap_or(text);
            let line = before.rsplit('\n').next().unwrap_or_default();
            CorridorProblem {
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
                reason,
            }
        })
    }

    /// Reads the file of a practice; none where there is none.
    pub(crate) fn of_file(path: &Path) -> Result<Option<Self>, Problem> {
        let said =
            |problem: String| Problem::Corridor { file: path.display().to_string(), problem };
        match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(said(error.to_string())),
            Ok(text) => Self::read(&text).map(Some).map_err(|problem| said(problem.to_string())),
        }
    }

    /// The band in which a score at session 1 lies.
    pub fn band(&self, start: f64) -> Option<&Band> {
        self.bands.iter().find(|band| band.start.holds(start))
    }

    fn sound(file: File) -> Result<Self, Flaw> {
        require(
            *file.version.get_ref() == 1,
            &file.version.span(),
            "this program knows version 1",
        )?;
        let fits = file.measure.get_ref() == alert::DEPRESSION;
        let of = format!("a corridor is of the measure {}", alert::DEPRESSION);
        require(fits, &file.measure.span(), &of)?;
        let named = !file.source.get_ref().trim().is_empty();
        require(named, &file.source.span(), "where the figures come from must be said")?;
        require(*file.n.get_ref() > 0, &file.n.span(), "they must rest on a case at least")?;
        let date =
            file.date.get_ref().parse().map_err(|_| {
                (file.date.span(), "this is no date such as \"2026-01-31\"".to_owned())
            })?;
        require(!file.band.get_ref().is_empty(), &file.band.span(), "there is no band")?;
        let mut bands: Vec<Band> = Vec::new();
        for band in file.band.get_ref() {
            let found = band.sound()?;
            let start = found.start;
            let apart = |other: &Band| start.max < other.start.min || other.start.max < start.min;
            require(bands.iter().all(apart), &band.start.span(), "two bands hold the same score")?;
            bands.push(found);
        }
        let of_bands = bands.iter().map(|band| band.n).fold(0, usize::saturating_add);
        require(of_bands <= *file.n.get_ref(), &file.n.span(), "the bands have more cases")?;
        let (source, n) = (file.source.into_inner(), file.n.into_inner());
        Ok(Self { source: source.trim().to_owned(), n, date, bands })
    }
}

/// The largest PHQ-9 score.
fn most() -> f64 {
    let known = Catalogue::default();
    let measure = known.find(alert::DEPRESSION).expect("BUG: the PHQ-9 ships");
    f64::from(measure.in_unit(measure.range.1).unwrap_or(0))
}

impl FileBand {
    fn sound(&self) -> Result<Band, Flaw> {
        let (at, most) = (self.start.span(), most());
        let [min, max] = self.start.get_ref().map(f64::from);
        require(min <= max, &at, "a band goes from its lowest score to its highest")?;
        require(max <= most, &at, &format!("a score is at most {most}"))?;
        let n = *self.n.get_ref();
        require(n > 0, &self.n.span(), "it must rest on a case at least")?;
        let listed = self.session.get_ref();
        require(!listed.is_empty(), &self.session.span(), "there is no session")?;
        let mut sessions: Vec<Expected> = Vec::new();
        for spanned in listed {
            let (at, session) = (spanned.span(), spanned.get_ref());
            let before = sessions.last().map_or(1, |before| before.session);
            require(session.number > before, &at, "sessions go up, from 2 on")?;
            let rising = session.low <= session.middle && session.middle <= session.high;
            require(rising, &at, "low, middle and high must not fall")?;
            let possible = session.low >= 0.0 && session.high <= most;
            require(possible, &at, &format!("a score lies from 0 to {most}"))?;
            let FileSession { number, low, middle, high } = *session;
            sessions.push(Expected { session: number, n, low, middle, high });
        }
        Ok(Band { start: StartBand { min, max }, n, sessions })
    }
}

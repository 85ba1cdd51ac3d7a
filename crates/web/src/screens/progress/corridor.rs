//! Beside how others went: where this course lies, what that rests on, how it is counted, and what
//! would turn the flag off.

use clinic::{
    Access, Read, TheCourse,
    corridor::{Basis, Corridor, LeftOut, Others},
    figures::FEW,
    permission::TheOutcomes,
};
use ipt::{Course, Phase, alert, session::SessionNumber};
use jiff::civil::Date;
use outcomes::corridor::{Expected, Place, StartBand};

use crate::{
    answer::Failure,
    ask::Ask,
    plain,
    words::{Argument, words},
};

/// The section.
pub struct Section {
    /// What it rests on, or why there is nothing.
    pub(super) basis: Vec<String>,
    /// How it is counted.
    pub(super) formula: Vec<String>,
    /// Whether it rests on own courses, whose number differs by session.
    pub(super) own: bool,
    /// The sessions.
    pub(super) rows: Vec<Row>,
    /// What is said of the latest session; none where nothing is held against anything.
    pub(super) latest: Option<String>,
    /// What would turn the flag off, while there is one.
    pub(super) ends: Option<String>,
}

/// A session.
pub(super) struct Row {
    pub(super) session: u32,
    pub(super) n: usize,
    pub(super) low: String,
    pub(super) middle: String,
    pub(super) high: String,
    pub(super) score: String,
    pub(super) place: &'static str,
}

/// What is known of others for this course; none without a score at session 1.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn others(
    ask: &Ask,
    access: &Access<TheCourse, Read>,
    course: &Course,
) -> Result<Option<Others>, Failure> {
    let Some(start) = score_at(course, 1) else { return Ok(None) };
    let outcomes: Access<TheOutcomes, Read> = ask.clinic().may(access.actor(), (), "progress")?;
    Ok(ask.clinic().others(&outcomes, start)?)
}

/// The corridor for a drawing: the day, and from what score to what, of each session held of which
/// enough is known.
pub fn drawn(course: &Course, corridor: &Corridor) -> Vec<(Date, f64, f64)> {
    let held = course.sessions.iter().filter_map(|session| {
        let SessionNumber::Acute(number) = session.number else { return None };
        let expected = corridor.band.at(number)?;
        Some((session.on, expected.low, expected.high))
    });
    held.collect()
}

impl Section {
    /// Of a course, from what is known of others.
    pub fn of(course: &Course, others: Option<&Others>) -> Self {
        let none = |basis| Self {
            basis,
            formula: Vec::new(),
            own: false,
            rows: Vec::new(),
            latest: None,
            ends: None,
        };
        let Some(others) = others else {
            return none(vec![words().t("corridor-no-start").into_owned()]);
        };
        let Some(corridor) = &others.corridor else {
            let (enough, band) = (others.enough.to_string(), range(others.start));
            let own = few(others.own);
            let figures: [(_, &dyn Argument); 3] =
                [("n", &own), ("band", &band), ("enough", &enough)];
            let mut why = vec![words().with("corridor-none", &figures)];
            why.extend(left_out(others.left_out));
            return Self { formula: own_formula(others), ..none(why) };
        };
        let (latest, ends) = latest(course, corridor);
        let formula = match corridor.basis {
            Basis::Own { .. } => own_formula(others),
            Basis::Imported { .. } => vec![words().t("corridor-formula-imported").into_owned()],
        };
        let own = matches!(corridor.basis, Basis::Own { .. });
        let rows = rows(course, corridor);
        Self { basis: basis(corridor, others), formula, own, rows, latest, ends }
    }
}

/// The depression score at a session of acute treatment.
fn score_at(course: &Course, number: u32) -> Option<u32> {
    course.score_at(alert::DEPRESSION, SessionNumber::Acute(number)).map(|score| score.total)
}

fn range(band: StartBand) -> String {
    format!("{}–{}", band.min, band.max)
}

/// A count, as far as it may be told.
pub fn few(n: usize) -> String {
    match n {
        0 => words().t("corridor-count-none").into_owned(),
        n if n < FEW => words().with("corridor-count-few", &[("few", &FEW.to_string())]),
        n => n.to_string(),
    }
}

/// With a decimal only where there is one.
fn figure(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    rounded.to_string()
}

fn basis(corridor: &Corridor, others: &Others) -> Vec<String> {
    let (n, band) = (corridor.band.n.to_string(), range(corridor.band.start));
    match &corridor.basis {
        Basis::Own { from, to } => {
            let day = |day: Option<jiff::civil::Date>| day.map(plain::date).unwrap_or_default();
            let (from, to) = (day(*from), day(*to));
            let said: [(_, &dyn Argument); 4] =
                [("n", &n), ("band", &band), ("from", &from), ("to", &to)];
            let mut lines = vec![words().with("corridor-own", &said)];
            lines.extend(left_out(others.left_out));
            lines
        }
        Basis::Imported { source, n: all, date } => {
            let (all, date) = (all.to_string(), plain::date(*date));
            let said: [(_, &dyn Argument); 5] =
                [("n", &n), ("band", &band), ("source", source), ("all", &all), ("date", &date)];
            let (own, enough) = (few(others.own), others.enough.to_string());
            let why: [(_, &dyn Argument); 2] = [("n", &own), ("enough", &enough)];
            vec![
                words().with("corridor-imported", &said),
                words().with("corridor-imported-why", &why),
            ]
        }
    }
}

/// The closed courses that do not count, by why; only where there are some.
pub fn left_out(left_out: LeftOut) -> Option<String> {
    let LeftOut { no_session, no_score, no_start, unreadable } = left_out;
    let parts = [
        ("corridor-out-session", no_session),
        ("corridor-out-score", no_score),
        ("corridor-out-start", no_start),
        ("corridor-out-unreadable", unreadable),
    ];
    let some = parts.iter().filter(|(_, n)| *n > 0);
    let parts: Vec<String> = some.map(|(key, n)| words().with(key, &[("n", &few(*n))])).collect();
    let parts = parts.join("; ");
    (!parts.is_empty()).then(|| words().with("corridor-left-out", &[("parts", &parts)]))
}

fn own_formula(others: &Others) -> Vec<String> {
    let (band, enough) = (range(others.start), others.enough.to_string());
    let of: [(_, &dyn Argument); 2] = [("band", &band), ("enough", &enough)];
    vec![
        words().with("corridor-formula-own", &of),
        words().t("corridor-formula-percentile").into_owned(),
        words().with("corridor-formula-least", &of),
    ]
}

fn rows(course: &Course, corridor: &Corridor) -> Vec<Row> {
    let row = |expected: &Expected| {
        let score = score_at(course, expected.session);
        let place = score.and_then(|s| corridor.band.place(expected.session, f64::from(s)));
        Row {
            session: expected.session,
            n: expected.n,
            low: figure(expected.low),
            middle: figure(expected.middle),
            high: figure(expected.high),
            score: score.map_or_else(|| "–".to_owned(), |score| score.to_string()),
            place: match place {
                Some(Place::Below) => "corridor-below",
                Some(Place::Within) => "corridor-within",
                Some(Place::Above) => "corridor-above",
                None => "",
            },
        }
    };
    corridor.band.sessions.iter().map(row).collect()
}

/// What is said of the latest session of acute treatment, and what would turn a flag off.
fn latest(course: &Course, corridor: &Corridor) -> (Option<String>, Option<String>) {
    let last = course.sessions.last().filter(|_| course.phase != Phase::Closed);
    let Some(SessionNumber::Acute(number)) = last.map(|session| session.number) else {
        return (None, None);
    };
    let placed = score_at(course, number)
        .and_then(|score| Some((score, corridor.band.place(number, f64::from(score))?)));
    let at = number.to_string();
    let Some((score, place)) = placed else {
        return (Some(words().with("corridor-latest-unknown", &[("at", &at)])), None);
    };
    let score = score.to_string();
    let high = corridor.band.at(number).map_or(0.0, |expected| expected.high);
    let high = figure(high);
    let figures: [(_, &dyn Argument); 3] = [("at", &at), ("score", &score), ("high", &high)];
    let next = number.saturating_add(1).to_string();
    match place {
        Place::Below => (Some(words().with("corridor-latest-below", &figures)), None),
        Place::Within => (Some(words().with("corridor-latest-within", &figures)), None),
        Place::Above => {
            let ends = match corridor.band.ends_at(number) {
                Some(high) => {
                    let most = high.floor().to_string();
                    words().with("corridor-ends", &[("next", &next), ("most", &most)])
                }
                None => words().with("corridor-ends-unknown", &[("next", &next)]),
            };
            (Some(words().with("corridor-latest-above", &figures)), Some(ends))
        }
    }
}

//! Measures: what the practice uses, drawn as a trend with a table beside it, each with its bands,
//! cut-offs, sources and marks.

use askama::Template;
use clinic::{Access, Read, TheCourse, Write};
use ipt::{Command, Course, measure::Measure, score::KeptScore};
use uuid::Uuid;

use super::{CourseFrame, act_and_go};
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    parts::Svg,
    plain,
};

mod drawn;
mod entry;
pub mod item;
mod known;
pub mod told;

pub use drawn::trend;
pub use entry::{enter, form};
use known::Known;

#[derive(Template)]
#[template(path = "screens/measures/page.html")]
struct MeasuresPage {
    page: Page,
    frame: CourseFrame,
    measures: Vec<MeasureView>,
}

struct MeasureView {
    address: String,
    key: String,
    title: String,
    trend: Option<Svg>,
    /// Whether what is drawn behind the trend was not read at its source.
    unverified: bool,
    events: Vec<String>,
    rows: Vec<ScoreRow>,
    itemised: bool,
    known: Option<Known>,
}

struct ScoreRow {
    number: u32,
    struck: String,
    session: String,
    on: String,
    total: String,
    band: String,
    unverified: bool,
    more: Vec<String>,
    items: String,
    risk: bool,
}

/// The ids of the measures that a course shows: those in use, then others that it has scores of.
pub fn shown(ask: &Ask, course: &Course) -> Vec<String> {
    let mut ids: Vec<String> =
        ask.clinic().measures_in_use().iter().map(|measure| measure.id.clone()).collect();
    for kept in &course.scores {
        if !ids.contains(&kept.score.measure) {
            ids.push(kept.score.measure.clone());
        }
    }
    ids
}

fn row(measure: Option<&Measure>, number: u32, kept: &KeptScore) -> ScoreRow {
    let score = &kept.score;
    let answers = score.answers();
    let items = answers.iter().map(|a| a.map_or_else(|| "–".to_owned(), |a| a.to_string()));
    let alone = score.risk_answers.iter().any(|(_, answer)| *answer > 0);
    let by_measure = |measure: &Measure| {
        measure.risk_by_value(score.total) || !measure.risk_items(&answers).is_empty()
    };
    let risk = alone || measure.is_some_and(by_measure);
    ScoreRow {
        number,
        struck: kept.struck.clone().unwrap_or_default(),
        session: score.session.map_or_else(|| "–".to_owned(), |number| number.to_string()),
        on: plain::date(score.on),
        total: score.shown(),
        band: told::name(measure, score),
        unverified: told::is_unverified(measure, score),
        more: told::more(measure, score),
        items: items.collect::<Vec<_>>().join(" "),
        risk,
    }
}

/// The trends and their tables.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "measures");
    let measures = shown(ask, course).into_iter().map(|id| view(ask, course, &id)).collect();
    answer::show(&MeasuresPage { page, frame, measures })
}

/// A measure of a course. Its file may be gone: then its scores stand with what they hold.
fn view(ask: &Ask, course: &Course, id: &str) -> MeasureView {
    let measure = ask.clinic().measures().find(id);
    let (trend, events) = measure.map_or((None, Vec::new()), |measure| trend(course, measure));
    let rows: Vec<ScoreRow> = (1..)
        .zip(&course.scores)
        .filter(|(_, kept)| kept.score.measure == id)
        .map(|(number, kept)| row(measure, number, kept))
        .collect();
    MeasureView {
        address: ask.room(&format!("measures/{id}")),
        key: Uuid::new_v4().to_string(),
        title: measure.map_or_else(|| id.to_uppercase(), |measure| measure.title.clone()),
        trend,
        unverified: measure.is_some_and(drawn::is_unverified),
        events,
        itemised: rows.iter().any(|row| !row.items.is_empty()),
        rows,
        known: measure.map(Known::of),
    }
}

/// Strikes a score that was entered wrongly.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let score = ask.field("score").parse().map_err(|_| Failure::choice())?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::StrikeScore { score, reason }, "measures")
}

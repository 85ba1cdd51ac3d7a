//! Measures: what the practice uses, drawn as a thread with a table beside it, each with its bands,
//! cut-offs, sources and marks.

use askama::Template;
use clinic::{Access, Read, TheCourse, Write};
use ipt::{
    Command, Course,
    measure::Measure,
    score::{KeptScore, Score},
};
use uuid::Uuid;

use super::{CourseFrame, act_and_go};
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    plain,
};

mod drawn;
mod entry;
pub mod item;
mod known;
mod one;
pub mod told;

pub use drawn::{Happened, Scored, ThreadView, thread, thread_at};
pub use entry::{enter, form};
use known::Known;
pub use one::score;

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
    thread: Option<ThreadView>,
    rows: Vec<ScoreRow>,
    itemised: bool,
    known: Option<Known>,
}

struct ScoreRow {
    number: u32,
    address: String,
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

fn row(ask: &Ask, measure: Option<&Measure>, number: u32, kept: &KeptScore) -> ScoreRow {
    let score = &kept.score;
    let answers = score.answers();
    let items = answers.iter().map(|a| a.map_or_else(|| "–".to_owned(), |a| a.to_string()));
    ScoreRow {
        number,
        address: ask.room(&format!("measures/{}/scores/{number}", score.measure)),
        struck: kept.struck.clone().unwrap_or_default(),
        session: score.session.map_or_else(|| "–".to_owned(), |number| number.to_string()),
        on: plain::date(score.on),
        total: score.shown(),
        band: told::name(measure, score),
        unverified: told::is_unverified(measure, score),
        more: told::more(measure, score),
        items: items.collect::<Vec<_>>().join(" "),
        risk: risk_raised(measure, score),
    }
}

/// Whether an answer to a risk question was above 0, or the value alone raises one.
fn risk_raised(measure: Option<&Measure>, score: &Score) -> bool {
    let alone = score.risk_answers.iter().any(|(_, answer)| *answer > 0);
    let by_measure = |measure: &Measure| {
        measure.risk_by_value(score.total) || !measure.risk_items(&score.answers()).is_empty()
    };
    alone || measure.is_some_and(by_measure)
}

/// The threads and their tables.
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
    let rows: Vec<ScoreRow> = (1..)
        .zip(&course.scores)
        .filter(|(_, kept)| kept.score.measure == id)
        .map(|(number, kept)| row(ask, measure, number, kept))
        .collect();
    MeasureView {
        address: ask.room(&format!("measures/{id}")),
        key: Uuid::new_v4().to_string(),
        title: measure.map_or_else(|| id.to_uppercase(), |measure| measure.title.clone()),
        thread: measure.and_then(|measure| thread(ask, course, &[measure], &[])),
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

//! A session of the day: one that is booked, or one that was begun.

use clinic::caseload::Row;
use ipt::{Code, Phase, session::SessionNumber};
use jiff::civil::{Date, Time};

use super::{address, session_words};
use crate::{
    plain,
    screens::caseload::{arrow, flags},
    words::words,
};

/// A session as the day shows it.
pub struct SessionOfDay {
    /// `14:30`; empty if no time was said.
    pub time: String,
    /// The course.
    pub address: String,
    /// Who comes.
    pub name: String,
    /// Which session, which phase, which areas.
    pub about: Vec<String>,
    /// The last score; empty if there is none.
    pub score: String,
    /// How the score moved, as a sign and in words.
    pub arrow: (&'static str, String),
    /// The flags of the caseload.
    pub flags: Vec<(&'static str, String)>,
    /// Where the work is done, what is done there, and whether it is the thing to do now.
    pub link: (String, String, bool),
}

/// The sessions of a day in the order of their time; those without a time come last.
pub fn of_day(rows: &[Row], day: Date, today: Date) -> Vec<SessionOfDay> {
    let mut of_day: Vec<(Option<Time>, SessionOfDay)> = Vec::new();
    for row in rows {
        let summary = &row.summary;
        if summary.last_session == Some(day) {
            of_day.push((summary.last_at, begun(row, today)));
        }
        if summary.next_session == Some(day) {
            of_day.push((summary.next_at, booked(row, today)));
        }
    }
    of_day.sort_by_key(|(at, _)| (at.is_none(), *at));
    of_day.into_iter().map(|(_, session)| session).collect()
}

/// A session that was begun: its note is written there.
fn begun(row: &Row, today: Date) -> SessionOfDay {
    let number = row.summary.latest();
    let unsigned = number.is_some() && row.summary.unsigned == number;
    let key = if unsigned { "today-write" } else { "today-open" };
    let room = number.map_or_else(|| "sessions".to_owned(), |number| format!("sessions/{number}"));
    let link = (format!("{}/{room}", address(row)), numbered(key, number), unsigned);
    shown(row, today, row.summary.last_at, number, link)
}

/// A session that is booked: it begins on its day, unless the course is not so far, or paused.
fn booked(row: &Row, today: Date) -> SessionOfDay {
    let summary = &row.summary;
    let number = Some(summary.next_number());
    let held = matches!(
        summary.phase,
        Phase::Initial | Phase::Middle | Phase::Concluding | Phase::Maintenance
    );
    let link = if held && !summary.paused && summary.next_session == Some(today) {
        (format!("{}/sessions", address(row)), numbered("today-begin", number), true)
    } else {
        (address(row), words().t("today-open-course").into_owned(), false)
    };
    shown(row, today, summary.next_at, number, link)
}

fn numbered(key: &str, number: Option<SessionNumber>) -> String {
    let number = number.map_or_else(String::new, |number| number.to_string());
    words().with(key, &[("n", &number)])
}

fn shown(
    row: &Row,
    today: Date,
    at: Option<Time>,
    number: Option<SessionNumber>,
    link: (String, String, bool),
) -> SessionOfDay {
    let summary = &row.summary;
    let dialect = summary.dialect;
    let phase = words().d(&format!("phase-{}", summary.phase.code()), dialect).into_owned();
    let mut about = vec![session_words(summary, number), phase];
    about.extend(
        summary.areas.iter().map(|area| {
            words().t(&format!("area-{}-{}", area.code(), dialect.code())).into_owned()
        }),
    );
    let scores: Vec<u32> = summary.series.iter().flatten().copied().collect();
    let (sign, key) = arrow(&scores);
    SessionOfDay {
        time: at.map_or(String::new(), plain::time),
        address: address(row),
        name: row.identity.name.clone(),
        about,
        score: scores.last().map_or_else(String::new, ToString::to_string),
        arrow: (sign, words().t(key).into_owned()),
        flags: flags(summary, today),
        link,
    }
}

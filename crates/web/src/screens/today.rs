//! Today: who comes and when, what waits, and who comes in the next seven days. From the sealed
//! summaries of the caseload; no course is replayed.

use askama::Template;
use clinic::{
    Access, Read,
    caseload::{Caseload, Row},
    permission::TheCaseload,
};
use ipt::{Phase, session::SessionNumber, summary::Summary};
use jiff::{ToSpan, civil::Date};

use super::{
    caseload::{told_broken, word_stuck},
    cover,
};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

mod session;
mod waiting;

use session::SessionOfDay;
use waiting::Waiting;

/// How many days ahead are shown.
const AHEAD: i64 = 7;

#[derive(Template)]
#[template(path = "screens/today/page.html")]
struct TodayPage {
    page: Page,
    heading: String,
    before: String,
    after: String,
    /// Whether the day shown is today: only then is it said what waits.
    today: bool,
    /// Whether nobody is in this person's care.
    nobody: bool,
    broken: Vec<String>,
    /// Whether word of an alert could not be sent to this person.
    word_stuck: bool,
    /// What of safety waits: it comes before everything else.
    safety: Vec<Waiting>,
    sessions: Vec<SessionOfDay>,
    waiting: Vec<Waiting>,
    ahead: Vec<Coming>,
    /// Courses of others that this person covers.
    covered: Vec<Covered>,
}

/// What is today, and what waits, in courses that are covered for somebody.
struct Covered {
    heading: String,
    today: Vec<Coming>,
    waiting: Vec<Waiting>,
}

/// A session of the days ahead.
struct Coming {
    when: String,
    address: String,
    name: String,
    session: String,
}

/// A day: today, or the day in the query.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCaseload, Read>) -> Answer {
    let Caseload { rows, broken } = ask.clinic().caseload(access)?;
    let today = ask.clinic().today();
    let day = ipt::form::date(ask.queried("on")).unwrap_or(today);
    let is_today = day == today;
    let mut waiting = if is_today { waiting::all(&rows, today) } else { Vec::new() };
    if is_today {
        let erasures = ask.clinic().erasures_to_confirm(access)?;
        waiting.extend(erasures.into_iter().map(waiting::erasure));
    }
    let gone_on = ask.clinic().gone_on(access)?.rows;
    let mut safety: Vec<Waiting> = gone_on.iter().map(waiting::gone_on).collect();
    safety.extend(waiting.extract_if(.., |line| line.class == "safety"));
    let mut broken: Vec<String> = broken.iter().map(told_broken).collect();
    let mut covered = Vec::new();
    for (cover, courses) in ask.clinic().covered_courses(access)? {
        broken.extend(courses.broken.iter().map(told_broken));
        let mut waiting = if is_today { waiting::all(&courses.rows, today) } else { Vec::new() };
        safety.extend(waiting.extract_if(.., |line| line.class == "safety"));
        let heading = cover::heading(ask, &cover);
        covered.push(Covered { heading, today: coming(&courses.rows, (day, day)), waiting });
    }
    answer::show(&TodayPage {
        page: Page::of(ask, &words().t("today-title")),
        heading: plain::day_heading(day, today),
        before: format!("/today?on={}", days_from(day, -1)),
        after: format!("/today?on={}", days_from(day, 1)),
        today: is_today,
        nobody: rows.is_empty() && broken.is_empty(),
        word_stuck: word_stuck(access, &rows, &gone_on),
        broken,
        covered,
        sessions: session::of_day(&rows, day, today),
        safety,
        waiting,
        ahead: if is_today { ahead(&rows, today) } else { Vec::new() },
    })
}

/// A day some days away; the same day at the end of the calendar.
fn days_from(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// Who comes in the days ahead, by day and time; a session without a time comes last.
fn ahead(rows: &[Row], today: Date) -> Vec<Coming> {
    coming(rows, (days_from(today, 1), days_from(today, AHEAD)))
}

/// Who comes between two days, both included.
fn coming(rows: &[Row], (from, until): (Date, Date)) -> Vec<Coming> {
    let booked = |row: &Row| row.summary.booking().map(|booking| (booking, row.clone()));
    let mut coming: Vec<_> = rows.iter().filter_map(booked).collect();
    coming.retain(|(booking, _)| booking.on >= from && booking.on <= until);
    coming.sort_by_key(|(booking, _)| (booking.on, booking.at.is_none(), booking.at));
    let line = |(booking, row): (ipt::Booking, Row)| Coming {
        when: plain::timed(plain::weekday(booking.on), booking.at),
        address: address(&row),
        name: row.identity.name,
        session: session_words(&row.summary, Some(row.summary.next_number())),
    };
    coming.into_iter().map(line).collect()
}

/// The address of a row's course.
fn address(row: &Row) -> String {
    format!("/courses/{}", row.course)
}

/// `Session 7 of 16`; before the first session what there is instead.
fn session_words(summary: &Summary, number: Option<SessionNumber>) -> String {
    match (summary.phase, number) {
        (Phase::Referred | Phase::Suitability, _) | (_, None) => {
            words().t("today-first-talk").into_owned()
        }
        (_, Some(SessionNumber::Acute(n))) => {
            words().with("today-session", &[("n", &n), ("agreed", &summary.agreed)])
        }
        (_, Some(SessionNumber::Maintenance(n))) => {
            words().with("session-maintenance", &[("n", &n)])
        }
    }
}

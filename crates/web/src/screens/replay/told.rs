//! The changes of the circle in words.

use ipt::{
    Course,
    inventory::{
        circle::Layout,
        replay::{Change, Replay, What},
    },
    session::SessionNumber,
};
use jiff::civil::Date;

use crate::{plain, words::words};

/// What changed, under its day.
pub(super) type Days = Vec<Day>;

/// A day on which something changed.
pub(super) struct Day {
    /// `3 Mar 2026, after session 5`.
    pub when: String,
    /// `Ida: close ring → inner ring`.
    pub lines: Vec<String>,
}

/// After which session something was: that it held counts more than the day.
pub(super) fn after(session: Option<SessionNumber>) -> String {
    match session {
        Some(number) => words().with("replay-after", &[("n", &number.to_string())]),
        None => words().t("replay-before").into_owned(),
    }
}

/// What changed in a picture up to the end of a day, the latest first. The day on which it was
/// first drawn is one line: what was placed or named up to then has not moved.
pub(super) fn days(course: &Course, replay: &Replay<'_>, layout: Layout, until: Date) -> Days {
    let mut days: Vec<(Date, Day)> = Vec::new();
    let Some(first) = replay.first_drawn(layout) else { return Vec::new() };
    let mut put = |change: &Change, line: String| match days.last_mut() {
        Some((on, day)) if *on == change.on => day.lines.push(line),
        _ => {
            let (on, when) = (plain::date(change.on), after(change.after));
            let when = words().with("replay-at", &[("on", &on), ("when", &when)]);
            days.push((change.on, Day { when, lines: vec![line] }));
        }
    };
    let placed_first = |change: &&Change| match change.what {
        What::Moved { layout: of, from: None, .. } => of == layout && change.on == first,
        _ => false,
    };
    let at_first: Vec<&Change> = replay.until(until).filter(placed_first).collect();
    if let Some(change) = at_first.first() {
        let n = u32::try_from(at_first.len()).unwrap_or(u32::MAX);
        put(change, words().with("replay-drawn", &[("n", &n)]));
    }
    let later = replay.until(until).filter(|change| !placed_first(change));
    for change in later.filter(|change| change.on >= first) {
        if let Some(line) = line(course, change, layout, first) {
            put(change, line);
        }
    }
    days.into_iter().rev().map(|(_, day)| day).collect()
}

/// A change in words; none for one of another picture.
fn line(course: &Course, change: &Change, layout: Layout, first: Date) -> Option<String> {
    let who = plain::told_apart(course.person(change.person)?, course);
    let ring = |ring: Option<u8>| match ring {
        Some(n) => words().t(&format!("ring-{n}")).into_owned(),
        None => words().t("ring-none").into_owned(),
    };
    match change.what {
        What::Moved { layout: of, from, to } if of == layout => {
            let (from, to) = (ring(from), ring(to));
            Some(words().with("replay-moved", &[("who", &who), ("from", &from), ("to", &to)]))
        }
        What::Moved { .. } => None,
        What::Named if change.on == first => None,
        What::Named => Some(words().with("replay-named", &[("who", &who)])),
        What::Retired => Some(words().with("replay-retired", &[("who", &who)])),
        What::Back => Some(words().with("replay-back", &[("who", &who)])),
    }
}

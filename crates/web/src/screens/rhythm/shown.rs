//! Weeks of the rhythm as pictures and tables.

use ipt::{
    Code, Course,
    social_rhythm::{Anchor, KeptRhythm, RhythmWeek, Spread, Weekday},
};
use jiff::civil::Date;

use super::week_of;
use crate::{
    ask::Ask,
    parts::{
        Svg,
        rhythm::{Block, Line, rhythm},
    },
    plain,
    words::{Argument, words},
};

/// A week in the list.
pub struct WeekRow {
    /// Its address.
    pub address: String,
    /// Which.
    pub title: String,
    /// How far its times lie apart, point by point; empty where it is not written down.
    pub spread: Vec<String>,
    /// How many days were near the usual time of each point; empty where there is none.
    pub near: Vec<String>,
}

/// A day of a week.
pub struct DayRow {
    /// Its name.
    pub name: String,
    /// Its times, point by point; empty where there is none.
    pub times: Vec<String>,
}

/// The week before, for a look back.
pub struct Past {
    /// Which.
    pub title: String,
    /// What was to be tried.
    pub to_try: String,
}

impl WeekRow {
    /// A week of a course.
    pub fn of(ask: &Ask, course: &Course, week: Date) -> Self {
        Self {
            address: ask.room(&format!("rhythm/{week}")),
            title: plain::date(week),
            spread: course.rhythm(week).map_or_else(Vec::new, |kept| spreads(&kept.content)),
            near: course.rhythm(week).map_or_else(Vec::new, |kept| near(&kept.content)),
        }
    }
}

/// The names of the points.
pub fn points() -> Vec<String> {
    Anchor::ALL.iter().map(|anchor| point(*anchor)).collect()
}

fn point(anchor: Anchor) -> String {
    words().t(&format!("rhythm_day-{}", anchor.code())).into_owned()
}

/// The name of a day.
pub fn day(weekday: Weekday) -> String {
    words().t(&format!("weekday-{}", weekday.code())).into_owned()
}

/// The days of a week, each with its times.
pub fn table(week: &RhythmWeek) -> Vec<DayRow> {
    let times = |weekday: Weekday| {
        let of = week.day(weekday);
        let at = |anchor: &Anchor| of.and_then(|day| day.at(*anchor));
        Anchor::ALL.iter().map(|anchor| at(anchor).map_or(String::new(), plain::time)).collect()
    };
    Weekday::ALL
        .iter()
        .map(|weekday| DayRow { name: day(*weekday), times: times(*weekday) })
        .collect()
}

/// How far the times of each point lie apart, in words.
pub fn spreads(week: &RhythmWeek) -> Vec<String> {
    Anchor::ALL.iter().map(|anchor| week.spread(*anchor).map_or(String::new(), spread)).collect()
}

/// On how many days the time of each point was near the usual one, in words.
pub fn near(week: &RhythmWeek) -> Vec<String> {
    let told = |spread: Spread| {
        let (usual, near) = spread.usual?;
        let usual = clock(usual);
        let said: [(_, &dyn Argument); 3] =
            [("usual", &usual), ("near", &near), ("days", &spread.days)];
        Some(words().with("rhythm-near", &said))
    };
    let of = |anchor: &Anchor| week.spread(*anchor).and_then(told).unwrap_or_default();
    Anchor::ALL.iter().map(of).collect()
}

/// Minutes after midnight as a time of day.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn spread(spread: Spread) -> String {
    let (from, to) = (clock(spread.from), clock(spread.to));
    if spread.days == 1 {
        return words().with("rhythm-once", &[("from", &from)]);
    }
    let apart = spread.to - spread.from;
    let apart = format!("{}:{:02}", apart / 60, apart % 60);
    words().with("rhythm-apart", &[("from", &from), ("to", &to), ("apart", &apart)])
}

/// The days of a week as a drawing.
pub fn over_days(week: &RhythmWeek) -> Svg {
    let line = |anchor: Anchor, weekday: &Weekday| {
        let at = anchor.minute(week.day(*weekday)?.at(anchor)?);
        Some(Line { from: at, to: at, dot: Some(at) })
    };
    let block = |anchor: &Anchor| Block {
        name: point(*anchor),
        lines: Weekday::ALL.iter().map(|weekday| line(*anchor, weekday)).collect(),
    };
    drawn("rhythm-chart-week", &Anchor::ALL.iter().map(block).collect::<Vec<_>>())
}

/// Weeks as a drawing: from the earliest to the latest time of each.
pub fn over_weeks(weeks: &[KeptRhythm]) -> Svg {
    let line = |kept: &KeptRhythm, anchor| {
        let Spread { from, to, usual, .. } = kept.content.spread(anchor)?;
        let alone = (from == to).then_some(from);
        Some(Line { from, to, dot: usual.map(|(usual, _)| usual).or(alone) })
    };
    let block = |anchor: &Anchor| Block {
        name: point(*anchor),
        lines: weeks.iter().map(|kept| line(kept, *anchor)).collect(),
    };
    drawn("rhythm-chart-weeks", &Anchor::ALL.iter().map(block).collect::<Vec<_>>())
}

fn drawn(title: &str, blocks: &[Block]) -> Svg {
    rhythm(&words().t(title), &words().t("rhythm-chart-desc"), blocks)
}

/// What was to be tried after the last week before this one that is written down.
pub fn before(course: &Course, week: Date) -> Option<Past> {
    let last = course.rhythms.iter().rev().find(|kept| kept.week < week)?;
    let to_try = last.content.to_try.clone();
    (!to_try.is_empty()).then(|| Past { title: week_of(last.week), to_try })
}

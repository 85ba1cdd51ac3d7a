//! One row a person and time becomes one pair a person.

use std::{hash::BuildHasher, ops::Range};

use hashbrown::{DefaultHashBuilder, HashTable};
use outcomes::Pair;
use serde::Serialize;

use super::Arguments;
use crate::{
    commands::outcomes::table::{Column, Table},
    problem::Problem,
};

/// The people of a file, in the order in which they first come.
pub struct Reading {
    people: Vec<Person>,
    names: Names,
    groups: Names,
    grouped: bool,
    /// What became of the rows.
    pub rows: Rows,
}

/// What became of the rows.
#[derive(Default, Serialize)]
pub struct Rows {
    /// All but the header.
    pub read: usize,
    /// With a time that is neither that before nor that after.
    pub at_other_times: usize,
    /// Without any time.
    pub without_time: usize,
}

/// Small, for there can be millions: a missing score is no number, a missing group `NO_GROUP`.
#[derive(Clone, Copy)]
struct Person {
    scores: [f64; 2],
    has_row: [bool; 2],
    group: u32,
}

const NO_GROUP: u32 = u32::MAX;

/// Who can be used, or why not.
pub type Known = Result<Pair, &'static str>;

/// Names one after the other in one text, found by their hash.
#[derive(Default)]
struct Names {
    text: String,
    ends: Vec<usize>,
    /// Half of each name's hash, so that the table grows without reading the names, and its place.
    table: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl Names {
    fn span(ends: &[usize], place: usize) -> Range<usize> {
        let start = place.checked_sub(1).map_or(0, |before| ends[before]);
        start..ends[place]
    }

    fn get(&self, place: usize) -> &str {
        &self.text[Self::span(&self.ends, place)]
    }

    /// The place of a name; the next free one if it is new, or `None` when there are too many.
    fn place(&mut self, name: &str) -> Option<usize> {
        // Rows of one person often stand together.
        let last = self.ends.len().checked_sub(1);
        if let Some(last) = last.filter(|&last| self.get(last) == name) {
            return Some(last);
        }
        let half = self.hasher.hash_one(name) as u32;
        let (text, ends) = (&self.text, &self.ends);
        let same = |(hash, place): &(u32, u32)| {
            *hash == half && &text[Self::span(ends, *place as usize)] == name
        };
        if let Some((_, place)) = self.table.find(spread(half), same) {
            return Some(*place as usize);
        }
        let place = u32::try_from(ends.len()).ok().filter(|place| *place < NO_GROUP)?;
        self.table.insert_unique(spread(half), (half, place), |(hash, _)| spread(*hash));
        self.text.push_str(name);
        self.ends.push(self.text.len());
        Some(place as usize)
    }
}

/// The table looks at both ends of a hash.
fn spread(half: u32) -> u64 {
    u64::from(half) << 32 | u64::from(half)
}

struct Columns {
    id: Column,
    time: Column,
    score: Column,
    group: Option<Column>,
    /// Before and after, as they stand in the column of times.
    times: [String; 2],
}

impl Reading {
    pub fn of(arguments: &Arguments) -> Result<Self, Problem> {
        let mut table = Table::open(&arguments.input)?;
        let group = arguments.group.as_deref().map(|name| table.column(name)).transpose()?;
        let columns = Columns {
            id: table.column(&arguments.id)?,
            time: table.column(&arguments.time)?,
            score: table.column(&arguments.score)?,
            group,
            times: [&arguments.pre, &arguments.post].map(|time| time.trim().to_owned()),
        };
        let times = &columns.times;
        let mut reading = Self {
            people: Vec::new(),
            names: Names::default(),
            groups: Names::default(),
            grouped: columns.group.is_some(),
            rows: Rows::default(),
        };
        let mut others: Vec<String> = Vec::new();
        while table.advance()? {
            reading.rows.read += 1;
            let Some(time) = table.value(&columns.time)? else {
                reading.rows.without_time += 1;
                continue;
            };
            if let Some(which) = times.iter().position(|known| known == time) {
                if let Some(clash) = reading.take(&table, &columns, which)? {
                    return Err(clash.explain(table, &columns));
                }
            } else {
                reading.rows.at_other_times += 1;
                if others.len() < 6 && others.iter().all(|other| other != time) {
                    others.push(time.to_owned());
                }
            }
        }
        for (which, time) in times.iter().enumerate() {
            if !reading.people.iter().any(|person| person.has_row[which]) {
                let (column, others) = (&arguments.time, others.join(", "));
                return Err(Problem::User(format!(
                    "no row has {time} in column {column}; other times there: {others}"
                )));
            }
        }
        Ok(reading)
    }

    fn take(
        &mut self,
        table: &Table,
        columns: &Columns,
        which: usize,
    ) -> Result<Option<Clash>, Problem> {
        let Some(name) = table.value(&columns.id)? else {
            return Err(table.bad(&columns.id, "a row must say whose it is"));
        };
        let score = table.number(&columns.score)?;
        let too_many = || table.bad(&columns.id, "there are more people than can be counted");
        let place = self.names.place(name).ok_or_else(too_many)?;
        if place == self.people.len() {
            let scores = [f64::NAN; 2];
            self.people.push(Person { scores, has_row: [false; 2], group: NO_GROUP });
        }
        if let Some(column) = &columns.group
            && let Some(group) = table.value(column)?
        {
            let group = self.groups.place(group).ok_or_else(too_many)? as u32;
            let person = &mut self.people[place];
            if person.group != NO_GROUP && person.group != group {
                return Ok(Some(Clash::of(table, columns, Kind::Group)?));
            }
            person.group = group;
        }
        let person = &mut self.people[place];
        if person.has_row[which] {
            return Ok(Some(Clash::of(table, columns, Kind::Time)?));
        }
        person.has_row[which] = true;
        person.scores[which] = score.unwrap_or(f64::NAN);
        Ok(None)
    }

    /// The groups, in the order in which they first come.
    pub fn groups(&self) -> Vec<&str> {
        (0..self.groups.ends.len()).map(|place| self.groups.get(place)).collect()
    }

    /// Everybody: name, group, and the two scores or why there are not two.
    pub fn people(&self) -> impl Iterator<Item = (&str, Option<usize>, Known)> {
        self.people.iter().enumerate().map(move |(place, person)| {
            let group = (person.group != NO_GROUP).then_some(person.group as usize);
            (self.names.get(place), group, known(person, self.grouped))
        })
    }
}

fn known(person: &Person, grouped: bool) -> Known {
    let [pre, post] = person.scores;
    match person.has_row {
        [false, _] => Err("no row before"),
        [_, false] => Err("no row after"),
        _ if pre.is_nan() => Err("score missing before"),
        _ if post.is_nan() => Err("score missing after"),
        _ if grouped && person.group == NO_GROUP => Err("no group"),
        _ => Ok(Pair { pre, post }),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Time,
    Group,
}

/// Two rows that contradict each other.
struct Clash {
    kind: Kind,
    at: u64,
    id: String,
    time: String,
}

impl Clash {
    fn of(table: &Table, columns: &Columns, kind: Kind) -> Result<Self, Problem> {
        let own = |column| table.text(column).map(str::to_owned);
        Ok(Self { kind, at: table.at(), id: own(&columns.id)?, time: own(&columns.time)? })
    }

    /// Finds the other row, so that both are named. Where each row stood is not kept: there can be
    /// millions, and this is read only once.
    fn explain(self, table: Table, columns: &Columns) -> Problem {
        self.other(table, columns).unwrap_or_else(|problem| problem)
    }

    fn other(self, table: Table, columns: &Columns) -> Result<Problem, Problem> {
        let mut table = table.again()?;
        let mut first = None;
        while table.advance()? && table.at() != self.at {
            let time = table.text(&columns.time)?;
            let clashes = match (self.kind, &columns.group) {
                (Kind::Group, Some(group)) => {
                    columns.times.iter().any(|used| used == time) && table.value(group)?.is_some()
                }
                _ => time == self.time,
            };
            if clashes && first.is_none() && table.text(&columns.id)? == self.id {
                first = Some(table.line());
            }
        }
        let (id, time, line) = (&self.id, &self.time, first.unwrap_or(0));
        Ok(match (self.kind, &columns.group) {
            (Kind::Group, Some(group)) => {
                let what = format!("{id} is in another group on line {line}");
                table.bad(group, &what)
            }
            _ => table.bad(&columns.time, &format!("{id} has {time} on line {line} already")),
        })
    }
}

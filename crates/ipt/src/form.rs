//! From typed text to a document: field kinds, parsing, and a problem per field.
//!
//! A document's fields are declared once (see the `artefact!` macro); screens, print, export and
//! history all read that list, so none of them can forget a field.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

use crate::code::Codes;

mod rows;

pub use rows::Rows;

/// What was typed: every value of every field, in the order it came.
pub type Form = BTreeMap<String, Vec<String>>;

/// The most characters that one field takes.
pub const LONGEST: usize = 20_000;

/// How a field is typed and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Text of any length.
    Long,
    /// One entry a line.
    Lines,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A time of day, `HH:MM`.
    Time,
    /// A whole number within bounds, both included.
    Number {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// Yes, no, or not asked.
    YesNo,
    /// One of a closed list.
    Choice(&'static Codes),
    /// Any of a closed list.
    Many(&'static Codes),
    /// One person of the inventory.
    Person,
    /// Several people of the inventory.
    People,
    /// A measure by its id, of those that the practice knows.
    Measure,
    /// Any number of entries, each with the same fields: the turns of an exchange.
    Rows(&'static Rows),
}

/// One field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form and in the record.
    pub name: &'static str,
    /// The heading it stands under.
    pub group: &'static str,
    /// How it is typed.
    pub kind: Kind,
    /// Whether the document is incomplete without it.
    pub needed: bool,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// The kind of problem.
    pub problem: Wrong,
}

/// The kinds of problem of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Needed and not given.
    Missing,
    /// Not a date of the calendar.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// A date that has not come yet, where one that has is needed.
    NotYet,
    /// Not a whole number within the bounds.
    OutOfRange {
        /// Smallest allowed.
        min: u32,
        /// Largest allowed.
        max: u32,
    },
    /// Not one of the list.
    NotAChoice,
    /// It stands there already.
    Twice,
    /// Longer than [`LONGEST`] characters.
    TooLong,
}

impl Wrong {
    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotYet => "not-yet",
            Self::OutOfRange { .. } => "out-of-range",
            Self::NotAChoice => "not-a-choice",
            Self::Twice => "twice",
            Self::TooLong => "too-long",
        }
    }
}

/// Reads typed fields into the stored form of a document.
///
/// # Errors
/// Every field that cannot be read, so that a person corrects all of them at once.
pub fn read(fields: &[Field], form: &Form) -> Result<Map<String, Value>, Vec<FieldProblem>> {
    let mut object = Map::new();
    let mut problems = Vec::new();
    for field in fields {
        let read = match field.kind {
            Kind::Rows(rows) => rows::read(field, rows, form),
            kind => one(field, kind, form).map_err(|problem| vec![wrong(field.name, problem)]),
        };
        match read {
            Ok(Some(value)) => {
                object.insert(field.name.to_owned(), value);
            }
            Ok(None) if field.needed => problems.push(wrong(field.name, Wrong::Missing)),
            Ok(None) => {}
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(object) } else { Err(problems) }
}

fn wrong(field: &str, problem: Wrong) -> FieldProblem {
    FieldProblem { field: field.to_owned(), problem }
}

/// What was typed in one field; none if nothing was.
fn one(field: &Field, kind: Kind, form: &Form) -> Result<Option<Value>, Wrong> {
    let typed: Vec<&str> = form
        .get(field.name)
        .map(|values| values.iter().map(|v| v.trim()).filter(|v| !v.is_empty()).collect())
        .unwrap_or_default();
    if typed.is_empty() { Ok(None) } else { value(kind, &typed).map(Some) }
}

fn value(kind: Kind, typed: &[&str]) -> Result<Value, Wrong> {
    if typed.iter().map(|text| text.chars().count()).sum::<usize>() > LONGEST {
        return Err(Wrong::TooLong);
    }
    let first = typed[0];
    match kind {
        Kind::Line | Kind::Long => Ok(Value::from(normal_breaks(first))),
        Kind::Lines => Ok(typed
            .iter()
            .flat_map(|text| text.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(Value::from)
            .collect()),
        Kind::Date => date(first).map(|date| Value::from(date.to_string())),
        Kind::Time => time(first).map(|time| Value::from(time.strftime("%H:%M").to_string())),
        Kind::Number { min, max } => first
            .parse::<u32>()
            .ok()
            .filter(|number| (min..=max).contains(number))
            .map(Value::from)
            .ok_or(Wrong::OutOfRange { min, max }),
        Kind::YesNo => match first {
            "yes" => Ok(Value::from(true)),
            "no" => Ok(Value::from(false)),
            _ => Err(Wrong::NotAChoice),
        },
        Kind::Choice(codes) => chosen(codes, first),
        Kind::Many(codes) => typed.iter().map(|code| chosen(codes, code)).collect(),
        Kind::Person => person(first),
        Kind::Measure => measure(first),
        Kind::People => typed.iter().map(|id| person(id)).collect(),
        Kind::Rows(_) => unreachable!("BUG: entries are read field by field"),
    }
}

fn chosen(codes: &Codes, code: &str) -> Result<Value, Wrong> {
    if codes.all.contains(&code) { Ok(Value::from(code)) } else { Err(Wrong::NotAChoice) }
}

fn person(id: &str) -> Result<Value, Wrong> {
    uuid::Uuid::try_parse(id).map(|id| Value::from(id.to_string())).map_err(|_| Wrong::NotAChoice)
}

/// The id of a measure; whether there is one of this name is the practice's to know.
fn measure(id: &str) -> Result<Value, Wrong> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.chars().all(plain) { Ok(Value::from(id)) } else { Err(Wrong::NotAChoice) }
}

fn normal_breaks(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Reads a calendar date.
///
/// # Errors
/// [`Wrong::NotADate`] for anything that is not `YYYY-MM-DD` or not in the calendar.
pub fn date(text: &str) -> Result<Date, Wrong> {
    text.trim().parse().map_err(|_| Wrong::NotADate)
}

/// Reads a time of day, to the minute.
fn time(text: &str) -> Result<Time, Wrong> {
    let time: Time = text.parse().map_err(|_| Wrong::NotATime)?;
    Ok(Time::constant(time.hour(), time.minute(), 0, 0))
}

/// Writes a stored document back as it would have been typed.
pub fn write(fields: &[Field], stored: &Map<String, Value>) -> Form {
    let mut form = Form::new();
    for field in fields {
        let Some(value) = stored.get(field.name) else { continue };
        if let (Kind::Rows(rows), Value::Array(entries)) = (field.kind, value) {
            form.extend(rows::write(field, rows, entries));
            continue;
        }
        let texts = match (field.kind, value) {
            (Kind::Lines, Value::Array(lines)) => {
                vec![lines.iter().map(text).collect::<Vec<_>>().join("\n")]
            }
            (Kind::Time, Value::String(time)) => vec![time.chars().take(5).collect()],
            (_, Value::Array(values)) => values.iter().map(text).collect(),
            (_, value) => vec![text(value)],
        };
        form.insert(field.name.to_owned(), texts);
    }
    form
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Null => String::new(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// The first value typed in a field, without blanks around it; empty if none.
pub fn first<'a>(form: &'a Form, name: &str) -> &'a str {
    form.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
}

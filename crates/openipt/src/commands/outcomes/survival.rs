use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::ValueEnum;
use outcomes::survival::{Curve, Interval, LogRank, Observation};
use serde_json::{Value, json};

use super::{
    Exclusions, Out,
    table::{Column, Table},
};
use crate::problem::Problem;

/// Show how long until an event, such as remission, relapse or leaving (Kaplan & Meier 1958)
///
/// The file has one row a person: how long they were watched, and whether the event came then (1)
/// or had not come yet (0). With groups, the log-rank test compares them.
#[derive(clap::Args)]
pub struct Arguments {
    /// The CSV file; a pipe will do
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// Column of how long they were watched, 0 or more
    #[arg(long, value_name = "COL")]
    time: String,
    /// Column of the event: 1, true or yes if it came; 0, false or no if not
    #[arg(long, value_name = "COL")]
    event: String,
    /// Column of the group
    #[arg(long, value_name = "COL")]
    group: Option<String>,
    /// Scale of the 95% intervals
    #[arg(long, value_enum, default_value = "log")]
    interval: Scale,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Scale {
    /// log S, the default of R
    Log,
    /// log(-log S), which never leaves 0 to 1
    LogLog,
}

struct Group {
    name: String,
    people: Vec<Observation>,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let (groups, exclusions) = read(arguments)?;
    if groups.is_empty() {
        return Err(Problem::User("no row has both a time and an event".to_owned()));
    }
    let interval = match arguments.interval {
        Scale::Log => Interval::Log,
        Scale::LogLog => Interval::LogLog,
    };
    let curves: Vec<(&str, Curve)> = groups
        .iter()
        .map(|group| (group.name.as_str(), Curve::of(&group.people, interval)))
        .collect();
    let people: Vec<Vec<Observation>> = groups.iter().map(|group| group.people.clone()).collect();
    let test = arguments.group.as_ref().map(|_| LogRank::of(&people));
    super::print(|out| {
        if arguments.json {
            super::json(out, &whole(arguments, &curves, test.as_ref(), &exclusions))
        } else {
            text(&curves, test.as_ref(), &exclusions, out)
        }
    })
}

type Test<'a> = Option<&'a Result<LogRank, outcomes::Problem>>;

fn read(arguments: &Arguments) -> Result<(Vec<Group>, Exclusions), Problem> {
    let mut table = Table::open(&arguments.input)?;
    let time = table.column(&arguments.time)?;
    let event = table.column(&arguments.event)?;
    let group = arguments.group.as_deref().map(|name| table.column(name)).transpose()?;
    let (mut groups, mut exclusions) = (Vec::<Group>::new(), Exclusions::default());
    while table.advance()? {
        let name = match &group {
            None => Some("all"),
            Some(column) => table.value(column)?,
        };
        match (table.number(&time)?, happened(&table, &event)?, name) {
            (None, _, _) => exclusions.count("time missing"),
            (_, None, _) => exclusions.count("event missing"),
            (_, _, None) => exclusions.count("no group"),
            (Some(watched), _, _) if watched < 0.0 => {
                return Err(table.bad(&time, "a time cannot be below 0"));
            }
            (Some(time), Some(event), Some(name)) => {
                let person = Observation { time, event };
                match groups.iter_mut().find(|group| group.name == name) {
                    Some(group) => group.people.push(person),
                    None => groups.push(Group { name: name.to_owned(), people: vec![person] }),
                }
            }
        }
    }
    // The same table for every order of the rows.
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((groups, exclusions))
}

fn happened(table: &Table, column: &Column) -> Result<Option<bool>, Problem> {
    let Some(text) = table.value(column)? else { return Ok(None) };
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" => Ok(Some(true)),
        "0" | "false" | "no" => Ok(Some(false)),
        _ => Err(table.bad(column, &format!("{text:?} is neither 1 nor 0"))),
    }
}

fn whole(
    arguments: &Arguments,
    curves: &[(&str, Curve)],
    test: Test<'_>,
    exclusions: &Exclusions,
) -> Value {
    let curve = |(name, curve): &(&str, Curve)| {
        let median = curve.median();
        let steps = curve.steps.iter().map(|step| {
            json!({
                "time": step.time, "at_risk": step.at_risk, "events": step.events,
                "survival": step.survival, "error": step.error, "low": step.low,
                "high": step.high,
            })
        });
        json!({
            "group": name, "n": curve.n, "events": curve.events,
            "median": { "at": median.at, "low": median.low, "high": median.high },
            "steps": steps.collect::<Vec<_>>(),
        })
    };
    let test = test.map(|test| match test {
        Ok(test) => json!({
            "chi_squared": test.chi_squared, "degrees": test.degrees, "p": test.p,
            "groups": test.groups.iter().zip(curves).map(|(group, (name, _))| json!({
                "group": name, "n": group.n, "observed": group.observed,
                "expected": group.expected,
            })).collect::<Vec<_>>(),
        }),
        Err(problem) => json!({ "none": problem.to_string() }),
    });
    let interval = match arguments.interval {
        Scale::Log => "log",
        Scale::LogLog => "log-log",
    };
    json!({
        "parameters": { "interval": interval, "level": 0.95 },
        "cases": curves.iter().map(|(_, curve)| curve.n).sum::<usize>(),
        "exclusions": exclusions,
        "curves": curves.iter().map(curve).collect::<Vec<_>>(),
        "log_rank": test,
    })
}

fn text(
    curves: &[(&str, Curve)],
    test: Test<'_>,
    exclusions: &Exclusions,
    out: &mut Out,
) -> io::Result<()> {
    let or_none = |value: Option<f64>| value.map_or("not reached".to_owned(), |at| at.to_string());
    for (name, curve) in curves {
        let median = curve.median();
        let (at, low, high) = (or_none(median.at), or_none(median.low), or_none(median.high));
        writeln!(out, "{name}: n {}, events {}", curve.n, curve.events)?;
        writeln!(out, "median: {at}, 95% from {low} to {high}")?;
        let head = ["time", "at risk", "events", "survival", "error", "low", "high"];
        writeln!(out, "{}", head.map(|name| format!("{name:>9}")).concat())?;
        for step in &curve.steps {
            let places = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.4}"));
            writeln!(
                out,
                "{:>9}{:>9}{:>9}{:>9.4}{:>9}{:>9}{:>9}",
                step.time,
                step.at_risk,
                step.events,
                step.survival,
                places(step.error),
                places(step.low),
                places(step.high)
            )?;
        }
        writeln!(out)?;
    }
    match test {
        None => {}
        Some(Err(problem)) => writeln!(out, "log-rank: {problem}\n")?,
        Some(Ok(test)) => {
            for (group, (name, _)) in test.groups.iter().zip(curves) {
                let (observed, expected) = (group.observed, group.expected);
                writeln!(out, "{name}: {observed} observed, {expected:.2} expected")?;
            }
            let (chi, degrees, p) = (test.chi_squared, test.degrees, test.p);
            writeln!(out, "log-rank: chi-squared {chi:.3}, {degrees} df, p {p:.4}\n")?;
        }
    }
    exclusions.write(out)
}

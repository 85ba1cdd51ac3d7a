use std::{
    collections::HashMap,
    io::{self, Write},
    path::PathBuf,
};

use outcomes::gains::{Criteria, Step};
use serde_json::{Value, json};

use super::{Better, Exclusions, Out, table::Table};
use crate::problem::Problem;

/// Find sudden gains between sessions (Tang & DeRubeis 1999)
///
/// The file has one row a person and one column a session. Between two sessions there is a sudden
/// gain if the score gets better 1. by at least the cut-off, 2. by at least so many percent of the
/// score at the earlier one, and 3. by more than the scores around it vary: the mean of the last
/// three sessions and that of the next three differ by more than 2.776 pooled standard deviations.
/// One of each three may be missing (then 3.182, or 4.303), but not on either side of the step.
#[derive(clap::Args)]
pub struct Arguments {
    /// The CSV file; a pipe will do
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// Column that says whose row it is
    #[arg(long, value_name = "COL")]
    id: String,
    /// Columns of the sessions, in their order
    #[arg(long, value_name = "COL,COL,…", value_delimiter = ',', required = true)]
    sessions: Vec<String>,
    /// Least points of a gain, such as the reliable change of the instrument
    #[arg(long, value_name = "NUMBER")]
    cutoff: f64,
    /// Least percent of the score at the earlier session
    #[arg(long, value_name = "NUMBER", default_value_t = 25.0)]
    percent: f64,
    /// Which way is better
    #[arg(long, value_enum, default_value = "lower")]
    direction: Better,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

struct Person {
    id: String,
    steps: Vec<Step>,
}

impl Person {
    fn gains(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.is_sudden_gain())
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let criteria = Criteria {
        direction: arguments.direction.direction(),
        cutoff: arguments.cutoff,
        share: arguments.percent / 100.0,
    };
    criteria.check()?;
    if arguments.sessions.len() < 4 {
        let what = "at least four sessions are needed: two before a step and two after it";
        return Err(Problem::User(what.to_owned()));
    }
    let (people, exclusions) = read(arguments, &criteria)?;
    super::print(|out| {
        if arguments.json {
            super::json(out, &whole(arguments, &people, &exclusions))
        } else {
            text(arguments, &people, &exclusions, out)
        }
    })
}

fn read(arguments: &Arguments, criteria: &Criteria) -> Result<(Vec<Person>, Exclusions), Problem> {
    let mut table = Table::open(&arguments.input)?;
    let id = table.column(&arguments.id)?;
    let names = arguments.sessions.iter().map(|name| table.column(name.trim()));
    let sessions = names.collect::<Result<Vec<_>, _>>()?;
    let (mut people, mut exclusions) = (Vec::new(), Exclusions::default());
    let mut seen: HashMap<String, u64> = HashMap::new();
    while table.advance()? {
        let Some(name) = table.value(&id)? else {
            return Err(table.bad(&id, "a row must say whose it is"));
        };
        if let Some(first) = seen.insert(name.to_owned(), table.at()) {
            let line = table.line_at(first).unwrap_or(0);
            return Err(table.bad(&id, &format!("{name} has a row on line {line} already")));
        }
        let scores = sessions.iter().map(|column| table.number(column));
        let steps = criteria.examine(&scores.collect::<Result<Vec<_>, _>>()?);
        if steps.is_empty() {
            exclusions.count("too few scores to examine any step");
        } else {
            people.push(Person { id: name.to_owned(), steps });
        }
    }
    Ok((people, exclusions))
}

fn whole(arguments: &Arguments, people: &[Person], exclusions: &Exclusions) -> Value {
    let step = |step: &Step| {
        json!({
            "from": arguments.sessions[step.from],
            "to": arguments.sessions[step.from + 1],
            "points": step.points,
            "at_least_cutoff": step.large,
            "at_least_percent": step.marked,
            "beyond_variation": step.stable,
            "critical_t": step.critical,
            "sudden_gain": step.is_sudden_gain(),
        })
    };
    let person = |person: &Person| {
        json!({
            "id": person.id,
            "sudden_gains": person.gains().count(),
            "steps": person.steps.iter().map(step).collect::<Vec<_>>(),
        })
    };
    json!({
        "parameters": {
            "cutoff": arguments.cutoff,
            "percent": arguments.percent,
            "direction": arguments.direction.name(),
            "sessions": arguments.sessions,
        },
        "counts": counts(people),
        "exclusions": exclusions,
        "cases": people.iter().map(person).collect::<Vec<_>>(),
    })
}

fn counts(people: &[Person]) -> Value {
    json!({
        "cases": people.len(),
        "with_sudden_gain": people.iter().filter(|person| person.gains().count() > 0).count(),
        "sudden_gains": people.iter().map(|person| person.gains().count()).sum::<usize>(),
        "steps_examined": people.iter().map(|person| person.steps.len()).sum::<usize>(),
    })
}

fn text(
    arguments: &Arguments,
    people: &[Person],
    exclusions: &Exclusions,
    out: &mut Out,
) -> io::Result<()> {
    let (cutoff, percent) = (arguments.cutoff, arguments.percent);
    let better = arguments.direction.name();
    writeln!(out, "sudden gains: at least {cutoff} points and {percent}%; {better} is better")?;
    let counts = counts(people);
    writeln!(
        out,
        "{} cases, {} with a sudden gain; {} sudden gains in {} steps examined",
        counts["cases"],
        counts["with_sudden_gain"],
        counts["sudden_gains"],
        counts["steps_examined"]
    )?;
    exclusions.write(out)?;
    let width = people.iter().map(|person| person.id.chars().count()).max().unwrap_or(0).max(2);
    writeln!(out, "\n{:<width$}  sudden gains", "id")?;
    for Person { id, steps } in people {
        let gains = steps.iter().filter(|step| step.is_sudden_gain());
        let named = gains.map(|step| {
            let (from, to) = (&arguments.sessions[step.from], &arguments.sessions[step.from + 1]);
            format!("{from} to {to} by {}", step.points)
        });
        let named: Vec<String> = named.collect();
        let named = if named.is_empty() { "none".to_owned() } else { named.join("; ") };
        writeln!(out, "{id:<width$}  {named}")?;
    }
    Ok(())
}

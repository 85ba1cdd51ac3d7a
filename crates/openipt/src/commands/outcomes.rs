mod change;
mod gains;
mod survival;
mod table;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use clap::ValueEnum;
use outcomes::Direction;

use crate::problem::Problem;

/// Compute outcomes from a CSV file of scores, anybody's: no practice is needed
///
/// Columns are named by their header. Numbers have a decimal point. An empty cell, NA and NaN are
/// missing: who cannot be used for that is counted, with the reason. A cell that is anything else
/// than it should be ends the command with exit code 2 and is named by line and column. Nothing is
/// left out silently, and nothing is written but what is printed.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Change(Box<change::Arguments>),
    Gains(gains::Arguments),
    Survival(survival::Arguments),
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::Change(arguments) => change::run(arguments),
        Command::Gains(arguments) => gains::run(arguments),
        Command::Survival(arguments) => survival::run(arguments),
    }
}

impl From<outcomes::Problem> for Problem {
    fn from(problem: outcomes::Problem) -> Self {
        Self::User(problem.to_string())
    }
}

/// Which way is better
#[derive(Clone, Copy, ValueEnum)]
enum Better {
    /// Lower scores are better, as with symptoms
    Lower,
    /// Higher scores are better, as with well-being
    Higher,
}

impl Better {
    fn direction(self) -> Direction {
        match self {
            Self::Lower => Direction::Lower,
            Self::Higher => Direction::Higher,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
        }
    }
}

/// How many were left out, by reason.
#[derive(Default, serde::Serialize)]
#[serde(transparent)]
struct Exclusions(BTreeMap<&'static str, usize>);

impl Exclusions {
    fn count(&mut self, reason: &'static str) {
        *self.0.entry(reason).or_default() += 1;
    }

    fn write(&self, out: &mut Out) -> io::Result<()> {
        writeln!(out, "left out: {}", self.0.values().sum::<usize>())?;
        for (reason, number) in &self.0 {
            writeln!(out, "  {reason}: {number}")?;
        }
        Ok(())
    }
}

/// Standard output through a buffer.
type Out = io::BufWriter<io::StdoutLock<'static>>;

fn print(write: impl FnOnce(&mut Out) -> io::Result<()>) -> Result<(), Problem> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(|source| Problem::Io { what: "standard output".to_owned(), source })
}

fn json(out: &mut Out, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

use std::path::{Path, PathBuf};

use ipt::measure::{self, Catalogue, FileProblem, Measure};

use super::listen;
use crate::problem::Problem;

/// List the measures that ship, or check a practice's own file
///
/// A practice puts its own files into the folder `measures` of its data folder; they are read when
/// it starts. docs/measures.md describes them.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(clap::Subcommand)]
enum Act {
    /// List the measures that ship: with their wording, or for a value only
    List,
    /// Check a measure's file; the first fault is named with its line and column
    Check {
        /// The file
        file: PathBuf,
    },
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.act {
        Act::List => {
            listen::say(&list());
            Ok(())
        }
        Act::Check { file } => {
            let (text, measure) = opened(file)?;
            let said = format!("{}: {} ({})\n", file.display(), measure.short, measure.title);
            let items = measure.items.len();
            Catalogue::default()
                .beside(measure)
                .map_err(|problem| named(file, &FileProblem::of_id(&text, problem)))?;
            listen::say(&format!("{said}sound: {items} items\n"));
            Ok(())
        }
    }
}

/// Reads a measure from a file.
///
/// # Errors
/// The first fault, as `FILE: line L, column C: what`.
pub fn read(file: &Path) -> Result<Measure, Problem> {
    opened(file).map(|(_, measure)| measure)
}

fn opened(file: &Path) -> Result<(String, Measure), Problem> {
    let text = std::fs::read_to_string(file)
        .map_err(|source| Problem::Io { what: file.display().to_string(), source })?;
    let measure = Measure::read(&text).map_err(|problem| named(file, &problem))?;
    Ok((text, measure))
}

fn named(file: &Path, problem: &FileProblem) -> Problem {
    Problem::User(format!("{}: {problem}", file.display()))
}

fn list() -> String {
    let mut text = String::new();
    for worded in [true, false] {
        text += if worded {
            "With their wording:\n"
        } else {
            "\nFor a value only; filled on paper, under their own licences:\n"
        };
        for measure in measure::measures().iter().filter(|m| m.has_wording() == worded) {
            let licence =
                measure.licence.spdx.as_deref().unwrap_or("no licence to ship its wording");
            let unverified = if measure.licence.unverified { " [unverified]" } else { "" };
            let (id, title) = (&measure.id, &measure.title);
            text += &format!("  {id:<18} {title}; {}; {licence}{unverified}\n", measure.domain);
        }
    }
    text
}

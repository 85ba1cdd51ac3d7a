use std::path::PathBuf;

use clinic::corridor::Imported;

use super::listen;
use crate::problem::Problem;

/// Check a file of imported parameters: how others went who started with a like score
///
/// A practice puts it as corridor.toml into its data folder; it is read when it starts, and used
/// where its own closed courses are too few. docs/corridor.md describes it. None ships.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(clap::Subcommand)]
enum Act {
    /// Check a file; the first fault is named with its line and column
    Check {
        /// The file
        file: PathBuf,
    },
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let Act::Check { file } = &arguments.act;
    let text = std::fs::read_to_string(file)
        .map_err(|source| Problem::Io { what: file.display().to_string(), source })?;
    let found = Imported::read(&text)
        .map_err(|problem| Problem::User(format!("{}: {problem}", file.display())))?;
    let Imported { source, n, date, bands } = found;
    let mut said = format!("{}: {source}; {n} cases, {date}\n", file.display());
    for band in &bands {
        let (min, max, sessions) = (band.start.min, band.start.max, band.sessions.len());
        said += &format!("  start {min}-{max}: {} cases, {sessions} sessions\n", band.n);
    }
    said += &format!("sound: {} bands\n", bands.len());
    listen::say(&said);
    Ok(())
}

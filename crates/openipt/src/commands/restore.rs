use std::path::PathBuf;

use crate::{place::Where, problem::Problem};

/// Bring a backup back to a new folder, after proving it
///
/// The backup is checked and copied aside, its record is proved, and only then is it put in
/// place. If anything is wrong nothing is left behind.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the backup
    source: PathBuf,
    #[command(flatten)]
    place: Where,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let verified = clinic::keeping::restore(&arguments.source, &arguments.place.place())?;
    println!(
        "restored to {}: {} streams, {} entries, whole",
        arguments.place.data.display(),
        verified.streams,
        verified.entries
    );
    Ok(())
}

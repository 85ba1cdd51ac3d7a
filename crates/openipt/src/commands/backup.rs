use std::path::PathBuf;

use crate::{place::Where, problem::Problem};

/// Copy the practice to an empty folder; the root key is not in it
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder for the backup; new or empty
    destination: PathBuf,
    #[command(flatten)]
    place: Where,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let clinic = arguments.place.open()?;
    clinic.backup(&arguments.destination)?;
    println!("backed up to {}", arguments.destination.display());
    println!("The root key is not in it. Keep that file apart from backups.");
    Ok(())
}

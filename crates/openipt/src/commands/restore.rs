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
    let place = arguments.place.place()?;
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    if here.is_ok_and(|here| place.data.canonicalize().is_ok_and(|data| data == here)) {
        // The folder is put in place as a whole; whoever stands in it would be left in the old one.
        let text = "choose a new folder for --data; the one you are in cannot be replaced";
        return Err(Problem::User(text.to_owned()));
    }
    let verified = clinic::keeping::restore(&arguments.source, &place)?;
    println!(
        "restored to {}: {} streams, {} entries, whole",
        place.data.display(),
        verified.streams,
        verified.entries
    );
    Ok(())
}

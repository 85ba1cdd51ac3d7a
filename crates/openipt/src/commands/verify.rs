use crate::{place::Where, problem::Problem};

/// Prove the whole record; exit 1 on the first fault, which is named
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// A checkpoint line kept elsewhere, to find a record that was put back to an earlier state
    #[arg(long, value_name = "LINE")]
    against: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let clinic = arguments.place.open()?;
    let verified = match &arguments.against {
        None => clinic.verify()?,
        Some(line) => {
            let line = line.parse().map_err(|problem: &str| Problem::User(problem.to_owned()))?;
            clinic.verify_against(&line)?
        }
    };
    println!(
        "whole: {} streams, {} entries ({} erased), {} checkpoints",
        verified.streams, verified.entries, verified.erased, verified.checkpoints
    );
    if let Some(line) = clinic.latest_checkpoint()? {
        println!("{line}");
    }
    Ok(())
}

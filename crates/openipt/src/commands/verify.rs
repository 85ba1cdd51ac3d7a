use record::{CheckpointLine, Fault, Mark, Record};

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
    let against = arguments.against.as_deref().map(str::parse::<CheckpointLine>).transpose();
    let against = against.map_err(|problem| Problem::User(problem.to_owned()))?;
    // Opened as evidence: nothing is written, and nothing is signed at the end.
    let opened = Record::open_to_prove(&arguments.place.place()?, Mark::Real);
    let record = opened.map_err(|problem| match problem {
        fault if fault.is_fault() => Problem::Fault(Fault::from(fault)),
        other => Problem::Record(other),
    })?;
    let verified = match &against {
        None => record.verify()?,
        Some(line) => record.verify_against(line)?,
    };
    println!(
        "whole: {} streams, {} entries ({} erased), {} checkpoints",
        verified.streams, verified.entries, verified.erased, verified.checkpoints
    );
    if let Some(line) = record.latest_checkpoint()? {
        println!("{line}");
    }
    Ok(())
}

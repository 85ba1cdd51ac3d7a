use std::path::PathBuf;

use ipt::ClientId;

use crate::{place::Where, problem::Problem};

/// Write a client's whole record as one readable document and as JSON
///
/// The two files are readable by anybody who has them. The folder must be new or empty.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client's id; it stands on the page "Whole record" of the course
    client: String,
    /// The folder for the two files
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    place: Where,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let client: ClientId = arguments
        .client
        .parse()
        .map_err(|_| Problem::User("this is not the id of a client".to_owned()))?;
    let clinic = arguments.place.open()?;
    let file = clinic.file_of(client).map_err(|problem| match problem {
        clinic::Problem::NotYours => Problem::User("there is no such client".to_owned()),
        other => other.into(),
    })?;
    let io = |source| Problem::Io { what: arguments.to.display().to_string(), source };
    std::fs::create_dir_all(&arguments.to).map_err(io)?;
    if std::fs::read_dir(&arguments.to).map_err(io)?.next().is_some() {
        return Err(Problem::User("the folder is not empty; choose another".to_owned()));
    }
    let html =
        web::screens::record::alone(&file).map_err(|problem| Problem::User(problem.to_string()))?;
    std::fs::write(arguments.to.join("record.html"), html).map_err(io)?;
    let json = serde_json::to_vec_pretty(&file.to_json())
        .map_err(|problem| Problem::User(problem.to_string()))?;
    std::fs::write(arguments.to.join("record.json"), json).map_err(io)?;
    println!("written to {}: record.html and record.json", arguments.to.display());
    Ok(())
}

use std::{
    fs, io,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use clinic::file::Labelled;
use ipt::ClientId;

use crate::{place::Where, problem::Problem};

/// Write a client's whole record as one readable document and as JSON
///
/// What is labelled as telling of somebody else, or for somebody's safety, is left out, so that the
/// client can be given it.
///
/// The two files are not sealed: whoever has them can read them. They and their folder are made
/// for your eyes alone (0600 and 0700), and the access log says that they were written. The folder
/// must be new or empty.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client's id; it stands on the page "Whole record" of the course
    client: String,
    /// The folder for the two files
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Also what is labelled: for a court that ordered the whole of it, never for the client
    #[arg(long)]
    with_labelled: bool,
    #[command(flatten)]
    place: Where,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let client: ClientId = arguments
        .client
        .parse()
        .map_err(|_| Problem::User("this is not the id of a client".to_owned()))?;
    let clinic = arguments.place.open()?;
    let io = |source| Problem::Io { what: arguments.to.display().to_string(), source };
    if fs::read_dir(&arguments.to).is_ok_and(|mut found| found.next().is_some()) {
        return Err(Problem::User("the folder is not empty; choose another".to_owned()));
    }
    let operator = clinic.as_operator(client).map_err(|problem| match problem {
        clinic::Problem::NotYours => Problem::User("there is no such client".to_owned()),
        other => other.into(),
    })?;
    let labelled = if arguments.with_labelled { Labelled::Included } else { Labelled::LeftOut };
    let file = clinic.file_of(&operator, labelled)?;
    prepare(&arguments.to).map_err(io)?;
    let html =
        web::screens::record::alone(&file).map_err(|problem| Problem::User(problem.to_string()))?;
    let json = serde_json::to_vec_pretty(&file.to_json()?)
        .map_err(|problem| Problem::User(problem.to_string()))?;
    write(&arguments.to.join("record.html"), html.as_bytes()).map_err(io)?;
    write(&arguments.to.join("record.json"), &json).map_err(io)?;
    println!("written to {}: record.html and record.json", arguments.to.display());
    Ok(())
}

/// A folder that only its owner may look into.
fn prepare(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // It may have been there, empty and open to others.
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// A new file that only its owner may read.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

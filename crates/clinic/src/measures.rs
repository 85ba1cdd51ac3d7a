//! The measures of a practice: those that ship, and its own from the folder `measures` beside the
//! record. Own files are read once, when the practice starts: all of them, or it does not start.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ipt::measure::{Catalogue, FileProblem, Measure};
use record::Place;

use crate::{Clinic, Problem, Settings};

/// The folder of a practice's own measures, in its data folder.
pub const MEASURES_FOLDER: &str = "measures";
/// What stands before such a file's name in a backup, which has no folders.
const IN_BACKUP: &str = "measures.";

/// The folder of a practice's own measures.
pub(crate) fn folder(place: &Place) -> PathBuf {
    place.data.join(MEASURES_FOLDER)
}

/// A practice's own files, in the order of their names; none where there is no folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let problem = |source| Problem::File { what: "the folder of the measures", source };
    let found = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found.map_err(problem)?,
    };
    let paths = found.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(problem)?;
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    Ok(paths)
}

/// Reads a practice's own measures.
///
/// # Errors
/// [`Problem::Measure`], the first fault with its file, line and column.
pub fn read(folder: &Path) -> Result<Catalogue, Problem> {
    let mut catalogue = Catalogue::default();
    for path in files(folder)? {
        let said = |problem: String| Problem::Measure { file: path.display().to_string(), problem };
        let text = fs::read_to_string(&path).map_err(|error| said(error.to_string()))?;
        let measure = Measure::read(&text).map_err(|problem| said(problem.to_string()))?;
        catalogue = catalogue
            .beside(measure)
            .map_err(|problem| said(FileProblem::of_id(&text, problem).to_string()))?;
    }
    Ok(catalogue)
}

/// The name of an own file in a backup.
pub(crate) fn name_in_backup(path: &Path) -> Option<String> {
    Some(format!("{IN_BACKUP}{}", path.file_name()?.to_str()?))
}

/// Puts own files that came back from a backup into their folder.
pub(crate) fn unpack(data: &Path) -> io::Result<()> {
    let folder = data.join(MEASURES_FOLDER);
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(name) = name.strip_prefix(IN_BACKUP) else { continue };
        fs::create_dir_all(&folder)?;
        fs::rename(&path, folder.join(name))?;
    }
    Ok(())
}

impl Clinic {
    /// Reads the practice's own measures, before anything is served.
    ///
    /// # Errors
    /// See [`read`]. None of them is used then.
    pub fn with_own_measures(mut self) -> Result<Self, Problem> {
        if let Some(folder) = &self.measures_folder {
            self.measures = read(folder)?;
        }
        Ok(self)
    }

    /// Every measure that the practice knows.
    pub fn measures(&self) -> &Catalogue {
        &self.measures
    }

    /// The measures that the practice uses, in the order in which screens show them.
    pub fn measures_in_use(&self) -> Vec<&Measure> {
        let Settings { measures: used, .. } = self.settings();
        self.measures.all().filter(|measure| used.contains(&measure.id)).collect()
    }
}

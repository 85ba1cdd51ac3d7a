//! A measure's file: read, checked, and its faults named with their line and column.

use super::{Measure, place};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct FileProblem {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What.
    pub reason: String,
}

impl FileProblem {
    /// What is wrong with the id of a measure that was read from this text.
    pub fn of_id(text: &str, reason: impl ToString) -> Self {
        let (line, column) = place::of(text, &[place::Step::Key("id")]);
        Self { line, column, reason: reason.to_string() }
    }
}

impl Measure {
    /// Reads a measure and holds it against everything that its type does not forbid.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn read(text: &str) -> Result<Self, FileProblem> {
        let measure: Self = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line().max(1), error.column().max(1));
            let said = error.to_string();
            let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
            FileProblem { line, column, reason: reason.to_owned() }
        })?;
        measure.sound().map_err(|flaw| {
            let (line, column) = place::of(text, &flaw.at);
            FileProblem { line, column, reason: flaw.reason }
        })?;
        Ok(measure)
    }
}

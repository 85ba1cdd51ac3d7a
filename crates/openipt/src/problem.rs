//! What a command can fail with, and the exit code that tells scripts apart what it was.

use std::process::ExitCode;

/// A problem of a command.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The user or the environment: exit code 2.
    #[error("{0}")]
    User(String),
    /// The practice.
    #[error(transparent)]
    Clinic(#[from] clinic::Problem),
    /// The record.
    #[error(transparent)]
    Record(#[from] record::Problem),
    /// A record that does not prove itself: exit code 1.
    #[error("the record is NOT whole: {0}")]
    Fault(#[from] record::Fault),
    /// A backup that cannot be brought back.
    #[error(transparent)]
    Restore(#[from] record::RestoreProblem),
    /// Content that cannot be read.
    #[error(transparent)]
    Content(#[from] ipt::content::ContentProblem),
    /// The network or a file.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
}

impl Problem {
    /// 1 for a damaged record, 2 for everything the user or the environment can mend.
    pub fn exit_code(&self) -> ExitCode {
        use record::RestoreProblem;
        let damaged = match self {
            Self::Fault(_) | Self::Restore(RestoreProblem::Fault(_)) => true,
            Self::Record(problem)
            | Self::Clinic(clinic::Problem::Record(problem))
            | Self::Restore(RestoreProblem::Problem(problem)) => problem.is_fault(),
            Self::User(_)
            | Self::Clinic(_)
            | Self::Restore(_)
            | Self::Content(_)
            | Self::Io { .. } => false,
        };
        ExitCode::from(if damaged { 1 } else { 2 })
    }
}

//! What can go wrong, without a word of what anybody wrote.

use ipt::{Refusal, wire::WireProblem};
use record::Telling;

/// A problem of the clinic.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The therapy says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody is not erased: something stands in the way.
    #[error("this is not erased: {}", .0.code())]
    NotErased(crate::erasure::Obstacle),
    /// A role is not given, or does not end.
    #[error("this role is not changed: {}", .0.code())]
    RoleRefused(crate::account::RoleObstacle),
    /// Somebody cannot confirm what was asked.
    #[error("this is not confirmed: {}", .0.code())]
    NoSecond(crate::second_person::Obstacle),
    /// More clients' records within an hour than anybody's work asks for.
    #[error("more clients' records within an hour than are opened")]
    TooManyRecords {
        /// When it goes on, unless those that count are opened again.
        until: jiff::Timestamp,
    },
    /// One more whole record than one person hands out within a day alone.
    #[error("more whole records within a day than one person hands out alone")]
    ManyRecords,
    /// Somebody does not cover, or a cover does not end.
    #[error("this cover is not changed: {}", .0.code())]
    CoverRefused(crate::cover::CoverObstacle),
    /// A parent or guardian is not let in.
    #[error("nothing is told to this guardian: {}", .0.code())]
    GuardianRefused(crate::guardian::GuardianObstacle),
    /// A reason in words is needed.
    #[error("a reason in words is needed")]
    WordsMissing,
    /// Somebody else changed the same thing in the meantime.
    #[error("this was changed in the meantime")]
    Changed {
        /// What it is now, as it would have been typed.
        now: ipt::Form,
        /// The version it has now.
        version: u64,
    },
    /// It is not there, or not for this person: the two are not told apart.
    #[error("there is nothing here for you")]
    NotYours,
    /// Who stands in for who leads a course cares for its safety alone.
    #[error("this is for who leads the course; you stand in for its safety")]
    OnlySafety,
    /// Who covers for who leads a course does not do this.
    #[error("this is for who leads the course; you cover for them")]
    OnlyLeader,
    /// Name or passphrase do not fit.
    #[error("the name or the passphrase does not fit")]
    NotKnown,
    /// The code of the second step does not fit, or was used before.
    #[error("the code does not fit, or was used before")]
    CodeWrong,
    /// No passkey that is known here answered our question in its time.
    #[error("the passkey is not known here, or its answer came too late")]
    PasskeyWrong,
    /// The provider's answer is not one to our question, or nobody here linked whom it names.
    #[error("the provider's answer fits nobody here, or came too late")]
    ProviderWrong,
    /// The passphrase was given too long ago for the second step.
    #[error("the first step was too long ago; begin again")]
    HalfOver,
    /// A fresh code of the second step is needed for this.
    #[error("this needs a fresh code of the second step")]
    CodeOwed,
    /// The second step is set up already.
    #[error("the second step is set up already")]
    SecondStepStands,
    /// Too many tries.
    #[error("too many tries; wait {seconds} seconds")]
    Wait {
        /// How long.
        seconds: u64,
    },
    /// An invitation that was used, has expired or never was.
    #[error("this invitation does not work any more")]
    InvitationGone,
    /// A check-in that was taken back, is over or never was.
    #[error("this link does not work any more")]
    CheckInGone,
    /// The passphrase is too short.
    #[error("a passphrase has at least {at_least} characters")]
    TooShort {
        /// The least number of characters.
        at_least: usize,
    },
    /// The passphrase is too long.
    #[error("a passphrase has at most 256 characters")]
    TooLong,
    /// Somebody has this sign-in name already.
    #[error("this sign-in name is taken")]
    NameTaken,
    /// A name is needed.
    #[error("a name is needed")]
    NameMissing,
    /// A setting that cannot be.
    #[error("the setting {0} cannot be read")]
    Setting(&'static str),
    /// Too many sign-ins at once.
    #[error("many people sign in just now; try again in a moment")]
    Busy,
    /// A recovery link that another administrator has to confirm.
    #[error("another administrator has to confirm this link first")]
    LinkWaits,
    /// A recovery link whose time has not come.
    #[error("this link does not work yet")]
    NotYet {
        /// From when it works.
        works_from: jiff::Timestamp,
    },
    /// A passphrase that is guessed at once.
    #[error("this passphrase is too easy to guess")]
    TooSimple,
    /// A draft that is too large.
    #[error("this is too large to be kept as a draft")]
    TooLarge,
    /// No room for the plain tables.
    #[error("the disk is full; nothing was written: make room and try again")]
    DiskFull,
    /// The record.
    #[error(transparent)]
    Record(#[from] record::Problem),
    /// A fact of the record.
    #[error(transparent)]
    Wire(#[from] ipt::wire::WireProblem),
    /// The plain tables.
    #[error("the practice's tables cannot be used: {0}")]
    Tables(record::Cause),
    /// A file.
    #[error("{what}: {source}")]
    File {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A practice's own measure that cannot be used.
    #[error("{file}: {problem}")]
    Measure {
        /// The file.
        file: String,
        /// What is wrong, with its line and column.
        problem: String,
    },
    /// Imported parameters of a corridor that cannot be used.
    #[error("{file}: {problem}")]
    Corridor {
        /// The file.
        file: String,
        /// What is wrong, with its line and column.
        problem: String,
    },
    /// A newer program made this.
    #[error("the practice's tables are of version {found}; this program knows version {known}")]
    Newer {
        /// The version found.
        found: i64,
        /// The version known.
        known: i64,
    },
    /// A bug.
    #[error("BUG: {0}")]
    Fault(&'static str),
}

impl Problem {
    /// Whether there was no room, in whichever file.
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::DiskFull => true,
            Self::Record(problem) => problem.is_disk_full(),
            _ => false,
        }
    }

    /// What of it may stand in a line for whoever keeps the program.
    pub fn telling(&self) -> Telling {
        match self {
            Self::Record(problem) => Telling::of("the record:").with(problem),
            Self::Tables(cause) => Telling::of("the practice's tables:").with(cause),
            Self::File { what, source } => Telling::of(what).with(&source.kind()),
            Self::Wire(WireProblem::Newer(version)) => Telling::of("a newer fact:").with(version),
            Self::Wire(WireProblem::Unreadable(at)) => {
                Telling::of("a stored fact cannot be read at its byte").with(at)
            }
            Self::Newer { found, .. } => Telling::of("tables of a newer version:").with(found),
            Self::Setting(which) => Telling::of("a setting cannot be read:").with(which),
            Self::Fault(what) => Telling::of("BUG:").with(what),
            Self::DiskFull => Telling::of("the disk is full"),
            _ => Telling::of("something that is no fault"),
        }
    }

    /// What may be left unwritten when there is no room.
    pub(crate) fn unless_full<T>(written: rusqlite::Result<T>) -> Result<(), Self> {
        match written.map_err(Self::from) {
            Err(problem) if !problem.is_disk_full() => Err(problem),
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

impl From<rusqlite::Error> for Problem {
    /// The message of the engine names tables and codes, never a value. A failed fsync of the plain
    /// tables stops the process as one of the record does.
    fn from(error: rusqlite::Error) -> Self {
        record::stop_if_unknown(&error);
        match error.sqlite_error() {
            Some(engine) if engine.code == rusqlite::ErrorCode::DiskFull => Self::DiskFull,
            Some(_) | None => Self::Tables(record::Cause::of(&error, "a row was not as expected")),
        }
    }
}

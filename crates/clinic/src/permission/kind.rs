//! The kinds of resource and of verb, by their names in the access log.

#[cfg(doc)]
use super::{
    Read, TheAccounts, TheCaseload, TheCourse, TheDesk, TheEmergency, TheEmergencyUse, TheOutcomes,
    TheOwnCourse, TheProcessDesk, TheProcessNotes, TheRetention, TheSettings, TheSupervisedCourse,
    TheSupervision, TheWard, Write,
};

/// The kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// See [`TheCourse`].
    Course,
    /// See [`TheOwnCourse`].
    OwnCourse,
    /// See [`TheDesk`].
    Desk,
    /// See [`TheProcessNotes`].
    ProcessNotes,
    /// See [`TheProcessDesk`].
    ProcessDesk,
    /// See [`TheCaseload`].
    Caseload,
    /// See [`TheSupervisedCourse`].
    SupervisedCourse,
    /// See [`TheSupervision`].
    Supervision,
    /// See [`TheAccounts`].
    Accounts,
    /// See [`TheSettings`].
    Settings,
    /// See [`TheOutcomes`].
    Outcomes,
    /// See [`TheRetention`].
    Retention,
    /// See [`TheEmergency`].
    Emergency,
    /// See [`TheEmergencyUse`].
    EmergencyUse,
    /// See [`TheWard`].
    Ward,
}

impl ResourceKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Course,
        Self::OwnCourse,
        Self::Desk,
        Self::ProcessNotes,
        Self::ProcessDesk,
        Self::Caseload,
        Self::SupervisedCourse,
        Self::Supervision,
        Self::Accounts,
        Self::Settings,
        Self::Outcomes,
        Self::Retention,
        Self::Emergency,
        Self::EmergencyUse,
        Self::Ward,
    ];

    /// Whether a proof of it opens a client's record to somebody of the staff.
    pub(crate) fn opens_a_record(self) -> bool {
        matches!(self, Self::Course | Self::SupervisedCourse | Self::ProcessNotes)
    }

    /// Its name in the access log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::OwnCourse => "own_course",
            Self::Desk => "desk",
            Self::ProcessNotes => "process_notes",
            Self::ProcessDesk => "process_desk",
            Self::Caseload => "caseload",
            Self::SupervisedCourse => "supervised_course",
            Self::Supervision => "supervision",
            Self::Accounts => "accounts",
            Self::Settings => "settings",
            Self::Outcomes => "outcomes",
            Self::Retention => "retention",
            Self::Emergency => "emergency",
            Self::EmergencyUse => "emergency_use",
            Self::Ward => "ward",
        }
    }
}

/// The kinds of verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbKind {
    /// See [`Read`].
    Read,
    /// See [`Write`].
    Write,
}

impl VerbKind {
    /// Its name in the access log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

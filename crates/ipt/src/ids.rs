//! Identifiers. They are given to the domain, never made in it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $Name:ident),* $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $Name(pub Uuid);

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.simple().fmt(f)
            }
        }
        impl std::str::FromStr for $Name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )* };
}

id!(
    /// Somebody who signs in.
    AccountId,
    /// The person in therapy, through all episodes.
    ClientId,
    /// One episode of therapy.
    CourseId,
    /// A correction that a client asks for.
    CorrectionId,
    /// A decision that is weighed.
    DecisionId,
    /// A risk flag.
    FlagId,
    /// A goal of a course.
    GoalId,
    /// A between-session task.
    HomeworkId,
    /// An interpersonal incident.
    IncidentId,
    /// A life event or a symptom level on the timeline.
    MomentId,
    /// A person in the client's interpersonal inventory.
    PersonId,
    /// A note in the drawer of process notes.
    ProcessNoteId,
    /// That a process note was opened to somebody.
    ReleaseId,
    /// A talk in supervision.
    SupervisionId,
    /// A record of what was done with a technique.
    TechniqueRecordId,
);

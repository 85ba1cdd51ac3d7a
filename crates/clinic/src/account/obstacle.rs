//! What stands in the way of a role.

/// Why a role is not given, or does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleObstacle {
    /// A client signs in as nothing else.
    IsClient,
    /// The account was ended.
    Ended,
    /// They have it, or will have it on those days.
    HasIt,
    /// Its last day is past, or before its first.
    Days,
    /// Nobody gives a role to themselves.
    OwnRole,
    /// Without it nobody would run the practice.
    LastAdministrator,
    /// There is no such role, or it ended already.
    NotThere,
    /// It waits for a second administrator already.
    AskedAlready,
}

impl RoleObstacle {
    /// Every obstacle.
    pub const ALL: &'static [Self] = &[
        Self::IsClient,
        Self::Ended,
        Self::HasIt,
        Self::Days,
        Self::OwnRole,
        Self::LastAdministrator,
        Self::NotThere,
        Self::AskedAlready,
    ];

    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::IsClient => "is-client",
            Self::Ended => "ended",
            Self::HasIt => "has-it",
            Self::Days => "days",
            Self::OwnRole => "own-role",
            Self::LastAdministrator => "last-administrator",
            Self::NotThere => "not-there",
            Self::AskedAlready => "asked-already",
        }
    }
}

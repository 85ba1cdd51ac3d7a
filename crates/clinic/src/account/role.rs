//! What people are in the practice: one thing, or several at once.

use serde::{Deserialize, Serialize};

/// What a person is in the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the practice; sees no clinical text.
    Administrator,
    /// Leads courses.
    Therapist,
    /// Looks at the work with therapists, as a contract and the client's consent allow.
    Supervisor,
    /// Leads courses as a lay person, while somebody supervises that by a contract.
    Facilitator,
    /// Reads how the closed courses of the practice went: counts, never a person.
    Researcher,
    /// Is in therapy.
    Client,
    /// A parent or guardian of a young client: is told what was agreed.
    Guardian,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Administrator,
        Self::Therapist,
        Self::Supervisor,
        Self::Facilitator,
        Self::Researcher,
        Self::Client,
        Self::Guardian,
    ];

    /// The roles of the staff: those that an administrator gives.
    pub const STAFF: &'static [Self] = &[
        Self::Therapist,
        Self::Facilitator,
        Self::Supervisor,
        Self::Researcher,
        Self::Administrator,
    ];

    /// Its stored name, and the name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Therapist => "therapist",
            Self::Supervisor => "supervisor",
            Self::Facilitator => "facilitator",
            Self::Researcher => "researcher",
            Self::Client => "client",
            Self::Guardian => "guardian",
        }
    }
    /// The role of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// The roles of one person at one moment. A client has that role alone, and so has a guardian.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Roles(u8);

impl Roles {
    /// Whether this is one of them.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
    /// Whether there is none: not yet, or no more.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Each of them, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | 1 << role as u8))
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        std::iter::once(role).collect()
    }
}

impl std::fmt::Debug for Roles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

//! As what somebody looked at a record.

/// As what somebody looked at a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// The client, signed in.
    Themselves,
    /// A parent or guardian, who was told what was agreed.
    Guards,
    /// The client, by the link of a check-in; or whoever had that link.
    ByLink,
    /// The therapist who led the course then.
    Leads,
    /// Who covered for them on that day.
    Covers,
    /// Who stood in for them.
    StandsIn,
    /// A therapist who opened it in an emergency.
    Emergency,
    /// A supervisor, within a contract and the client's consent.
    Supervises,
    /// An administrator of the practice, who sees no clinical word.
    Administrator,
    /// The person who runs the practice, by the command line.
    Operator,
}

impl Capacity {
    /// Every capacity.
    pub const ALL: &'static [Self] = &[
        Self::Themselves,
        Self::Guards,
        Self::ByLink,
        Self::Leads,
        Self::Covers,
        Self::StandsIn,
        Self::Emergency,
        Self::Supervises,
        Self::Administrator,
        Self::Operator,
    ];

    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Themselves => "themselves",
            Self::Guards => "guards",
            Self::ByLink => "by_link",
            Self::Leads => "leads",
            Self::Covers => "covers",
            Self::StandsIn => "stands_in",
            Self::Emergency => "emergency",
            Self::Supervises => "supervises",
            Self::Administrator => "administrator",
            Self::Operator => "operator",
        }
    }
}

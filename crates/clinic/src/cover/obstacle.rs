//! What stands in the way of a cover.

/// Why somebody does not cover, or a cover does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverObstacle {
    /// Nobody covers for themselves.
    Themselves,
    /// Whoever names a cover for somebody else names a third person.
    OwnDoing,
    /// Who would cover is no therapist who works here now.
    NotATherapist,
    /// Who would be covered leads no courses here.
    LeadsNothing,
    /// The last day is past, before the first, or too far from it.
    Days,
    /// They cover on some of these days already.
    CoversAlready,
    /// There is no such cover, or it ended already.
    NotThere,
}

impl CoverObstacle {
    /// Every obstacle.
    pub const ALL: &'static [Self] = &[
        Self::Themselves,
        Self::OwnDoing,
        Self::NotATherapist,
        Self::LeadsNothing,
        Self::Days,
        Self::CoversAlready,
        Self::NotThere,
    ];

    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Themselves => "themselves",
            Self::OwnDoing => "own-doing",
            Self::NotATherapist => "not-a-therapist",
            Self::LeadsNothing => "leads-nothing",
            Self::Days => "days",
            Self::CoversAlready => "covers-already",
            Self::NotThere => "not-there",
        }
    }
}

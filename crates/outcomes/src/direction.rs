//! Which way is better on an instrument.

/// Which way is better on an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Lower scores are better, as with symptoms.
    Lower,
    /// Higher scores are better, as with well-being.
    Higher,
}

impl Direction {
    /// -1 if lower is better, else 1: a difference times this is positive when it is a gain.
    pub fn sign(self) -> f64 {
        match self {
            Self::Lower => -1.0,
            Self::Higher => 1.0,
        }
    }

    /// The other way.
    pub fn reversed(self) -> Self {
        match self {
            Self::Lower => Self::Higher,
            Self::Higher => Self::Lower,
        }
    }
}

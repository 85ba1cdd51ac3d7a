/// Why a statistic cannot be computed from what was given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Fewer people than the statistic needs.
    #[error("{found} complete cases; at least {needed} are needed")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Everybody has the same score, so nothing can be measured in standard deviations.
    #[error("all scores {0} are the same; a standard deviation above 0 is needed")]
    NoSpread(&'static str),
    /// A number that must lie between two others does not.
    #[error("{what} must lie {range}, not {value}")]
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// Where it must lie, in words.
        range: &'static str,
        /// What it is.
        value: f64,
    },
    /// The method needs the reliability of the instrument.
    #[error("this method needs the reliability of the instrument")]
    NoReliability,
    /// Cut-offs b and c need mean and standard deviation of a functional population.
    #[error("cut-offs b and c need the mean and the standard deviation of a functional population")]
    NoFunctionalNorm,
    /// The method of Hageman and Arrindell finds more error than variance in these data.
    #[error(
        "the reliability of {0} comes out as 0 or less: these scores vary less than the error of \
         measurement, and the method cannot be used on them"
    )]
    NotReliable(&'static str),
    /// A comparison needs two groups in which something can happen.
    #[error("a log-rank test needs at least two groups at risk when an event happens")]
    NothingToCompare,
    /// A profile needs as many angles as scores, equally spaced on the circle.
    #[error("a profile needs at least three scores at angles equally spaced on the circle")]
    NotACircle,
}

impl Problem {
    pub(crate) fn unless(
        holds: bool,
        what: &'static str,
        range: &'static str,
        value: f64,
    ) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self::OutOfRange { what, range, value }) }
    }
}

//! The rules of NHS Talking Therapies, for anxiety and depression, with PHQ-9 and GAD-7.
//!
//! Source: the programme's manual (NHS England, "NHS Talking Therapies for anxiety and depression
//! manual"); caseness PHQ-9 10 or more, GAD-7 8 or more; reliable change 6 and 4 points. How the
//! two measures are combined is unverified: it was not re-read in the manual.

/// PHQ-9 at or above this is a case.
pub const PHQ_CASE: f64 = 10.0;
/// GAD-7 at or above this is a case.
pub const GAD_CASE: f64 = 8.0;
/// A change of PHQ-9 by so many points or more is reliable.
pub const PHQ_RELIABLE: f64 = 6.0;
/// A change of GAD-7 by so many points or more is reliable.
pub const GAD_RELIABLE: f64 = 4.0;

/// Both totals at one contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// PHQ-9, 0 to 27.
    pub phq: f64,
    /// GAD-7, 0 to 21.
    pub gad: f64,
}

impl Totals {
    /// Above caseness on either measure.
    pub fn is_case(self) -> bool {
        self.phq >= PHQ_CASE || self.gad >= GAD_CASE
    }
}

/// How a finished course counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Was a case at the first contact; only these are in the denominator of recovery.
    pub case_at_start: bool,
    /// A case at the first contact and none at the last.
    pub recovery: bool,
    /// Either measure fell reliably and neither rose reliably.
    pub reliable_improvement: bool,
    /// Either measure rose reliably and neither fell reliably.
    pub reliable_deterioration: bool,
}

impl Outcome {
    /// From the first and the last contact.
    pub fn of(first: Totals, last: Totals) -> Self {
        let phq = last.phq - first.phq;
        let gad = last.gad - first.gad;
        let fell = phq <= -PHQ_RELIABLE || gad <= -GAD_RELIABLE;
        let rose = phq >= PHQ_RELIABLE || gad >= GAD_RELIABLE;
        Self {
            case_at_start: first.is_case(),
            recovery: first.is_case() && !last.is_case(),
            reliable_improvement: fell && !rose,
            reliable_deterioration: rose && !fell,
        }
    }

    /// Recovery that is also a reliable improvement.
    pub fn reliable_recovery(self) -> bool {
        self.recovery && self.reliable_improvement
    }
}

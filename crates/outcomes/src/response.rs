//! Response and remission of one person, and whether a change is more than chance.
//!
//! Source: response, a fall of half or more of the first score (J Affect Disord 2010;127:122);
//! remission, below a score that the measure names; reliable change, by as many points as the
//! measure names (Jacobson & Truax 1991).

/// The share of the first score by which it falls in a response.
pub const RESPONSE: f64 = 0.5;

/// What a first and a last score come to, of a measure on which less is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Words {
    /// Whether the score fell by half or more; none where the first score was 0.
    pub response: Option<bool>,
    /// Whether the last score is below that of remission; none where the measure names none.
    pub remission: Option<bool>,
    /// How far it moved beyond chance; none where the measure names no reliable change.
    pub reliable: Option<Reliable>,
}

/// A change and chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliable {
    /// Fell by as much as is more than chance.
    Improved,
    /// Moved by less.
    Unchanged,
    /// Rose by as much.
    Deteriorated,
}

impl Words {
    /// From the first and the last score.
    pub fn of(first: f64, last: f64, remission: Option<f64>, reliable: Option<f64>) -> Self {
        Self {
            response: (first > 0.0).then(|| (first - last) / first >= RESPONSE),
            remission: remission.map(|below| last < below),
            reliable: reliable.map(|points| match last - first {
                change if change <= -points => Reliable::Improved,
                change if change >= points => Reliable::Deteriorated,
                _ => Reliable::Unchanged,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reliable, Words};

    #[test]
    fn each_word_on_both_sides_of_its_threshold() {
        let phq = |first, last| Words::of(first, last, Some(5.0), Some(6.0));
        assert_eq!(phq(18.0, 9.0).response, Some(true));
        assert_eq!(phq(18.0, 10.0).response, Some(false));
        assert_eq!(phq(0.0, 0.0).response, None, "nothing can fall");
        assert_eq!((phq(18.0, 4.0).remission, phq(18.0, 5.0).remission), (Some(true), Some(false)));
        let reliable = |first, last| phq(first, last).reliable;
        assert_eq!(reliable(18.0, 12.0), Some(Reliable::Improved));
        assert_eq!(reliable(18.0, 13.0), Some(Reliable::Unchanged));
        assert_eq!(reliable(12.0, 17.0), Some(Reliable::Unchanged));
        assert_eq!(reliable(12.0, 18.0), Some(Reliable::Deteriorated));
        assert_eq!(Words::of(9.0, 2.0, None, None).reliable, None);
    }
}

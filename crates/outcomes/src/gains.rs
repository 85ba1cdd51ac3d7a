//! Sudden gains (Tang & DeRubeis 1999, J Consult Clin Psychol 67:894-904).
//!
//! Between session n and the next there is a sudden gain if the drop is 1. at least the cut-off;
//! 2. at least a share (25%) of the score at session n; and 3. large against the variation around
//! it: the mean of the last three sessions up to n, less that of the next three, exceeds the
//! critical t times the pooled standard deviation of the two. One score of each three may be
//! missing, never that of session n or the next; the critical t then is that of fewer degrees of
//! freedom (Lutz et al. 2013; Wiedemann, Thew, Stott & Ehlers 2020, PLoS ONE 15:e0230276).

use crate::{Direction, Moments, Problem};

/// Two-sided 5% points of Student's t for 2, 3 and 4 degrees of freedom.
const CRITICAL: [f64; 3] = [4.303, 3.182, 2.776];

/// What counts as sudden.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criteria {
    /// Which way is a gain.
    pub direction: Direction,
    /// Least points; often the reliable change of the instrument.
    pub cutoff: f64,
    /// Least share of the score at session n: 0.25 in the paper.
    pub share: f64,
}

/// The step from one session to the next, examined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Place of session n in the series, from 0.
    pub from: usize,
    /// Points gained; negative is a loss.
    pub points: f64,
    /// Criterion 1.
    pub large: bool,
    /// Criterion 2.
    pub marked: bool,
    /// Criterion 3.
    pub stable: bool,
    /// The critical t that criterion 3 used.
    pub critical: f64,
}

impl Step {
    /// All three criteria hold.
    pub fn is_sudden_gain(&self) -> bool {
        self.large && self.marked && self.stable
    }
}

impl Criteria {
    /// Checks the numbers.
    ///
    /// # Errors
    /// A cut-off that is not above 0, or a share outside 0 to 1.
    pub fn check(&self) -> Result<(), Problem> {
        Problem::unless(self.cutoff > 0.0, "the cut-off", "above 0", self.cutoff)?;
        let share = self.share > 0.0 && self.share <= 1.0;
        Problem::unless(share, "the share", "above 0 and up to 1", self.share)
    }

    /// Every step of a series that can be examined, in order. A step cannot be when a score on
    /// either side of it is missing, or fewer than two of the three scores before or after it are
    /// there; so never the first step, and never the last.
    pub fn examine(&self, scores: &[Option<f64>]) -> Vec<Step> {
        let steps = 0..scores.len().saturating_sub(1);
        steps.filter_map(|from| self.step(scores, from)).collect()
    }

    fn step(&self, scores: &[Option<f64>], from: usize) -> Option<Step> {
        let (last, next) = (scores[from]?, scores[from + 1]?);
        let around = |places: std::ops::Range<usize>| {
            Moments::of(scores[places].iter().flatten().copied().collect())
        };
        let before = around(from.saturating_sub(2)..from + 1);
        let after = around(from + 1..scores.len().min(from + 4));
        if before.n < 2 || after.n < 2 {
            return None;
        }
        let degrees = before.n + after.n - 2;
        let critical = CRITICAL[degrees - 2];
        let squares = |side: &Moments| (side.n - 1) as f64 * side.sd.powi(2);
        let pooled = ((squares(&before) + squares(&after)) / degrees as f64).sqrt();
        let sign = self.direction.sign();
        let points = sign * (next - last);
        Some(Step {
            from,
            points,
            large: points >= self.cutoff,
            marked: points >= self.share * last.abs(),
            stable: sign * (after.mean - before.mean) > critical * pooled,
            critical,
        })
    }
}

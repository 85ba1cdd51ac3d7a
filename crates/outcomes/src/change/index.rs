//! The indices of change. Each is a line in the two scores, over an error.

use super::Plan;
use crate::{Moments, Pair, Problem, moments::correlation};

/// An index of change. In the formulas x is the score before and y after, M and s their mean and
/// standard deviation (of the sample before, where no other is named), r the reliability and
/// SEM = s √(1 - r) the error of measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// (y - x) / (√2 SEM), reliable beyond 1.96 (Jacobson & Truax 1991, J Consult Clin Psychol
    /// 59:12-19, with the error as corrected by Christensen & Mendoza 1986).
    JacobsonTruax,
    /// (y - [r (x - M) + M]) / SEM: against the estimated true score before (Edwards, Yarvis,
    /// Mueller, Zingale & Wagman 1978 after Nunnally; as an index by Speer 1992, J Consult Clin
    /// Psychol 60:402-408, who draws the interval at 2 errors, of which 1.96 is the exact form).
    EdwardsNunnally,
    /// ((y - M) - r (x - M)) / (s √(1 - r²)): against what regression to the mean predicts
    /// (Gulliksen 1950; Lord & Novick 1968; Hsu 1989, Behav Assess 11:459-467).
    GulliksenLordNovick,
    /// ((y - M after) - r (x - M)) / (s √(1 - r²)): as before, but each score from the mean of its
    /// own time (Hsu 1989; Hsu 1999, J Consult Clin Psychol 67:594-598). It asks who changed more
    /// or less than the sample did: somebody who stays as ill as they were while most get better
    /// can be classed as deteriorated.
    HsuLinnNord,
    /// (y - [r (x - M) + M]) / √(r² s² (1 - r) + s² (1 - r after)) (Nunnally & Kotsch 1983, Br J
    /// Clin Psychol 22:83-93). The reliability after is that before if it is not given.
    NunnallyKotsch {
        /// Reliability after, 0 to 1.
        reliability_post: Option<f64>,
    },
    /// ((y - x) R + (M after - M) (1 - R)) / (√R √2 SEM), reliable beyond 1.65, where R is the
    /// reliability of the differences in this sample (Hageman & Arrindell 1999, Behav Res Ther
    /// 37:1169-1193, individual level). The cut-off is asked about true scores too, see
    /// [`super::Cutoff`].
    HagemanArrindell,
    /// 100 (y - x) / x: percent of the score before; at least so much better or worse counts.
    /// There is none for a score before that is not above 0.
    Percent {
        /// Percent better that count as improved.
        improved: f64,
        /// Percent worse that count as deteriorated.
        deteriorated: f64,
    },
}

impl Method {
    /// Beyond which index a change is reliable, unless the plan says otherwise: 1.96 leaves 5% to
    /// chance in both directions; Hageman and Arrindell's 1.65 leaves 5% in each.
    pub fn critical(self) -> f64 {
        match self {
            Self::HagemanArrindell => 1.65,
            _ => 1.96,
        }
    }

    /// Whether the method says anything about such a pair.
    pub fn takes(self, pair: Pair) -> bool {
        !matches!(self, Self::Percent { .. }) || pair.pre > 0.0
    }
}

/// The index as (a·after + b·before + c) / error, or as a percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Formula {
    /// A line over an error.
    Line {
        /// Weight of the score after.
        after: f64,
        /// Weight of the score before.
        before: f64,
        /// What is added.
        constant: f64,
        /// Standard error.
        error: f64,
    },
    /// Percent of the score before.
    Percent,
}

impl Formula {
    pub(super) fn of(
        plan: &Plan,
        sd: f64,
        pre: Moments,
        post: Moments,
        pairs: &[Pair],
    ) -> Result<Self, Problem> {
        // Checked by the plan: only the percentage does without.
        let r = plan.reliability.unwrap_or(1.0);
        let measurement = sd * (1.0 - r).sqrt();
        let difference = std::f64::consts::SQRT_2 * measurement;
        let prediction = sd * (1.0 - r.powi(2)).sqrt();
        let regressed = |error| {
            let constant = -(1.0 - r) * pre.mean;
            Self::Line { after: 1.0, before: -r, constant, error }
        };
        Ok(match plan.method {
            Method::JacobsonTruax => {
                Self::Line { after: 1.0, before: -1.0, constant: 0.0, error: difference }
            }
            Method::EdwardsNunnally => regressed(measurement),
            Method::GulliksenLordNovick => regressed(prediction),
            Method::HsuLinnNord => {
                let constant = r * pre.mean - post.mean;
                Self::Line { after: 1.0, before: -r, constant, error: prediction }
            }
            Method::NunnallyKotsch { reliability_post } => {
                let after = 1.0 - reliability_post.unwrap_or(r);
                regressed(sd * (r.powi(2) * (1.0 - r) + after).sqrt())
            }
            Method::HagemanArrindell => {
                let share = reliability_of_differences(measurement, pre, post, pairs)?;
                Self::Line {
                    after: share,
                    before: -share,
                    constant: (post.mean - pre.mean) * (1.0 - share),
                    error: share.sqrt() * difference,
                }
            }
            Method::Percent { .. } => Self::Percent,
        })
    }

    pub(super) fn index(&self, pair: Pair) -> f64 {
        match self {
            Self::Line { after, before, constant, error } => {
                (after * pair.post + before * pair.pre + constant) / error
            }
            Self::Percent => 100.0 * (pair.post - pair.pre) / pair.pre,
        }
    }
}

/// Share of the variance of the differences that is not error. The error of measurement belongs to
/// the instrument; what varies is the sample's own.
fn reliability_of_differences(
    measurement: f64,
    pre: Moments,
    post: Moments,
    pairs: &[Pair],
) -> Result<f64, Problem> {
    let shared = correlation(pairs).unwrap_or(0.0) * pre.sd * post.sd;
    let observed = pre.sd.powi(2) + post.sd.powi(2) - 2.0 * shared;
    let share = (observed - 2.0 * measurement.powi(2)) / observed;
    if share > 0.0 { Ok(share) } else { Err(Problem::NotReliable("the differences")) }
}

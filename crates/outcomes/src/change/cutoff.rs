//! The border between the clinical and the functional side.

use super::{Method, Plan};
use crate::{Direction, Moments, Problem};

/// Mean and standard deviation of a population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, above 0.
    pub sd: f64,
}

/// How the cut-off is found (Jacobson & Truax 1991).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CutoffKind {
    /// Two standard deviations from the clinical mean, towards health. For want of norms.
    A,
    /// Two standard deviations from the functional mean, towards illness. When the two populations
    /// do not overlap.
    B,
    /// Where a score is as likely in one population as in the other. When they overlap: to be
    /// preferred where there are norms.
    C,
    /// A number agreed on elsewhere.
    At(f64),
}

impl CutoffKind {
    pub(super) fn needs_sd(self) -> bool {
        matches!(self, Self::A | Self::C)
    }
}

/// A cut-off. The clinical population is the sample before: its mean, and the standard deviation
/// that the plan uses.
///
/// Hageman and Arrindell (1999) ask about true scores: the standard deviations lose their error
/// (s √r), and after therapy the estimated true score must be past the cut-off by 1.65 of its
/// errors (their CS for individuals).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cutoff {
    /// How it was found.
    pub kind: CutoffKind,
    /// The score.
    pub at: f64,
    direction: Direction,
    true_score: Option<TrueScore>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct TrueScore {
    mean: f64,
    reliability: f64,
    error: f64,
    critical: f64,
}

impl Cutoff {
    pub(super) fn of(
        kind: CutoffKind,
        plan: &Plan,
        sd: f64,
        pre: Moments,
        post: Moments,
    ) -> Result<Self, Problem> {
        let measurement = sd * (1.0 - plan.reliability.unwrap_or(1.0)).sqrt();
        let asks_true = matches!(plan.method, Method::HagemanArrindell);
        // What is left of a standard deviation without the error of measurement.
        let kept = |sd: f64, whose| match sd.powi(2) - measurement.powi(2) {
            _ if !asks_true => Ok(sd),
            left if left > 0.0 => Ok(left.sqrt()),
            _ => Err(Problem::NotReliable(whose)),
        };
        let functional = || {
            let norm = plan.functional.ok_or(Problem::NoFunctionalNorm)?;
            Ok((norm.mean, kept(norm.sd, "the functional population")?))
        };
        let sign = plan.direction.sign();
        let at = match kind {
            CutoffKind::A => pre.mean + sign * 2.0 * kept(sd, "the scores before")?,
            CutoffKind::B => {
                let (mean, sd) = functional()?;
                mean - sign * 2.0 * sd
            }
            CutoffKind::C => {
                let ((mean, functional), clinical) =
                    (functional()?, kept(sd, "the scores before")?);
                (clinical * mean + functional * pre.mean) / (clinical + functional)
            }
            CutoffKind::At(score) => score,
        };
        let true_score = if asks_true {
            let reliability = (kept(post.sd, "the scores after")? / post.sd).powi(2);
            let error = reliability.sqrt() * measurement;
            let critical = plan.critical.unwrap_or(plan.method.critical());
            Some(TrueScore { mean: post.mean, reliability, error, critical })
        } else {
            None
        };
        Ok(Self { kind, at, direction: plan.direction, true_score })
    }

    /// Whether a score is on the functional side.
    pub fn is_past(&self, score: f64) -> bool {
        self.direction.sign() * (score - self.at) > 0.0
    }

    /// Whether a score after therapy is; by its estimated true score where the method asks so.
    pub fn is_past_after(&self, score: f64) -> bool {
        let Some(of) = self.true_score else { return self.is_past(score) };
        let estimate = of.mean + (score - of.mean) * of.reliability;
        self.direction.sign() * (estimate - self.at) / of.error > of.critical
    }
}

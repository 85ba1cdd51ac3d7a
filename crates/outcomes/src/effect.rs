//! How large the change of a sample was. Without a control group this is no effect of treatment:
//! people also change by themselves, and those who seek help do so when they are at their worst.

use crate::{Direction, Moments, Pair, Problem, Z, gamma::hedges, moments::correlation};

/// Standardised change of one sample from before to after; positive is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub pre: Moments,
    /// After.
    pub post: Moments,
    /// Correlation of before and after.
    pub correlation: f64,
    /// Difference of the means over the standard deviation before.
    pub d_pre: f64,
    /// The same over the root of the mean of both variances.
    pub d_av: f64,
    /// The same over the standard deviation of the differences; grows with the correlation, so it
    /// cannot be compared between studies. `None` when everybody changed alike.
    pub d_z: Option<f64>,
    /// `d_pre` with Hedges' exact correction for small samples, n - 1 degrees of freedom.
    pub g: f64,
    /// Variance of `g`: 2 (1 - r) / n + g² / 2n.
    pub variance: f64,
    /// Lower end of the 95% interval of `g`.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Change {
    /// Of a sample.
    ///
    /// # Errors
    /// Fewer than three people, or everybody with the same score before.
    pub fn of(pairs: &[Pair], direction: Direction) -> Result<Self, Problem> {
        let pre = Moments::of(pairs.iter().map(|pair| pair.pre).collect());
        let post = Moments::of(pairs.iter().map(|pair| pair.post).collect());
        // A score that does not vary goes with nothing.
        Self::from_summary(pre, post, correlation(pairs).unwrap_or(0.0), direction)
    }

    /// From what a paper reports. The interval is that of Becker (1988, Br J Math Stat Psychol
    /// 41:257-278) as metafor's `SMCR` computes it; it is rough below some thirty people.
    ///
    /// # Errors
    /// As [`Change::of`].
    pub fn from_summary(
        pre: Moments,
        post: Moments,
        correlation: f64,
        direction: Direction,
    ) -> Result<Self, Problem> {
        if pre.n < 3 {
            return Err(Problem::TooFew { found: pre.n, needed: 3 });
        }
        if pre.sd <= 0.0 {
            return Err(Problem::NoSpread("before"));
        }
        let n = pre.n as f64;
        let gain = direction.sign() * (post.mean - pre.mean);
        let both = pre.sd.powi(2) + post.sd.powi(2);
        let differences = both - 2.0 * correlation * pre.sd * post.sd;
        let d_pre = gain / pre.sd;
        let g = d_pre * hedges(pre.n - 1);
        let variance = 2.0 * (1.0 - correlation) / n + g.powi(2) / (2.0 * n);
        let reach = Z * variance.sqrt();
        Ok(Self {
            pre,
            post,
            correlation,
            d_pre,
            d_av: gain / (both / 2.0).sqrt(),
            d_z: (differences > 1e-12 * both).then(|| gain / differences.sqrt()),
            g,
            variance,
            low: g - reach,
            high: g + reach,
        })
    }
}

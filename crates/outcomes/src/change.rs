//! Who changed reliably, and who recovered.
//!
//! A [`Plan`] says how; [`Plan::parameters`] takes what it needs from the sample;
//! [`Parameters::place`] then classes each person.
//!
//! | Class | Meaning |
//! |---|---|
//! | recovered | clinical before, reliably better, and past the cut-off after |
//! | improved | reliably better, but not recovered |
//! | unchanged | neither reliably better nor reliably worse |
//! | deteriorated | reliably worse |
//!
//! Whoever was not clinical before can improve, stay or deteriorate but not recover, and is counted
//! apart. Without a cut-off nobody is classed as recovered. "Clinical" is on the cut-off or on its
//! worse side, "past" strictly on its better side: with `--cutoff 10` where lower is better, 10 is
//! a case and 9 is not.
//!
//! ```
//! use outcomes::{Direction, Pair, change::{Class, Method, Plan}};
//! let plan = Plan {
//!     sd: Some(5.5),
//!     reliability: Some(0.89),
//!     ..Plan::new(Method::JacobsonTruax, Direction::Lower)
//! };
//! let pairs = [Pair { pre: 18.0, post: 8.0 }, Pair { pre: 12.0, post: 11.0 }];
//! let parameters = plan.parameters(&pairs)?;
//! let placed = parameters.place(pairs[0]).expect("every method but the percentage takes any pair");
//! assert_eq!(placed.class, Class::Improved);
//! # Ok::<(), outcomes::Problem>(())
//! ```

mod cutoff;
mod index;

pub use cutoff::{Cutoff, CutoffKind, Norm};
pub use index::{Formula, Method};

use crate::{Direction, Moments, Pair, Problem};

/// How change is to be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The index.
    pub method: Method,
    /// Which way is better.
    pub direction: Direction,
    /// Reliability of the instrument, 0 to 1; every method but the percentage needs it.
    pub reliability: Option<f64>,
    /// Standard deviation before; that of the sample if it is not given.
    pub sd: Option<f64>,
    /// The functional population, for cut-offs b and c.
    pub functional: Option<Norm>,
    /// The cut-off between the clinical and the functional side.
    pub cutoff: Option<CutoffKind>,
    /// How large the index must be; the method's own if it is not given.
    pub critical: Option<f64>,
}

impl Plan {
    /// The method with nothing else said.
    pub fn new(method: Method, direction: Direction) -> Self {
        Self {
            method,
            direction,
            reliability: None,
            sd: None,
            functional: None,
            cutoff: None,
            critical: None,
        }
    }

    /// What the plan takes from a sample of people with both scores.
    ///
    /// # Errors
    /// What is out of range, missing, or cannot be had from this sample.
    pub fn parameters(&self, pairs: &[Pair]) -> Result<Parameters, Problem> {
        self.check()?;
        let pairs: Vec<Pair> =
            pairs.iter().copied().filter(|pair| self.method.takes(*pair)).collect();
        let pre = Moments::of(pairs.iter().map(|pair| pair.pre).collect());
        let post = Moments::of(pairs.iter().map(|pair| pair.post).collect());
        let needed = if self.sd.is_some() { 1 } else { 2 };
        if pre.n < needed {
            return Err(Problem::TooFew { found: pre.n, needed });
        }
        let sd = self.sd.unwrap_or(pre.sd);
        let asks_sd = self.reliability_needed() || self.cutoff.is_some_and(|kind| kind.needs_sd());
        if asks_sd && sd <= 0.0 {
            return Err(Problem::NoSpread("before"));
        }
        let formula = Formula::of(self, sd, pre, post, &pairs)?;
        let cutoff = self.cutoff.map(|kind| Cutoff::of(kind, self, sd, pre, post)).transpose()?;
        let critical = self.critical.unwrap_or(self.method.critical());
        let direction = self.direction;
        Ok(Parameters { direction, method: self.method, pre, post, sd, formula, critical, cutoff })
    }

    fn reliability_needed(&self) -> bool {
        !matches!(self.method, Method::Percent { .. })
    }

    fn check(&self) -> Result<(), Problem> {
        let inside = |value: f64| value > 0.0 && value < 1.0;
        if let Some(reliability) = self.reliability {
            let range = "between 0 and 1";
            Problem::unless(inside(reliability), "the reliability", range, reliability)?;
        } else if self.reliability_needed() {
            return Err(Problem::NoReliability);
        }
        let above = |what, value: Option<f64>| {
            value.map_or(Ok(()), |value| {
                Problem::unless(value > 0.0 && value.is_finite(), what, "above 0", value)
            })
        };
        above("the standard deviation", self.sd)?;
        above("the critical value", self.critical)?;
        above("the functional standard deviation", self.functional.map(|norm| norm.sd))?;
        match self.method {
            Method::NunnallyKotsch { reliability_post: Some(value) } => {
                Problem::unless(inside(value), "the reliability after", "between 0 and 1", value)
            }
            Method::Percent { improved, deteriorated } => {
                above("the percentage", Some(improved))?;
                above("the percentage", Some(deteriorated))
            }
            _ => Ok(()),
        }
    }
}

/// What is used to class people, to be printed beside the classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Which way is better.
    pub direction: Direction,
    /// The index.
    pub method: Method,
    /// Of the sample before.
    pub pre: Moments,
    /// Of the sample after.
    pub post: Moments,
    /// The standard deviation used: the given one, else that of the sample before.
    pub sd: f64,
    /// The index as a formula in the two scores.
    pub formula: Formula,
    /// An index beyond this is reliable. The percentage has its own two.
    pub critical: f64,
    /// The cut-off, if one was asked for.
    pub cutoff: Option<Cutoff>,
}

/// Where a person's change is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Clinical before, reliably better, past the cut-off after.
    Recovered,
    /// Reliably better.
    Improved,
    /// Neither.
    Unchanged,
    /// Reliably worse.
    Deteriorated,
}

impl Class {
    /// All, best first.
    pub const ALL: [Self; 4] =
        [Self::Recovered, Self::Improved, Self::Unchanged, Self::Deteriorated];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recovered => "recovered",
            Self::Improved => "improved",
            Self::Unchanged => "unchanged",
            Self::Deteriorated => "deteriorated",
        }
    }
}

/// A person, placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The index; for the percentage, percent of the score before, with the sign of the change.
    pub index: f64,
    /// The class.
    pub class: Class,
    /// Whether they were on the clinical side before; `None` without a cut-off.
    pub clinical_before: Option<bool>,
}

impl Parameters {
    /// Classes one person; `None` only for a percentage of a score that is not above 0.
    pub fn place(&self, pair: Pair) -> Option<Placed> {
        if !self.method.takes(pair) {
            return None;
        }
        let index = self.formula.index(pair);
        let gain = self.direction.sign() * index;
        let (better, worse) = match self.method {
            // A response is "at least half": the threshold itself counts.
            Method::Percent { improved, deteriorated } => (gain >= improved, gain <= -deteriorated),
            _ => (gain > self.critical, gain < -self.critical),
        };
        let clinical_before = self.cutoff.map(|cutoff| !cutoff.is_past(pair.pre));
        let past = self.cutoff.is_some_and(|cutoff| cutoff.is_past_after(pair.post));
        let class = match (better, worse) {
            (true, _) if past && clinical_before == Some(true) => Class::Recovered,
            (true, _) => Class::Improved,
            (false, true) => Class::Deteriorated,
            (false, false) => Class::Unchanged,
        };
        Some(Placed { index, class, clinical_before })
    }
}

//! The time until an event, when for some it has not come yet (Kaplan & Meier 1958, J Am Stat
//! Assoc 53:457-481), with Greenwood's variance.

mod logrank;

pub use logrank::{GroupEvents, LogRank};

use crate::Z;

/// One person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// How long they were watched, 0 or more.
    pub time: f64,
    /// Whether the event came at that time; if not, it had not come by then.
    pub event: bool,
}

/// How the 95% interval of the curve is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// On the scale of log S, as R's `survfit` does unless told otherwise.
    Log,
    /// On the scale of log(-log S): never leaves 0 to 1.
    LogLog,
}

/// The curve at a time at which at least one event came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The time.
    pub time: f64,
    /// How many were watched just before it. Whoever leaves at this time still counts: events go
    /// before those who leave.
    pub at_risk: usize,
    /// Events at it.
    pub events: usize,
    /// Share of people to whom the event has not come after it.
    pub survival: f64,
    /// Standard error; `None` once the share is 0, as are the two ends of the interval.
    pub error: Option<f64>,
    /// Lower end of the 95% interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The curve of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// How many people.
    pub n: usize,
    /// To how many the event came.
    pub events: usize,
    /// Its steps, in time's order.
    pub steps: Vec<Step>,
}

/// The first time at which half or fewer are left; `None` where the curve does not come so low.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    /// By the curve.
    pub at: Option<f64>,
    /// By the lower ends of its intervals.
    pub low: Option<f64>,
    /// By the upper ends.
    pub high: Option<f64>,
}

impl Curve {
    /// Of a group; empty for nobody.
    pub fn of(people: &[Observation], interval: Interval) -> Self {
        let mut people = people.to_vec();
        people.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
        let mut steps = Vec::new();
        let (mut survival, mut greenwood) = (1.0, 0.0);
        let mut at_risk = people.len();
        for group in people.chunk_by(|a, b| a.time == b.time) {
            let events = group.iter().filter(|person| person.event).count();
            if events > 0 {
                let (left, all) = ((at_risk - events) as f64, at_risk as f64);
                survival *= left / all;
                greenwood += events as f64 / (all * left);
                let (low, high) = ends(survival, greenwood, interval).unzip();
                let error = (survival > 0.0).then(|| survival * greenwood.sqrt());
                let time = group[0].time;
                steps.push(Step { time, at_risk, events, survival, error, low, high });
            }
            at_risk -= group.len();
        }
        let events = steps.iter().map(|step| step.events).sum();
        Self { n: people.len(), events, steps }
    }

    /// The median time and its 95% interval.
    pub fn median(&self) -> Median {
        // A product of fractions can come out a hair above the half that it is.
        let first = |height: fn(&Step) -> Option<f64>| {
            let below = |step: &&Step| height(step).is_some_and(|height| height <= 0.5 + 1e-9);
            self.steps.iter().find(below).map(|step| step.time)
        };
        Median {
            at: first(|step| Some(step.survival)),
            low: first(|step| step.low),
            high: first(|step| step.high),
        }
    }
}

fn ends(survival: f64, greenwood: f64, interval: Interval) -> Option<(f64, f64)> {
    if survival <= 0.0 {
        return None;
    }
    let reach = Z * greenwood.sqrt();
    Some(match interval {
        Interval::Log => (survival * (-reach).exp(), (survival * reach.exp()).min(1.0)),
        Interval::LogLog => {
            let reach = reach / survival.ln().abs();
            (survival.powf(reach.exp()), survival.powf((-reach).exp()))
        }
    })
}

//! How a measure is scored: its method, its scales, and when an answer may be missing.

use serde::Deserialize;

use super::figure::{Bands, Norm};

/// Items that are also scored by themselves.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its items, counted from 1.
    pub items: Vec<usize>,
    /// Its angle on the circumplex, in degrees; only for octants.
    #[serde(default)]
    pub angle: Option<u16>,
    /// Its bands.
    #[serde(default)]
    pub bands: Option<Bands>,
    /// What others answered; the measure's notes say who.
    #[serde(default)]
    pub norm: Option<Norm>,
}

/// What the answers of a screen come to.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its name.
    pub label: String,
    /// It holds if any of these items, counted from 1, was answered with yes; empty asks nothing.
    #[serde(default)]
    pub any: Vec<usize>,
    /// Whether it calls for action at once.
    #[serde(default)]
    pub acute: bool,
}

/// A rule that makes an outcome of yes and no.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// From which answer on an item counts as a yes; a refusal counts as one.
    pub yes_at_least: u8,
    /// The outcomes; the first that holds is the one. The last asks nothing.
    pub outcomes: Vec<Outcome>,
}

/// How answers become a value.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// The sum of the answers, in points.
    Sum,
    /// The mean of the answers, in hundredths.
    Mean,
    /// The mean of each octant of the circumplex; the value is the mean of all.
    Octants,
    /// An outcome; the value counts what was answered with yes.
    Decision(Decision),
}

/// What is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is worse.
    Worse,
    /// More is better.
    Better,
}

/// Over which items an estimate may be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// The whole form.
    #[default]
    Form,
    /// Each scale for itself.
    Scale,
}

/// When a value may be estimated although answers are missing. Only where a practice asks for it,
/// and never where a risk item is among them.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proration {
    /// How many answers may be missing at most.
    pub most_missing: usize,
    /// Of the form, or of each scale.
    #[serde(default)]
    pub over: Over,
    /// Only these items, counted from 1; empty means any.
    #[serde(default)]
    pub only: Vec<usize>,
    /// Where the rule comes from.
    pub source: String,
    /// Whether it was not read there.
    #[serde(default)]
    pub unverified: bool,
}

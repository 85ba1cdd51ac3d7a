//! The published figures of a measure: bands, cut-offs, reliability, each with its source and its
//! mark where it was not read there.

use serde::Deserialize;

use super::Decimal;

/// A severity band.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Smallest value.
    pub min: Decimal,
    /// Largest value.
    pub max: Decimal,
    /// Its name.
    pub label: String,
    /// Whether it was not read at its source.
    #[serde(default)]
    pub unverified: bool,
}

/// Bands without a gap, from the smallest to the largest value.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// The bands, in order.
    pub list: Vec<Band>,
    /// Where they come from.
    pub source: String,
    /// Whether they were not read there.
    #[serde(default)]
    pub unverified: bool,
}

/// A value with its source.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: String,
    /// Whether it was not read at that source.
    #[serde(default)]
    pub unverified: bool,
}

/// On which side of a figure a value is past a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// So much or more.
    AtLeast(Decimal),
    /// So much or less.
    AtMost(Decimal),
    /// Less.
    Below(Decimal),
}

/// A cut-off.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// What it says, such as `case`.
    pub name: String,
    /// Where it lies.
    pub at: Side,
    /// Where it comes from.
    pub source: String,
    /// Whether it was not read there.
    #[serde(default)]
    pub unverified: bool,
}

/// What other people answered.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Their mean.
    pub mean: Decimal,
    /// The standard deviation.
    pub sd: Decimal,
}

/// What a reliable change can be computed from. A service may put its own figures in their place.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reliability {
    /// Internal consistency, 0 to 1.
    pub alpha: Option<Cited<f64>>,
    /// The same people twice, 0 to 1.
    pub retest: Option<Cited<f64>>,
    /// Standard deviation at the start of treatment, in points.
    pub sd: Option<Cited<f64>>,
}

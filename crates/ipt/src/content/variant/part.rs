//! What a variant leaves out, its stages, and remarks on it: each with its source and mark.

use serde::Deserialize;

use super::{Mark, PlanPhase};
use crate::Phase;

/// Something a variant leaves out.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// The technique's code.
    pub code: String,
    /// Why.
    pub reason: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// A kind of work that a variant leaves out: as a task in these words, or as a measure.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Its name.
    pub code: String,
    /// The words by which a task is known to be of this kind, in lower case.
    pub words: Vec<String>,
    /// The phases in which it is left out; all if none is named.
    pub phases: Vec<PlanPhase>,
    /// The ids of the measures that are of this kind.
    pub measures: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// A remark for those who use a variant.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The remark.
    pub text: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// A stage of a course by a variant that counts its own.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub asks: String,
    /// The phase of the course that it is.
    pub phase: Phase,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

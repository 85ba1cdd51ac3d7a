//! The review rules as content: what each rests on, and the bounds of what a practice may set.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};
use crate::{
    Code,
    alert::Rule,
    review::{Figure, Unit},
};

/// What a rule rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founding {
    /// Which rule.
    pub code: Rule,
    /// In a few sentences.
    pub evidence: String,
    /// Where that stands.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// A figure that a practice may set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Which.
    pub code: Figure,
    /// Of which rule.
    pub rule: Rule,
    /// What it counts.
    pub unit: Unit,
    /// The figure of the domain page §7.
    pub default: u32,
    /// Smallest allowed.
    pub min: u32,
    /// Largest allowed.
    pub max: u32,
}

/// What a rule rests on.
///
/// # Panics
/// Never once [`super::check`] has passed.
pub fn founding(rule: Rule) -> &'static Founding {
    let mut rules = sound(&FILE).rule.iter();
    rules.find(|founding| founding.code == rule).expect("BUG: a rule without its evidence")
}

/// The bounds of a figure.
///
/// # Panics
/// Never once [`super::check`] has passed.
pub fn bounds(figure: Figure) -> &'static Bounds {
    let mut figures = sound(&FILE).figure.iter();
    figures.find(|bounds| bounds.code == figure).expect("BUG: a figure without its bounds")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    rule: Vec<Founding>,
    figure: Vec<Bounds>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.rule.iter().map(|rule| rule.code.code()))?;
        soundness::unique(self.figure.iter().map(|figure| figure.code.code()))?;
        soundness::require(self.rule.len() == Rule::ALL.len(), "each rule has its evidence")?;
        soundness::require(self.figure.len() == Figure::ALL.len(), "each figure has its bounds")?;
        let within = |of: &Bounds| of.min < of.max && (of.min..=of.max).contains(&of.default);
        let outside = self.figure.iter().find(|figure| !within(figure));
        outside
            .map_or(Ok(()), |of| Err(format!("`{}` is not within its bounds", of.code.code())))?;
        soundness::require(
            self.figure.iter().all(|figure| figure.rule != Rule::Risk),
            "R6 has nothing to set",
        )
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("review_rules.toml", include_str!("../../content/review_rules.toml")));

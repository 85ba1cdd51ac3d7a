//! Measures: items, scoring, bands and cut-offs, with their sources. No wording without a licence.
//!
//! The texts are shipped as their owners released them, always with the line of attribution.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::Deserialize;

use crate::content::ContentProblem;

mod scoring;

pub use scoring::{RiskItem, Score, ScoreProblem};

/// An item.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id, for export.
    pub id: String,
    /// Its text, as licensed.
    pub text: String,
    /// From which answer on it raises a risk flag; never for most.
    #[serde(default)]
    pub risk_at_least: Option<u8>,
}

/// An answer to choose.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its text.
    pub text: String,
    /// What it counts.
    pub score: u8,
}

/// A question that belongs to a measure and counts nothing.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unscored {
    /// Its id, for export.
    pub id: String,
    /// Its text, as licensed.
    pub text: String,
    /// Its answers.
    pub options: Vec<String>,
}

/// A severity band.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Smallest total.
    pub min: u32,
    /// Largest total.
    pub max: u32,
    /// Its name.
    pub label: String,
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

/// What a reliable change can be computed from. A service may put its own figures in their place.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// Internal consistency, 0 to 1.
    pub alpha: Cited<f64>,
    /// Standard deviation at the start of treatment, in points.
    pub sd: Cited<f64>,
}

/// A measure.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The version of this file.
    pub version: u32,
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it measures.
    pub domain: String,
    /// Where it was published.
    pub citation: String,
    /// The DOI of that.
    pub doi: String,
    /// What its licence says, summarised. No legal advice.
    pub licence: String,
    /// The licence's identifier.
    pub spdx: String,
    /// The line that goes with it wherever it is shown.
    pub attribution: String,
    /// From which age on, in years.
    pub min_age: Cited<u32>,
    /// What stands above the items.
    pub stem: String,
    /// The items.
    pub items: Vec<Item>,
    /// A question after the items that counts nothing.
    #[serde(default)]
    pub unscored: Option<Unscored>,
    /// The answers.
    pub options: Vec<Choice>,
    /// Smallest and largest total.
    pub range: (u32, u32),
    /// Why a questionnaire with an item left out has no total.
    pub missing: String,
    /// The bands.
    pub bands: Vec<Band>,
    /// Their source.
    pub bands_source: String,
    /// Caseness.
    pub case_at_least: u32,
    /// Its source.
    pub case_source: String,
    /// Another cut-off in use, from which on a screen counts as positive.
    #[serde(default)]
    pub screen_at_least: Option<Cited<u32>>,
    /// Remission lies below this total.
    #[serde(default)]
    pub remission_below: Option<Cited<u32>>,
    /// The change that is more than chance, in points.
    pub reliable_change: u32,
    /// Its source.
    pub reliable_change_source: String,
    /// Whether that was not read at its source.
    #[serde(default)]
    pub reliable_change_unverified: bool,
    /// The change that matters to a person, in points.
    pub matters: Option<u32>,
    /// Its source.
    pub matters_source: Option<String>,
    /// Whether that was not read at its source.
    #[serde(default)]
    pub matters_unverified: bool,
    /// What reliable change can be computed from.
    pub reliability: Reliability,
}

impl Measure {
    /// What the type does not forbid.
    fn sound(&self) -> Result<(), &'static str> {
        let require = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
        let ids: BTreeSet<&str> = self.items.iter().map(|item| item.id.as_str()).collect();
        require(ids.len() == self.items.len(), "an item stands twice")?;
        let counted = self.options.iter().map(|option| option.score);
        require(counted.eq(0..=self.most()), "the answers do not count from 0 up")?;
        let largest = self.items.iter().map(|_| u32::from(self.most())).sum();
        require(self.range == (0, largest), "the range is not that of the items")?;
        let mut next = self.range.0;
        for band in &self.bands {
            require(band.min == next && band.min <= band.max, "the bands leave a gap")?;
            next = band.max + 1;
        }
        require(next == self.range.1 + 1, "the bands do not end with the range")?;
        require(self.range.1 >= self.case_at_least, "no total is a case")?;
        require(!self.attribution.is_empty(), "no line of attribution")
    }
}

static MEASURES: LazyLock<Result<Vec<Measure>, ContentProblem>> = LazyLock::new(|| {
    let read = |file, text| {
        let problem = |reason| ContentProblem { file, reason };
        let measure: Measure =
            serde_json::from_str(text).map_err(|error| problem(error.to_string()))?;
        measure.sound().map_err(|reason| problem(reason.to_owned()))?;
        Ok(measure)
    };
    Ok(vec![
        read("measures/phq-9.json", include_str!("../content/measures/phq-9.json"))?,
        read("measures/gad-7.json", include_str!("../content/measures/gad-7.json"))?,
    ])
});

pub(crate) fn check() -> Result<(), ContentProblem> {
    MEASURES.as_ref().map(drop).map_err(ContentProblem::clone)
}

/// Every measure.
pub fn measures() -> &'static [Measure] {
    match &*MEASURES {
        Ok(measures) => measures,
        Err(problem) => panic!("BUG: {problem}"),
    }
}

/// The measure of this id.
pub fn measure(id: &str) -> Option<&'static Measure> {
    measures().iter().find(|measure| measure.id == id)
}

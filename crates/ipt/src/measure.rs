//! Measures: items, scoring, bands and cut-offs, with their sources. No wording without a licence.
//!
//! Each is a file of data (`content/measures/`, or a practice's own); `docs/measures.md` describes
//! it. The texts are shipped as their owners released them, always with the line of attribution.

use serde::Deserialize;

pub mod catalogue;
pub mod circumplex;
pub mod decimal;
pub mod figure;
mod interpreting;
pub mod item;
mod place;
mod prorating;
mod reading;
mod rhythm;
pub mod rule;
mod scoring;
mod shipped;
mod soundness;

pub use catalogue::{Catalogue, CatalogueProblem};
pub use decimal::Decimal;
pub use figure::{Band, Bands, Cited, Cut, Norm, Reliability, Side};
pub use item::{AskedIf, Choice, Item, Unscored};
pub use reading::FileProblem;
pub use rhythm::Rhythm;
pub use rule::{Decision, Direction, Outcome, Over, Proration, Scale, Scoring};
pub use scoring::{RiskItem, Score, ScoreProblem};
pub use shipped::{measure, measures};

pub(crate) use shipped::check;

/// Where the wording of a measure stands with its owners.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// What it says, summarised. No legal advice.
    pub summary: String,
    /// Its identifier; absent where none is known.
    #[serde(default)]
    pub spdx: Option<String>,
    /// Whether the summary was not read at its source.
    #[serde(default)]
    pub unverified: bool,
}

/// What must be known to read a measure rightly.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caveat {
    /// What.
    pub text: String,
    /// Whether it was not read at its source.
    #[serde(default)]
    pub unverified: bool,
}

/// A measure.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The version of this file.
    pub version: u32,
    /// Its id.
    pub id: String,
    /// Its short name, for narrow places.
    pub short: String,
    /// Its name.
    pub title: String,
    /// What it measures.
    pub domain: String,
    /// Where it was published.
    pub citation: String,
    /// The DOI of that.
    #[serde(default)]
    pub doi: Option<String>,
    /// Its licence.
    pub licence: Licence,
    /// The line that goes with it wherever it is shown.
    pub attribution: String,
    /// What must be known to read it rightly.
    #[serde(default)]
    pub caveats: Vec<Caveat>,
    /// From which age on, in years.
    #[serde(default)]
    pub min_age: Option<Cited<u32>>,
    /// What stands above the items.
    #[serde(default)]
    pub stem: String,
    /// The items; none where only the total is known.
    #[serde(default)]
    pub items: Vec<Item>,
    /// A question after the items that counts nothing.
    #[serde(default)]
    pub unscored: Option<Unscored>,
    /// The answers.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// How answers become a value.
    pub scoring: Scoring,
    /// By what a sum is multiplied.
    #[serde(default = "once")]
    pub times: u32,
    /// Smallest and largest value.
    pub range: (Decimal, Decimal),
    /// What is better; absent where neither is.
    #[serde(default)]
    pub higher_is: Option<Direction>,
    /// When a value may be estimated; never without it.
    #[serde(default)]
    pub proration: Option<Proration>,
    /// Items that are also scored by themselves.
    #[serde(default)]
    pub scales: Vec<Scale>,
    /// The bands.
    #[serde(default)]
    pub bands: Option<Bands>,
    /// The cut-offs.
    #[serde(default)]
    pub cuts: Vec<Cut>,
    /// From which value on it raises a risk flag, where its items are not known.
    #[serde(default)]
    pub risk_value_at_least: Option<u32>,
    /// The change that is more than chance, in points.
    #[serde(default)]
    pub reliable_change: Option<Cited<Decimal>>,
    /// The change that matters to a person, in points.
    #[serde(default)]
    pub matters: Option<Cited<Decimal>>,
    /// What reliable change can be computed from.
    #[serde(default)]
    pub reliability: Reliability,
}

fn once() -> u32 {
    1
}

impl Measure {
    /// The text of an answer, from 0, to the question that counts nothing.
    pub fn unscored_answer(&self, answer: u8) -> Option<&str> {
        let options = &self.unscored.as_ref()?.options;
        options.get(usize::from(answer)).map(String::as_str)
    }

    /// Whether its wording is here, so that it can be answered on a screen.
    pub fn has_wording(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.text.is_some())
    }

    /// The item of this number, from 1.
    pub fn item(&self, number: usize) -> Option<&Item> {
        number.checked_sub(1).and_then(|index| self.items.get(index))
    }

    /// The answers to an item.
    pub fn options_of<'a>(&'a self, item: &'a Item) -> &'a [Choice] {
        item.options.as_deref().unwrap_or(&self.options)
    }

    /// Whether its values can be held against each other over time.
    pub fn has_course(&self) -> bool {
        matches!(self.scoring, Scoring::Sum | Scoring::Mean)
    }
}

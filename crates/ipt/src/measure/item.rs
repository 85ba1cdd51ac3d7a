//! The items of a measure and their answers.

use serde::Deserialize;

/// When an item is asked at all.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedIf {
    /// If any of these items, counted from 1,
    pub any: Vec<usize>,
    /// was answered with so much or more.
    pub at_least: u8,
    /// What counts where it is not asked; absent where nothing does.
    #[serde(default)]
    pub otherwise: Option<u8>,
    /// Whether the rule was not read at its source.
    #[serde(default)]
    pub unverified: bool,
}

/// An item.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id, for export.
    pub id: String,
    /// Its text, as licensed; absent where no wording may be shipped.
    #[serde(default)]
    pub text: Option<String>,
    /// What is asked further, as licensed.
    #[serde(default)]
    pub follow_up: Option<String>,
    /// Whether a high answer counts little.
    #[serde(default)]
    pub reverse: bool,
    /// From which answer on it raises a risk flag; never for most.
    #[serde(default)]
    pub risk_at_least: Option<u8>,
    /// When it is asked; always for most.
    #[serde(default)]
    pub asked_if: Option<AskedIf>,
    /// Its own answers, where they are not those of all items.
    #[serde(default)]
    pub options: Option<Vec<Choice>>,
}

/// An answer to choose.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its text; empty where no wording may be shipped.
    #[serde(default)]
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

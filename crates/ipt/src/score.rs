//! Scores of a course over time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::session::SessionNumber;

/// A score of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptScore {
    /// As it was entered.
    pub score: Score,
    /// Why it was struck, if it was: it had been entered wrongly.
    pub struck: Option<String>,
}

/// A filled measure: item by item, or its total only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The measure's id, such as `phq-9`.
    pub measure: String,
    /// The day it was filled.
    pub on: Date,
    /// The session it belongs to.
    pub session: Option<SessionNumber>,
    /// The answers in order, if they were entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<u8>>,
    /// The answers to risk items where the total alone is known: item from 1, and answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_answers: Vec<(u32, u8)>,
    /// The total.
    pub total: u32,
}

//! Scores of a course over time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::session::SessionNumber;

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
    /// The total.
    pub total: u32,
}

//! Risk flags: raised by an answer or by what was said, assessed, cleared by a named clinician.
//!
//! No label is computed. A zero on the suicide item closes nothing (S59).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AccountId, FlagId, session::SessionNumber};

codes! {
    /// Why a flag was raised.
    pub enum RiskSource: "risk_source" {
        /// An answer above zero to a suicide item.
        Item = "item",
        /// Something that was said.
        Disclosure = "disclosure",
        /// The therapist's own concern.
        Concern = "concern",
    }
}

/// A risk flag.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskFlag {
    /// Which.
    pub id: FlagId,
    /// Why it was raised.
    pub source: RiskSource,
    /// The session it belongs to.
    pub session: Option<SessionNumber>,
    /// What was noted when it was raised.
    pub note: String,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// When a risk assessment was filed for it.
    pub assessed_at: Option<Timestamp>,
    /// Who cleared it, when and why.
    pub cleared: Option<Clearance>,
}

/// The clearing of a flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clearance {
    /// The clinician.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

//! An event in its place: who recorded it, and when.

use jiff::{Timestamp, civil::Date};

use super::Event;
use crate::AccountId;

/// An event with who recorded it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// When it was recorded.
    pub at: Timestamp,
    /// The calendar day of the practice when it was recorded.
    pub on: Date,
    /// Who recorded it.
    pub by: AccountId,
    /// What happened.
    pub event: Event,
}

codes! {
    /// Who signs the contract.
    pub enum Signatory: "signatory" {
        /// The client.
        Client = "client",
        /// The therapist.
        Therapist = "therapist",
    }
}

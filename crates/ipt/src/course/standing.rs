//! Where parts of a course stand that are more than a document: formulation, contract, pause, hold.

use jiff::civil::Date;

use crate::{AccountId, document::formulation::Answer, event::Signatory};

/// The formulation on its way to agreement.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FormulationState {
    /// None yet, or being written.
    #[default]
    Draft,
    /// Told to the client; the answer is awaited.
    Shared,
    /// Answered.
    Answered {
        /// How.
        answer: Answer,
        /// In the client's own words.
        words: String,
        /// When.
        on: Date,
    },
}

/// A signature under the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractSignature {
    /// As whom.
    pub signatory: Signatory,
    /// The name written.
    pub name: String,
    /// When.
    pub on: Date,
}

/// A pause.
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    /// Why.
    pub reason: String,
    /// When it should go on.
    pub until: Option<Date>,
}

/// A suspension of the agenda for safety, without a flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// Why.
    pub reason: String,
    /// Whether a risk assessment was filed since.
    pub assessed: bool,
}

/// What the contract that both signed last says of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedTime {
    /// How many acute sessions.
    pub sessions: u32,
    /// The last day on which one may be held.
    pub planned_end: Date,
}

/// A hand-over to another therapist.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfer {
    /// Who led the course.
    pub from: AccountId,
    /// Who leads it since.
    pub to: AccountId,
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

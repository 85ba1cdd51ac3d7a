//! Where parts of a course stand that are more than a document: formulation, contract, pause, hold.

use jiff::civil::Date;

use super::Course;
use crate::{AccountId, DocumentKind, document::formulation::Answer, event::Signatory};

codes! {
    /// How far a document has come between therapist and client.
    pub enum Status: "status" {
        /// The therapist's own, not on the client's pages.
        Draft = "draft",
        /// Told to the client or begun to be signed; it stands on their pages.
        Shared = "shared",
        /// The client agreed to it.
        Agreed = "agreed",
        /// A later version took its place.
        Superseded = "superseded",
    }
}

impl Course {
    /// Whether the client accepted the formulation.
    pub fn formulation_accepted(&self) -> bool {
        matches!(
            self.formulation,
            FormulationState::Answered { answer: Answer::Accept | Answer::AcceptWithChange, .. }
        )
    }

    /// How many maintenance sessions are agreed; 0 without an agreement.
    pub fn maintenance_agreed(&self) -> u32 {
        let agreed = self.documents.maintenance.as_ref().and_then(|kept| kept.value.sessions);
        agreed.unwrap_or(0)
    }

    /// How far the document of a kind has come, as it stands now; none if there is none.
    pub fn status(&self, kind: DocumentKind) -> Option<Status> {
        self.documents.stamp(kind)?;
        let documents = &self.documents;
        let agreed = match kind {
            DocumentKind::Formulation if self.formulation == FormulationState::Draft => None,
            DocumentKind::Formulation => Some(self.formulation_accepted()),
            DocumentKind::Contract if self.signatures.is_empty() => None,
            DocumentKind::Contract => Some(self.contract_stands()),
            DocumentKind::SafetyPlan => Some(false),
            // The picture, where the client may see it and has been told what it is about.
            DocumentKind::Triad => documents
                .triad
                .as_ref()
                .filter(|kept| kept.value.for_client == Some(true) && !self.letters.is_empty())
                .map(|_| false),
            DocumentKind::RelapsePlan => {
                // Until the day is put in on which it was agreed, it is being written.
                documents.relapse_plan.as_ref().and_then(|p| p.value.agreed_on).map(|_| true)
            }
            DocumentKind::Maintenance => documents
                .maintenance
                .as_ref()
                .map(|kept| kept.value.agreed_with_client == Some(true)),
            _ => None,
        };
        Some(match agreed {
            Some(true) => Status::Agreed,
            Some(false) => Status::Shared,
            None => Status::Draft,
        })
    }
}

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

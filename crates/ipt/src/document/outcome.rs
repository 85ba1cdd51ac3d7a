//! The outcome of acute treatment, and of the whole course.

use crate::form::Kind;

codes! {
    /// How it ended. Source: domain page §1.
    pub enum Result: "result" {
        /// Near no symptoms.
        Remission = "remission",
        /// At least half fewer symptoms.
        Response = "response",
        /// Some fewer symptoms.
        Partial = "partial",
        /// No fewer symptoms.
        NonResponse = "non_response",
        /// More symptoms.
        Deterioration = "deterioration",
        /// Ended without an agreed ending.
        Dropout = "dropout",
        /// Another service took over.
        ReferredOn = "referred_on",
    }
}

codes! {
    /// What follows acute treatment. It is always talked about (S9).
    pub enum MaintenanceDecision: "maintenance_decision" {
        /// Maintenance sessions are agreed.
        Agreed = "agreed",
        /// Talked about and not wanted.
        NotWanted = "not_wanted",
        /// Talked about and not offered, with the reason.
        NotOffered = "not_offered",
    }
}

artefact! {
    /// The outcome.
    pub struct Outcome: "outcome" {
        "outcome" {
            result: Option<Result> = Kind::Choice(<Result as crate::Code>::CODES), needed;
            in_clients_words: String = Kind::Long;
            account: String = Kind::Long, needed;
            maintenance: Option<MaintenanceDecision> = Kind::Choice(<MaintenanceDecision as crate::Code>::CODES), needed;
            maintenance_reason: String = Kind::Long;
            referred_to: String = Kind::Line;
        }
    }
}

//! Suitability: findings at intake, the alternatives that were offered, and the decision.

use jiff::civil::Date;

use crate::form::Kind;

codes! {
    /// What was decided after the first contact. Source: domain page §1.
    pub enum Decision: "decision" {
        /// IPT is offered and wanted.
        Accept = "accept",
        /// IPT is offered with changes for this person.
        AcceptWithAdaptation = "accept_with_adaptation",
        /// Another way fits better; the person is helped to get there.
        Redirect = "redirect",
    }
}

artefact! {
    /// The suitability decision. Source: domain page §1 and §9.
    pub struct Suitability: "suitability" {
        "safety" {
            risk_asked: Option<bool> = Kind::YesNo, needed;
            risk_answer: String = Kind::Long, needed;
            risk_disclosed: Option<bool> = Kind::YesNo, needed;
        }
        "findings" {
            findings: Vec<String> = Kind::Lines;
            findings_note: String = Kind::Long;
        }
        "choice" {
            alternatives_offered: Vec<String> = Kind::Lines, needed;
            preference: String = Kind::Long, needed;
            decision: Option<Decision> = Kind::Choice(<Decision as crate::Code>::CODES), needed;
            adaptation: String = Kind::Long;
            redirected_to: String = Kind::Long;
            reason: String = Kind::Long, needed;
            decided_on: Option<Date> = Kind::Date, needed;
        }
    }
}

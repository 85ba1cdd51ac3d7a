//! The risk assessment: needs, plan, safety. No computed label (S60).

use jiff::civil::Date;

use crate::form::Kind;

artefact! {
    /// A risk assessment; each field is mandatory once a flag is raised. Source: domain page §11.
    pub struct RiskAssessment: "risk_assessment" {
        "thoughts" {
            thoughts: String = Kind::Long, needed;
            intent: String = Kind::Long, needed;
            plan: String = Kind::Long, needed;
            means_and_access: String = Kind::Long, needed;
            past_attempts: String = Kind::Long, needed;
            recent_change: String = Kind::Long, needed;
        }
        "around" {
            protective_people: String = Kind::Long, needed;
            others_at_risk: String = Kind::Long, needed;
            substances: String = Kind::Long, needed;
            capacity: String = Kind::Long, needed;
        }
        "done" {
            action: String = Kind::Long, needed;
            who_was_told: String = Kind::Long, needed;
            next_contact: Option<Date> = Kind::Date, needed;
            reviewer: String = Kind::Line, needed;
        }
    }
}

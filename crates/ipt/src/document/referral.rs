//! Referral: how a person came, and their consent to be assessed.

use jiff::civil::Date;

use crate::form::Kind;

artefact! {
    /// The referral. Source: domain page §1, state `referred`.
    pub struct Referral: "referral" {
        "arrival" {
            received_on: Option<Date> = Kind::Date, needed;
            referred_by: String = Kind::Line;
            reason: String = Kind::Long, needed;
            why_now: String = Kind::Long;
        }
        "assessment" {
            consent_to_assessment: Option<bool> = Kind::YesNo;
            assessment_booked_on: Option<Date> = Kind::Date;
            access_needs: String = Kind::Long;
        }
    }
}

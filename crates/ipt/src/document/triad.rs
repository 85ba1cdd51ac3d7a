//! The interpersonal triad: acute crisis, vulnerability, social support; and strengths.

use jiff::civil::Date;

use crate::{PersonId, form::Kind};

codes! {
    /// How the support at hand compares with what is needed.
    pub enum Adequacy: "adequacy" {
        /// Enough.
        Enough = "enough",
        /// Some, but not enough or not the right kind.
        Partial = "partial",
        /// Missing.
        Missing = "missing",
        /// Those who should help are a burden themselves.
        Burden = "burden",
    }
}

artefact! {
    /// The triad. Source: domain page §2; the logic is diathesis and stress, S0.
    pub struct Triad: "triad" {
        "acute_crisis" {
            crisis_event: String = Kind::Long, needed;
            crisis_on: Option<Date> = Kind::Date;
            crisis_meaning: String = Kind::Long;
        }
        "vulnerability" {
            biological: String = Kind::Long;
            psychological: String = Kind::Long;
            attachment_style: String = Kind::Long;
            social: String = Kind::Long;
            cultural: String = Kind::Long;
            spiritual: String = Kind::Long;
        }
        "social_support" {
            supporters: Vec<PersonId> = Kind::People;
            support_adequacy: Option<Adequacy> = Kind::Choice(<Adequacy as crate::Code>::CODES);
            support_note: String = Kind::Long;
        }
        "strengths" {
            strengths: String = Kind::Long;
        }
        "picture" {
            for_client: Option<bool> = Kind::YesNo;
        }
    }
}

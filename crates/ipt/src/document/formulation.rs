//! The formulation: how the illness and the person's life hang together, and what to work on.

use crate::{Area, form::Kind};

codes! {
    /// The client's answer to the formulation. Only an acceptance opens the middle phase (S3).
    pub enum Answer: "answer" {
        /// It fits.
        Accept = "accept",
        /// It fits with the changes noted.
        AcceptWithChange = "accept_with_change",
        /// It does not fit.
        Reject = "reject",
    }
}

artefact! {
    /// The formulation. Source: domain page §2.
    pub struct Formulation: "formulation" {
        "understanding" {
            diagnosis_in_words: String = Kind::Line, needed;
            symptoms_in_words: String = Kind::Long;
            began: String = Kind::Line, needed;
            precipitant: String = Kind::Long, needed;
            mood_and_event: String = Kind::Long, needed;
            vulnerability: String = Kind::Long;
            support: String = Kind::Long;
            strengths: String = Kind::Long;
            evidence: String = Kind::Long;
        }
        "direction" {
            area: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES), needed;
            why_this_area: String = Kind::Long, needed;
            target: String = Kind::Long, needed;
            resolution: String = Kind::Long;
            sessions_proposed: Option<u32> = Kind::Number { min: 1, max: 40 };
        }
        "letter" {
            letter: String = Kind::Long;
        }
    }
}

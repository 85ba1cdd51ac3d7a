//! The maintenance contract: a new agreement for staying well.

use jiff::civil::Date;

use super::contract::Frequency;
use crate::form::Kind;

artefact! {
    /// The maintenance contract. Source: domain page §6; facts on dose, S22 and S23.
    pub struct Maintenance: "maintenance" {
        "agreement" {
            aim: String = Kind::Long, needed;
            focus_in_words: String = Kind::Long, needed;
            frequency: Option<Frequency> = Kind::Choice(<Frequency as crate::Code>::CODES), needed;
            sessions: Option<u32> = Kind::Number { min: 1, max: 36 }, needed;
            starts_on: Option<Date> = Kind::Date, needed;
            ends_on: Option<Date> = Kind::Date, needed;
            step_up_trigger: String = Kind::Long, needed;
            agreed_with_client: Option<bool> = Kind::YesNo, needed;
            why_changed: String = Kind::Line;
        }
        "medication" {
            medication_needed_for_remission: Option<bool> = Kind::YesNo, needed;
            prescriber: String = Kind::Line;
        }
    }
}

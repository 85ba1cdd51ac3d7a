//! Diagnosis: named, told to the client, with their reaction.

use jiff::civil::Date;

use crate::form::Kind;

codes! {
    /// The classification used.
    pub enum System: "system" {
        /// ICD-11.
        Icd11 = "icd_11",
        /// DSM-5-TR.
        Dsm5Tr = "dsm_5_tr",
    }
}

artefact! {
    /// The diagnosis. Source: domain page §2.
    pub struct Diagnosis: "diagnosis" {
        "diagnosis" {
            name: String = Kind::Line, needed;
            system: Option<System> = Kind::Choice(<System as crate::Code>::CODES), needed;
            code: String = Kind::Line;
            criteria_met: Vec<String> = Kind::Lines;
            severity: String = Kind::Line;
            differential: String = Kind::Long;
            diagnosed_by: String = Kind::Line, needed;
        }
        "told" {
            told_on: Option<Date> = Kind::Date;
            reaction: String = Kind::Long;
        }
    }
}

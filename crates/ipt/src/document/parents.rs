//! The three points at which parents come into a young person's therapy, and what was told them.

use jiff::civil::Date;

use crate::form::Kind;

artefact! {
    /// What parents were told, when. Source: the three points, S29; what is told at each: general
    /// knowledge.
    pub struct Parents: "parents" {
        "start" {
            start_on: Option<Date> = Kind::Date;
            start_who: Vec<String> = Kind::Lines;
            start_illness: String = Kind::Long;
            start_therapy: String = Kind::Long;
            start_private: String = Kind::Long;
            start_school: String = Kind::Long;
        }
        "middle" {
            middle_wished: Option<bool> = Kind::YesNo;
            middle_on: Option<Date> = Kind::Date;
            middle_who: Vec<String> = Kind::Lines;
            middle_said: String = Kind::Long;
        }
        "end" {
            end_on: Option<Date> = Kind::Date;
            end_who: Vec<String> = Kind::Lines;
            end_gains: String = Kind::Long;
            end_signs: Vec<String> = Kind::Lines;
            end_help: String = Kind::Long;
        }
    }
}

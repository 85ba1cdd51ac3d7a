//! Later life: memory and the body, pace, carers, and illness or care as a change of role.

use jiff::civil::Date;

use crate::{PersonId, form::Kind};

artefact! {
    /// What is asked in later life. Source: domain page §1; general knowledge.
    pub struct LaterLife: "later_life" {
        "body" {
            memory_screened: Option<bool> = Kind::YesNo, needed;
            memory_on: Option<Date> = Kind::Date;
            memory_found: String = Kind::Long;
            illnesses: Vec<String> = Kind::Lines;
            medicines: Vec<String> = Kind::Lines;
            hearing_and_sight: String = Kind::Line;
        }
        "pace" {
            pace: String = Kind::Long;
            coming: String = Kind::Line;
        }
        "carers" {
            carers: Vec<PersonId> = Kind::People;
            carer_may_know: String = Kind::Long;
            carer_may_not_know: String = Kind::Long;
        }
        "change" {
            lost: Vec<String> = Kind::Lines;
            left: Vec<String> = Kind::Lines;
            fresh: Vec<String> = Kind::Lines;
        }
    }
}

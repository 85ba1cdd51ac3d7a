//! Around birth: the child, who helps, what is wished for the birth, and the weeks after.

use jiff::civil::Date;

use crate::{PersonId, form::Kind};

codes! {
    /// Where somebody is.
    pub enum AroundBirth: "around_birth" {
        /// Pregnant.
        Pregnant = "pregnant",
        /// A child was born.
        Born = "born",
        /// The pregnancy or the child was lost.
        Lost = "lost",
    }
}

artefact! {
    /// What is asked around birth. Source: domain page §1, S36; what is asked: general knowledge
    /// and OpenIPT design.
    pub struct Perinatal: "perinatal" {
        "child" {
            now: Option<AroundBirth> = Kind::Choice(<AroundBirth as crate::Code>::CODES), needed;
            birth_on: Option<Date> = Kind::Date;
            sleep_and_feeding: String = Kind::Long;
            frightening_asked: Option<bool> = Kind::YesNo;
            frightening: String = Kind::Long;
        }
        "medicines" {
            prescriber: String = Kind::Line;
            spoken_on: Option<Date> = Kind::Date;
            medicines: String = Kind::Long;
        }
        "help" {
            helps_by_day: Vec<PersonId> = Kind::People;
            helps_by_night: Vec<PersonId> = Kind::People;
            help_missing: String = Kind::Long;
        }
        "birth" {
            birth_wished: String = Kind::Long;
            birth_otherwise: String = Kind::Long;
            birth_was: String = Kind::Long;
        }
        "after" {
            looks_in: Vec<String> = Kind::Lines;
            early_signs: Vec<String> = Kind::Lines;
            whom_to_ring: Vec<String> = Kind::Lines;
        }
    }
}

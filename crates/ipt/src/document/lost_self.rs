//! Grief for the lost healthy self: who one was before the illness, what is lost, what is there.

use crate::form::Kind;

artefact! {
    /// Mourning the healthy self that a long illness took. Source: domain page §1, S31, S52; what
    /// is asked: OpenIPT design.
    pub struct LostSelf: "lost_self" {
        "before" {
            before: String = Kind::Long, needed;
            possible_then: Vec<String> = Kind::Lines;
        }
        "lost" {
            lost: Vec<String> = Kind::Lines;
            feelings: String = Kind::Line;
            illness_and_self: String = Kind::Long;
        }
        "now" {
            still_there: Vec<String> = Kind::Lines;
            grown: Vec<String> = Kind::Lines;
        }
        "ahead" {
            wished: Vec<String> = Kind::Lines;
            first_step: String = Kind::Line;
        }
    }
}

//! The safety plan: six parts, in the client's own words. Source: S60 (Stanley and Brown 2012).

use crate::form::Kind;

artefact! {
    /// A safety plan.
    pub struct SafetyPlan: "safety_plan" {
        "plan" {
            warning_signs: Vec<String> = Kind::Lines, needed;
            own_coping: Vec<String> = Kind::Lines, needed;
            distracting_people_and_places: Vec<String> = Kind::Lines;
            people_to_ask: Vec<String> = Kind::Lines, needed;
            professionals: Vec<String> = Kind::Lines, needed;
            safer_environment: Vec<String> = Kind::Lines;
        }
    }
}

//! The balance sheet of a role transition: the old role and the new one, seen fairly.

use crate::form::Kind;

codes! {
    /// How the old role ended.
    pub enum HowItEnded: "how_it_ended" {
        /// Chosen, slowly.
        ChosenSlow = "chosen_slow",
        /// Chosen, suddenly.
        ChosenSudden = "chosen_sudden",
        /// Forced, slowly.
        ForcedSlow = "forced_slow",
        /// Forced, suddenly.
        ForcedSudden = "forced_sudden",
    }
}

artefact! {
    /// The transition balance sheet. Source: domain page §3.
    pub struct BalanceSheet: "balance_sheet" {
        "old_role" {
            old_role: String = Kind::Line, needed;
            old_good: Vec<String> = Kind::Lines;
            old_bad: Vec<String> = Kind::Lines;
            old_people: String = Kind::Line;
            old_meaning: String = Kind::Long;
            how_it_ended: Option<HowItEnded> = Kind::Choice(<HowItEnded as crate::Code>::CODES);
        }
        "new_role" {
            new_role: String = Kind::Line, needed;
            new_feared: Vec<String> = Kind::Lines;
            new_good: Vec<String> = Kind::Lines;
            new_demands: Vec<String> = Kind::Lines;
            skills_missing: Vec<String> = Kind::Lines;
            new_people: String = Kind::Line;
        }
        "step" {
            feelings: String = Kind::Long;
            first_step: String = Kind::Line;
            confidence: Option<u32> = Kind::Number { min: 0, max: 10 };
        }
    }
}

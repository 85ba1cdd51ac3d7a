//! The work sheet of grief: before, the death, after; what was not said; the person seen whole.

use crate::{PersonId, form::Kind};

codes! {
    /// How grief shows when it was put off, or when it goes another way. Source: S14.
    pub enum GriefSign: "grief_sign" {
        /// Put off: hardly any mourning at the time.
        LittleMourning = "little_mourning",
        /// Put off: it comes back around the day.
        Anniversary = "anniversary",
        /// Put off: it came with the next loss.
        NextLoss = "next_loss",
        /// Another way: no sadness.
        NoSadness = "no_sadness",
        /// Another way: complaints of the body, perhaps those of the person who died.
        Bodily = "bodily",
        /// Another way: guilt.
        Guilt = "guilt",
        /// Another way: numbness.
        Numb = "numb",
        /// Another way: restless activity.
        Restless = "restless",
        /// Another way: a room or belongings kept as they were.
        KeptAsItWas = "kept_as_it_was",
    }
}

artefact! {
    /// The work on grief. Source: domain page §3.
    pub struct GriefWork: "grief_work" {
        "before" {
            lost: String = Kind::Line, needed;
            people: Vec<PersonId> = Kind::People;
            before: String = Kind::Long;
        }
        "death" {
            how_it_happened: String = Kind::Long;
            how_it_was_heard: String = Kind::Long;
            unsaid: String = Kind::Long;
        }
        "after" {
            after: String = Kind::Long;
            signs: Vec<GriefSign> = Kind::Many(<GriefSign as crate::Code>::CODES);
            avoided: Vec<String> = Kind::Lines;
            feelings: String = Kind::Line;
        }
        "whole" {
            good: Vec<String> = Kind::Lines;
            hard: Vec<String> = Kind::Lines;
            whole: String = Kind::Long;
        }
        "again" {
            interests: Vec<String> = Kind::Lines;
            turning_to: String = Kind::Line;
            first_step: String = Kind::Line;
        }
    }
}

//! Assessment: the person, the episode and the circumstances.

use jiff::civil::Date;

use crate::form::Kind;

codes! {
    /// The answer to a screening question.
    pub enum Screen: "screen" {
        /// Asked; nothing found.
        Negative = "negative",
        /// Asked; something found, described beside it.
        Positive = "positive",
        /// Asked; not yet clear.
        Unclear = "unclear",
        /// Not asked yet.
        NotAsked = "not_asked",
    }
}

artefact! {
    /// The assessment. Source: domain page §2.
    pub struct Assessment: "assessment" {
        "now" {
            presenting_problem: String = Kind::Long, needed;
            symptoms: Vec<String> = Kind::Lines, needed;
            onset: Option<Date> = Kind::Date, needed;
            functioning: String = Kind::Long;
        }
        "before" {
            past_episodes: String = Kind::Long;
            past_treatments: String = Kind::Long;
            family_history: String = Kind::Long;
        }
        "screens" {
            bipolarity: Option<Screen> = Kind::Choice(<Screen as crate::Code>::CODES);
            psychosis: Option<Screen> = Kind::Choice(<Screen as crate::Code>::CODES);
            substances: String = Kind::Long;
            trauma: String = Kind::Long;
            violence_asked_alone: Option<bool> = Kind::YesNo;
            violence: String = Kind::Long;
            suicidality_now: String = Kind::Long, needed;
            suicidality_past: String = Kind::Long;
            self_harm: String = Kind::Long;
            safeguarding: String = Kind::Long;
        }
        "body" {
            medical: String = Kind::Long;
            medication: String = Kind::Long;
            medication_need: String = Kind::Long;
            sleep: String = Kind::Long;
        }
        "person" {
            culture_language_faith: String = Kind::Long;
            strengths: String = Kind::Long;
            preference: String = Kind::Long;
            exclusions: String = Kind::Long;
        }
    }
}

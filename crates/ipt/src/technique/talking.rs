//! Techniques that are a way of talking in the room.

use crate::{PersonId, form::Kind};

codes! {
    /// Whether a feeling is acted on or borne. Source: domain page §4.
    pub enum ActOrBear: "act_or_bear" {
        /// Something will be done about it.
        Act = "act",
        /// It is borne for now.
        Bear = "bear",
        /// It is not decided yet.
        Open = "open",
    }
}

artefact! {
    /// Non-directive exploration. Source: domain page §4.
    pub struct NonDirectiveExploration: "non_directive_exploration" {
        "exploration" {
            invitation: String = Kind::Line;
            topic: String = Kind::Line, needed;
            affect: String = Kind::Line;
            come_back_to: String = Kind::Line;
        }
    }
}

artefact! {
    /// Direct elicitation. Source: domain page §4.
    pub struct DirectElicitation: "direct_elicitation" {
        "elicitation" {
            about: String = Kind::Line, needed;
            why_said: String = Kind::Line;
            learnt: String = Kind::Long;
            still_to_ask: String = Kind::Line;
        }
    }
}

artefact! {
    /// Encouragement of affect. Source: domain page §4.
    pub struct EncouragementOfAffect: "encouragement_of_affect" {
        "affect" {
            shift: String = Kind::Line, needed;
            named_as: String = Kind::Line;
            person: Option<PersonId> = Kind::Person;
            stayed_with: Option<bool> = Kind::YesNo;
            tells_you: String = Kind::Long;
            act_or_bear: Option<ActOrBear> = Kind::Choice(<ActOrBear as crate::Code>::CODES);
            how: String = Kind::Line;
        }
    }
}

artefact! {
    /// Clarification. Source: domain page §4.
    pub struct Clarification: "clarification" {
        "clarification" {
            said: String = Kind::Long, needed;
            in_other_words: String = Kind::Long;
            did_not_fit: String = Kind::Long;
            person: Option<PersonId> = Kind::Person;
            made_of_it: String = Kind::Long;
        }
    }
}

artefact! {
    /// Use of the therapeutic relationship. Source: domain page §4.
    pub struct TherapeuticRelationship: "therapeutic_relationship" {
        "in_the_room" {
            noticed: String = Kind::Long, needed;
            link: String = Kind::Long;
            elsewhere: String = Kind::Line;
            tried_here: String = Kind::Long;
            person: Option<PersonId> = Kind::Person;
        }
    }
}

artefact! {
    /// Psychoeducation. Source: domain page §4.
    pub struct Psychoeducation: "psychoeducation" {
        "told" {
            topic: String = Kind::Line, needed;
            means: String = Kind::Long;
            told_back: String = Kind::Long;
            mended: String = Kind::Line;
            in_writing: String = Kind::Line;
        }
    }
}

//! Techniques that prepare for something outside, or bring somebody in.

use crate::{
    PersonId,
    form::{Kind, Rows},
    inventory::Support,
};

/// The most people who could help, in one record.
pub const MOST_HELPERS: usize = 6;

codes! {
    /// Who plays the client at first. Source: domain page §4.
    pub enum Parts: "parts" {
        /// The client plays themselves, the therapist the other person.
        AsThemselves = "as_themselves",
        /// The client plays the other person, the therapist the client.
        AsTheOther = "as_the_other",
    }
}

artefact! {
    /// Role play. Source: domain page §4.
    pub struct RolePlay: "role_play" {
        "scene" {
            scene: String = Kind::Line, needed;
            person: Option<PersonId> = Kind::Person;
            parts: Option<Parts> = Kind::Choice(<Parts as crate::Code>::CODES);
        }
        "played" {
            run: String = Kind::Long;
            feelings: String = Kind::Line;
            words: String = Kind::Long;
            tone: String = Kind::Line;
            swapped: Option<bool> = Kind::YesNo;
            seen_from_there: String = Kind::Line;
        }
        "next" {
            plan: String = Kind::Line;
        }
    }
}

artefact! {
    /// Problem solving and advice. Source: domain page §4.
    pub struct ProblemSolving: "problem_solving" {
        "problem" {
            problem: String = Kind::Line, needed;
            clients_ideas: Vec<String> = Kind::Lines;
            other_ideas: Vec<String> = Kind::Lines;
            one_step: String = Kind::Line;
            by_when: String = Kind::Line;
        }
    }
}

artefact! {
    /// Somebody who could help, and with what.
    pub struct Helper: "helper" {
        "helper" {
            person: Option<PersonId> = Kind::Person, needed;
            with_what: String = Kind::Line, needed;
            support: Option<Support> = Kind::Choice(<Support as crate::Code>::CODES);
        }
    }
}

artefact! {
    /// Working with support. Source: domain page §4.
    pub struct WorkingWithSupport: "working_with_support" {
        "map" {
            helpers: Vec<Helper> = Kind::Rows(&Rows::of::<Helper>(MOST_HELPERS));
        }
        "request" {
            person: Option<PersonId> = Kind::Person;
            request: String = Kind::Line;
            rehearsed: Option<bool> = Kind::YesNo;
            asked: Option<bool> = Kind::YesNo;
            came_of_it: String = Kind::Long;
        }
    }
}

artefact! {
    /// A joint session. Its words are such as the one who came may read them. Source: domain
    /// page §4.
    pub struct JointSession: "joint_session" {
        "before" {
            person: Option<PersonId> = Kind::Person, needed;
            client_consents: Option<bool> = Kind::YesNo, needed;
            alone_first: Option<bool> = Kind::YesNo, needed;
            speaks_against: Option<bool> = Kind::YesNo, needed;
            may_be_said: String = Kind::Long;
        }
        "together" {
            attended: String = Kind::Line;
            agreement: String = Kind::Long;
        }
        "after" {
            looked_back: String = Kind::Long;
        }
    }
}

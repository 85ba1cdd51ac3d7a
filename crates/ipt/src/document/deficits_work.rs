//! The work sheet of interpersonal deficits (sensitivity): past relations, good and bad, what comes
//! again, and contact in small steps.

use jiff::civil::Date;

use crate::form::{Kind, Rows};

/// The most entries of each list.
pub const MOST: usize = 16;

artefact! {
    /// A relation of the past or of now.
    pub struct Tie: "tie" {
        "who" {
            who: String = Kind::Line, needed;
            good: String = Kind::Long;
            hard: String = Kind::Long;
            ended: String = Kind::Line;
        }
    }
}

artefact! {
    /// A step towards contact: agreed, then tried or not.
    pub struct ContactStep: "contact_step" {
        "step" {
            what: String = Kind::Long, needed;
            with_whom: String = Kind::Line;
            fear: Option<u32> = Kind::Number { min: 0, max: 10 };
            done_on: Option<Date> = Kind::Date;
            went: String = Kind::Line;
        }
    }
}

artefact! {
    /// The work on deficits. Source: domain page §3; S7, S8.
    pub struct DeficitsWork: "deficits_work" {
        "past" {
            ties: Vec<Tie> = Kind::Rows(&Rows::of::<Tie>(MOST)), needed;
        }
        "pattern" {
            pattern: String = Kind::Long;
            expects: String = Kind::Long;
            easier: String = Kind::Long;
            between_us: String = Kind::Long;
        }
        "contact" {
            steps: Vec<ContactStep> = Kind::Rows(&Rows::of::<ContactStep>(MOST));
        }
    }
}

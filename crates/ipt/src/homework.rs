//! Between-session tasks: an agreed experiment, never marked work. Not done is material.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{HomeworkId, PersonId, form::Kind};

codes! {
    /// What became of a task.
    pub enum Tried: "tried" {
        /// It was tried.
        Tried = "tried",
        /// It was tried in part.
        Partly = "partly",
        /// It was not tried. What stood in the way is material for the session.
        NotTried = "not_tried",
    }
}

artefact! {
    /// A task agreed for the time until the next session. Source: domain page §4.
    pub struct Homework: "homework" {
        "task" {
            what: String = Kind::Long, needed;
            with_whom: Option<PersonId> = Kind::Person;
            when: String = Kind::Line;
            confidence: Option<u32> = Kind::Number { min: 0, max: 10 };
            obstacle: String = Kind::Line;
        }
    }
}

artefact! {
    /// How a task went.
    pub struct HomeworkReview: "homework_review" {
        "review" {
            tried: Option<Tried> = Kind::Choice(<Tried as crate::Code>::CODES), needed;
            result: String = Kind::Long;
            mood: String = Kind::Line;
        }
    }
}

/// A task of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptHomework {
    /// Which.
    pub id: HomeworkId,
    /// The session in which it was agreed.
    pub session: crate::session::SessionNumber,
    /// When it was agreed.
    pub agreed_on: Date,
    /// What was agreed.
    pub homework: Homework,
    /// How it went, once talked about.
    pub review: Option<HomeworkReview>,
}

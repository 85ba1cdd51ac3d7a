//! Between-session tasks: an agreed experiment, never marked work. Not done is material.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Course, HomeworkId, PersonId, form::Kind};

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

codes! {
    /// How a task that was tried turned out, as the client sees it. It is not counted up to
    /// anything.
    pub enum Went: "went" {
        /// Well.
        Well = "well",
        /// Partly.
        Mixed = "mixed",
        /// Not as hoped.
        Otherwise = "otherwise",
    }
}

artefact! {
    /// How a task went.
    pub struct HomeworkReview: "homework_review" {
        "review" {
            tried: Option<Tried> = Kind::Choice(<Tried as crate::Code>::CODES), needed;
            went: Option<Went> = Kind::Choice(<Went as crate::Code>::CODES);
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

/// What was tried with one person between sessions: told in words, never a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// How often something was tried, in full or in part.
    pub tried: u32,
    /// How often of these it went well.
    pub well: u32,
}

impl Course {
    /// The task that the client has with them: the last that was not talked about yet. None with
    /// somebody with whom it turned out since not to be safe (domain page §3).
    pub fn task_at_hand(&self) -> Option<&KeptHomework> {
        let open = |task: &&KeptHomework| task.review.is_none() && !self.put_aside(task);
        self.homework.iter().rev().find(open)
    }

    /// Whether a task is with somebody with whom it is not safe.
    pub fn put_aside(&self, task: &KeptHomework) -> bool {
        let with = task.homework.with_whom.and_then(|id| self.person(id));
        with.is_some_and(crate::inventory::Person::unsafe_with)
    }

    /// What was tried with a person, as the tasks say that were talked about.
    pub fn attempts_with(&self, person: PersonId) -> Attempts {
        let with = self.homework.iter().filter(|task| task.homework.with_whom == Some(person));
        let reviews = with.filter_map(|task| task.review.as_ref());
        let tried = |r: &&HomeworkReview| matches!(r.tried, Some(Tried::Tried | Tried::Partly));
        reviews.filter(tried).fold(Attempts::default(), |so_far, review| Attempts {
            tried: so_far.tried + 1,
            well: so_far.well + u32::from(review.went == Some(Went::Well)),
        })
    }
}

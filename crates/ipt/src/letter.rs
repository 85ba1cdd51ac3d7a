//! Letters composed from the recorded fields by a typed grammar: nothing is typed twice.
//!
//! A letter is a list of [`Line`]s. A line has one or more ways to say it, each a pattern of the
//! language with typed slots; the first way whose slots are all filled is taken, so that a field
//! that is empty never leaves a blank or half a sentence. Each sentence says from which fields it
//! came. The result is a proposal that the therapist reviews before it is told.

use crate::{Area, Code, Course};

mod ending;
mod facts;
mod formulation;
mod grammar;
mod phrase;
mod review;
mod told;

pub use facts::{SourceField, VULNERABILITIES};
pub use grammar::{Filling, Line, Say};
pub use review::{Choice, KeptSentence, Reviewed, SentenceReview, reviewed, sentence_named};
pub use told::{Change, ToldLetter, difference};

/// A sentence of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Which line of the letter it is.
    pub name: &'static str,
    /// What it says.
    pub text: String,
    /// The fields from which it came; none where it always says the same.
    pub from: Vec<SourceField>,
}

/// The formulation as a letter to the client; nothing while there is none.
pub fn formulation(course: &Course, name: &str, words: &impl Say) -> Vec<Sentence> {
    if course.documents.formulation.is_none() {
        return Vec::new();
    }
    grammar::compose("formulation", formulation::LINES, course, name, words)
}

/// The ending letter: what was hard, what was gained, in the client's own account; what is left.
pub fn ending(course: &Course, name: &str, words: &impl Say) -> Vec<Sentence> {
    grammar::compose("ending", ending::LINES, course, name, words)
}

/// The lines of the formulation, in their order.
pub fn formulation_lines() -> &'static [Line] {
    formulation::LINES
}

/// The lines of the ending letter, in their order.
pub fn ending_lines() -> &'static [Line] {
    ending::LINES
}

/// The name of an area in the words of the course's manual.
pub fn area_name(course: &Course, area: Area, words: &impl Say) -> String {
    words.say(&format!("area-{}-{}", area.code(), course.dialect().code()), &[])
}

/// The name of an area as it is said to the client.
pub fn area_for_client(area: Area, words: &impl Say) -> String {
    words.say(&format!("area-own-{}", area.code()), &[])
}

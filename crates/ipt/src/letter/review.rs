//! A letter looked through line by line: each sentence is kept, reworded or left out. What the
//! therapist worded stays theirs, whatever is composed later.

use super::{Sentence, SourceField, formulation::LINES};
use crate::{Course, form::Kind};

codes! {
    /// What becomes of a sentence.
    pub enum Choice: "sentence_choice" {
        /// It stays as it is composed, and follows its fields.
        Keep = "keep",
        /// The therapist says it in their own words.
        Reword = "reword",
        /// It is not said.
        LeaveOut = "leave_out",
    }
}

artefact! {
    /// How the therapist looked at a sentence of the letter.
    pub struct SentenceReview: "sentence" {
        "sentence" {
            choice: Option<Choice> = Kind::Choice(<Choice as crate::Code>::CODES), needed;
            words: String = Kind::Long;
            // What was composed then: whether the fields say something else now is told by it.
            composed: String = Kind::Long;
        }
    }
}

impl SentenceReview {
    /// What stands in the letter for the sentence as it is composed; nothing if it is left out.
    pub fn says<'a>(&'a self, composed: &'a str) -> Option<&'a str> {
        match self.choice {
            Some(Choice::LeaveOut) => None,
            Some(Choice::Reword) => Some(&self.words),
            Some(Choice::Keep) | None => Some(composed),
        }
    }
}

/// A sentence's review as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptSentence {
    /// The review.
    pub review: SentenceReview,
    /// How often it was reviewed.
    pub revision: u32,
}

/// A sentence with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// Which line.
    pub name: &'static str,
    /// As it is composed now; empty where its fields are empty now.
    pub composed: String,
    /// What stands in the letter; nothing if it is left out.
    pub says: Option<String>,
    /// The fields it comes from.
    pub from: Vec<SourceField>,
    /// What was chosen, if it was looked at.
    pub choice: Option<Choice>,
    /// Whether its fields said something else when it was looked at.
    pub changed_since: bool,
    /// How often it was reviewed.
    pub revision: u32,
}

/// The line of the formulation's letter of this name.
pub fn sentence_named(name: &str) -> Option<&'static str> {
    names().find(|known| *known == name)
}

fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once("greeting").chain(LINES.iter().map(|line| line.name))
}

/// A composed letter with what became of each sentence. A sentence that was reworded stays, even
/// where nothing is composed in its place any more.
pub fn reviewed(letter: &[Sentence], course: &Course) -> Vec<Reviewed> {
    names()
        .filter_map(|name| {
            let composed = letter.iter().find(|sentence| sentence.name == name);
            let kept = course.sentences.get(name);
            let reworded = kept.is_some_and(|k| k.review.choice == Some(Choice::Reword));
            (composed.is_some() || reworded).then(|| one(name, composed, kept))
        })
        .collect()
}

fn one(name: &'static str, composed: Option<&Sentence>, kept: Option<&KeptSentence>) -> Reviewed {
    let text = composed.map_or("", |sentence| sentence.text.as_str());
    let says = kept.map_or(Some(text), |kept| kept.review.says(text));
    let possible = || {
        let line = LINES.iter().find(|line| line.name == name);
        line.map_or_else(Vec::new, |line| line.fields().collect())
    };
    Reviewed {
        name,
        composed: text.to_owned(),
        says: says.filter(|says| !says.is_empty()).map(str::to_owned),
        from: composed.map_or_else(possible, |sentence| sentence.from.clone()),
        choice: kept.and_then(|kept| kept.review.choice),
        changed_since: kept.is_some_and(|kept| kept.review.composed != text),
        revision: kept.map_or(0, |kept| kept.revision),
    }
}

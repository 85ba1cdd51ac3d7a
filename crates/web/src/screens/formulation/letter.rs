//! The letter of the formulation: as it is composed and looked through, as it was told, and what
//! became of it from one time to the next.

use clinic::{course::CourseFile, identity::Identity};
use ipt::{
    Code, Course, DocumentKind,
    course::FormulationState,
    letter::{self, Change, Reviewed, Sentence, ToldLetter},
};

use crate::{plain, words::words};

/// The letter as it would be told now: as it was written as a whole, else sentence by sentence.
pub fn letter(course: &Course, identity: &Identity) -> Vec<String> {
    let edited = course.documents.formulation.as_ref().map(|kept| kept.value.letter.as_str());
    match edited.unwrap_or_default() {
        "" => composed(course, identity),
        edited => edited.split("\n\n").map(str::to_owned).collect(),
    }
}

/// The letter composed from the fields, with what became of its sentences.
pub fn composed(course: &Course, identity: &Identity) -> Vec<String> {
    sentences(course, identity).into_iter().filter_map(|sentence| sentence.says).collect()
}

/// Its sentences, those that are left out among them.
pub fn sentences(course: &Course, identity: &Identity) -> Vec<Reviewed> {
    let composed = letter::formulation(course, identity.first_name(), words());
    letter::reviewed(&composed, course)
}

/// What the sentences of a letter say.
pub fn texts(letter: Vec<Sentence>) -> Vec<String> {
    letter.into_iter().map(|sentence| sentence.text).collect()
}

/// What a letter said when it was told. Where only the fields of then were stored, it is composed
/// from the course as it stood.
pub fn said(file: &CourseFile, told: &ToldLetter, identity: &Identity) -> Vec<String> {
    if !told.lines.is_empty() {
        return told.lines.clone();
    }
    let count = usize::try_from(told.version).unwrap_or(usize::MAX).min(file.facts.len());
    let then = Course::fold(file.facts.iter().take(count).map(std::sync::Arc::as_ref));
    letter(&then, identity)
}

/// A letter to be read or printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which, from 1; 0 for one that was not told yet.
    pub number: usize,
    /// The day on which it was told; empty for one that was not.
    pub on: String,
    /// How far it has come, as a word.
    pub status: String,
    /// Its sentences.
    pub lines: Vec<String>,
    /// The client's answer with its day; empty while there is none.
    pub answer: String,
    /// The answer in the client's own words.
    pub words: String,
    /// When another took its place; empty if none did.
    pub superseded_on: String,
}

/// Every letter that was told, oldest first.
pub fn told(file: &CourseFile, identity: &Identity) -> Vec<Shown> {
    let letters = &file.course.letters;
    let shown = |(n, told): (usize, &ToldLetter)| {
        let later = letters.get(n + 1);
        let status = told.status(later.is_some());
        let answer = told.answer.as_ref().map(|(answer, _, on)| {
            let answer = words().t(&format!("answer-{}", answer.code()));
            format!("{answer} · {}", plain::date(*on))
        });
        Shown {
            number: n + 1,
            on: plain::date(told.on),
            status: words().t(&format!("status-{}", status.code())).into_owned(),
            lines: said(file, told, identity),
            answer: answer.unwrap_or_default(),
            words: told.answer.as_ref().map_or_else(String::new, |(_, words, _)| words.clone()),
            superseded_on: later.map_or_else(String::new, |later| plain::date(later.on)),
        }
    };
    letters.iter().enumerate().map(shown).collect()
}

/// The letter that stands between therapist and client: the one told last, or one that is still
/// being written.
pub fn standing(file: &CourseFile, identity: &Identity) -> Shown {
    let draft = file.course.formulation == FormulationState::Draft;
    told(file, identity).pop().filter(|_| !draft).unwrap_or_else(|| Shown {
        lines: letter(&file.course, identity),
        status: words().t("status-draft").into_owned(),
        ..Shown::default()
    })
}

/// The letter that was told last, as the client has it; none while none was told.
pub fn as_told(file: &CourseFile, identity: &Identity) -> Option<Shown> {
    file.course.documents.stamp(DocumentKind::Formulation)?;
    told(file, identity).pop()
}

/// A sentence in a comparison: `same`, `out` or `new`, and what it says.
pub type Compared = (&'static str, String);

/// What became of each sentence; nothing where all are the same.
pub fn compared(before: &[String], after: &[String]) -> Vec<Compared> {
    if before == after {
        return Vec::new();
    }
    let changes = letter::difference(before, after).into_iter();
    changes
        .map(|change| match change {
            Change::Same(text) => ("same", text),
            Change::TakenOut(text) => ("out", text),
            Change::New(text) => ("new", text),
        })
        .collect()
}

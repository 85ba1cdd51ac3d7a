//! The grammar: lines, the ways to say them, their slots, and how a letter is composed.

use super::{
    Sentence,
    facts::{Facts, SourceField},
    phrase,
};
use crate::{Code, Course};

/// What is put into a slot of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Words.
    Text(String),
    /// How many: a language chooses singular or plural by it.
    Count(u32),
}

/// Where the patterns of a language come from.
pub trait Say {
    /// The pattern of this name, with its slots filled.
    fn say(&self, key: &str, slots: &[(&str, Filling)]) -> String;
    /// Whether there is a pattern of this name.
    fn knows(&self, key: &str) -> bool;
}

/// How a field stands within a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It runs on in the sentence: “It began *about five months ago*”.
    Phrase,
    /// It stands after a colon, as it was typed.
    Clause,
    /// The client's own words, in quotes.
    Words,
    /// Names, as they are.
    Names,
    /// A number.
    Count,
}

/// A slot of a pattern.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its name in the pattern.
    pub name: &'static str,
    /// How its field stands in the sentence.
    pub shape: Shape,
    /// The fields that can fill it: the first that holds something does. Fields that are asked
    /// together stand in one list.
    pub from: &'static [&'static [SourceField]],
}

/// One way to say a line.
#[derive(Debug)]
pub(super) struct Way {
    /// The name of its pattern, after the name of the letter.
    pub pattern: &'static str,
    /// What must be there for it.
    pub slots: &'static [&'static Slot],
}

/// A line of a letter.
#[derive(Debug)]
pub struct Line {
    /// Its name.
    pub name: &'static str,
    /// How it can be said, the fullest way first. A line that no way fits is not said.
    pub(super) ways: &'static [Way],
}

impl Line {
    /// Every field that can have a part in the line.
    pub fn fields(&self) -> impl Iterator<Item = SourceField> + use<> {
        let slots = self.ways.iter().flat_map(|way| way.slots);
        slots.flat_map(|slot| slot.from.iter().flat_map(|together| together.iter().copied()))
    }

    /// The names of its patterns, after the name of the letter.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.ways.iter().map(|way| way.pattern)
    }
}

/// A letter: the greeting, then every line that can be said.
pub(super) fn compose(
    letter: &str,
    lines: &'static [Line],
    course: &Course,
    name: &str,
    words: &impl Say,
) -> Vec<Sentence> {
    let facts = Facts { course, words };
    let greeting = [("name", Filling::Text(name.trim().to_owned()))];
    let mut sentences = vec![Sentence {
        name: "greeting",
        text: phrase::finished(&words.say(&pattern("greeting", course, words), &greeting)),
        from: Vec::new(),
    }];
    sentences.extend(
        lines.iter().filter_map(|line| {
            line.ways.iter().find_map(|way| said(letter, line.name, way, &facts))
        }),
    );
    sentences
}

/// A line said in one way; none if a slot of it stays empty.
fn said<S: Say>(
    letter: &str,
    name: &'static str,
    way: &Way,
    facts: &Facts<'_, S>,
) -> Option<Sentence> {
    let mut fillings = Vec::new();
    let mut from: Vec<SourceField> = Vec::new();
    for slot in way.slots {
        let (filling, count, fields) = filled(slot, facts)?;
        fillings.push((slot.name, filling));
        if slot.shape == Shape::Words || slot.shape == Shape::Names {
            fillings.push(("count", Filling::Count(count)));
        }
        for field in fields {
            if !from.contains(&field) {
                from.push(field);
            }
        }
    }
    let key = pattern(&format!("{letter}-{}", way.pattern), facts.course, facts.words);
    Some(Sentence { name, text: phrase::finished(&facts.words.say(&key, &fillings)), from })
}

/// A slot's filling, of how many pieces it is, and the fields that filled it.
fn filled<S: Say>(slot: &Slot, facts: &Facts<'_, S>) -> Option<(Filling, u32, Vec<SourceField>)> {
    for together in slot.from {
        let mut pieces = Vec::new();
        let mut fields = Vec::new();
        for field in *together {
            let found = facts.texts(*field);
            if !found.is_empty() {
                fields.push(*field);
            }
            pieces.extend(found);
        }
        if let Some(filling) = shaped(slot.shape, &pieces, facts.words) {
            return Some((filling, u32::try_from(pieces.len()).unwrap_or(u32::MAX), fields));
        }
    }
    None
}

fn shaped(shape: Shape, pieces: &[String], words: &impl Say) -> Option<Filling> {
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| match shape {
            Shape::Phrase | Shape::Clause => phrase::running(piece, words),
            Shape::Words => phrase::quoted(piece, words),
            Shape::Names | Shape::Count => piece.trim().to_owned(),
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    if pieces.is_empty() {
        return None;
    }
    match shape {
        Shape::Count => pieces[0].parse().ok().filter(|n| *n > 0).map(Filling::Count),
        Shape::Phrase | Shape::Names | Shape::Words => {
            Some(Filling::Text(phrase::joined(&pieces, words)))
        }
        Shape::Clause => Some(Filling::Text(phrase::listed(&pieces, words))),
    }
}

/// The pattern of this name: the variant's own, else the manual's own, else the common one.
fn pattern(name: &str, course: &Course, words: &impl Say) -> String {
    let common = format!("letter-{name}");
    let own = [course.variant().code.as_str(), course.dialect().code()];
    let own = own.iter().map(|of| format!("{common}-{of}")).find(|key| words.knows(key));
    own.unwrap_or(common)
}

//! A course without names: wherever the name of the client or of somebody in their inventory is
//! known, its initials stand, in every text. A nickname that stands nowhere as a name is not found:
//! the page says so.

use ipt::{Course, Event, wire};
use serde_json::Value;

use crate::{Problem, course::CourseFile, identity::Identity};

/// Whoever is named by what they are to the client keeps that name: it tells nobody.
const BY_RELATION: &[&str] = &[
    "Aunt",
    "Boss",
    "Brother",
    "Dad",
    "Daughter",
    "Father",
    "Grandfather",
    "Grandmother",
    "Husband",
    "Mother",
    "Mum",
    "Partner",
    "Sister",
    "Son",
    "Uncle",
    "Wife",
];

/// A name and what stands for it.
struct Hidden {
    name: String,
    initials: String,
}

/// The course with initials for names.
pub(super) fn under(file: &CourseFile, identity: &Identity) -> Result<Course, Problem> {
    let hidden = hidden(file, identity);
    let mut facts = Vec::with_capacity(file.facts.len());
    for fact in &file.facts {
        let mut stored: Value = serde_json::from_slice(&wire::encode(fact))
            .map_err(|_| Problem::Fault("a fact has no stored form"))?;
        hide_in(&mut stored, &hidden);
        let bytes =
            serde_json::to_vec(&stored).map_err(|_| Problem::Fault("a fact has no stored form"))?;
        facts.push(wire::decode(&bytes)?);
    }
    Ok(Course::fold(facts.iter()))
}

/// Every name that is known, whole and in its parts, the longest first.
fn hidden(file: &CourseFile, identity: &Identity) -> Vec<Hidden> {
    let people = file.facts.iter().filter_map(|fact| match &fact.event {
        Event::PersonAdded { entry, .. } | Event::PersonRevised { entry, .. } => {
            Some(entry.name.clone())
        }
        _ => None,
    });
    let mut hidden: Vec<Hidden> = people
        .chain([identity.name.clone()])
        .flat_map(|name| {
            let parts: Vec<String> = name.split([' ', '-']).map(str::to_owned).collect();
            [vec![name], parts].concat()
        })
        .filter(|name| is_name(name))
        .map(|name| Hidden { initials: initials(&name), name })
        .collect();
    hidden.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.name.cmp(&b.name)));
    hidden.dedup_by(|a, b| a.name == b.name);
    hidden
}

/// Codes of the record are small letters and signs: nothing that could be one is taken for a name.
fn is_name(text: &str) -> bool {
    let could_be_a_code = text.chars().all(|c| c.is_ascii_lowercase() || "_-".contains(c));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    letters > 1 && !digits && !could_be_a_code && !BY_RELATION.contains(&text)
}

fn initials(name: &str) -> String {
    let parts =
        name.split([' ', '-']).filter_map(|part| part.chars().find(|c| c.is_alphanumeric()));
    parts.take(3).flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
}

fn hide_in(value: &mut Value, hidden: &[Hidden]) {
    match value {
        Value::String(text) => {
            for Hidden { name, initials } in hidden {
                if text.contains(name.as_str()) {
                    *text = replaced(text, name, initials);
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| hide_in(value, hidden)),
        Value::Object(fields) => fields.values_mut().for_each(|value| hide_in(value, hidden)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whole words only, where a script parts words: `Ann` is not hidden in `Annual`.
fn replaced(text: &str, name: &str, initials: &str) -> String {
    let (mut told, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        told.push_str(before);
        let within = joined(told.chars().next_back()) || joined(after.chars().next());
        told.push_str(if within { name } else { initials });
        rest = after;
    }
    told + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_as_a_whole_word_and_a_code_never() {
        assert_eq!(replaced("Ann and Annual, Ann's", "Ann", "A."), "A. and Annual, A.'s");
        assert_eq!(replaced("马伟来了", "马伟", "马."), "马.来了", "where nothing parts words");
        assert!(is_name("Ann") && is_name("de Groot") && is_name("محمد"));
        assert!(!is_name("sister") && !is_name("role_dispute") && !is_name("Mother"));
        assert!(!is_name("M1") && !is_name("J"));
        assert_eq!(initials("Anna-Maria de Groot"), "A.M.D.");
    }
}

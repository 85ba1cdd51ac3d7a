//! A course without names: wherever the name of the client or of somebody in their inventory is
//! known, its initials stand, in every text. A nickname that stands nowhere as a name is not found:
//! the page says so.

use ipt::{Course, Event, wire};
use serde_json::Value;

use crate::{Problem, course::CourseFile, identity::Identity};

/// Whoever is named by nothing but what they are to the client keeps that name: it tells nobody.
const BY_RELATION: &[&str] = &[
    "aunt",
    "boss",
    "brother",
    "dad",
    "daughter",
    "father",
    "grandfather",
    "grandmother",
    "husband",
    "mother",
    "mum",
    "partner",
    "sister",
    "son",
    "uncle",
    "wife",
];

/// Parts of a name that are words of their own: `The neighbour` hides no `the`.
const NO_NAME: &[&str] = &["and", "her", "his", "my", "old", "our", "the", "their", "your"];

/// Fields that tell who somebody is, whatever stands in them.
const TELLING: &[&str] = &["contact", "crisis_contacts", "referred_by", "whom_to_ring"];

/// A name of fewer letters is hidden only where it stands alone: an ending makes no other name.
const BEGINS_A_WORD: usize = 4;

/// A name, in small letters, and what stands for it.
struct Hidden {
    name: Vec<char>,
    initials: String,
}

/// The course with initials for names.
pub(super) fn under(file: &CourseFile, identity: &Identity) -> Result<Course, Problem> {
    let hidden = hidden(file, identity);
    let mut facts = Vec::with_capacity(file.facts.len());
    for fact in &file.facts {
        let mut stored: Value = serde_json::from_slice(&wire::encode(fact))
            .map_err(|_| Problem::Fault("a fact has no stored form"))?;
        hide_in(&mut stored, "", &hidden);
        let bytes =
            serde_json::to_vec(&stored).map_err(|_| Problem::Fault("a fact has no stored form"))?;
        facts.push(wire::decode(&bytes)?);
    }
    Ok(Course::fold(facts.iter()))
}

/// A text with initials for names.
pub(crate) fn without_names(text: &str, file: &CourseFile, identity: &Identity) -> String {
    let hidden = hidden(file, identity);
    hidden.iter().fold(text.to_owned(), |text, one| replaced(&text, one))
}

/// Every name that is known, whole and in its parts, the longest first.
fn hidden(file: &CourseFile, identity: &Identity) -> Vec<Hidden> {
    let people = file.facts.iter().filter_map(|fact| match &fact.event {
        Event::PersonAdded { entry, .. } | Event::PersonRevised { entry, .. } => Some(&entry.name),
        _ => None,
    });
    let people = people.filter(|name| !BY_RELATION.contains(&name.to_lowercase().as_str()));
    let mut hidden: Vec<Hidden> = people
        .chain([&identity.name])
        .flat_map(|name| {
            let parts = name.split([' ', '\u{a0}', '-', '.']).filter(|part| is_name(part));
            [vec![name.as_str()], parts.collect()].concat()
        })
        .filter(|name| name.chars().filter(|c| c.is_alphanumeric()).count() > 1)
        .map(|name| Hidden { name: small(name), initials: initials(name) })
        .collect();
    hidden.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.name.cmp(&b.name)));
    hidden.dedup_by(|a, b| a.name == b.name);
    hidden
}

fn is_name(part: &str) -> bool {
    let small = part.to_lowercase();
    part.chars().count() > 1 && ![NO_NAME, BY_RELATION].concat().contains(&small.as_str())
}

/// In small letters, a letter for a letter.
fn small(text: &str) -> Vec<char> {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

fn initials(name: &str) -> String {
    let parts = name.split([' ', '\u{a0}', '-', '.']);
    let parts = parts.filter_map(|part| part.chars().find(|c| c.is_alphanumeric()));
    parts.take(3).flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
}

/// Codes, days and ids are small letters, figures and signs; a name stands under `name`, whatever
/// it is written in.
fn is_a_code(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.:+".contains(c))
}

fn hide_in(value: &mut Value, key: &str, hidden: &[Hidden]) {
    match value {
        Value::String(text) if TELLING.contains(&key) => text.clear(),
        Value::String(text) if key == "name" || !is_a_code(text) => {
            for one in hidden {
                *text = replaced(text, one);
            }
        }
        Value::Array(all) if TELLING.contains(&key) => all.clear(),
        Value::Array(all) => all.iter_mut().for_each(|value| hide_in(value, key, hidden)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(key, value)| hide_in(value, key, hidden));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// At the beginning of a word only, where a script parts words, in capital or small letters: `Ann`
/// is not hidden in `Annual`, `Samira` is in `Samiras`.
fn replaced(text: &str, Hidden { name, initials }: &Hidden) -> String {
    let (letters, lowered): (Vec<char>, Vec<char>) = (text.chars().collect(), small(text));
    let joined = |c: Option<&char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    let (mut told, mut at) = (String::with_capacity(text.len()), 0);
    while at < letters.len() {
        let end = at + name.len();
        let here = lowered.get(at..end) == Some(name.as_slice());
        let begins = !joined(at.checked_sub(1).and_then(|before| letters.get(before)));
        let ends = name.len() >= BEGINS_A_WORD || !joined(letters.get(end));
        if here && begins && ends {
            told.push_str(initials);
            // The stop of an initial ends a sentence too.
            let stops = initials.ends_with('.') && letters.get(end) == Some(&'.');
            at = end + usize::from(stops);
        } else {
            told.push(letters[at]);
            at += 1;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hide(text: &str, name: &str) -> String {
        replaced(text, &Hidden { name: small(name), initials: initials(name) })
    }

    #[test]
    fn a_name_is_hidden_at_the_beginning_of_a_word_in_any_case() {
        assert_eq!(hide("Ann and Annual, Ann's, ANN", "Ann"), "A. and Annual, A.'s, A.");
        assert_eq!(hide("Samiras shop, samira.h@x", "Samira"), "S.s shop, S.h@x");
        assert_eq!(hide("马伟来了", "马伟"), "马.来了", "where nothing parts words");
        assert_eq!(hide("Es war Ida", "ida"), "Es war I.");
        assert_eq!(initials("Anna-Maria de Groot"), "A.M.D.");
        assert!(is_name("Groot") && !is_name("My") && !is_name("Boss") && !is_name("J"));
    }

    #[test]
    fn codes_stay_and_what_tells_who_it_is_goes() {
        let hidden = [Hidden { name: small("sister"), initials: "S.".into() }];
        let mut value = serde_json::json!({
            "kind": "sister", "name": "sister", "note": "My sister", "contact": "0171 555",
            "crisis_contacts": ["Sister 1"], "on": "2026-01-01",
        });
        hide_in(&mut value, "", &hidden);
        assert_eq!(value["kind"], "sister");
        assert_eq!((&value["name"], &value["note"]), (&"S.".into(), &"My S.".into()));
        assert_eq!((&value["contact"], &value["on"]), (&"".into(), &"2026-01-01".into()));
        assert_eq!(value["crisis_contacts"], serde_json::json!([]));
    }
}

//! What holds for every content file, whatever its type.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// The longest text, in characters: more does not fit beside a session's note on a phone.
pub const LONGEST_TEXT: usize = 400;

const GENERAL: &str = "general knowledge";
const DESIGN: &str = "OpenIPT design";

/// Every text is short, speaks of a client, and every item has a source that bears its mark.
pub(super) fn texts_and_sources(table: &Table, known: &BTreeSet<String>) -> Result<(), String> {
    for [source, mark] in [["source", "mark"], ["choose_source", "choose_mark"]] {
        match (table.get(source), table.get(mark)) {
            (Some(Value::String(source)), Some(Value::String(mark))) => {
                founded(source, mark, known)?;
            }
            (None, None) => {}
            _ => return Err(format!("`{source}` and `{mark}` go together, as texts")),
        }
    }
    table.values().try_for_each(|value| each(value, known))
}

fn each(value: &Value, known: &BTreeSet<String>) -> Result<(), String> {
    match value {
        Value::String(text) => text_fits(text),
        Value::Array(values) => values.iter().try_for_each(|value| each(value, known)),
        Value::Table(table) => texts_and_sources(table, known),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Ok(()),
    }
}

fn text_fits(text: &str) -> Result<(), String> {
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        let start: String = text.chars().take(40).collect();
        return Err(format!("{length} characters, {LONGEST_TEXT} at most: {start}"));
    }
    let mut words = text.split(|c: char| !c.is_alphabetic());
    if words.any(|word| ["patient", "patients"].contains(&word.to_lowercase().as_str())) {
        return Err(format!("say client: {text}"));
    }
    Ok(())
}

/// A mark promises something of the source beside it; here the promise is kept.
fn founded(source: &str, mark: &str, known: &BTreeSet<String>) -> Result<(), String> {
    let numbers: Vec<&str> = numbers(source).collect();
    if let Some(unknown) = numbers.iter().find(|number| !known.contains(**number)) {
        return Err(format!("no source {unknown} in sources.toml"));
    }
    let kept = match mark {
        "sourced" | "unverified" => !numbers.is_empty(),
        "general" => source.contains(GENERAL),
        "design" => source.contains(DESIGN),
        other => return Err(format!("no mark {other}")),
    };
    kept.then_some(())
        .ok_or_else(|| format!("the source `{source}` does not bear the mark `{mark}`"))
}

/// The numbers of the source list in a text: `S` with digits, perhaps a letter after them.
fn numbers(source: &str) -> impl Iterator<Item = &str> {
    let looks_like_one = |word: &&str| {
        word.strip_prefix('S').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    source.split(|c: char| !c.is_ascii_alphanumeric()).filter(looks_like_one)
}

/// No code twice, and none empty.
pub(super) fn unique<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if code.is_empty() {
            return Err("a code is empty".to_owned());
        }
        if !seen.insert(code) {
            return Err(format!("`{code}` stands twice"));
        }
    }
    Ok(())
}

/// Says what is wrong unless the condition holds.
pub(super) fn require(holds: bool, otherwise: &str) -> Result<(), String> {
    holds.then_some(()).ok_or_else(|| otherwise.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), String> {
        let table: Table = text.parse().expect("the test's own TOML");
        texts_and_sources(&table, &BTreeSet::from(["S1".to_owned(), "S13a".to_owned()]))
    }

    #[test]
    fn a_mark_needs_the_source_it_promises() {
        assert_eq!(check("source = 'S1, S13a'\nmark = 'sourced'"), Ok(()));
        assert_eq!(check("source = 'S1; general knowledge'\nmark = 'general'"), Ok(()));
        assert_eq!(check("source = 'OpenIPT design'\nmark = 'design'"), Ok(()));
        for broken in [
            "source = 'S99'\nmark = 'sourced'",
            "source = 'S1b'\nmark = 'sourced'",
            "source = 'general knowledge'\nmark = 'sourced'",
            "source = 'S1'\nmark = 'general'",
            "source = 'S1'\nmark = 'design'",
            "source = 'S1'\nmark = 'proven'",
            "source = 'S1'",
            "mark = 'sourced'",
            "[[step]]\nsource = 'S99'\nmark = 'sourced'",
        ] {
            assert!(check(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn texts_are_short_and_speak_of_a_client() {
        let text = |length: usize| format!("list = ['{}']", "é".repeat(length));
        assert_eq!(check(&text(LONGEST_TEXT)), Ok(()));
        assert!(check(&text(LONGEST_TEXT + 1)).is_err());
        assert_eq!(check("a = 'Impatient, the client left.'"), Ok(()));
        assert!(check("a = 'The Patient left.'").is_err());
    }

    #[test]
    fn a_code_stands_once() {
        assert_eq!(unique(["a", "b"]), Ok(()));
        assert!(unique(["a", "b", "a"]).is_err());
        assert!(unique([""]).is_err());
    }
}

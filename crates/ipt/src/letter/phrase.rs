//! What was typed, as it can stand within a sentence: stops, capitals, lists, quotes.

use super::{Filling, Say};

/// One piece of text as it runs on within a sentence: one line, without the stop at its end, and
/// without the capital that only the beginning of a field gave a small word.
pub(super) fn running(text: &str, words: &impl Say) -> String {
    let lines: Vec<&str> = text.lines().map(unmarked).filter(|line| !line.is_empty()).collect();
    let joined = lines.iter().enumerate().fold(String::new(), |mut said, (n, line)| {
        if n > 0 {
            let open = said.ends_with(|c: char| c.is_alphanumeric() || c == ')');
            said.push_str(if open { "; " } else { " " });
        }
        said.push_str(line);
        said
    });
    small(stopless(&one_spaced(&joined)), words)
}

/// The client's own words: in quotes, without quotes of their own around them.
pub(super) fn quoted(text: &str, words: &impl Say) -> String {
    let text = one_spaced(text);
    let bare = match bare(&text) {
        Some(inner) => stopless(inner).to_owned(),
        None => stopless(&text).to_owned(),
    };
    if bare.is_empty() {
        return bare;
    }
    let inner = bare.replace(['“', '”', '„'], "’");
    words.say("letter-quote", &[("words", Filling::Text(inner))])
}

/// What stands between quotes that are around the whole text.
fn bare(text: &str) -> Option<&str> {
    [('“', '”'), ('"', '"'), ('„', '“'), ('‘', '’'), ('«', '»')].iter().find_map(|(open, close)| {
        let inner = text.trim_end_matches('.').strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    })
}

/// `a, b and c`; with stronger marks where a piece has a comma of its own.
pub(super) fn joined(pieces: &[String], words: &impl Say) -> String {
    match pieces {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let inner = pieces.iter().any(|piece| piece.contains([',', ';']));
            let (between, key) =
                if inner { ("; ", "letter-and-apart") } else { (", ", "letter-and") };
            let slots = [
                ("first", Filling::Text(first.join(between))),
                ("last", Filling::Text(last.clone())),
            ];
            words.say(key, &slots)
        }
    }
}

/// Pieces after a colon: a list where they are parts of a sentence, else one sentence after the
/// other.
pub(super) fn listed(pieces: &[String], words: &impl Say) -> String {
    let whole = pieces.len() > 1 && pieces.iter().any(|piece| piece.contains(". "))
        || pieces.len() > 1 && pieces.iter().skip(1).all(|piece| capital(piece));
    if !whole {
        return joined(pieces, words);
    }
    let sentences: Vec<String> = pieces
        .iter()
        .map(|piece| if stopped(piece) { raised(piece) } else { format!("{}.", raised(piece)) })
        .collect();
    stopless(&sentences.join(" ")).to_owned()
}

/// A sentence as it stands in the letter: a capital first, one stop last, single blanks.
pub(super) fn finished(text: &str) -> String {
    let mut text = one_spaced(text).replace("...", "…");
    for (twice, once) in [
        ("?.", "?"),
        ("!.", "!"),
        ("….", "…"),
        ("..", "."),
        ("?”.", "?”"),
        ("!”.", "!”"),
        ("…”.", "…”"),
        (" .", "."),
        (" ,", ","),
        (" ;", ";"),
        (",.", "."),
        (";.", "."),
        (":.", "."),
    ] {
        text = text.replace(twice, once);
    }
    if text.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        text.push('.');
    }
    raised(&text)
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line without the mark of a list before it.
fn unmarked(line: &str) -> &str {
    let line = line.trim();
    let marked = ["- ", "– ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark));
    marked.unwrap_or(line).trim()
}

fn stopless(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ',', ':', ' '])
}

fn stopped(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '…'])
}

fn capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn raised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// With a small letter where the first word is one that the language writes small, and has its
/// capital only because it was typed first. Names keep theirs.
fn small(text: &str, words: &impl Say) -> String {
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let lowered = first.to_lowercase();
    let known = words.say("letter-small-words", &[]);
    if first == lowered || !known.split_whitespace().any(|word| word == lowered) {
        return text.to_owned();
    }
    format!("{lowered}{}", &text[first.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plain;
    impl Say for Plain {
        fn say(&self, key: &str, slots: &[(&str, Filling)]) -> String {
            let slot = |name: &str| match slots.iter().find(|(known, _)| *known == name) {
                Some((_, Filling::Text(text))) => text.clone(),
                Some((_, Filling::Count(n))) => n.to_string(),
                None => String::new(),
            };
            match key {
                "letter-and" => format!("{} and {}", slot("first"), slot("last")),
                "letter-and-apart" => format!("{}; and {}", slot("first"), slot("last")),
                "letter-quote" => format!("“{}”", slot("words")),
                _ => "the in about you".to_owned(),
            }
        }
        fn knows(&self, _key: &str) -> bool {
            true
        }
    }

    fn list(pieces: &[&str]) -> String {
        let pieces: Vec<String> = pieces.iter().map(|piece| running(piece, &Plain)).collect();
        listed(&pieces, &Plain)
    }

    #[test]
    fn what_was_typed_runs_on_without_its_stop_and_its_first_capital() {
        assert_eq!(running("  In June.  ", &Plain), "in June");
        assert_eq!(running("Jonas left;", &Plain), "Jonas left", "a name keeps its capital");
        assert_eq!(running("- the move\n- the choir", &Plain), "the move; the choir");
        assert_eq!(
            running("It was late.\nThe bus had gone.", &Plain),
            "It was late. The bus had gone"
        );
    }

    #[test]
    fn lists_read_as_one_sentence_or_as_several() {
        assert_eq!(list(&["sleep.", "singing", "the choir"]), "sleep, singing and the choir");
        assert_eq!(list(&["you sing, and sleep", "you ring"]), "you sing, and sleep; and you ring");
        assert_eq!(list(&["Slept.", "Rang Ida"]), "Slept. Rang Ida");
        assert_eq!(list(&["Slept. Sang.", "rang Ida?"]), "Slept. Sang. Rang Ida?");
    }

    #[test]
    fn quotes_and_stops_never_stand_twice() {
        assert_eq!(quoted("“Be expected once.”", &Plain), "“Be expected once”");
        assert_eq!(quoted("I said “no” to him.", &Plain), "“I said ’no’ to him”");
        assert_eq!(finished("you want: “Why me?”."), "You want: “Why me?”");
        assert_eq!(finished("it began in June.."), "It began in June.");
        assert_eq!(finished("well... asking: “Why...”."), "Well… asking: “Why…”");
        assert_eq!(finished("does that fit"), "Does that fit.");
        assert_eq!(quoted(" . ", &Plain), "", "nothing is not put in quotes");
    }
}

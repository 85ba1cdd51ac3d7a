//! Letters composed from the recorded fields by typed templates: nothing is typed twice.
//!
//! The sentences stand in the words of the interface; a sentence is left out when a field it
//! needs is empty, so that no blank is ever read aloud. The result is a proposal that the
//! therapist edits before it is agreed.

use crate::{Area, Code, Course, document::formulation::Formulation};

/// Where the sentences come from.
pub trait Say {
    /// The sentence of this name, with its arguments filled in.
    fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String;
}

/// A piece of a sentence as it was typed, without the full stop a person may have set.
fn piece(text: &str) -> String {
    text.trim().trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// Several lines as one phrase: `a, b and c`.
fn phrase(words: &impl Say, lines: &[String]) -> String {
    let pieces: Vec<String> = lines.iter().map(|line| piece(line)).collect();
    match pieces.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            words.say("letter-and", &[("first", &first.join(", ")), ("last", last)])
        }
    }
}

/// The formulation as a letter to the client, one paragraph an element.
pub fn formulation(course: &Course, f: &Formulation, name: &str, words: &impl Say) -> Vec<String> {
    let mut letter = vec![words.say("letter-greeting", &[("name", name)])];
    let mut say = |key: &str, needs: &[(&str, &str)]| {
        if needs.iter().all(|(_, text)| !text.is_empty()) {
            let pieces: Vec<(&str, String)> =
                needs.iter().map(|(name, text)| (*name, piece(text))).collect();
            let arguments: Vec<(&str, &str)> =
                pieces.iter().map(|(name, text)| (*name, text.as_str())).collect();
            letter.push(words.say(key, &arguments));
        }
    };
    let diagnosis = f.diagnosis_in_words.as_str();
    if f.symptoms_in_words.is_empty() {
        say("letter-formulation-diagnosis", &[("diagnosis", diagnosis)]);
    } else {
        let symptoms = f.symptoms_in_words.as_str();
        say("letter-formulation-symptoms", &[("diagnosis", diagnosis), ("symptoms", symptoms)]);
    }
    say("letter-formulation-illness", &[]);
    say("letter-formulation-began", &[("began", &f.began), ("precipitant", &f.precipitant)]);
    say("letter-formulation-link", &[("link", &f.mood_and_event)]);
    say("letter-formulation-vulnerability", &[("vulnerability", &f.vulnerability)]);
    say("letter-formulation-support", &[("support", &f.support)]);
    let sessions = f.sessions_proposed.unwrap_or(course.sessions_agreed()).to_string();
    if let Some(area) = f.area {
        let area = area_for_client(area, words);
        say("letter-formulation-area", &[("area", &area), ("why", &f.why_this_area)]);
    }
    say("letter-formulation-plan", &[("sessions", &sessions), ("target", &f.target)]);
    say("letter-formulation-resolution", &[("resolution", &f.resolution)]);
    say("letter-formulation-hope", &[]);
    say("letter-formulation-question", &[]);
    letter
}

/// The name of an area in the words of the course's manual.
pub fn area_name(course: &Course, area: Area, words: &impl Say) -> String {
    words.say(&format!("area-{}-{}", area.code(), course.dialect().code()), &[])
}

/// The name of an area as it is said to the client.
pub fn area_for_client(area: Area, words: &impl Say) -> String {
    words.say(&format!("area-own-{}", area.code()), &[])
}

/// The ending letter: what was hard, what was gained, in the client's own account; what is left.
pub fn ending(course: &Course, name: &str, words: &impl Say) -> Vec<String> {
    let mut letter = vec![words.say("letter-greeting", &[("name", name)])];
    let held = course.sessions_held().to_string();
    letter.push(words.say("letter-ending-together", &[("sessions", &held)]));
    if let Some(focus) = course.agreed_focus().and_then(|focus| focus.primary) {
        let area = area_for_client(focus, words);
        letter.push(words.say("letter-ending-focus", &[("area", &area)]));
    }
    let Some(ending) = course.documents.ending.as_ref().map(|kept| &kept.value) else {
        return letter;
    };
    if !ending.gains.is_empty() {
        let gains = phrase(words, &ending.gains);
        letter.push(words.say("letter-ending-gains", &[("gains", &gains)]));
    }
    let own = piece(&ending.clients_account);
    letter.push(words.say("letter-ending-account", &[("account", &own)]));
    if !ending.skills.is_empty() {
        let skills = phrase(words, &ending.skills);
        letter.push(words.say("letter-ending-skills", &[("skills", &skills)]));
    }
    if !ending.unfinished.is_empty() {
        let unfinished = piece(&ending.unfinished);
        letter.push(words.say("letter-ending-unfinished", &[("unfinished", &unfinished)]));
    }
    if course.documents.relapse_plan.is_some() {
        letter.push(words.say("letter-ending-plan", &[]));
    }
    letter.push(words.say("letter-ending-goodbye", &[]));
    letter
}

//! What was recorded of the people and the closeness circle.

use ipt::{Course, Event, PersonId, inventory::circle::Place};

use super::{Facts, coded, day, line, name_of, word};

/// A fact of the circle in words.
pub fn said(event: &Event, course: &Course) -> Facts {
    match event {
        Event::PersonRetired { person, reason } => {
            let who = line("inventory-name", &name_of(course, *person));
            [who, line("typed-reason", reason)].concat()
        }
        Event::PeoplePlaced { layout, on, places } => {
            let stands = |place: &Place| {
                let ring = place.ring.map_or_else(|| "none".to_owned(), |ring| ring.to_string());
                (name_of(course, place.person), word(&format!("ring-{ring}")))
            };
            let picture = [(word("circle-layouts"), coded(*layout)), day(*on)];
            picture.into_iter().chain(places.iter().map(stands)).collect()
        }
        Event::PlacingTakenBack { layout } => vec![(word("circle-layouts"), coded(*layout))],
        Event::PeopleLinked(link) => {
            let bond = (word("circle-bond"), coded(link.bond));
            let pair = vec![between(course, link.one, link.other), bond];
            [pair, line("circle-bond-word", &link.word)].concat()
        }
        Event::PeopleUnlinked { one, other } => vec![between(course, *one, *other)],
        _ => unreachable!("BUG: not of the circle"),
    }
}

fn between(course: &Course, one: PersonId, other: PersonId) -> (String, String) {
    (word("circle-between"), format!("{}, {}", name_of(course, one), name_of(course, other)))
}

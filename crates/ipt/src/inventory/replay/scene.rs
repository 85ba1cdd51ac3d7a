//! The circle while the days go by.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Standing;
use crate::{
    PersonId,
    event::{Event, Fact},
    inventory::{
        InventoryEntry,
        circle::{Layout, Move},
    },
};

/// What was told of people, with the day by which it was recorded. The days never go back, so that
/// the last one holds everything, also where a clock was wrong.
pub(super) fn told<'a>(
    facts: impl IntoIterator<Item = &'a Fact>,
) -> Vec<(Date, PersonId, Told<'a>)> {
    let mut by = Date::MIN;
    let one = |fact: &'a Fact| {
        by = by.max(fact.on);
        match &fact.event {
            Event::PersonAdded { person, entry } | Event::PersonRevised { person, entry } => {
                Some((by, *person, Told::Entry(entry)))
            }
            Event::PersonRetired { person, reason } => Some((by, *person, Told::Retired(reason))),
            _ => None,
        }
    };
    facts.into_iter().filter_map(one).collect()
}

/// What was told of a person.
#[derive(Clone, Copy)]
pub(super) enum Told<'a> {
    Entry(&'a InventoryEntry),
    Retired(&'a str),
}

/// The circle while the days go by.
pub(super) struct Scene<'a, 'b> {
    told: &'b [(Date, PersonId, Told<'a>)],
    moves: &'b [Move],
    /// What is known of a person by now.
    known: BTreeMap<PersonId, Standing<'a>>,
    /// The first entry of each, and where it stands in the list.
    first: BTreeMap<PersonId, (usize, &'a InventoryEntry)>,
    rings: BTreeMap<PersonId, [Option<u8>; 3]>,
}

impl<'a, 'b> Scene<'a, 'b> {
    pub(super) fn of(told: &'b [(Date, PersonId, Told<'a>)], moves: &'b [Move]) -> Self {
        let mut first = BTreeMap::new();
        for (_, person, what) in told {
            let place = first.len();
            if let Told::Entry(entry) = what {
                first.entry(*person).or_insert((place, *entry));
            }
        }
        Self { told, moves, known: BTreeMap::new(), first, rings: BTreeMap::new() }
    }

    /// Goes on to the end of a day.
    pub(super) fn forward(&mut self, on: Date) -> Vec<Standing<'a>> {
        while let Some(((_, person, what), rest)) =
            self.told.split_first().filter(|(t, _)| t.0 <= on)
        {
            self.told = rest;
            match what {
                Told::Entry(entry) => {
                    let standing =
                        self.known.entry(*person).or_insert_with(|| standing(*person, entry, 0));
                    standing.entry = entry;
                    standing.retired = None;
                    standing.revision += 1;
                }
                Told::Retired(reason) => {
                    if let Some(standing) = self.known.get_mut(person) {
                        standing.retired = Some(reason);
                    }
                }
            }
        }
        while let Some((m, rest)) = self.moves.split_first().filter(|(m, _)| m.on <= on) {
            self.moves = rest;
            self.rings.entry(m.person).or_default()[place(m.layout)] = m.to;
        }
        let mut people: Vec<(usize, Standing<'a>)> = Vec::new();
        for (id, (place, entry)) in &self.first {
            let rings = self.rings.get(id);
            let known = match self.known.get(id) {
                Some(known) => known.clone(),
                // Placed on a day before that of the first entry.
                None if rings.is_some() => standing(*id, entry, 1),
                None => continue,
            };
            people.push((*place, Standing { rings: rings.copied().unwrap_or_default(), ..known }));
        }
        people.sort_by_key(|(place, _)| *place);
        people.into_iter().map(|(_, person)| person).collect()
    }
}

fn standing(id: PersonId, entry: &InventoryEntry, revision: u32) -> Standing<'_> {
    Standing { id, entry, retired: None, revision, rings: [None; 3] }
}

/// Where the ring of a picture is kept.
pub(super) fn place(layout: Layout) -> usize {
    match layout {
        Layout::Now => 0,
        Layout::BeforeOnset => 1,
        Layout::Wished => 2,
    }
}

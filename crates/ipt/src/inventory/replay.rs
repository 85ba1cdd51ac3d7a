//! The circle over the months: how it stood after each session and on each day on which something
//! of it changed, the changes themselves, and numbers that only count.
//!
//! Two times meet here. Where somebody stands is told with the day that it shows, which may lie
//! before the day of the telling; what is known of a person counts from the day on which it was
//! recorded. So a person who was placed on an earlier day than that of the first entry stands in
//! the picture from the earlier one, as the first entry has them. [design]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    Course, PersonId,
    event::Fact,
    inventory::{InventoryEntry, Person, circle::Layout},
    session::SessionNumber,
};

mod numbers;
mod scene;

pub use numbers::{Met, Numbers};

use scene::{Scene, Told, place, told};

/// The replay of a course's circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay<'a> {
    /// The circle as it stood at the end of each day that counts, oldest first. There is none
    /// before anybody is known.
    pub frames: Vec<Frame<'a>>,
    /// What changed, oldest first.
    pub changes: Vec<Change>,
}

/// The circle at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame<'a> {
    /// The day.
    pub on: Date,
    /// The session of that day, if one was held; the last one of several.
    pub session: Option<SessionNumber>,
    /// The last session held up to then.
    pub after: Option<SessionNumber>,
    /// Everybody known by then, in the order of the list.
    pub people: Vec<Standing<'a>>,
    /// What can be counted in it.
    pub numbers: Numbers,
}

/// A person in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// Who.
    pub id: PersonId,
    /// What was known of them.
    pub entry: &'a InventoryEntry,
    /// Why they no longer stood in the list, if so.
    pub retired: Option<&'a str>,
    /// How often the entry had been written.
    pub revision: u32,
    rings: [Option<u8>; 3],
}

/// What changed, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub on: Date,
    /// The last session held up to the end of that day; none before the first.
    pub after: Option<SessionNumber>,
    /// Who.
    pub person: PersonId,
    /// What.
    pub what: What,
}

/// What changed for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Named for the first time.
    Named,
    /// Taken out of the list.
    Retired,
    /// Back in the list: more was said of somebody who had been taken out.
    Back,
    /// Moved in a picture; from nowhere when it is the first place there.
    Moved {
        /// Which picture.
        layout: Layout,
        /// From which ring.
        from: Option<u8>,
        /// To which ring.
        to: Option<u8>,
    },
}

impl Standing<'_> {
    /// The ring in a picture.
    #[must_use]
    pub fn ring(&self, layout: Layout) -> Option<u8> {
        self.rings[place(layout)]
    }

    /// The person as the inventory keeps them.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            id: self.id,
            entry: self.entry.clone(),
            retired: self.retired.map(str::to_owned),
            revision: self.revision,
        }
    }
}

impl Frame<'_> {
    /// Those who stood in the list.
    pub fn listed(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.people.iter().filter(|person| person.retired.is_none())
    }

    /// The inventory and the circle of then as a course that holds nothing else: for what draws a
    /// circle from a course. The moves are those of the whole course, up to this day and after.
    #[must_use]
    pub fn as_course(&self, of: &Course) -> Course {
        Course {
            people: self.people.iter().map(Standing::person).collect(),
            circle: of.circle.clone(),
            ..Course::default()
        }
    }
}

impl<'a> Replay<'a> {
    /// The replay of a course: its sessions and its circle as they are known now, its people from
    /// the facts.
    pub fn of(course: &Course, facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let told = told(facts);
        let changes = changes(course, &told);
        let days: BTreeSet<Date> = course
            .sessions
            .iter()
            .map(|session| session.on)
            .chain(told.iter().map(|(on, ..)| *on))
            .chain(course.circle.moves().iter().map(|m| m.on))
            .collect();
        let mut scene = Scene::of(&told, course.circle.moves());
        let mut frames: Vec<Frame<'a>> = Vec::new();
        let first = first_known(course, &told);
        for on in days {
            let people = scene.forward(on);
            if people.is_empty() {
                continue;
            }
            let held = course.sessions.iter().filter(|session| session.on == on);
            frames.push(Frame {
                on,
                session: held.map(|session| session.number).max(),
                after: after(course, on),
                numbers: Numbers::of(&people, &first),
                people,
            });
        }
        Self { frames, changes }
    }

    /// The changes up to the end of a day.
    pub fn until(&self, on: Date) -> impl DoubleEndedIterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.on <= on)
    }

    /// The day on which somebody first stood in a picture. What was placed then is no move.
    #[must_use]
    pub fn first_drawn(&self, layout: Layout) -> Option<Date> {
        let moves = self.changes.iter().filter_map(|change| match change.what {
            What::Moved { layout: of, to: Some(_), .. } if of == layout => Some(change.on),
            _ => None,
        });
        moves.min()
    }
}

/// Who was known when the picture of now was first drawn: by the day that it shows, or by that on
/// which it was recorded, if that is later. Whoever is told of on that day is not new.
fn first_known(course: &Course, told: &[(Date, PersonId, Told<'_>)]) -> BTreeSet<PersonId> {
    let Some(by) = course.circle.first_drawn_by(Layout::Now) else { return BTreeSet::new() };
    told.iter().filter(|(on, ..)| *on <= by).map(|(_, person, _)| *person).collect()
}

/// The last session held up to the end of a day.
fn after(course: &Course, on: Date) -> Option<SessionNumber> {
    let held = course.sessions.iter().filter(|session| session.on <= on);
    held.max_by_key(|session| (session.on, session.number)).map(|session| session.number)
}

fn changes(course: &Course, told: &[(Date, PersonId, Told<'_>)]) -> Vec<Change> {
    let mut retired: BTreeMap<PersonId, bool> = BTreeMap::new();
    let mut found: Vec<(Date, PersonId, What)> = Vec::new();
    for (on, person, what) in told {
        let before = retired.get(person).copied();
        let what = match (what, before) {
            (Told::Entry(_), None) => What::Named,
            (Told::Entry(_), Some(true)) => What::Back,
            (Told::Retired(_), Some(false)) => What::Retired,
            (Told::Entry(_), Some(false)) | (Told::Retired(_), None | Some(true)) => continue,
        };
        retired.insert(*person, what == What::Retired);
        found.push((*on, *person, what));
    }
    found.extend(
        course
            .circle
            .moves()
            .iter()
            .filter(|m| m.is_one())
            .map(|m| (m.on, m.person, What::Moved { layout: m.layout, from: m.from, to: m.to })),
    );
    found.sort_by_key(|(on, ..)| *on);
    let change = |(on, person, what)| Change { on, after: after(course, on), person, what };
    found.into_iter().map(change).collect()
}

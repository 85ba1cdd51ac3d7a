//! The closeness circle: who stands how near, now, before the onset, and as wished.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::link::Link;
use crate::PersonId;

/// How many rings a practice begins with: intimate, close, extended. General knowledge (domain page
/// §2).
pub const RINGS: u8 = 3;

/// The least and the most rings that a practice may draw. OpenIPT design.
pub const RINGS_RANGE: std::ops::RangeInclusive<u8> = 2..=5;

codes! {
    /// Which picture of the circle.
    pub enum Layout: "layout" {
        /// As it is now.
        Now = "now",
        /// As it was before the onset.
        BeforeOnset = "before_onset",
        /// As the client wishes it.
        Wished = "wished",
    }
}

/// Where a person stands: 1 is the innermost ring; none is not placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Who.
    pub person: PersonId,
    /// 1 to the end of [`RINGS_RANGE`], or nowhere.
    pub ring: Option<u8>,
}

/// The three pictures of the circle as they stand, each move with its day, and who is linked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circle {
    placings: Vec<Placing>,
    places: BTreeMap<(Layout, PersonId), u8>,
    moves: Vec<Move>,
    links: Vec<Link>,
}

/// What was placed in one act. What changed nothing is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The day it was recorded.
    pub recorded: Date,
    /// The day it shows.
    pub on: Date,
    /// Which picture.
    pub layout: Layout,
    /// Who stands where since.
    pub places: Vec<Place>,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// One dated move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The day.
    pub on: Date,
    /// Which picture.
    pub layout: Layout,
    /// Who.
    pub person: PersonId,
    /// From which ring.
    pub from: Option<u8>,
    /// To which ring.
    pub to: Option<u8>,
}

impl Move {
    /// Whether it leads elsewhere.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.from != self.to
    }
}

impl Circle {
    /// The ring of a person in a picture.
    pub fn ring(&self, layout: Layout, person: PersonId) -> Option<u8> {
        self.places.get(&(layout, person)).copied()
    }

    /// Every dated move, oldest first. What was told later of an earlier day may leave one that
    /// leads to where the person stands already: see [`Move::is_one`].
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// How often somebody was placed in a picture, or a placing was taken back.
    pub fn revision(&self, layout: Layout) -> u32 {
        let placings = self.placings.iter().filter(|placing| placing.layout == layout);
        count(placings.map(|placing| placing.places.len() + usize::from(placing.taken_back)).sum())
    }

    /// How often a person was placed in any picture, or a placing of theirs was taken back.
    pub fn revision_of(&self, person: PersonId) -> u32 {
        let theirs = |placing: &&Placing| placing.places.iter().any(|p| p.person == person);
        let placings = self.placings.iter().filter(theirs);
        count(placings.map(|placing| 1 + usize::from(placing.taken_back)).sum())
    }

    /// How often anybody was placed, or a placing was taken back.
    pub fn revision_of_all(&self) -> u32 {
        count(self.placings.iter().map(|placing| 1 + usize::from(placing.taken_back)).sum())
    }

    /// What was placed last and stands, if it was recorded on this day: only then it can be taken
    /// back. Later somebody is placed anew, so that the months can be gone through.
    pub fn to_take_back(&self, today: Date) -> Option<&Placing> {
        let last = self.placings.iter().rfind(|placing| !placing.taken_back);
        last.filter(|placing| placing.recorded == today)
    }

    /// The moves that a placing made.
    pub fn moves_of(&self, placing: &Placing) -> Vec<Move> {
        let theirs = |m: &&Move| {
            let place = Place { person: m.person, ring: m.to };
            (m.on, m.layout) == (placing.on, placing.layout) && placing.places.contains(&place)
        };
        self.moves.iter().filter(theirs).copied().collect()
    }

    /// Who is linked with whom.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// By which day a picture was first drawn: the day that its first placing shows, or the one on
    /// which it was recorded, if that is later; none while nobody stood in it.
    pub(crate) fn first_drawn_by(&self, layout: Layout) -> Option<Date> {
        let first = self.placings.iter().find(|placing| {
            let somebody = placing.places.iter().any(|place| place.ring.is_some());
            placing.layout == layout && !placing.taken_back && somebody
        });
        first.map(|placing| placing.on.max(placing.recorded))
    }

    /// The outermost ring on which anybody ever stood in a picture; 0 if nobody did.
    pub fn outermost(&self, layout: Layout) -> u8 {
        let moves = self.moves.iter().filter(|m| m.layout == layout);
        moves.filter_map(|m| m.to).max().unwrap_or(0)
    }

    /// The picture as it stood at the end of a day.
    pub fn at(&self, layout: Layout, day: Date) -> BTreeMap<PersonId, u8> {
        let mut rings = BTreeMap::new();
        for m in self.moves.iter().filter(|m| m.layout == layout && m.on <= day) {
            match m.to {
                Some(ring) => rings.insert(m.person, ring),
                None => rings.remove(&m.person),
            };
        }
        rings
    }

    /// People are placed on a day, which may lie before others that were told earlier.
    pub(crate) fn place(&mut self, recorded: Date, on: Date, layout: Layout, places: &[Place]) {
        let mut changed = Vec::new();
        for place in places {
            if self.moved(on, layout, *place) {
                changed.push(*place);
            }
        }
        if !changed.is_empty() {
            let taken_back = false;
            self.placings.push(Placing { recorded, on, layout, places: changed, taken_back });
        }
    }

    /// The last placing of a picture is as if it had not been.
    pub(crate) fn take_back(&mut self, layout: Layout) {
        let mut standing = self.placings.iter_mut().rev();
        let last = standing.find(|placing| placing.layout == layout && !placing.taken_back);
        let Some(last) = last else { return };
        last.taken_back = true;
        self.moves.clear();
        self.places.clear();
        for placing in self.placings.clone().iter().filter(|placing| !placing.taken_back) {
            for place in &placing.places {
                self.moved(placing.on, placing.layout, *place);
            }
        }
    }

    pub(crate) fn link(&mut self, link: Link) {
        self.unlink(link.one, link.other);
        self.links.push(link);
    }

    pub(crate) fn unlink(&mut self, one: PersonId, other: PersonId) {
        self.links.retain(|link| !link.between(one, other));
    }

    /// One person is placed; whether that is a move.
    fn moved(&mut self, on: Date, layout: Layout, place: Place) -> bool {
        let Place { person, ring: to } = place;
        if self.at(layout, on).get(&person).copied() == to {
            return false;
        }
        let after = self.moves.partition_point(|earlier| earlier.on <= on);
        self.moves.insert(after, Move { on, layout, person, from: None, to });
        self.places.clear();
        for moved in &mut self.moves {
            let place = (moved.layout, moved.person);
            moved.from = match moved.to {
                Some(ring) => self.places.insert(place, ring),
                None => self.places.remove(&place),
            };
        }
        true
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

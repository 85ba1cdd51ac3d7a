//! The closeness circle: who stands how near, now, before the onset, and as wished.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// How many rings there are: intimate, close, extended. General knowledge (domain page §2).
pub const RINGS: u8 = 3;

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
    /// 1 to [`RINGS`], or nowhere.
    pub ring: Option<u8>,
}

/// The three pictures of the circle as they stand, and each move with its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circle {
    places: BTreeMap<(Layout, PersonId), u8>,
    moves: Vec<Move>,
}

/// One dated move.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Circle {
    /// The ring of a person in a picture.
    pub fn ring(&self, layout: Layout, person: PersonId) -> Option<u8> {
        self.places.get(&(layout, person)).copied()
    }

    /// Every dated move, oldest first.
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// How often somebody moved in a picture.
    pub fn revision(&self, layout: Layout) -> u32 {
        let moves = self.moves.iter().filter(|m| m.layout == layout).count();
        u32::try_from(moves).unwrap_or(u32::MAX)
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

    /// A move on a day, which may lie before others that were told earlier.
    pub(crate) fn place(&mut self, on: Date, layout: Layout, place: Place) {
        let Place { person, ring: to } = place;
        if self.at(layout, on).get(&person).copied() == to {
            return;
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
    }
}

//! Where everybody stands in the picture: no label and no sign lies over another. It depends on
//! nothing but the list, so the same people always stand at the same places.

use super::{Placed, label};

const LABEL_HEIGHT: f64 = 30.0;
/// How many directions are tried for a person, and how deep within the ring.
const TURNS: u32 = 48;
const DEPTHS: [f64; 4] = [0.55, 0.82, 0.3, 0.68];
/// The golden angle spreads neighbours of the list.
const GOLDEN: f64 = 2.399_963;

#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn within(&self, size: f64) -> bool {
        self.left >= 2.0 && self.top >= 2.0 && self.right <= size - 2.0 && self.bottom <= size - 2.0
    }
}

/// Where a person stands, and where the name.
#[derive(Clone, Debug)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    pub left_side: bool,
    /// The sign and the label together.
    pub area: Area,
    pub label: String,
}

/// The outer radius of a ring: between equal steps and equal areas.
pub fn radius(size: f64, ring: u8, rings: u8) -> f64 {
    let share = f64::from(ring) / f64::from(rings.max(1));
    let outer = size / 2.0 - 34.0;
    outer * (0.6 * share + 0.4 * share.sqrt())
}

/// A size and a spot for everybody: the picture grows until there is room.
pub fn arranged(people: &[Placed<'_>], rings: u8) -> (f64, Vec<Spot>) {
    // Where many stand, shorter labels keep the picture legible.
    let longest = match people.len() {
        0..=12 => 238.0,
        13..=24 => 200.0,
        _ => 165.0,
    };
    let labels: Vec<String> = people.iter().map(|p| label::cut(p.name, longest)).collect();
    let mut size = 640.0;
    loop {
        if let Some(spots) = tried(people, &labels, rings, size) {
            return (size, spots);
        }
        size *= 1.06;
    }
}

/// What is drawn before anybody: the client, and the names of the rings.
fn fixed(size: f64, rings: u8) -> Vec<Area> {
    let middle = size / 2.0;
    let around = |half: f64, top: f64, bottom: f64| Area {
        left: middle - half,
        top,
        right: middle + half,
        bottom,
    };
    let mut taken = vec![around(32.0, middle - 32.0, middle + 32.0)];
    for ring in 1..=rings {
        let y = middle - radius(size, ring, rings);
        taken.push(around(72.0, y, y + 24.0));
    }
    taken
}

fn tried(people: &[Placed<'_>], labels: &[String], rings: u8, size: f64) -> Option<Vec<Spot>> {
    let mut taken = fixed(size, rings);
    // Within, room is scarcest: who stands there is placed first.
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|index| people[*index].ring);
    let mut spots: Vec<Option<Spot>> = vec![None; people.len()];
    for index in order {
        let (person, label) = (&people[index], &labels[index]);
        let all = 0..2 * TURNS * 4;
        let free = |spot: &Spot| {
            spot.area.within(size) && !taken.iter().any(|other| other.touches(&spot.area))
        };
        let mut candidates = all.map(|turn| candidate(person, label, index, turn, rings, size));
        let spot = candidates.find(free)?;
        taken.push(spot.area);
        spots[index] = Some(spot);
    }
    spots.into_iter().collect()
}

fn candidate(
    person: &Placed<'_>,
    label: &str,
    index: usize,
    turn: u32,
    rings: u8,
    size: f64,
) -> Spot {
    let middle = size / 2.0;
    let ring = person.ring.clamp(1, rings);
    let inner = if ring == 1 { 34.0 } else { radius(size, ring - 1, rings) };
    let outer = radius(size, ring, rings);
    let (side, turn) = (turn / (TURNS * 4), turn % (TURNS * 4));
    let index = f64::from(u32::try_from(index).unwrap_or(0));
    let step = std::f64::consts::TAU / f64::from(TURNS);
    let angle = index * GOLDEN + f64::from(turn / 4) * step - 0.9;
    let depth = DEPTHS[usize::try_from(turn % 4).unwrap_or(0)];
    let distance = inner + (outer - inner) * depth;
    let (x, y) = (middle + distance * angle.cos(), middle + distance * angle.sin());
    let knows = if person.marks.knows { label::width(" ✓") } else { 0.0 };
    let length = label::width(label) + knows;
    // A name stands on the outer side; where that has no room, on the inner one.
    let left_side = (x < middle) == (side == 0);
    let half = LABEL_HEIGHT / 2.0 + 2.0;
    let (left, right) =
        if left_side { (x - 14.0 - length, x + 11.0) } else { (x - 11.0, x + 14.0 + length) };
    let area = Area { left, top: y - half, right, bottom: y + half };
    Spot { x, y, left_side, area, label: label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{super::Marks, *};

    /// A label, a sign, or a name of a ring, counted anew from what is drawn.
    fn boxes(people: &[Placed<'_>], size: f64, spots: &[Spot], rings: u8) -> Vec<(String, Area)> {
        let mut boxes: Vec<(String, Area)> =
            fixed(size, rings).into_iter().map(|area| ("ring".to_owned(), area)).collect();
        for (person, spot) in people.iter().zip(spots) {
            let mark = if person.marks.knows { " ✓" } else { "" };
            let wide = label::width(&format!("{}{mark}", spot.label));
            let (left, right) = match spot.left_side {
                true => (spot.x - 12.0 - wide, spot.x - 12.0),
                false => (spot.x + 12.0, spot.x + 12.0 + wide),
            };
            let label = Area { left, right, top: spot.y - 15.0, bottom: spot.y + 15.0 };
            let (left, right) = (spot.x - 10.0, spot.x + 10.0);
            let dot = Area { left, right, top: spot.y - 17.0, bottom: spot.y + 17.0 };
            boxes.push((format!("label {}", spot.label), label));
            boxes.push((format!("sign of {}", spot.label), dot));
        }
        boxes
    }

    fn check(names: &[String], ring: impl Fn(usize) -> u8, rings: u8) -> f64 {
        let marks = |n| Marks { knows: n % 2 == 0, ..Marks::default() };
        let numbered = names.iter().enumerate();
        let people: Vec<Placed<'_>> = numbered
            .map(|(n, name)| Placed { name, ring: ring(n), marks: marks(n), moved_from: None })
            .collect();
        let (size, spots) = arranged(&people, rings);
        let boxes = boxes(&people, size, &spots, rings);
        for (n, (what, area)) in boxes.iter().enumerate() {
            assert!(area.left >= 0.0 && area.right <= size && area.bottom <= size, "{what}");
            for (other, there) in &boxes[n + 1..] {
                assert!(!area.touches(there), "{what} over {other}, {} people", names.len());
            }
        }
        for (spot, person) in spots.iter().zip(&people) {
            let distance = (spot.x - size / 2.0).hypot(spot.y - size / 2.0);
            assert!(distance <= radius(size, person.ring, rings), "inside its ring");
            let inner = if person.ring == 1 { 0.0 } else { radius(size, person.ring - 1, rings) };
            assert!(distance >= inner, "outside the ring within");
        }
        size
    }

    fn crowd(count: usize, script: &str) -> Vec<String> {
        let name = |n| match script {
            "long" => format!("{n} {}", "Wilhelmina ".repeat(20)),
            "rtl" => format!("{} {n}", "عبد الرحمن بن محمد ".repeat(11)),
            "cjk" => format!("{n}{}", "田中美由紀".repeat(40)),
            _ => format!("Person {n}"),
        };
        (0..count).map(name).collect()
    }

    #[test]
    fn nothing_lies_over_anything_up_to_forty_people_in_any_script() {
        for count in [0, 1, 3, 12, 25, 40] {
            for script in ["plain", "long", "rtl", "cjk"] {
                let names = crowd(count, script);
                for rings in 2..=5 {
                    let spread = |n: usize| u8::try_from(n).expect("small") % rings + 1;
                    let size = check(&names, spread, rings);
                    assert!(size < 2200.0, "{count} {script} {rings}: {size}");
                }
                check(&names, |_| 1, 3);
                check(&names, |_| 3, 3);
            }
        }
    }

    #[test]
    fn the_same_people_stand_at_the_same_places() {
        let names = crowd(12, "plain");
        let people: Vec<Placed<'_>> = names
            .iter()
            .map(|name| Placed { name, ring: 2, marks: Marks::default(), moved_from: None })
            .collect();
        let spots = |people: &[Placed<'_>]| {
            arranged(people, 3).1.iter().map(|s| (s.x, s.y)).collect::<Vec<_>>()
        };
        assert_eq!(spots(&people), spots(&people));
    }
}

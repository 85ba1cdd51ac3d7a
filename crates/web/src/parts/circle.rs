//! The closeness circle as a picture: the client in the middle, people on rings, no label over
//! another. Placement depends on nothing but the list.

use super::svg::{escaped, short};

/// The width of a character of a label, about, at its largest: on a phone the picture is as wide as
/// the screen, so its names are larger within it.
const CHARACTER: f64 = 13.2;
const LABEL_HEIGHT: f64 = 30.0;
/// Names longer than this are cut; the list beside has them whole.
const LONGEST: usize = 18;

/// What is marked at a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Gives support.
    pub support: bool,
    /// There is conflict.
    pub conflict: bool,
    /// Knows of the depression.
    pub knows: bool,
    /// Is linked to the onset.
    pub onset: bool,
    /// Has died.
    pub deceased: bool,
}

/// A person on a ring.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The name.
    pub name: &'a str,
    /// 1 for the innermost ring.
    pub ring: u8,
    /// What is marked.
    pub marks: Marks,
    /// The ring before the onset, if it was another.
    pub moved_from: Option<u8>,
}

/// The words in the picture.
#[derive(Clone, Debug, Default)]
pub struct CircleWords {
    /// The middle.
    pub me: String,
    /// The rings, innermost first.
    pub rings: Vec<String>,
    /// Gives support.
    pub support: String,
    /// In conflict.
    pub conflict: String,
    /// Knows of the depression.
    pub knows: String,
    /// Linked to the onset.
    pub onset: String,
    /// Has died.
    pub deceased: String,
    /// Stood elsewhere before.
    pub moved: String,
}

#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

struct Spot {
    x: f64,
    y: f64,
    left_side: bool,
    area: Area,
    label: String,
}

/// The picture.
pub fn circle(
    people: &[Placed<'_>],
    rings: u8,
    title: &str,
    desc: &str,
    words: &CircleWords,
) -> String {
    let (size, spots) = arranged(people, rings);
    let middle = size / 2.0;
    let mut svg = format!(
        "<svg class=\"circle\" viewBox=\"0 0 {s} {s}\" role=\"img\" aria-labelledby=\"circle-t circle-d\">\
         <title id=\"circle-t\">{}</title><desc id=\"circle-d\">{}</desc>",
        escaped(title),
        escaped(desc),
        s = short(size)
    );
    for ring in (1..=rings).rev() {
        let radius = radius(size, ring, rings);
        svg.push_str(&format!(
            "<circle class=\"ring ring-{ring}\" cx=\"{m}\" cy=\"{m}\" r=\"{}\"/>",
            short(radius),
            m = short(middle)
        ));
        let name = words.rings.get(usize::from(ring) - 1).map_or("", String::as_str);
        svg.push_str(&format!(
            "<text class=\"ring-name\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            short(middle),
            short(middle - radius + 17.0),
            escaped(name)
        ));
    }
    svg.push_str(&format!(
        "<circle class=\"me\" cx=\"{m}\" cy=\"{m}\" r=\"28\"/><text class=\"me\" x=\"{m}\" y=\"{}\" \
         text-anchor=\"middle\">{}</text>",
        short(middle + 5.0),
        escaped(&words.me),
        m = short(middle)
    ));
    for (person, spot) in people.iter().zip(&spots) {
        draw_person(person, spot, middle, size, rings, &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn draw_person(
    person: &Placed<'_>,
    spot: &Spot,
    middle: f64,
    size: f64,
    rings: u8,
    svg: &mut String,
) {
    let (x, y) = (short(spot.x), short(spot.y));
    if let Some(from) = person.moved_from {
        // A fine line from the ring where the person stood before the onset.
        let angle = (spot.y - middle).atan2(spot.x - middle);
        let before = radius(size, from.min(rings), rings) - 14.0;
        svg.push_str(&format!(
            "<line class=\"moved\" x1=\"{}\" y1=\"{}\" x2=\"{x}\" y2=\"{y}\"/>",
            short(middle + before * angle.cos()),
            short(middle + before * angle.sin())
        ));
    }
    let class = if person.marks.deceased { "person deceased" } else { "person" };
    svg.push_str(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>"));
    if person.marks.support {
        svg.push_str(&format!("<circle class=\"support\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/>"));
    }
    if person.marks.conflict {
        svg.push_str(&format!(
            "<path class=\"conflict\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
            short(spot.x - 4.0),
            short(spot.y + 9.0)
        ));
    }
    if person.marks.onset {
        svg.push_str(&format!(
            "<path class=\"onset\" d=\"M{} {}l5 -8l5 8z\"/>",
            short(spot.x - 5.0),
            short(spot.y - 9.0)
        ));
    }
    let (anchor, text_x) =
        if spot.left_side { ("end", spot.x - 12.0) } else { ("start", spot.x + 12.0) };
    let knows = if person.marks.knows { " ✓" } else { "" };
    svg.push_str(&format!(
        "<text class=\"name\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}{knows}</text>",
        short(text_x),
        short(spot.y + 4.5),
        escaped(&spot.label)
    ));
}

/// The signs that stand in the picture, each with its word.
pub fn signs(people: &[Placed<'_>], words: &CircleWords) -> Vec<(&'static str, String)> {
    let any = |mark: fn(&Marks) -> bool| people.iter().any(|person| mark(&person.marks));
    let all = [
        (any(|m| m.support), "◎", &words.support),
        (any(|m| m.conflict), "✕", &words.conflict),
        (any(|m| m.onset), "▲", &words.onset),
        (any(|m| m.knows), "✓", &words.knows),
        (any(|m| m.deceased), "○", &words.deceased),
        (people.iter().any(|p| p.moved_from.is_some()), "┄", &words.moved),
    ];
    let shown = all.into_iter().filter(|(shown, _, _)| *shown);
    shown.map(|(_, sign, word)| (sign, word.clone())).collect()
}

/// The outer radius of a ring: between equal steps and equal areas.
fn radius(size: f64, ring: u8, rings: u8) -> f64 {
    let share = f64::from(ring) / f64::from(rings.max(1));
    let outer = size / 2.0 - 34.0;
    outer * (0.6 * share + 0.4 * share.sqrt())
}

/// A size and a spot for everybody, so that no label touches another: the picture grows until
/// there is room.
fn arranged(people: &[Placed<'_>], rings: u8) -> (f64, Vec<Spot>) {
    let mut size = 640.0;
    loop {
        if let Some(spots) = tried(people, rings, size) {
            return (size, spots);
        }
        size *= 1.12;
    }
}

fn tried(people: &[Placed<'_>], rings: u8, size: f64) -> Option<Vec<Spot>> {
    let middle = size / 2.0;
    let mut taken = vec![Area {
        left: middle - 32.0,
        top: middle - 32.0,
        right: middle + 32.0,
        bottom: middle + 32.0,
    }];
    for ring in 1..=rings {
        let y = middle - radius(size, ring, rings);
        taken.push(Area { left: middle - 60.0, top: y, right: middle + 60.0, bottom: y + 24.0 });
    }
    let mut spots: Vec<Spot> = Vec::with_capacity(people.len());
    for (index, person) in people.iter().enumerate() {
        let spot = (0..144).find_map(|turn| candidate(person, index, turn, rings, size, &taken))?;
        taken.push(spot.area);
        spots.push(spot);
    }
    Some(spots)
}

fn candidate(
    person: &Placed<'_>,
    index: usize,
    turn: u32,
    rings: u8,
    size: f64,
    taken: &[Area],
) -> Option<Spot> {
    let middle = size / 2.0;
    let ring = person.ring.clamp(1, rings);
    let inner = if ring == 1 { 34.0 } else { radius(size, ring - 1, rings) };
    let outer = radius(size, ring, rings);
    // The golden angle spreads neighbours of the list; each further turn looks a little on.
    let index = f64::from(u32::try_from(index).unwrap_or(0));
    let angle = index * 2.399_963 + f64::from(turn % 72 / 3) * 0.26 - 0.9;
    let depth = [0.55, 0.8, 0.3][usize::try_from(turn % 3).unwrap_or(0)];
    let distance = inner + (outer - inner) * depth;
    let (x, y) = (middle + distance * angle.cos(), middle + distance * angle.sin());
    let label = cut(person.name);
    let length = f64::from(u32::try_from(label.chars().count()).unwrap_or(0)) * CHARACTER
        + if person.marks.knows { 2.0 * CHARACTER } else { 0.0 };
    // A name stands on the outer side; where that has no room, on the inner one.
    let left_side = (x < middle) == (turn < 72);
    let half = LABEL_HEIGHT / 2.0 + 2.0;
    let (left, right) =
        if left_side { (x - 14.0 - length, x + 11.0) } else { (x - 11.0, x + 14.0 + length) };
    let area = Area { left, top: y - half, right, bottom: y + half };
    let inside = area.left >= 2.0 && area.right <= size - 2.0 && area.top >= 2.0;
    let free =
        inside && area.bottom <= size - 2.0 && !taken.iter().any(|other| other.touches(&area));
    free.then_some(Spot { x, y, left_side, area, label })
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(count: usize, ring: impl Fn(usize) -> u8) -> Vec<String> {
        (0..count).map(|n| format!("Person of some name {n} {}", ring(n))).collect()
    }

    fn check(names: &[String], ring: impl Fn(usize) -> u8) {
        let people: Vec<Placed<'_>> = names
            .iter()
            .enumerate()
            .map(|(n, name)| Placed {
                name,
                ring: ring(n),
                marks: Marks { knows: n % 2 == 0, ..Marks::default() },
                moved_from: None,
            })
            .collect();
        let (size, spots) = arranged(&people, 3);
        assert_eq!(spots.len(), people.len());
        for (n, spot) in spots.iter().enumerate() {
            assert!(spot.area.left >= 0.0 && spot.area.right <= size && spot.area.bottom <= size);
            let distance = ((spot.x - size / 2.0).powi(2) + (spot.y - size / 2.0).powi(2)).sqrt();
            assert!(distance <= radius(size, people[n].ring, 3), "inside its ring");
            for other in &spots[n + 1..] {
                assert!(!spot.area.touches(&other.area), "{} people", names.len());
            }
        }
    }

    #[test]
    fn labels_never_collide_up_to_forty_people() {
        for count in [0, 1, 3, 12, 25, 40] {
            let spread = |n: usize| u8::try_from(n % 3).expect("small") + 1;
            check(&crowd(count, spread), spread);
            for ring in 1..=3 {
                check(&crowd(count, |_| ring), |_| ring);
            }
        }
    }

    #[test]
    fn names_are_escaped_and_cut() {
        let long = "<marquee>".repeat(30);
        let people = [Placed { name: &long, ring: 1, marks: Marks::default(), moved_from: None }];
        let svg = circle(&people, 3, "t", "d", &CircleWords::default());
        assert!(!svg.contains("<marquee>") && svg.contains("…"));
    }
}

//! The closeness circle as a picture: the client in the middle, people on rings, no label over
//! another. Placement depends on nothing but the list.

mod arrange;
mod label;

use arrange::{Spot, arranged, radius};

use super::svg::{escaped, short};

/// Above this many people, names in the picture are drawn larger within it.
const CROWD: usize = 16;

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

/// By what a person of the picture is taken hold of, to be moved.
#[derive(Clone, Debug, Default)]
pub struct Handle {
    /// Whose.
    pub person: String,
    /// The person in words: name, ring, marks.
    pub said: String,
    /// How often they were placed when the page was made.
    pub seen: u32,
}

/// A line between two people, by their places in the list.
#[derive(Clone, Debug)]
pub struct Tie {
    /// One.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Whether it is a conflict.
    pub conflict: bool,
    /// What it says.
    pub said: String,
}

/// What is in the picture.
#[derive(Clone, Debug, Default)]
pub struct Scene<'a> {
    /// The people, and where they stand.
    pub people: &'a [Placed<'a>],
    /// A handle for each of them, or none at all where nobody can be moved.
    pub handles: &'a [Handle],
    /// The lines between them.
    pub ties: &'a [Tie],
    /// How many rings are drawn.
    pub rings: u8,
}

/// A picture in which nobody can be moved.
pub fn circle(
    people: &[Placed<'_>],
    rings: u8,
    title: &str,
    desc: &str,
    words: &CircleWords,
) -> String {
    living(&Scene { people, rings, ..Scene::default() }, title, desc, words)
}

/// The picture.
pub fn living(scene: &Scene<'_>, title: &str, desc: &str, words: &CircleWords) -> String {
    let (people, rings) = (scene.people, scene.rings);
    let (size, spots) = arranged(people, rings);
    let radii: Vec<String> = (1..=rings).map(|ring| short(radius(size, ring, rings))).collect();
    // A picture to look at is one image; one in which people are moved has them within it.
    let role = if scene.handles.is_empty() { "img" } else { "group" };
    let crowded = if people.len() > CROWD { " crowded" } else { "" };
    let mut svg = format!(
        "<svg class=\"circle{crowded}\" viewBox=\"0 0 {s} {s}\" role=\"{role}\" \
         aria-labelledby=\"circle-t\" aria-describedby=\"circle-d\" data-radii=\"{}\">\
         <title id=\"circle-t\">{}</title><desc id=\"circle-d\">{}</desc>",
        radii.join(" "),
        escaped(title),
        escaped(desc),
        s = short(size)
    );
    draw_rings(size, rings, words, &mut svg);
    for tie in scene.ties {
        if let (Some(one), Some(other)) = (spots.get(tie.one), spots.get(tie.other)) {
            draw_tie(tie, one, other, &mut svg);
        }
    }
    for (index, (person, spot)) in people.iter().zip(&spots).enumerate() {
        let handle = scene.handles.get(index);
        svg.push_str(&opening(person, handle));
        draw_moved(person, spot, size, rings, &mut svg);
        draw_person(person, spot, &mut svg);
        svg.push_str("</g>");
        draw_name(person, spot, &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn draw_rings(size: f64, rings: u8, words: &CircleWords, svg: &mut String) {
    let middle = size / 2.0;
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
}

/// A line between two people, from sign to sign; a conflict is broken and has a cross.
fn draw_tie(tie: &Tie, one: &Spot, other: &Spot, svg: &mut String) {
    let class = if tie.conflict { "tie torn" } else { "tie" };
    svg.push_str(&format!(
        "<g class=\"{class}\"><title>{}</title><line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        escaped(&tie.said),
        short(one.x),
        short(one.y),
        short(other.x),
        short(other.y)
    ));
    if tie.conflict {
        let (x, y) = ((one.x + other.x) / 2.0, (one.y + other.y) / 2.0);
        svg.push_str(&format!(
            "<path d=\"M{} {}l10 10m0 -10l-10 10\"/>",
            short(x - 5.0),
            short(y - 5.0)
        ));
    }
    svg.push_str("</g>");
}

fn opening(person: &Placed<'_>, handle: Option<&Handle>) -> String {
    let Some(handle) = handle else {
        return format!("<g class=\"someone\"><title>{}</title>", escaped(person.name));
    };
    format!(
        "<g class=\"someone\" data-person=\"{}\" data-ring=\"{}\" data-seen=\"{}\" \
         data-name=\"{}\" data-said=\"{said}\"><title>{said}</title>",
        escaped(&handle.person),
        person.ring,
        handle.seen,
        escaped(person.name),
        said = escaped(&handle.said)
    )
}

/// A fine line from the ring where the person stood before the onset.
fn draw_moved(person: &Placed<'_>, spot: &Spot, size: f64, rings: u8, svg: &mut String) {
    let Some(from) = person.moved_from else { return };
    let middle = size / 2.0;
    let angle = (spot.y - middle).atan2(spot.x - middle);
    let before = radius(size, from.min(rings), rings) - 14.0;
    svg.push_str(&format!(
        "<line class=\"moved\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        short(middle + before * angle.cos()),
        short(middle + before * angle.sin()),
        short(spot.x),
        short(spot.y)
    ));
}

fn draw_person(person: &Placed<'_>, spot: &Spot, svg: &mut String) {
    let (x, y) = (short(spot.x), short(spot.y));
    let area = &spot.area;
    svg.push_str(&format!(
        "<rect class=\"hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        short(area.left),
        short(area.top),
        short(area.right - area.left),
        short(area.bottom - area.top)
    ));
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
}

/// The label stands beside the handle, not within: a handle says the whole name, and a label may
/// be cut.
fn draw_name(person: &Placed<'_>, spot: &Spot, svg: &mut String) {
    let (anchor, text_x) =
        if spot.left_side { ("end", spot.x - 12.0) } else { ("start", spot.x + 12.0) };
    let knows = if person.marks.knows { " ✓" } else { "" };
    // A name is set apart, so that one that is read from the right keeps its own order.
    svg.push_str(&format!(
        "<text class=\"name\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" aria-hidden=\"true\">\u{2068}{}\u{2069}{knows}</text>",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_cut_and_whole_in_the_title() {
        let long = "<marquee>".repeat(30);
        let people = [Placed { name: &long, ring: 1, marks: Marks::default(), moved_from: None }];
        let svg = circle(&people, 3, "t", "d", &CircleWords::default());
        assert!(!svg.contains("<marquee>") && svg.contains("…"));
        assert!(svg.contains(&format!("<title>{}</title>", escaped(&long))));
    }

    #[test]
    fn a_conflict_between_two_has_a_cross_and_a_name_from_the_right_is_set_apart() {
        let place = |name| Placed { name, ring: 2, marks: Marks::default(), moved_from: None };
        let people = [place("Ida"), place("محمد")];
        let tie = Tie { one: 0, other: 1, conflict: true, said: "in conflict".into() };
        let handles = ["a", "b"].map(|id| Handle { person: id.into(), ..Handle::default() });
        let ties = [tie];
        let scene = Scene { people: &people, handles: &handles, ties: &ties, rings: 3 };
        let svg = living(&scene, "t", "d", &CircleWords::default());
        assert!(svg.contains("<g class=\"tie torn\"><title>in conflict</title>"));
        assert!(svg.contains("\u{2068}محمد\u{2069}") && svg.contains("role=\"group\""));
        assert!(svg.contains("data-person=\"b\" data-ring=\"2\""));
    }
}

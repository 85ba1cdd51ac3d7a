//! Who stands where, in words and as a picture.

use std::collections::BTreeMap;

use ipt::{
    Code, Course, PersonId,
    inventory::{
        Person, Support,
        circle::Layout,
        link::{Bond, Link},
    },
};
use jiff::civil::Date;

use super::Shown;
use crate::{
    parts::{
        Svg,
        circle::{CircleWords, Handle, Marks, Placed, Scene, Tie, living, signs},
    },
    plain,
    words::words,
};

/// Signs of the picture with their words.
pub type Legend = Vec<(&'static str, String)>;

/// One who stands on a ring, or nowhere.
pub struct Standing {
    /// Which.
    pub id: PersonId,
    /// What is shown for a name.
    pub label: String,
    /// The ring on the day shown.
    pub ring: Option<u8>,
    /// How often they were placed.
    pub seen: u32,
    /// Where they are chosen to be placed.
    pub address: String,
    /// What is known of them, in words.
    pub said: Vec<String>,
    name: String,
    deceased: bool,
    marks: Marks,
    before: Option<u8>,
}

/// A ring, or those without one, and who stands there.
pub struct Ring {
    /// Its name.
    pub name: String,
    /// 1 for the innermost; empty for those without one.
    pub code: String,
    /// Who stands there.
    pub people: Vec<Standing>,
}

/// The name of a ring, or of none.
pub fn ring_name(ring: Option<u8>) -> String {
    let code = ring.map_or_else(|| "none".to_owned(), |ring| ring.to_string());
    words().t(&format!("ring-{code}")).into_owned()
}

/// How a person is called on this page: by name, or by initials; never two people alike.
pub fn label(person: &Person, course: &Course, initials: bool) -> String {
    if !initials {
        return plain::told_apart(person, course);
    }
    let own = initials_of(&person.entry.name);
    let alike: Vec<PersonId> = course
        .people_listed()
        .filter(|other| initials_of(&other.entry.name) == own)
        .map(|other| other.id)
        .collect();
    match alike.iter().position(|id| *id == person.id) {
        Some(place) if alike.len() > 1 => format!("{own} {}", place + 1),
        _ => own,
    }
}

/// `Anna-Maria de Groot` is `A.M.D.`: at most three.
fn initials_of(name: &str) -> String {
    let parts = name.split(|c: char| c.is_whitespace() || c == '-');
    let first = parts.filter_map(|part| part.chars().find(|c| c.is_alphanumeric()));
    first.take(3).flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
}

fn marks(person: &Person) -> Marks {
    let entry = &person.entry;
    Marks {
        support: !entry.support.is_empty() && !entry.support.contains(&Support::NoSupport),
        conflict: entry.has_quarrels(),
        knows: entry.knows_about_depression == Some(true),
        onset: entry.link_to_onset.is_some_and(|link| link > 0),
        deceased: person.deceased(),
    }
}

/// Everybody who is listed, as they stand in a picture on a day.
pub fn standings(course: &Course, shown: &Shown) -> Vec<Standing> {
    let rings = course.circle.at(shown.layout, shown.day);
    let before = course.circle.at(Layout::BeforeOnset, shown.day);
    let one = |person: &Person| {
        let ring = rings.get(&person.id).copied();
        let was = before.get(&person.id).copied();
        let before = was.filter(|was| shown.layout == Layout::Now && Some(*was) != ring);
        let label = label(person, course, shown.initials);
        let said = said(person, course, shown, (&label, before.filter(|_| ring.is_some())));
        Standing {
            id: person.id,
            name: person.entry.name.clone(),
            deceased: person.deceased(),
            ring,
            marks: marks(person),
            before,
            said,
            label,
            seen: course.circle.revision_of(person.id),
            address: format!("{}&person={}#one", shown.address(shown.layout), person.id),
        }
    };
    course.people_listed().map(one).collect()
}

/// What the signs of a person say, in words, and with whom they are linked.
fn said(
    person: &Person,
    course: &Course,
    shown: &Shown,
    (label, before): (&str, Option<u8>),
) -> Vec<String> {
    let word = |key: &str| words().t(key).into_owned();
    let marks = marks(person);
    let mut said = Vec::new();
    let relation = &person.entry.relation;
    // Free text may hold a name: beside initials it is not said.
    if !shown.initials && !relation.is_empty() && !label.ends_with(&format!(", {relation}")) {
        said.push(relation.clone());
    }
    let marked = [
        (marks.support, "mark-support"),
        (marks.conflict, "mark-conflict"),
        (marks.onset, "mark-onset"),
        (marks.knows, "mark-knows"),
        (marks.deceased && shown.initials, "mark-deceased"),
    ];
    said.extend(marked.into_iter().filter(|(is, _)| *is).map(|(_, key)| word(key)));
    let attempts = plain::attempts(course, person);
    said.extend((!attempts.is_empty()).then_some(attempts));
    said.extend(
        before.map(|ring| words().with("circle-changes", &[("ring", &ring_name(Some(ring)))])),
    );
    for link in course.circle.links() {
        let other = match person.id {
            id if id == link.one => link.other,
            id if id == link.other => link.one,
            _ => continue,
        };
        let listed = course.people_listed().find(|person| person.id == other);
        let Some(other) = listed.map(|other| self::label(other, course, shown.initials)) else {
            continue;
        };
        said.push(
            words()
                .with("circle-linked", &[("bond", &bond(link, shown.initials)), ("other", &other)]),
        );
    }
    said
}

/// What is between two, with the word that was added; without it beside initials, for it may hold
/// a name.
fn bond(link: &Link, initials: bool) -> String {
    let bond = words().t(&format!("bond-{}", link.bond.code())).into_owned();
    if initials || link.word.is_empty() { bond } else { format!("{bond} ({})", link.word) }
}

/// The list of the rings, from the innermost, and who stands on none: the picture in words.
pub fn by_ring(standings: Vec<Standing>, rings: u8) -> Vec<Ring> {
    let mut by_ring: BTreeMap<Option<u8>, Vec<Standing>> = BTreeMap::new();
    for standing in standings {
        by_ring.entry(standing.ring).or_default().push(standing);
    }
    let mut all: Vec<Ring> = (1..=rings)
        .map(|ring| Ring {
            name: ring_name(Some(ring)),
            code: ring.to_string(),
            people: by_ring.remove(&Some(ring)).unwrap_or_default(),
        })
        .collect();
    let name = words().t("circle-unplaced").into_owned();
    let people = by_ring.remove(&None).unwrap_or_default();
    all.push(Ring { name, code: String::new(), people });
    all.retain(|ring| !ring.people.is_empty());
    all
}

fn circle_words(rings: u8) -> CircleWords {
    let word = |key: &str| words().t(key).into_owned();
    CircleWords {
        me: word("circle-me"),
        rings: (1..=rings).map(|ring| ring_name(Some(ring))).collect(),
        support: word("mark-support"),
        conflict: word("mark-conflict"),
        knows: word("mark-knows"),
        onset: word("mark-onset"),
        deceased: word("mark-deceased"),
        moved: word("mark-moved"),
    }
}

/// The picture, and what its signs mean. Where people may be moved, they have handles.
pub fn picture(
    course: &Course,
    shown: &Shown,
    standings: &[Standing],
    movable: bool,
) -> (Svg, Legend) {
    let on_rings: Vec<&Standing> = standings.iter().filter(|s| s.ring.is_some()).collect();
    let died = |s: &Standing| shown.initials || s.label != plain::of_name(&s.name, s.deceased);
    let people: Vec<Placed<'_>> = on_rings
        .iter()
        .map(|s| Placed {
            name: if died(s) { &s.label } else { &s.name },
            ring: s.ring.unwrap_or(shown.rings),
            marks: s.marks,
            moved_from: s.before,
        })
        .collect();
    let line = |s: &&Standing| format!("{}: {}", s.label, ring_name(s.ring));
    let handle = |s: &&Standing| Handle {
        person: s.id.to_string(),
        said: std::iter::once(line(s)).chain(s.said.iter().cloned()).collect::<Vec<_>>().join("; "),
        seen: s.seen,
    };
    let handles: Vec<Handle> =
        if movable { on_rings.iter().map(handle).collect() } else { Vec::new() };
    let place = |id: PersonId| on_rings.iter().position(|s| s.id == id);
    let tie = |link: &Link| {
        let (one, other) = (place(link.one)?, place(link.other)?);
        let (one_said, other_said) = (&on_rings[one].label, &on_rings[other].label);
        let said = link_line(link, one_said, other_said, shown.initials);
        Some(Tie { one, other, conflict: link.bond == Bond::Conflict, said })
    };
    let ties: Vec<Tie> = course.circle.links().iter().filter_map(tie).collect();
    let circle_words = circle_words(shown.rings);
    let desc: Vec<String> = on_rings.iter().map(line).collect();
    let scene = Scene { people: &people, handles: &handles, ties: &ties, rings: shown.rings };
    let title = words().t(&format!("layout-{}", shown.layout.code())).into_owned();
    let drawn = living(&scene, &title, &desc.join("; "), &circle_words);
    let mut legend = signs(&people, &circle_words);
    for (conflict, sign, bond) in [(false, "—", Bond::Know), (true, "–✕–", Bond::Conflict)]
    {
        if ties.iter().any(|tie| tie.conflict == conflict) {
            legend.push((sign, words().t(&format!("bond-{}", bond.code())).into_owned()));
        }
    }
    (Svg(drawn), legend)
}

/// A link in words.
pub fn link_line(link: &Link, one: &str, other: &str, initials: bool) -> String {
    let bond = bond(link, initials);
    words().with("circle-link-line", &[("one", &one), ("other", &other), ("bond", &bond)])
}

/// The days on which somebody moved, so that the months can be gone through.
pub fn days(course: &Course, shown: &Shown, today: Date) -> Vec<(String, String, bool)> {
    let moves = course.circle.moves().iter();
    let mut days: Vec<Date> =
        moves.filter(|m| m.layout == shown.layout).map(|m| m.on).chain([today]).collect();
    days.sort_unstable();
    days.dedup();
    let link = |day: &Date| format!("{}&day={day}", shown.address(shown.layout));
    days.iter().map(|day| (link(day), plain::day(*day), *day == shown.day)).collect()
}

/// Each move in words under its day, the latest first. Where somebody first stood is no move.
pub fn moves(course: &Course, shown: &Shown) -> Vec<(String, Vec<String>)> {
    let all = || course.circle.moves().iter().filter(|m| m.layout == shown.layout);
    let mut days: Vec<(String, Vec<String>)> = Vec::new();
    let real: Vec<_> = all().enumerate().filter(|(_, m)| m.is_one()).collect();
    for (number, m) in real.into_iter().rev() {
        let first = !all().take(number).any(|earlier| earlier.person == m.person);
        let Some(person) = course.person(m.person).filter(|_| !first) else { continue };
        let name = match shown.initials {
            true => label(person, course, true),
            false => person.entry.name.clone(),
        };
        let line = format!("{name}: {} → {}", ring_name(m.from), ring_name(m.to));
        let day = plain::date(m.on);
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_any_script_are_at_most_three() {
        let cases = [
            ("Ida", "I."),
            ("Anna-Maria de Groot", "A.M.D."),
            ("ida van den berg", "I.V.D."),
            ("田中 美由紀", "田.美."),
            ("محمد عبد", "م.ع."),
            ("", ""),
        ];
        for (name, initials) in cases {
            assert_eq!(initials_of(name), initials);
        }
    }
}

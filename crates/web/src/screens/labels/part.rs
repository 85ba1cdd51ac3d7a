//! The parts of a record that can have a label: their names, their pages, and which one a page is of.

use clinic::disclosure::Disclosed;
use ipt::{Course, DocumentKind, label::RecordPart};

use crate::{ask::Ask, plain, words::words};

/// Parts of one kind.
pub struct Shelf {
    /// Its heading.
    pub heading: String,
    /// Each with its name.
    pub parts: Vec<(String, String)>,
}

/// The rooms of a course in which each page is of one part, with the kind of part.
const ROOMS: &[(&str, &str)] = &[
    ("sessions", "session"),
    ("inventory", "person"),
    ("timeline", "moment"),
    ("incidents", "incident"),
    ("decisions", "decision"),
    ("print", "document"),
];

/// A part in words; without its own words where it stands no more.
pub fn named(part: RecordPart, course: &Course) -> String {
    let kind = || words().t(&format!("record_part-{}", part.kind())).into_owned();
    let own = match part {
        RecordPart::Document(document) => {
            return words().d(&format!("room-{}", document.name()), course.dialect()).into_owned();
        }
        RecordPart::Session(number) => {
            return words().with("label-session", &[("n", &number.to_string())]);
        }
        RecordPart::Person(id) => course.person(id).map(|person| person.entry.name.clone()),
        RecordPart::Moment(id) => {
            course.timeline.iter().find(|kept| kept.id == id).map(|kept| kept.moment.what.clone())
        }
        RecordPart::Incident(id) => course.incident(id).map(|kept| kept.incident.what.clone()),
        RecordPart::Decision(id) => course.decision(id).map(|kept| kept.decision.wanted.clone()),
        // Whoever shows the log beside it names the line.
        RecordPart::Disclosure(_) => None,
    };
    match own.filter(|own| !own.is_empty()) {
        Some(own) => format!("{}: {}", kind(), short(&own)),
        None => kind(),
    }
}

/// So much of a text as has room in a list.
fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The room of a course where it is read.
pub fn room_of(part: RecordPart) -> String {
    if let RecordPart::Disclosure(_) = part {
        return "disclosures".to_owned();
    }
    let written = part.to_string();
    let (kind, which) = written.split_once(':').unwrap_or_default();
    match ROOMS.iter().find(|(_, of)| *of == kind && *of != "document") {
        Some((room, _)) => format!("{room}/{which}"),
        None => which.to_owned(),
    }
}

/// The part that a page is of.
pub fn here(ask: &Ask) -> Option<RecordPart> {
    let mut rest = ask.path.strip_prefix("/courses/")?.split('/').skip(1);
    let room = rest.next()?;
    let kind = ROOMS.iter().find(|(of, _)| *of == room).map(|(_, kind)| *kind);
    match (kind, rest.next()) {
        (Some(kind), Some(which)) => format!("{kind}:{which}").parse().ok(),
        (Some(_), None) => None,
        (None, _) => DocumentKind::from_name(room).map(RecordPart::Document),
    }
}

/// A line of what was given to others, in so many words as a list has room for.
pub fn line_named(line: &Disclosed) -> String {
    let given = &line.disclosure;
    format!("{}: {}", plain::date(given.on), short(&given.to))
}

/// What can be labelled in a course: what stands there and is not the client's own, and what was
/// given to others.
pub fn shelves(course: &Course, given: &[Disclosed]) -> Vec<Shelf> {
    let documents = DocumentKind::ALL.iter().map(|kind| RecordPart::Document(*kind));
    let all: [Vec<RecordPart>; 6] = [
        documents.collect(),
        course.sessions.iter().map(|session| RecordPart::Session(session.number)).collect(),
        course.people.iter().map(|person| RecordPart::Person(person.id)).collect(),
        course.timeline.iter().map(|kept| RecordPart::Moment(kept.id)).collect(),
        course.incidents.iter().map(|kept| RecordPart::Incident(kept.id)).collect(),
        course.decisions.iter().map(|kept| RecordPart::Decision(kept.id)).collect(),
    ];
    let shelf = |parts: Vec<RecordPart>| {
        let can = |part: &RecordPart| part.stands_in(course) && !part.is_the_clients_own();
        let parts: Vec<RecordPart> = parts.into_iter().filter(can).collect();
        let heading = words().t(&format!("record_parts-{}", parts.first()?.kind())).into_owned();
        let offer = |part: RecordPart| (part.to_string(), named(part, course));
        Some(Shelf { heading, parts: parts.into_iter().map(offer).collect() })
    };
    let lines =
        given.iter().map(|line| (RecordPart::Disclosure(line.id).to_string(), line_named(line)));
    let lines = Shelf {
        heading: words().t("record_parts-disclosure").into_owned(),
        parts: lines.collect(),
    };
    let lines = Some(lines).filter(|lines| !lines.parts.is_empty());
    all.into_iter().filter_map(shelf).chain(lines).collect()
}

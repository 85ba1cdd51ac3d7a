//! The circle of a day as a file for network programs: GraphML, and CSV in the column layout of
//! Network Canvas. Without names unless they are asked for. `docs/circle.md` has each column and
//! where its name comes from.

use axum::{body::Body, http::Response};
use clinic::{Access, Read, TheCourse, course::CourseFile};
use ipt::{
    Code, PersonId,
    inventory::{
        InventoryEntry, Living, Support,
        circle::Layout,
        link::Link,
        replay::{Numbers, Replay, Standing},
    },
};
use jiff::{Timestamp, civil::Date};

use super::at;
use crate::{
    answer::{Answer, Failure, file},
    ask::Ask,
    words::words,
};

mod graphml;
mod table;

/// What is known of a person, with its type as GraphML names types. The name and the relation stand
/// apart: they are in a file only if they were asked for.
pub(super) const ATTRIBUTES: [(&str, &str); 12] = [
    ("ring_now", "int"),
    ("ring_before", "int"),
    ("ring_wished", "int"),
    ("support_emotional", "boolean"),
    ("support_practical", "boolean"),
    ("support_none", "boolean"),
    ("conflict", "boolean"),
    ("knows_about_depression", "boolean"),
    ("linked_to_onset", "int"),
    ("deceased", "boolean"),
    ("clients_expectations_met", "boolean"),
    ("others_expectations_met", "boolean"),
];

/// The circle of a day, ready to be written.
pub(super) struct Network {
    /// The client's id.
    pub ego: String,
    /// The course's id.
    pub case: String,
    /// The id of the frame.
    pub session: String,
    /// The day.
    pub on: Date,
    /// When it is written.
    pub exported: Timestamp,
    /// The people in the list.
    pub people: Vec<Node>,
    /// The numbers of the day.
    pub numbers: Numbers,
    /// The links between two people in the list.
    pub ties: Vec<Tie>,
}

/// A link between two people of the file. Links have no days: it is as known now.
pub(super) struct Tie {
    /// The place of one in the list of people.
    pub one: usize,
    /// The place of the other.
    pub other: usize,
    /// What is between them.
    pub bond: &'static str,
}

/// A person in a file.
pub(super) struct Node {
    /// From 1, in the order of the list.
    pub number: usize,
    /// The person's id.
    pub id: String,
    /// What the person is called in the file.
    pub label: String,
    /// The relation, if names were asked for.
    pub relation: Option<String>,
    /// In the order of [`ATTRIBUTES`]; nothing where nothing is noted.
    pub values: [Option<String>; 12],
}

/// The files that there are of a frame: address and what each is.
pub(super) fn files(ask: &Ask, at: usize, names: bool) -> Vec<(String, String)> {
    let names = if names { "&names=yes" } else { "" };
    let link = |key: &str, path: String| {
        (ask.room(&format!("circle/{path}{names}")), words().t(key).into_owned())
    };
    let list = |key: &str, list: &str| link(key, format!("export.csv?at={at}&list={list}"));
    vec![
        link("export-graphml", format!("export.graphml?at={at}")),
        list("export-people", "people"),
        list("export-ego", "ego"),
        list("export-ties", "ties"),
    ]
}

/// The circle as GraphML.
///
/// # Errors
/// There is no frame yet, or see [`Failure`].
pub fn graphml(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let network = network(ask, &*ask.clinic().read(access)?)?;
    Ok(kept(graphml::written(&network), "application/xml; charset=utf-8", "circle.graphml"))
}

/// A list of the circle as CSV.
///
/// # Errors
/// There is no such list or no frame yet, or see [`Failure`].
pub fn csv(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let network = network(ask, &*ask.clinic().read(access)?)?;
    // The ends of the names are what readers of Network Canvas files look for.
    let (list, name) = match ask.queried("list") {
        "" | "people" => (table::people(&network), "circle_attributeList_Person.csv"),
        "ego" => (table::ego(&network), "circle_ego.csv"),
        "ties" => (table::ties(&network), "circle_edgeList_Tie.csv"),
        _ => return Err(Failure::NotThere),
    };
    Ok(kept(list, "text/csv; charset=utf-8", name))
}

fn kept(text: String, content_type: &'static str, name: &'static str) -> Response<Body> {
    file(text.into_bytes(), content_type, name)
}

fn network(ask: &Ask, kept: &CourseFile) -> Result<Network, Failure> {
    let replay = Replay::of(&kept.course, kept.facts.iter().map(AsRef::as_ref));
    let at = at(ask, &replay);
    let frame = at.checked_sub(1).and_then(|n| replay.frames.get(n)).ok_or(Failure::NotThere)?;
    let names = ask.queried("names") == "yes";
    let node = |(number, person): (usize, &Standing<'_>)| Node {
        number,
        id: person.id.0.hyphenated().to_string(),
        label: if names { person.entry.name.clone() } else { format!("P{number}") },
        relation: names.then(|| person.entry.relation.clone()),
        values: values(person),
    };
    let place = |id: PersonId| frame.listed().position(|person| person.id == id);
    let tie = |link: &Link| {
        let (one, other) = (place(link.one)?, place(link.other)?);
        Some(Tie { one, other, bond: link.bond.code() })
    };
    let case = kept.id.0.hyphenated().to_string();
    Ok(Network {
        ego: kept.client.0.hyphenated().to_string(),
        session: format!("{case}_{}", frame.on),
        case,
        on: frame.on,
        exported: ask.clinic().now(),
        people: (1..).zip(frame.listed()).map(node).collect(),
        numbers: frame.numbers,
        ties: kept.course.circle.links().iter().filter_map(tie).collect(),
    })
}

fn values(person: &Standing<'_>) -> [Option<String>; 12] {
    let entry = person.entry;
    let ring = |layout| person.ring(layout).map(|ring| ring.to_string());
    let yes_no = |said: Option<bool>| said.map(|said| said.to_string());
    let support =
        |kind: Support| yes_no((!entry.support.is_empty()).then(|| entry.support.contains(&kind)));
    [
        ring(Layout::Now),
        ring(Layout::BeforeOnset),
        ring(Layout::Wished),
        support(Support::Emotional),
        support(Support::Practical),
        support(Support::NoSupport),
        yes_no(conflict(entry)),
        yes_no(entry.knows_about_depression),
        entry.link_to_onset.map(|link| link.to_string()),
        yes_no(entry.living.map(|living| living == Living::Deceased)),
        yes_no(entry.clients_expectations_met),
        yes_no(entry.others_expectations_met),
    ]
}

/// Whether there are quarrels; nothing where nobody noted anything of them.
fn conflict(entry: &InventoryEntry) -> Option<bool> {
    let noted = !entry.quarrels.is_empty() || entry.quarrels_end.is_some();
    noted.then(|| entry.has_quarrels())
}

//! CSV as the exporter of Network Canvas writes it: its columns, its line ends, its quoting.

use super::{ATTRIBUTES, Network};
use crate::sheet::row;

/// The attribute list: a line for each person.
pub(super) fn people(network: &Network) -> String {
    let relation = network.people.iter().any(|person| person.relation.is_some());
    let mut head = vec!["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "name"];
    head.extend(relation.then_some("relation"));
    head.extend(ATTRIBUTES.iter().map(|(name, _)| *name));
    let mut text = row(head);
    for person in &network.people {
        let number = person.number.to_string();
        let mut cells: Vec<&str> = vec![&number, &network.ego, &person.id, &person.label];
        cells.extend(person.relation.as_deref());
        cells.extend(person.values.iter().map(|value| value.as_deref().unwrap_or_default()));
        text.push_str(&row(cells));
    }
    text
}

/// The ego list: one line, with the numbers of the day.
pub(super) fn ego(network: &Network) -> String {
    let numbers = network.numbers;
    let midnight = format!("{}T00:00:00.000Z", network.on);
    let line: [(&str, String); 15] = [
        ("networkCanvasEgoUUID", network.ego.clone()),
        ("networkCanvasCaseID", network.case.clone()),
        ("networkCanvasSessionID", network.session.clone()),
        ("networkCanvasProtocolName", "OpenIPT closeness circle".to_owned()),
        ("sessionStart", midnight.clone()),
        ("sessionFinish", midnight),
        ("sessionExported", network.exported.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()),
        ("APP_VERSION", concat!("OpenIPT ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("COMMIT_HASH", String::new()),
        ("inner_ring", numbers.inner.to_string()),
        ("placed", numbers.placed.to_string()),
        ("both_sides_met", numbers.reciprocity.met.to_string()),
        ("both_sides_noted", numbers.reciprocity.of.to_string()),
        ("quarrels", numbers.conflict.to_string()),
        ("new_ties", numbers.new_ties.to_string()),
    ];
    row(line.iter().map(|(name, _)| name)) + &row(line.iter().map(|(_, value)| value))
}

/// The edge list: a line for each link between two people; readers expect the file also without.
pub(super) fn ties(network: &Network) -> String {
    let mut text = row([
        "edgeID",
        "from",
        "to",
        "networkCanvasEgoUUID",
        "networkCanvasUUID",
        "networkCanvasSourceUUID",
        "networkCanvasTargetUUID",
        "bond",
    ]);
    for (number, tie) in (1..).zip(&network.ties) {
        let (one, other) = (&network.people[tie.one], &network.people[tie.other]);
        let edge: usize = number;
        let [number, from, to] = [edge, one.number, other.number].map(|n| n.to_string());
        // A link has no id of its own: it is the two.
        let id = format!("{}_{}", one.id, other.id);
        let cells = [&number, &from, &to, &network.ego, &id, &one.id, &other.id];
        let cells = cells.map(String::as_str).into_iter().chain([tie.bond]);
        text.push_str(&row(cells));
    }
    text
}

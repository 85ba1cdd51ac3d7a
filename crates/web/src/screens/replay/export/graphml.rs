//! The circle as GraphML 1.0: the client in the middle, a node for each person in the list, an edge
//! from the client to each who stands on a ring now, and one between two who are linked.

use super::{ATTRIBUTES, Network};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

/// Text as it may stand in XML 1.0. What XML cannot hold at all, as most control characters, goes:
/// one of them would make the whole file unreadable.
fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' => safe.push(character),
            // A reader would turn it into a line end.
            '\r' => safe.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}

fn key(name: &str, of: &str, kind: &str) -> String {
    format!("<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n")
}

fn data(name: &str, value: &str) -> String {
    format!("<data key=\"{name}\">{}</data>", text(value))
}

/// The file.
pub(super) fn written(network: &Network) -> String {
    let mut xml = HEAD.to_owned();
    for (name, of) in [
        ("on", "graph"),
        ("label", "node"),
        ("relation", "node"),
        ("networkCanvasType", "all"),
        ("networkCanvasUUID", "node"),
    ] {
        xml.push_str(&key(name, of, "string"));
    }
    ATTRIBUTES.iter().for_each(|(name, kind)| xml.push_str(&key(name, "node", kind)));
    xml.push_str(&key("ring", "edge", "int"));
    xml.push_str(&key("bond", "edge", "string"));
    xml.push_str("<graph id=\"circle\" edgedefault=\"undirected\">\n");
    xml.push_str(&data("on", &network.on.to_string()));
    let ego = [("networkCanvasUUID", network.ego.as_str()), ("networkCanvasType", "Ego")];
    xml.push_str("\n<node id=\"ego\">");
    ego.iter().for_each(|(name, value)| xml.push_str(&data(name, value)));
    xml.push_str(&data("label", "ego"));
    xml.push_str("</node>\n");
    for person in &network.people {
        xml.push_str(&format!("<node id=\"{}\">", person.number));
        xml.push_str(&data("networkCanvasUUID", &person.id));
        xml.push_str(&data("networkCanvasType", "Person"));
        xml.push_str(&data("label", &person.label));
        person.relation.iter().for_each(|said| xml.push_str(&data("relation", said)));
        for ((name, _), value) in ATTRIBUTES.iter().zip(&person.values) {
            value.iter().for_each(|value| xml.push_str(&data(name, value)));
        }
        xml.push_str("</node>\n");
    }
    let placed = network.people.iter().filter_map(|p| Some((p.number, p.values[0].as_deref()?)));
    for (number, ring) in placed {
        xml.push_str(&format!("<edge id=\"e{number}\" source=\"ego\" target=\"{number}\">"));
        xml.push_str(&data("networkCanvasType", "Closeness"));
        xml.push_str(&data("ring", ring));
        xml.push_str("</edge>\n");
    }
    for (number, tie) in (1..).zip(&network.ties) {
        let number: usize = number;
        let (one, other) = (network.people[tie.one].number, network.people[tie.other].number);
        xml.push_str(&format!("<edge id=\"t{number}\" source=\"{one}\" target=\"{other}\">"));
        xml.push_str(&data("networkCanvasType", "Tie"));
        xml.push_str(&data("bond", tie.bond));
        xml.push_str("</edge>\n");
    }
    xml.push_str("</graph>\n</graphml>\n");
    xml
}

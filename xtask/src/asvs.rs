//! `docs/asvs.csv`: every requirement of the OWASP ASVS 5.0 by its id and level, how it stands here,
//! and what shows it. Each test and file that it names exists, and no requirement is left out.

use std::{collections::BTreeMap, path::Path};

use crate::{Findings, Source, hazards::known};

const FILE: &str = "docs/asvs.csv";
const HEADER: &str = "id,level,what,stands,where,why";
/// How a requirement may stand.
const STANDS: &[&str] = &["holds", "partly", "not yet", "does not apply"];
/// How many requirements each section of the standard has.
const SECTIONS: &[(&str, usize)] = &[
    ("V1.1", 2),
    ("V1.2", 10),
    ("V1.3", 12),
    ("V1.4", 3),
    ("V1.5", 3),
    ("V2.1", 3),
    ("V2.2", 3),
    ("V2.3", 5),
    ("V2.4", 2),
    ("V3.1", 1),
    ("V3.2", 3),
    ("V3.3", 5),
    ("V3.4", 8),
    ("V3.5", 8),
    ("V3.6", 1),
    ("V3.7", 5),
    ("V4.1", 5),
    ("V4.2", 5),
    ("V4.3", 2),
    ("V4.4", 4),
    ("V5.1", 1),
    ("V5.2", 6),
    ("V5.3", 3),
    ("V5.4", 3),
    ("V6.1", 3),
    ("V6.2", 12),
    ("V6.3", 8),
    ("V6.4", 6),
    ("V6.5", 8),
    ("V6.6", 4),
    ("V6.7", 2),
    ("V6.8", 4),
    ("V7.1", 3),
    ("V7.2", 4),
    ("V7.3", 2),
    ("V7.4", 5),
    ("V7.5", 3),
    ("V7.6", 2),
    ("V8.1", 4),
    ("V8.2", 4),
    ("V8.3", 3),
    ("V8.4", 2),
    ("V9.1", 3),
    ("V9.2", 4),
    ("V10.1", 2),
    ("V10.2", 3),
    ("V10.3", 5),
    ("V10.4", 16),
    ("V10.5", 5),
    ("V10.6", 2),
    ("V10.7", 3),
    ("V11.1", 4),
    ("V11.2", 5),
    ("V11.3", 5),
    ("V11.4", 4),
    ("V11.5", 2),
    ("V11.6", 2),
    ("V11.7", 2),
    ("V12.1", 5),
    ("V12.2", 2),
    ("V12.3", 5),
    ("V13.1", 4),
    ("V13.2", 6),
    ("V13.3", 4),
    ("V13.4", 7),
    ("V14.1", 2),
    ("V14.2", 8),
    ("V14.3", 3),
    ("V15.1", 5),
    ("V15.2", 5),
    ("V15.3", 7),
    ("V15.4", 4),
    ("V16.1", 1),
    ("V16.2", 5),
    ("V16.3", 4),
    ("V16.4", 3),
    ("V16.5", 4),
    ("V17.1", 2),
    ("V17.2", 8),
    ("V17.3", 2),
];

struct Row<'a> {
    id: &'a str,
    level: &'a str,
    stands: &'a str,
    places: Vec<&'a str>,
    why: &'a str,
}

/// A row: five fields without commas, and a reason in quotes.
fn row(line: &str) -> Option<Row<'_>> {
    let parts: Vec<&str> = line.splitn(6, ',').collect();
    let [id, level, _, stands, places, why] = parts[..] else { return None };
    let why = why.strip_prefix('"')?.strip_suffix('"')?;
    Some(Row { id, level, stands, places: places.split_whitespace().collect(), why })
}

pub(crate) fn check(root: &Path, sources: &[Source], findings: &mut Findings) {
    let Some(file) = sources.iter().find(|source| source.path == FILE) else {
        return findings.push(format!("{FILE} is missing"));
    };
    let mut lines = file.text.lines();
    if lines.next() != Some(HEADER) {
        findings.push(format!("{FILE}: the header is not {HEADER}"));
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines {
        let Some(row) = row(line) else {
            findings.push(format!("{FILE}: {line:?} is no row"));
            continue;
        };
        *found.entry(row.id.to_owned()).or_default() += 1;
        let says = |what: &str| format!("{FILE}: {}: {what}", row.id);
        if !STANDS.contains(&row.stands) || !["1", "2", "3"].contains(&row.level) {
            findings.push(says("neither how it stands nor its level can be anything else"));
        }
        let shown = ["holds", "partly"].contains(&row.stands);
        if shown && row.places.is_empty() {
            findings.push(says("nothing shows it"));
        }
        if row.stands != "holds" && row.why.is_empty() {
            findings.push(says("no reason is given"));
        }
        for place in &row.places {
            // A test that exists, or a file or folder of the project.
            let there = match place.contains("::") {
                true => known(place, sources),
                false => root.join("crates").join(place).exists() || root.join(place).exists(),
            };
            if !there {
                findings.push(says(&format!("there is no {place}")));
            }
        }
    }
    for (section, many) in SECTIONS {
        for id in (1..=*many).map(|number| format!("{section}.{number}")) {
            if found.remove(&id) != Some(1) {
                findings.push(format!("{FILE}: {id} does not stand there once"));
            }
        }
    }
    for id in found.keys() {
        findings.push(format!("{FILE}: {id} is no requirement of the standard"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_that_is_left_out_or_shown_by_nothing_is_found() {
        let all: Vec<String> = SECTIONS
            .iter()
            .flat_map(|(section, many)| (1..=*many).map(move |n| format!("{section}.{n}")))
            .collect();
        assert_eq!(all.len(), 345);
        let text = |change: &dyn Fn(&str) -> String| {
            let rows: Vec<String> = all.iter().map(|id| change(id)).collect();
            format!("{HEADER}\n{}\n", rows.join("\n"))
        };
        let found = |text: String| {
            let mut findings = Findings::new();
            let source = |path: &str, text: String| Source { path: path.to_owned(), text };
            let files =
                [source(FILE, text), source("crates/a/tests/a.rs", "fn holds()".to_owned())];
            check(Path::new("."), &files, &mut findings);
            findings.len()
        };
        let good = |id: &str| format!("{id},1,x,holds,a/tests/a.rs::holds,\"\"");
        assert_eq!(found(text(&good)), 0);
        for wrong in [
            "V1.1.1,1,x,holds,a/tests/a.rs::not,\"\"",
            "V1.1.1,1,x,holds,,\"\"",
            "V1.1.1,1,x,not yet,,\"\"",
            "V1.1.1,1,x,surely,a/tests/a.rs::holds,\"because\"",
            "V1.1.1,1,x,holds,nowhere/at/all,\"\"",
        ] {
            let one = |id: &str| if id == "V1.1.1" { wrong.to_owned() } else { good(id) };
            assert_eq!(found(text(&one)), 1, "{wrong}");
        }
        let without = |id: &str| if id == "V17.3.2" { good("V18.1.1") } else { good(id) };
        assert_eq!(found(text(&without)), 2);
    }
}

//! No query is put together from pieces: what is asked of the tables stands whole in the code, and
//! values are bound to it.

use crate::{Findings, Source};

const PLACES: &[&str] = &["crates/clinic/src/", "crates/record/src/"];
/// How a query begins.
const BEGINNINGS: &[&str] =
    &["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "ALTER ", "CREATE ", "ATTACH "];
/// Where pieces are put together all the same, and why nothing from outside can come in.
const PUT_TOGETHER: &[(&str, &str, &str)] = &[
    ("crates/clinic/src/account.rs", "{COLUMNS}", "a constant, and text of the program alone"),
    (
        "crates/clinic/src/erasure/carried_out.rs",
        "DELETE FROM \\\"{name}\\\"",
        "names of our schema",
    ),
    ("crates/clinic/src/relational.rs", "PRAGMA user_version={version}", "our own migrations"),
    ("crates/record/src/store/sqlite/file.rs", "{MIGRATION}", "our own migration"),
];

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    let here = |source: &&Source| PLACES.iter().any(|place| source.path.starts_with(place));
    for source in sources.iter().filter(here) {
        for (number, line) in put_together(&source.text) {
            let known = |(path, piece, _): &(&str, &str, &str)| {
                source.path == *path && line.contains(piece)
            };
            if !PUT_TOGETHER.iter().any(known) {
                findings.push(format!(
                    "{}:{}: a query is put together from pieces",
                    source.path,
                    number + 1
                ));
            }
        }
    }
}

/// The lines with a piece of a query that is made by `format!` or joined, comments aside.
fn put_together(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let joins = ["format!(", ".push_str(", ".concat(", ".join(", "write!(", "+ &"];
        if line.trim_start().starts_with("//") || !joins.iter().any(|join| line.contains(join)) {
            continue;
        }
        // The text itself may begin on the next lines.
        let with_next = lines[number..lines.len().min(number + 3)].join("\n");
        let end = with_next.find(';').unwrap_or(with_next.len());
        // A semicolon within the text of a query does not end it.
        let part =
            if line.contains(';') { (*line).to_owned() } else { with_next[..end].to_owned() };
        if BEGINNINGS.iter().any(|beginning| part.contains(beginning)) {
            found.push((number, part));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_from_pieces_is_found_and_a_whole_one_is_not() {
        let found = |text: &str| {
            let path = "crates/clinic/src/a.rs".to_owned();
            let mut findings = Findings::new();
            check(&[Source { path, text: text.to_owned() }], &mut findings);
            findings.len()
        };
        assert_eq!(found("let sql = format!(\"SELECT * FROM a ORDER BY {order}\");"), 1);
        assert_eq!(found("format!(\n    \"DELETE FROM {table}\"\n)"), 1);
        assert_eq!(found("sql.push_str(\"SELECT 1\");"), 1);
        assert_eq!(found("tables.execute(\"DELETE FROM a WHERE id = ?1\", params![id])"), 0);
        assert_eq!(found("// format!(\"SELECT\")"), 0);
    }
}

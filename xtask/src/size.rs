//! Nothing grows beyond what one can hold in mind.

use crate::{Findings, Source};

/// Lines of a file, and of a file with its tests.
const FILE: usize = 300;
const FILE_WITH_TESTS: usize = 400;
/// Lists that must be read whole: they stand in one file however long they are.
const LISTS: &[&str] = &["crates/web/src/routes/table.rs"];
/// Lines of a function.
const FUNCTION: usize = 70;
/// Names that say nothing of what is in them.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "manager", "common", "misc"];

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    for source in sources {
        let stem = source.path.rsplit('/').next().unwrap_or_default();
        let stem = stem.split('.').next().unwrap_or_default();
        if EMPTY_NAMES.contains(&stem) {
            findings.push(format!("{}: a name that says nothing", source.path));
        }
        if source.path.ends_with(".rs") {
            lengths(source, findings);
        }
    }
}

fn lengths(source: &Source, findings: &mut Findings) {
    let lines: Vec<&str> = source.text.lines().collect();
    let tests = source.path.contains("/tests/");
    let with_tests = tests || source.text.contains("#[cfg(test)]");
    let most = if with_tests { FILE_WITH_TESTS } else { FILE };
    if lines.len() > most && !LISTS.contains(&source.path.as_str()) {
        findings.push(format!("{}: {} lines; it has two subjects", source.path, lines.len()));
    }
    let mut begun: Option<(usize, usize)> = None;
    for (number, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        let is_function =
            ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "pub async fn "]
                .iter()
                .any(|start| text.starts_with(start));
        if is_function && begun.is_none() && !text.ends_with(';') && !text.ends_with('}') {
            begun = Some((number, indent));
        }
        if let Some((from, at)) = begun
            && indent == at
            && text == "}"
        {
            if number - from + 1 > FUNCTION && !tests {
                findings.push(format!(
                    "{}:{}: a function of {} lines",
                    source.path,
                    from + 1,
                    number - from + 1
                ));
            }
            begun = None;
        }
    }
}

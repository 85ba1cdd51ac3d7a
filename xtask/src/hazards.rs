//! Each hazard of `safety/hazards.toml` names the tests that prove its control, and they exist.

use crate::{Findings, Source};

const FILE: &str = "safety/hazards.toml";
/// The first hazards of the plan, H1 to H12: one of ours at least names each.
const PLANNED: usize = 12;

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    let Some(file) = sources.iter().find(|source| source.path == FILE) else {
        return findings.push(format!("{FILE} is missing"));
    };
    let hazards = file.text.split("[[hazard]]").skip(1);
    for planned in (1..=PLANNED).map(|number| format!("H{number}")) {
        if !hazards.clone().any(|hazard| value(hazard, "of") == Some(&planned)) {
            findings.push(format!("{FILE}: no hazard is {planned} of the plan"));
        }
    }
    for hazard in hazards {
        let id = value(hazard, "id").unwrap_or("?");
        for needed in ["hazard", "control"] {
            if value(hazard, needed).is_none() {
                findings.push(format!("{FILE}: {id} has no {needed}"));
            }
        }
        let tests = value(hazard, "test").unwrap_or_default();
        for test in tests.split(';').map(str::trim).filter(|test| !known(test, sources)) {
            findings.push(format!("{FILE}: {id}: there is no test {test:?}"));
        }
    }
}

/// What stands on the line of this name.
fn value<'a>(hazard: &'a str, name: &str) -> Option<&'a str> {
    let line = hazard.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
    line.strip_suffix('"').filter(|value| !value.is_empty())
}

/// Whether a file of tests, or a test in one, exists: `path`, `path: name` or `path::name`.
pub(crate) fn known(test: &str, sources: &[Source]) -> bool {
    let parted = test.split_once(": ").or_else(|| test.split_once("::"));
    let (path, name) = parted.unwrap_or((test, ""));
    let inside = format!("crates/{path}");
    let file = sources.iter().find(|source| source.path == path || source.path == inside);
    file.is_some_and(|file| name.is_empty() || file.text.contains(&format!("fn {name}(")))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::{Findings, Source};

    #[test]
    fn a_hazard_without_its_test_is_found() {
        let source =
            |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let hazard = |test: &str| {
            format!("[[hazard]]\nid = \"h\"\nhazard = \"x\"\ncontrol = \"y\"\ntest = \"{test}\"\n")
        };
        let planned: String = (1..=super::PLANNED)
            .map(|n| format!("{}of = \"H{n}\"\n", hazard("ipt/tests/a.rs: it_holds")))
            .collect();
        let found = |text: &str| {
            let text = format!("{planned}{text}");
            let files =
                [source(super::FILE, &text), source("crates/ipt/tests/a.rs", "fn it_holds()")];
            let mut findings = Findings::new();
            check(&files, &mut findings);
            findings
        };
        assert!(found(&hazard("ipt/tests/a.rs: it_holds; ipt/tests/a.rs")).is_empty());
        for wrong in ["", "none yet", "ipt/tests/a.rs: it_hold", "ipt/tests/b.rs"] {
            assert_eq!(found(&hazard(wrong)).len(), 1, "{wrong}");
        }
        assert_eq!(found("[[hazard]]\nid = \"h\"\ntest = \"ipt/tests/a.rs\"\n").len(), 2);
    }
}

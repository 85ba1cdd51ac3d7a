//! Each hazard of `safety/hazards.toml` names the tests that prove its control, and they exist.

use crate::{Findings, Source};

const FILE: &str = "safety/hazards.toml";

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    let Some(file) = sources.iter().find(|source| source.path == FILE) else {
        return findings.push(format!("{FILE} is missing"));
    };
    let hazards = file.text.split("[[hazard]]").skip(1);
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

/// Whether a file of tests, or a test in one, exists: `path` or `path: name`.
fn known(test: &str, sources: &[Source]) -> bool {
    let (path, name) = test.split_once(": ").unwrap_or((test, ""));
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
        let found = |text: &str| {
            let files =
                [source(super::FILE, text), source("crates/ipt/tests/a.rs", "fn it_holds()")];
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

//! Each class of fault that other systems had, N1 to N20, names the tests that hold it here, and
//! they exist.

use crate::{Findings, Source, hazards::known};

const FILE: &str = "docs/security-tests.md";
/// So many classes there are.
const CLASSES: usize = 20;

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    let Some(file) = sources.iter().find(|source| source.path == FILE) else {
        return findings.push(format!("{FILE} is missing"));
    };
    for class in (1..=CLASSES).map(|number| format!("N{number}")) {
        let start = format!("| {class} |");
        let Some(row) = file.text.lines().find(|line| line.starts_with(&start)) else {
            findings.push(format!("{FILE}: no row for {class}"));
            continue;
        };
        let named: Vec<&str> = tests(row).collect();
        if named.is_empty() {
            findings.push(format!("{FILE}: {class} names no test"));
        }
        for test in named.into_iter().filter(|test| !known(test, sources)) {
            findings.push(format!("{FILE}: {class}: there is no test {test:?}"));
        }
    }
}

/// What stands between backquotes and names a test: `path::name`.
fn tests(row: &str) -> impl Iterator<Item = &str> {
    row.split('`').skip(1).step_by(2).filter(|quoted| quoted.contains("::"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::{Findings, Source};

    #[test]
    fn a_class_without_its_test_is_found() {
        let source =
            |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let found = |last: &str| {
            let mut text: String =
                (1..20).map(|n| format!("| N{n} | x | `ipt/tests/a.rs::it_holds` |\n")).collect();
            text.push_str(last);
            let files =
                [source(super::FILE, &text), source("crates/ipt/tests/a.rs", "fn it_holds()")];
            let mut findings = Findings::new();
            check(&files, &mut findings);
            findings.len()
        };
        assert_eq!(found("| N20 | x | `ipt/tests/a.rs::it_holds` |"), 0);
        assert_eq!(found("| N20 | x | `ipt/tests/a.rs::it_hold` |"), 1);
        assert_eq!(found("| N20 | x | by care |"), 1);
        assert_eq!(found(""), 1);
    }
}

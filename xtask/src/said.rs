//! The running server tells what happens through one door that takes safe values alone
//! (`record::tell`). Only commands that a person runs and waits for print by themselves.

use crate::{Findings, Source};

const PRINTS: &[&str] = &["println!", "print!", "dbg!", "stderr()", "stdout()"];
/// Where it is allowed, and why.
const MAY: &[(&str, &str)] = &[
    ("crates/record/src/told.rs", "the door itself"),
    ("crates/openipt/src/main.rs", "with what a command ended"),
    ("crates/openipt/src/commands/listen.rs", "what is said once, where it serves"),
    ("crates/openipt/src/commands/backup.rs", "a command"),
    ("crates/openipt/src/commands/corridor.rs", "a command"),
    ("crates/openipt/src/commands/export.rs", "a command"),
    ("crates/openipt/src/commands/measures.rs", "a command"),
    ("crates/openipt/src/commands/outcomes", "a command"),
    ("crates/openipt/src/commands/restore.rs", "a command"),
    ("crates/openipt/src/commands/score.rs", "a command"),
    ("crates/openipt/src/commands/verify.rs", "a command"),
];

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    let ours = |source: &&Source| {
        let code = source.path.starts_with("crates/") && source.path.contains("/src/");
        code && source.path.ends_with(".rs") && !source.path.ends_with("/tests.rs")
    };
    for source in sources.iter().filter(ours) {
        if MAY.iter().any(|(place, _)| source.path.starts_with(place)) {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            let comment = line.trim_start().starts_with("//");
            if !comment && PRINTS.iter().any(|print| line.contains(print)) {
                findings.push(format!(
                    "{}:{}: it prints by itself; `tell` takes what is safe",
                    source.path,
                    number + 1
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_prints_is_found() {
        let found = |path: &str, line: &str| {
            let mut findings = Findings::new();
            let source = Source { path: path.to_owned(), text: line.to_owned() };
            check(&[source], &mut findings);
            findings.len()
        };
        assert_eq!(found("crates/web/src/server.rs", "eprintln!(\"{name}\");"), 1);
        assert_eq!(found("crates/openipt/src/mail.rs", "dbg!(to);"), 1);
        assert_eq!(found("crates/openipt/src/commands/verify.rs", "println!(\"whole\");"), 0);
        assert_eq!(found("crates/web/src/server.rs", "tell(\"stopped\", &[]);"), 0);
    }
}

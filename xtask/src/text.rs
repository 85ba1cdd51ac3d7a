//! What must not stand where: clocks in the domain, SQL in screens, style in markup, words.

use crate::{Findings, Source};

/// Where (the beginning of the path), what, and why not.
const ABSENT: &[(&str, &[&str], &str)] = &[
    (
        "crates/ipt/src",
        &[
            "std::fs",
            "std::net",
            "std::thread",
            "SystemTime",
            "Timestamp::now",
            "Zoned::now",
            "new_v4",
            "async fn",
        ],
        "the therapy touches no file, clock, randomness or network",
    ),
    (
        "crates/outcomes/src",
        &["std::fs", "std::io", "std::net", "std::thread", "std::env", "SystemTime", "println!"],
        "numbers in, numbers out",
    ),
    (
        "crates/record/src",
        &["client", "therap", "patient", "session", "symptom", "score"],
        "the record knows nothing of what it holds",
    ),
    ("crates/web/src", &["SELECT ", "INSERT INTO", "UPDATE ", "rusqlite"], "no SQL in screens"),
    (
        "crates/web/src",
        &["|safe", "style=\"", "onclick=", "<script>"],
        "the content policy forbids it",
    ),
    ("crates/clinic/src", &["<p>", "<div", "text/html"], "no HTML in the clinic"),
    ("crates/ipt/content", &["patient "], "the word is client"),
    ("crates/web/src/words", &["patient"], "the word is client"),
];

/// The one file that stands alone and so carries its style with it.
const STANDS_ALONE: &str = "crates/web/src/screens/record/page.html";

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    for source in sources {
        for (place, words, why) in ABSENT {
            if !source.path.starts_with(place) || source.path == STANDS_ALONE {
                continue;
            }
            for (number, line) in source.text.lines().enumerate() {
                let comment = line.trim_start().starts_with("//");
                if let Some(word) = words.iter().find(|word| !comment && line.contains(**word)) {
                    findings.push(format!("{}:{}: `{word}`: {why}", source.path, number + 1));
                }
            }
        }
        orphan(source, sources, findings);
    }
    let paths = ["/ho", "/wor", "/roo", "/tm"].map(|start| match start {
        "/ho" => "/home/",
        "/wor" => "/work/",
        "/roo" => "/root/",
        _ => "/tmp/",
    });
    for source in sources.iter().filter(|source| !source.path.starts_with("xtask/")) {
        for path in paths {
            if source.text.contains(path) {
                findings.push(format!("{}: a path of one machine ({path})", source.path));
            }
        }
    }
}

/// A test module or a browser test that nobody runs.
fn orphan(source: &Source, sources: &[Source], findings: &mut Findings) {
    let Some((folder, name)) = source.path.rsplit_once('/') else { return };
    let Some(module) = name.strip_suffix(".rs").filter(|_| folder.contains("/tests/")) else {
        return;
    };
    if module == "main" {
        return;
    }
    let main = format!("{folder}/main.rs");
    if let Some(main) = sources.iter().find(|other| other.path == main)
        && !main.text.contains(&format!("mod {module};"))
    {
        findings.push(format!("{}: no `mod {module};` runs it", source.path));
    }
}

//! Measures at the command line: scored, listed, and a practice's own files checked.

use std::{fs, path::Path};

use crate::{http::Server, run, words};

/// The example of the manual.
fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/measures.md");
    let manual = fs::read_to_string(path).expect("the manual");
    let block = manual.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("an example").to_owned()
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let (out, code) = (words(&output.stdout), output.status.code());
    let told = words(&output.stderr);
    format!("$ openipt {}\n{out}{told}ends with {}\n\n", arguments.join(" "), code.unwrap_or(-1))
}

#[test]
fn a_measure_of_each_kind_is_scored() {
    let mut all = String::new();
    for line in [
        "score phq-9 2 3 3 3 2 2 2 1 0",
        "score phq-9 2 3 3 3 2 2 2 1 1 --json",
        "score core-10 3 1 0 2 1 1 4 3 3 2",
        "score asq 0 2 0 0 1",
        "score asq 0 0 0 0 -",
        "score c-ssrs-screener --total 2",
        "score mspss 7 6 3 2 7 5 5 4 4 6 3 6",
        "score ipip-ipc 2 2 2 2 4 5 4 2 2 2 2 2 4 5 4 2 2 2 2 2 4 5 4 2 2 2 2 2 4 5 4 2 --json",
        "score epds --total 13",
        "score mspss --total 5.25",
        "score phq-9 2 3 - 3 2 2 2 1 0 --prorate",
        "score phq-9 2 3 - 3 2 2 2 1 2",
        "score phq-9 2 3 3 3 2 2 2 1 - --prorate",
        "score phq-9 2 3 3 4 2 2 2 1 0",
        "score phq-9 2 3",
        "score phq-9 --total 28",
        "score phq-9 --total 2.5",
        "score phq-9 2 3 x 3 2 2 2 1 0",
        "score bdi-ii 1",
    ] {
        all.push_str(&said(&line.split(' ').collect::<Vec<_>>()));
    }
    insta::assert_snapshot!("score", all);
}

#[test]
fn what_ships_is_listed() {
    insta::assert_snapshot!("measures_list", said(&["measures", "list"]));
}

#[test]
fn an_own_file_is_checked_and_its_fault_named_with_line_and_column() {
    let folder = tempfile::tempdir().expect("folder");
    let check = |text: &str| {
        let file = folder.path().join("ours.json");
        fs::write(&file, text).expect("written");
        let path = file.to_str().expect("a path");
        said(&["measures", "check", path]).replace(path, "ours.json")
    };
    let mut all = check(&example());
    all += &check(&example().replace("\"min\": 4", "\"min\": 5"));
    all += &check(&example().replace("\"risk_at_least\": 1", "\"risk_at_least\": 7"));
    all += &check(&example().replace("\"scoring\"", "\"skoring\""));
    all += &check(&example().replace("\"our-contact\"", "\"phq-9\""));
    all += &check("{");
    all += &said(&["measures", "check", "/nonexistent/ours.json"]);
    let file = folder.path().join("ours.json");
    fs::write(&file, example()).expect("written");
    let path = file.to_str().expect("a path");
    let scored = said(&["score", "our-contact", "1", "0", "2", "--file", path]);
    all += &scored.replace(path, "ours.json");
    insta::assert_snapshot!("measures_check", all);
}

#[test]
fn a_practice_with_a_broken_measure_does_not_start_and_says_where() {
    let folder = tempfile::tempdir().expect("folder");
    Server::start(folder.path()).kill();
    let own = folder.path().join("data/measures");
    fs::create_dir(&own).expect("made");
    fs::write(own.join("a.json"), example()).expect("written");
    fs::write(own.join("notes.txt"), "no measure").expect("written");
    Server::start(folder.path()).kill();
    let broken = example().replace("our-contact", "our-other").replace("\"max\": 9", "\"max\": 8");
    fs::write(own.join("b.json"), broken).expect("written");
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let output = run(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(2));
    let told = words(&output.stderr).replace(data, "data");
    assert_eq!(told, "openipt: data/measures/b.json: line 34, column 23: the bands end at 9\n");
    // A backup is still made, and brings the files back as they are.
    let backup = folder.path().join("backup");
    let to = backup.to_str().expect("a path");
    assert!(run(&["backup", to, "--data", data]).status.success());
    let back = folder.path().join("back");
    let output = run(&[
        "restore",
        to,
        "--data",
        back.to_str().expect("a path"),
        "--root-key",
        folder.path().join("data.root-key").to_str().expect("a path"),
    ]);
    assert!(output.status.success(), "{}", words(&output.stderr));
    for file in ["a.json", "b.json"] {
        let read = |at: &Path| fs::read_to_string(at.join(file)).expect("there");
        assert_eq!(read(&back.join("measures")), read(&own));
    }
    assert!(!back.join("measures/notes.txt").exists());
}

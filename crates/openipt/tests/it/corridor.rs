//! Imported parameters of a corridor at the command line and at the start.

use std::{fs, path::Path};

use crate::{http::Server, run, words};

/// The example of the manual.
fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/corridor.md");
    let manual = fs::read_to_string(path).expect("the manual");
    let block = manual.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("an example").to_owned()
}

#[test]
fn the_example_of_the_manual_is_sound_and_a_fault_is_named_with_its_place() {
    let folder = tempfile::tempdir().expect("folder");
    let check = |text: &str| {
        let file = folder.path().join("ours.toml");
        fs::write(&file, text).expect("written");
        let path = file.to_str().expect("a path");
        let output = run(&["corridor", "check", path]);
        let said = words(&output.stdout) + &words(&output.stderr);
        (output.status.code(), said.replace(path, "ours.toml"))
    };
    let sound = "ours.toml: Invented for this page; no study, no practice; 300 cases, 2026-01-31\n  \
                 start 15-19: 140 cases, 3 sessions\n  start 20-27: 160 cases, 1 sessions\n\
                 sound: 2 bands\n";
    assert_eq!(check(&example()), (Some(0), sound.to_owned()));
    let told = "openipt: ours.toml: line 8, column 9: a score is at most 27\n";
    assert_eq!(check(&example().replace("[15, 19]", "[15, 91]")), (Some(2), told.to_owned()));
    assert_eq!(run(&["corridor", "check", "/nonexistent/ours.toml"]).status.code(), Some(2));
}

#[test]
fn a_practice_with_a_broken_corridor_does_not_start_and_says_where() {
    let folder = tempfile::tempdir().expect("folder");
    Server::start(folder.path()).kill();
    let file = folder.path().join("data/corridor.toml");
    fs::write(&file, example()).expect("written");
    Server::start(folder.path()).kill();
    fs::write(&file, example().replace("high = 25", "high = 2")).expect("written");
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let output = run(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(2));
    let told = words(&output.stderr).replace(data, "data");
    let said =
        "openipt: data/corridor.toml: line 19, column 12: low, middle and high must not fall\n";
    assert_eq!(told, said);
}

//! Measures as files: what ships, and a practice's own with its faults named by line and column.

use std::{fs, path::Path};

use ipt::measure::{self, Catalogue, CatalogueProblem, Measure};

use crate::shipped;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The example of the manual.
fn example() -> String {
    let manual = fs::read_to_string(root().join("docs/measures.md")).expect("the manual");
    let block = manual.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("an example").to_owned()
}

#[test]
fn wording_ships_only_where_its_licence_lets_it_and_with_its_line() {
    let licences = fs::read_to_string(root().join("LICENSES.md")).expect("licences");
    let licences = licences.split_whitespace().collect::<Vec<_>>().join(" ");
    let worded: Vec<&Measure> = measure::measures().iter().filter(|m| m.has_wording()).collect();
    let ids: Vec<&str> = worded.iter().map(|measure| measure.id.as_str()).collect();
    let set = [
        "phq-9",
        "gad-7",
        "phq-2",
        "core-10",
        "asq",
        "mspss",
        "ipip-ipc",
        "k10",
        "ipt-session-check",
    ];
    assert_eq!(ids, set);
    for measure in worded {
        assert!(licences.contains(&measure.attribution), "LICENSES.md: {}", measure.id);
        assert!(measure.licence.spdx.is_some(), "{}", measure.id);
    }
    for measure in measure::measures().iter().filter(|measure| !measure.has_wording()) {
        let silent = |item: &measure::Item| item.text.is_none() && item.follow_up.is_none();
        assert!(measure.items.iter().all(silent), "{}", measure.id);
        assert!(measure.options.iter().all(|option| option.text.is_empty()), "{}", measure.id);
        assert!(measure.stem.is_empty() && measure.unscored.is_none(), "{}", measure.id);
        assert!(measure.attribution.contains("No wording is shown"), "{}", measure.id);
    }
    assert_eq!(measure::measures().len(), 28);
}

#[test]
fn core_10_is_word_for_word() {
    let core = shipped("core-10");
    let texts: Vec<&str> = core.items.iter().filter_map(|item| item.text.as_deref()).collect();
    let options: Vec<&str> = core.options.iter().map(|option| option.text.as_str()).collect();
    assert_eq!(
        [texts, options].concat(),
        [
            "I have felt tense, anxious or nervous",
            "I have felt I have someone to turn to for support when needed",
            "I have felt able to cope when things go wrong",
            "Talking to people has felt too much for me",
            "I have felt panic or terror",
            "I made plans to end my life",
            "I have had difficulty getting to sleep or staying asleep",
            "I have felt despairing or hopeless",
            "I have felt unhappy",
            "Unwanted images or memories have been distressing me",
            "Not at all",
            "Only occasionally",
            "Sometimes",
            "Often",
            "Most or all of the time",
        ]
    );
    assert_eq!(core.stem, "Over the last week...");
}

#[test]
fn the_example_of_the_manual_is_a_measure() {
    let measure = Measure::read(&example()).expect("sound");
    assert_eq!(measure.id, "our-contact");
    let catalogue = Catalogue::default().beside(measure).expect("beside the others");
    assert!(catalogue.find("our-contact").is_some() && catalogue.is_own("our-contact"));
    assert!(catalogue.find("phq-9").is_some() && !catalogue.is_own("phq-9"));
    assert_eq!(catalogue.all().count(), 29);
}

/// The example with one thing changed, and the line and column that the fault is named with.
#[test]
fn each_fault_is_named_with_its_line_and_column() {
    let example = example();
    for (from, to, said, at) in [
        ("\"version\": 1,", "\"version\": 0,", "versions are counted from 1", "0,"),
        (
            "\"our-contact\"",
            "\"Our contact\"",
            "an id has 1 to 40 small letters",
            "\"Our contact\"",
        ),
        ("\"short\": \"Contact\"", "\"short\": \" \"", "short is empty", "\" \""),
        ("\"contact_2\"", "\"contact_1\"", "this id stands twice", ""),
        ("\"reverse\": true", "\"reverse\": 1", "invalid type: integer `1`", ""),
        ("\"reverse\": true", "\"revers\": true", "unknown field `revers`", ""),
        ("\"risk_at_least\": 1", "\"risk_at_least\": 9", "the answers are 0 to 3", "9"),
        ("day\", \"score\": 3", "day\", \"score\": 2", "two answers count the same", "2 }\n"),
        ("\"range\": [0, 9]", "\"range\": [0, 10]", "the items make 0 to 9", "[0, 10]"),
        ("\"min\": 4", "\"min\": 5", "a gap between the first two bands", ""),
        ("\"max\": 9", "\"max\": 8", "the bands end at 9", "8"),
        ("\"at_least\": 4", "\"at_least\": 12", "the cut-off lies outside the range", ""),
        ("\"most_missing\": 1", "\"most_missing\": 3", "at least one is missing", "3"),
        ("\"value\": 0.8", "\"value\": 1.8", "it lies between 0 and 1", "1.8"),
        ("\"scoring\": \"sum\"", "\"scoring\": \"median\"", "unknown variant `median`", ""),
        ("\"items\": [1, 2]", "\"items\": [1, 4]", "there are 3 items, counted from 1", "[1, 4]"),
        ("\"min\": 4", "\"min\": 4.125", "at most two decimals", ""),
        ("\"attribution\"", "\"atribution\"", "unknown field `atribution`", ""),
    ] {
        assert!(example.contains(from), "{from}");
        let broken = example.replacen(from, to, 1);
        let problem = Measure::read(&broken).expect_err(to);
        assert!(problem.reason.contains(said), "{to}: {problem}");
        let changed = broken.find(to).expect("just put there");
        let expected = broken[..changed].matches('\n').count() + 1;
        assert!(problem.line.abs_diff(expected) <= 1, "{to}: {problem}, expected {expected}");
        if at.is_empty() {
            continue;
        }
        assert_eq!(problem.line, expected, "{to}: {problem}");
        let line = broken.lines().nth(problem.line - 1).expect("the line");
        let rest: String = line.chars().skip(problem.column - 1).collect();
        assert!(format!("{rest}\n").starts_with(at), "{to}: {problem}: {rest}");
    }
    let cut = &example[..example.len() / 2];
    let problem = Measure::read(cut).expect_err("half a file");
    assert_eq!(problem.line, cut.lines().count(), "{problem}");
}

#[test]
fn an_own_measure_changes_none_that_ships_with_its_wording() {
    let own = |id: &str| {
        let text = example().replacen("our-contact", id, 1);
        Measure::read(&text).expect("sound")
    };
    let taken = Catalogue::default().beside(own("phq-9"));
    assert_eq!(taken, Err(CatalogueProblem::Taken("phq-9".into())));
    let twice = Catalogue::default().beside(own("ours")).and_then(|one| one.beside(own("ours")));
    assert_eq!(twice, Err(CatalogueProblem::Twice("ours".into())));
    let other = Catalogue::default().beside(own("epds"));
    assert_eq!(
        other,
        Err(CatalogueProblem::OtherValues("epds".into())),
        "stored values keep sense"
    );
    // A practice with the owner's leave brings the wording of a measure that ships without.
    let path = root().join("crates/ipt/content/measures/scoff.json");
    let mut text = fs::read_to_string(path).expect("ships");
    for n in 1..=5 {
        let id = format!("\"id\": \"scoff_{n}\"");
        text = text.replace(&id, &format!("{id}, \"text\": \"Invented wording {n}\""));
    }
    text = text.replacen("\"score\": 0", "\"text\": \"No\", \"score\": 0", 1);
    text = text.replacen("\"score\": 1", "\"text\": \"Yes\", \"score\": 1", 1);
    let catalogue = Catalogue::default().beside(Measure::read(&text).expect("sound")).expect("may");
    assert!(catalogue.find("scoff").is_some_and(Measure::has_wording));
    assert_eq!(catalogue.all().count(), 28, "in its place, not beside it");
}

//! The measures of a practice: what it uses, and its own files.

use std::{fs, sync::Arc};

use clinic::{Clinic, Problem, measures};
use record::{Mark, Place};

use crate::clock;

const OWN: &str = r#"{ "version": 1, "id": "our-own", "short": "Own", "title": "Own", "domain": "own",
 "citation": "Here", "licence": { "summary": "Ours" }, "attribution": "Ours",
 "items": [{ "id": "a", "text": "A" }, { "id": "b", "text": "B" }],
 "options": [{ "text": "No", "score": 0 }, { "text": "Yes", "score": 1 }],
 "scoring": "sum", "range": [0, 2] }"#;

#[test]
fn a_practice_uses_phq_9_and_gad_7_until_it_says_otherwise() {
    let clinic = Clinic::in_memory(Arc::new(clock())).expect("made");
    let used: Vec<&str> = clinic.measures_in_use().iter().map(|m| m.id.as_str()).collect();
    assert_eq!(used, ["phq-9", "gad-7"]);
    assert!(!clinic.settings().prorate, "nothing is estimated");
    // Settings that were stored before there was a choice.
    let before = r#"{"name":"Old Mill","zone":"UTC","exit_to":"https://www.wikipedia.org/"}"#;
    let settings: clinic::Settings = serde_json::from_str(before).expect("still read");
    assert_eq!((settings.measures, settings.prorate), (clinic.settings().measures, false));
}

#[test]
fn own_files_are_read_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let open = || Clinic::open(&place, Mark::Real, Arc::new(clock())).expect("opens");
    drop(Clinic::create(&place, Mark::Real, Arc::new(clock())).expect("created"));
    let known = |clinic: &Clinic| clinic.measures().find("our-own").is_some();
    assert!(!known(&open().with_own_measures().expect("there is no folder")));
    let own = place.data.join(measures::MEASURES_FOLDER);
    fs::create_dir(&own).expect("made");
    fs::write(own.join("a.json"), OWN).expect("written");
    fs::write(own.join("read-me.txt"), "not a measure").expect("written");
    let clinic = open().with_own_measures().expect("read");
    assert!(known(&clinic) && clinic.measures().is_own("our-own"));
    drop(clinic);
    for (text, at) in [
        (OWN.replace("our-own", "our-other").replace("[0, 2]", "[0, 3]"), "line 5, column 29"),
        (OWN.to_owned(), "line 1, column 23: two measures have the id our-own"),
        (OWN.replace("our-own", "gad-7"), "line 1, column 23: gad-7 is the id"),
        ("{".to_owned(), "line 1, column 1"),
    ] {
        fs::write(own.join("b.json"), &text).expect("written");
        let refused = open().with_own_measures().err().expect("refused");
        assert!(matches!(refused, Problem::Measure { .. }));
        let said = refused.to_string();
        assert!(said.contains("b.json") && said.contains(at), "{said}");
        assert!(!known(&open()), "without them it opens, for a backup, and knows none");
    }
}

//! Who was erased stays erased, also when a backup is brought back.

use std::{fs, path::PathBuf};

use record::{Mark, OwnerId, Place, Problem, Record, Tombstone, restore};

use crate::{RECORD, created, id, on_disk, texts, write};

fn opened(place: &Place) -> Result<Record, Problem> {
    Record::open(place, Mark::Real)
}

fn stone(record: &Record, owner: u128) -> Tombstone {
    Tombstone {
        references: vec![record.reference(OwnerId(id(owner)))],
        on: "2026-11-24".parse().expect("a day"),
        asked_by: id(70),
        confirmed_by: id(71),
        reason: "asked".into(),
    }
}

/// The one list beside the root key.
fn list(place: &Place) -> PathBuf {
    let folder = place.root_key.parent().expect("a folder");
    let mut found = fs::read_dir(folder).expect("folder").map(|file| file.expect("file").path());
    found.find(|file| file.extension().is_some_and(|end| end == "erased")).expect("the list")
}

#[test]
fn an_erased_owner_does_not_come_back_with_a_backup_and_the_chain_proves_itself() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["a", "b"])).expect("appends");
    record.append(write(2, 0, 2, &["c"])).expect("appends");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    let erased = stone(&record, 1);
    record.entomb(&erased).expect("listed");
    record.entomb(&erased).expect("once");
    assert_eq!(record.tombstones(), std::slice::from_ref(&erased));
    assert_eq!(texts(&record, 1), ["a", "b"], "listed first, destroyed after");
    assert_eq!(record.destroy_entombed().expect("destroyed"), 1);
    assert_eq!(record.verify().expect("whole").erased, 2);
    drop(record);

    let back = Place { data: folder.path().join("back"), root_key: place.root_key.clone() };
    restore(&backup, &back).expect("restores");
    let record = opened(&back).expect("opens");
    assert_eq!(record.tombstones(), [erased]);
    let gone = record.read(OwnerId(id(1)), RECORD, record::StreamId(id(1)));
    assert!(matches!(gone, Err(Problem::Erased)));
    let again = record.append(write(1, 2, 3, &["again"]));
    assert!(matches!(again, Err(Problem::Erased)), "nor do they get a new key");
    assert_eq!(texts(&record, 2), ["c"], "nobody else is touched");
    assert_eq!(record.verify().expect("whole").erased, 2);
}

#[test]
fn the_list_names_nobody_and_nobody_can_write_in_it() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    for owner in [1, 2, 3] {
        record.append(write(owner, 0, owner, &["a"])).expect("appends");
        record.entomb(&stone(&record, owner)).expect("listed");
    }
    drop(record);
    let file = list(&place);
    let whole = fs::read_to_string(&file).expect("text");
    assert!(!whole.contains(&id(1).simple().to_string()), "{whole}");
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines.len(), 4);
    let without_one = [lines[0], lines[1], lines[3]].join("\n");
    let another_reason = whole.replacen("asked", "other", 1);
    let half = whole[..whole.len() - 10].to_owned();
    for wrong in [without_one, another_reason, half, String::new()] {
        fs::write(&file, &wrong).expect("changed");
        assert!(matches!(opened(&place), Err(Problem::TombsDamaged)), "{wrong}");
    }
    fs::write(&file, &whole).expect("whole");
    assert_eq!(opened(&place).expect("opens").tombstones().len(), 3);
}

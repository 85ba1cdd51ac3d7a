//! Keys, locks, marks, versions, backups: each wrong thing has its own clear answer.

use std::{fs, os::unix::fs::PermissionsExt};

use record::{Mark, PracticeId, Problem, Record, RestoreProblem, restore};

use crate::{RECORD, created, id, on_disk, texts, write};

fn opened(place: &record::Place) -> Result<Record, Problem> {
    Record::open(place, Mark::Real)
}

#[test]
fn a_broken_root_key_is_refused() {
    let (folder, place) = on_disk();
    drop(created(&place));
    let whole = fs::read_to_string(&place.root_key).expect("key");
    assert_eq!(fs::metadata(&place.root_key).expect("file").permissions().mode() & 0o777, 0o600);

    fs::write(&place.root_key, &whole[..whole.len() - 10]).expect("short");
    assert!(matches!(opened(&place), Err(Problem::BadRootKey)));
    let digit =
        if whole.contains("a") { whole.replacen('a', "b", 2) } else { whole.replace('1', "2") };
    fs::write(&place.root_key, digit).expect("changed");
    assert!(matches!(opened(&place), Err(Problem::BadRootKey)));
    fs::write(&place.root_key, &whole).expect("whole");
    fs::set_permissions(&place.root_key, fs::Permissions::from_mode(0o644)).expect("wide");
    assert!(matches!(opened(&place), Err(Problem::RootKeyOpen)));
    fs::remove_file(&place.root_key).expect("gone");
    assert!(matches!(opened(&place), Err(Problem::NoRootKey)));
    record::RootKey::create(&place.root_key).expect("another");
    assert!(matches!(opened(&place), Err(Problem::WrongRootKey)));
    drop(folder);
}

#[test]
fn a_record_is_opened_once_and_only_as_what_it_is() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    assert!(matches!(opened(&place), Err(Problem::InUse)));
    drop(record);
    assert!(matches!(Record::open(&place, Mark::Demo), Err(Problem::OtherMark { .. })));
    let again = Record::create(&place, Mark::Real, PracticeId(id(2)), &[RECORD]);
    assert!(matches!(again, Err(Problem::NotEmpty)));
    assert!(opened(&place).is_ok());
}

#[test]
fn a_newer_record_is_refused() {
    let (_folder, place) = on_disk();
    drop(created(&place));
    let connection = rusqlite::Connection::open(place.data.join("record.db")).expect("file");
    connection.pragma_update(None, "user_version", 2).expect("newer");
    drop(connection);
    assert!(matches!(opened(&place), Err(Problem::Newer { found: 2, known: 1 })));
}

#[test]
fn a_backup_made_in_use_comes_back_whole() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["a", "b"])).expect("appends");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    assert!(matches!(record.backup(&backup, &[]), Err(Problem::NotEmpty)));
    record.append(write(1, 2, 2, &["later"])).expect("appends");
    drop(record);

    let mut back = place.clone();
    back.data = folder.path().join("back");
    assert_eq!(restore(&backup, &back).expect("restores").entries, 2);
    assert_eq!(texts(&opened(&back).expect("opens"), 1), ["a", "b"]);
    assert!(matches!(restore(&backup, &back), Err(RestoreProblem::Taken)));
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["a"])).expect("appends");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    drop(record);
    let mut back = place.clone();
    back.data = folder.path().join("back");
    for name in ["record.db", "keys.db"] {
        let path = backup.join(name);
        let whole = fs::read(&path).expect("file");
        let mut changed = whole.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        fs::write(&path, changed).expect("changes");
        assert!(matches!(restore(&backup, &back), Err(RestoreProblem::Damaged(_))));
        assert!(!back.data.exists() && !folder.path().join("back.restoring").exists());
        fs::write(&path, whole).expect("whole");
    }
    back.root_key = folder.path().join("other.key");
    record::RootKey::create(&back.root_key).expect("another key");
    let other = restore(&backup, &back);
    assert!(matches!(other, Err(RestoreProblem::Problem(Problem::WrongRootKey))));
    assert!(!back.data.exists() && !folder.path().join("back.restoring").exists());
    fs::remove_file(backup.join("manifest.json")).expect("gone");
    assert!(matches!(restore(&backup, &back), Err(RestoreProblem::NotABackup)));
}

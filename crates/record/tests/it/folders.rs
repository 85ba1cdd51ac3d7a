//! Folders and files that are not as they should be: each is named, and nothing is touched.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use record::{Mark, Place, PracticeId, Problem, Record, RestoreProblem, restore};
use rusqlite::Connection;

use crate::{RECORD, created, id, on_disk, write};

fn both_ways(place: &Place) -> [Result<(), Problem>; 2] {
    let serve = Record::open(place, Mark::Real).map(drop);
    [serve, Record::open_to_prove(place, Mark::Real).map(drop)]
}

fn made(place: &Place) -> Result<(), Problem> {
    Record::create(place, Mark::Real, PracticeId(id(1)), &[RECORD]).map(drop)
}

#[test]
fn a_damaged_or_missing_file_is_named() {
    let (_folder, place) = on_disk();
    drop(created(&place));
    for name in ["record.db", "keys.db"] {
        let path = place.data.join(name);
        let whole = fs::read(&path).expect("file");
        let mut garbage = whole.clone();
        garbage[..64].fill(b'x');
        for bytes in [garbage, Vec::new()] {
            fs::write(&path, bytes).expect("damaged");
            for outcome in both_ways(&place) {
                let problem = outcome.expect_err("found");
                assert!(problem.is_fault(), "{problem}");
                assert!(matches!(problem, Problem::Damaged { file, .. } if file == name));
            }
        }
        fs::remove_file(&path).expect("gone");
        for outcome in both_ways(&place) {
            assert!(matches!(outcome, Err(Problem::Missing(file)) if file == name));
        }
        // Nothing is made over the half that is left.
        assert!(matches!(made(&place), Err(Problem::Missing(file)) if file == name));
        fs::write(&path, whole).expect("whole");
        assert!(both_ways(&place).iter().all(Result::is_ok));
    }
    let keys = Connection::open(place.data.join("keys.db")).expect("file");
    keys.pragma_update(None, "user_version", 2).expect("newer");
    for outcome in both_ways(&place) {
        assert!(matches!(outcome, Err(Problem::Newer { found: 2, known: 1 })));
    }
}

#[test]
fn a_real_record_is_not_served_as_a_demo_by_a_changed_mark() {
    let (_folder, place) = on_disk();
    drop(created(&place));
    let record = Connection::open(place.data.join("record.db")).expect("file");
    let sql = "UPDATE meta SET value = CAST('demo' AS BLOB) WHERE name = 'mark'";
    record.execute(sql, []).expect("changes");
    drop(record);
    for mark in [Mark::Demo, Mark::Real] {
        assert!(matches!(Record::open(&place, mark), Err(Problem::MarkChanged)));
        assert!(matches!(Record::open_to_prove(&place, mark), Err(Problem::MarkChanged)));
    }
}

#[test]
fn a_record_opened_to_be_proved_takes_nothing() {
    let (_folder, place) = on_disk();
    drop(created(&place));
    let record = Record::open_to_prove(&place, Mark::Real).expect("opens");
    assert!(matches!(record.append(write(1, 0, 1, &["a"])), Err(Problem::ToBeProved)));
    assert!(matches!(record.checkpoint(), Err(Problem::ToBeProved)));
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("folder").permissions().mode() & 0o777
}

/// A folder of somebody's own, with one file.
fn of_others(folder: &Path) -> PathBuf {
    let theirs = folder.join("theirs");
    fs::create_dir(&theirs).expect("folder");
    fs::write(theirs.join("letter.txt"), "Dear Ida").expect("file");
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o755)).expect("mode");
    theirs
}

fn untouched(theirs: &Path) {
    assert_eq!(mode(theirs), 0o755);
    assert_eq!(fs::read_dir(theirs).expect("folder").count(), 1);
}

#[test]
fn a_folder_with_other_files_is_refused_and_left_as_it_is() {
    let (folder, mut place) = on_disk();
    let record = created(&place);
    let theirs = of_others(folder.path());
    assert!(matches!(record.backup(&theirs, &[]), Err(Problem::NotEmpty)));
    untouched(&theirs);
    drop(record);
    place.data = theirs.clone();
    assert!(matches!(made(&place), Err(Problem::NotEmpty)));
    untouched(&theirs);
}

#[test]
fn a_backup_comes_back_to_a_name_with_a_slash_and_to_an_empty_folder() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["a"])).expect("appends");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    drop(record);
    let to = |name: &str| Place { data: folder.path().join(name), ..place.clone() };
    assert_eq!(restore(&backup, &to("back/")).expect("restores").entries, 1);
    assert_eq!(mode(&folder.path().join("back")), 0o700);
    fs::create_dir(folder.path().join("empty")).expect("folder");
    assert_eq!(restore(&backup, &to("empty")).expect("restores").entries, 1);
    let nameless = restore(&backup, &to("empty/.."));
    assert!(matches!(nameless, Err(RestoreProblem::Problem(Problem::NoName))));
    assert!(matches!(restore(&backup, &to("back/")), Err(RestoreProblem::Taken)));
}

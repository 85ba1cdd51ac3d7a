//! Checkpoints: signed while the record is in use, never over what was tampered with, and missed
//! when they are gone.

use std::{fs, time::Duration};

use record::{Fault, Mark, Place, Problem, Record, What};
use rusqlite::{Connection, params};

use crate::{
    created, on_disk,
    tamper::{proved, victim},
    write,
};

fn opened(place: &Place) -> Record {
    Record::open(place, Mark::Real).expect("opens")
}

fn in_record(place: &Place, sql: &str) {
    let connection = Connection::open(place.data.join("record.db")).expect("file");
    connection.execute_batch("DROP TRIGGER entry_stays; DROP TRIGGER entry_is_kept;").ok();
    connection.execute_batch(sql).expect("changes");
}

/// Two entries, then a third, each signed; then every row of the stream as it was after two.
fn put_back() -> (tempfile::TempDir, Place) {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["one", "two"])).expect("appends");
    record.append(write(2, 0, 9, &["another"])).expect("appends");
    drop(record);
    in_record(&place, "CREATE TABLE h AS SELECT * FROM head;");
    let record = opened(&place);
    record.append(write(1, 2, 2, &["three"])).expect("appends");
    drop(record);
    in_record(
        &place,
        "DELETE FROM entry WHERE sequence = 3; DELETE FROM done WHERE version = 3;
         DELETE FROM head; INSERT INTO head SELECT * FROM h; DROP TABLE h;",
    );
    (folder, place)
}

#[test]
fn proving_twice_names_the_fault_twice() {
    let (_folder, place) = put_back();
    for _ in 0..2 {
        assert_eq!(proved(&place).expect_err("found").what, What::Tail);
    }
}

#[test]
fn a_start_and_a_stop_sign_nothing_over_a_stream_that_was_put_back() {
    let (folder, place) = put_back();
    drop(opened(&place));
    assert_eq!(proved(&place).expect_err("found").what, What::Tail);

    // Not even when the stream grows past what was signed.
    let record = opened(&place);
    record.append(write(1, 2, 3, &["other three"])).expect("appends");
    record.append(write(1, 3, 4, &["other four"])).expect("appends");
    let refused = |outcome| match outcome {
        Err(Problem::NotWhole(fault)) => assert_eq!(fault.what, What::Tail),
        other => panic!("{other:?}"),
    };
    refused(record.checkpoint());
    let backup = folder.path().join("backup");
    refused(record.backup(&backup, &[]));
    assert!(!backup.exists(), "no backup of it either");
    drop(record);
    assert_eq!(proved(&place).expect_err("found").what, What::Tail);
}

#[test]
fn what_is_put_back_while_the_record_is_in_use_is_not_signed_over() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["one", "two", "three"])).expect("appends");
    record.append(write(2, 0, 2, &["another"])).expect("appends");
    record.checkpoint().expect("signed");
    in_record(
        &place,
        "DELETE FROM entry WHERE sequence > 1; UPDATE head SET sequence = 1,
         hash = (SELECT hash FROM entry WHERE entry.stream = head.stream);",
    );
    record.append(write(2, 1, 3, &["more"])).expect("appends");
    record.checkpoint().expect("signed as this process knows it");
    drop(record);
    assert_eq!(proved(&place).expect_err("found").what, What::Tail);
}

/// Waits for what the signer does in its own time.
fn until(what: impl Fn() -> bool) {
    for _ in 0..400 {
        if what() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("not signed in time");
}

#[test]
fn a_thousand_entries_are_signed_while_the_record_is_in_use() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["few"])).expect("appends");
    std::thread::sleep(Duration::from_millis(100));
    assert!(record.latest_checkpoint().expect("reads").is_none(), "not for each entry");
    record.append(write(1, 1, 2, &["x"; 1_000])).expect("appends");
    until(|| record.latest_checkpoint().expect("reads").is_some());
    assert_eq!(record.verify().expect("whole").checkpoints, 1);
    // What comes after leads on from it, and only what moved is written again.
    record.append(write(2, 0, 3, &["x"; 1_000])).expect("appends");
    until(|| record.latest_checkpoint().expect("reads").is_some_and(|line| line.number == 2));
    assert_eq!(record.verify().expect("whole").checkpoints, 2);
}

#[test]
fn what_a_killed_process_left_unsigned_is_signed_at_the_next_start() {
    let (_folder, place) = on_disk();
    let killed = created(&place);
    killed.append(write(1, 0, 1, &["one"])).expect("appends");
    std::mem::forget(killed);
    // A record that was forgotten still holds its lock: a new lock file stands for a new process.
    fs::remove_file(place.data.join("lock")).expect("lock");
    assert!(proved(&place).is_ok());
    let record = opened(&place);
    until(|| record.latest_checkpoint().expect("reads").is_some());
}

fn older(fault: &Fault) -> bool {
    matches!(fault.what, What::OlderRecord(_))
}

#[test]
fn a_record_without_the_checkpoint_that_its_keys_know_is_found_and_not_served() {
    let (_folder, place) = victim();
    for sql in [
        "DELETE FROM checkpoint; DELETE FROM checkpoint_head;",
        "DELETE FROM entry; DELETE FROM head; DELETE FROM done;",
    ] {
        in_record(&place, sql);
        assert!(older(&proved(&place).expect_err("found")));
        match Record::open(&place, Mark::Real) {
            Err(Problem::NotWhole(fault)) => assert!(older(&fault)),
            other => panic!("{:?}", other.err()),
        }
    }
}

#[test]
fn one_file_older_than_the_other_is_found() {
    let (folder, place) = victim();
    let (record_db, keys_db) = (place.data.join("record.db"), place.data.join("keys.db"));
    let copy = |name: &str, of: &str| {
        let there = folder.path().join(name);
        fs::copy(place.data.join(of), &there).expect("copied");
        there
    };
    let (old_record, old_keys) = (copy("r1", "record.db"), copy("k1", "keys.db"));
    let grow = |expected: u64| {
        let record = opened(&place);
        record.append(write(1, expected, 100 + u128::from(expected), &["more"])).expect("appends");
    };
    grow(3);
    let (new_record, new_keys) = (copy("r2", "record.db"), copy("k2", "keys.db"));

    fs::copy(&old_record, &record_db).expect("put back");
    assert!(older(&proved(&place).expect_err("found")));
    fs::copy(&new_record, &record_db).expect("whole");

    // One behind is what a kill between the two writes leaves: the record is whole and goes on.
    fs::copy(&old_keys, &keys_db).expect("put back");
    assert!(proved(&place).is_ok());
    grow(4);
    assert!(proved(&place).is_ok());

    fs::copy(&new_keys, &keys_db).expect("one behind again");
    assert!(proved(&place).is_ok());
    fs::copy(&old_keys, &keys_db).expect("two behind");
    assert!(matches!(proved(&place).expect_err("found").what, What::OlderKeys(1)));
}

#[test]
fn the_note_of_the_newest_checkpoint_is_proved() {
    let (_folder, place) = victim();
    let keys = Connection::open(place.data.join("keys.db")).expect("file");
    for (sql, bytes) in [
        ("UPDATE newest_checkpoint SET number = 0, root = ?1", [0_u8; 32]),
        ("UPDATE newest_checkpoint SET mac = ?1", [7; 32]),
        ("DELETE FROM newest_checkpoint WHERE ?1 IS NOT NULL", [0; 32]),
    ] {
        keys.execute(sql, params![bytes]).expect("changes");
        assert_eq!(proved(&place).expect_err("found").what, What::Note, "{sql}");
    }
}

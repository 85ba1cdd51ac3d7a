//! What was changed behind the record's back is found and named.

use record::{Fault, Mark, OwnerId, Place, Record, StreamId, What};
use rusqlite::{Connection, params};

use crate::{created, id, on_disk, write};

/// A record of two streams with three entries each, closed (and so checkpointed).
pub fn victim() -> (tempfile::TempDir, Place) {
    let (folder, place) = on_disk();
    let record = created(&place);
    for stream in [1, 2] {
        for (expected, text) in ["one", "two", "three"].iter().enumerate() {
            let expected = expected as u64;
            let key = stream * 10 + u128::from(expected);
            record.append(write(stream, expected, key, &[text])).expect("appends");
        }
    }
    drop(record);
    (folder, place)
}

/// As `openipt verify` does it.
pub fn proved(place: &Place) -> Result<(), Fault> {
    Record::open_to_prove(place, Mark::Real).map_err(Fault::from)?.verify().map(|_| ())
}

fn tampered(place: &Place, change: impl Fn(&Connection)) -> Result<(), Fault> {
    let connection = Connection::open(place.data.join("record.db")).expect("file");
    connection.execute_batch("DROP TRIGGER entry_stays; DROP TRIGGER entry_is_kept;").ok();
    change(&connection);
    drop(connection);
    proved(place)
}

#[test]
fn every_flipped_byte_of_an_entry_is_found_at_its_place() {
    let (_folder, place) = victim();
    let read = |column: &str| -> Vec<u8> {
        let connection = Connection::open(place.data.join("record.db")).expect("file");
        let sql = format!("SELECT {column} FROM entry ORDER BY stream, sequence LIMIT 1 OFFSET 1");
        connection.query_row(&sql, [], |row| row.get(0)).expect("row")
    };
    let mut cases = 0;
    for column in ["sealed", "hash", "key_id"] {
        let whole = read(column);
        for position in 0..whole.len() {
            let mut changed = whole.clone();
            changed[position] ^= 0x40;
            let put = |connection: &Connection, bytes: &[u8]| {
                let sql = format!(
                    "UPDATE entry SET {column} = ?1 WHERE sequence = 2 AND stream =
                     (SELECT min(stream) FROM entry)"
                );
                connection.execute(&sql, params![bytes]).expect("changes");
            };
            let fault =
                tampered(&place, |connection| put(connection, &changed)).expect_err("found");
            assert_eq!((fault.sequence, fault.what), (2, What::Changed), "{column} {position}");
            let connection = Connection::open(place.data.join("record.db")).expect("file");
            put(&connection, &whole);
            drop(connection);
            cases += 1;
        }
    }
    assert!(cases > 300, "{cases}");
    assert!(tampered(&place, |_| {}).is_ok(), "whole again");
}

fn fault_after(sql: &str) -> Fault {
    let (_folder, place) = victim();
    tampered(&place, |connection| connection.execute_batch(sql).expect("changes"))
        .expect_err("found")
}

#[test]
fn other_changes_are_found_and_named() {
    let of_first = "stream = (SELECT min(stream) FROM entry)";
    let swap_places = format!(
        "UPDATE entry SET sequence = 9 WHERE sequence = 1 AND {of_first};
         UPDATE entry SET sequence = 1 WHERE sequence = 2 AND {of_first};
         UPDATE entry SET sequence = 2 WHERE sequence = 9 AND {of_first};"
    );
    assert_eq!(fault_after(&swap_places).what, What::Changed);
    let swap_streams =
        "CREATE TEMP TABLE a AS SELECT stream, sealed, hash FROM entry WHERE sequence = 1;
        UPDATE entry SET sealed = (SELECT sealed FROM a WHERE a.stream <> entry.stream),
          hash = (SELECT hash FROM a WHERE a.stream <> entry.stream) WHERE sequence = 1;";
    assert_eq!(fault_after(swap_streams).what, What::Changed);
    let at = format!("UPDATE entry SET at = at + 1 WHERE sequence = 3 AND {of_first};");
    assert_eq!(fault_after(&at).what, What::Changed);
    let gap = format!("DELETE FROM entry WHERE sequence = 2 AND {of_first};");
    assert_eq!(fault_after(&gap).what, What::Gap);
    assert_eq!(fault_after("DELETE FROM entry WHERE sequence = 3;").what, What::Head);
    let cut = "DELETE FROM entry WHERE sequence = 3;
        UPDATE head SET sequence = 2, hash = (SELECT hash FROM entry
          WHERE entry.stream = head.stream AND entry.sequence = 2);";
    assert_eq!(fault_after(cut).what, What::Tail);
    let cut_whole =
        format!("DELETE FROM head WHERE {of_first}; DELETE FROM entry WHERE {of_first};");
    assert_eq!(fault_after(&cut_whole).what, What::Tail);
    let exchanged = "CREATE TEMP TABLE s AS SELECT stream, summary FROM head;
        UPDATE head SET summary = (SELECT summary FROM s WHERE s.stream <> head.stream);";
    assert_eq!(fault_after(exchanged).what, What::Summary);
    assert_eq!(fault_after("UPDATE checkpoint SET at = at + 1;").what, What::Checkpoint);
    assert_eq!(
        fault_after("UPDATE checkpoint SET signature = zeroblob(64);").what,
        What::Checkpoint
    );
    assert_eq!(fault_after("DELETE FROM checkpoint_head;").what, What::Checkpoint);
}

#[test]
fn an_older_summary_of_the_same_stream_is_found() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["one"])).expect("appends");
    let tables = Connection::open(place.data.join("record.db")).expect("file");
    let older: Vec<u8> =
        tables.query_row("SELECT summary FROM head", [], |row| row.get(0)).expect("row");
    record.append(write(1, 1, 2, &["two"])).expect("appends");
    drop(record);
    tables.execute("UPDATE head SET summary = ?1", params![older]).expect("changes");
    let found = Fault { stream: Some(StreamId(id(1))), sequence: 2, what: What::Summary };
    assert_eq!(proved(&place).expect_err("found"), found);
}

#[test]
fn a_record_put_back_to_an_earlier_state_is_found_against_a_line_kept_elsewhere() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["one"])).expect("appends");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    record.append(write(1, 1, 2, &["two"])).expect("appends");
    record.checkpoint().expect("checkpoint");
    let line = record.latest_checkpoint().expect("reads").expect("there");
    let kept = line.to_string().parse().expect("a line");
    assert!(record.verify_against(&kept).is_ok());
    drop(record);
    let mut back = place;
    back.data = folder.path().join("back");
    record::restore(&backup, &back).expect("an older but whole record");
    let older = Record::open(&back, Mark::Real).expect("opens");
    assert_eq!(older.verify_against(&kept).expect_err("found").what, What::Rollback);
}

#[test]
fn every_flipped_byte_of_a_summary_or_a_wrapped_key_is_found() {
    let (_folder, place) = victim();
    for (file, table, column) in
        [("record.db", "head", "summary"), ("keys.db", "data_key", "wrapped")]
    {
        let open = || Connection::open(place.data.join(file)).expect("file");
        let sql = format!("SELECT {column} FROM {table} ORDER BY rowid LIMIT 1");
        let whole: Vec<u8> = open().query_row(&sql, [], |row| row.get(0)).expect("row");
        let put = |bytes: &[u8]| {
            let sql = format!(
                "UPDATE {table} SET {column} = ?1 WHERE rowid = (SELECT min(rowid) FROM {table})"
            );
            open().execute(&sql, params![bytes]).expect("changes");
        };
        for position in (0..whole.len()).step_by(3) {
            let mut changed = whole.clone();
            changed[position] ^= 1;
            put(&changed);
            let fault = tampered(&place, |_| {}).expect_err("found");
            match table {
                "head" => assert_eq!(fault.what, What::Summary, "{position}"),
                _ => assert!(matches!(fault.what, What::Unreadable(_)), "{position}: {fault}"),
            }
        }
        put(&whole);
    }
    assert!(tampered(&place, |_| {}).is_ok(), "whole again");
}

#[test]
fn a_missing_key_is_excused_only_if_that_very_key_was_destroyed_on_purpose() {
    let (_folder, place) = victim();
    let record = Record::open(&place, Mark::Real).expect("opens");
    record.destroy_keys(OwnerId(id(2))).expect("erases");
    assert_eq!(record.verify().expect("whole").erased, 3);
    drop(record);
    let keys = Connection::open(place.data.join("keys.db")).expect("file");
    let key: [u8; 16] = keys
        .query_row("SELECT id FROM data_key WHERE owner = ?1", [id(1)], |row| row.get(0))
        .expect("the key of the first");
    keys.execute("DELETE FROM data_key WHERE owner = ?1", [id(1)]).expect("deletes");
    let gone = Fault { stream: Some(StreamId(id(1))), sequence: 1, what: What::NoKey };
    assert_eq!(proved(&place).expect_err("found"), gone);
    // Another's proof does not fit it.
    let copy = "INSERT INTO destroyed_key SELECT ?1, owner, mac FROM destroyed_key";
    keys.execute(copy, [key]).expect("forges");
    assert_eq!(proved(&place).expect_err("found"), gone);
    keys.execute("UPDATE destroyed_key SET owner = ?1", [id(1)]).expect("changes");
    assert_eq!(proved(&place).expect_err("found"), gone);
}

#[test]
fn a_stream_of_two_owners_is_found() {
    let (_folder, place) = victim();
    let record = Record::open(&place, Mark::Real).expect("opens");
    let mut foreign = write(1, 3, 99, &["four"]);
    foreign.owner = OwnerId(id(2));
    record.append(foreign).expect("appends");
    drop(record);
    let found = Fault { stream: Some(StreamId(id(1))), sequence: 4, what: What::Owners };
    assert_eq!(proved(&place).expect_err("found"), found);
}

//! The contract of the port, told once for each store.

use std::sync::Arc;

use record::{Appended, Mark, OwnerId, PracticeId, Problem, Record, StreamId};

use crate::{IDENTITY, RECORD, created, id, on_disk, texts, write};

fn contract(record: &Record) {
    let committed = |version| Appended::Committed { version };
    assert_eq!(record.append(write(1, 0, 1, &["a", "b"])).expect("appends"), committed(2));
    assert_eq!(record.append(write(1, 2, 2, &["c"])).expect("appends"), committed(3));
    assert_eq!(texts(record, 1), ["a", "b", "c"]);
    assert_eq!(record.head(StreamId(id(1))).expect("head"), 3);

    // The same key twice gives one event, and says which version it had.
    let again = record.append(write(1, 0, 1, &["a", "b"])).expect("again");
    assert_eq!(again, Appended::Duplicate { version: 2 });
    assert_eq!(record.committed(StreamId(id(1)), id(2)).expect("known"), Some(3));
    assert_eq!(record.committed(StreamId(id(1)), id(9)).expect("unknown"), None);
    assert!(matches!(record.append(write(1, 3, 1, &["other"])), Err(Problem::KeyUsedOtherwise)));

    // Somebody wrote in between: nothing is appended.
    let late = record.append(write(1, 2, 3, &["late"])).expect("late");
    assert_eq!(late, Appended::Conflict { current: 3 });
    assert_eq!(texts(record, 1).len(), 3);

    // The summary is the last one; a stream that is not there has none.
    let wanted = [(1, 1), (2, 2)].map(|(o, s)| (OwnerId(id(o)), RECORD, StreamId(id(s))));
    let summaries = record.summaries(&wanted).expect("summaries");
    let first = summaries[0].as_ref().expect("there");
    assert_eq!((first.version, first.bytes.as_slice()), (3, b"summary after c".as_slice()));
    assert!(summaries[1].is_none());

    // Loose bytes open only where they were sealed.
    let owner = OwnerId(id(1));
    let sealed = record.seal_loose(owner, IDENTITY, "name", b"Maren").expect("seals");
    assert_eq!(record.open_loose(owner, IDENTITY, "name", &sealed).expect("opens"), b"Maren");
    assert!(record.open_loose(owner, IDENTITY, "other", &sealed).is_err());
    assert!(record.open_loose(owner, RECORD, "name", &sealed).is_err());

    record.append(write(2, 0, 10, &["x"])).expect("a second stream");
    record.checkpoint().expect("checkpoint");
    let verified = record.verify().expect("whole");
    assert_eq!((verified.streams, verified.entries, verified.checkpoints), (2, 4, 1));

    // Erasure: the content is gone, the chain still proves itself.
    record.destroy_keys(OwnerId(id(2))).expect("erases");
    assert!(matches!(record.read(OwnerId(id(2)), RECORD, StreamId(id(2))), Err(Problem::Erased)));
    assert!(matches!(record.append(write(2, 1, 11, &["y"])), Err(Problem::Erased)));
    assert_eq!(record.verify().expect("whole").erased, 1);
}

#[test]
fn the_contract_holds_in_memory() {
    contract(&Record::in_memory(PracticeId(id(1)), &[RECORD, IDENTITY]).expect("record"));
}

#[test]
fn the_contract_holds_on_sqlite_and_after_opening_again() {
    let (_folder, place) = on_disk();
    let record = created(&place);
    contract(&record);
    drop(record);
    let record = Record::open(&place, Mark::Real).expect("opens");
    assert_eq!(texts(&record, 1), ["a", "b", "c"]);
    assert_eq!(record.verify().expect("whole").entries, 4);
}

#[test]
fn of_many_writers_to_one_stream_one_wins_each_version() {
    let (_folder, place) = on_disk();
    let record = Arc::new(created(&place));
    let writers: Vec<_> = (0..8_u128)
        .map(|writer| {
            let record = Arc::clone(&record);
            std::thread::spawn(move || {
                let mut won = 0_u64;
                for n in 0..40_u128 {
                    loop {
                        let version = record.head(StreamId(id(1))).expect("head");
                        let key = 1 + writer * 1000 + n;
                        match record.append(write(1, version, key, &["w"])).expect("appends") {
                            Appended::Committed { .. } => break won += 1,
                            Appended::Conflict { .. } => {}
                            Appended::Duplicate { .. } => panic!("never sent twice"),
                        }
                    }
                }
                won
            })
        })
        .collect();
    let won: u64 = writers.into_iter().map(|writer| writer.join().expect("writer")).sum();
    assert_eq!(won, 320);
    assert_eq!(record.verify().expect("whole").entries, 320);
}

#[test]
fn nothing_of_the_content_is_in_the_files() {
    let (folder, place) = on_disk();
    let record = created(&place);
    record.append(write(1, 0, 1, &["canary-entry-4711"])).expect("appends");
    record.seal_loose(OwnerId(id(1)), IDENTITY, "p", b"canary-loose-4711").expect("seals");
    let backup = folder.path().join("backup");
    record.backup(&backup, &[]).expect("backup");
    let look = |path: &std::path::Path| {
        for file in std::fs::read_dir(path).expect("folder") {
            let bytes = std::fs::read(file.expect("file").path()).expect("bytes");
            assert!(!bytes.windows(6).any(|part| part == b"canary"));
        }
    };
    look(&place.data);
    drop(record);
    look(&place.data);
    look(&backup);
}

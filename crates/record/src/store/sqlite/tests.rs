use std::sync::Arc;

use super::{
    file::{create, engine_is_sound},
    *,
};
use crate::{Append, Domain, Mark, OwnerId, Record, key, keyring::Keyring};

const RECORD: Domain = Domain("record");

#[test]
fn an_engine_that_can_lose_writes_is_refused() {
    assert!(engine_is_sound(3_051_002, "3.51.2").is_err());
    assert!(engine_is_sound(3_051_003, "3.51.3").is_ok());
    assert!(engine_is_sound(rusqlite::version_number(), rusqlite::version()).is_ok());
}

#[test]
fn on_a_full_disk_nothing_is_half_written_and_all_before_it_is_there() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("record.db");
    let practice = PracticeId(Uuid::from_u128(1));
    create(&path, &[]).expect("created");
    let store = Sqlite::open(&path, practice, Intent::Serve).expect("opens");
    store.bound(60).expect("bounded");
    let root = crate::RootKey(key::Secret::random().expect("random"));
    let keys = Keyring::create(None, &root, practice, Mark::Real, &[RECORD]).expect("keys");
    let record = Record::with(practice, Mark::Real, Arc::new(store), keys, None, None);
    let record = record.expect("record");
    let owner = OwnerId(Uuid::from_u128(2));
    let stream = StreamId(Uuid::from_u128(2));
    let mut version = 0;
    let full = loop {
        let outcome = record.append(Append {
            owner,
            domain: RECORD,
            stream,
            expected: version,
            key: Uuid::new_v4(),
            asked: Vec::new(),
            entries: vec![vec![7; 4000]],
            summary: vec![7; 100],
            at: jiff::Timestamp::UNIX_EPOCH,
        });
        match outcome {
            Ok(Appended::Committed { version: now }) => version = now,
            Ok(other) => panic!("{other:?}"),
            Err(problem) => break problem,
        }
    };
    assert!(full.is_disk_full(), "{full}");
    assert!(version > 5);
    let read = record.read(owner, RECORD, stream).expect("reads");
    assert_eq!(u64::try_from(read.len()).expect("few"), version);
    assert_eq!(record.verify().expect("whole").entries, version);
}

#[test]
fn the_log_is_folded_into_the_file_when_it_is_long() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("record.db");
    let practice = PracticeId(Uuid::from_u128(1));
    create(&path, &[]).expect("created");
    let store = Sqlite::open(&path, practice, Intent::Serve).expect("opens");
    let look = || file::waiting(&store.writing(), "PRAGMA wal_checkpoint(NOOP)").expect("told");
    let (mut most, mut folded) = (0, false);
    for n in 0..48 {
        let stream = StreamId(Uuid::from_u128(n));
        let sealed = vec![7; 1 << 20];
        let entry = SealedEntry { sequence: 1, at: 0, key_id: [0; 16], sealed, hash: [0; 32] };
        let write = SealedWrite {
            stream,
            expected: 0,
            before: chain::genesis(practice, stream),
            key: Uuid::from_u128(n),
            body_mac: Vec::new(),
            entries: vec![entry],
            summary: Vec::new(),
            summary_key: [0; 16],
            version: 1,
        };
        store.append(&[write]).expect("appends");
        folded |= look() < most;
        most = most.max(look());
    }
    assert!(folded && most < 8_400, "{most}");
}

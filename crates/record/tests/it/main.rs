#![allow(missing_docs)] // a test binary has no readers but this file's
//! Stories of the record: one contract for every store, tampering, broken keys, backups.

mod checkpoints;
mod folders;
mod keys;
mod story;
mod tamper;
mod tombs;

use record::{Append, Domain, Mark, OwnerId, Place, PracticeId, Record, StreamId};
use uuid::Uuid;

pub const RECORD: Domain = Domain("record");
pub const IDENTITY: Domain = Domain("identity");

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn on_disk() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().expect("folder");
    let place =
        Place { data: folder.path().join("data"), root_key: folder.path().join("root.key") };
    (folder, place)
}

pub fn created(place: &Place) -> Record {
    Record::create(place, Mark::Real, PracticeId(id(1)), &[RECORD, IDENTITY]).expect("created")
}

pub fn write(stream: u128, expected: u64, key: u128, texts: &[&str]) -> Append {
    Append {
        owner: OwnerId(id(stream)),
        domain: RECORD,
        stream: StreamId(id(stream)),
        expected,
        key: id(key),
        asked: texts.join(" ").into_bytes(),
        entries: texts.iter().map(|text| text.as_bytes().to_vec()).collect(),
        summary: format!("summary after {}", texts.join(" ")).into_bytes(),
        at: "2026-11-24T10:00:00Z".parse().expect("a moment"),
    }
}

pub fn texts(record: &Record, stream: u128) -> Vec<String> {
    record
        .read(OwnerId(id(stream)), RECORD, StreamId(id(stream)))
        .expect("reads")
        .into_iter()
        .map(|entry| String::from_utf8(entry.bytes).expect("text"))
        .collect()
}

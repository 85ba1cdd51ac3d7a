//! What was written in the demo practice is found in none of its files: not in the record, its log,
//! the tables, their log, nor in a backup (security plan §4.6, P1).

use std::{collections::HashSet, fs, path::Path};

use serde_json::Value;

use crate::world;

/// So many texts at least (issue: 1,000).
const LEAST: usize = 1_000;
/// A text is known by its first bytes.
const KNOWN_BY: usize = 12;

/// The texts that a person wrote: with a space in them, so that no code is taken for one.
fn written(value: &Value, into: &mut HashSet<Vec<u8>>) {
    match value {
        Value::String(text) if text.contains(' ') => {
            into.extend(text.as_bytes().get(..KNOWN_BY).map(<[u8]>::to_vec));
        }
        Value::Array(all) => all.iter().for_each(|value| written(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| written(value, into)),
        _ => {}
    }
}

/// The texts that stand in a file of this folder, and how many bytes were looked at.
fn found(folder: &Path, planted: &HashSet<Vec<u8>>) -> (Vec<String>, usize) {
    let (mut found, mut bytes) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file")) {
        if entry.file_type().expect("a kind").is_dir() {
            let (more, size) = self::found(&entry.path(), planted);
            found.extend(more);
            bytes += size;
            continue;
        }
        let content = fs::read(entry.path()).expect("read");
        bytes += content.len();
        let hits = content.windows(KNOWN_BY).filter(|window| planted.contains(*window));
        let file = entry.path().display().to_string();
        found.extend(hits.map(|hit| format!("{file}: {}", String::from_utf8_lossy(hit))));
    }
    (found, bytes)
}

#[tokio::test]
async fn a_thousand_texts_stand_in_no_file_in_clear() {
    let world = world();
    let mut planted = HashSet::new();
    for (who, clients) in [
        ("Ruth Albrecht", ["Maren", "Leila Haddad", "Piotr Nowak", "Geoffrey Ames", "Jun Park"]),
        (
            "Daniel Okafor",
            [
                "Esther Lindqvist",
                "Niamh Corrigan",
                "Henrik Solberg",
                "Sofia Brandt",
                "Niamh Corrigan",
            ],
        ),
    ] {
        for client in clients {
            written(&world.exported(who, client).await, &mut planted);
        }
    }
    assert!(planted.len() >= LEAST, "{} texts", planted.len());
    let backup = world.folder.path().join("backup");
    world.clinic.backup(&backup).expect("backed up");
    let (hits, bytes) = found(world.folder.path(), &planted);
    assert!(bytes > 1_000_000, "the files were looked at: {bytes} bytes");
    assert_eq!(hits, Vec::<String>::new());
    // One that lies about in clear is found.
    let clear = planted.iter().next().expect("one").clone();
    fs::write(world.folder.path().join("left"), [b"...".to_vec(), clear].concat()).expect("left");
    assert_eq!(found(world.folder.path(), &planted).0.len(), 1);
}

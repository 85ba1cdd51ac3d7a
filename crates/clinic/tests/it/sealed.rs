//! What the plain tables keep: nothing in clear that tells of a client, and hashes of today.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use clinic::{Clinic, Problem};
use record::{Mark, Place};
use rusqlite::params;
use uuid::Uuid;

use crate::{PASSPHRASE, clock, tables, world_on_disk};

fn holds(place: &Place, planted: &str) -> bool {
    std::fs::read_dir(&place.data).expect("folder").any(|file| {
        let bytes = std::fs::read(file.expect("file").path()).expect("bytes");
        bytes.windows(planted.len()).any(|part| part == planted.as_bytes())
    })
}

#[test]
fn what_an_older_program_kept_in_clear_is_sealed() {
    let (_folder, place, world) = world_on_disk();
    let course = world.refer("Maren");
    let client = world.working(course).client();
    let (path, tab) = (format!("/courses/{course}/triad"), Uuid::from_u128(1));
    world.clinic.save_draft(&world.working(course).desk(), &path, tab, "note=x").expect("saved");
    let ruth = world.ruth.clone();
    drop(world);
    // The tables as the first version had them, with the same rows.
    let raw = tables(&place);
    let sealed: (Vec<u8>, Vec<u8>) = raw
        .query_row("SELECT owner, sealed FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the draft");
    let first = include_str!("../../migrations/0001_practice.sql");
    let part = |mark: &str, end: &str| {
        let from = first.find(mark).expect("part");
        first[from..].split_once(end).map_or(&first[from..], |(part, _)| part).to_owned()
    };
    raw.execute_batch(&format!(
        "DROP TABLE access_log; DROP TABLE draft; DROP INDEX invitation_of_account;
         ALTER TABLE invitation DROP COLUMN made_by; ALTER TABLE invitation DROP COLUMN made_at;
         ALTER TABLE invitation DROP COLUMN works_from;
         {}; {}; PRAGMA user_version=1;",
        part("CREATE TABLE draft ", ";"),
        part("CREATE TABLE access_log", "\u{0}"),
    ))
    .expect("as it was");
    raw.execute(
        "INSERT INTO access_log(at, account, resource, verb, client, course, room)
         VALUES (5, ?1, 'course', 'read', ?2, ?3, 'safety_plan')",
        params![ruth.id().0, client.0, course.0],
    )
    .expect("a look");
    raw.execute(
        "INSERT INTO draft VALUES (?1, ?2, ?3, 1772442000000, ?4, ?5)",
        params![ruth.id().0, path, tab, sealed.0, sealed.1],
    )
    .expect("a draft");
    drop(raw);
    assert!(holds(&place, "safety_plan") && holds(&place, "triad"));

    let clinic = Clinic::open(&place, Mark::Real, Arc::new(clock())).expect("opens");
    let ruth = clinic.sign_in("ruth", PASSPHRASE).expect("in").actor;
    let access: clinic::Access<clinic::TheCourse, clinic::Read> =
        clinic.may(&ruth, course, "course").expect("may");
    let looks = clinic.looks(&access, 10).expect("looks");
    assert!(looks.iter().any(|look| look.room == "safety_plan" && look.at.as_millisecond() == 5));
    let drafts = clinic.drafts(&access.desk(), &path).expect("drafts");
    assert_eq!(drafts.iter().map(|draft| draft.body.as_str()).collect::<Vec<_>>(), ["note=x"]);
    drop(clinic);
    assert!(!holds(&place, "safety_plan") && !holds(&place, "triad"));
}

#[test]
fn an_export_by_the_operator_stands_in_the_access_log() {
    let (_folder, _place, world) = world_on_disk();
    let course = world.refer("Maren");
    let client = world.working(course).client();
    let nobody = world.clinic.as_operator(ipt::ClientId(Uuid::from_u128(7)));
    assert!(matches!(nobody, Err(Problem::NotYours)));
    let file = world.clinic.file_of(&world.clinic.as_operator(client).expect("there"));
    assert_eq!(file.expect("whole").courses.len(), 1);
    let looks = world.clinic.looks(&world.working(course), 10).expect("looks");
    let export = looks.iter().find(|look| look.room == "export").expect("logged");
    assert_eq!(export.who, clinic::audit::OPERATOR);
}

#[test]
fn a_weak_hash_is_still_known_and_made_anew() {
    let (_folder, place, world) = world_on_disk();
    let salt = [7_u8; 16];
    let mut hash = [0_u8; 32];
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(19_456, 2, 1, Some(32)).expect("parameters"),
    )
    .hash_password_into(PASSPHRASE.as_bytes(), &salt, &mut hash)
    .expect("hash");
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let old = format!("argon2id$19$19456,2,1${}${}", hex(&salt), hex(&hash));
    let raw = tables(&place);
    let set = "UPDATE account SET passphrase = ?2 WHERE id = ?1";
    raw.execute(set, params![world.ruth.id().0, old]).expect("as it was");
    assert!(matches!(world.clinic.sign_in("ruth", "wrong"), Err(Problem::NotKnown)));
    world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    let now: String = raw
        .query_row(
            "SELECT passphrase FROM account WHERE id = ?1",
            params![world.ruth.id().0],
            |row| row.get(0),
        )
        .expect("hash");
    assert!(now.starts_with("argon2id$19$65536,3,1$"), "{now}");
    world.clinic.sign_in("ruth", PASSPHRASE).expect("in with the new one");
}

#[test]
fn a_full_disk_is_told_apart_in_the_plain_tables_too() {
    let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
    let problem = Problem::from(rusqlite::Error::SqliteFailure(full, None));
    assert!(matches!(problem, Problem::DiskFull) && problem.is_disk_full());
    assert!(Problem::from(record::Problem::DiskFull).is_disk_full());
    assert!(!Problem::Busy.is_disk_full());
}

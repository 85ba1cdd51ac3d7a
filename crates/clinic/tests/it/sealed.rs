//! What the plain tables keep: nothing in clear that tells of a client, and hashes of today.

use argon2::{Algorithm, Argon2, Params, Version};
use clinic::Problem;
use record::Place;
use rusqlite::params;
use uuid::Uuid;

use crate::{PASSPHRASE, tables, world_on_disk};

fn holds(place: &Place, planted: &str) -> bool {
    std::fs::read_dir(&place.data).expect("folder").any(|file| {
        let bytes = std::fs::read(file.expect("file").path()).expect("bytes");
        bytes.windows(planted.len()).any(|part| part == planted.as_bytes())
    })
}

#[test]
fn neither_the_room_looked_at_nor_the_place_of_a_draft_stands_in_clear() {
    let (_folder, place, world) = world_on_disk();
    let course = world.refer("Maren");
    let tab = Uuid::from_u128(1);
    let path = format!("/courses/{course}/triad");
    world.clinic.save_draft(&world.working(course).desk(), &path, tab, "note=x").expect("saved");
    let looked: clinic::Access<clinic::TheCourse, clinic::Read> =
        world.clinic.may(&world.ruth, course, "safety_plan").expect("may");
    let looks = world.clinic.looks(&looked, 10).expect("looks");
    assert!(looks.iter().any(|look| look.room == "safety_plan"));
    assert!(!holds(&place, "safety_plan") && !holds(&place, "triad"));
}

#[test]
fn an_export_by_the_operator_stands_in_the_access_log() {
    let (_folder, _place, world) = world_on_disk();
    let course = world.refer("Maren");
    let client = world.working(course).client();
    let nobody = world.clinic.as_operator(ipt::ClientId(Uuid::from_u128(7)));
    assert!(matches!(nobody, Err(Problem::NotYours)));
    let file = world.clinic.file_of(
        &world.clinic.as_operator(client).expect("there"),
        clinic::file::Labelled::LeftOut,
    );
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

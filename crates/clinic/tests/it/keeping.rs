//! Backups, restores, and what a thief of the files would find.

use std::sync::Arc;

use clinic::{Clinic, keeping};
use record::{Mark, Place};
use uuid::Uuid;

use crate::{clock, world_of};

fn on_disk() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().expect("folder");
    let place =
        Place { data: folder.path().join("data"), root_key: folder.path().join("root.key") };
    (folder, place)
}

#[test]
fn nothing_that_names_or_describes_a_person_is_in_the_files() {
    let (folder, place) = on_disk();
    let clock = clock();
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock.clone())).expect("created");
    let world = world_of(clinic, clock);
    let course = world.refer("Canaryname");
    let path = format!("/courses/{course}/triad");
    let desk = world.working(course).desk();
    world.clinic.save_draft(&desk, &path, Uuid::from_u128(1), "note=Canarydraft").expect("saved");
    let look: clinic::Access<clinic::TheCourse, clinic::Read> =
        world.clinic.may(&world.ruth, course, "safety_plan").expect("may");
    let looks = world.clinic.looks(&look, 10).expect("looks");
    assert_eq!(looks[0].room, "safety_plan");
    let mail = "canarybox@practice.example";
    world.clinic.set_mail_address(&world.staff(), world.ruth.id(), mail).expect("set");
    let backup = folder.path().join("backup");
    world.clinic.backup(&backup).expect("backup");
    drop(world);
    for folder in [&place.data, &backup] {
        for file in std::fs::read_dir(folder).expect("folder") {
            let path = file.expect("file").path();
            let bytes = std::fs::read(&path).expect("bytes");
            for planted in [
                "Canary",
                "canarybox",
                "practice.example",
                "Low since spring",
                "Ruth",
                "ruth",
                "tomas",
                "ipt_standard",
                "triad",
                "safety_plan",
                "referral",
            ] {
                let found = bytes.windows(planted.len()).any(|part| part == planted.as_bytes());
                assert!(!found, "{planted} in {}", path.display());
            }
        }
    }
}

#[test]
fn a_whole_practice_comes_back_from_its_backup() {
    let (folder, place) = on_disk();
    let clock = clock();
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock.clone())).expect("created");
    let world = world_of(clinic, clock.clone());
    let course = world.refer("Maren");
    let before = world
        .clinic
        .client_file(&world.working(course), &crate::fresh(&world.clinic, &world.ruth))
        .expect("file")
        .to_json()
        .expect("whole");
    let backup = folder.path().join("backup");
    world.clinic.backup(&backup).expect("backup");
    world.refer("Later");
    drop(world);

    let back = Place { data: folder.path().join("back"), root_key: place.root_key.clone() };
    keeping::restore(&backup, &back).expect("restored");
    let clinic = Clinic::open(&back, Mark::Real, Arc::new(clock)).expect("opens");
    let ruth =
        clinic.sign_in("ruth", crate::PASSPHRASE).expect("in").here().expect("one step").actor;
    let caseload = clinic.may(&ruth, (), "caseload").expect("may");
    let _: &clinic::Access<clinic::permission::TheCaseload, clinic::Read> = &caseload;
    let rows = clinic.caseload(&caseload).expect("caseload").rows;
    assert_eq!(rows.len(), 1);
    let access: clinic::Access<clinic::TheCourse, clinic::Read> =
        clinic.may(&ruth, course, "course").expect("may");
    let after = clinic
        .client_file(&access, &crate::fresh(&clinic, access.actor()))
        .expect("file")
        .to_json()
        .expect("whole");
    assert_eq!(before["courses"], after["courses"], "word for word");
    assert_eq!(before["identity"], after["identity"]);
}

#[test]
fn a_backup_leaves_a_folder_with_other_files_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, place) = on_disk();
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock())).expect("created");
    let theirs = folder.path().join("theirs");
    std::fs::create_dir(&theirs).expect("folder");
    std::fs::write(theirs.join("letter.txt"), "Dear Ida").expect("file");
    std::fs::set_permissions(&theirs, std::fs::Permissions::from_mode(0o755)).expect("mode");
    let refused = clinic.backup(&theirs);
    assert!(matches!(refused, Err(clinic::Problem::Record(record::Problem::NotEmpty))));
    assert_eq!(std::fs::read_dir(&theirs).expect("folder").count(), 1);
    let mode = std::fs::metadata(&theirs).expect("folder").permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
}

#[test]
fn a_practice_of_another_version_is_refused() {
    let (_folder, place) = on_disk();
    drop(Clinic::create(&place, Mark::Real, Arc::new(clock())).expect("created"));
    let tables = rusqlite::Connection::open(place.data.join(clinic::PRACTICE_FILE)).expect("file");
    tables.pragma_update(None, "user_version", 99).expect("newer");
    drop(tables);
    let opened = Clinic::open(&place, Mark::Real, Arc::new(clock()));
    assert!(matches!(opened, Err(clinic::Problem::Newer { found: 99, .. })));
    let tables = rusqlite::Connection::open(place.data.join(clinic::PRACTICE_FILE)).expect("file");
    tables.pragma_update(None, "user_version", 1).expect("before the first");
    drop(tables);
    let opened = Clinic::open(&place, Mark::Real, Arc::new(clock()));
    assert!(matches!(opened, Err(clinic::Problem::Tables(_))));
}

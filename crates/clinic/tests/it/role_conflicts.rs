//! Conflict of roles: whoever works in a course reads that somebody close to its client is a client
//! too; the client does not.

use clinic::{
    Access, Actor, Problem, Read, TheCourse, Write,
    emergency::{EmergencyReason, Opening},
    permission::{TheEmergency, TheOwnCourse},
    role_conflict::{Closeness, RoleConflict},
};
use ipt::CourseId;
use uuid::Uuid;

use crate::{PASSPHRASE, World, fresh, tables, work, world, world_on_disk};

fn conflict(words: &str) -> RoleConflict {
    RoleConflict { closeness: Closeness::Partner, words: words.to_owned() }
}

fn note(world: &World, who: &Actor, course: CourseId, words: &str) -> Result<(), Problem> {
    let access: Access<TheCourse, Write> = world.clinic.may(who, course, "role-conflicts")?;
    world.clinic.note_role_conflict(&access, Uuid::new_v4(), &conflict(words))
}

fn stands(world: &World, who: &Actor, course: CourseId) -> bool {
    world.clinic.role_conflict_stands(who, course).expect("reads")
}

#[test]
fn who_leads_writes_it_once_in_words_and_takes_it_back_once() {
    let world = world();
    let (maren, noor) = (world.refer("Maren"), world.refer("Noor"));
    let (hers, other) = (world.working(maren), world.working(noor));
    assert!(matches!(note(&world, &world.ruth, maren, " "), Err(Problem::WordsMissing)));
    assert!(!stands(&world, &world.ruth, maren));
    let key = Uuid::new_v4();
    for _ in 0..2 {
        let said = conflict("Her partner comes to Daniel, on other days.");
        world.clinic.note_role_conflict(&hers, key, &said).expect("written");
    }
    // The same words in two courses, from one form, are two lines.
    world.clinic.note_role_conflict(&other, key, &conflict("Another.")).expect("written");
    let [one] = &world.clinic.role_conflicts(&hers).expect("reads")[..] else { panic!("one") };
    assert_eq!((one.by, one.at, one.withdrawn), (world.ruth.id(), world.clinic.now(), None));
    assert_eq!(one.conflict, conflict("Her partner comes to Daniel, on other days."));

    let elsewhere = world.clinic.withdraw_role_conflict(&other, one.id);
    assert!(matches!(elsewhere, Err(Problem::NotYours)), "by the proof of another course");
    assert!(stands(&world, &world.ruth, maren));
    world.clinic.withdraw_role_conflict(&hers, one.id).expect("taken back");
    assert!(matches!(world.clinic.withdraw_role_conflict(&hers, one.id), Err(Problem::NotYours)));
    assert!(!stands(&world, &world.ruth, maren) && stands(&world, &world.ruth, noor));
    let [one] = &world.clinic.role_conflicts(&hers).expect("reads")[..] else { panic!("stays") };
    assert_eq!(one.withdrawn, Some((world.ruth.id(), world.clinic.now())));
}

#[test]
fn whoever_works_in_the_course_is_warned_and_nobody_else() {
    let world = world();
    let course = work::accepted(&world, "Piotr Nowak");
    note(&world, &world.ruth, course, "His sister comes too.").expect("written");
    assert!(stands(&world, &world.ruth, course));
    for other in [&world.mallory, &world.tomas] {
        assert!(!stands(&world, other, course), "nothing joins them");
        assert!(matches!(note(&world, other, course, "x"), Err(Problem::NotYours)));
    }
    let access: Access<TheEmergency, Write> =
        world.clinic.may(&world.mallory, (), "emergency").expect("may");
    let reason = EmergencyReason::DangerToClient;
    let opening = Opening { name: "Piotr Nowak", born: None, reason, words: "He rang." };
    let code = fresh(&world.clinic, &world.mallory);
    world.clinic.open_emergency(&access, &code, &opening).expect("opened");
    assert!(stands(&world, &world.mallory, course), "who acts in an emergency must know it");
    let reads: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "role-conflicts").expect("may");
    let [one] = &world.clinic.role_conflicts(&reads).expect("reads")[..] else { panic!("one") };
    assert!(matches!(note(&world, &world.mallory, course, "x"), Err(Problem::OnlySafety)));
    let back = world.clinic.withdraw_role_conflict(&reads, one.id);
    assert!(matches!(back, Err(Problem::OnlySafety)));
}

#[test]
fn the_client_is_neither_shown_it_nor_handed_it_nor_told_that_somebody_read_it() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    note(&world, &world.ruth, course, "Her partner comes too.").expect("written");
    let read: Access<TheCourse, Read> =
        world.clinic.may(&world.ruth, course, "role-conflicts").expect("may");
    let token = world.clinic.invite_client(&world.working(course), "maren").expect("link").token;
    let maren = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    assert!(!stands(&world, &maren, course));
    let own: Access<TheOwnCourse, Read> = world.clinic.may(&maren, course, "looks").expect("may");
    let looks = world.clinic.own_looks(&own, 50).expect("reads");
    assert!(looks.iter().all(|look| look.room != "role-conflicts"), "{looks:?}");
    let by_ruth = looks.iter().filter(|look| look.who == "Ruth Albrecht" && look.room == "course");
    assert!(by_ruth.count() >= 2, "the looks themselves stay");
    let staff = world.clinic.looks(&read, 50).expect("reads");
    assert!(staff.iter().any(|look| look.room == "role-conflicts"), "who leads it reads which");
    let file = world.clinic.client_file(&read, &fresh(&world.clinic, &world.ruth)).expect("file");
    let whole = file.to_json().expect("whole").to_string();
    assert!(!whole.contains("partner") && !whole.contains("role-conflict"), "{whole}");
}

#[test]
fn its_line_is_not_changed_and_holds_no_word_in_clear() {
    let (_folder, place, world) = world_on_disk();
    let course = world.refer("Maren");
    note(&world, &world.ruth, course, "Canarypartner comes too.").expect("written");
    let hers = world.working(course);
    let id = world.clinic.role_conflicts(&hers).expect("reads")[0].id;
    world.clinic.withdraw_role_conflict(&hers, id).expect("taken back");
    let tables = tables(&place);
    for change in [
        "UPDATE role_conflict SET sealed = x'00'",
        "UPDATE role_conflict SET course = x'00'",
        "UPDATE role_conflict SET made_by = x'00'",
        "UPDATE role_conflict SET withdrawn_by = NULL, withdrawn_at = NULL",
    ] {
        assert!(tables.execute(change, []).is_err(), "{change}");
    }
    for file in [clinic::PRACTICE_FILE.to_owned(), format!("{}-wal", clinic::PRACTICE_FILE)] {
        let found = std::fs::read(place.data.join(file)).unwrap_or_default();
        assert!(!found.windows(6).any(|part| part == b"Canary"));
    }
}

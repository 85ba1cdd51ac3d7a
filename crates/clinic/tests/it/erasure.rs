//! A client is erased: by two people, not while anything stands in the way, and for good.

use std::sync::Arc;

use clinic::{
    Access, Actor, Clinic, Problem, Read, Role, TheAccounts, TheRetention, Write,
    audit::Capacity,
    erasure::{Asking, Found, Obstacle, Reason},
    keeping,
    permission::TheSettings,
    retention::Kept,
};
use ipt::{ClientId, CourseId};
use jiff::ToSpan;
use record::{Mark, Place};
use uuid::Uuid;

use crate::{PASSPHRASE, World, tables, world, world_on_disk};

mod second_person;

/// A client whose course was closed at once: redirected elsewhere.
fn closed(world: &World, name: &str) -> (CourseId, ClientId) {
    let course = world.refer(name);
    crate::referrals::close(world, course);
    (course, world.working(course).client())
}

fn administrator(world: &World, name: &str, login: &str) -> Actor {
    let (staff, fresh) = (world.staff(), world.fresh());
    let id = world.clinic.add_account(&staff, &fresh, Role::Administrator, name, login);
    let id = id.expect("account");
    let token = world.clinic.invite(&staff, &fresh, id).expect("invited").token;
    crate::roles::a_day_goes_by(world);
    world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor
}

fn about(world: &World, who: &Actor, client: ClientId) -> Access<TheRetention, Write> {
    world.clinic.may(who, client, "erasure").expect("may")
}

fn asking(despite: &str) -> Asking {
    let words = "By letter of 1 March.".to_owned();
    Asking { reason: Reason::ClientAsked, words, despite: despite.to_owned() }
}

fn obstacle(outcome: Result<(), Problem>) -> Option<Obstacle> {
    match outcome {
        Ok(()) => None,
        Err(Problem::NotErased(obstacle)) => Some(obstacle),
        Err(other) => panic!("{other}"),
    }
}

fn in_germany(world: &World) {
    let access: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let set = |code: &str| {
        world.clinic.alter_settings(&access, |stand| {
            code.clone_into(&mut stand.retention);
            Ok(())
        })
    };
    assert!(matches!(set("atlantis"), Err(Problem::Setting("retention"))));
    set("germany").expect("set");
}

fn years_later(world: &World, years: i64) {
    let day = world.clinic.today().checked_add(years.years()).expect("a day");
    let then = jiff::tz::TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).expect("a moment");
    world.clock.set(then);
}

fn request(world: &World, client: ClientId) -> Uuid {
    let access = about(world, &world.tomas, client);
    world.clinic.erasure_request(&access).expect("read").expect("asked").id
}

#[test]
fn it_is_refused_while_the_record_must_be_kept_and_two_people_may_set_that_aside() {
    let world = world();
    let vera = administrator(&world, "Vera Lindqvist", "lindqvist");
    let (_, client) = closed(&world, "Maren");
    let ask = |despite| {
        obstacle(world.clinic.ask_erasure(&about(&world, &world.tomas, client), &asking(despite)))
    };
    assert_eq!(ask(""), Some(Obstacle::NoRule));
    in_germany(&world);
    let kept = || world.clinic.retention(&about(&world, &world.tomas, client)).expect("read").kept;
    assert_eq!(kept(), Kept::Until("2036-03-03".parse().expect("a day")));
    assert_eq!(ask(""), Some(Obstacle::StillKept));
    let wordless = Asking { words: " ".into(), ..asking("") };
    let wordless = world.clinic.ask_erasure(&about(&world, &world.tomas, client), &wordless);
    assert!(matches!(wordless, Err(Problem::WordsMissing)));

    // A course that is open has no term yet.
    let open = world.working(world.refer("Ida")).client();
    let ida = about(&world, &world.tomas, open);
    assert_eq!(obstacle(world.clinic.ask_erasure(&ida, &asking(""))), Some(Obstacle::Open));

    // Set aside, with a reason that both have seen.
    assert_eq!(ask("The court of appeal ordered it."), None);
    assert_eq!(ask("Again."), Some(Obstacle::AskedAlready));
    let seen = request(&world, client);
    let asked = world.clinic.erasure_request(&about(&world, &vera, client)).expect("read");
    assert_eq!(asked.expect("asked").asking.despite, "The court of appeal ordered it.");
    world
        .clinic
        .confirm_erasure(&about(&world, &vera, client), &crate::fresh(&world.clinic, &vera), seen)
        .expect("erased");
    let gone = world.clinic.may::<TheRetention, Read>(&vera, client, "erasure");
    assert!(matches!(gone, Err(Problem::NotYours)));

    // The term ends by itself.
    let (_, later) = closed(&world, "Noor");
    years_later(&world, 10);
    let noor = about(&world, &world.tomas, later);
    assert_eq!(obstacle(world.clinic.ask_erasure(&noor, &asking(""))), None);
}

#[test]
fn a_legal_hold_is_not_set_aside_and_stands_until_it_is_lifted() {
    let world = world();
    let vera = administrator(&world, "Vera Lindqvist", "lindqvist");
    let (course, client) = closed(&world, "Maren");
    let tomas = about(&world, &world.tomas, client);
    world.clinic.ask_erasure(&tomas, &asking("Ordered.")).expect("asked");
    let seen = request(&world, client);
    let wordless = world.clinic.set_legal_hold(&tomas, "");
    assert!(matches!(wordless, Err(Problem::WordsMissing)));
    world.clinic.set_legal_hold(&tomas, "A complaint is being looked into.").expect("set");
    world.clinic.set_legal_hold(&tomas, "Twice.").expect("is once");
    // Also not what was asked before.
    let fresh_of_vera = crate::fresh(&world.clinic, &vera);
    let vera = about(&world, &vera, client);
    let held = obstacle(world.clinic.confirm_erasure(&vera, &fresh_of_vera, seen));
    assert_eq!(held, Some(Obstacle::LegalHold));
    world.clinic.withdraw_erasure(&vera).expect("withdrawn");
    let held = obstacle(world.clinic.ask_erasure(&tomas, &asking("Ordered.")));
    assert_eq!(held, Some(Obstacle::LegalHold));
    let holds = world.clinic.legal_holds(&world.working(course)).expect("shown to who leads");
    let [hold] = &holds[..] else { panic!("one") };
    assert_eq!(hold.reason, "A complaint is being looked into.");
    assert_eq!((hold.set_by, &hold.lifted), (world.tomas.id(), &None));
    world.clinic.lift_legal_hold(&vera, "The complaint was settled.").expect("lifted");
    let holds = world.clinic.legal_holds(&vera).expect("shown");
    let (_, _, why) = holds[0].lifted.clone().expect("lifted");
    assert_eq!(why, "The complaint was settled.");
    assert_eq!(obstacle(world.clinic.ask_erasure(&tomas, &asking("Ordered."))), None);
}

#[test]
fn an_administrator_finds_a_client_only_by_the_whole_name_and_the_client_sees_it() {
    let world = world();
    let course = world.refer("Maren Lund");
    world.refer("Ida Berg");
    world.refer("Ida Berg");
    let find = |name: &str| world.clinic.find_client(&world.staff(), name, None).expect("asked");
    let client = world.working(course).client();
    assert_eq!(find(" maren  LUND"), Found::One(client));
    for part in ["Maren", "Lund", "", "M", "%"] {
        assert_eq!(find(part), Found::Nobody, "{part}");
    }
    assert_eq!(find("Ida Berg"), Found::Several);
    about(&world, &world.tomas, client);
    let looks = world.clinic.looks(&world.working(course), 10).expect("looks");
    let look = looks.iter().find(|look| look.who == "Tomas Weil").expect("logged");
    assert_eq!((look.capacity, look.room.as_str()), (Capacity::Administrator, "erasure"));
}

/// Everything that a client leaves: an account that is signed in, a draft of theirs and one about
/// them, a check-in, a request.
fn lived(world: &World, course: CourseId) -> (Actor, ClientId) {
    let working = world.working(course);
    let token = world.clinic.invite_client(&working, "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    let _ = world.clinic.sign_in("maren", "not this one at all");
    let path = format!("/courses/{course}/triad");
    let tab = Uuid::from_u128(1);
    world.clinic.save_draft(&working.desk(), &path, tab, "note=Low").expect("saved");
    world.clinic.save_draft(&maren.desk(), "/my", tab, "note=Mine").expect("saved");
    let disclosure = crate::disclosures::to("The doctor", "2026-02-01");
    world.clinic.disclose(&working, Uuid::new_v4(), &disclosure).expect("written");
    let client = working.client();
    let access = about(world, &world.tomas, client);
    world.clinic.ask_erasure(&access, &asking("Ordered.")).expect("asked");
    (maren, client)
}

fn count(place: &Place, sql: &str) -> i64 {
    tables(place).query_row(sql, [], |row| row.get(0)).expect("counted")
}

/// Of one other client, and of the staff, everything is still there.
fn only_the_other_is_there(place: &Place) {
    for (sql, left) in [
        ("SELECT count(*) FROM client", 1),
        ("SELECT count(*) FROM course", 1),
        ("SELECT count(*) FROM role_grant WHERE role = 'client'", 0),
        ("SELECT count(*) FROM account", 4),
        ("SELECT count(*) FROM draft", 0),
        ("SELECT count(*) FROM invitation", 0),
        ("SELECT count(*) FROM failed_try", 0),
        ("SELECT count(*) FROM check_in", 0),
        ("SELECT count(*) FROM erasure_request", 0),
        ("SELECT count(*) FROM disclosure", 0),
        ("SELECT count(*) FROM sign_in WHERE account NOT IN (SELECT id FROM account)", 0),
    ] {
        assert_eq!(count(place, sql), left, "{sql}");
    }
}

#[test]
fn who_was_erased_does_not_return_with_a_backup() {
    let (folder, place, world) = world_on_disk();
    let vera = administrator(&world, "Vera Lindqvist", "lindqvist");
    let (course, other) = (world.refer("Maren"), world.refer("Ida"));
    let (maren, client) = lived(&world, course);
    let backup = folder.path().join("backup");
    world.clinic.backup(&backup).expect("backup");
    let seen = request(&world, client);
    world
        .clinic
        .confirm_erasure(&about(&world, &vera, client), &crate::fresh(&world.clinic, &vera), seen)
        .expect("erased");

    // Gone here at once, for everybody; the others are as they were.
    only_the_other_is_there(&place);
    assert!(matches!(
        world.clinic.may::<clinic::TheCourse, Read>(&world.ruth, course, "course"),
        Err(Problem::NotYours)
    ));
    assert!(matches!(
        world.clinic.may::<clinic::permission::TheOwnCourse, Read>(&maren, course, "my"),
        Err(Problem::NotYours)
    ));
    assert!(matches!(
        world.clinic.sign_in("maren", PASSPHRASE),
        Err(Problem::NotKnown | Problem::Wait { .. })
    ));
    assert_eq!(world.caseload(&world.ruth).rows.len(), 1);
    assert!(world.clinic.read(&world.working(other)).is_ok());
    let verified = world.clinic.verify().expect("whole");
    assert!(verified.erased > 0);
    let World { clock, clinic, ruth, .. } = world;
    drop(clinic);

    let back = Place { data: folder.path().join("back"), root_key: place.root_key.clone() };
    keeping::restore(&backup, &back).expect("restored");
    assert_eq!(count(&back, "SELECT count(*) FROM client"), 2, "the backup has both");
    let clinic = Clinic::open(&back, Mark::Real, Arc::new(clock.clone())).expect("opens");
    only_the_other_is_there(&back);
    let whole = clinic.verify().expect("whole");
    assert_eq!(whole.erased, verified.erased);
    assert!(matches!(
        clinic.may::<clinic::TheCourse, Read>(&ruth, course, "course"),
        Err(Problem::NotYours)
    ));
    assert!(clinic.may::<clinic::TheCourse, Read>(&ruth, other, "course").is_ok());
    // The chain has the tombstone again, once, however often it is opened.
    drop(clinic);
    let clinic = Clinic::open(&back, Mark::Real, Arc::new(clock)).expect("opens");
    assert_eq!(clinic.verify().expect("whole").entries, whole.entries);
}

#[test]
fn an_erasure_that_was_interrupted_is_finished_at_the_next_start_and_a_lost_list_comes_back() {
    let (folder, place, world) = world_on_disk();
    let vera = administrator(&world, "Vera Lindqvist", "lindqvist");
    let (course, _) = (world.refer("Maren"), world.refer("Ida"));
    let (_, client) = lived(&world, course);
    // The rows as they were before: as if the power had gone after the list was written.
    let saved = folder.path().join("saved");
    world.clinic.backup(&saved).expect("saved");
    let seen = request(&world, client);
    world
        .clinic
        .confirm_erasure(&about(&world, &vera, client), &crate::fresh(&world.clinic, &vera), seen)
        .expect("erased");
    let World { clock, clinic, .. } = world;
    drop(clinic);
    let file = clinic::PRACTICE_FILE;
    std::fs::remove_file(place.data.join(format!("{file}-wal"))).ok();
    std::fs::copy(saved.join(file), place.data.join(file)).expect("the rows as before");
    assert_eq!(count(&place, "SELECT count(*) FROM client"), 2);
    let list = std::fs::read_dir(folder.path()).expect("folder").map(|f| f.expect("file").path());
    let list = list.into_iter().find(|f| f.extension().is_some_and(|end| end == "erased"));
    let list = list.expect("the list beside the root key");
    let text = std::fs::read_to_string(&list).expect("text");
    assert!(!text.contains("Maren") && !text.contains(&client.to_string()), "{text}");
    std::fs::remove_file(&list).expect("lost");
    drop(Clinic::open(&place, Mark::Real, Arc::new(clock)).expect("opens"));
    only_the_other_is_there(&place);
    assert_eq!(std::fs::read_to_string(&list).expect("back"), text);
}

/// What names a client or an account hangs on it by a foreign key, so that it is cleared with it; or
/// it stands here, with what becomes of it.
#[test]
fn every_table_that_hangs_on_a_person_is_known() {
    const APART: &[(&str, &str)] = &[
        // Ids alone; which room it was goes with the keys.
        ("access_log", "account"),
        ("access_log", "client"),
        ("access_log", "course"),
        // As the access log; why it was opened goes with the keys.
        ("emergency_access", "account"),
        ("emergency_access", "client"),
        // Cleared by name.
        ("account", "client"),
        ("draft", "owner"),
        ("invitation", "account"),
    ];
    let (_folder, place, _world) = world_on_disk();
    let tables = tables(&place);
    let mut found = tables
        .prepare(
            "SELECT each.name, one.name FROM sqlite_schema AS each
             JOIN pragma_table_info(each.name) AS one
             WHERE each.type = 'table' AND one.name IN ('account', 'client', 'course', 'owner')
             AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(each.name) AS link
               WHERE link.\"from\" = one.name)",
        )
        .expect("read");
    let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("read");
    for line in found {
        let (table, column): (String, String) = line.expect("a column");
        assert!(APART.contains(&(table.as_str(), column.as_str())), "{table}.{column}");
    }
}

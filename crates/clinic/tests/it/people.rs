//! Signing in, and who may do what.

use clinic::{
    Access, Actor, Clinic, Problem, Read, Role, TheAccounts, TheCourse, Write,
    login::AtTheDoor,
    permission::{TheCaseload, TheOwnCourse, TheSettings},
};
use ipt::review::{Figure, ReviewRules};
use jiff::ToSpan;

use crate::{PASSPHRASE, tables, world, world_on_disk};

#[test]
fn a_course_opens_for_its_therapist_and_for_nobody_else() {
    let world = world();
    let course = world.refer("Maren");
    let read = |actor: &Actor| -> Result<Access<TheCourse, Read>, Problem> {
        world.clinic.may(actor, course, "course")
    };
    assert!(read(&world.ruth).is_ok());
    for stranger in [&world.tomas, &world.mallory] {
        assert!(matches!(read(stranger), Err(Problem::NotYours)));
    }
    let nowhere = ipt::CourseId(uuid::Uuid::from_u128(7));
    let missing: Result<Access<TheCourse, Read>, _> =
        world.clinic.may(&world.ruth, nowhere, "course");
    assert!(matches!(missing, Err(Problem::NotYours)), "as if it were not there");
    let accounts: Result<Access<TheAccounts, Write>, _> = world.clinic.may(&world.ruth, (), "x");
    assert!(matches!(accounts, Err(Problem::NotYours)));
    let settings: Result<Access<TheSettings, Write>, _> = world.clinic.may(&world.ruth, (), "x");
    assert!(matches!(settings, Err(Problem::NotYours)));
    let caseload: Access<TheCaseload, Read> =
        world.clinic.may(&world.mallory, (), "caseload").expect("may");
    assert!(world.clinic.caseload(&caseload).expect("caseload").rows.is_empty());
}

#[test]
fn a_client_sees_the_own_course_and_every_look_is_logged() {
    let world = world();
    let (course, other) = (world.refer("Maren"), world.refer("Jun"));
    let token = world.clinic.invite_client(&world.working(course), "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, "twelve chars ok").expect("in").actor;
    let own: Result<Access<TheOwnCourse, Read>, _> = world.clinic.may(&maren, course, "my");
    assert!(own.is_ok());
    let others: Result<Access<TheOwnCourse, Read>, _> = world.clinic.may(&maren, other, "my");
    assert!(matches!(others, Err(Problem::NotYours)));
    let working: Result<Access<TheCourse, Read>, _> = world.clinic.may(&maren, course, "course");
    assert!(matches!(working, Err(Problem::NotYours)));
    assert!(matches!(
        world.clinic.take_invitation(&token, None, "twelve chars ok"),
        Err(Problem::InvitationGone)
    ));
    let looks = world.clinic.looks(&world.working(course), 100).expect("looks");
    assert!(looks.iter().any(|look| look.who == "Maren" && look.room == "my"));
    assert!(looks.iter().any(|look| look.who == "Ruth Albrecht" && look.verb == "write"));
}

#[test]
fn known_and_unknown_names_get_the_same_answer_and_tries_are_slowed_down() {
    let world = world();
    assert!(world.clinic.sign_in("RUTH ", PASSPHRASE).is_ok(), "names are kindly read");
    for login in ["ruth", "nobody"] {
        assert!(matches!(world.clinic.sign_in(login, "wrong"), Err(Problem::NotKnown)));
    }
    for _ in 0..4 {
        assert!(matches!(world.clinic.sign_in("ruth", "wrong"), Err(Problem::NotKnown)));
    }
    assert!(matches!(world.clinic.sign_in("ruth", PASSPHRASE), Err(Problem::Wait { .. })));
    world.clock.set(world.clinic.now() + 61.seconds());
    assert!(world.clinic.sign_in("ruth", PASSPHRASE).is_ok(), "never locked out for long");
}

#[test]
fn a_sign_in_ends_and_its_owner_is_still_known_for_their_drafts() {
    let world = world();
    let entered = world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    let signed_in = entered.here().expect("one step");
    let door = || world.clinic.at_the_door(&signed_in.token).expect("door");
    assert!(matches!(door(), AtTheDoor::Owes(_)), "no second step is set up yet");
    world.clock.set(world.clinic.now() + 16.minutes());
    assert!(matches!(door(), AtTheDoor::WasHere(who) if who.id() == world.ruth.id()));
    let again = world.clinic.sign_in("ruth", PASSPHRASE).expect("in").here().expect("one step");
    let staff: Access<TheAccounts, Write> =
        world.clinic.may(&world.tomas, (), "people").expect("may");
    world.clinic.end_account(&staff, &world.fresh(), world.ruth.id()).expect("ended");
    assert_eq!(world.clinic.at_the_door(&again.token).expect("door"), AtTheDoor::Nobody);
    assert!(world.clinic.sign_in("ruth", PASSPHRASE).is_err());
}

#[test]
fn a_passphrase_may_be_anything_but_short() {
    let world = world();
    let staff: Access<TheAccounts, Write> =
        world.clinic.may(&world.tomas, (), "people").expect("may");
    let id = world
        .clinic
        .add_account(&staff, &world.fresh(), Role::Therapist, "New", "new")
        .expect("account");
    let token = world.clinic.invite(&staff, &world.fresh(), id).expect("invited").token;
    let short = world.clinic.take_invitation(&token, None, "fourteen chars");
    assert!(matches!(short, Err(Problem::TooShort { at_least: 15 })));
    let long = world.clinic.take_invitation(&token, None, &"x".repeat(257));
    assert!(matches!(long, Err(Problem::TooLong)));
    assert!(world.clinic.take_invitation(&token, None, &"ä ".repeat(20)).is_ok());
    let taken = world.clinic.add_account(&staff, &world.fresh(), Role::Therapist, "Other", "NEW");
    assert!(matches!(taken, Err(Problem::NameTaken)));
}

#[test]
fn a_real_record_has_no_demo_doors() {
    let world = world();
    assert!(matches!(world.clinic.demo_door(world.ruth.id()), Err(Problem::NotYours)));
    assert!(matches!(world.clinic.everybody_in_the_demo(), Err(Problem::NotYours)));
}

#[test]
fn many_tries_at_once_are_not_all_made() {
    let (_folder, _place, world) = world_on_disk();
    let tries: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..18).map(|_| scope.spawn(|| world.clinic.sign_in("ruth", "wrong"))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let made = tries.iter().filter(|tried| matches!(tried, Err(Problem::NotKnown))).count();
    let slowed = tries.iter().filter(|tried| matches!(tried, Err(Problem::Wait { .. }))).count();
    assert_eq!((made, slowed), (5, 13));
}

#[test]
fn what_is_past_is_swept_from_the_tables() {
    let (_folder, place, world) = world_on_disk();
    assert!(world.clinic.sign_in("nobody", "wrong").is_err());
    let count = |table: &str| -> i64 {
        let all = format!("SELECT count(*) FROM {table}");
        tables(&place).query_row(&all, [], |row| row.get(0)).expect("count")
    };
    assert_eq!((count("failed_try"), count("sign_in")), (1, 3));
    world.clock.set(world.clinic.now() + (15 * 24).hours());
    world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    assert_eq!((count("failed_try"), count("sign_in")), (0, 1), "once a day");
    world.clock.set(world.clinic.now() + (15 * 24).hours());
    let clock = world.clock.clone();
    drop(world);
    let clinic = Clinic::open(&place, record::Mark::Real, std::sync::Arc::new(clock));
    clinic.expect("opens");
    assert_eq!(count("sign_in"), 0, "and at the start");
}

#[test]
fn a_passphrase_that_is_guessed_first_is_refused() {
    let world = world();
    let staff = world.staff();
    let id = world
        .clinic
        .add_account(&staff, &world.fresh(), Role::Therapist, "New", "new-hand")
        .expect("made");
    let token = world.clinic.invite(&staff, &world.fresh(), id).expect("invited").token;
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let named = clinic::Settings { name: "Old Mill".into(), ..clinic::Settings::default() };
    world.clinic.change_settings(&settings, &named).expect("named");
    for simple in [
        "aaaaaaaaaaaaaaaaaaaa",
        "we all work at the old mill here",
        "I am New-Hand and nobody else",
        "passwordpassword",
        "Password-Password-1",
        "thisismypassword",
        "123456789012345",
        "qwertyuiopasdfgh",
        "987654321098765",
        "letmein letmein!",
    ] {
        let taken = world.clinic.take_invitation(&token, None, simple);
        assert!(matches!(taken, Err(Problem::TooSimple)), "{simple}: {taken:?}");
    }
    let own = "a lamp in the grey harbour";
    assert!(world.clinic.take_invitation(&token, None, own).is_ok());
}

#[test]
fn the_figures_of_the_review_rules_are_held_within_their_bounds() {
    let world = world();
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("an administrator");
    let set = |fall| {
        let review_rules = ReviewRules::of([(Figure::EarlyFall, fall)]);
        let changed = clinic::Settings { review_rules, ..clinic::Settings::default() };
        world.clinic.change_settings(&settings, &changed)
    };
    for outside in [9, 41] {
        assert!(matches!(set(outside), Err(Problem::Setting("review_rules"))), "{outside}");
    }
    for within in [10, 40] {
        set(within).expect("within the bounds");
        assert_eq!(world.clinic.settings().review_rules.get(Figure::EarlyFall), within);
    }
}

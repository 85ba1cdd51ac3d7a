//! Who opens very many records within an hour raises an alarm, and is shut out far beyond that.

use clinic::{
    Access, Actor, Problem, Read, TheAccounts, TheCourse, Write,
    key_budget::{BUDGET, KeyAlarm, MOST},
    permission::TheDesk,
};
use ipt::CourseId;
use jiff::ToSpan;
use uuid::Uuid;

use crate::{PASSPHRASE, World, fresh, world, world_on_disk};

fn clients(world: &World, n: u32) -> Vec<CourseId> {
    (0..n).map(|n| world.refer(&format!("Client {n}"))).collect()
}

fn open(world: &World, who: &Actor, course: CourseId) -> Result<(), Problem> {
    world.clinic.may::<TheCourse, Read>(who, course, "course").map(|_| ())
}

fn all(world: &World, courses: &[CourseId]) {
    courses.iter().for_each(|course| open(world, &world.ruth, *course).expect("opened"));
}

fn alarms(world: &World, who: &Actor) -> Vec<KeyAlarm> {
    world.clinic.alarms_to_look_at(who).expect("reads")
}

fn minutes(world: &World, minutes: i64) {
    world.clock.set(world.clinic.now() + minutes.minutes());
}

#[test]
fn one_more_than_the_budget_raises_one_alarm_that_counts_on() {
    let world = world();
    let courses = clients(&world, BUDGET + 3);
    minutes(&world, 61);
    let (within, beyond) = courses.split_at(BUDGET as usize);
    all(&world, within);
    all(&world, within);
    assert!(alarms(&world, &world.tomas).is_empty(), "the same again counts once");
    let desk = world.clinic.may::<TheDesk, Write>(&world.ruth, beyond[0], "triad");
    assert!(desk.is_ok() && alarms(&world, &world.tomas).is_empty(), "a draft opens no record");
    all(&world, &beyond[..1]);
    let [one] = &alarms(&world, &world.tomas)[..] else { panic!("one") };
    assert_eq!((one.account, one.clients, one.at), (world.ruth.id(), 41, world.clinic.now()));
    minutes(&world, 10);
    all(&world, beyond);
    let [one] = &alarms(&world, &world.ruth)[..] else { panic!("one, and she sees it too") };
    assert_eq!(one.clients, 43);
    assert!(alarms(&world, &world.mallory).is_empty());
}

#[test]
fn an_hour_is_counted_back_from_each_moment() {
    let world = world();
    let courses = clients(&world, BUDGET + 20);
    minutes(&world, 61);
    let (early, late) = courses.split_at(30);
    all(&world, early);
    minutes(&world, 61);
    all(&world, late);
    assert!(alarms(&world, &world.tomas).is_empty(), "thirty, and thirty an hour later");
    all(&world, &early[..10]);
    assert!(alarms(&world, &world.tomas).is_empty(), "forty");
    all(&world, early);
    assert_eq!(alarms(&world, &world.tomas).len(), 1);
}

#[test]
fn a_stop_forgets_nothing() {
    let (folder, place, world) = world_on_disk();
    let courses = clients(&world, BUDGET + 1);
    minutes(&world, 61);
    all(&world, &courses[1..]);
    let World { clinic, clock, ruth, .. } = world;
    drop(clinic);
    let clock = std::sync::Arc::new(clock);
    let again = clinic::Clinic::open(&place, record::Mark::Real, clock).expect("opens");
    again.may::<TheCourse, Read>(&ruth, courses[1], "course").expect("one of them again");
    assert!(again.alarms_to_look_at(&ruth).expect("reads").is_empty());
    again.may::<TheCourse, Read>(&ruth, courses[0], "course").expect("one more");
    assert_eq!(again.alarms_to_look_at(&ruth).expect("reads").len(), 1);
    drop(folder);
}

#[test]
fn far_beyond_it_nothing_more_is_opened_but_what_stands_open() {
    let (folder, _, world) = world_on_disk();
    let courses = clients(&world, MOST + 1);
    minutes(&world, 61);
    let (within, beyond) = courses.split_at(MOST as usize);
    all(&world, within);
    let goes_on = world.clinic.now() + 60.minutes();
    minutes(&world, 20);
    // One that was opened again goes on to count.
    all(&world, &within[..1]);
    let refused = open(&world, &world.ruth, beyond[0]);
    assert!(matches!(refused, Err(Problem::TooManyRecords { until }) if until == goes_on));
    open(&world, &world.ruth, within[0]).expect("what was opened stays open");
    let mine = world.refer_as(&world.mallory, Uuid::new_v4(), "Maren").expect("referred");
    open(&world, &world.mallory, mine).expect("others go on");
    minutes(&world, 61);
    open(&world, &world.ruth, beyond[0]).expect("an hour later");
    drop(folder);
}

#[test]
fn somebody_else_says_what_came_of_it_once_and_in_words() {
    let world = world();
    let courses = clients(&world, BUDGET + 1);
    minutes(&world, 61);
    all(&world, &courses);
    let [one] = &alarms(&world, &world.tomas)[..] else { panic!("one") };
    let review = |by: &Actor, words: &str| {
        let staff: Access<TheAccounts, Write> = world.clinic.may(by, (), "people").expect("may");
        world.clinic.review_alarm(&staff, &fresh(&world.clinic, by), one.id, words)
    };
    assert!(matches!(review(&world.tomas, " "), Err(Problem::WordsMissing)));
    let (staff, code) = (world.staff(), world.fresh());
    let role = clinic::Role::Administrator.into();
    world.clinic.grant_role(&staff, &code, world.ruth.id(), role).expect("given");
    crate::roles::a_day_goes_by(&world);
    let ruth = world.clinic.sign_in("ruth", PASSPHRASE).expect("in").here().expect("in").actor;
    assert!(matches!(review(&ruth, "It was me."), Err(Problem::NotYours)), "not one's own");
    review(&world.tomas, "She moved her files to another practice.").expect("said");
    assert!(alarms(&world, &world.tomas).is_empty());
    assert!(matches!(review(&world.tomas, "Once more."), Err(Problem::NotYours)));
    let said = world.clinic.alarms_of(&world.staff(), world.ruth.id()).expect("reads");
    let [(alarm, by, words)] = &said[..] else { panic!("one") };
    assert_eq!((alarm.clients, *by), (41, world.tomas.id()));
    assert_eq!(words, "She moved her files to another practice.");
}

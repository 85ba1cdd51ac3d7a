//! Two whole records within a day go out by one hand; more only with a second person.

use clinic::{Access, Actor, Problem, Role, TheAccounts, Write, second_person::Obstacle};
use ipt::CourseId;
use jiff::ToSpan;
use uuid::Uuid;

use crate::{World, fresh, roles, world};

fn out(world: &World, course: CourseId) -> Result<(), Problem> {
    let access = world.working(course);
    world.clinic.client_file(&access, &fresh(&world.clinic, &world.ruth)).map(|_| ())
}

fn shut(world: &World, course: CourseId) -> bool {
    match out(world, course) {
        Ok(()) => false,
        Err(Problem::ManyRecords) => true,
        Err(other) => panic!("{other:?}"),
    }
}

fn three(world: &World) -> [CourseId; 3] {
    ["Maren", "Noor", "Jun"].map(|name| world.refer(name))
}

fn asks(world: &World) -> Uuid {
    let code = fresh(&world.clinic, &world.ruth);
    world.clinic.ask_hand_out(&world.ruth, &code, "Moves to a clinic.").expect("asked");
    let [one] = &world.clinic.asked_hand_outs(&world.staff()).expect("reads")[..] else {
        panic!("one")
    };
    assert_eq!((one.account, one.words.as_str()), (world.ruth.id(), "Moves to a clinic."));
    one.id
}

fn confirm(world: &World, by: &Actor, id: Uuid) -> Option<Obstacle> {
    let staff: Access<TheAccounts, Write> = world.clinic.may(by, (), "people").expect("may");
    match world.clinic.confirm_hand_out(&staff, &fresh(&world.clinic, by), id) {
        Ok(()) => None,
        Err(Problem::NoSecond(found)) => Some(found),
        Err(other) => panic!("{other:?}"),
    }
}

fn later(world: &World, hours: i64) {
    world.clock.set(world.clinic.now() + hours.hours());
}

#[test]
fn the_third_client_of_a_day_needs_a_second_person() {
    let world = world();
    let [maren, noor, jun] = three(&world);
    assert!(!shut(&world, maren) && !shut(&world, noor));
    assert!(shut(&world, jun), "a third");
    assert!(!shut(&world, maren), "the same again is no third");
    let id = asks(&world);
    assert!(shut(&world, jun), "to ask is not enough");
    assert_eq!(confirm(&world, &world.tomas, id), None);
    assert!(!shut(&world, jun));
    assert_eq!(confirm(&world, &world.tomas, id), Some(Obstacle::NotAsked), "once");
    later(&world, 25);
    assert!(!shut(&world, maren) && !shut(&world, noor), "a new day");
    assert!(shut(&world, jun), "the word counted for a day");
}

#[test]
fn a_day_is_counted_back_from_each_moment() {
    let world = world();
    let [maren, noor, jun] = three(&world);
    assert!(!shut(&world, maren));
    later(&world, 20);
    assert!(!shut(&world, noor));
    later(&world, 3);
    assert!(shut(&world, jun));
    later(&world, 2);
    assert!(!shut(&world, jun), "the first is a day ago");
}

#[test]
fn who_asked_and_who_came_since_confirm_nothing() {
    let world = world();
    let [maren, noor, jun] = three(&world);
    assert!(!shut(&world, maren) && !shut(&world, noor));
    let role = Role::Administrator.into();
    let (staff, code) = (world.staff(), world.fresh());
    world.clinic.grant_role(&staff, &code, world.ruth.id(), role).expect("given");
    roles::a_day_goes_by(&world);
    assert!(!shut(&world, maren) && !shut(&world, noor));
    let id = asks(&world);
    let ruth = roles::now(&world, "ruth");
    assert_eq!(confirm(&world, &ruth, id), Some(Obstacle::SamePerson));
    let declined = world.clinic.decline_hand_out(&world.staff(), id);
    assert!(declined.is_ok() && shut(&world, jun));
    let wordless = world.clinic.ask_hand_out(&ruth, &fresh(&world.clinic, &ruth), " ");
    assert!(matches!(wordless, Err(Problem::WordsMissing)));
}

#[test]
fn where_nobody_could_confirm_a_day_stands_for_them() {
    let world = world();
    let [maren, noor, jun] = three(&world);
    let role = Role::Administrator.into();
    let (staff, code) = (world.staff(), world.fresh());
    world.clinic.grant_role(&staff, &code, world.ruth.id(), role).expect("given");
    roles::a_day_goes_by(&world);
    let ruth = roles::now(&world, "ruth");
    let staff: Access<TheAccounts, Write> = world.clinic.may(&ruth, (), "people").expect("may");
    let code = fresh(&world.clinic, &ruth);
    world.clinic.end_account(&staff, &code, world.tomas.id()).expect("ended");
    world.clinic.ask_hand_out(&ruth, &code, "Moves to a clinic.").expect("asked");
    later(&world, 23);
    assert!(!shut(&world, maren) && !shut(&world, noor) && shut(&world, jun));
    later(&world, 1);
    assert!(!shut(&world, jun));
    later(&world, 24);
    assert!(!shut(&world, maren) && !shut(&world, noor), "a new day");
    assert!(shut(&world, jun), "it counted for a day");
}

//! Links: whom they let in, when, and when they are gone.

use clinic::{
    Actor, Problem, Role,
    invitation::{Invited, Token},
    login::AtTheDoor,
};
use jiff::ToSpan;
use rusqlite::params;

use crate::{PASSPHRASE, World, tables, therapist, world, world_on_disk};

const OTHER: &str = "quite another set of words";

fn gone<T>(tried: Result<T, Problem>) -> bool {
    matches!(tried, Err(Problem::InvitationGone))
}

#[test]
fn nobody_takes_over_an_account_in_secret() {
    let world = world();
    let open = world.clinic.sign_in("ruth", PASSPHRASE).expect("in").here().expect("one step");
    let link = world.clinic.invite(&world.staff(), &world.fresh(), world.ruth.id()).expect("made");
    let early = world.clinic.take_invitation(&link.token, None, OTHER);
    assert!(matches!(early, Err(Problem::NotYet { .. })), "not at once: {early:?}");
    let told = world.clinic.recovery(&world.ruth).expect("reads").expect("she is told");
    assert_eq!(told.made_by, "Tomas Weil");
    assert_eq!(told.made_at, world.clinic.now());
    assert_eq!(told.works_from, world.clinic.now() + 24.hours());
    assert_eq!(link.works_from, Some(told.works_from));
    assert_eq!(world.clinic.recovery(&world.mallory).expect("reads"), None, "nobody else is");

    world.clinic.cancel_recovery(&world.ruth).expect("cancelled");
    world.clock.set(world.clinic.now() + 25.hours());
    assert!(gone(world.clinic.take_invitation(&link.token, None, OTHER)));
    assert!(world.clinic.sign_in("ruth", PASSPHRASE).is_ok());

    let link =
        world.clinic.invite(&world.staff(), &world.fresh(), world.ruth.id()).expect("made").token;
    world.clock.set(world.clinic.now() + 24.hours());
    world.clinic.take_invitation(&link, None, OTHER).expect("after a day it works");
    assert!(world.clinic.sign_in("ruth", OTHER).is_ok());
    let door = world.clinic.at_the_door(&open.token).expect("door");
    assert_eq!(door, AtTheDoor::Nobody, "an old cookie saves nothing any more");
    assert_eq!(world.clinic.recovery(&world.ruth).expect("reads"), None);
}

#[test]
fn a_client_is_told_of_a_recovery_too() {
    let world = world();
    let course = world.refer("Maren");
    let first = world.clinic.invite_client(&world.working(course), "maren").expect("made");
    assert_eq!(first.works_from, None, "the first link works at once");
    let maren = world.clinic.take_invitation(&first.token, None, "twelve chars ok").expect("in");
    let second = world.clinic.invite_client(&world.working(course), "maren").expect("made");
    assert!(second.works_from.is_some());
    let told = world.clinic.recovery(&maren.actor).expect("reads").expect("she is told");
    assert_eq!(told.made_by, "Ruth Albrecht");
}

#[test]
fn only_the_newest_link_of_an_account_works() {
    let world = world();
    let staff = world.staff();
    let id = world
        .clinic
        .add_account(&staff, &world.fresh(), Role::Therapist, "New", "new")
        .expect("account");
    let make = || world.clinic.invite(&staff, &world.fresh(), id).expect("made").token;
    let (first, second) = (make(), make());
    assert!(gone(world.clinic.invited(&first)), "a new link ends the old");
    world.clinic.take_invitation(&second, None, PASSPHRASE).expect("taken");
    assert!(gone(world.clinic.take_invitation(&first, None, OTHER)), "and so does taking one");
    assert!(gone(world.clinic.take_invitation(&second, None, OTHER)));

    let other = world
        .clinic
        .add_account(&staff, &world.fresh(), Role::Therapist, "Other", "other")
        .expect("made");
    let link = world.clinic.invite(&staff, &world.fresh(), other).expect("made").token;
    world.clinic.end_account(&staff, &world.fresh(), other).expect("ended");
    assert!(gone(world.clinic.invited(&link)), "the link of an ended account is gone");
    assert!(world.clinic.invite(&staff, &world.fresh(), other).is_err());
}

fn set_up(world: &World) -> Option<Token> {
    world.clinic.set_up().expect("tables")
}

#[test]
fn the_set_up_link_is_there_until_an_administrator_can_sign_in() {
    let (_folder, place, world) = world_on_disk();
    assert_eq!(set_up(&world), None, "Tomas can");
    // As a set-up that ended half way would have left it.
    let raw = tables(&place);
    let half = "UPDATE account SET passphrase = NULL WHERE id = ?1";
    assert_eq!(raw.execute(half, params![world.tomas.id().0]).expect("half"), 1);
    let first = set_up(&world).expect("a link");
    let link = set_up(&world).expect("a newer link");
    assert!(gone(world.clinic.invited(&first)));
    assert_eq!(world.clinic.invited(&link).expect("works"), Invited::FirstAdministrator);
    let taken = world.clinic.take_invitation(&link, Some(("Tomas", "ruth")), PASSPHRASE);
    assert!(matches!(taken, Err(Problem::NameTaken)), "{taken:?}");
    let made = "SELECT count(*) FROM account";
    let accounts: i64 = raw.query_row(made, [], |row| row.get(0)).expect("count");
    assert_eq!(accounts, 3, "nothing is left of it");
    let ada = world.clinic.take_invitation(&link, Some(("Ada", "ada-b")), PASSPHRASE);
    let ada: Actor = ada.expect("the link still works").actor;
    assert_eq!(ada.roles(), Role::Administrator.into());
    assert_eq!(set_up(&world), None);
    therapist(&world.clinic, &ada, "Daniel", "daniel");
}

//! Nobody gives a role alone where a second administrator is there; where nobody is, a new
//! administrator waits a day.

use clinic::{
    Access, Actor, Problem, Role, Roles, TheAccounts, Write,
    account::{AskedGrant, NewGrant, RoleObstacle},
    second_person::Obstacle,
};
use ipt::AccountId;
use jiff::ToSpan;

use crate::{PASSPHRASE, World, fresh, roles, second_step, world};

fn staff(world: &World, who: &Actor) -> Access<TheAccounts, Write> {
    world.clinic.may(who, (), "people").expect("may")
}

fn give(world: &World, by: &Actor, to: AccountId, new: impl Into<NewGrant>) -> Result<(), Problem> {
    let code = fresh(&world.clinic, by);
    world.clinic.grant_role(&staff(world, by), &code, to, new.into())
}

fn confirm(world: &World, by: &Actor, asked: &AskedGrant) -> Option<Obstacle> {
    let code = fresh(&world.clinic, by);
    match world.clinic.confirm_grant(&staff(world, by), &code, asked.id) {
        Ok(()) => None,
        Err(Problem::NoSecond(found)) => Some(found),
        Err(other) => panic!("{other:?}"),
    }
}

fn asked(world: &World) -> Vec<AskedGrant> {
    world.clinic.asked_grants(&world.staff()).expect("reads")
}

fn roles_of(world: &World, login: &str) -> Roles {
    roles::now(world, login).roles()
}

/// Confirms all that waits.
pub fn confirmed(world: &World, by: &Actor) {
    for one in asked(world) {
        assert_eq!(confirm(world, by, &one), None);
    }
}

/// A second administrator, who has been one for a while.
fn vera(world: &World) -> Actor {
    let vera = roles::member(world, Role::Administrator, "Vera Lindqvist", "lindqvist");
    world.clock.set(world.clinic.now() + 1.hours());
    vera
}

#[test]
fn a_role_waits_for_a_second_administrator_and_stands_from_then_on() {
    let world = world();
    let vera = vera(&world);
    give(&world, &world.tomas, world.ruth.id(), Role::Supervisor).expect("asked");
    assert_eq!(roles_of(&world, "ruth"), Role::Therapist.into(), "not yet");
    let [one] = &asked(&world)[..] else { panic!("one") };
    assert_eq!((one.account, one.asked_by), (world.ruth.id(), world.tomas.id()));
    let again = give(&world, &vera, world.ruth.id(), Role::Supervisor);
    assert!(matches!(again, Err(Problem::RoleRefused(RoleObstacle::AskedAlready))));
    assert_eq!(confirm(&world, &world.tomas, one), Some(Obstacle::SamePerson));
    world.clock.set(world.clinic.now() + 1.hours());
    assert_eq!(confirm(&world, &vera, one), None);
    assert!(roles_of(&world, "ruth").has(Role::Supervisor));
    let (_, grants) = world.clinic.grants(&world.staff(), world.ruth.id()).expect("grants");
    let given = grants.iter().find(|grant| grant.role == Role::Supervisor).expect("given");
    assert_eq!(given.granted_by, Some(world.tomas.id()));
    assert_eq!(given.confirmed_by, Some(vera.id()));
    assert_eq!(given.since, world.clinic.now(), "never from before it was confirmed");
    assert!(asked(&world).is_empty());
    assert_eq!(confirm(&world, &vera, one), Some(Obstacle::NotAsked), "once");
}

#[test]
fn somebody_new_comes_in_without_a_role_until_it_is_confirmed() {
    let world = world();
    let vera = vera(&world);
    let (staff, code) = (staff(&world, &vera), fresh(&world.clinic, &vera));
    let id = world.clinic.add_account(&staff, &code, Role::Therapist, "Jo Lind", "jo").expect("ok");
    let token = world.clinic.invite(&staff, &code, id).expect("invited").token;
    let jo = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    assert!(jo.roles().is_empty());
    let [one] = &asked(&world)[..] else { panic!("one") };
    assert_eq!(confirm(&world, &world.tomas, one), None);
    assert_eq!(roles_of(&world, "jo"), Role::Therapist.into());
}

#[test]
fn nobody_makes_their_own_second_person() {
    let world = world();
    // Tomas is the only one: his puppet waits a day, and confirms nothing that was asked before.
    let puppet = roles::member(&world, Role::Administrator, "Tomas Weil", "tomas2");
    give(&world, &world.tomas, world.ruth.id(), Role::Administrator).expect("asked");
    let [one] = &asked(&world)[..] else { panic!("one") };
    let (staff, code) = (staff(&world, &world.tomas), world.fresh());
    world.clinic.end_account(&staff, &code, puppet.id()).expect("ended");
    // Now he is alone again, and what was asked is taken back and asked anew.
    world.clinic.withdraw_grant(&staff, one.id).expect("taken back");
    give(&world, &world.tomas, world.ruth.id(), Role::Administrator).expect("given");
    assert!(asked(&world).is_empty(), "nobody is there to confirm");
    assert!(!roles_of(&world, "ruth").has(Role::Administrator), "a day stands for the second");
    world.clock.set(world.clinic.now() + 23.hours());
    assert!(!roles_of(&world, "ruth").has(Role::Administrator));
    world.clock.set(world.clinic.now() + 1.hours());
    assert!(roles_of(&world, "ruth").has(Role::Administrator));
}

#[test]
fn whoever_came_or_was_recovered_since_does_not_confirm_and_nobody_their_own_role() {
    let world = world();
    let vera = vera(&world);
    give(&world, &world.tomas, vera.id(), Role::Therapist).expect("given");
    assert!(asked(&world).is_empty(), "nobody else could confirm it");
    give(&world, &world.tomas, world.ruth.id(), Role::Administrator).expect("asked");
    let [one] = &asked(&world)[..] else { panic!("one") };
    world.clock.set(world.clinic.now() + 1.minutes());
    let (recovered, ..) = second_step::set_up_by(&world, "lindqvist");
    let code = world.clinic.fresh(&recovered.actor, &recovered.token).expect("given");
    let late = world.clinic.confirm_grant(&staff(&world, &recovered.actor), &code, one.id);
    assert!(matches!(late, Err(Problem::NoSecond(Obstacle::TooNew))));
    assert!(!roles_of(&world, "ruth").has(Role::Administrator));
    // With a third administrator even what is for the second waits, and not for the second.
    world.clinic.withdraw_grant(&world.staff(), one.id).expect("taken back");
    world.clinic.end_account(&world.staff(), &world.fresh(), vera.id()).expect("ended");
    give(&world, &world.tomas, world.ruth.id(), Role::Administrator).expect("given");
    roles::a_day_goes_by(&world);
    let ruth = roles::now(&world, "ruth");
    let third = crate::therapist(&world.clinic, &ruth, "Jo Lind", "jo");
    let [one] = &asked(&world)[..] else { panic!("the therapist waits too") };
    assert_eq!(confirm(&world, &world.tomas, one), None);
    give(&world, &world.tomas, third.id(), Role::Administrator).expect("asked");
    let [one] = &asked(&world)[..] else { panic!("one") };
    world.clock.set(world.clinic.now() + 1.minutes());
    assert_eq!(confirm(&world, &ruth, one), None);
    give(&world, &world.tomas, ruth.id(), Role::Supervisor).expect("asked");
    let [own] = &asked(&world)[..] else { panic!("one") };
    assert_eq!(confirm(&world, &ruth, own), Some(Obstacle::SamePerson));
    let third = roles::now(&world, "jo");
    world.clock.set(world.clinic.now() + 1.minutes());
    assert_eq!(confirm(&world, &third, own), None);
}

#[test]
fn what_waits_ends_with_the_account_that_asked_or_was_to_have_it() {
    let world = world();
    let vera = vera(&world);
    give(&world, &vera, world.ruth.id(), Role::Supervisor).expect("asked");
    give(&world, &world.tomas, world.mallory.id(), Role::Supervisor).expect("asked");
    assert_eq!(asked(&world).len(), 2);
    world.clinic.end_account(&world.staff(), &world.fresh(), vera.id()).expect("ended");
    world.clinic.end_account(&world.staff(), &world.fresh(), world.mallory.id()).expect("ended");
    assert!(asked(&world).is_empty());
}

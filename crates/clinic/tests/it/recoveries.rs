//! Nobody gives a member of the staff a new way in alone where a second administrator is there.

use clinic::{
    Access, Actor, Problem, Role, TheAccounts, Write, invitation::Invitation,
    second_person::Obstacle,
};
use ipt::AccountId;
use jiff::ToSpan;

use crate::{PASSPHRASE, World, fresh, roles, world};

const OTHER: &str = "another passphrase of several words";

fn staff(world: &World, who: &Actor) -> Access<TheAccounts, Write> {
    world.clinic.may(who, (), "people").expect("may")
}

fn link(world: &World, by: &Actor, of: AccountId) -> Invitation {
    let code = fresh(&world.clinic, by);
    world.clinic.invite(&staff(world, by), &code, of).expect("made")
}

fn confirm(world: &World, by: &Actor, of: AccountId) -> Option<Obstacle> {
    let code = fresh(&world.clinic, by);
    match world.clinic.confirm_recovery(&staff(world, by), &code, of) {
        Ok(()) => None,
        Err(Problem::NoSecond(found)) => Some(found),
        Err(other) => panic!("{other:?}"),
    }
}

fn taken(world: &World, link: &Invitation) -> Result<(), Problem> {
    world.clinic.take_invitation(&link.token, None, OTHER).map(|_| ())
}

/// A second administrator, who has been one for a while.
fn vera(world: &World) -> Actor {
    let vera = roles::member(world, Role::Administrator, "Vera Lindqvist", "lindqvist");
    world.clock.set(world.clinic.now() + 1.hours());
    vera
}

#[test]
fn a_recovery_works_once_another_administrator_confirmed_it_and_its_day_is_over() {
    let world = world();
    let vera = vera(&world);
    let ruth = world.ruth.id();
    let made = link(&world, &world.tomas, ruth);
    assert!(made.needs_second);
    let told = world.clinic.recovery(&world.ruth).expect("reads");
    assert!(told.is_some(), "she is told from the first moment on");
    world.clock.set(world.clinic.now() + 25.hours());
    assert!(matches!(taken(&world, &made), Err(Problem::LinkWaits)), "a day is not enough");
    assert!(world.clinic.sign_in("ruth", PASSPHRASE).is_ok(), "what she has still works");
    let waiting = world.clinic.asked_recoveries(&world.staff()).expect("reads");
    let [one] = &waiting[..] else { panic!("one") };
    assert_eq!((one.account, one.asked_by), (ruth, world.tomas.id()));
    assert_eq!(world.clinic.roles_to_look_at(&vera).expect("reads").recoveries, 1);
    assert_eq!(world.clinic.roles_to_look_at(&world.tomas).expect("reads").recoveries, 0);
    assert_eq!(confirm(&world, &world.tomas, ruth), Some(Obstacle::SamePerson));
    assert_eq!(confirm(&world, &vera, ruth), None);
    assert_eq!(confirm(&world, &vera, ruth), Some(Obstacle::NotAsked), "once");
    taken(&world, &made).expect("taken");

    // What is confirmed early waits for its day all the same; a newer link is confirmed anew.
    let made = link(&world, &world.tomas, ruth);
    assert_eq!(confirm(&world, &vera, ruth), None);
    assert!(matches!(taken(&world, &made), Err(Problem::NotYet { .. })));
    let newer = link(&world, &world.tomas, ruth);
    world.clock.set(world.clinic.now() + 25.hours());
    assert!(matches!(taken(&world, &made), Err(Problem::InvitationGone)));
    assert!(matches!(taken(&world, &newer), Err(Problem::LinkWaits)));
}

#[test]
fn who_is_new_and_whose_way_in_it_is_do_not_confirm_and_a_declined_link_is_gone() {
    let world = world();
    let vera = vera(&world);
    let of_vera = link(&world, &world.tomas, vera.id());
    assert!(!of_vera.needs_second, "of two administrators nobody else is left to confirm it");
    world.clinic.cancel_recovery(&vera).expect("cancelled");
    let ruth = world.ruth.id();
    let made = link(&world, &world.tomas, ruth);
    world.clock.set(world.clinic.now() + 1.hours());
    let give = clinic::account::NewGrant::from(Role::Administrator);
    let code = fresh(&world.clinic, &world.tomas);
    world.clinic.grant_role(&world.staff(), &code, world.mallory.id(), give).expect("asked");
    crate::asked_roles::confirmed(&world, &vera);
    let mallory = roles::now(&world, "mallory");
    assert_eq!(confirm(&world, &mallory, ruth), Some(Obstacle::TooNew));
    world.clinic.decline_recovery(&staff(&world, &vera), ruth).expect("declined");
    let again = world.clinic.decline_recovery(&staff(&world, &vera), ruth);
    assert!(matches!(again, Err(Problem::NoSecond(Obstacle::NotAsked))));
    world.clock.set(world.clinic.now() + 25.hours());
    assert!(matches!(taken(&world, &made), Err(Problem::InvitationGone)));

    // Whose way in it is cancels it, and nothing waits any more.
    link(&world, &world.tomas, ruth);
    world.clinic.cancel_recovery(&world.ruth).expect("cancelled");
    assert_eq!(confirm(&world, &vera, ruth), Some(Obstacle::NotAsked));
}

#[test]
fn a_first_link_and_a_clients_need_no_second_and_neither_does_a_practice_of_one() {
    let world = world();
    assert!(!link(&world, &world.tomas, world.ruth.id()).needs_second, "nobody could confirm");
    vera(&world);
    let code = fresh(&world.clinic, &world.tomas);
    let staff = world.staff();
    let id = world
        .clinic
        .add_account(&staff, &code, Role::Therapist, "Ada Okoro", "okoro")
        .expect("made");
    let first = link(&world, &world.tomas, id);
    assert!(!first.needs_second && first.works_from.is_none());
    taken(&world, &first).expect("taken at once");
    let course = world.refer("Maren");
    let working = world.working(course);
    let hers = world.clinic.invite_client(&working, "maren").expect("invited");
    taken(&world, &hers).expect("taken");
    let again = world.clinic.invite_client(&working, "maren").expect("invited");
    assert!(again.works_from.is_some() && !again.needs_second);
}

//! A sign-in with a kind of browser that is new: its owner is asked, and whoever it is is not.

use clinic::{Problem, login::SignedIn, own_account::browsers::NewBrowser};
use jiff::ToSpan;

use crate::{PASSPHRASE, World, fresh, world};

const NEW: &str = "quite another set of words";

fn come_by(world: &World, passphrase: &str, browser: &str) -> SignedIn {
    let entered = world.clinic.sign_in("ruth", passphrase).expect("fits");
    let ruth = entered.here().expect("one step");
    world.clinic.note_browser(&ruth, browser).expect("noted");
    ruth
}

fn come(world: &World, browser: &str) -> SignedIn {
    come_by(world, PASSPHRASE, browser)
}

fn asked(world: &World, ruth: &SignedIn) -> Vec<NewBrowser> {
    world.clinic.new_browsers(&ruth.actor, &ruth.token).expect("reads")
}

fn days(world: &World, days: i64) {
    world.clock.set(world.clinic.now() + (days * 24).hours());
}

#[test]
fn a_new_kind_of_browser_is_asked_about_where_its_owner_is_and_not_in_itself() {
    let world = world();
    let ruth = come(&world, "Firefox, Linux");
    assert!(asked(&world, &ruth).is_empty(), "the first is known");
    assert!(asked(&world, &come(&world, "Firefox, Linux")).is_empty());
    let mallory = come(&world, "Chrome, Windows");
    assert!(asked(&world, &mallory).is_empty(), "whoever it is sees nothing of it");
    let told = asked(&world, &ruth);
    assert!(matches!(told.as_slice(), [one] if one.browser == "Chrome, Windows" && !one.not_them));
    let now = world.clinic.now();
    let mine =
        |who: &SignedIn, until| world.clinic.browsers_were_mine(&who.actor, &who.token, until);
    assert!(matches!(mine(&mallory, now), Err(Problem::NotYours)), "and does not answer it");
    let second = come(&world, "Safari, Mac");
    assert!(matches!(mine(&second, now), Err(Problem::NotYours)), "nor from a second new one");
    mine(&ruth, now - 1.second()).expect("taken");
    assert_eq!(asked(&world, &ruth).len(), 2, "what came after the page was not seen");
    mine(&ruth, now).expect("taken");
    assert!(asked(&world, &ruth).is_empty());
    mine(&ruth, now).expect("a second press does no harm");
    assert!(asked(&world, &come(&world, "Chrome, Windows")).is_empty(), "it is known now");
}

#[test]
fn it_was_not_me_ends_all_others_and_is_said_until_there_is_another_passphrase() {
    let world = world();
    let ruth = come(&world, "Firefox, Linux");
    let mallory = come(&world, "Chrome, Windows");
    let now = world.clinic.now();
    let proof = fresh(&world.clinic, &ruth.actor);
    let of_another = world.fresh();
    let not_mine = |proof, who: &SignedIn| {
        world.clinic.browsers_were_not_mine(&who.actor, proof, &who.token, now)
    };
    assert!(matches!(not_mine(&proof, &mallory), Err(Problem::NotYours)));
    assert!(matches!(not_mine(&of_another, &ruth), Err(Problem::NotYours)));
    not_mine(&proof, &ruth).expect("taken");
    let left = world.clinic.own_sign_ins(&ruth.actor, &ruth.token).expect("reads");
    assert!(matches!(left.as_slice(), [only] if only.this));
    let again = come(&world, "Chrome, Windows");
    assert!(asked(&world, &again).is_empty(), "they know the passphrase, and nothing else");
    assert!(asked(&world, &ruth)[0].not_them);
    world.clinic.browsers_were_mine(&ruth.actor, &ruth.token, now).expect("nothing is open");
    assert!(asked(&world, &ruth)[0].not_them, "a no is taken back by another passphrase alone");
    let (clinic, token) = (&world.clinic, &ruth.token);
    clinic.change_passphrase(&ruth.actor, &proof, token, PASSPHRASE, NEW).expect("changed");
    assert!(asked(&world, &ruth).is_empty());
    come_by(&world, NEW, "Chrome, Windows");
    assert!(!asked(&world, &ruth)[0].not_them, "that kind is new once more");
}

#[test]
fn after_ninety_days_a_kind_is_new_again_and_the_only_one_answers_for_itself() {
    let world = world();
    come(&world, "Firefox, Linux");
    days(&world, 90);
    assert!(asked(&world, &come(&world, "Firefox, Linux")).is_empty());
    days(&world, 91);
    let ruth = come(&world, "Firefox, Linux");
    assert_eq!(asked(&world, &ruth).len(), 1, "nobody else could be asked");
    let now = world.clinic.now();
    world.clinic.browsers_were_mine(&ruth.actor, &ruth.token, now).expect("taken");
    assert!(asked(&world, &ruth).is_empty());
}

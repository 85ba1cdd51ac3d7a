//! Passkeys: one comes in by the device that made it, and by no other answer.

mod device;

use clinic::{
    Actor, Problem,
    login::{AtTheDoor, SignedIn},
    passkey::{Question, Site},
    second_step::Entered,
};
use device::Device;
use jiff::ToSpan;

use crate::{PASSPHRASE, World, second_step::set_up_by, world, world_on_disk};

const ADDRESS: &str = "https://clinic.example";

fn site() -> Site {
    Site::at(ADDRESS).expect("an address with a name")
}

fn later(world: &World, seconds: i64) {
    world.clock.set(world.clinic.now() + seconds.seconds());
}

/// Ruth, whose device has made a passkey that is known here.
fn with_passkey(world: &World) -> (SignedIn, Device) {
    let (ruth, ..) = set_up_by(world, "ruth");
    let device = Device::new(ADDRESS);
    add(world, &ruth, &device, "phone").expect("kept");
    (ruth, device)
}

fn add(world: &World, who: &SignedIn, device: &Device, name: &str) -> Result<(), Problem> {
    let question = world.clinic.new_passkey(&site(), &who.actor)?;
    let answer = device.makes(&question.options);
    let fresh = world.clinic.fresh(&who.actor, &who.token)?;
    let answered = (question.sealed.as_str(), answer.as_str());
    world.clinic.add_passkey(&site(), &who.actor, &fresh, &who.token, answered, name)
}

fn asked(world: &World) -> Question {
    world.clinic.ask_passkey(&site()).expect("asked")
}

fn comes_in(world: &World, device: &Device) -> Result<SignedIn, Problem> {
    let question = asked(world);
    let answer = device.answers(&question.options);
    world.clinic.sign_in_by_passkey(&site(), &question.sealed, &answer)
}

#[track_caller]
fn refused<T>(what: Result<T, Problem>) {
    assert!(matches!(what.map(|_| ()), Err(Problem::PasskeyWrong)));
}

#[test]
fn a_passkey_is_both_steps_in_one() {
    let world = world();
    let (ruth, device) = with_passkey(&world);
    let here = comes_in(&world, &device).expect("in");
    assert_eq!(here.actor.id(), ruth.actor.id());
    assert!(matches!(world.clinic.at_the_door(&here.token), Ok(AtTheDoor::Here(_))));
    world.clinic.fresh(&here.actor, &here.token).expect("what is dangerous goes on at once");
    let own = world.clinic.own_passkeys(&here.actor).expect("reads");
    assert!(matches!(own.as_slice(), [one] if one.name == "phone" && one.used.is_some()));
}

#[test]
fn a_question_is_answered_once_and_in_its_five_minutes() {
    let world = world();
    let (_, device) = with_passkey(&world);
    let question = asked(&world);
    let answer = device.answers(&question.options);
    let come = |sealed: &str, answer: &str| {
        world.clinic.sign_in_by_passkey(&site(), sealed, answer).map(|_| ())
    };
    come(&question.sealed, &answer).expect("in");
    refused(come(&question.sealed, &answer));
    refused(come(&question.sealed, &device.answers(&question.options)));
    let question = asked(&world);
    later(&world, 301);
    refused(come(&question.sealed, &device.answers(&question.options)));
    let (one, other) = (asked(&world), asked(&world));
    refused(come(&one.sealed, &device.answers(&other.options)));
    let mut tampered = one.sealed.clone();
    tampered.replace_range(60..61, if &tampered[60..61] == "0" { "1" } else { "0" });
    refused(come(&tampered, &device.answers(&one.options)));
    for no_answer in ["", "{}", "[1", "null", "\u{1F511}"] {
        refused(come(&one.sealed, no_answer));
        refused(come(no_answer, &answer));
    }
    later(&world, -600);
    refused(come(&one.sealed, &device.answers(&one.options)));
}

#[test]
fn an_answer_is_refused_that_another_device_page_or_finger_gave() {
    let world = world();
    let (_, device) = with_passkey(&world);
    refused(comes_in(&world, &Device::new(ADDRESS)));
    for false_page in ["https://clinic.example.com", "http://clinic.example", "https://elsewhere"] {
        refused(comes_in(&world, &device.copied().reached_at(false_page)));
    }
    refused(comes_in(&world, &device.copied().that_knows_nobody()));
    refused(comes_in(&world, &device.copied().with_another_key()));
    later(&world, 61);
    comes_in(&world, &device).expect("in");
    let copy = device.copied();
    comes_in(&world, &device).expect("in");
    refused(comes_in(&world, &copy));
}

#[test]
fn tries_are_slowed_and_never_for_long() {
    let world = world();
    let (_, device) = with_passkey(&world);
    let forged = device.copied().with_another_key();
    for _ in 0..5 {
        refused(comes_in(&world, &forged));
    }
    assert!(matches!(comes_in(&world, &device), Err(Problem::Wait { .. })));
    later(&world, 61);
    comes_in(&world, &device).expect("in");
}

#[test]
fn what_is_dangerous_goes_on_by_ones_own_passkey_alone() {
    let world = world();
    let (ruth, device) = with_passkey(&world);
    let (mallory, ..) = set_up_by(&world, "mallory");
    later(&world, 601);
    let code_owed = |who: &SignedIn| world.clinic.fresh(&who.actor, &who.token).is_err();
    assert!(code_owed(&ruth) && code_owed(&mallory));
    let question = |who: &Actor| world.clinic.ask_passkey_again(&site(), who).expect("asked");
    let give = |who: &SignedIn, question: &Question| {
        let answer = device.answers(&question.options);
        let (actor, token) = (&who.actor, &who.token);
        world.clinic.give_passkey(&site(), actor, token, &question.sealed, &answer)
    };
    refused(give(&mallory, &question(&mallory.actor)));
    refused(give(&mallory, &question(&ruth.actor)));
    refused(give(&ruth, &asked(&world)));
    assert!(code_owed(&ruth) && code_owed(&mallory));
    let hers = question(&ruth.actor);
    give(&ruth, &hers).expect("hers");
    assert!(!code_owed(&ruth) && code_owed(&mallory));
    refused(give(&ruth, &hers));
    // A question to who is signed in does not open the door.
    let again = question(&ruth.actor);
    let answer = device.answers(&again.options);
    refused(world.clinic.sign_in_by_passkey(&site(), &again.sealed, &answer));
}

#[test]
fn a_passkey_is_added_by_who_gave_a_code_a_moment_ago_and_shuts_other_sign_ins() {
    let world = world();
    let (ruth, device) = with_passkey(&world);
    let other = comes_in(&world, &device).expect("in");
    let (mallory, ..) = set_up_by(&world, "mallory");
    let new = Device::new(ADDRESS);
    let question = world.clinic.new_passkey(&site(), &ruth.actor).expect("asked");
    let answer = new.makes(&question.options);
    let answered = (question.sealed.as_str(), answer.as_str());
    let keep = |who: &SignedIn, proof: &SignedIn| {
        let fresh = world.clinic.fresh(&proof.actor, &proof.token)?;
        world.clinic.add_passkey(&site(), &who.actor, &fresh, &who.token, answered, "new")
    };
    assert!(matches!(keep(&ruth, &mallory), Err(Problem::NotYours)), "somebody else's code");
    refused(keep(&mallory, &mallory));
    keep(&ruth, &ruth).expect("kept");
    assert_eq!(world.clinic.at_the_door(&other.token).expect("door"), AtTheDoor::Nobody);
    refused(keep(&ruth, &ruth));
    refused(add(&world, &mallory, &new, "the same"));
    later(&world, 601);
    assert!(matches!(add(&world, &ruth, &Device::new(ADDRESS), ""), Err(Problem::CodeOwed)));
}

#[test]
fn ten_are_enough_and_each_is_forgotten_by_its_owner_alone() {
    let world = world();
    let (ruth, device) = with_passkey(&world);
    for _ in 0..9 {
        add(&world, &ruth, &Device::new(ADDRESS), &"n".repeat(100)).expect("kept");
    }
    refused(add(&world, &ruth, &Device::new(ADDRESS), "one too many"));
    let (mallory, ..) = set_up_by(&world, "mallory");
    let own = world.clinic.own_passkeys(&ruth.actor).expect("reads");
    assert!(own.iter().all(|one| one.name.chars().count() <= 60));
    let phone = own.iter().find(|one| one.name == "phone").expect("the first");
    let forget = |who: &SignedIn, id: &str| {
        let fresh = world.clinic.fresh(&who.actor, &who.token).expect("fresh");
        world.clinic.remove_passkey(&who.actor, &fresh, &who.token, id)
    };
    for id in [phone.id.as_str(), "", "zz", "00"] {
        assert!(matches!(forget(&mallory, id), Err(Problem::NotYours)));
    }
    forget(&ruth, &phone.id).expect("forgotten");
    refused(comes_in(&world, &device));
}

#[test]
fn a_recovery_and_an_end_forget_passkeys() {
    let world = world();
    let (ruth, device) = with_passkey(&world);
    let link =
        world.clinic.invite(&world.staff(), &world.fresh(), ruth.actor.id()).expect("made").token;
    comes_in(&world, &device).expect("until it is taken");
    later(&world, 24 * 60 * 60);
    world.clinic.take_invitation(&link, None, "quite another set of words").expect("in");
    refused(comes_in(&world, &device));

    let (mallory, ..) = set_up_by(&world, "mallory");
    let hers = Device::new(ADDRESS);
    add(&world, &mallory, &hers, "").expect("kept");
    let fresh = world.fresh();
    world.clinic.end_account(&world.staff(), &fresh, mallory.actor.id()).expect("ended");
    refused(comes_in(&world, &hers));
}

#[test]
fn who_owes_the_second_step_owes_it_after_a_passkey_too() {
    let world = world();
    let entered = world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    let Entered::Here(ruth) = entered else { panic!("no second step yet") };
    let device = Device::new(ADDRESS);
    add(&world, &ruth, &device, "").expect("kept");
    let here = comes_in(&world, &device).expect("in");
    assert!(matches!(world.clinic.at_the_door(&here.token), Ok(AtTheDoor::Owes(_))));
}

#[test]
fn no_passkey_is_bound_to_a_number() {
    for address in ["http://127.0.0.1:8080", "https://[::1]", "", "clinic.example", "file:///x"] {
        assert!(Site::at(address).is_none(), "{address}");
    }
    assert!(Site::at("http://localhost:8080").is_some());
}

#[test]
fn neither_its_id_its_name_nor_its_key_stands_in_the_tables() {
    let (_folder, place, world) = world_on_disk();
    let (ruth, device) = with_passkey(&world);
    add(&world, &ruth, &Device::new(ADDRESS), "the phone of Aurelio").expect("kept");
    comes_in(&world, &device).expect("in");
    assert_eq!(world.clinic.own_passkeys(&ruth.actor).expect("reads").len(), 2);
    crate::tables(&place).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("written");
    let file = std::fs::read(place.data.join(clinic::PRACTICE_FILE)).expect("the tables");
    let id = device.id();
    let (text, key) = (device.id_as_text(), device.public_key());
    let planted = [id.as_slice(), text.as_bytes(), key.as_slice(), b"Aurelio", b"clinic.example"];
    for planted in planted {
        assert!(!file.windows(planted.len()).any(|window| window == planted));
    }
}

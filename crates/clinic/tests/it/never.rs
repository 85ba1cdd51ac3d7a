//! Classes of fault that other systems of this kind had, below the screens. Which class is held
//! where: `docs/security-tests.md`.

use std::sync::Arc;

use clinic::{
    Clinic, Problem, corridor::Imported, invitation::Token, login::AtTheDoor, second_step::Entered,
};
use jiff::ToSpan;
use record::Mark;

use crate::{PASSPHRASE, second_step::set_up_by, world, world_on_disk};

/// N5: half a sign-in was taken for a whole one.
#[test]
fn half_a_sign_in_opens_nothing_and_a_whole_one_is_no_half() {
    let world = world();
    let (whole, _, codes) = set_up_by(&world, "ruth");
    let Entered::Half(half) = world.clinic.sign_in("ruth", PASSPHRASE).expect("fits") else {
        panic!("the second step is owed")
    };
    assert_eq!(world.clinic.at_the_door(&half).expect("door"), AtTheDoor::Nobody);
    let taken = world.clinic.take_invitation(&half, None, PASSPHRASE);
    assert!(matches!(taken, Err(Problem::InvitationGone)));
    let finished = world.clinic.finish_sign_in(&whole.token, &codes[0]);
    assert!(matches!(finished, Err(Problem::HalfOver)));
    let code = Token(codes[0].clone());
    assert_eq!(world.clinic.at_the_door(&code).expect("door"), AtTheDoor::Nobody);
    assert!(world.clinic.finish_sign_in(&half, &codes[0]).is_ok(), "the code was not used up");
}

/// N15: who was slowed down began anew after a restart.
#[test]
fn tries_are_counted_on_over_a_restart_and_each_name_alone() {
    let (_folder, place, world) = world_on_disk();
    for _ in 0..5 {
        assert!(matches!(world.clinic.sign_in("ruth", "wrong"), Err(Problem::NotKnown)));
    }
    let clock = world.clock.clone();
    drop(world);
    let clinic = Clinic::open(&place, Mark::Real, Arc::new(clock.clone())).expect("opened");
    assert!(matches!(clinic.sign_in("ruth", PASSPHRASE), Err(Problem::Wait { .. })));
    assert!(clinic.sign_in("mallory", PASSPHRASE).is_ok(), "nobody else is slowed down");
    clock.set(clinic.now() + 61.seconds());
    assert!(clinic.sign_in("ruth", PASSPHRASE).is_ok(), "nobody is locked out");
}

/// N10: what is read goes down as deep as somebody wrote it.
#[test]
fn nothing_nested_in_an_imported_corridor_ends_the_program() {
    for text in [
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{a = ".repeat(100_000)),
        format!("[{}]", vec!["a"; 100_000].join(".")),
        format!("{} = 1", vec!["a"; 100_000].join(".")),
    ] {
        assert!(Imported::read(&text).is_err());
    }
}

//! Sign-in by an OpenID provider: for who linked it, as far as the second step, and no further.

use clinic::{
    Actor, Problem,
    invitation::Token,
    login::AtTheDoor,
    provider::{ByProvider, Flow, Proved, Returned},
    second_step::Entered,
};
use jiff::ToSpan;
use uuid::Uuid;

use crate::{PASSPHRASE, World, fresh, second_step, world};

fn flow() -> Flow {
    let text = |text: &str| text.to_owned();
    Flow { state: text("s"), nonce: text("n"), verifier: text("v"), back: text("/people") }
}

fn proved(issuer: &str, subject: &str) -> Proved {
    Proved { issuer: issuer.to_owned(), subject: subject.to_owned() }
}

/// Ruth as the provider names her.
fn ruth() -> Proved {
    proved("https://id.example", "ruth-7")
}

/// Somebody's sign-in, as one that links.
fn signed_in(world: &World, login: &str) -> (Actor, Token) {
    let entered = world.clinic.sign_in(login, PASSPHRASE).expect("fits").here().expect("in");
    (entered.actor, entered.token)
}

fn returned(world: &World, linking: Option<(&Actor, &Token)>) -> Returned {
    let code = linking.map(|(actor, _)| fresh(&world.clinic, actor));
    let linking = linking.zip(code.as_ref()).map(|((actor, token), code)| (actor, code, token));
    let sealed = world.clinic.keep_flow(flow(), linking).expect("kept");
    world.clinic.returned_flow(&sealed, "s").expect("it is ours")
}

fn linked(world: &World, login: &str, to: &Proved) -> Result<(), Problem> {
    let (actor, token) = signed_in(world, login);
    let flow = returned(world, Some((&actor, &token)));
    match world.clinic.by_provider(&flow, to)? {
        ByProvider::Linked => Ok(()),
        ByProvider::Entered(_) => panic!("a link is no sign-in"),
    }
}

fn comes(world: &World, as_whom: &Proved) -> Result<Entered, Problem> {
    match world.clinic.by_provider(&returned(world, None), as_whom)? {
        ByProvider::Entered(entered) => Ok(entered),
        ByProvider::Linked => panic!("a sign-in links nothing"),
    }
}

fn is_wrong<T: std::fmt::Debug>(outcome: Result<T, Problem>) {
    assert!(matches!(outcome, Err(Problem::ProviderWrong)), "{outcome:?}");
}

#[test]
fn who_linked_it_comes_in_and_nobody_else_does() {
    let world = world();
    is_wrong(comes(&world, &ruth()));
    linked(&world, "ruth", &ruth()).expect("linked");
    let entered = comes(&world, &ruth()).expect("known").here().expect("in");
    assert_eq!(entered.actor.id(), world.ruth.id());
    is_wrong(comes(&world, &proved("https://elsewhere.example", "ruth-7")));
    is_wrong(comes(&world, &proved("https://id.example", "ruth-8")));
    // Nobody links a subject that is another's; who links another one has that alone.
    is_wrong(linked(&world, "mallory", &ruth()));
    linked(&world, "ruth", &proved("https://id.example", "ruth-9")).expect("another");
    is_wrong(comes(&world, &ruth()));
    let (actor, keep) = signed_in(&world, "ruth");
    let code = fresh(&world.clinic, &actor);
    world.clinic.unlink_provider(&actor, &code, &keep).expect("taken away");
    is_wrong(comes(&world, &proved("https://id.example", "ruth-9")));
}

#[test]
fn the_second_step_is_asked_all_the_same() {
    let world = world();
    linked(&world, "ruth", &ruth()).expect("linked");
    second_step::set_up_by(&world, "ruth");
    let Entered::Half(half) = comes(&world, &ruth()).expect("known") else { panic!("asked") };
    let nobody = world.clinic.at_the_door(&half).expect("reads");
    assert!(matches!(nobody, AtTheDoor::Nobody), "half of a sign-in is none");
}

#[test]
fn an_answer_is_to_our_question_in_the_browser_that_asked_and_in_its_time() {
    let world = world();
    let sealed = world.clinic.keep_flow(flow(), None).expect("kept");
    for (sealed, state) in [(&*sealed, ""), (&sealed, "t"), ("", "s"), ("00", "s")] {
        is_wrong(world.clinic.returned_flow(sealed, state));
    }
    world.clock.set(world.clinic.now() + 10.minutes());
    assert_eq!(world.clinic.returned_flow(&sealed, "s").expect("in time").flow, flow());
    world.clock.set(world.clinic.now() + 1.seconds());
    is_wrong(world.clinic.returned_flow(&sealed, "s"));
}

#[test]
fn what_was_begun_in_a_sign_in_that_is_over_links_nothing_and_a_link_ends_the_others() {
    let world = world();
    let (actor, token) = signed_in(&world, "ruth");
    let flow = returned(&world, Some((&actor, &token)));
    world.clinic.sign_out(&token).expect("out");
    is_wrong(world.clinic.by_provider(&flow, &ruth()).map(|_| ()));

    let (_, other) = signed_in(&world, "ruth");
    let (actor, token) = signed_in(&world, "ruth");
    let flow = returned(&world, Some((&actor, &token)));
    world.clinic.by_provider(&flow, &ruth()).expect("linked");
    let here = |token: &Token| {
        matches!(
            world.clinic.at_the_door(token).expect("reads"),
            AtTheDoor::Here(_) | AtTheDoor::Owes(_)
        )
    };
    assert!(here(&token) && !here(&other));
    assert!(world.clinic.provider_linked(&actor).expect("reads").is_some());
}

#[test]
fn an_account_that_ended_and_a_recovery_forget_it_and_a_client_has_none() {
    let world = world();
    linked(&world, "ruth", &ruth()).expect("linked");
    let link = world.clinic.invite(&world.staff(), &world.fresh(), world.ruth.id()).expect("made");
    world.clock.set(link.works_from.expect("a recovery"));
    let other = "another passphrase of several words";
    let taken = world.clinic.take_invitation(&link.token, None, other);
    let ruth_again = taken.expect("taken").actor;
    is_wrong(comes(&world, &ruth()));

    linked(&world, "mallory", &ruth()).expect("linked");
    let (staff, code) = (world.staff(), world.fresh());
    world.clinic.end_account(&staff, &code, world.mallory.id()).expect("ended");
    is_wrong(comes(&world, &ruth()));

    let course = world.refer_as(&ruth_again, Uuid::new_v4(), "Maren").expect("referred");
    let working = world.clinic.may(&ruth_again, course, "client").expect("may");
    let token = world.clinic.invite_client(&working, "maren").expect("invited").token;
    world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken");
    is_wrong(linked(&world, "maren", &ruth()));
}

//! The second step: owed by all staff, asked after the passphrase, each code once.

use clinic::{
    Actor, Problem,
    invitation::Token,
    login::{AtTheDoor, SignedIn},
    second_step::Entered,
};
use jiff::ToSpan;
use totp_rs::{Builder, Secret};

use crate::{PASSPHRASE, World, tables, world, world_on_disk};

/// What an authenticator with this secret shows now.
fn shown(world: &World, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).with_account_name("anybody").build();
    let now = u64::try_from(world.clinic.now().as_second()).expect("after 1970");
    totp.expect("a code").generate(now).to_string()
}

fn later(world: &World, seconds: i64) {
    world.clock.set(world.clinic.now() + seconds.seconds());
}

fn half(world: &World) -> Token {
    match world.clinic.sign_in("ruth", PASSPHRASE).expect("fits") {
        Entered::Half(token) => token,
        Entered::Here(_) => panic!("the second step is owed"),
    }
}

/// Ruth with an authenticator: its secret, and her recovery codes.
fn set_up(world: &World) -> (SignedIn, String, Vec<String>) {
    set_up_by(world, "ruth")
}

/// The same for whoever has this sign-in name.
pub fn set_up_by(world: &World, login: &str) -> (SignedIn, String, Vec<String>) {
    let entered = world.clinic.sign_in(login, PASSPHRASE).expect("in");
    let ruth = entered.here().expect("one step");
    let AtTheDoor::Owes(newcomer) = world.clinic.at_the_door(&ruth.token).expect("door") else {
        panic!("she owes the second step")
    };
    let new = world.clinic.new_authenticator(&newcomer).expect("made");
    assert!(new.uri.starts_with(&format!("otpauth://totp/OpenIPT:{login}?")), "{}", new.uri);
    let again = world.clinic.pending_authenticator(&newcomer).expect("shown");
    assert_eq!(again, new, "after a code that did not fit");
    let anew = world.clinic.new_authenticator(&newcomer).expect("made");
    assert_ne!(anew, new, "whoever saw one before does not know this one");
    let new = anew;
    let wrong = world.clinic.confirm_authenticator(&newcomer, &ruth.token, "000000");
    assert!(matches!(wrong, Err(Problem::CodeWrong)));
    let code = shown(world, &new.secret);
    let codes = world.clinic.confirm_authenticator(&newcomer, &ruth.token, &code).expect("done");
    assert!(matches!(world.clinic.at_the_door(&ruth.token), Ok(AtTheDoor::Here(_))));
    (ruth, new.secret, codes)
}

#[test]
fn a_code_signs_in_once_and_an_old_one_never() {
    let world = world();
    let (_, secret, _) = set_up(&world);
    let used = world.clinic.finish_sign_in(&half(&world), &shown(&world, &secret));
    assert!(matches!(used, Err(Problem::CodeWrong)), "the code of the set-up was used");
    later(&world, 30);
    let before = shown(&world, &secret);
    later(&world, 30);
    let (first, second) = (half(&world), shown(&world, &secret));
    world.clinic.finish_sign_in(&first, &format!("{} {}", &second[..3], &second[3..])).expect("in");
    let again = world.clinic.finish_sign_in(&first, &second);
    assert!(matches!(again, Err(Problem::HalfOver)), "the first step counts once");
    for code in [&second, &before] {
        let again = world.clinic.finish_sign_in(&half(&world), code);
        assert!(matches!(again, Err(Problem::CodeWrong)), "whoever saw it typed has nothing");
    }
}

#[test]
fn the_second_step_waits_five_minutes_and_tries_are_slowed() {
    let world = world();
    let (_, secret, _) = set_up(&world);
    let late = half(&world);
    later(&world, 301);
    let over = world.clinic.finish_sign_in(&late, &shown(&world, &secret));
    assert!(matches!(over, Err(Problem::HalfOver)));
    let begun = half(&world);
    for _ in 0..5 {
        let wrong = world.clinic.finish_sign_in(&begun, "123456");
        assert!(matches!(wrong, Err(Problem::CodeWrong)));
    }
    let right = world.clinic.finish_sign_in(&begun, &shown(&world, &secret));
    assert!(matches!(right, Err(Problem::Wait { .. })), "not even the right one");
    later(&world, 61);
    world.clinic.finish_sign_in(&begun, &shown(&world, &secret)).expect("never for long");
}

#[test]
fn each_recovery_code_signs_in_once_and_new_ones_take_the_place_of_the_old() {
    let world = world();
    let (ruth, secret, codes) = set_up(&world);
    assert_eq!(codes.len(), 10);
    let typed = codes[0].to_lowercase().replace('-', " ");
    world.clinic.finish_sign_in(&half(&world), &typed).expect("however it is typed");
    let twice = world.clinic.finish_sign_in(&half(&world), &codes[0]);
    assert!(matches!(twice, Err(Problem::CodeWrong)));
    let left = |who: &Actor| world.clinic.second_step(who).expect("reads").map(|s| s.codes_left);
    assert_eq!(left(&ruth.actor), Some(9));
    later(&world, 90);
    world.clinic.new_recovery_codes(&ruth.actor, &shown(&world, &secret)).expect("made");
    assert_eq!(left(&ruth.actor), Some(10));
    let old = world.clinic.finish_sign_in(&half(&world), &codes[1]);
    assert!(matches!(old, Err(Problem::CodeWrong)));
}

#[test]
fn what_is_set_up_ends_other_sign_ins_and_a_recovery_takes_it_away() {
    let world = world();
    let entered = world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    let other = entered.here().expect("one step").token;
    let (ruth, secret, _) = set_up(&world);
    assert_eq!(world.clinic.at_the_door(&other).expect("door"), AtTheDoor::Nobody);
    let another = world.clinic.new_authenticator(&ruth.actor);
    assert!(matches!(another, Err(Problem::SecondStepStands)));
    later(&world, 90);
    let wrong = world.clinic.remove_authenticator(&ruth.actor, "000000");
    assert!(matches!(wrong, Err(Problem::CodeWrong)), "not without a code");
    world.clinic.remove_authenticator(&ruth.actor, &shown(&world, &secret)).expect("away");
    assert!(matches!(world.clinic.at_the_door(&ruth.token), Ok(AtTheDoor::Owes(_))));
    set_up(&world);
    let link =
        world.clinic.invite(&world.staff(), &world.fresh(), ruth.actor.id()).expect("made").token;
    later(&world, 24 * 60 * 60);
    let back = world.clinic.take_invitation(&link, None, "quite another set of words").expect("in");
    assert!(matches!(world.clinic.at_the_door(&back.token), Ok(AtTheDoor::Owes(_))));
}

#[test]
fn no_secret_no_code_and_no_browser_stands_in_the_tables() {
    let (_folder, place, world) = world_on_disk();
    let (ruth, secret, codes) = set_up(&world);
    world.clinic.note_browser(&ruth, "Firefox, Linux").expect("noted");
    let own = world.clinic.own_sign_ins(&ruth.actor, &ruth.token).expect("reads");
    assert_eq!(own[0].browser, "Firefox, Linux", "its owner reads it");
    let bytes = Secret::try_from_base32(&secret).expect("a secret").as_bytes().to_vec();
    let plain = codes[0].replace('-', "");
    tables(&place).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("written");
    let file = std::fs::read(place.data.join(clinic::PRACTICE_FILE)).expect("the tables");
    let texts = [secret.as_str(), &plain, &codes[0], "Firefox"];
    for planted in texts.map(str::as_bytes).into_iter().chain([bytes.as_slice()]) {
        assert!(!file.windows(planted.len()).any(|window| window == planted));
    }
}

#[test]
fn another_passphrase_asks_the_one_of_today_and_ends_other_sign_ins() {
    let world = world();
    let entered = || world.clinic.sign_in("ruth", PASSPHRASE).expect("in");
    let (one, other) = (entered().here().expect("in"), entered().here().expect("in"));
    let change = |today: &str, chosen: &str| {
        world.clinic.change_passphrase(
            &one.actor,
            &crate::fresh(&world.clinic, &one.actor),
            &one.token,
            today,
            chosen,
        )
    };
    const NEW: &str = "quite another set of words";
    assert!(matches!(change("wrong", NEW), Err(Problem::NotKnown)));
    assert!(matches!(change(PASSPHRASE, "short"), Err(Problem::TooShort { .. })));
    assert_eq!(world.clinic.own_sign_ins(&one.actor, &one.token).expect("reads").len(), 3);
    change(PASSPHRASE, NEW).expect("changed");
    assert_eq!(world.clinic.at_the_door(&other.token).expect("door"), AtTheDoor::Nobody);
    let left = world.clinic.own_sign_ins(&one.actor, &one.token).expect("reads");
    assert!(matches!(left.as_slice(), [only] if only.this));
    assert!(world.clinic.sign_in("ruth", PASSPHRASE).is_err());
    assert!(world.clinic.sign_in("ruth", NEW).is_ok());
}

#[test]
fn tables_of_the_version_before_are_led_on() {
    let (folder, place, world) = world_on_disk();
    drop(world);
    let old = tables(&place);
    old.execute_batch(
        "ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT '';
         UPDATE account SET role = (SELECT role FROM role_grant WHERE role_grant.account = account.id);
         DROP TABLE role_grant; DROP TABLE grant_request;
         DROP INDEX access_of_account; DROP TABLE handed_out; DROP TABLE key_alarm;
         DROP TABLE own_word; DROP TABLE role_conflict; DROP TABLE guardian; DROP TABLE recovery_request; DROP TABLE provider_link; DROP TABLE hand_out_request;
         DROP TABLE process_drawer; DROP TABLE cover; DROP TABLE emergency_access;
         DROP TABLE known_browser; ALTER TABLE sign_in DROP COLUMN browser_index;
         DROP TABLE passkey; DROP TABLE answered_passkey;
         DROP TABLE erasure_request; DROP TABLE legal_hold; DROP TABLE disclosure;
         DROP TABLE authenticator; DROP TABLE recovery_code; DROP TABLE half_sign_in;
         ALTER TABLE sign_in DROP COLUMN browser; ALTER TABLE sign_in DROP COLUMN code_at;
         PRAGMA user_version = 2;",
    )
    .expect("as it was");
    drop(old);
    let clock = std::sync::Arc::new(crate::clock());
    let clinic = clinic::Clinic::open(&place, record::Mark::Real, clock).expect("opens");
    assert!(clinic.sign_in("ruth", PASSPHRASE).is_ok(), "what was there stays");
    drop(folder);
}

#[test]
fn what_takes_over_a_way_in_needs_a_code_of_the_last_ten_minutes() {
    let world = world();
    let (ruth, secret, _) = set_up(&world);
    let owed =
        |token: &Token| matches!(world.clinic.fresh(&ruth.actor, token), Err(Problem::CodeOwed));
    assert!(!owed(&ruth.token), "the code of the set-up counts");
    later(&world, 600);
    assert!(!owed(&ruth.token));
    later(&world, 1);
    assert!(owed(&ruth.token));
    let came = world.clinic.finish_sign_in(&half(&world), &shown(&world, &secret)).expect("in");
    assert!(!owed(&came.token) && owed(&ruth.token), "a code counts in its own sign-in");
    let give = |code: &str| world.clinic.give_code(&ruth.actor, &ruth.token, code);
    assert!(matches!(give(&shown(&world, &secret)), Err(Problem::CodeWrong)), "and once");
    assert!(owed(&ruth.token));
    later(&world, 30);
    give(&shown(&world, &secret)).expect("fits");
    assert!(!owed(&ruth.token));
    world.clock.set(world.clinic.now() - 60.seconds());
    assert!(owed(&ruth.token), "a clock that goes back makes nothing fresh");
    later(&world, 60);
    world.clinic.sign_out(&ruth.token).expect("out");
    assert!(owed(&ruth.token));
}

#[test]
fn a_code_that_somebody_else_gave_is_none() {
    let world = world();
    let hers = crate::fresh(&world.clinic, &world.mallory);
    let (staff, ruth) = (world.staff(), world.ruth.id());
    let added = world.clinic.add_account(&staff, &hers, clinic::Role::Therapist, "Eve", "eve");
    assert!(matches!(added, Err(Problem::NotYours)));
    assert!(matches!(world.clinic.invite(&staff, &hers, ruth), Err(Problem::NotYours)));
    assert!(matches!(world.clinic.end_account(&staff, &hers, ruth), Err(Problem::NotYours)));
    let course = world.working(world.refer("Maren"));
    assert!(matches!(world.clinic.client_file(&course, &hers), Err(Problem::NotYours)));
    let token = Token(String::new());
    let ended = world.clinic.end_other_sign_ins(&world.ruth, &hers, &token);
    assert!(matches!(ended, Err(Problem::NotYours)));
    let changed = world.clinic.change_passphrase(&world.ruth, &hers, &token, PASSPHRASE, "x");
    assert!(matches!(changed, Err(Problem::NotYours)));
}

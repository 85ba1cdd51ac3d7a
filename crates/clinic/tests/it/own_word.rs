//! Word by mail of one's own sign-in: that something waits, to who it concerns, once.

use std::sync::Arc;

use clinic::{Clinic, TheCourse, key_budget::BUDGET, second_step::Entered};
use jiff::ToSpan;

use crate::{PASSPHRASE, World, clock, second_step, world_of};

fn carried() -> World {
    let clock = clock();
    let clinic = Clinic::in_memory(Arc::new(clock.clone())).expect("clinic").with_carrier();
    let world = world_of(clinic, clock);
    for (who, mail) in [(&world.ruth, "ruth@practice.example"), (&world.tomas, "tomas@p.example")] {
        world.clinic.set_mail_address(&world.staff(), who.id(), mail).expect("set");
    }
    world
}

/// To whom word goes; each goes out now.
fn sent(world: &World) -> Vec<String> {
    let due = world.clinic.notices_due().expect("looked");
    assert!(due.broken.is_none());
    for notice in &due.notices {
        world.clinic.notice_sent(notice).expect("written");
    }
    due.notices.iter().map(|notice| notice.address().to_owned()).collect()
}

#[test]
fn what_changes_a_way_in_and_who_comes_with_a_new_browser_is_told_to_its_owner() {
    let world = carried();
    assert!(sent(&world).is_empty());
    let (ruth, ..) = second_step::set_up_by(&world, "ruth");
    assert_eq!(sent(&world), ["ruth@practice.example"], "an authenticator");
    world.clinic.note_browser(&ruth, "Firefox, Linux").expect("noted");
    assert!(sent(&world).is_empty(), "the first browser of an account is known");
    world.clinic.note_browser(&ruth, "Chrome, Windows").expect("noted");
    assert_eq!(sent(&world), ["ruth@practice.example"], "a new kind of browser");
    world.clock.set(world.clinic.now() + 1.seconds());
    world.clinic.note_browser(&ruth, "Chrome, Windows").expect("noted");
    assert!(sent(&world).is_empty(), "once");
    let code = world.clinic.fresh(&ruth.actor, &ruth.token).expect("given");
    let (today, chosen) = (PASSPHRASE, "quite another set of words");
    world
        .clinic
        .change_passphrase(&ruth.actor, &code, &ruth.token, today, chosen)
        .expect("changed");
    assert_eq!(sent(&world), ["ruth@practice.example"], "another passphrase");
    let link = world.clinic.invite(&world.staff(), &world.fresh(), ruth.actor.id()).expect("made");
    assert_eq!(sent(&world), ["ruth@practice.example"], "a recovery that somebody began");
    world.clock.set(link.works_from.expect("a recovery"));
    world.clinic.take_invitation(&link.token, None, PASSPHRASE).expect("taken");
    assert_eq!(sent(&world), ["ruth@practice.example"], "and one that was taken");
    assert!(matches!(world.clinic.sign_in("ruth", PASSPHRASE), Ok(Entered::Here(_))));
}

#[test]
fn an_alarm_is_told_to_who_administers_and_to_whom_it_is_about() {
    let world = carried();
    let courses: Vec<_> = (0..=BUDGET).map(|n| world.refer(&format!("Client {n}"))).collect();
    for course in courses {
        world.clinic.may::<TheCourse, clinic::Read>(&world.ruth, course, "course").expect("may");
    }
    let mut told = sent(&world);
    told.sort();
    assert_eq!(told, ["ruth@practice.example", "tomas@p.example"]);
}

#[test]
fn what_cannot_be_sent_is_tried_again_and_let_go_after_three_days() {
    let world = carried();
    world.clinic.invite(&world.staff(), &world.fresh(), world.ruth.id()).expect("made");
    let due = world.clinic.notices_due().expect("looked");
    let [one] = &due.notices[..] else { panic!("one") };
    world.clinic.notice_failed(one).expect("noted");
    let due = || world.clinic.notices_due().expect("looked").notices.len();
    assert_eq!(due(), 0, "not at once");
    world.clock.set(world.clinic.now() + 1.minutes());
    assert_eq!(due(), 1);
    world.clock.set(world.clinic.now() + (4 * 24).hours());
    world.clinic.sign_in("mallory", PASSPHRASE).expect("in, and what is past is swept");
    assert_eq!(due(), 0);
}

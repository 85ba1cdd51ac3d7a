//! Word of a risk alert: due until it was sent, to those who have it in hand, and to nobody else.

use std::sync::Arc;

use clinic::{Access, Clinic, Problem, Read, Settings, TheCourse, Write, permission::TheSettings};
use ipt::{
    Command, CourseId, FlagId,
    risk::{RiskAlertStep, RiskSource},
};
use jiff::ToSpan;
use record::Mark;
use uuid::Uuid;

use crate::{World, clock, work, world, world_of, world_on_disk};

const FLAG: FlagId = FlagId(Uuid::from_u128(7));
const RUTH: &str = "ruth@practice.example";
const DEPUTY: &str = "deputy@practice.example";

fn carried() -> World {
    let clock = clock();
    let clinic = Clinic::in_memory(Arc::new(clock.clone())).expect("clinic").with_carrier();
    world_of(clinic, clock)
}

fn raised(world: &World) -> CourseId {
    let course = work::accepted(world, "Piotr");
    let note = "Said at the door.".to_owned();
    let raise = Command::RaiseRisk { flag: FLAG, source: RiskSource::Concern, session: None, note };
    work::perform(world, course, raise).expect("raised");
    course
}

fn addresses(world: &World) {
    let set = |id, mail| world.clinic.set_mail_address(&world.staff(), id, mail).expect("set");
    set(world.ruth.id(), RUTH);
    set(world.mallory.id(), DEPUTY);
}

fn deputy(world: &World) {
    let access: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let settings = Settings { deputy: Some(world.mallory.id()), ..Settings::default() };
    world.clinic.change_settings(&access, &settings).expect("set");
}

fn later(world: &World, minutes: i64) {
    world.clock.set(world.clinic.now().checked_add(minutes.minutes()).expect("a moment"));
}

fn due(world: &World) -> Vec<clinic::outbox::Notice> {
    let due = world.clinic.notices_due().expect("looked");
    assert!(due.broken.is_none());
    due.notices
}

fn due_at(world: &World) -> Vec<String> {
    due(world).iter().map(|notice| notice.address().to_owned()).collect()
}

fn steps(world: &World, course: CourseId) -> Vec<RiskAlertStep> {
    let file = world.clinic.read(&world.working(course)).expect("read");
    file.course.flags[0].ledger.iter().map(|line| line.step).collect()
}

#[test]
fn word_goes_to_the_therapist_and_after_the_hours_to_the_deputy_each_once() {
    let world = carried();
    let course = raised(&world);
    assert!(due(&world).is_empty(), "nobody has an address");
    addresses(&world);
    deputy(&world);
    assert_eq!(due_at(&world), [RUTH]);
    world.clinic.notice_sent(&due(&world)[0]).expect("written");
    assert!(due(&world).is_empty(), "once");
    later(&world, 5 * 60);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    assert_eq!(due_at(&world), [DEPUTY]);
    world.clinic.notice_sent(&due(&world)[0]).expect("written");
    later(&world, 5 * 60);
    assert!(due(&world).is_empty());
    let told = [RiskAlertStep::Sent, RiskAlertStep::Escalated, RiskAlertStep::Sent];
    assert_eq!(steps(&world, course), told);
}

#[test]
fn what_failed_is_due_again_after_growing_waits_and_stands_in_the_ledger_once() {
    let world = carried();
    let course = raised(&world);
    addresses(&world);
    for wait in [1, 5, 15, 60, 60, 60] {
        world.clinic.notice_failed(&due(&world)[0]).expect("written");
        assert!(due(&world).is_empty());
        later(&world, wait - 1);
        assert!(due(&world).is_empty(), "not before {wait} minutes");
        later(&world, 1);
        assert_eq!(due_at(&world), [RUTH]);
    }
    assert_eq!(steps(&world, course), [RiskAlertStep::Failed]);
    let people: Access<clinic::TheAccounts, Read> =
        world.clinic.may(&world.tomas, (), "people").expect("may");
    assert!(world.clinic.word_is_stuck(&people).expect("looked"), "the administrator is told");
    world.clinic.notice_sent(&due(&world)[0]).expect("written");
    assert!(!world.clinic.word_is_stuck(&people).expect("looked"));
    assert_eq!(steps(&world, course), [RiskAlertStep::Failed, RiskAlertStep::Sent]);
}

#[test]
fn what_is_taken_on_is_not_due_any_more() {
    let world = carried();
    let course = raised(&world);
    addresses(&world);
    world.clinic.notice_failed(&due(&world)[0]).expect("written");
    later(&world, 1);
    let take_on =
        Command::MoveRiskAlert { flag: FLAG, step: RiskAlertStep::Acknowledged, to: None };
    work::perform(&world, course, take_on).expect("taken on");
    assert!(due(&world).is_empty());
    let people: Access<clinic::TheAccounts, Read> =
        world.clinic.may(&world.tomas, (), "people").expect("may");
    assert!(!world.clinic.word_is_stuck(&people).expect("looked"));
}

#[test]
fn word_that_was_due_when_the_program_stopped_is_due_after_it() {
    let (_folder, place, world) = world_on_disk();
    raised(&world);
    addresses(&world);
    assert!(due(&world).is_empty(), "no mail is set up");
    drop(world.clinic);
    let open = || Clinic::open(&place, Mark::Real, Arc::new(world.clock.clone())).expect("opens");
    let first = open().with_carrier();
    let notices = first.notices_due().expect("looked").notices;
    first.notice_failed(&notices[0]).expect("written");
    drop((notices, first));
    let notices = open().with_carrier().notices_due().expect("looked").notices;
    assert_eq!(notices[0].address(), RUTH, "a stop loses nothing and need not wait");
}

#[test]
fn an_address_is_one_of_the_staff_and_can_be_one() {
    let world = world();
    let set = |mail: &str| world.clinic.set_mail_address(&world.staff(), world.ruth.id(), mail);
    for wrong in ["ruth", "ruth@", "@x.example", "a b@x.example", "a@x@y", "a@x\r\nBcc: b@y.de"] {
        assert!(matches!(set(wrong), Err(Problem::Setting("mail"))), "{wrong}");
    }
    set(" ruth@practice.example ").expect("set");
    assert!(world.clinic.has_address(world.ruth.id()));
    assert!(world.clinic.sign_in("ruth", crate::PASSPHRASE).is_ok(), "the names stay");
    set("").expect("taken away");
    assert!(!world.clinic.has_address(world.ruth.id()));
}

#[test]
fn the_first_look_at_a_course_after_a_moment_is_known() {
    let world = world();
    let course = raised(&world);
    later(&world, 10);
    let raised_at =
        world.clinic.read(&world.working(course)).expect("read").course.flags[0].raised_at;
    let looks = |since| {
        let access: Access<TheCourse, Write> =
            world.clinic.may(&world.ruth, course, "course").expect("may");
        world.clinic.first_look(&access, world.ruth.id(), since).expect("log")
    };
    assert_eq!(looks(raised_at), None, "to act is not to look");
    let look: Result<Access<TheCourse, Read>, _> = world.clinic.may(&world.ruth, course, "course");
    look.expect("may");
    let seen = Some(world.clinic.now());
    later(&world, 10);
    let look: Result<Access<TheCourse, Read>, _> = world.clinic.may(&world.ruth, course, "goals");
    look.expect("may");
    assert_eq!(looks(raised_at), seen);
}

//! Emergency access: a stranger opens one client's courses for an hour, and everybody who has to
//! know it does.

use std::sync::Arc;

use clinic::{
    Access, Actor, Clinic, Expect, Problem, Read, Role, TheCourse, Write,
    audit::Capacity,
    emergency::{EmergencyReason, EmergencyUse, Opened, Opening},
    permission::{TheEmergency, TheEmergencyUse, TheProcessNotes},
};
use ipt::{Command, CourseId};
use jiff::ToSpan;
use uuid::Uuid;

use crate::{PASSPHRASE, World, clock, fresh, tables, work, world, world_of, world_on_disk};

fn open_as(world: &World, actor: &Actor, name: &str, words: &str) -> Result<Opened, Problem> {
    let access: Access<TheEmergency, Write> = world.clinic.may(actor, (), "emergency")?;
    let reason = EmergencyReason::DangerToClient;
    let opening = Opening { name, born: None, reason, words };
    world.clinic.open_emergency(&access, &fresh(&world.clinic, actor), &opening)
}

fn opened(world: &World) -> CourseId {
    let course = work::accepted(world, "Piotr Nowak");
    let came = open_as(world, &world.mallory, "piotr  nowak", "He rang, and hung up.");
    assert_eq!(came.expect("opened"), Opened::Course(course));
    course
}

fn reads(world: &World, actor: &Actor, course: CourseId) -> bool {
    let access: Result<Access<TheCourse, Read>, _> = world.clinic.may(actor, course, "course");
    access.is_ok_and(|access| world.clinic.read(&access).is_ok())
}

fn later(world: &World, minutes: i64) {
    world.clock.set(world.clinic.now().checked_add(minutes.minutes()).expect("a moment"));
}

fn known(world: &World, actor: &Actor) -> Vec<EmergencyUse> {
    let access: Access<TheEmergency, Read> = world.clinic.may(actor, (), "emergency").expect("may");
    world.clinic.emergencies(&access).expect("read")
}

fn reviewing(
    world: &World,
    actor: &Actor,
    id: Uuid,
) -> Result<Access<TheEmergencyUse, Write>, Problem> {
    world.clinic.may(actor, id, "review")
}

fn command(
    world: &World,
    actor: &Actor,
    course: CourseId,
    command: Command,
) -> Result<(), Problem> {
    let access: Access<TheCourse, Write> = world.clinic.may(actor, course, "course")?;
    world.clinic.perform(&access, Expect::Anything, Uuid::new_v4(), command).map(|_| ())
}

#[test]
fn a_stranger_opens_one_clients_courses_for_an_hour_by_the_whole_name_and_a_reason() {
    let world = world();
    let other = work::accepted(&world, "Leila Haddad");
    let course = work::accepted(&world, "Piotr Nowak");
    assert!(!reads(&world, &world.mallory, course));
    let wordless = open_as(&world, &world.mallory, "Piotr Nowak", "  ");
    assert!(matches!(wordless, Err(Problem::WordsMissing)));
    for part in ["Piotr", "Nowak", "", "P% N%"] {
        let came = open_as(&world, &world.mallory, part, "He rang.").expect("asked");
        assert_eq!(came, Opened::Nobody, "{part}");
    }
    assert!(!reads(&world, &world.mallory, course));
    let came = open_as(&world, &world.mallory, "Piotr Nowak", "He rang.").expect("asked");
    assert_eq!(came, Opened::Course(course));
    assert!(reads(&world, &world.mallory, course));
    assert!(!reads(&world, &world.mallory, other), "one client's alone");
    assert_eq!(world.clinic.emergency_minutes(&world.mallory, course).expect("read"), Some(60));
    later(&world, 59);
    assert!(reads(&world, &world.mallory, course));
    later(&world, 1);
    assert!(!reads(&world, &world.mallory, course), "the hour is over");

    // Who leads it needs none, and an administrator has none.
    assert_eq!(
        open_as(&world, &world.ruth, "Leila Haddad", "To see.").expect("asked"),
        Opened::Course(other)
    );
    assert!(known(&world, &world.tomas).iter().all(|one| one.by == world.mallory.id()));
    assert!(matches!(open_as(&world, &world.tomas, "Piotr Nowak", "x"), Err(Problem::NotYours)));
}

#[test]
fn in_it_one_reads_and_acts_for_safety_and_nothing_else() {
    let world = world();
    let course = opened(&world);
    let flag = ipt::FlagId(Uuid::from_u128(7));
    let (source, note) = (ipt::risk::RiskSource::Concern, "Said on the telephone.".to_owned());
    let raise = Command::RaiseRisk { flag, source, session: None, note };
    command(&world, &world.mallory, course, raise).expect("for its safety");
    let assessed = Command::Record(work::suitability(&world).into());
    let refused = command(&world, &world.mallory, course, assessed);
    assert!(matches!(refused, Err(Problem::OnlySafety)));
    let drawer = world.clinic.may::<TheProcessNotes, Read>(&world.mallory, course, "notes");
    assert!(matches!(drawer, Err(Problem::NotYours)));
    let access: Access<TheCourse, Read> =
        world.clinic.may(&world.mallory, course, "record").expect("may");
    let whole = world.clinic.client_file(&access, &fresh(&world.clinic, &world.mallory));
    assert!(matches!(whole, Err(Problem::OnlySafety)), "it is not handed out");
    let access: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "check-in").expect("may");
    let taken_back = world.clinic.revoke_check_in(&access, Uuid::from_u128(7));
    assert!(matches!(taken_back, Err(Problem::OnlySafety)), "nor a link taken back");
}

#[test]
fn it_ends_when_they_say_so_and_does_not_begin_again_by_itself() {
    let world = world();
    let course = opened(&world);
    let access: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "course").expect("may");
    later(&world, 5);
    world.clinic.end_emergency(&access).expect("ended");
    assert!(!reads(&world, &world.mallory, course));
    assert_eq!(known(&world, &world.mallory)[0].until, world.clinic.now());
    let led = world.working(course);
    assert!(matches!(world.clinic.end_emergency(&led), Err(Problem::NotYours)));
}

#[test]
fn who_leads_and_who_administers_know_at_once_and_somebody_else_reviews_it() {
    let world = world();
    let course = opened(&world);
    let waiting = |actor| world.clinic.emergencies_waiting(actor).expect("read");
    assert_eq!((waiting(&world.tomas), waiting(&world.ruth)), ((1, 0), (1, 0)));
    assert_eq!(waiting(&world.mallory), (0, 0), "not their own");
    let [one] = &known(&world, &world.ruth)[..] else { panic!("one") };
    assert_eq!((one.client.as_str(), one.by), ("Piotr Nowak", world.mallory.id()));
    assert_eq!(one.words, "He rang, and hung up.");
    let stranger = crate::therapist(&world.clinic, &world.tomas, "Jo Lind", "jo");
    assert!(known(&world, &stranger).is_empty());
    assert!(matches!(reviewing(&world, &stranger, one.id), Err(Problem::NotYours)));

    // Not by who opened it, also not as an administrator, nor once they lead the course.
    let (staff, id) = (world.staff(), world.mallory.id());
    let role = Role::Administrator.into();
    world.clinic.grant_role(&staff, &world.fresh(), id, role).expect("given");
    later(&world, 24 * 60);
    let both = world.clinic.sign_in("mallory", PASSPHRASE).expect("in").here().expect("in").actor;
    assert!(both.has(Role::Administrator));
    assert_eq!(waiting(&both), (0, 0));
    assert!(matches!(reviewing(&world, &both, one.id), Err(Problem::NotYours)));
    let hand_over = Command::Transfer { to: id, reason: "Moves away.".into() };
    command(&world, &world.ruth, course, hand_over).expect("handed over");
    assert!(matches!(reviewing(&world, &both, one.id), Err(Problem::NotYours)));

    later(&world, 72 * 60 + 1);
    assert_eq!(waiting(&world.tomas), (1, 1), "too late");
    assert!(known(&world, &world.tomas)[0].overdue);
    let access = reviewing(&world, &world.tomas, one.id).expect("may");
    let wordless = world.clinic.review_emergency(&access, true, " ");
    assert!(matches!(wordless, Err(Problem::WordsMissing)));
    assert!(world.clinic.review_emergency(&access, true, "He was at the bridge.").expect("kept"));
    assert!(!world.clinic.review_emergency(&access, false, "Another.").expect("not again"));
    assert_eq!(waiting(&world.tomas), (0, 0));
    let review = known(&world, &both)[0].review.clone().expect("reviewed");
    assert_eq!((review.right, review.words.as_str()), (true, "He was at the bridge."));
}

#[test]
fn what_was_not_right_ends_at_once() {
    let world = world();
    let course = opened(&world);
    let id = known(&world, &world.ruth)[0].id;
    let access = reviewing(&world, &world.ruth, id).expect("may");
    world.clinic.review_emergency(&access, false, "Not their client.").expect("kept");
    assert!(!reads(&world, &world.mallory, course));
}

#[test]
fn the_client_sees_who_opened_it_and_as_what() {
    let world = world();
    let course = opened(&world);
    assert!(reads(&world, &world.mallory, course));
    later(&world, 61);
    let looks = world.clinic.looks(&world.working(course), 50).expect("read");
    let theirs: Vec<_> = looks.iter().filter(|look| look.who == "Mallory Reed").collect();
    assert!(theirs.len() >= 2, "that it was opened, and each look");
    assert!(theirs.iter().all(|look| look.capacity == Capacity::Emergency), "{theirs:?}");
    assert!(theirs.iter().any(|look| look.room == "emergency" && look.verb == "write"));
}

#[test]
fn word_goes_to_who_leads_the_course_once() {
    let clock = clock();
    let clinic = Clinic::in_memory(Arc::new(clock.clone())).expect("clinic").with_carrier();
    let world = world_of(clinic, clock);
    let hers = "ruth@practice.example";
    world.clinic.set_mail_address(&world.staff(), world.ruth.id(), hers).expect("set");
    opened(&world);
    let due = || world.clinic.notices_due().expect("looked").notices;
    let first = due();
    assert_eq!(first.iter().map(|notice| notice.address()).collect::<Vec<_>>(), [hers]);
    world.clinic.notice_failed(&first[0]).expect("noted");
    assert!(due().is_empty(), "after a while");
    later(&world, 2);
    world.clinic.notice_sent(&due()[0]).expect("noted");
    later(&world, 60);
    assert!(due().is_empty(), "once");
}

#[test]
fn its_line_cannot_be_changed_or_taken_away_and_holds_no_word_in_clear() {
    let (_folder, place, world) = world_on_disk();
    opened(&world);
    let tables = tables(&place);
    for change in [
        "DELETE FROM emergency_access",
        "UPDATE emergency_access SET account = x'00'",
        "UPDATE emergency_access SET until = until + 1",
        "UPDATE emergency_access SET sealed = x'00'",
        "UPDATE emergency_access SET client = x'00'",
        "UPDATE emergency_access SET reviewed_by = account, reviewed_at = 1, was_right = 1,
           review = x'00'",
    ] {
        assert!(tables.execute(change, []).is_err(), "{change}");
    }
    let id = known(&world, &world.tomas)[0].id;
    let access = reviewing(&world, &world.tomas, id).expect("may");
    world.clinic.review_emergency(&access, false, "Nobody was in danger.").expect("kept");
    for change in [
        "UPDATE emergency_access SET was_right = 1",
        "UPDATE emergency_access SET reviewed_by = NULL, reviewed_at = NULL, was_right = NULL,
           review = NULL",
        "UPDATE emergency_access SET ended_at = NULL",
    ] {
        assert!(tables.execute(change, []).is_err(), "{change}");
    }
    let kept: Vec<u8> = tables
        .query_row("SELECT CAST(sealed || review AS BLOB) FROM emergency_access", [], |row| {
            row.get(0)
        })
        .expect("a row");
    let kept = String::from_utf8_lossy(&kept).into_owned();
    assert!(!kept.contains("rang") && !kept.contains("danger"));
}

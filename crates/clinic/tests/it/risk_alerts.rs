//! A risk alert that nobody takes on goes on to the deputy, who may then open the course.

use std::sync::Arc;

use clinic::{
    Access, Actor, Problem, Read, Settings, TheCourse, Write,
    permission::{TheCaseload, TheSettings},
};
use ipt::{
    Command, CourseId, FlagId,
    risk::{RiskAlertStep, RiskSource},
};
use jiff::ToSpan;
use rusqlite::params;
use uuid::Uuid;

use crate::{World, tables, work, world, world_on_disk};

const FLAG: FlagId = FlagId(Uuid::from_u128(7));

fn set(world: &World, settings: &Settings) -> Result<(), Problem> {
    let access: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    world.clinic.change_settings(&access, settings)
}

fn raised(world: &World) -> CourseId {
    let course = work::accepted(world, "Piotr");
    let note = "Said at the door.".to_owned();
    let raise = Command::RaiseRisk { flag: FLAG, source: RiskSource::Concern, session: None, note };
    work::perform(world, course, raise).expect("raised");
    course
}

fn later(world: &World, hours: i64) {
    world.clock.set(world.clinic.now().checked_add(hours.hours()).expect("a moment"));
}

fn opens(world: &World, actor: &Actor, course: CourseId) -> bool {
    let access: Result<Access<TheCourse, Read>, _> = world.clinic.may(actor, course, "course");
    access.is_ok()
}

fn gone_on(world: &World, actor: &Actor) -> Vec<CourseId> {
    let access: Access<TheCaseload, Read> = world.clinic.may(actor, (), "caseload").expect("may");
    let rows = world.clinic.gone_on(&access).expect("rows").rows;
    rows.into_iter().map(|row| row.course).collect()
}

#[test]
fn after_the_hours_it_goes_on_to_the_deputy_and_to_nobody_else() {
    let world = world();
    let course = raised(&world);
    let deputy = Some(world.mallory.id());
    set(&world, &Settings { alert_hours: 4, deputy, ..Settings::default() }).expect("set");
    later(&world, 3);
    assert_eq!(world.clinic.escalate().expect("looked"), 0, "there is time left");
    assert!(!opens(&world, &world.mallory, course));
    later(&world, 1);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    assert_eq!(world.clinic.escalate().expect("looked"), 0, "once");
    assert!(opens(&world, &world.mallory, course), "the deputy stands in");
    assert_eq!(gone_on(&world, &world.mallory), [course]);
    assert_eq!(gone_on(&world, &world.ruth), [], "her own courses stand on her caseload");
    let file = world.clinic.read(&world.working(course)).expect("read");
    let line = file.course.flags[0].ledger.last().expect("a line");
    assert_eq!((line.step, line.to), (RiskAlertStep::Escalated, deputy));
    assert_eq!(world.clinic.name_of(line.by), "OpenIPT");
}

#[test]
fn what_is_taken_on_stays_and_what_is_cleared_closes_the_door_again() {
    let world = world();
    let course = raised(&world);
    let deputy = Some(world.mallory.id());
    set(&world, &Settings { deputy, ..Settings::default() }).expect("set");
    later(&world, 5);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    let take_on =
        Command::MoveRiskAlert { flag: FLAG, step: RiskAlertStep::Acknowledged, to: None };
    let access: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "risk").expect("may");
    let done = world.clinic.perform(&access, clinic::Expect::Anything, Uuid::new_v4(), take_on);
    done.expect("taken on");
    assert!(opens(&world, &world.mallory, course), "until the flag is cleared");
    let assessment = ipt::document::RiskAssessment::default();
    work::perform(&world, course, Command::Record(assessment.into())).expect("assessed");
    let clear = Command::ClearRisk { flag: FLAG, reason: "Talked, and safe tonight.".into() };
    work::perform(&world, course, clear).expect("cleared");
    assert!(!opens(&world, &world.mallory, course));

    let other = raised(&world);
    work::perform(
        &world,
        other,
        Command::MoveRiskAlert { flag: FLAG, step: RiskAlertStep::Acknowledged, to: None },
    )
    .expect("taken on");
    later(&world, 5);
    assert_eq!(world.clinic.escalate().expect("looked"), 0, "somebody has it in hand");
}

#[test]
fn a_deputy_is_a_therapist_who_works_here() {
    let world = world();
    let deputy = Some(world.tomas.id());
    let refused = set(&world, &Settings { deputy, ..Settings::default() });
    assert!(matches!(refused, Err(Problem::Setting("deputy"))));
    let refused = set(&world, &Settings { alert_hours: 0, ..Settings::default() });
    assert!(matches!(refused, Err(Problem::Setting("alert_hours"))));
    let course = raised(&world);
    later(&world, 50);
    assert_eq!(world.clinic.escalate().expect("looked"), 0, "nobody is named");
    assert!(!opens(&world, &world.mallory, course));
}

#[test]
fn a_deputy_who_does_not_work_here_any_more_is_none() {
    let world = world();
    let course = raised(&world);
    let deputy = Some(world.mallory.id());
    set(&world, &Settings { deputy, ..Settings::default() }).expect("set");
    world.clinic.end_account(&world.staff(), &world.fresh(), world.mallory.id()).expect("ended");
    later(&world, 50);
    assert_eq!(world.clinic.escalate().expect("looked"), 0, "nobody would see it");
    assert_eq!(world.clinic.goes_on_at(world.clinic.now()), None, "and the flag says so");
    assert_eq!(gone_on(&world, &world.mallory), []);
    let file = world.clinic.read(&world.working(course)).expect("read");
    assert!(file.course.flags[0].ledger.is_empty());
}

#[test]
fn a_broken_course_holds_no_alert_of_another_back() {
    let (_folder, place, world) = world_on_disk();
    let broken = raised(&world);
    later(&world, 1);
    let whole = raised(&world);
    set(&world, &Settings { deputy: Some(world.mallory.id()), ..Settings::default() })
        .expect("set");
    // Its summary is whole; its entries cannot be opened, and it is not in memory any more.
    let record = rusqlite::Connection::open(place.data.join("record.db")).expect("record");
    record.execute_batch("DROP TRIGGER entry_is_kept").expect("dropped");
    let zero = "UPDATE entry SET sealed = zeroblob(length(sealed)) WHERE stream = ?1";
    assert!(record.execute(zero, params![broken.0]).expect("broken") > 0);
    drop((record, world.clinic));
    let clinic = clinic::Clinic::open(&place, record::Mark::Real, Arc::new(world.clock.clone()));
    let world = World { clinic: clinic.expect("opens"), ..world };
    later(&world, 5);
    assert!(world.clinic.escalate().is_err(), "it is said");
    assert_eq!(gone_on(&world, &world.mallory), [whole], "the other went on all the same");
}

#[test]
fn settings_that_could_not_be_read_once_are_asked_for_again() {
    let (_folder, place, world) = world_on_disk();
    let settings = Settings { deputy: Some(world.mallory.id()), ..Settings::default() };
    set(&world, &settings).expect("set");
    drop(world.clinic);
    let clinic = clinic::Clinic::open(&place, record::Mark::Real, Arc::new(world.clock.clone()));
    let (clinic, tables) = (clinic.expect("opens"), tables(&place));
    let rename = |from: &str, to: &str| {
        tables.execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}")).expect("renamed");
    };
    rename("setting", "elsewhere");
    assert_eq!(clinic.settings(), Settings::default());
    rename("elsewhere", "setting");
    assert_eq!(clinic.settings(), settings);
}

#[test]
fn who_stands_in_cares_for_safety_alone_and_only_while_nobody_else_has_it_in_hand() {
    let world = world();
    let course = raised(&world);
    let deputy = Some(world.mallory.id());
    set(&world, &Settings { deputy, ..Settings::default() }).expect("set");
    later(&world, 5);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    let access: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "course").expect("stands in");
    let act = |command: Command| {
        world.clinic.perform(&access, clinic::Expect::Anything, Uuid::new_v4(), command)
    };
    let hand_over = Command::Transfer { to: world.mallory.id(), reason: "Mine now.".into() };
    assert!(matches!(act(hand_over), Err(Problem::OnlySafety)));
    let open = Command::OpenSession { on: world.clinic.today() };
    assert!(matches!(act(open), Err(Problem::OnlySafety)));
    let invited = world.clinic.invite_client(&access, "piotr");
    assert!(matches!(invited, Err(Problem::OnlySafety)));
    let renamed = clinic::identity::Identity { name: "Other".into(), ..Default::default() };
    let renamed = world.clinic.revise_identity(&access, &renamed);
    assert!(matches!(renamed, Err(Problem::OnlySafety)));
    act(Command::Record(ipt::document::RiskAssessment::default().into())).expect("safety");
    act(Command::BookNext { on: Some(world.clinic.today()), at: None }).expect("the next date");

    let mine = Command::MoveRiskAlert { flag: FLAG, step: RiskAlertStep::Acknowledged, to: None };
    work::perform(&world, course, mine).expect("the therapist takes it on after all");
    assert!(!opens(&world, &world.mallory, course), "it is in her hands again");
    assert_eq!(gone_on(&world, &world.mallory), []);
}

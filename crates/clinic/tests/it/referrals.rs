//! Courses begin once, whatever happens on the way, and who leads them is what the record says.

use clinic::{
    Access, Expect, Problem, Read, TheCourse, Write,
    perform::NewCourse,
    permission::{TheCaseload, TheOwnCourse},
};
use ipt::{
    Command, CourseId, Dialect, PersonId, Phase,
    document::{Referral, Suitability, suitability::Decision},
    inventory::{
        InventoryEntry, Living,
        circle::{Layout, Place},
    },
};
use rusqlite::params;
use uuid::Uuid;

use crate::{
    PASSPHRASE, World, tables,
    work::{accepted, perform},
    world, world_on_disk,
};

#[test]
fn a_referral_sent_twice_at_the_same_time_is_one_course() {
    let (_folder, _place, world) = world_on_disk();
    for round in 0..30 {
        let key = Uuid::new_v4();
        let send = || world.refer_as(&world.ruth, key, &format!("Maren {round}"));
        let (one, two) = std::thread::scope(|scope| {
            let one = scope.spawn(send);
            let two = scope.spawn(send);
            (one.join().expect("no panic"), two.join().expect("no panic"))
        });
        let (one, two) = (one.expect("referred"), two.expect("said again"));
        assert_eq!(one, two, "round {round}");
        let caseload = world.caseload(&world.ruth);
        assert_eq!((caseload.rows.len(), caseload.broken.len()), (round + 1, 0));
        world.clinic.read(&world.working(one)).expect("opens");
    }
    world.clinic.verify().expect("whole");
}

#[test]
fn a_crash_between_the_row_and_the_record_is_completed_by_the_same_form() {
    let (_folder, place, world) = world_on_disk();
    world.refer("Jun");
    let key = Uuid::new_v4();
    let client = Uuid::new_v4();
    let raw = tables(&place);
    raw.execute(
        "INSERT INTO client(id, sealed) SELECT ?1, sealed FROM client LIMIT 1",
        params![client],
    )
    .expect("client");
    raw.execute(
        "INSERT INTO course(id, client, therapist, created_at) VALUES (?1, ?2, ?3, 0)",
        params![key, client, world.ruth.id().0],
    )
    .expect("course");
    let before = world.caseload(&world.ruth);
    assert_eq!((before.rows.len(), before.broken.len()), (1, 1), "said, never skipped");
    let course = world.refer_as(&world.ruth, key, "Maren").expect("completed");
    assert_eq!(course, CourseId(key));
    let after = world.caseload(&world.ruth);
    assert_eq!((after.rows.len(), after.broken.len()), (2, 0));
    assert!(after.rows.iter().any(|row| row.identity.name == "Maren"));
}

#[test]
fn a_key_of_somebody_elses_course_opens_nothing() {
    let world = world();
    let key = Uuid::new_v4();
    world.refer_as(&world.ruth, key, "Maren").expect("referred");
    let foreign = world.refer_as(&world.mallory, key, "Maren");
    assert!(matches!(foreign, Err(Problem::NotYours)), "{foreign:?}");
    assert!(world.caseload(&world.mallory).rows.is_empty());
}

#[test]
fn a_referral_sent_again_for_somebody_else_is_not_taken_for_done() {
    let world = world();
    let key = Uuid::new_v4();
    let maren = world.refer_as(&world.ruth, key, "Maren").expect("referred");
    let jun = world.refer_as(&world.ruth, key, "Jun").expect("referred");
    assert_ne!(maren, jun);
    assert_eq!(world.refer_as(&world.ruth, key, "Jun").expect("said again"), jun);
    assert_eq!(world.caseload(&world.ruth).rows.len(), 2);
}

fn re_enter(world: &World, key: Uuid, previous: CourseId) -> Result<CourseId, Problem> {
    let caseload: Access<TheCaseload, Write> =
        world.clinic.may(&world.ruth, (), "caseload").expect("may");
    let client = world.working(previous).client();
    let referral = Referral {
        received_on: Some(world.clinic.today()),
        reason: "Low again.".into(),
        ..Referral::default()
    };
    let (variant, dialect) = ("ipt_standard".to_owned(), Dialect::KlermanWeissman);
    let new =
        NewCourse { client: Ok(client), variant, dialect, previous: Some(previous), referral };
    world.clinic.refer(&caseload, key, new)
}

/// A course that was closed because another way was better.
fn closed(world: &World) -> CourseId {
    let course = world.refer("Maren");
    close(world, course);
    course
}

pub fn close(world: &World, course: CourseId) {
    let suitability = Suitability {
        risk_asked: Some(true),
        risk_answer: "None.".into(),
        alternatives_offered: vec!["CBT".into()],
        preference: "CBT.".into(),
        decision: Some(Decision::Redirect),
        redirected_to: "CBT.".into(),
        reason: "Asked for it.".into(),
        decided_on: Some(world.clinic.today()),
        ..Suitability::default()
    };
    perform(world, course, Command::Record(suitability.into())).expect("redirected");
    let file = world.clinic.read(&world.working(course)).expect("reads");
    assert_eq!(file.course.phase, Phase::Closed);
}

#[test]
fn a_client_has_one_open_course_at_a_time() {
    let (_folder, _place, world) = world_on_disk();
    let open = world.refer("Jun");
    let refused = re_enter(&world, Uuid::new_v4(), open);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.policy.code == "one-episode"));
    let before = closed(&world);
    let send = || re_enter(&world, Uuid::new_v4(), before);
    let both = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(send), scope.spawn(send));
        [one.join().expect("no panic"), two.join().expect("no panic")]
    });
    assert_eq!(both.iter().filter(|sent| sent.is_ok()).count(), 1, "{both:?}");
    let again = both.into_iter().find_map(Result::ok).expect("one");
    let file = world.clinic.read(&world.working(again)).expect("reads");
    assert_eq!(file.course.begun.as_ref().map(|begun| begun.episode), Some(2));
    let third = re_enter(&world, Uuid::new_v4(), before);
    assert!(matches!(third, Err(Problem::Refused(_))), "the first course is no second way in");
}

#[test]
fn the_people_of_the_last_episode_come_over_once() {
    let world = world();
    let first = world.refer("Maren");
    let piet = InventoryEntry {
        name: "Piet".into(),
        relation: "father".into(),
        living: Some(Living::Deceased),
        together: "Sailed.".into(),
        safety_concern: "He struck her.".into(),
        link_to_onset: Some(3),
        candidate_area: Some(ipt::Area::Grief),
        after_onset: "Gone.".into(),
        wished_change: "To forgive him.".into(),
        ..InventoryEntry::default()
    };
    let gone = InventoryEntry { name: "Jo".into(), relation: "boss".into(), ..piet.clone() };
    let [id, other] = [8, 9].map(|n| PersonId(Uuid::from_u128(n)));
    perform(&world, first, Command::AddPerson { person: id, entry: piet.clone() }).expect("added");
    perform(&world, first, Command::AddPerson { person: other, entry: gone }).expect("added");
    let retired = Command::RetirePerson { person: other, reason: "Left.".into() };
    perform(&world, first, retired).expect("retired");
    let on = world.clinic.today();
    let places = vec![Place { person: id, ring: Some(1) }];
    let placed = Command::PlacePeople { layout: Layout::Now, on, places };
    perform(&world, first, placed).expect("placed");
    close(&world, first);
    let second = re_enter(&world, Uuid::new_v4(), first).expect("a new episode");
    let (access, key) = (world.working(second), Uuid::new_v4());
    let last: Access<TheCourse, Read> = world.clinic.may(&world.ruth, first, "x").expect("may");
    let bring = |key| world.clinic.bring_people(&access, &last, key);
    assert!(!bring(key).expect("brought").again);
    assert!(bring(key).expect("said again").again, "twice pressed is once");
    let anew = bring(Uuid::new_v4());
    assert!(matches!(anew, Err(Problem::Refused(r)) if r.policy.code == "people-from-last"));
    let file = world.clinic.read(&access).expect("reads");
    let [person] = file.course.people.as_slice() else { panic!("{:?}", file.course.people) };
    let carried = InventoryEntry {
        link_to_onset: None,
        candidate_area: None,
        after_onset: String::new(),
        wished_change: String::new(),
        ..piet
    };
    assert_eq!((person.id, &person.entry), (id, &carried));
    assert!(file.course.circle.moves().is_empty(), "the circle is drawn anew");
    let someone = world.refer("Jun");
    let of_another = world.clinic.bring_people(&world.working(someone), &last, Uuid::new_v4());
    assert!(matches!(of_another, Err(Problem::NotYours)));
}

#[test]
fn who_leads_a_course_is_what_its_record_says() {
    let (_folder, place, world) = world_on_disk();
    let course = accepted(&world, "Maren");
    let to = world.mallory.id();
    let key = Uuid::new_v4();
    let transfer = Command::Transfer { to, reason: "Leave.".into() };
    let access = world.working(course);
    world.clinic.perform(&access, Expect::Anything, key, transfer.clone()).expect("done");
    // As if the program had ended between the record and the tables.
    let unsaid = || {
        let row = "UPDATE course SET therapist = ?2 WHERE id = ?1";
        tables(&place).execute(row, params![course.0, world.ruth.id().0]).expect("unsaid");
    };
    let leads = || -> Vec<u8> {
        let row = "SELECT therapist FROM course WHERE id = ?1";
        tables(&place).query_row(row, params![course.0], |row| row.get(0)).expect("row")
    };
    unsaid();
    assert!(world.clinic.perform(&access, Expect::Anything, key, transfer).expect("again").again);
    assert_eq!(leads(), world.mallory.id().0.as_bytes(), "said when it was sent again");
    unsaid();
    let read = |actor| -> Result<Access<TheCourse, Read>, Problem> {
        world.clinic.may(actor, course, "course")
    };
    assert!(matches!(read(&world.ruth), Err(Problem::NotYours)));
    assert!(read(&world.mallory).is_ok());
    assert_eq!(leads(), world.mallory.id().0.as_bytes(), "and when anybody looks");
    assert_eq!(world.caseload(&world.mallory).rows.len(), 1);
}

#[test]
fn one_broken_course_does_not_hide_the_others() {
    let (_folder, place, world) = world_on_disk();
    let (maren, jun) = (world.refer("Maren"), world.refer("Jun"));
    world.clock.set(world.clinic.now() + jiff::ToSpan::minutes(1));
    let leila = world.refer("Leila");
    let summaries = rusqlite::Connection::open(place.data.join("record.db")).expect("record");
    let broken = summaries
        .execute(
            "UPDATE head SET summary = zeroblob(length(summary)) WHERE stream = ?1",
            params![jun.0],
        )
        .expect("broken");
    assert_eq!(broken, 1);
    let identity = "UPDATE client SET sealed = zeroblob(length(sealed)) WHERE id =
        (SELECT client FROM course WHERE id = ?1)";
    assert_eq!(tables(&place).execute(identity, params![leila.0]).expect("broken"), 1);
    let caseload = world.caseload(&world.ruth);
    assert_eq!(caseload.rows.iter().map(|row| row.course).collect::<Vec<_>>(), [maren]);
    let named: Vec<_> =
        caseload.broken.iter().map(|row| (row.course, row.name.as_deref())).collect();
    assert_eq!(named, [(jun, Some("Jun")), (leila, None)]);
    assert!(caseload.broken.iter().all(|row| row.why.is_some()), "a named fault");
}

#[test]
fn of_a_broken_course_only_those_hear_who_have_to_do_with_it() {
    let (_folder, place, world) = world_on_disk();
    let invited = |course, login: &str| {
        let link = world.clinic.invite_client(&world.working(course), login).expect("invited");
        world.clinic.take_invitation(&link.token, None, PASSPHRASE).expect("in").actor
    };
    let (broken, whole) = (accepted(&world, "Maren"), accepted(&world, "Jun"));
    let (maren, jun) = (invited(broken, "maren"), invited(whole, "jun"));
    let record = rusqlite::Connection::open(place.data.join("record.db")).expect("record");
    record.execute_batch("DROP TRIGGER entry_is_kept").expect("dropped");
    let zero = "UPDATE entry SET sealed = zeroblob(length(sealed)) WHERE stream = ?1";
    assert!(record.execute(zero, params![broken.0]).expect("broken") > 0);
    drop((record, world.clinic));
    let clock = std::sync::Arc::new(world.clock.clone());
    let clinic = clinic::Clinic::open(&place, record::Mark::Real, clock).expect("opens");
    let asks = |who| clinic.may::<TheCourse, Read>(who, broken, "course").map(|_| ());
    let own = |who| clinic.may::<TheOwnCourse, Read>(who, broken, "my").map(|_| ());
    assert!(matches!(asks(&world.mallory), Err(Problem::NotYours)), "a stranger");
    assert!(matches!(own(&jun), Err(Problem::NotYours)), "another client");
    for fault in [asks(&world.ruth), own(&maren)] {
        assert!(!matches!(fault.expect_err("broken"), Problem::NotYours), "it is said");
    }
}

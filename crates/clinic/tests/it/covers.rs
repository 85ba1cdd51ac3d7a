//! A therapist covers another's caseload, from a day until a day: not before, not after.

use std::sync::Arc;

use clinic::{
    Access, Actor, Clinic, Expect, Problem, Read, Role, TheCourse, Write,
    account::NewGrant,
    audit::Capacity,
    cover::{Cover, CoverObstacle, NewCover},
    erasure::{Asking, Reason},
    permission::{TheCaseload, TheDesk, TheProcessNotes},
};
use ipt::{
    Command, CourseId, FlagId,
    risk::RiskSource,
    supervision::{SupervisionConsent, SupervisionStep},
};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

use crate::{World, clock, fresh, therapist, work, world, world_of};

fn own(world: &World, actor: &Actor) -> Access<TheCaseload, Write> {
    world.clinic.may(actor, (), "cover").expect("may")
}

fn day(world: &World, days: i64) -> Date {
    world.clinic.today().saturating_add(days.days())
}

/// From so many days ahead to so many.
fn of(world: &World, by: &Actor, from: i64, until: i64) -> NewCover {
    NewCover { by: by.id(), from: day(world, from), until: day(world, until) }
}

fn refused(outcome: Result<(), Problem>) -> Option<CoverObstacle> {
    match outcome {
        Ok(()) => None,
        Err(Problem::CoverRefused(found)) => Some(found),
        Err(other) => panic!("{other:?}"),
    }
}

/// Ruth names Mallory.
pub fn named(world: &World, from: i64, until: i64) -> Result<(), Problem> {
    let new = of(world, &world.mallory, from, until);
    let code = fresh(&world.clinic, &world.ruth);
    world.clinic.name_cover(&own(world, &world.ruth), &code, new)
}

fn opens(world: &World, actor: &Actor, course: CourseId) -> bool {
    let read: Result<Access<TheCourse, Read>, _> = world.clinic.may(actor, course, "course");
    let write: Result<Access<TheCourse, Write>, _> = world.clinic.may(actor, course, "course");
    let desk: Result<Access<TheDesk, Write>, _> = world.clinic.may(actor, course, "desk");
    assert_eq!((read.is_ok(), desk.is_ok()), (write.is_ok(), write.is_ok()));
    read.is_ok()
}

fn at(world: &World, moment: &str) {
    world.clock.set(moment.parse().expect("a moment"));
}

fn covered(world: &World, actor: &Actor) -> Vec<CourseId> {
    let covers = world.clinic.covered_courses(&own(world, actor)).expect("covered");
    covers.into_iter().flat_map(|(_, courses)| courses.rows).map(|row| row.course).collect()
}

#[test]
fn before_the_first_day_and_after_the_last_moment_there_is_nothing() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let hers = world.refer_as(&world.mallory, Uuid::new_v4(), "Jun").expect("referred");
    // Monday, 2 March; the practice keeps UTC.
    named(&world, 1, 2).expect("named");
    for (moment, open) in [
        ("2026-03-02T23:59:59.999Z", false),
        ("2026-03-03T00:00:00Z", true),
        ("2026-03-04T23:59:59.999Z", true),
        ("2026-03-05T00:00:00Z", false),
    ] {
        at(&world, moment);
        assert_eq!(opens(&world, &world.mallory, course), open, "{moment}");
        let listed = covered(&world, &world.mallory);
        assert_eq!(listed, if open { vec![course] } else { vec![] }, "{moment}");
        assert!(opens(&world, &world.ruth, course), "who leads it goes on");
        assert!(!opens(&world, &world.ruth, hers), "it goes one way");
    }
    assert!(world.caseload(&world.mallory).rows.iter().all(|row| row.course == hers));
}

#[test]
fn the_days_are_those_of_the_practice() {
    let world = world();
    let course = world.refer("Maren");
    let settings = world.clinic.may(&world.tomas, (), "settings").expect("may");
    let zone = clinic::Settings { zone: "Europe/Berlin".into(), ..world.clinic.settings() };
    world.clinic.change_settings(&settings, &zone).expect("set");
    named(&world, 1, 1).expect("named");
    for (moment, open) in [
        ("2026-03-02T22:59:59Z", false),
        ("2026-03-02T23:00:00Z", true),
        ("2026-03-03T22:59:59Z", true),
        ("2026-03-03T23:00:00Z", false),
    ] {
        at(&world, moment);
        assert_eq!(opens(&world, &world.mallory, course), open, "{moment}");
    }
}

#[test]
fn who_covers_works_as_who_leads_but_for_a_closed_list() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    named(&world, 0, 5).expect("named");
    let covering: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "session").expect("may");
    let act = |command| {
        let done = world.clinic.perform(&covering, Expect::Anything, Uuid::new_v4(), command);
        done.map(|_| ())
    };
    let pause = Command::Pause { reason: "Ill.".into(), until: None };
    act(pause).expect("works in it");
    let file = world.clinic.read(&world.working(course)).expect("read");
    assert_eq!(file.facts.last().map(|fact| fact.by), Some(world.mallory.id()), "in her name");
    let consent = SupervisionStep::Consented {
        supervisor: world.mallory.id(),
        content: SupervisionConsent::default(),
    };
    for command in [
        Command::Transfer { to: world.mallory.id(), reason: "Mine now.".into() },
        Command::Close,
        Command::Supervise(consent),
    ] {
        assert!(matches!(act(command), Err(Problem::OnlyLeader)));
    }
    let drawer: Result<Access<TheProcessNotes, Read>, _> =
        world.clinic.may(&world.mallory, course, "process-notes");
    assert!(matches!(drawer, Err(Problem::NotYours)));
    let looks = world.clinic.looks(&world.working(course), 50).expect("looks");
    let as_what: Vec<_> =
        looks.iter().filter(|look| look.who == "Mallory Reed").map(|look| look.capacity).collect();
    assert_eq!(as_what, [Capacity::Covers]);
    world.clock.set(world.clinic.now() + 1.hours());
    let ending = world.clinic.own_covers(&own(&world, &world.ruth)).expect("covers")[0].id;
    world.clinic.end_cover(&own(&world, &world.ruth), ending).expect("ended");
    world.clock.set(world.clinic.now() + 1.hours());
    let looks = world.clinic.looks(&world.working(course), 50).expect("looks");
    let then = looks.iter().find(|look| look.who == "Mallory Reed").expect("a look");
    assert_eq!(then.capacity, Capacity::Covers, "as what they looked then");
}

#[test]
fn who_covers_does_not_confirm_an_erasure() {
    let world = world();
    let course = world.refer("Maren");
    crate::referrals::close(&world, course);
    named(&world, 0, 5).expect("named");
    let client = world.working(course).client();
    let access = world.clinic.may(&world.tomas, client, "erasure").expect("may");
    let asking = Asking {
        reason: Reason::Mistake,
        words: "Entered twice.".into(),
        despite: "Nothing was said yet.".into(),
    };
    world.clinic.ask_erasure(&access, &asking).expect("asked");
    let seen = world.clinic.erasure_request(&access).expect("read").expect("asked").id;
    let covering: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "erasure").expect("may");
    let code = fresh(&world.clinic, &world.mallory);
    let confirmed = world.clinic.confirm_erasure_leading(&covering, &code, seen);
    assert!(matches!(confirmed, Err(Problem::OnlyLeader)));
    let whole = world.clinic.client_file(&covering, &code);
    assert!(matches!(whole, Err(Problem::OnlyLeader)), "nor hands out the whole record");
}

#[test]
fn nobody_covers_for_themselves_nor_who_does_not_work_here_as_a_therapist() {
    let world = world();
    world.refer("Maren");
    let daniel = therapist(&world.clinic, &world.tomas, "Daniel Okafor", "daniel");
    let name = |new| {
        let code = fresh(&world.clinic, &world.ruth);
        refused(world.clinic.name_cover(&own(&world, &world.ruth), &code, new))
    };
    assert_eq!(name(of(&world, &world.ruth, 0, 5)), Some(CoverObstacle::Themselves));
    assert_eq!(name(of(&world, &world.tomas, 0, 5)), Some(CoverObstacle::NotATherapist));
    for (from, until) in [(3, 2), (-5, -1), (0, 400)] {
        assert_eq!(name(of(&world, &world.mallory, from, until)), Some(CoverObstacle::Days));
    }
    assert_eq!(name(of(&world, &world.mallory, 0, 5)), None);
    assert_eq!(name(of(&world, &world.mallory, 5, 9)), Some(CoverObstacle::CoversAlready));
    assert_eq!(name(of(&world, &daniel, 5, 9)), None, "two may");
    world.clinic.end_account(&world.staff(), &world.fresh(), daniel.id()).expect("ended");
    assert_eq!(name(of(&world, &daniel, 20, 21)), Some(CoverObstacle::NotATherapist));

    let role = NewGrant { from: Some(day(&world, 3)), ..NewGrant::from(Role::Therapist) };
    let adds = |grant: NewGrant, name: &str, login: &str| {
        let id = world
            .clinic
            .add_account(&world.staff(), &world.fresh(), Role::Supervisor, name, login)
            .expect("account");
        world.clinic.grant_role(&world.staff(), &world.fresh(), id, grant).expect("given");
        id
    };
    let soon = adds(role, "Femi Adeyemi", "femi");
    let new = NewCover { by: soon, ..of(&world, &world.mallory, 0, 5) };
    assert_eq!(name(new), Some(CoverObstacle::NotATherapist), "the role has not begun");
}

#[test]
fn an_administrator_names_a_third_person_and_never_themselves() {
    let world = world();
    let course = world.refer("Maren");
    let ada = therapist(&world.clinic, &world.tomas, "Ada Brandt", "ada");
    let role = NewGrant::from(Role::Administrator);
    world.clinic.grant_role(&world.staff(), &world.fresh(), ada.id(), role).expect("given");
    crate::roles::a_day_goes_by(&world);
    let ada = crate::roles::now(&world, "ada");
    let staff = world.clinic.may(&ada, (), "covers").expect("may");
    let name = |covered: &Actor, by: &Actor| {
        let code = fresh(&world.clinic, &ada);
        refused(world.clinic.name_cover_for(&staff, &code, covered.id(), of(&world, by, 0, 5)))
    };
    assert_eq!(name(&world.ruth, &ada), Some(CoverObstacle::OwnDoing));
    assert_eq!(name(&world.tomas, &world.mallory), Some(CoverObstacle::LeadsNothing));
    assert_eq!(name(&world.ruth, &world.mallory), None);
    assert!(opens(&world, &world.mallory, course) && !opens(&world, &ada, course));
    let code = fresh(&world.clinic, &world.mallory);
    let other = world.clinic.name_cover_for(
        &staff,
        &code,
        world.ruth.id(),
        of(&world, &world.mallory, 0, 5),
    );
    assert!(matches!(other, Err(Problem::NotYours)), "a code that somebody else gave");
}

#[test]
fn it_ends_early_by_whom_it_concerns_and_with_an_account_or_a_role() {
    let world = world();
    let course = world.refer("Maren");
    let daniel = therapist(&world.clinic, &world.tomas, "Daniel Okafor", "daniel");
    let only = || -> Cover {
        let covers = world.clinic.covers(&world.staff()).expect("covers");
        covers.into_iter().find(|cover| !cover.is_over(world.clinic.now())).expect("one stands")
    };
    let end = |actor: &Actor| refused(world.clinic.end_cover(&own(&world, actor), only().id));
    for actor in [&world.ruth, &world.mallory] {
        named(&world, 0, 5).expect("named");
        assert_eq!(end(&daniel), Some(CoverObstacle::NotThere), "it is not his");
        assert!(opens(&world, &world.mallory, course));
        assert_eq!(end(actor), None);
        assert!(!opens(&world, &world.mallory, course), "at once");
    }
    named(&world, 2, 5).expect("named");
    world.clinic.end_cover_of(&world.staff(), only().id).expect("ended before it began");
    at(&world, "2026-03-05T09:00:00Z");
    assert!(!opens(&world, &world.mallory, course));

    named(&world, 0, 5).expect("named");
    let (_, grants) = world.clinic.grants(&world.staff(), world.mallory.id()).expect("grants");
    let which = (world.mallory.id(), grants[0].id);
    world.clinic.end_role(&world.staff(), &world.fresh(), which, None).expect("ended");
    let holders = |course: CourseId| {
        let access: Access<TheCourse, Read> =
            world.clinic.may(&world.ruth, course, "course").expect("may");
        let flag = Command::RaiseRisk {
            flag: FlagId(Uuid::new_v4()),
            source: RiskSource::Concern,
            session: None,
            note: "Said at the door.".into(),
        };
        work::perform(&world, course, flag).expect("raised");
        let file = world.clinic.read(&access).expect("read");
        let flag = file.course.open_flags().last().expect("a flag");
        world.clinic.holders(&file.course, flag)
    };
    assert_eq!(holders(course), [world.ruth.id()], "without the role nothing stands");
    let again = NewGrant::from(Role::Therapist);
    world.clinic.grant_role(&world.staff(), &world.fresh(), world.mallory.id(), again).expect("in");
    assert_eq!(holders(course), [world.ruth.id(), world.mallory.id()]);
    world.clinic.end_account(&world.staff(), &world.fresh(), world.ruth.id()).expect("ended");
    let covers = world.clinic.covers(&world.staff()).expect("covers");
    assert!(covers.iter().all(|cover| cover.is_over(world.clinic.now())));
}

#[test]
fn word_of_an_alert_goes_to_who_covers_too_while_it_stands() {
    let clock = clock();
    let clinic = Clinic::in_memory(Arc::new(clock.clone())).expect("clinic").with_carrier();
    let world = world_of(clinic, clock);
    let course = work::accepted(&world, "Piotr");
    let set = |id, mail| world.clinic.set_mail_address(&world.staff(), id, mail).expect("set");
    set(world.ruth.id(), "ruth@practice.example");
    set(world.mallory.id(), "mallory@practice.example");
    named(&world, 1, 2).expect("named");
    let flag = FlagId(Uuid::from_u128(7));
    let note = "Said at the door.".to_owned();
    let raise = Command::RaiseRisk { flag, source: RiskSource::Concern, session: None, note };
    work::perform(&world, course, raise).expect("raised");
    let due = || -> Vec<String> {
        let due = world.clinic.notices_due().expect("looked");
        assert!(due.broken.is_none());
        due.notices.iter().map(|notice| notice.address().to_owned()).collect()
    };
    assert_eq!(due(), ["ruth@practice.example"]);
    at(&world, "2026-03-03T00:00:00Z");
    assert_eq!(due(), ["ruth@practice.example", "mallory@practice.example"]);
    for notice in world.clinic.notices_due().expect("looked").notices {
        world.clinic.notice_sent(&notice).expect("written");
    }
    assert!(due().is_empty(), "once to each");
    at(&world, "2026-03-05T00:00:00Z");
    assert!(due().is_empty());
}

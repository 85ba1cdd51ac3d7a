//! Several roles in one person, given and ended with days.

use clinic::{
    Access, Actor, Problem, Read, Role, Roles, TheAccounts, TheCourse, Write,
    account::{NewGrant, RoleObstacle},
    erasure::{Asking, Obstacle, Reason},
    login::AtTheDoor,
    permission::{TheCaseload, TheOutcomes, TheSettings, TheSupervision},
    supervision::SupervisionContract,
};
use ipt::{Command, CourseId};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

use crate::{PASSPHRASE, World, clock, fresh, therapist, world};

pub fn member(world: &World, role: Role, name: &str, login: &str) -> Actor {
    let (staff, proof) = (world.staff(), world.fresh());
    let id = world.clinic.add_account(&staff, &proof, role, name, login).expect("account");
    let token = world.clinic.invite(&staff, &proof, id).expect("invited").token;
    if role == Role::Administrator {
        a_day_goes_by(world);
    }
    world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor
}

/// So long waits a new administrator where there is one alone.
pub fn a_day_goes_by(world: &World) {
    world.clock.set(world.clinic.now() + 24.hours());
}

/// The same person at their next request.
pub fn now(world: &World, login: &str) -> Actor {
    let entered = world.clinic.sign_in(login, PASSPHRASE).expect("in");
    entered.here().expect("one step").actor
}

fn give(world: &World, by: &Actor, to: &Actor, new: impl Into<NewGrant>) -> Result<(), Problem> {
    let staff: Access<TheAccounts, Write> = world.clinic.may(by, (), "people").expect("may");
    world.clinic.grant_role(&staff, &fresh(&world.clinic, by), to.id(), new.into())
}

fn end(
    world: &World,
    by: &Actor,
    of: &Actor,
    role: Role,
    last: Option<Date>,
) -> Option<RoleObstacle> {
    let staff: Access<TheAccounts, Write> = world.clinic.may(by, (), "people").expect("may");
    let (_, grants) = world.clinic.grants(&staff, of.id()).expect("grants");
    let now = world.clinic.now();
    let grant = grants.iter().find(|grant| grant.role == role && !grant.is_over(now));
    let grant = grant.expect("a grant").id;
    why(world.clinic.end_role(&staff, &fresh(&world.clinic, by), (of.id(), grant), last))
}

fn why<T: std::fmt::Debug>(refused: Result<T, Problem>) -> Option<RoleObstacle> {
    match refused {
        Ok(_) => None,
        Err(Problem::RoleRefused(found)) => Some(found),
        Err(other) => panic!("{other:?}"),
    }
}

fn may_lead(world: &World, who: &Actor) -> bool {
    world.clinic.may::<TheCaseload, Write>(who, (), "caseload").is_ok()
}

#[test]
fn a_person_of_two_roles_may_what_either_allows_and_nothing_more() {
    let world = world();
    let course = world.refer("Maren");
    let vera = member(&world, Role::Administrator, "Vera Lindqvist", "lindqvist");
    assert!(!may_lead(&world, &vera));
    give(&world, &world.tomas, &vera, Role::Therapist).expect("given");
    let vera = now(&world, "lindqvist");
    assert_eq!(vera.roles(), [Role::Administrator, Role::Therapist].into_iter().collect());
    assert!(may_lead(&world, &vera));
    assert!(world.clinic.may::<TheSettings, Write>(&vera, (), "settings").is_ok());
    // What neither role allows they may not: the courses of others.
    let foreign = world.clinic.may::<TheCourse, Read>(&vera, course, "course");
    assert!(matches!(foreign, Err(Problem::NotYours)));
    // One role ends, the other stands.
    assert_eq!(end(&world, &world.tomas, &vera, Role::Administrator, None), None);
    let vera = now(&world, "lindqvist");
    assert_eq!(vera.roles(), Role::Therapist.into());
    assert!(may_lead(&world, &vera));
    let staff = world.clinic.may::<TheAccounts, Read>(&vera, (), "people");
    assert!(matches!(staff, Err(Problem::NotYours)));
}

#[test]
fn a_role_stands_from_its_first_day_to_its_last() {
    let world = world();
    let day = |after: i64| world.clinic.today().saturating_add(after.days());
    let mallory = &world.mallory;
    let new = NewGrant { role: Role::Supervisor, from: Some(day(1)), until: Some(day(3)) };
    let asks = |after: i64, past: Date, last: Date| NewGrant {
        role: Role::Supervisor,
        from: (past == last).then(|| day(after)),
        until: Some(last),
    };
    let yesterday = asks(1, day(0), day(-1));
    assert_eq!(why(give(&world, &world.tomas, mallory, yesterday)), Some(RoleObstacle::Days));
    give(&world, &world.tomas, mallory, new).expect("given");
    let again = NewGrant { role: Role::Supervisor, from: None, until: None };
    assert_eq!(why(give(&world, &world.tomas, mallory, again)), Some(RoleObstacle::HasIt));
    let supervises = || {
        let mallory = now(&world, "mallory");
        world.clinic.may::<TheSupervision, Read>(&mallory, (), "supervision").is_ok()
            && mallory.has(Role::Supervisor)
    };
    let start = world.clinic.now();
    let to = |moment: &str| world.clock.set(moment.parse().expect("a moment"));
    for (moment, stands) in [
        ("2026-03-02T23:59:59Z", false),
        ("2026-03-03T00:00:00Z", true),
        ("2026-03-05T23:59:59Z", true),
        ("2026-03-06T00:00:00Z", false),
    ] {
        to(moment);
        assert_eq!(supervises(), stands, "{moment}");
    }
    world.clock.set(start);
}

#[test]
fn roles_are_refused_with_their_reason() {
    let world = world();
    let course = world.refer("Maren");
    let token = world.clinic.invite_client(&world.working(course), "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, "twelve chars ok").expect("in").actor;
    let tomas = &world.tomas;
    let refused = |to: &Actor, role: Role| why(give(&world, tomas, to, role));
    assert_eq!(refused(&maren, Role::Therapist), Some(RoleObstacle::IsClient));
    assert_eq!(refused(&world.ruth, Role::Client), Some(RoleObstacle::IsClient));
    assert_eq!(refused(&world.ruth, Role::Therapist), Some(RoleObstacle::HasIt));
    assert_eq!(refused(tomas, Role::Therapist), Some(RoleObstacle::OwnRole));
    let (staff, proof) = (world.staff(), world.fresh());
    let client = world.clinic.add_account(&staff, &proof, Role::Client, "Maren", "maren-2");
    assert_eq!(why(client), Some(RoleObstacle::IsClient));
    // A member of the staff who is a client here as well has a second account.
    let taken = world.clinic.invite_client(&world.working(world.refer("Ruth")), "ruth");
    assert!(matches!(taken, Err(Problem::NameTaken)));
    // Mallory gives nothing to anybody.
    let none = world.clinic.may::<TheAccounts, Write>(&world.mallory, (), "people");
    assert!(matches!(none, Err(Problem::NotYours)));
}

#[test]
fn the_last_administrator_stays_one() {
    let world = world();
    let last = Some(RoleObstacle::LastAdministrator);
    let (tomas, day) = (&world.tomas, world.clinic.today().saturating_add(5.days()));
    assert_eq!(end(&world, tomas, tomas, Role::Administrator, None), last);
    assert_eq!(end(&world, tomas, tomas, Role::Administrator, Some(day)), last);
    // One who was invited and never came is none who could run it, nor is one with a last day.
    let (staff, proof) = (world.staff(), world.fresh());
    let role = Role::Administrator;
    world.clinic.add_account(&staff, &proof, role, "Never Came", "never").expect("made");
    let until = Some(day);
    give(&world, tomas, &world.ruth, NewGrant { role, from: None, until }).expect("given");
    a_day_goes_by(&world);
    assert_eq!(end(&world, tomas, tomas, role, None), last);
    let ruth = now(&world, "ruth");
    let staff: Access<TheAccounts, Write> = world.clinic.may(&ruth, (), "people").expect("may");
    let ended = world.clinic.end_account(&staff, &fresh(&world.clinic, &ruth), tomas.id());
    assert_eq!(why(ended), last);
    member(&world, role, "Vera Lindqvist", "lindqvist");
    crate::asked_roles::confirmed(&world, &ruth);
    let vera = now(&world, "lindqvist");
    assert_eq!(end(&world, tomas, tomas, role, None), None, "Vera stays");
    assert_eq!(end(&world, &vera, &vera, role, None), last);
    assert!(now(&world, "tomas").roles().is_empty());
}

#[test]
fn who_has_no_role_sees_nothing_and_is_staff_all_the_same() {
    let world = world();
    let course = world.refer("Maren");
    assert_eq!(end(&world, &world.tomas, &world.ruth, Role::Therapist, None), None);
    let token = world.clinic.sign_in("ruth", PASSPHRASE).expect("in").here().expect("in").token;
    assert!(matches!(world.clinic.at_the_door(&token).expect("door"), AtTheDoor::Owes(_)));
    let ruth = now(&world, "ruth");
    assert_eq!(ruth.passphrase_at_least(), 15);
    let course = world.clinic.may::<TheCourse, Read>(&ruth, course, "course");
    assert!(matches!(course, Err(Problem::NotYours)));
    assert!(!may_lead(&world, &ruth));
}

#[test]
fn who_sets_up_alone_runs_the_practice_and_leads_courses() {
    let clinic = clinic::Clinic::in_memory(std::sync::Arc::new(clock())).expect("clinic");
    let token = clinic.set_up().expect("tables").expect("nobody yet");
    let ada =
        clinic.take_set_up_alone(&token, ("Ada Brandt", "ada"), PASSPHRASE).expect("in").actor;
    let both: Roles = [Role::Administrator, Role::Therapist].into_iter().collect();
    assert_eq!(ada.roles(), both);
    assert!(clinic.set_up().expect("tables").is_none());
}

/// A facilitator with a course in their name, and the contract that is agreed for them.
fn facilitator(world: &World) -> (Actor, CourseId) {
    let femi = member(world, Role::Facilitator, "Femi Adeyemi", "femi");
    assert!(!may_lead(world, &femi), "nobody supervises that yet");
    watched(world, &femi, 30);
    let course = world.refer_as(&femi, Uuid::new_v4(), "Noor").expect("referred");
    (femi, course)
}

fn watched(world: &World, femi: &Actor, days: i64) {
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let today = world.clinic.today();
    let contract = SupervisionContract {
        supervisor: world.ruth.id(),
        therapist: femi.id(),
        from: today,
        until: today.saturating_add(days.days()),
    };
    world.clinic.agree_supervision(&settings, contract).expect("agreed");
}

#[test]
fn a_facilitator_leads_while_somebody_supervises_it() {
    let world = world();
    let (femi, course) = facilitator(&world);
    let open = || world.clinic.may::<TheCourse, Write>(&femi, course, "course").is_ok();
    let counts = || world.clinic.may::<TheOutcomes, Read>(&femi, (), "progress").is_ok();
    assert!(open() && counts() && may_lead(&world, &femi));
    let leads = |who: &Actor| world.clinic.leads_courses(who);
    assert!(leads(&femi) && leads(&world.ruth) && !leads(&world.tomas));
    let start = world.clinic.now();
    world.clock.set(start + (31 * 24).hours());
    assert!(!open() && !counts() && !may_lead(&world, &femi), "the contract ran out");
    assert!(!leads(&femi));
    watched(&world, &femi, 30);
    assert!(open(), "it was agreed anew");
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    world.clinic.end_supervision(&settings, world.ruth.id(), femi.id()).expect("ended");
    assert!(!open(), "it was ended");
    // A supervisor who works here no more supervises nobody.
    watched(&world, &femi, 30);
    assert!(open());
    world.clinic.end_account(&world.staff(), &world.fresh(), world.ruth.id()).expect("ended");
    assert!(!open());
}

#[test]
fn a_facilitator_is_never_deputy_and_takes_nothing_over_without_a_contract() {
    let world = world();
    let femi = member(&world, Role::Facilitator, "Femi Adeyemi", "femi");
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let deputy = clinic::Settings { deputy: Some(femi.id()), ..world.clinic.settings() };
    let named = world.clinic.change_settings(&settings, &deputy);
    assert!(matches!(named, Err(Problem::Setting("deputy"))));
    let course = world.refer("Maren");
    let takers = || -> Vec<_> {
        let here = world.clinic.colleagues(&world.working(course)).expect("colleagues");
        let mut names: Vec<_> = here.into_iter().map(|account| account.name).collect();
        names.sort();
        names
    };
    let hand_over = || {
        let command = Command::Transfer { to: femi.id(), reason: "Moves away.".into() };
        let (seen, key) = (clinic::Expect::Anything, Uuid::new_v4());
        world.clinic.perform(&world.working(course), seen, key, command)
    };
    assert_eq!(takers(), ["Mallory Reed"]);
    assert!(matches!(hand_over(), Err(Problem::NotYours)));
    watched(&world, &femi, 30);
    assert_eq!(takers(), ["Femi Adeyemi", "Mallory Reed"]);
    hand_over().expect("handed over");
    let own = world.clinic.may::<TheCourse, Read>(&femi, course, "course");
    assert!(own.is_ok());
}

#[test]
fn who_works_alone_waits_a_day_before_they_erase() {
    let clock = clock();
    let clinic = clinic::Clinic::in_memory(std::sync::Arc::new(clock.clone())).expect("clinic");
    let token = clinic.set_up().expect("tables").expect("nobody yet");
    let ada =
        clinic.take_set_up_alone(&token, ("Ada Brandt", "ada"), PASSPHRASE).expect("in").actor;
    let world =
        World { clinic, clock, tomas: ada.clone(), ruth: ada.clone(), mallory: ada.clone() };
    let course = world.refer("Maren");
    crate::referrals::close(&world, course);
    let client = world.working(course).client();
    let access = world.clinic.may(&ada, client, "erasure").expect("may");
    let asking = Asking {
        reason: Reason::Mistake,
        words: "Entered twice.".into(),
        despite: "Nothing was said yet.".into(),
    };
    world.clinic.ask_erasure(&access, &asking).expect("asked");
    let seen = world.clinic.erasure_request(&access).expect("read").expect("asked").id;
    let confirm = || {
        let proof = fresh(&world.clinic, &ada);
        match world.clinic.confirm_erasure_leading(&world.working(course), &proof, seen) {
            Err(Problem::NotErased(found)) => Some(found),
            Ok(()) => None,
            Err(other) => panic!("{other:?}"),
        }
    };
    assert_eq!(confirm(), Some(Obstacle::TooSoon));
    world.clock.set(world.clinic.now() + 23.hours());
    assert_eq!(confirm(), Some(Obstacle::TooSoon));
    world.clock.set(world.clinic.now() + 1.hours());
    let daniel = therapist(&world.clinic, &ada, "Daniel Okafor", "daniel");
    assert_eq!(confirm(), Some(Obstacle::SamePerson), "there is another now");
    world.clinic.end_account(&world.staff(), &world.fresh(), daniel.id()).expect("ended");
    assert_eq!(confirm(), None);
}

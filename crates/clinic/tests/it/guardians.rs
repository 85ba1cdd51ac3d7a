//! The way in of a young client's parent or guardian: what was agreed, while it stands.

use clinic::{
    Access, Actor, Problem, Read, Role, TheCourse, Write,
    audit::Capacity,
    guardian::{GuardianObstacle, GuardianTerms, ToldTo},
    identity::Identity,
    permission::{TheDesk, TheOwnCourse, TheProcessNotes, TheWard},
};
use ipt::{AccountId, Command, CourseId, Document, document::SafetyPlan};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

use crate::{PASSPHRASE, World, covers, fresh, world};

fn terms(told: &[ToldTo], yes: Option<Date>) -> GuardianTerms {
    GuardianTerms { relation: "Mother".into(), told: told.to_vec(), clients_yes: yes }
}

/// Notes when the client was born: so many years before today.
fn aged(world: &World, course: CourseId, years: i16) {
    let access = world.working(course);
    let stands = world.clinic.identity(&access).expect("known");
    let born = world.clinic.today().checked_sub(years.years()).expect("a day");
    let anew = Identity { born: Some(born), ..stands };
    world.clinic.revise_identity(&access, &anew).expect("written");
}

/// Lets Ada in as Noor's mother.
fn let_in(
    world: &World,
    course: CourseId,
    terms: &GuardianTerms,
) -> Result<(Actor, AccountId), Problem> {
    let access = world.working(course);
    let fresh = fresh(&world.clinic, &world.ruth);
    let link = world.clinic.let_guardian_in(&access, &fresh, ("Ada Rahimi", "ada"), terms)?;
    let ada = world.clinic.take_invitation(&link.token, None, PASSPHRASE).expect("taken").actor;
    let id = ada.id();
    Ok((ada, id))
}

fn obstacle<T: std::fmt::Debug>(outcome: Result<T, Problem>) -> GuardianObstacle {
    match outcome {
        Err(Problem::GuardianRefused(found)) => found,
        other => panic!("refused: {other:?}"),
    }
}

fn ward(world: &World, who: &Actor, course: CourseId) -> Result<Access<TheWard, Read>, Problem> {
    world.clinic.may(who, course, "ward")
}

fn client_in(world: &World, course: CourseId) -> Actor {
    let link = world.clinic.invite_client(&world.working(course), "noor").expect("invited");
    world.clinic.take_invitation(&link.token, None, PASSPHRASE).expect("taken").actor
}

#[test]
fn a_guardian_is_let_in_while_the_client_is_young_and_where_they_are_asked_said_yes() {
    let world = world();
    let course = world.refer("Noor Rahimi");
    let today = world.clinic.today();
    let told = [ToldTo::Appointments];
    let unknown = obstacle(let_in(&world, course, &terms(&told, Some(today))));
    assert_eq!(unknown, GuardianObstacle::BornUnknown);
    aged(&world, course, 18);
    let grown = obstacle(let_in(&world, course, &terms(&told, Some(today))));
    assert_eq!(grown, GuardianObstacle::OfAge);
    aged(&world, course, 15);
    let refused = |terms: &GuardianTerms| obstacle(let_in(&world, course, terms));
    assert_eq!(refused(&terms(&told, None)), GuardianObstacle::NotAsked);
    assert_eq!(refused(&terms(&[], Some(today))), GuardianObstacle::NothingTold);
    assert_eq!(refused(&terms(&told, today.tomorrow().ok())), GuardianObstacle::YesToCome);
    let nobody = GuardianTerms { relation: " ".into(), ..terms(&told, Some(today)) };
    assert_eq!(refused(&nobody), GuardianObstacle::RelationMissing);

    // A younger child is not asked for a yes.
    aged(&world, course, 11);
    let (ada, _) = let_in(&world, course, &terms(&told, None)).expect("let in");
    assert!(ada.is_outside() && ada.has(Role::Guardian) && !ada.has(Role::Client));
    ward(&world, &ada, course).expect("told");
    // From their birthday on they are.
    aged(&world, course, 12);
    assert!(matches!(ward(&world, &ada, course), Err(Problem::NotYours)));
}

#[test]
fn a_guardian_is_told_what_was_agreed_and_opens_nothing_else() {
    let world = world();
    let (course, other) = (world.refer("Noor Rahimi"), world.refer("Maren"));
    aged(&world, course, 15);
    let yes = Some(world.clinic.today());
    let working = world.working(course);
    let line = || vec!["I ring Ida.".to_owned()];
    let plan = SafetyPlan {
        warning_signs: line(),
        own_coping: line(),
        people_to_ask: line(),
        professionals: line(),
        ..SafetyPlan::default()
    };
    let record = Command::Record(Document::SafetyPlan(Box::new(plan)));
    let done = world.clinic.perform(&working, clinic::Expect::Anything, Uuid::new_v4(), record);
    done.expect("recorded");
    let (ada, id) = let_in(&world, course, &terms(&[ToldTo::Appointments], yes)).expect("let in");

    let access = ward(&world, &ada, course).expect("told");
    let shown = world.clinic.ward(&access).expect("shown");
    assert_eq!((&*shown.first_name, shown.therapist), ("Noor", Some(world.ruth.id())));
    assert!(shown.safety_plan.is_none() && shown.agreement.is_none());
    let anew = terms(&[ToldTo::SafetyPlan], yes);
    let code = fresh(&world.clinic, &world.ruth);
    world.clinic.agree_anew(&working, &code, id, &anew).expect("agreed");
    let shown = world.clinic.ward(&access).expect("shown");
    let plan = shown.safety_plan.expect("the plan");
    assert!(plan.course.documents.safety_plan.is_some());
    assert!(plan.course.documents.referral.is_none(), "the plan alone");
    assert!(plan.facts.len() == 1 && shown.next_session.is_none());

    let clinic = &world.clinic;
    assert!(clinic.may::<TheWard, Write>(&ada, course, "ward").is_err());
    assert!(clinic.may::<TheWard, Read>(&ada, other, "ward").is_err());
    assert!(clinic.may::<TheOwnCourse, Read>(&ada, course, "my").is_err());
    assert!(clinic.may::<TheOwnCourse, Write>(&ada, course, "my").is_err());
    assert!(clinic.may::<TheCourse, Read>(&ada, course, "course").is_err());
    assert!(clinic.may::<TheDesk, Write>(&ada, course, "desk").is_err());
    assert!(clinic.may::<TheProcessNotes, Read>(&ada, course, "process-notes").is_err());
    for nobody in [&world.ruth, &world.tomas, &client_in(&world, course)] {
        assert!(ward(&world, nobody, course).is_err(), "{}", nobody.name());
    }
}

#[test]
fn it_ends_at_once_by_the_client_or_whoever_leads_and_does_not_come_back() {
    let world = world();
    let course = world.refer("Noor Rahimi");
    aged(&world, course, 15);
    let agreed = terms(&[ToldTo::Appointments], Some(world.clinic.today()));
    let (ada, id) = let_in(&world, course, &agreed).expect("let in");
    let noor = client_in(&world, course);
    assert_ne!(noor.id(), id, "a link for the client is not one for the guardian");
    let own: Access<TheOwnCourse, Write> = world.clinic.may(&noor, course, "my").expect("may");
    let [one] = &world.clinic.own_guardians(&own).expect("read")[..] else { panic!("one") };
    assert_eq!((one.account, &*one.name, &one.terms), (id, "Ada Rahimi", &agreed));

    let access = ward(&world, &ada, course).expect("told");
    let looks = world.clinic.own_looks(&own, 50).expect("read");
    let hers = looks.iter().find(|look| look.who == "Ada Rahimi").expect("she looked");
    assert_eq!((hers.capacity, &*hers.room), (Capacity::Guards, "ward"));

    world.clinic.end_own_guardian(&own, id).expect("ended");
    assert!(ward(&world, &ada, course).is_err());
    assert!(world.clinic.ward(&access).is_err(), "a proof from before shows nothing");
    assert!(world.clinic.sign_in("ada", PASSPHRASE).is_err(), "no way in");
    let [one] = &world.clinic.own_guardians(&own).expect("read")[..] else { panic!("one") };
    assert_eq!(one.ended, Some((noor.id(), world.clinic.now())));
    assert!(matches!(world.clinic.end_own_guardian(&own, id), Err(Problem::NotYours)));
    let (working, code) = (world.working(course), fresh(&world.clinic, &world.ruth));
    assert!(world.clinic.agree_anew(&working, &code, id, &agreed).is_err());
    assert!(world.clinic.invite_guardian(&working, &code, id).is_err());
}

#[test]
fn who_covers_ends_it_and_does_not_let_anybody_in_and_another_course_does_neither() {
    let world = world();
    let (course, other) = (world.refer("Noor Rahimi"), world.refer("Maren"));
    aged(&world, course, 15);
    let agreed = terms(&[ToldTo::Appointments], Some(world.clinic.today()));
    let (ada, id) = let_in(&world, course, &agreed).expect("let in");
    let elsewhere = world.clinic.end_guardian(&world.working(other), id);
    assert!(matches!(elsewhere, Err(Problem::NotYours)), "by the proof of another course");
    covers::named(&world, 0, 5).expect("named");
    let covering: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "guardians").expect("covers");
    let code = fresh(&world.clinic, &world.mallory);
    let new = world.clinic.let_guardian_in(&covering, &code, ("Eve", "eve"), &agreed);
    assert!(matches!(new, Err(Problem::OnlyLeader)));
    assert!(matches!(
        world.clinic.agree_anew(&covering, &code, id, &agreed),
        Err(Problem::OnlyLeader)
    ));
    assert!(ward(&world, &ada, course).is_ok());
    world.clinic.end_guardian(&covering, id).expect("ended");
    assert!(ward(&world, &ada, course).is_err());
}

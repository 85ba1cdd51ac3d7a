//! Acts, drafts, conflicts: nothing typed is lost, nothing is done twice.

use clinic::{Expect, Problem};
use ipt::{
    Command, Document, DocumentKind, PersonId, Phase,
    command::Answers,
    document::{RelapsePlan, Suitability, suitability::Decision},
    inventory::InventoryEntry,
    session::SessionNumber,
};
use uuid::Uuid;

use crate::{World, world};

pub fn accepted(world: &World, name: &str) -> ipt::CourseId {
    let course = world.refer(name);
    let accepted = suitability(world);
    perform(world, course, Command::Record(accepted.into())).expect("accepted");
    course
}

/// The decision to accept.
pub fn suitability(world: &World) -> Suitability {
    Suitability {
        risk_asked: Some(true),
        risk_answer: "None.".into(),
        alternatives_offered: vec!["CBT".into()],
        preference: "To talk.".into(),
        decision: Some(Decision::Accept),
        reason: "It fits.".into(),
        decided_on: Some(world.clinic.today()),
        ..Suitability::default()
    }
}

pub fn perform(world: &World, course: ipt::CourseId, command: Command) -> Result<(), Problem> {
    let access = world.working(course);
    world.clinic.perform(&access, Expect::Anything, Uuid::new_v4(), command).map(|_| ())
}

#[test]
fn the_same_form_sent_twice_is_one_act() {
    let world = world();
    let course = accepted(&world, "Maren");
    let key = Uuid::new_v4();
    let add = || {
        let entry = InventoryEntry {
            name: "Ida".into(),
            relation: "sister".into(),
            ..InventoryEntry::default()
        };
        let command = Command::AddPerson { person: PersonId(key), entry };
        world.clinic.perform(&world.working(course), Expect::Anything, key, command)
    };
    let first = add().expect("added");
    let second = add().expect("said again");
    assert!(!first.again && second.again && first.version == second.version);
    let file = world.clinic.read(&world.working(course)).expect("reads");
    assert_eq!(file.course.people.len(), 1);
}

#[test]
fn a_form_sent_again_with_other_words_is_not_taken_for_done() {
    let world = world();
    let course = accepted(&world, "Maren");
    let key = Uuid::new_v4();
    let add = |liked: &str| {
        let entry = InventoryEntry {
            name: "Ida".into(),
            relation: "sister".into(),
            liked: liked.into(),
            ..InventoryEntry::default()
        };
        let command = Command::RevisePerson { person: PersonId(key), entry };
        world.clinic.perform(&world.working(course), Expect::Anything, key, command)
    };
    let named = InventoryEntry { name: "Ida".into(), ..InventoryEntry::default() };
    let named = Command::AddPerson { person: PersonId(key), entry: named };
    perform(&world, course, named).expect("named");
    add("Her laugh.").expect("said");
    assert!(!add("Her laugh, and that she rings.").expect("said better").again);
    let file = world.clinic.read(&world.working(course)).expect("reads");
    assert_eq!(file.course.people[0].entry.liked, "Her laugh, and that she rings.");
}

#[test]
fn two_tabs_never_overwrite_each_other() {
    let world = world();
    let course = accepted(&world, "Maren");
    let plan = |text: &str| -> Document {
        RelapsePlan { re_entry: text.into(), ..RelapsePlan::default() }.into()
    };
    let save = |text: &str, seen: u32| {
        let expect = Expect::Document(DocumentKind::RelapsePlan, seen);
        world.clinic.perform(
            &world.working(course),
            expect,
            Uuid::new_v4(),
            Command::Record(plan(text)),
        )
    };
    save("first tab", 0).expect("saved");
    match save("second tab", 0) {
        Err(Problem::Changed { now, version }) => {
            assert_eq!(ipt::form::first(&now, "re_entry"), "first tab");
            assert_eq!(version, 1);
        }
        other => panic!("must be shown side by side: {other:?}"),
    }
    save("second tab, having seen the first", 1).expect("saved");
    assert_eq!(world.clinic.history(&world.working(course)).expect("history").len(), 7);
}

#[test]
fn a_risk_answer_raises_its_flag_even_on_a_form_that_is_refused() {
    let world = world();
    let course = accepted(&world, "Maren");
    perform(&world, course, Command::OpenSession { on: world.clinic.today() }).expect("opened");
    let mut items = vec![Some(1); 9];
    items[3] = None;
    let answers = Answers {
        measure: "phq-9".into(),
        on: world.clinic.today(),
        session: Some(SessionNumber::Acute(1)),
        items,
        ..Answers::default()
    };
    let enter = || perform(&world, course, Command::EnterScore { answers: answers.clone() });
    assert!(
        matches!(enter(), Err(Problem::Refused(refusal)) if refusal.policy.code == "measure-complete")
    );
    assert!(enter().is_err(), "sent again");
    let file = world.clinic.read(&world.working(course)).expect("reads");
    assert!(file.course.safety_hold());
    assert_eq!((file.course.flags.len(), file.course.scores.len()), (1, 0));
}

#[test]
fn the_summary_agrees_with_the_course_and_the_past_can_be_gone_back_to() {
    let world = world();
    let course = accepted(&world, "Maren");
    let file = world.clinic.read(&world.working(course)).expect("reads");
    assert_eq!(file.course.phase, Phase::Initial);
    let caseload = world.clinic.may(&world.ruth, (), "caseload").expect("may");
    let _: &clinic::Access<clinic::permission::TheCaseload, clinic::Read> = &caseload;
    let rows = world.clinic.caseload(&caseload).expect("caseload").rows;
    assert_eq!(
        rows[0].summary,
        ipt::summary::Summary::of(&file.course, &ipt::review::ReviewRules::default())
    );
    assert_eq!(rows[0].identity.name, "Maren");
    let then = world.clinic.as_it_stood(&world.working(course), 2).expect("then");
    assert_eq!(then.phase, Phase::Referred);
    assert!(matches!(
        world.clinic.as_it_stood(&world.working(course), 999),
        Err(Problem::NotYours)
    ));
}

#[test]
fn a_course_handed_over_is_the_new_therapists_at_once() {
    let world = world();
    let course = accepted(&world, "Maren");
    let to = world.mallory.id();
    perform(&world, course, Command::Transfer { to, reason: "Leave.".into() }).expect("done");
    let before: Result<clinic::Access<clinic::TheCourse, clinic::Read>, _> =
        world.clinic.may(&world.ruth, course, "course");
    assert!(matches!(before, Err(Problem::NotYours)));
    let now: Result<clinic::Access<clinic::TheCourse, clinic::Read>, _> =
        world.clinic.may(&world.mallory, course, "course");
    assert!(now.is_ok());
}

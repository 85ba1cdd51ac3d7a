//! Labels in the practice: the client is shown and handed what has none, whoever works in the course
//! reads on, and who covers may set one but not lift it.

use clinic::{
    Access, Expect, Problem, Read, TheCourse, Write,
    course::CourseFile,
    disclosure::{Disclosure, Ground},
    file::Labelled,
    permission::TheOwnCourse,
};
use ipt::{
    Command, DocumentKind,
    label::{Label, Labelling, RecordPart},
};
use uuid::Uuid;

use crate::{PASSPHRASE, World, covers, fresh, world};

const REFERRAL: RecordPart = RecordPart::Document(DocumentKind::Referral);

fn label() -> Command {
    let reason = "Canaryreason".to_owned();
    let content = Labelling { label: Label::ThirdParty, reason, look_again_on: None };
    Command::SetLabel { part: REFERRAL, content }
}

fn lift() -> Command {
    Command::LiftLabel { part: REFERRAL, reason: "She agreed.".into() }
}

fn act(world: &World, access: &Access<TheCourse, Write>, act: Command) -> Result<(), Problem> {
    world.clinic.perform(access, Expect::Anything, Uuid::new_v4(), act).map(|_| ())
}

fn has_referral(file: &CourseFile) -> bool {
    file.course.documents.referral.is_some()
}

#[test]
fn the_client_is_shown_and_handed_what_has_no_label_and_nobody_else_is_kept_from_it() {
    let world = world();
    let course = world.refer("Maren");
    let working = world.working(course);
    let token = world.clinic.invite_client(&working, "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    let own: Access<TheOwnCourse, Read> = world.clinic.may(&maren, course, "my").expect("may");
    let clinic = &world.clinic;
    assert!(has_referral(&clinic.read_own(&own).expect("read")));

    act(&world, &working, label()).expect("labelled");
    assert!(has_referral(&clinic.read(&working).expect("read")));
    let seen = clinic.read_own(&own).expect("read");
    assert!(!has_referral(&seen));
    let version = clinic.read(&working).expect("read").course.version;
    assert_eq!(seen.course.version, version, "what she writes meets the course as it is");

    let handed = clinic.client_file(&working, &fresh(clinic, &world.ruth)).expect("file");
    assert!(!has_referral(&handed.courses[0]));
    assert_eq!(handed.left_out, [REFERRAL]);
    let operator = clinic.as_operator(working.client()).expect("there");
    for (labelled, whole) in [(Labelled::LeftOut, false), (Labelled::Included, true)] {
        let file = clinic.file_of(&operator, labelled).expect("file");
        assert_eq!(has_referral(&file.courses[0]), whole, "{labelled:?}");
        let text = file.to_json().expect("whole").to_string();
        assert_eq!(text.contains("Canaryreason"), whole, "{labelled:?}");
    }
    act(&world, &working, lift()).expect("lifted");
    assert!(has_referral(&clinic.read_own(&own).expect("read")));
}

#[test]
fn who_covers_sets_a_label_and_whoever_leads_the_course_lifts_it() {
    let world = world();
    let course = world.refer("Maren");
    covers::named(&world, 0, 5).expect("named");
    let covering: Access<TheCourse, Write> =
        world.clinic.may(&world.mallory, course, "labels").expect("covers");
    act(&world, &covering, label()).expect("labelled");
    assert!(matches!(act(&world, &covering, lift()), Err(Problem::OnlyLeader)));
    act(&world, &world.working(course), lift()).expect("lifted");
}

#[test]
fn that_somebody_opened_the_page_of_labels_is_told_as_the_course() {
    let world = world();
    let course = world.refer("Maren");
    let working = world.working(course);
    for room in ["labels", "unlabelling"] {
        let _: Access<TheCourse, Read> = world.clinic.may(&world.ruth, course, room).expect("may");
    }
    let known: Vec<_> =
        world.clinic.looks(&working, 9).expect("looks").into_iter().map(|l| l.room).collect();
    assert!(known.contains(&"labels".to_owned()));
    let handed =
        world.clinic.client_file(&working, &fresh(&world.clinic, &world.ruth)).expect("file");
    assert!(handed.looks.iter().all(|look| !["labels", "unlabelling"].contains(&&*look.room)));
}

#[test]
fn a_line_of_what_was_given_to_others_is_kept_from_the_client_by_a_label() {
    let world = world();
    let course = world.refer("Maren");
    let working = world.working(course);
    let token = world.clinic.invite_client(&working, "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    for to in ["Her physician", "The child protection office"] {
        let given = Disclosure {
            to: to.into(),
            on: world.clinic.today(),
            what: "What was feared.".into(),
            ground: Ground::Danger,
            ground_words: String::new(),
        };
        world.clinic.disclose(&working, Uuid::new_v4(), &given).expect("written");
    }
    let lines = world.clinic.disclosures(&working).expect("read");
    let office = lines.iter().find(|line| line.disclosure.to.contains("office")).expect("there");
    let label = |id: Uuid| {
        let reason = "He reads along.".to_owned();
        let again = world.clinic.today().tomorrow().ok();
        let content = Labelling { label: Label::Safeguarding, reason, look_again_on: again };
        Command::SetLabel { part: RecordPart::Disclosure(id), content }
    };
    let nothing = act(&world, &working, label(Uuid::from_u128(7)));
    assert!(matches!(nothing, Err(Problem::Refused(_))), "no such line of this client");
    let other = world.refer("Noor");
    let foreign = act(&world, &world.working(other), label(office.id));
    assert!(matches!(foreign, Err(Problem::Refused(_))), "a line of another client");

    act(&world, &working, label(office.id)).expect("labelled");
    let own: Access<TheOwnCourse, Read> = world.clinic.may(&maren, course, "my").expect("may");
    let [one] = &world.clinic.own_disclosures(&own).expect("read")[..] else { panic!("one") };
    assert_eq!(one.disclosure.to, "Her physician");
    assert_eq!(
        world.clinic.disclosures(&working).expect("read").len(),
        2,
        "who works here reads on"
    );
    let handed = world.clinic.client_file(&working, &fresh(&world.clinic, &world.ruth));
    let text = handed.expect("file").to_json().expect("whole").to_string();
    assert!(text.contains("Her physician") && !text.contains("office"), "nor is it handed out");
    let operator = world.clinic.as_operator(working.client()).expect("there");
    let court = world.clinic.file_of(&operator, Labelled::Included).expect("file");
    assert_eq!(court.disclosures.len(), 2);
}

//! What was done with a technique: recorded in its session, put anew, struck; the joint session.

use ipt::{
    Code, Command, Field, Form, Kind, TechniqueRecordId,
    artefact::Artefact,
    homework::{Homework, HomeworkReview, Tried, Went},
    inventory::InventoryEntry,
    session::{SessionNote, SessionNumber, Technique},
    technique::{Helper, JointSession, RolePlay, TechniqueRecord, WorkingWithSupport},
};
use uuid::Uuid;

use crate::{gates::given as gates, story::*};

const RECORD: TechniqueRecordId = TechniqueRecordId(Uuid::from_u128(9));

fn first() -> SessionNumber {
    SessionNumber::Acute(1)
}

pub fn recording(content: impl Into<TechniqueRecord>) -> Command {
    Command::RecordTechnique { record: RECORD, session: first(), content: content.into() }
}

pub fn played() -> RolePlay {
    RolePlay { scene: "At the door".into(), person: Some(IDA), ..RolePlay::default() }
}

/// A record of a technique with something in every field.
pub fn full(technique: Technique) -> Option<Command> {
    fn filled(fields: &[Field], prefix: &str) -> Form {
        let mut form = Form::new();
        for field in fields {
            let value = match field.kind {
                Kind::YesNo if field.name == "speaks_against" => "no".to_owned(),
                Kind::YesNo => "yes".to_owned(),
                Kind::Choice(codes) => codes.all[0].to_owned(),
                Kind::Person => IDA.0.to_string(),
                Kind::Rows(rows) => {
                    form.extend(filled(rows.fields, &format!("{}.0.", field.name)));
                    continue;
                }
                _ => field.name.to_owned(),
            };
            form.insert(format!("{prefix}{}", field.name), vec![value]);
        }
        form
    }
    let form = filled(TechniqueRecord::fields(technique), "");
    let content = TechniqueRecord::read(technique, &form)?.expect("it can be read");
    assert_eq!(content.to_form(), form, "every field is kept");
    assert_eq!(content.technique(), technique);
    let record = TechniqueRecordId(Uuid::from_u128(900 + technique as u128));
    Some(Command::RecordTechnique { record, session: first(), content })
}

pub fn strike() -> Command {
    Command::StrikeTechniqueRecord { record: RECORD }
}

/// A joint session, but for this as it should be, in a course in which nothing speaks against it.
pub fn joint(but: fn(&mut JointSession)) -> (Story, Command) {
    let story = in_middle(1);
    let mut content = JointSession {
        person: Some(IDA),
        client_consents: Some(true),
        alone_first: Some(true),
        speaks_against: Some(false),
        ..JointSession::default()
    };
    but(&mut content);
    (story, recording(content))
}

/// The second session, in which a joint session was ticked, is to be signed: with its record, or
/// without.
pub fn joint_signed(recorded: bool) -> (Story, Command) {
    let note = SessionNote { techniques: vec![Technique::JointSession], ..note() };
    let (mut story, sign) = gates::sign_second(note);
    if let (true, (_, Command::RecordTechnique { record, content, .. })) = (recorded, joint(|_| {}))
    {
        story.act(Command::RecordTechnique { record, session: gates::second(), content });
    }
    (story, sign)
}

/// The second session is open.
fn in_second() -> (Story, SessionNumber) {
    let mut story = in_middle(1);
    story.later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    (story, SessionNumber::Acute(2))
}

#[test]
fn what_is_recorded_of_a_technique_marks_the_note_and_no_other_tab_unmarks_it() {
    let (mut story, session) = in_second();
    let content = TechniqueRecord::from(played());
    story.act(Command::RecordTechnique { record: RECORD, session, content: content.clone() });
    let marked = |story: &Story| {
        let session = story.course.session(SessionNumber::Acute(2)).expect("open");
        (session.note.techniques.clone(), session.revision)
    };
    assert_eq!(marked(&story), (vec![Technique::RolePlay], 0), "not a change of what was typed");
    story.act(write(session, note()));
    assert_eq!(marked(&story).0, [Technique::RolePlay], "the note knew nothing of it");
    let kept = story.course.technique_record(RECORD).expect("kept");
    assert_eq!((kept.session, &kept.record, kept.revision), (session, &content, 1));
    assert_eq!(kept.record.about(), "At the door");
}

#[test]
fn a_signed_note_stays_and_what_is_recorded_later_stands_beside_it() {
    let mut story = in_middle(1);
    let before = story.course.session(first()).expect("held").note.clone();
    story.act(recording(played()));
    let session = story.course.session(first()).expect("held");
    assert_eq!(session.note, before);
    assert!(story.course.practised(session).contains(&Technique::RolePlay));
}

#[test]
fn a_record_is_put_anew_and_struck_and_never_becomes_one_of_another_technique() {
    let mut story = in_middle(1);
    story.act(recording(played()));
    story.act(recording(RolePlay { swapped: Some(true), ..played() }));
    assert_eq!(story.course.technique_record(RECORD).map(|kept| kept.revision), Some(2));
    let other = recording(WorkingWithSupport::default());
    assert_eq!(story.refusal(other), Some("technique-known"));
    story.act(strike());
    assert_eq!(story.course.technique_records, []);
}

#[test]
fn a_role_play_with_somebody_violent_is_not_carried_outside() {
    let mut story = in_middle(1);
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    story.act(recording(played()));
    let planned = RolePlay { plan: "On Friday.".into(), ..played() };
    assert_eq!(story.refusal(recording(planned.clone())), Some("no-push-with-coercion"));
    let unnamed = RolePlay { person: None, ..planned.clone() };
    assert_eq!(story.refusal(recording(unnamed)), Some("no-push-with-coercion"), "it may be Ida");
    let other = ipt::PersonId(story.id());
    story.act(Command::AddPerson { person: other, entry: person("Jonas") });
    story.act(recording(RolePlay { person: Some(other), ..planned }));
}

#[test]
fn nothing_is_agreed_or_asked_with_somebody_violent() {
    let mut story = in_middle(1);
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    let agree = |with_whom, homework| {
        let content = Homework { what: "Say one wish.".into(), with_whom, ..Homework::default() };
        Command::AgreeHomework { homework, session: first(), content }
    };
    let homework = homework(&mut story);
    assert_eq!(story.refusal(agree(Some(IDA), homework)), Some("no-push-with-coercion"));
    let stranger = Some(ipt::PersonId(Uuid::from_u128(777)));
    assert_eq!(story.refusal(agree(stranger, homework)), Some("person-known"));
    assert_eq!(story.refusal(agree(None, homework)), None, "a task need not be with anybody");
    let asked = WorkingWithSupport { person: Some(IDA), ..WorkingWithSupport::default() };
    assert_eq!(story.refusal(recording(asked)), Some("no-push-with-coercion"));
}

#[test]
fn a_joint_session_waits_for_the_talk_alone_and_for_the_whole_record() {
    let (mut story, command) = joint(|_| {});
    assert_eq!(story.refusal(command.clone()), None);
    let entry = InventoryEntry { safety_concern: "Control.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    assert_eq!(story.refusal(command), Some("joint-session-safe"), "whatever was answered today");
    let unasked = joint(|joint| joint.alone_first = None);
    assert_eq!(unasked.0.refusal(unasked.1), Some("joint-session-alone-first"));
    let unanswered = joint(|joint| joint.speaks_against = None);
    assert_eq!(unanswered.0.refusal(unanswered.1), Some("joint-session-clear"));
}

#[test]
fn each_technique_has_a_record_or_a_document_of_its_own() {
    let without: Vec<&str> = Technique::ALL
        .iter()
        .filter(|technique| full(**technique).is_none())
        .map(|technique| technique.code())
        .collect();
    let own = ["communication_analysis", "interpersonal_incident", "decision_analysis"];
    assert_eq!(without, [&own[..], &["between_session_task"]].concat());
    assert_eq!(
        JointSession::NAME,
        Technique::JointSession.code(),
        "words, address and record agree"
    );
}

#[test]
fn everybody_named_in_a_record_is_in_the_inventory() {
    let story = in_middle(1);
    let stranger = ipt::PersonId(Uuid::from_u128(404));
    let helper = Helper { person: Some(stranger), with_what: "x".into(), ..Helper::default() };
    let content = WorkingWithSupport { helpers: vec![helper], ..WorkingWithSupport::default() };
    assert_eq!(story.refusal(recording(content)), Some("person-known"));
    let played = RolePlay { person: Some(stranger), ..played() };
    assert_eq!(story.refusal(recording(played)), Some("person-known"));
}

#[test]
fn what_was_tried_with_a_person_is_told_from_the_tasks_that_were_talked_about() {
    let mut story = in_middle(1);
    let mut with = |person, tried, went| {
        let homework = ipt::HomeworkId(story.id());
        let content = Homework { with_whom: person, ..Homework::default() };
        story.act(Command::AgreeHomework { homework, session: first(), content });
        let review = HomeworkReview { tried: Some(tried), went, ..HomeworkReview::default() };
        story.act(Command::ReviewHomework { homework, review });
    };
    with(Some(IDA), Tried::Tried, Some(Went::Well));
    with(Some(IDA), Tried::Partly, Some(Went::Otherwise));
    with(Some(IDA), Tried::NotTried, None);
    with(None, Tried::Tried, Some(Went::Well));
    let attempts = story.course.attempts_with(IDA);
    assert_eq!((attempts.tried, attempts.well), (2, 1));
}

//! Parts of the record that tell of somebody else, or would endanger somebody: labelled, and then
//! left out of what the client is given.

use ipt::{
    Code, Command, Course, DecisionId, DocumentKind, Event, IncidentId, PersonId,
    document::outcome::MaintenanceDecision,
    inventory::link::{Bond, Link},
    label::{LOOK_AGAIN_DAYS, Label, Labelling, RecordPart},
    session::SessionNumber,
};
use jiff::ToSpan;
use uuid::Uuid;

use crate::{story::*, work};

/// The note of the first session.
pub const FIRST_NOTE: RecordPart = RecordPart::Session(SessionNumber::Acute(1));
const INCIDENT: IncidentId = IncidentId(Uuid::from_u128(78));
const LIEN: PersonId = PersonId(Uuid::from_u128(79));

pub fn third_party(part: RecordPart) -> Command {
    let reason = "Her sister told it in confidence.".to_owned();
    let content = Labelling { label: Label::ThirdParty, reason, look_again_on: None };
    Command::SetLabel { part, content }
}

/// Until the n-th day from the story's own.
pub fn safeguarding(part: RecordPart, story: &Story, days: i32) -> Command {
    let day = day(story.today).saturating_add(days.days());
    let content = Labelling {
        label: Label::Safeguarding,
        reason: "He reads her post.".into(),
        look_again_on: Some(day),
    };
    Command::SetLabel { part, content }
}

pub fn lift(part: RecordPart) -> Command {
    Command::LiftLabel { part, reason: "She agreed.".into() }
}

/// A course with something of every part that can have a label.
pub fn full() -> Story {
    let mut story = ended(MaintenanceDecision::NotWanted);
    story
        .act(Command::NoteIncident { incident: INCIDENT, content: work::incident() })
        .act(Command::AnalyseCommunication { incident: INCIDENT, content: work::analysis() })
        .act(work::weigh(&[("Stay.", false), ("Go.", true)]))
        .act(Command::AddPerson { person: LIEN, entry: person("Lien") })
        .act(Command::LinkPeople(Link {
            one: IDA,
            other: LIEN,
            bond: Bond::Conflict,
            word: "over the house".into(),
        }));
    story
}

/// Every act of labels.
pub fn labelled() -> Story {
    let mut story = full();
    let part = FIRST_NOTE;
    let safeguarding = safeguarding(part, &story, 30);
    story.act(third_party(part)).act(safeguarding).act(lift(part));
    story
}

/// What the client is given of a course.
fn given(story: &Story) -> (Course, String) {
    let told: Vec<_> =
        story.facts.iter().filter(|f| story.course.label_of(&f.event).is_none()).collect();
    let words = serde_json::to_string(&told.iter().map(|f| &f.event).collect::<Vec<_>>());
    (Course::fold(told), words.expect("stored"))
}

#[test]
fn what_is_labelled_is_left_out_of_what_the_client_is_given_and_nothing_else_is() {
    let before = full();
    let moment = before.course.timeline.first().map(|kept| RecordPart::Moment(kept.id));
    let parts = [
        RecordPart::Document(DocumentKind::Assessment),
        FIRST_NOTE,
        RecordPart::Person(LIEN),
        RecordPart::Incident(INCIDENT),
        RecordPart::Decision(DecisionId(Uuid::from_u128(5))),
    ];
    for part in parts.into_iter().chain(moment) {
        let mut story = full();
        story.act(third_party(part));
        let (course, _) = given(&story);
        assert!(part.stands_in(&story.course), "{part}: it stays where it is read");
        match part {
            // That it was held is told; what was noted of it is not.
            RecordPart::Session(number) => {
                let session = course.session(number).expect("held");
                assert_eq!(session.note, Default::default());
                assert!(session.addenda.is_empty());
            }
            _ => assert!(!part.stands_in(&course), "{part}"),
        }
        let others =
            before.facts.iter().filter(|fact| story.course.label_of(&fact.event).is_some()).count();
        assert!((1..=3).contains(&others), "{part}: {others} facts are left out");
        story.act(lift(part));
        assert_eq!(given(&story).1, given(&full()).1, "{part}: lifted, all is told again");
    }
}

#[test]
fn a_label_on_a_person_covers_what_is_between_them_and_others() {
    let mut story = full();
    assert!(given(&story).1.contains("over the house"));
    story.act(third_party(RecordPart::Person(LIEN)));
    let (_, words) = given(&story);
    assert!(!words.contains("over the house") && !words.contains("Lien"));
    assert!(words.contains("Ida"), "of others nothing is left out");
}

#[test]
fn neither_a_label_nor_its_reason_is_told_while_it_stands_or_after() {
    let mut story = full();
    let part = RecordPart::Incident(INCIDENT);
    let kept_from_her = safeguarding(part, &story, 30);
    story.act(kept_from_her);
    assert!(!given(&story).1.contains("He reads her post."));
    story.act(lift(part));
    let (_, words) = given(&story);
    assert!(!words.contains("He reads her post.") && !words.contains("She agreed."));
}

#[test]
fn what_the_client_has_already_is_not_kept_from_them() {
    let own: Vec<_> = DocumentKind::ALL
        .iter()
        .filter(|kind| RecordPart::Document(**kind).is_the_clients_own())
        .map(|kind| kind.name())
        .collect();
    assert_eq!(own, ["formulation", "contract", "safety_plan", "relapse_plan", "maintenance"]);
    let story = full();
    for kind in DocumentKind::ALL {
        let part = RecordPart::Document(*kind);
        if part.stands_in(&story.course) && part.is_the_clients_own() {
            assert_eq!(story.refusal(third_party(part)), Some("label-not-own"));
        }
    }
}

#[test]
fn a_label_is_set_on_what_stands_with_a_reason_and_lifted_once() {
    let mut story = full();
    let absent = RecordPart::Incident(IncidentId(Uuid::from_u128(1)));
    assert_eq!(story.refusal(third_party(absent)), Some("label-placed"));
    let held = FIRST_NOTE;
    assert_eq!(story.refusal(lift(held)), Some("label-placed"));
    let content = Labelling { label: Label::ThirdParty, reason: " ".into(), look_again_on: None };
    assert_eq!(story.refusal(Command::SetLabel { part: held, content }), Some("reason-given"));
    story.act(third_party(held));
    let reason = String::new();
    assert_eq!(story.refusal(Command::LiftLabel { part: held, reason }), Some("reason-given"));
    story.act(lift(held));
    assert_eq!(story.refusal(lift(held)), Some("label-placed"));
}

#[test]
fn a_safeguarding_label_is_looked_at_again_within_ninety_days() {
    let mut story = full();
    let part = FIRST_NOTE;
    for days in [-1, 0, LOOK_AGAIN_DAYS + 1] {
        let act = safeguarding(part, &story, days);
        assert_eq!(story.refusal(act), Some("label-looked-at"), "{days}");
    }
    let longest = safeguarding(part, &story, LOOK_AGAIN_DAYS);
    story.act(longest);
    let last = day(story.today).saturating_add(LOOK_AGAIN_DAYS.days());
    assert_eq!(story.course.look_again_on(), Some(last));
    let sooner = safeguarding(RecordPart::Incident(INCIDENT), &story, 1);
    story.act(sooner);
    let tomorrow = day(story.today).saturating_add(1.days());
    assert_eq!(story.course.look_again_on(), Some(tomorrow), "the first of them");
    // Set anew it is another label: of somebody else, which has no such day.
    story.act(third_party(part)).act(third_party(RecordPart::Incident(INCIDENT)));
    assert_eq!(story.course.look_again_on(), None);
}

#[test]
fn a_closed_course_takes_a_label_for_its_record_is_handed_out_then() {
    let mut story = full();
    story.act(Command::Close);
    let part = FIRST_NOTE;
    story.act(third_party(part)).act(lift(part));
}

#[test]
fn a_part_is_read_as_it_is_written() {
    let parts = [
        RecordPart::Document(DocumentKind::RiskAssessment),
        RecordPart::Session(SessionNumber::Maintenance(2)),
        RecordPart::Person(IDA),
        RecordPart::Incident(INCIDENT),
        RecordPart::Disclosure(uuid::Uuid::from_u128(7)),
    ];
    for part in parts {
        assert_eq!(part.to_string().parse::<RecordPart>().ok(), Some(part));
    }
    for wrong in ["", "session", "session:", "session:0", "document:nothing", "person:Ida", "x:1"] {
        assert!(wrong.parse::<RecordPart>().is_err(), "{wrong}");
    }
    assert_eq!(Label::CODES.all, ["third_party", "safeguarding"]);
    let event = Event::LabelLifted { part: parts[1], reason: "It is hers.".into() };
    let stored = serde_json::to_value(&event).expect("stored");
    assert_eq!(stored["part"], "session:M2");
}

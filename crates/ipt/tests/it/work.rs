//! Incidents, the replay of an exchange, decisions.

use ipt::{
    Command, Form, IncidentId,
    artefact::Artefact,
    communication::{CommunicationAnalysis, Speaker, Turn},
    decision::{DecisionAnalysis, DecisionOption},
    form::{FieldProblem, Wrong},
    incident::Incident,
    inventory::InventoryEntry,
    session::SessionNumber,
};

use crate::story::*;

fn typed(fields: &[(&str, &str)]) -> Form {
    fields.iter().map(|(name, text)| ((*name).to_owned(), vec![(*text).to_owned()])).collect()
}

pub fn incident() -> Incident {
    Incident {
        what: "Sunday at the table".into(),
        on: Some(day(0)),
        people: vec![IDA],
        ..Incident::default()
    }
}

pub fn analysis() -> CommunicationAnalysis {
    let turn =
        Turn { speaker: Some(Speaker::Client), said: "Never mind.".into(), ..Turn::default() };
    CommunicationAnalysis { exchange: vec![turn], ..CommunicationAnalysis::default() }
}

pub fn told(story: &mut Story) -> IncidentId {
    let incident = IncidentId(story.id());
    story.act(Command::NoteIncident { incident, content: self::incident() });
    incident
}

fn option(what: &str, chosen: bool) -> DecisionOption {
    DecisionOption {
        what: what.into(),
        chosen: chosen.then_some(true),
        ..DecisionOption::default()
    }
}

pub fn weigh(options: &[(&str, bool)]) -> Command {
    let options = options.iter().map(|(what, chosen)| option(what, *chosen)).collect();
    let content =
        DecisionAnalysis { wanted: "To teach.".into(), options, ..DecisionAnalysis::default() };
    Command::WeighDecision { decision: ipt::DecisionId(uuid::Uuid::from_u128(5)), content }
}

pub fn with_somebody_violent() -> Story {
    let mut story = in_middle(1);
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    story
}

pub fn plan(mut story: Story) -> (Story, Command) {
    let incident = told(&mut story);
    let content = CommunicationAnalysis { try_when: "On Friday.".into(), ..analysis() };
    (story, Command::AnalyseCommunication { incident, content })
}

#[test]
fn an_incident_belongs_to_the_session_in_which_it_was_told_and_keeps_its_replay() {
    let mut story = in_middle(1);
    let incident = told(&mut story);
    story.act(Command::AnalyseCommunication { incident, content: analysis() });
    session(&mut story, Some(9));
    let content = Incident { what: "Sunday at the long table".into(), ..self::incident() };
    story.act(Command::NoteIncident { incident, content });
    let kept = story.course.incident(incident).expect("it stands");
    assert_eq!(kept.session, Some(SessionNumber::Acute(1)), "where it was told first");
    assert_eq!((kept.revision, kept.analysed), (2, 1));
    assert_eq!(kept.communication, Some(analysis()));
    story.act(Command::StrikeIncident { incident });
    assert_eq!(story.course.incidents, []);
}

#[test]
fn an_exchange_with_somebody_violent_may_be_understood_without_a_plan_to_try() {
    let mut story = with_somebody_violent();
    let incident = told(&mut story);
    story.act(Command::AnalyseCommunication { incident, content: analysis() });
    assert!(story.course.incidents[0].communication.is_some());
}

#[test]
fn the_turns_are_typed_in_order_and_come_back_as_typed() {
    let form = typed(&[
        ("exchange.0.speaker", "client"),
        ("exchange.0.said", " Never mind. "),
        ("exchange.3.speaker", "other"),
        ("exchange.3.said", "Then don't."),
        ("exchange.7.said", "   "),
        ("outcome", "Silence until Tuesday."),
    ]);
    let read = CommunicationAnalysis::read(&form).expect("it can be read");
    let said: Vec<&str> = read.exchange.iter().map(|turn| turn.said.as_str()).collect();
    assert_eq!(said, ["Never mind.", "Then don't."], "blank turns are none");
    let again = read.to_form();
    assert_eq!(again["exchange.1.said"], ["Then don't."]);
    assert_eq!(CommunicationAnalysis::read(&again), Ok(read));
}

#[test]
fn what_is_wrong_in_a_turn_is_named_with_its_turn() {
    let form = typed(&[("exchange.2.tone", "flat"), ("mood_after", "11")]);
    let problems = CommunicationAnalysis::read(&form).expect_err("wrong");
    let wrong = |field: &str, problem| FieldProblem { field: field.into(), problem };
    assert_eq!(
        problems,
        [
            wrong("exchange.2.speaker", Wrong::Missing),
            wrong("exchange.2.said", Wrong::Missing),
            wrong("mood_after", Wrong::OutOfRange { min: 0, max: 10 }),
        ]
    );
    let nothing = CommunicationAnalysis::read(&Form::new()).expect_err("an exchange is needed");
    assert_eq!(nothing, [wrong("exchange", Wrong::Missing)]);
}

#[test]
fn a_plan_to_try_is_not_carried_over_to_somebody_violent() {
    let (mut story, command) = plan(in_middle(1));
    story.act(command);
    let incident = story.course.incidents[0].id;
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    let anew = Command::NoteIncident { incident, content: self::incident() };
    assert_eq!(story.refusal(anew), Some("no-push-with-coercion"));
    let unnamed = Incident { people: Vec::new(), ..self::incident() };
    let anew = Command::NoteIncident { incident, content: unnamed };
    assert_eq!(story.refusal(anew), Some("no-push-with-coercion"), "nobody named may be Ida");
}

//! What is given where a policy is asked: stories that have come just so far.

use ipt::{
    Command, CourseId, Dialect, FlagId, PersonId,
    area::DisputeStage,
    document::{
        Contract, Referral, Suitability, outcome::MaintenanceDecision, suitability::Decision,
    },
    focus::FocusSelection,
    inventory::{
        circle::{Layout, Place},
        link::{Bond, Link},
    },
    risk::{RiskAlertStep, RiskSource},
    session::{SessionNote, SessionNumber, Technique},
};
use uuid::Uuid;

use crate::story::*;

pub fn first() -> SessionNumber {
    SessionNumber::Acute(1)
}

/// An open session with this note.
pub fn noted(note: SessionNote) -> Story {
    let mut story = in_middle(1);
    story.later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    story.act(write(SessionNumber::Acute(2), note));
    story
}

pub fn second() -> SessionNumber {
    SessionNumber::Acute(2)
}

pub fn sign_second(note: SessionNote) -> (Story, Command) {
    (noted(note), Command::SignSession { number: second() })
}

pub fn open_today(mut story: Story) -> (Story, Command) {
    story.later(7);
    let on = day(story.today);
    (story, Command::OpenSession { on })
}

pub fn decided(suitability: Suitability) -> (Story, Command) {
    (referred(), Command::Record(suitability.into()))
}

/// A contract without a reason for its dose, but for this as the variant has it.
pub fn usual(but: fn(&mut Contract)) -> Command {
    let mut contract = Contract { dose_reason: String::new(), ..contract(12) };
    but(&mut contract);
    Command::Record(contract.into())
}

pub fn unweigh() -> Command {
    Command::StrikeDecision { decision: ipt::DecisionId(Uuid::from_u128(5)) }
}

/// Referred, and consent to the assessment is not recorded yet.
pub fn unconsented() -> Story {
    let mut story = Story::new();
    let mut command = refer("ipt_standard", Dialect::KlermanWeissman);
    if let Command::Refer { referral, .. } = &mut command {
        *referral = Referral { received_on: Some(day(0)), ..Referral::default() }.into();
    }
    story.act(command);
    story
}

pub fn raised() -> Story {
    let mut story = in_middle(1);
    let flag = FlagId(Uuid::from_u128(7));
    story.act(Command::RaiseRisk {
        flag,
        source: RiskSource::Disclosure,
        session: None,
        note: "Said.".into(),
    });
    story
}

pub fn take_on() -> Command {
    let flag = FlagId(Uuid::from_u128(7));
    Command::MoveRiskAlert { flag, step: RiskAlertStep::Acknowledged, to: None }
}

pub fn assessed() -> Story {
    let mut story = raised();
    story.act(Command::Record(risk_assessment().into()));
    story
}

pub fn clear() -> Command {
    Command::ClearRisk { flag: FlagId(Uuid::from_u128(7)), reason: "Talked through.".into() }
}

pub fn agree(focus: FocusSelection) -> Command {
    Command::AgreeFocus(focus)
}

pub fn scored(items: Vec<Option<u8>>, total: Option<u32>) -> (Story, Command) {
    let mut story = in_middle(1);
    let command = answers(&mut story, first(), items, total);
    (story, command)
}

pub fn ones() -> Vec<Option<u8>> {
    vec![Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(0)]
}

pub fn closed() -> Story {
    let mut story = ended(MaintenanceDecision::NotWanted);
    story.act(Command::Close);
    story
}

pub fn place(rings: &[Option<u8>]) -> Command {
    let places = rings.iter().map(|ring| Place { person: IDA, ring: *ring }).collect();
    Command::PlacePeople { layout: Layout::Now, on: day(0), places }
}

pub fn linked(other: PersonId) -> Command {
    Command::LinkPeople(Link { one: IDA, other, bond: Bond::Know, word: String::new() })
}

pub fn with_technique(technique: Technique) -> Command {
    let note = SessionNote { techniques: vec![technique], ..note() };
    write(second(), note)
}

pub fn with_stage(stage: DisputeStage) -> SessionNote {
    SessionNote { dispute_stage: Some(stage), ..note() }
}

pub fn add(name: &str) -> Command {
    Command::AddPerson { person: PersonId(Uuid::from_u128(8)), entry: person(name) }
}

/// A second episode, and its people as they stood in the first.
pub fn brought(from: u128) -> (Story, Command) {
    let mut story = Story::new();
    let mut referred = refer("ipt_standard", Dialect::KlermanWeissman);
    if let Command::Refer { previous, .. } = &mut referred {
        *previous = Some(CourseId(Uuid::from_u128(2)));
    }
    story.act(referred);
    let from = CourseId(Uuid::from_u128(from));
    (story, Command::BringPeople { from, people: vec![(IDA, person("Ida"))] })
}

/// In a counselling course, in its middle phase with an open session.
pub fn counselling() -> Story {
    let mut story = in_variant("ipc");
    story.later(1);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    story
}

/// A client comes again, while another course is open or not.
pub fn again(open: bool) -> Command {
    let mut command = refer("ipt_standard", Dialect::KlermanWeissman);
    if let Command::Refer { another_open, .. } = &mut command {
        *another_open = open;
    }
    command
}

pub fn choose(variant: &str) -> Command {
    let (variant, dialect) = (variant.to_owned(), Dialect::StuartRobertson);
    Command::ChooseVariant { variant, dialect, reason: "Eight are what she can come to.".into() }
}

pub fn withdraw(n: u32) -> Command {
    Command::WithdrawSession { number: SessionNumber::Acute(n), reason: "Begun by mistake.".into() }
}

pub fn strike(score: u32) -> Command {
    Command::StrikeScore { score, reason: "Entered for somebody else.".into() }
}

pub fn lift() -> Command {
    Command::LiftHold { reason: "Talked through.".into() }
}

pub fn stuart_robertson() -> Story {
    let mut story = Story::new();
    story
        .act(refer("ipt_standard", Dialect::StuartRobertson))
        .act(Command::Record(suitability(Decision::Accept).into()));
    story
}

/// In maintenance.
pub fn kept() -> Story {
    let mut story = ended(MaintenanceDecision::Agreed);
    story.act(Command::Record(maintenance().into())).act(Command::BeginMaintenance);
    story
}

pub fn no_response() -> Story {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    for _ in 0..7 {
        session(&mut story, Some(18));
    }
    story.act(Command::Record(mid_review().into()));
    story
}

/// It was asked about frightening thoughts, with this answer.
pub fn frightening(answer: &str) -> Command {
    let perinatal = ipt::document::Perinatal {
        now: Some(ipt::document::perinatal::AroundBirth::Pregnant),
        frightening_asked: Some(true),
        frightening: answer.into(),
        ..Default::default()
    };
    Command::Record(perinatal.into())
}

//! The stored form of every kind of fact, frozen. A line in `wire-v1.jsonl` is never changed: what
//! was stored once must open for ever. New kinds are added at the end (`ADD_WIRE=1`).

use std::{collections::BTreeSet, fs, path::Path};

use ipt::{
    Code, Command, FlagId,
    document::outcome::MaintenanceDecision,
    event::Event,
    focus::FocusRating,
    goal::{Goal, GoalProgress},
    homework::{Homework, HomeworkReview},
    inventory::{
        circle::{Layout, Place},
        link::{Bond, Link},
    },
    risk::{RiskAlertStep, RiskSource},
    session::{Missed, MissedSession, SessionNumber, Technique},
    timeline::Moment,
    wire::{WireProblem, decode, encode},
};
use uuid::Uuid;

use crate::{areas, ending, reviews, story::*, supervision, techniques, variants, work};

/// A course in which everything that can happen happens.
fn everything() -> Story {
    let mut story = concluding();
    let first = SessionNumber::Acute(1);
    let (goal, moment, homework) = (goal(&mut story), moment(&mut story), homework(&mut story));
    let flag = FlagId(Uuid::from_u128(77));
    let second = ipt::HomeworkId(story.id());
    let incident = ipt::IncidentId(Uuid::from_u128(78));
    let other = ipt::PersonId(Uuid::from_u128(79));
    let places = vec![Place { person: IDA, ring: Some(1) }];
    story
        .act(reword("began", "In May."))
        .act(Command::RateFocus(FocusRating { rater: "Ruth".into(), ..FocusRating::default() }))
        .act(Command::SetGoal { goal, content: Goal { text: "Ring.".into(), ..Goal::default() } })
        .act(Command::RateGoal { goal, progress: GoalProgress::default() })
        .act(Command::RevisePerson { person: IDA, entry: person("Ida") })
        .act(Command::PlacePeople { layout: Layout::Wished, on: day(0), places })
        .act(Command::TakeBackPlacing)
        .act(Command::AddPerson { person: other, entry: person("Lien") })
        .act(Command::LinkPeople(Link {
            one: IDA,
            other,
            bond: Bond::Conflict,
            word: "over the house".into(),
        }))
        .act(Command::UnlinkPeople { one: other, other: IDA })
        .act(Command::NoteMoment {
            moment,
            content: Moment { on: Some(day(0)), ..Moment::default() },
        })
        .act(Command::StrikeMoment { moment })
        .act(Command::RaiseRisk {
            flag,
            source: RiskSource::Concern,
            session: None,
            note: "Worry.".into(),
        })
        .act(Command::MoveRiskAlert { flag, step: RiskAlertStep::Escalated, to: Some(RUTH) })
        .act(Command::MoveRiskAlert { flag, step: RiskAlertStep::Failed, to: Some(RUTH) })
        .act(Command::MoveRiskAlert { flag, step: RiskAlertStep::Sent, to: Some(RUTH) })
        .act(Command::Record(risk_assessment().into()))
        .act(Command::ClearRisk { flag, reason: "Talked.".into() })
        .act(Command::PlaceHold { reason: "Worry.".into() })
        .act(Command::Record(risk_assessment().into()))
        .act(Command::LiftHold { reason: "Clear.".into() })
        .act(Command::StrikeScore { score: 1, reason: "Mistyped.".into() })
        .act(Command::AddAddendum { number: first, text: "More.".into() })
        .act(Command::BookNext { on: Some(day(90)), at: None })
        .act(Command::MissSession(MissedSession {
            on: day(1),
            why: Missed::DidNotAttend,
            note: String::new(),
        }))
        .act(Command::AgreeHomework { homework, session: first, content: Homework::default() })
        .act(Command::ReviewHomework { homework, review: HomeworkReview::default() })
        .act(Command::AgreeHomework {
            homework: second,
            session: first,
            content: Homework::default(),
        })
        .act(Command::WithdrawHomework { homework: second, reason: "Said twice.".into() })
        .act(Command::NoteIncident { incident, content: work::incident() })
        .act(Command::AnalyseCommunication { incident, content: work::analysis() })
        .act(Command::StrikeIncident { incident })
        .act(work::weigh(&[("Stay.", false), ("Go.", true)]))
        .act(Command::StrikeDecision { decision: ipt::DecisionId(Uuid::from_u128(5)) })
        .act(areas::mark(ipt::area::Marker::OldRoleMourned, 1))
        .act(areas::unmark())
        .act(Command::Record(
            ipt::document::GriefWork { lost: "Piet".into(), ..Default::default() }.into(),
        ))
        .act(Command::Record(areas::to_try()))
        .act(Command::Record(ipt::document::BalanceSheet::default().into()))
        .act(Command::Record(ipt::document::DeficitsWork::default().into()))
        .act(Command::Renegotiate { reason: "More.".into() })
        .act(Command::Pause { reason: "Holiday.".into(), until: Some(day(99)) })
        .act(Command::Resume)
        .act(Command::RetirePerson { person: IDA, reason: "Away.".into() })
        .act(Command::Transfer { to: RUTH, reason: "Leave.".into() });
    for technique in Technique::ALL {
        if let Some(record) = techniques::full(*technique) {
            story.act(record);
        }
    }
    story.act(techniques::recording(techniques::played())).act(techniques::strike());
    story.later(7);
    let (on, earlier) = (day(story.today), day(story.today - 1));
    let number = story.course.next_number();
    story
        .act(Command::OpenSession { on })
        .act(Command::RedateSession { number, on: earlier })
        .act(Command::WithdrawSession { number, reason: "Begun by mistake.".into() });
    story
}

fn kind(event: &Event) -> String {
    let stored = serde_json::to_value(event).expect("stored");
    let text =
        |name: &str| stored.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    // A record of a technique has a form of its own for each.
    let of = stored.get("content").and_then(|content| content.get("technique"));
    let of = of.and_then(|of| of.as_str()).unwrap_or_default();
    let of_supervision = stored.get("supervisor").or(stored.get("talk")).or(stored.get("number"));
    let step = if of_supervision.is_some() { text("step") } else { String::new() };
    format!("{} {}{of}{step}", text("kind"), text("document"))
}

#[test]
fn every_stored_form_is_frozen_and_opens() {
    let mut facts = everything().facts;
    facts.extend(ended(MaintenanceDecision::Agreed).facts);
    let mut chosen = accepted();
    chosen.act(Command::ChooseVariant {
        variant: "ipt_b".into(),
        dialect: ipt::Dialect::StuartRobertson,
        reason: "Eight are what she can come to.".into(),
    });
    facts.extend(chosen.facts);
    facts.extend(reviews::decided().facts);
    facts.extend(ending::heard().facts);
    facts.extend(supervision::everything().facts);
    facts.extend(crate::corrections::answered().facts);
    facts.extend(crate::labels::labelled().facts);
    facts.extend(variants::own());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/wire-v1.jsonl");
    let mut frozen = fs::read_to_string(&file).unwrap_or_default();
    let known: BTreeSet<String> =
        frozen.lines().map(|line| kind(&decode(line.as_bytes()).expect("opens").event)).collect();
    let mut seen = known.clone();
    for fact in &facts {
        if seen.insert(kind(&fact.event)) && std::env::var_os("ADD_WIRE").is_some() {
            frozen.push_str(&String::from_utf8(encode(fact)).expect("text"));
            frozen.push('\n');
        }
    }
    if std::env::var_os("ADD_WIRE").is_some() {
        fs::write(&file, &frozen).expect("written");
        return;
    }
    assert_eq!(seen, known, "a kind of fact has no frozen line");
    for line in frozen.lines() {
        let fact = decode(line.as_bytes()).expect("what was stored opens for ever");
        assert_eq!(String::from_utf8(encode(&fact)).expect("text"), line);
    }
    // Every kind that exists is among them.
    let source = include_str!("../../src/event.rs");
    let body = source.split("pub enum Event {").nth(1).expect("the list");
    let variants = body
        .lines()
        .filter(|line| {
            line.starts_with("    ")
                && !line.starts_with("     ")
                && !line.trim_start().starts_with("//")
        })
        .filter(|line| line.trim().chars().next().is_some_and(char::is_uppercase))
        .count();
    let kinds: BTreeSet<&str> = known.iter().filter_map(|kind| kind.split(' ').next()).collect();
    assert_eq!(kinds.len(), variants, "{kinds:?}");
}

#[test]
fn what_is_no_fact_is_refused_by_name() {
    assert!(matches!(decode(b"{\"v\":2}"), Err(WireProblem::Newer(2))));
    for garbage in [&b""[..], b"{}", b"[]", b"{\"v\":1}", b"\xff\xfe", b"{\"v\":1,\"at\":0}"] {
        assert!(matches!(decode(garbage), Err(WireProblem::Unreadable(_))));
    }
}

//! What holds whatever anybody does: random acts on random courses.

use ipt::{
    Area, Command, Course, IncidentId, Phase,
    decide::decide,
    document::{
        formulation::Answer,
        outcome::{MaintenanceDecision, Result as Outcomes},
        suitability::Decision,
    },
    event::Signatory,
    inventory::circle::{Layout, Place},
    session::{SessionNote, SessionNumber},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{story::*, techniques, work};

/// An act out of a hat; some are nonsense where they fall.
fn act(story: &mut Story, number: u8, n: u32) -> Command {
    let today = day(story.today);
    let session = SessionNumber::Acute(n % 14 + 1);
    match number % 32 {
        0 => Command::Record(suitability(Decision::Accept).into()),
        1 => Command::Record(diagnosis().into()),
        2 => Command::Record(formulation().into()),
        3 => tell(),
        4 => Command::AnswerFormulation { answer: Answer::Accept, words: "Yes.".into(), on: today },
        5 => Command::AgreeFocus(focus(Area::RoleTransition)),
        6 => Command::Record(contract(n % 20 + 1).into()),
        7 => sign(Signatory::Client),
        8 => sign(Signatory::Therapist),
        9 => Command::OpenMiddle,
        10..=12 => Command::OpenSession { on: today },
        13 => write(story.course.unsigned().map_or(session, |s| s.number), note()),
        14 => {
            Command::SignSession { number: story.course.unsigned().map_or(session, |s| s.number) }
        }
        15 => write(session, SessionNote { risk: "x".into(), ..note() }),
        16 => answers(story, session, vec![Some(u8::try_from(n % 4).unwrap_or(0)); 9], None),
        17 => Command::Record(risk_assessment().into()),
        18 => Command::Record(mid_review().into()),
        19 => Command::RaiseEnding { words: "End.".into() },
        20 => Command::Renegotiate { reason: "More.".into() },
        21 => Command::PlacePeople {
            layout: Layout::Now,
            on: today,
            places: vec![Place { person: IDA, ring: Some(u8::try_from(n % 7).unwrap_or(0)) }],
        },
        22 => Command::Record(outcome(Outcomes::Dropout, MaintenanceDecision::NotOffered).into()),
        23 => Command::WithdrawSession { number: session, reason: "Mistaken.".into() },
        24 => Command::RedateSession { number: session, on: today },
        25 => Command::StrikeScore { score: n, reason: "Mistyped.".into() },
        26 => Command::Record(assessment().into()),
        27 => Command::NoteIncident {
            incident: IncidentId(Uuid::from_u128(n.into())),
            content: work::incident(),
        },
        28 => Command::AnalyseCommunication {
            incident: IncidentId(Uuid::from_u128(n.into())),
            content: work::analysis(),
        },
        29 => work::weigh(&[("Stay.", n.is_multiple_of(2)), ("Go.", n.is_multiple_of(3))]),
        30 => techniques::recording(techniques::played()),
        _ => Command::Close,
    }
}

fn holds(before: &Course, after: &Course) {
    let numbers: Vec<_> = after.sessions.iter().map(|session| session.number).collect();
    for (n, number) in (1..).zip(&numbers) {
        if let SessionNumber::Acute(found) = number {
            assert_eq!(*found, n, "no gap");
        }
    }
    if after.sessions.len() > before.sessions.len() {
        assert!(after.sessions_held() <= after.sessions_agreed(), "never silently longer");
        if let Some(time) = before.agreed_time {
            assert!(after.sessions_held() <= time.sessions, "not beyond what both signed");
            let last = after.sessions.last().expect("just begun");
            assert!(last.on <= time.planned_end, "not after the end that both signed");
        }
    }
    let longer = (before.phase, after.phase) == (Phase::Concluding, Phase::Middle);
    assert!(after.phase >= before.phase || longer && after.contract_stands(), "no way back");
    if (before.phase, after.phase) == (Phase::Initial, Phase::Middle) {
        assert!(before.formulation_accepted() && before.contract_stands());
    }
    for was in before.sessions.iter().filter(|session| session.signed.is_some()) {
        let now = after.session(was.number).expect("still there");
        assert_eq!((&now.note, &now.signed), (&was.note, &was.signed), "a signed note stays");
    }
    let signed = |course: &Course| course.sessions.iter().filter(|s| s.signed.is_some()).count();
    for kept in &after.decisions {
        assert!(kept.decision.chosen().count() <= 1, "one choice");
    }
    if signed(after) > signed(before) {
        assert!(before.unassessed_flag().is_none(), "not over an open risk question");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_allowed_keeps_the_course_whole(acts in prop::collection::vec((0_u8..32, 0_u32..64, 0_i64..9), 1..120), ready in 0_u8..3) {
        let mut story = match ready {
            0 => referred(),
            1 => accepted(),
            _ => ready_for_middle(12),
        };
        for (number, n, days) in acts {
            story.later(days);
            let before = story.course.clone();
            let command = act(&mut story, number, n);
            if let Ok(events) = decide(&before, command, &story.context()) {
                story.happens(events);
                holds(&before, &story.course);
            }
        }
        // Any prefix of a course is a course, and the whole is the sum of its parts.
        let mut stepwise = Course::default();
        for (count, fact) in story.facts.iter().enumerate() {
            assert_eq!(Course::fold(&story.facts[..count]), stepwise);
            stepwise = stepwise.apply(fact);
        }
        assert_eq!(stepwise, story.course);
    }

    /// Facts out of their order are no course that anybody decided, but nothing breaks on them.
    #[test]
    fn apply_is_total(order in prop::collection::vec(0_usize..200, 0..200)) {
        let facts = ended(MaintenanceDecision::Agreed).facts;
        let shuffled: Vec<_> = order.iter().map(|n| facts[n % facts.len()].clone()).collect();
        let course = Course::fold(&shuffled);
        let _ = ipt::summary::Summary::of(&course, &ipt::review::ReviewRules::default());
        let _ = ipt::agenda::steps(&course, &ipt::review::ReviewRules::default());
    }
}

//! The review rules on Maren's course and its negative twins (domain page §13).

use ipt::{
    AccountId, Command, FlagId,
    alert::{Alert, Rule, alerts},
    review::ReviewRules,
    risk::{RiskAlertStep, RiskSource},
    session::SessionNumber,
    summary::Summary,
};
use uuid::Uuid;

use crate::story::*;

pub fn course(scores: &[Option<u32>]) -> Story {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    for (n, score) in (1..).zip(scores) {
        if n == 8 {
            story.act(Command::Record(mid_review().into()));
        }
        if n == 11 {
            story.act(Command::RaiseEnding { words: "Soon.".into() });
        }
        session(&mut story, *score);
    }
    story
}

fn rules(story: &Story) -> Vec<(u32, Rule)> {
    alerts(&story.course, &story.rules)
        .into_iter()
        .filter_map(|Alert { session, rule }| match session {
            SessionNumber::Acute(n) => Some((n, rule)),
            SessionNumber::Maintenance(_) => None,
        })
        .collect()
}

#[test]
fn maren_raises_exactly_these() {
    let items: [[u8; 9]; 12] = [
        [2, 3, 3, 3, 2, 2, 2, 1, 0],
        [3, 3, 2, 3, 2, 2, 2, 1, 0],
        [3, 3, 3, 3, 1, 2, 2, 1, 1],
        [2, 3, 2, 2, 1, 2, 2, 1, 1],
        [2, 2, 2, 2, 1, 2, 2, 1, 0],
        [2, 2, 2, 2, 1, 2, 1, 1, 0],
        [1, 2, 2, 2, 1, 1, 1, 1, 0],
        [1, 1, 2, 1, 1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1, 1, 1, 0, 0],
        [1, 2, 2, 1, 1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0, 1, 1, 0, 0],
        [0, 1, 1, 1, 0, 0, 1, 0, 0],
    ];
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    for (n, items) in (1..).zip(items) {
        if n == 8 {
            story.act(Command::Record(mid_review().into()));
        }
        if n == 10 {
            story.act(Command::RaiseEnding { words: "Three more.".into() });
        }
        story.later(7);
        let number = SessionNumber::Acute(n);
        let on = day(story.today);
        story.act(Command::OpenSession { on });
        enter(&mut story, number, items.into_iter().map(Some).collect(), None);
        if story.course.safety_hold() {
            story.act(Command::Record(risk_assessment().into()));
        }
        story.act(write(number, note())).act(Command::SignSession { number });
    }
    assert_eq!(rules(&story), [(3, Rule::Risk), (4, Rule::Early), (4, Rule::Risk)]);
}

#[test]
fn the_negative_twins_raise_theirs() {
    let flat = rules(&course(&[Some(18); 6]));
    assert!(flat.contains(&(4, Rule::Early)) && flat.contains(&(6, Rule::Mid)), "{flat:?}");
    let worse = rules(&course(&[Some(12), Some(13), Some(17)]));
    assert_eq!(worse, [(3, Rule::Worse)]);
    let missing = rules(&course(&[Some(18), Some(14), Some(12), Some(11), None, None]));
    assert_eq!(missing, [(6, Rule::Missing)]);
    let mut told = course(&[Some(8)]);
    let flag = FlagId(Uuid::from_u128(5));
    let session = Some(SessionNumber::Acute(1));
    told.act(Command::RaiseRisk {
        flag,
        source: RiskSource::Disclosure,
        session,
        note: "Said.".into(),
    });
    assert_eq!(rules(&told), [(1, Rule::Risk)]);
    let early = rules(&course(&[Some(12), Some(4), Some(3), Some(4)]));
    assert_eq!(early, [(4, Rule::DoneEarly)]);
}

#[test]
fn an_alert_waits_until_somebody_takes_it_on_and_goes_on_only_while_it_waits() {
    let mut story = in_middle(1);
    let flag = FlagId(Uuid::from_u128(7));
    let go_on = || Command::MoveRiskAlert { flag, step: RiskAlertStep::Escalated, to: Some(RUTH) };
    story.act(Command::RaiseRisk {
        flag,
        source: RiskSource::Concern,
        session: None,
        note: "Worry.".into(),
    });
    let raised_at = story.course.flags[0].raised_at;
    assert_eq!(Summary::of(&story.course, &story.rules).risk_alert_since, Some(raised_at));
    let mut assessed = story.clone();
    assessed.act(Command::Record(risk_assessment().into()));
    assert_eq!(assessed.refusal(go_on()), Some("risk-alert-once"), "an assessment takes it on");
    story.act(go_on());
    assert_eq!(Summary::of(&story.course, &story.rules).gone_on_to, [RUTH]);
    assert!(story.course.flags[0].waits(), "the deputy has not taken it on yet");
    story.act(Command::MoveRiskAlert { flag, step: RiskAlertStep::Acknowledged, to: None });
    assert_eq!(Summary::of(&story.course, &story.rules).risk_alert_since, None);
    assert!(story.course.safety_hold(), "to take it on closes nothing");
}

#[test]
fn word_of_an_alert_goes_to_each_person_once_and_what_failed_counts_until_it_is_sent() {
    let mut story = in_middle(1);
    let flag = FlagId(Uuid::from_u128(7));
    let word = |step, to| Command::MoveRiskAlert { flag, step, to: Some(to) };
    let deputy = AccountId(Uuid::from_u128(99));
    story.act(Command::RaiseRisk {
        flag,
        source: RiskSource::Concern,
        session: None,
        note: "Worry.".into(),
    });
    story.act(word(RiskAlertStep::Failed, RUTH));
    assert_eq!(Summary::of(&story.course, &ReviewRules::default()).unsent_to, [RUTH]);
    assert_eq!(story.refusal(word(RiskAlertStep::Failed, RUTH)), Some("risk-alert-once"));
    story.act(word(RiskAlertStep::Sent, deputy));
    assert_eq!(
        Summary::of(&story.course, &ReviewRules::default()).unsent_to,
        [RUTH],
        "another's word is not hers"
    );
    assert!(
        Summary::of(&story.course, &ReviewRules::default()).gone_on_to.is_empty(),
        "word alone hands nothing over"
    );
    let mut taken = story.clone();
    taken.act(Command::MoveRiskAlert { flag, step: RiskAlertStep::Acknowledged, to: None });
    assert!(
        Summary::of(&taken.course, &ReviewRules::default()).unsent_to.is_empty(),
        "somebody has it in hand"
    );
    taken.act(word(RiskAlertStep::Sent, RUTH));
    story.act(word(RiskAlertStep::Sent, RUTH));
    assert!(Summary::of(&story.course, &ReviewRules::default()).unsent_to.is_empty());
    assert_eq!(story.refusal(word(RiskAlertStep::Sent, RUTH)), Some("risk-alert-once"));
    assert_eq!(story.refusal(word(RiskAlertStep::Failed, RUTH)), Some("risk-alert-once"));
    assert!(story.course.flags[0].waits(), "word is not taking it on");
}

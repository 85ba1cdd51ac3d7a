//! What is due before which session, counted in sessions.

use ipt::{
    Command,
    alert::{Rule, alerts},
    content::schedule::due,
    document::contract::Measured,
    event::Signatory,
    measure::Rhythm,
    review::ReviewRules,
    session::SessionNumber,
};

use crate::story::*;

fn used() -> Vec<String> {
    ["phq-9", "mspss", "wsas", "wai-sr", "asq", "own-scale"].map(str::to_owned).to_vec()
}

fn due_in(story: &Story, n: u32) -> Vec<String> {
    due(&story.course, SessionNumber::Acute(n), &used())
}

#[test]
fn the_schedule_follows_the_number_of_sessions_that_was_agreed() {
    let story = ready_for_middle(12);
    assert_eq!(due_in(&story, 1), ["phq-9", "mspss", "wsas", "own-scale"]);
    assert_eq!(due_in(&story, 2), ["phq-9"]);
    assert_eq!(due_in(&story, 3), ["phq-9", "wai-sr"]);
    assert_eq!(due_in(&story, 5), ["phq-9", "wsas"]);
    assert_eq!(due_in(&story, 6), ["phq-9", "mspss", "wai-sr"]);
    assert_eq!(due_in(&story, 11), ["phq-9", "wai-sr"]);
    assert_eq!(due_in(&story, 12), ["phq-9", "mspss", "wsas", "own-scale"]);
    let short = ready_for_middle(8);
    assert_eq!(due_in(&short, 8), ["phq-9", "mspss", "wsas", "own-scale"]);
    let kept = due(&story.course, SessionNumber::Maintenance(1), &used());
    assert_eq!(kept, ["phq-9"], "a screen for risk has its reason, not its day");
}

#[test]
fn what_is_filled_for_a_session_is_not_due_in_it_any_more() {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    let next = story.course.next_number();
    let filled = answers(&mut story, next, vec![Some(1); 9], None);
    story.act(filled);
    assert!(!due(&story.course, next, &used()).contains(&"phq-9".to_owned()));
}

#[test]
fn a_contract_says_what_is_due_and_the_practice_only_without_one() {
    let mut story = ready_for_middle(12);
    let mut contract = story.course.documents.contract.clone().expect("agreed").value;
    let measured =
        |measure: &str, rhythm| Measured { measure: measure.to_owned(), rhythm: Some(rhythm) };
    contract.measured = vec![
        measured("phq-9", Rhythm::EveryFourth),
        measured("asq", Rhythm::StartEnd),
        measured("iip-32", Rhythm::EachSession),
    ];
    story.act(Command::Renegotiate { reason: "fewer forms".to_owned() });
    story.act(Command::Record(contract.into()));
    assert_eq!(due_in(&story, 2), ["phq-9"], "what is not signed says nothing yet");
    story.act(sign(Signatory::Client)).act(sign(Signatory::Therapist));
    assert_eq!(due_in(&story, 1), ["phq-9", "asq"], "what the practice does not use is not asked");
    assert!(due_in(&story, 2).is_empty());
    assert_eq!(due_in(&story, 5), ["phq-9"]);
    assert_eq!(due_in(&story, 12), ["phq-9", "asq"]);
}

#[test]
fn no_score_is_missed_where_none_was_to_be_filled() {
    let missed = |rhythm| {
        let mut story = ready_for_middle(12);
        let mut contract = story.course.documents.contract.clone().expect("agreed").value;
        contract.measured = vec![Measured { measure: "phq-9".into(), rhythm: Some(rhythm) }];
        story.act(Command::Renegotiate { reason: "fewer forms".to_owned() });
        story.act(Command::Record(contract.into()));
        story.act(sign(Signatory::Client)).act(sign(Signatory::Therapist));
        story.act(Command::OpenMiddle);
        for _ in 0..3 {
            session(&mut story, None);
        }
        let alerts = alerts(&story.course, &ReviewRules::default());
        alerts.iter().any(|alert| alert.rule == Rule::Missing)
    };
    assert!(missed(Rhythm::EachSession));
    assert!(!missed(Rhythm::StartMiddleEnd));
}

//! Measures of every kind as they are entered: what is kept, and what raises a flag.

use ipt::{
    Command, Event,
    command::Answers,
    measure::{Catalogue, Measure},
    risk::RiskSource,
    score::{Score, Unit},
    session::SessionNumber,
    wire,
};

use crate::story::*;

fn second() -> SessionNumber {
    SessionNumber::Acute(2)
}

/// A course whose second session is open.
fn open() -> Story {
    let mut story = in_middle(1);
    story.later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    story
}

fn filled(story: &Story, measure: &str, items: &[Option<u8>], total: Option<u32>) -> Command {
    let (on, session) = (day(story.today), Some(second()));
    let (measure, items) = (measure.to_owned(), items.to_vec());
    let answers = Answers { measure, on, session, items, total, ..Answers::default() };
    Command::EnterScore { answers }
}

fn some(answers: &[u8]) -> Vec<Option<u8>> {
    answers.iter().copied().map(Some).collect()
}

/// The flags that open by an answer.
fn raised(story: &Story) -> Vec<&str> {
    let by_item = story.course.open_flags().filter(|flag| flag.source == RiskSource::Item);
    by_item.map(|flag| flag.note.as_str()).collect()
}

fn last(story: &Story) -> &Score {
    &story.course.scores.last().expect("a score").score
}

#[test]
fn every_risk_item_of_every_measure_raises_a_flag() {
    let mut seen = 0;
    for measure in ipt::measure::measures() {
        for number in measure.risk_item_numbers() {
            let mut story = open();
            let mut answers: Vec<Option<u8>> = measure
                .items
                .iter()
                .map(|item| Some(if item.reverse { measure.ends(item).1 } else { 0 }))
                .collect();
            let act = filled(&story, &measure.id, &answers, None);
            story.act(act);
            assert!(raised(&story).is_empty(), "{}: nothing was said", measure.id);
            answers[number as usize - 1] = Some(1);
            if measure.id == "asq" {
                answers[4] = Some(answers[4].unwrap_or(0));
            }
            let act = filled(&story, &measure.id, &answers, None);
            story.act(act);
            assert_eq!(raised(&story), [measure.id.as_str()], "item {number}");
            assert!(story.course.safety_hold());
            seen += 1;
        }
    }
    assert_eq!(seen, 9, "PHQ-9, PHQ-A, CORE-10 and EPDS have one, the ASQ five");
}

#[test]
fn a_screen_keeps_what_it_came_to_and_a_refusal_counts_as_a_yes() {
    let mut story = open();
    let act = filled(&story, "asq", &[Some(0), Some(2), Some(0), Some(0), Some(0)], None);
    story.act(act);
    assert_eq!(last(&story).outcome.as_deref(), Some("non-acute positive screen"));
    assert_eq!(raised(&story), ["asq"]);

    let mut story = open();
    let act = filled(&story, "asq", &[Some(1), Some(0), Some(0), Some(0), Some(1)], None);
    story.act(act);
    assert_eq!(last(&story).outcome.as_deref(), Some("acute positive screen"));

    let mut story = open();
    let act = filled(&story, "asq", &[Some(0), Some(0), Some(0), Some(0), None], None);
    story.act(act);
    let score = last(&story);
    assert_eq!((score.items.as_deref(), &score.left_out[..]), (Some(&[0, 0, 0, 0][..]), &[5][..]));
    assert_eq!(score.answers(), [Some(0), Some(0), Some(0), Some(0), None]);
    assert!(raised(&story).is_empty());
    let alone = filled(&story, "asq", &[], Some(0));
    assert_eq!(story.refusal(alone), Some("measure-complete"), "a screen is not a total");
}

#[test]
fn a_screen_after_an_assessment_of_the_same_session_is_heard() {
    let mut story = open();
    let mut items = vec![0; 9];
    items[8] = 1;
    let act = filled(&story, "phq-9", &some(&items), None);
    story.act(act).act(Command::Record(risk_assessment().into()));
    assert!(!story.course.safety_hold());
    let again = filled(&story, "phq-9", &some(&items), None);
    story.act(again);
    assert_eq!(raised(&story), ["phq-9"], "the same answer of the same session raises no second");
    let screen = filled(&story, "asq", &some(&[0, 0, 1, 0, 1]), None);
    story.act(screen);
    assert_eq!(raised(&story), ["phq-9", "asq"]);
    assert!(story.course.safety_hold(), "what was said later was not assessed yet");
    story.act(Command::Record(risk_assessment().into()));
    let same = filled(&story, "asq", &some(&[0, 0, 1, 0, 0]), None);
    story.act(same);
    assert_eq!(raised(&story), ["phq-9", "asq"], "what was assessed raises no second");
    let acute = filled(&story, "asq", &[None, None, None, None, Some(1)], None);
    assert_eq!(story.refusal(acute.clone()), Some("measure-complete"));
    let context = story.context();
    let heard = ipt::decide::despite_refusal(&story.course, &acute, &context);
    assert!(heard.is_some(), "but an acute answer is heard again, also on half a form");
}

#[test]
fn a_measure_without_wording_is_a_value_with_its_risk_item() {
    let mut story = open();
    let alone = filled(&story, "epds", &[], Some(14));
    assert_eq!(story.refusal(alone), Some("risk-item-asked"));
    let mut ten = vec![None; 10];
    ten[9] = Some(1);
    let act = filled(&story, "epds", &ten, Some(14));
    story.act(act);
    assert_eq!((last(&story).total, &last(&story).risk_answers[..]), (14, &[(10, 1)][..]));
    assert_eq!(raised(&story), ["epds"]);
    let over = filled(&story, "wsas", &[], Some(41));
    assert_eq!(story.refusal(over), Some("measure-range"));

    // Of the Columbia screener only the count is known: any yes is a risk answer.
    let mut story = open();
    let none = filled(&story, "c-ssrs-screener", &[], Some(0));
    story.act(none);
    assert!(raised(&story).is_empty());
    let act = filled(&story, "c-ssrs-screener", &[], Some(1));
    story.act(act);
    assert_eq!(raised(&story), ["c-ssrs-screener"]);
}

#[test]
fn a_mean_is_kept_in_hundredths_with_its_scales() {
    let mut story = open();
    let act = filled(&story, "mspss", &some(&[7, 6, 3, 2, 7, 5, 5, 4, 4, 6, 3, 6]), None);
    story.act(act);
    let score = last(&story);
    assert_eq!((score.total, score.unit, score.shown()), (483, Unit::Hundredths, "4.83".into()));
    assert_eq!(score.scales[1], ("family".to_owned(), 300));
    let wrong = filled(&story, "mspss", &some(&[4; 12]), Some(500));
    assert_eq!(story.refusal(wrong), Some("sum-agrees"));
    let act = filled(&story, "mspss", &[], Some(525));
    story.act(act);
    assert_eq!(last(&story).shown(), "5.25", "the mean alone");
}

#[test]
fn an_estimate_is_made_only_where_the_practice_asks_for_it() {
    let mut story = open();
    let mut items = some(&[2; 9]);
    items[2] = None;
    items[8] = Some(0);
    let mut act = filled(&story, "phq-9", &items, None);
    assert_eq!(story.refusal(act.clone()), Some("measure-complete"), "strict without a word");
    let Command::EnterScore { answers } = &mut act else { unreachable!() };
    answers.prorate = true;
    story.act(act.clone());
    // Fourteen of eight answers, times nine eighths: 15.75.
    let score = last(&story);
    assert_eq!((score.total, score.prorated, &score.left_out[..]), (16, true, &[3][..]));
    assert_eq!(score.items.as_ref().map(Vec::len), Some(8), "how many were answered");
    let Command::EnterScore { answers } = &mut act else { unreachable!() };
    (answers.items[2], answers.items[8]) = (Some(2), None);
    assert_eq!(story.refusal(act), Some("measure-complete"), "never the risk item");
}

#[test]
fn a_practice_enters_its_own_measure() {
    let mut story = open();
    let act = filled(&story, "our-own", &some(&[1, 1]), None);
    assert_eq!(story.refusal(act.clone()), Some("measure-known"));
    let text = r#"{ "version": 1, "id": "our-own", "short": "Own", "title": "Own", "domain": "own",
        "citation": "Here", "licence": { "summary": "Ours" }, "attribution": "Ours",
        "items": [{ "id": "a", "text": "A" }, { "id": "b", "text": "B", "risk_at_least": 1 }],
        "options": [{ "text": "No", "score": 0 }, { "text": "Yes", "score": 1 }],
        "scoring": "sum", "range": [0, 2] }"#;
    let own = Measure::read(text).expect("sound");
    story.measures = Catalogue::default().beside(own).expect("own");
    story.act(act);
    assert_eq!((last(&story).total, raised(&story)), (2, vec!["our-own"]));
}

#[test]
fn a_score_of_before_is_stored_as_before() {
    let mut story = open();
    let act = filled(&story, "phq-9", &some(&[0; 9]), None);
    story.act(act);
    let fact = story.facts.iter().rev().find(|fact| matches!(fact.event, Event::Scored(_)));
    let stored = String::from_utf8(wire::encode(fact.expect("a score"))).expect("text");
    let kept = r#""items":[0,0,0,0,0,0,0,0,0],"total":0}}"#;
    assert!(stored.ends_with(kept), "no new field where there is nothing new: {stored}");
}

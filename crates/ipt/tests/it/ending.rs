//! The ending: named from the first session, prompted by count, and what comes after it.

use ipt::{
    Command, Phase, agenda,
    command::Answers,
    document::{RelapsePlan, outcome::MaintenanceDecision},
    risk::RiskSource,
    self_check::{CheckAt, Felt, SelfCheck, SignAnswer, Standing, signs},
    session::SessionNumber,
    summary::Summary,
};

use crate::story::*;

fn plan(story: &Story) -> RelapsePlan {
    let check = |days: i64| Some(day(story.today + days));
    RelapsePlan {
        signs_watch: vec!["I put off ringing Ida".into()],
        signs_act: vec!["I go silent".into()],
        signs_urgent: vec!["I think of dying".into()],
        check_1_month: check(30),
        check_3_months: check(91),
        agreed_on: Some(day(0)),
        ..RelapsePlan::default()
    }
}

/// A closed course, so many days after its end.
pub fn after(days: i64) -> Story {
    let mut story = ended(MaintenanceDecision::NotWanted);
    let plan = plan(&story);
    story.act(Command::Record(plan.into())).act(Command::Close).later(days);
    story
}

/// The signs of the plan, answered in order.
fn answered(felt: &[Felt]) -> SelfCheck {
    let story = ended(MaintenanceDecision::NotWanted);
    let plan = plan(&story);
    let each = signs(&plan).into_iter().zip(felt);
    let answer = |((level, sign), felt): ((_, &str), &Felt)| SignAnswer {
        level,
        sign: sign.to_owned(),
        felt: *felt,
    };
    SelfCheck { signs: each.map(answer).collect(), words: String::new() }
}

pub fn checked(felt: &[Felt]) -> Command {
    Command::CheckSelf { at: CheckAt::OneMonth, check: answered(felt), answers: None }
}

fn with_measure(story: &Story, felt: &[Felt], items: &[u8]) -> Command {
    let items = items.iter().copied().map(Some).collect();
    let (measure, on) = ("phq-9".into(), day(story.today));
    let answers = Some(Answers { measure, on, items, ..Answers::default() });
    Command::CheckSelf { at: CheckAt::OneMonth, check: answered(felt), answers }
}

pub fn hear() -> Command {
    Command::HearSelfCheck { at: CheckAt::OneMonth, what: "Rang; a talk on Monday.".into() }
}

/// A self-check that was filled, and heard.
pub fn heard() -> Story {
    let mut story = after(31);
    story.act(checked(&[Felt::Clearly, Felt::Not, Felt::Not])).act(hear());
    story
}

fn summary(story: &Story) -> Summary {
    Summary::of(&story.course, &story.rules)
}

#[test]
fn a_self_check_has_its_time_and_a_missed_one_is_only_that() {
    let standing = |days| {
        let story = after(days);
        story.course.self_check_standing(CheckAt::OneMonth, day(story.today))
    };
    assert_eq!(standing(29), Some(Standing::Ahead));
    assert_eq!(standing(30), Some(Standing::Open));
    assert_eq!(standing(58), Some(Standing::Open));
    assert_eq!(standing(59), Some(Standing::Missed));
    let missed = after(59);
    assert!(!summary(&missed).signs_back, "nothing is made of it");
    assert_eq!(missed.course.self_check_standing(CheckAt::SixMonths, day(0)), None, "not named");
    let filled = heard();
    assert_eq!(
        filled.course.self_check_standing(CheckAt::OneMonth, day(filled.today)),
        Some(Standing::Filled)
    );
    assert_eq!(filled.refusal(checked(&[Felt::Not; 3])), Some("self-check-open"), "once");
    assert_eq!(in_middle(3).course.self_check_open(day(100)), None);
}

#[test]
fn signs_that_are_back_are_said_until_somebody_notes_what_came_of_it() {
    use Felt::{Clearly, Little, Not};
    let back = |felt: [Felt; 3]| {
        let mut story = after(31);
        story.act(checked(&felt));
        assert_eq!(story.course.phase, Phase::Closed, "coming back is a new episode");
        summary(&story)
    };
    assert!(!back([Not, Not, Not]).signs_back);
    assert!(!back([Little, Not, Not]).signs_back, "one sign a little is a bad week");
    assert!(back([Little, Little, Not]).signs_back);
    assert!(back([Clearly, Not, Not]).signs_back);
    assert_eq!(back([Clearly, Not, Not]).urgency(day(0)), 2);
    assert_eq!(back([Not, Not, Not]).urgency(day(0)), 9);
    assert!(!summary(&heard()).signs_back);
}

#[test]
fn the_practices_own_figure_tells_when_a_score_is_back() {
    let scored = |items: [u8; 9], case: u32| {
        let mut story = after(31);
        story.rules = ipt::review::ReviewRules::of([(ipt::review::Figure::EarlyCase, case)]);
        let command = with_measure(&story, &[Felt::Not; 3], &items);
        story.act(command);
        assert_eq!(story.course.self_checks[0].score, Some(10));
        summary(&story).signs_back
    };
    let ten = [2, 2, 2, 2, 2, 0, 0, 0, 0];
    assert!(scored(ten, 10));
    assert!(!scored(ten, 11));
}

#[test]
fn a_risk_answer_after_the_end_raises_its_flag_which_is_assessed_and_cleared_there() {
    let mut story = after(31);
    let command = with_measure(&story, &[Felt::Not; 3], &[0, 0, 0, 0, 0, 0, 0, 0, 1]);
    story.act(command);
    let flag = story.course.open_flags().next().expect("a flag").clone();
    assert_eq!((flag.source, flag.note.as_str()), (RiskSource::Item, "phq-9"));
    assert_eq!(story.course.self_checks[0].flag, Some(flag.id));
    assert!(summary(&story).safety_hold);
    story.act(Command::Record(risk_assessment().into()));
    story.act(Command::ClearRisk { flag: flag.id, reason: "Talked.".into() });
    assert_eq!(story.course.phase, Phase::Closed);
    let again = Command::Record(risk_assessment().into());
    assert_eq!(story.refusal(again), Some("not-closed"), "only while a flag is open");
}

#[test]
fn an_urgent_sign_of_the_own_plan_is_heard_even_when_the_form_is_refused() {
    let urgent = [Felt::Not, Felt::Not, Felt::Little];
    let mut story = after(31);
    story.act(checked(&urgent));
    let flag = story.course.open_flags().next().expect("a flag");
    assert_eq!((flag.source, flag.note.as_str()), (RiskSource::Disclosure, "I think of dying"));
    let story = after(31);
    let unfinished = with_measure(&story, &urgent, &[0, 0]);
    assert_eq!(story.refusal(unfinished.clone()), Some("measure-range"));
    let heard = ipt::decide::despite_refusal(&story.course, &unfinished, &story.context());
    assert!(matches!(heard, Some(ipt::Event::RiskRaised { .. })));
    let calm = with_measure(&story, &[Felt::Not; 3], &[0, 0]);
    assert_eq!(ipt::decide::despite_refusal(&story.course, &calm, &story.context()), None);
}

#[test]
fn the_ending_is_prompted_from_four_sessions_before_the_last_and_not_before() {
    let prompted = |held: u32| {
        let story = in_middle(held);
        agenda::steps(&story.course, &story.rules).iter().any(|step| step.key == "raise-ending")
    };
    assert!(!prompted(7), "five are left after this one");
    assert!(prompted(8), "four are left");
    let planned = |n: u32, key: &str| {
        let course = in_middle(1).course;
        agenda::plan_for(&course, SessionNumber::Acute(n)).iter().any(|step| step.key == key)
    };
    assert!(planned(1, "say_end_date") && !planned(2, "say_end_date"));
    assert!(planned(9, "raise_ending") && !planned(8, "raise_ending"));
    assert!(planned(12, "goodbye") && !planned(11, "goodbye"));
}

#[test]
fn a_plan_for_staying_well_is_a_step_until_it_is_agreed() {
    let mut story = concluding();
    let done = |story: &Story| {
        let steps = agenda::steps(&story.course, &story.rules);
        steps.iter().find(|step| step.key == "write-plan").map(|step| step.done)
    };
    story.act(Command::Record(RelapsePlan::default().into()));
    assert_eq!(done(&story), Some(false), "a draft");
    let agreed_on = Some(day(story.today));
    story.act(Command::Record(RelapsePlan { agreed_on, ..RelapsePlan::default() }.into()));
    assert_eq!(done(&story), Some(true));
}

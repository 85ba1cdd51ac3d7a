//! What a variant leaves out is refused with its reason, and nothing else is.

use ipt::{
    Command, Phase,
    command::Answers,
    content::variant,
    document::{Contract, SickRole},
    homework::Homework,
    session::SessionNumber,
};

use crate::story::*;

fn refused(story: &Story, command: Command) -> Option<(&'static str, String)> {
    let refusal = ipt::decide(&story.course, command, &story.context()).err()?;
    Some((refusal.policy.code, refusal.detail.unwrap_or_default()))
}

fn task(story: &mut Story, what: &str) -> Command {
    let homework = homework(story);
    let content = Homework { what: what.into(), ..Homework::default() };
    Command::AgreeHomework { homework, session: SessionNumber::Acute(1), content }
}

/// A task in the middle phase of this variant.
pub fn task_in(code: &str, what: &str) -> (Story, Command) {
    let mut story = middle_of(code);
    let command = task(&mut story, what);
    (story, command)
}

#[test]
fn no_food_diary_in_the_middle_of_work_on_eating_and_none_of_that_elsewhere() {
    for code in ["ipt_bn", "ipt_bed"] {
        let mut story = middle_of(code);
        let diary = task(&mut story, "Keep a food diary.");
        let (policy, why) = refused(&story, diary.clone()).expect("left out");
        assert_eq!(policy, "variant-leaves-out");
        assert!(why.contains("belong to people, not to food"), "{why}");
        let people = task(&mut story, "Ring Lien after dinner.");
        assert_eq!(refused(&story, people), None);
        // At the end eating may be looked at again.
        story.act(Command::RaiseEnding { words: "Three more.".into() });
        assert_eq!(story.course.phase, Phase::Concluding);
        assert_eq!(refused(&story, diary), None);
    }
    let mut standard = in_middle(1);
    let diary = task(&mut standard, "Keep a food diary.");
    assert_eq!(refused(&standard, diary), None);
}

#[test]
fn eating_is_not_measured_in_the_middle() {
    let entered = |story: &Story| {
        let (measure, on) = ("ede-qs".to_owned(), day(story.today));
        let answers = Answers { measure, on, total: Some(12), ..Answers::default() };
        refused(story, Command::EnterScore { answers }).map(|(policy, _)| policy)
    };
    assert_eq!(entered(&middle_of("ipt_bn")), Some("variant-leaves-out"));
    assert_eq!(entered(&middle_of("ipsrt")), None);
}

#[test]
fn no_task_of_exposure_in_any_phase_of_the_work_on_trauma() {
    let mut story = middle_of("ipt_ptsd");
    for what in ["Write a trauma narrative.", "Exposure to the street where it was."] {
        let exposed = task(&mut story, what);
        let (policy, why) = refused(&story, exposed).expect(what);
        assert_eq!(policy, "variant-leaves-out");
        assert!(why.contains("without exposure"), "{why}");
    }
    let ask = task(&mut story, "Ask Ida to come along to the market.");
    assert_eq!(refused(&story, ask), None);
    story.act(Command::RaiseEnding { words: "Three more.".into() });
    let late = task(&mut story, "Listen to the recording of the trauma script.");
    assert!(refused(&story, late).is_some(), "at the end neither");
}

#[test]
fn counselling_stays_short_whatever_the_reason_and_the_limited_sick_role_says_what_goes_on() {
    let with = |minutes, sessions| {
        Command::Record(Contract { minutes: Some(minutes), ..contract(sessions) }.into())
    };
    let counselling = in_variant("ipc");
    assert_eq!(counselling.refusal(with(30, 6)), None);
    assert_eq!(counselling.refusal(with(30, 7)), Some("dose-strict"));
    assert_eq!(counselling.refusal(with(50, 6)), Some("dose-strict"));
    assert_eq!(accepted().refusal(with(60, 30)), None, "elsewhere a reason is enough");
    let sick = |kept: &[&str]| {
        let roles_kept = kept.iter().map(|kept| (*kept).to_owned()).collect();
        Command::Record(SickRole { roles_kept, ..SickRole::default() }.into())
    };
    let young = in_variant("ipt_a");
    assert_eq!(young.refusal(sick(&[])), Some("sick-role-limited"));
    assert_eq!(young.refusal(sick(&["School, without sports."])), None);
    assert_eq!(accepted().refusal(sick(&[])), None);
}

#[test]
fn each_variant_says_what_it_leaves_out_and_why() {
    for variant in variant::variants() {
        for left in &variant.leaves_out {
            assert!(!left.reason.is_empty() && !left.words.is_empty(), "{}", variant.code);
        }
    }
    let of = |code| variant::variant(code).expect("a variant of the list");
    assert!(of("ipt_standard").leaves_out.is_empty());
}

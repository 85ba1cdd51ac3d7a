//! What a variant leaves out is refused with its reason, and nothing else is.

use ipt::{
    Command, DecisionId, Fact, Phase,
    command::Answers,
    content::variant,
    decision::DecisionAnalysis,
    document::{
        Assessment, Contract, LaterLife, LostSelf, Parents, Perinatal, SickRole,
        perinatal::AroundBirth,
    },
    homework::Homework,
    session::{SessionNote, SessionNumber, Technique},
    social_rhythm::Weekday,
    technique::{ProblemSolving, RolePlay, TherapeuticRelationship},
};
use uuid::Uuid;

use crate::{
    rhythm::{monday, rhythm},
    story::*,
    techniques::recording,
};

pub fn refused(story: &Story, command: Command) -> Option<(&'static str, String)> {
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

#[test]
fn the_documents_of_a_variant_are_written_in_its_courses_alone() {
    let documents: [(&str, ipt::Document); 4] = [
        ("ipsrt", LostSelf::default().into()),
        ("ipt_a", Parents::default().into()),
        ("ipt_perinatal", Perinatal::default().into()),
        ("ipt_late_life", LaterLife::default().into()),
    ];
    for (own, document) in documents {
        for variant in variant::variants() {
            let came = in_variant(&variant.code).refusal(Command::Record(document.clone()));
            let expected = (variant.code != own).then_some("variant-has");
            assert_eq!(came, expected, "{own} in {}", variant.code);
        }
    }
}

#[test]
fn parents_come_to_the_middle_only_if_the_young_person_wishes_it_and_nothing_speaks_against_it() {
    let told = |wished| {
        let middle_on = Some(day(0));
        Command::Record(Parents { middle_wished: wished, middle_on, ..Parents::default() }.into())
    };
    let mut young = in_variant("ipt_a");
    assert_eq!(young.refusal(told(None)), Some("joint-session-wanted"));
    assert_eq!(young.refusal(told(Some(false))), Some("joint-session-wanted"));
    assert_eq!(young.refusal(told(Some(true))), Some("violence-asked"));
    let alone = Assessment { violence_asked_alone: Some(true), ..assessment() };
    young.act(Command::Record(alone.into()));
    assert_eq!(young.refusal(told(Some(true))), None);
    // At the start and at the end they are told whatever was wished for the middle.
    let start = Parents { start_on: Some(day(0)), ..Parents::default() };
    assert_eq!(in_variant("ipt_a").refusal(Command::Record(start.into())), None);
}

#[test]
fn social_rhythm_has_four_stages_and_each_says_what_it_asks() {
    let ipsrt = variant::variant("ipsrt").expect("a variant of the list");
    let phases: Vec<_> = ipsrt.stages.iter().map(|stage| stage.phase).collect();
    let four = [Phase::Initial, Phase::Middle, Phase::Concluding, Phase::Maintenance];
    assert_eq!(phases, four);
    assert!(ipsrt.stages.iter().all(|stage| !stage.asks.is_empty() && !stage.source.is_empty()));
}

#[test]
fn counselling_has_a_script_for_each_session_and_leaves_the_room_alone() {
    let ipc = variant::variant("ipc").expect("a variant of the list");
    for agreed in 3..=6 {
        for session in 1..=agreed {
            let script = ipc.plan_for(agreed, session);
            assert!(script.len() >= 2, "{session} of {agreed}");
            assert!(script.iter().all(|step| !step.say.is_empty()), "{session} of {agreed}");
        }
    }
    let standard = variant::variant("ipt_standard").expect("a variant of the list");
    assert!(standard.plan.iter().all(|step| step.say.is_empty()));
    assert!(ipc.forbids("therapeutic_relationship").is_some());
}

#[test]
fn social_rhythm_is_not_agreed_without_a_mood_stabiliser() {
    let agreeing = |with: &str| {
        let medication_and_prescriber = with.to_owned();
        Command::Record(Contract { medication_and_prescriber, ..contract(20) }.into())
    };
    for variant in variant::variants() {
        let story = in_variant(&variant.code);
        let sessions = contract(variant.sessions.usual);
        let minutes = Some(variant.minutes.max);
        let bare = Command::Record(Contract { minutes, ..sessions }.into());
        let expected = (variant.code == "ipsrt").then_some("medication-beside");
        assert_eq!(story.refusal(bare), expected, "{}", variant.code);
    }
    let rhythmic = in_variant("ipsrt");
    let refusal = ipt::decide(&rhythmic.course, agreeing(""), &rhythmic.context());
    let field = refusal.err().and_then(|refusal| refusal.field);
    assert_eq!(field, Some("medication_and_prescriber"));
    assert_eq!(rhythmic.refusal(agreeing("Lithium, Dr Osei.")), None);
}

#[test]
fn a_plan_in_another_form_is_a_task_all_the_same() {
    let solving = |one_step: &str| {
        let content = ProblemSolving { one_step: one_step.into(), ..ProblemSolving::default() };
        recording(content)
    };
    let playing = |plan: &str| {
        let content = RolePlay { plan: plan.into(), ..RolePlay::default() };
        recording(content)
    };
    let weighing = |first_step: &str| Command::WeighDecision {
        decision: DecisionId(Uuid::from_u128(4)),
        content: DecisionAnalysis { first_step: first_step.into(), ..DecisionAnalysis::default() },
    };
    let forms: [&dyn Fn(&str) -> Command; 3] = [&solving, &playing, &weighing];
    for form in forms {
        let plan = form("Begin a food diary.");
        let (policy, why) = refused(&middle_of("ipt_bed"), plan.clone()).expect("left out");
        assert_eq!(policy, "variant-leaves-out");
        assert!(why.contains("belong to people, not to food"), "{why}");
        assert_eq!(refused(&middle_of("ipt_ptsd"), plan), None);
        assert!(refused(&middle_of("ipt_ptsd"), form("Relive it aloud.")).is_some());
        assert_eq!(refused(&middle_of("ipt_bed"), form("Ask Ida to dinner.")), None);
    }
}

#[test]
fn a_technique_that_counselling_leaves_out_is_refused_with_the_reason_in_note_and_record() {
    let note = SessionNote {
        techniques: vec![Technique::TherapeuticRelationship],
        ..SessionNote::default()
    };
    let in_session = |variant| {
        let mut story = middle_of(variant);
        story.later(7).act(Command::OpenSession { on: day(14) });
        story
    };
    let record = recording(TherapeuticRelationship::default());
    for command in [write(SessionNumber::Acute(2), note), record] {
        let (policy, why) = refused(&in_session("ipc"), command.clone()).expect("left out");
        assert_eq!(policy, "variant-forbids");
        assert!(why.contains("belongs to full IPT"), "{why}");
        assert_eq!(refused(&in_session("ipt_b"), command), None);
    }
}

#[test]
fn each_variant_asks_for_what_is_its_own_as_a_next_step() {
    let keys = |story: &Story| {
        let steps = ipt::agenda::steps(&story.course, &story.rules);
        steps.into_iter().map(|step| (step.key, step.done)).collect::<Vec<_>>()
    };
    let own = ["tell-parents", "ask-around-birth", "screen-memory", "write-rhythm"];
    for variant in variant::variants() {
        let mut story = in_variant(&variant.code);
        session(&mut story, Some(18));
        let asked: Vec<_> = keys(&story).into_iter().filter(|(k, _)| own.contains(k)).collect();
        let expected = match variant.code.as_str() {
            "ipt_a" => vec![(own[0], false)],
            "ipt_perinatal" => vec![(own[1], false)],
            "ipt_late_life" => vec![(own[2], false)],
            "ipsrt" => vec![(own[3], false)],
            _ => vec![],
        };
        assert_eq!(asked, expected, "{}", variant.code);
    }
    let mut rhythmic = middle_of("ipsrt");
    assert!(keys(&rhythmic).contains(&("mourn-lost-self", false)));
    rhythmic.act(rhythm(-7, &[Weekday::Monday]).1);
    assert!(keys(&rhythmic).contains(&("write-rhythm", true)));
    let mut young = middle_of("ipt_a");
    assert!(!keys(&young).contains(&("tell-parents-end", false)));
    young.act(Command::RaiseEnding { words: "Three more.".into() });
    assert!(keys(&young).contains(&("tell-parents-end", false)));
}

#[test]
fn the_plan_of_a_session_leads_only_to_rooms_that_the_variant_has() {
    let mut own = 0;
    for variant in variant::variants() {
        for step in variant.plan.iter().chain(&variant.extra_steps) {
            let room = ipt::agenda::room_of(step).unwrap_or_default();
            let kind = ipt::DocumentKind::from_name(room);
            let others = variant::variants().iter().any(|v| kind.is_some_and(|kind| v.has(kind)));
            let has = kind.is_some_and(|kind| variant.has(kind));
            assert!(has || !others, "{} in {}", step.key, variant.code);
            assert!(room != "rhythm" || variant.social_rhythm, "{}", step.key);
            own += usize::from(has || room == "rhythm");
        }
    }
    assert!(own >= 14, "{own}");
}

/// What belongs to one variant alone, each in its course.
pub fn own() -> Vec<Fact> {
    let (mut rhythmic, week) = rhythm(0, &[Weekday::Monday, Weekday::Sunday]);
    let lost = LostSelf { before: "I sang.".into(), ..LostSelf::default() };
    let strike = Command::StrikeRhythm { week: monday(0) };
    rhythmic.act(Command::Record(lost.into())).act(week).act(strike);
    let mut facts = rhythmic.facts;
    let parents = Parents {
        start_on: Some(day(0)),
        start_who: vec!["Her mother.".into()],
        ..Parents::default()
    };
    let perinatal = Perinatal {
        now: Some(AroundBirth::Pregnant),
        birth_on: Some(day(60)),
        ..Perinatal::default()
    };
    let later = LaterLife { memory_screened: Some(true), ..LaterLife::default() };
    let documents: [(&str, ipt::Document); 3] = [
        ("ipt_a", parents.into()),
        ("ipt_perinatal", perinatal.into()),
        ("ipt_late_life", later.into()),
    ];
    for (code, document) in documents {
        let mut story = in_variant(code);
        story.act(Command::Record(document));
        facts.extend(story.facts);
    }
    facts
}

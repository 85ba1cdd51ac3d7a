//! What a variant leaves out is refused with its reason, and nothing else is.

use ipt::{
    Command, Fact, Phase,
    artefact::Artefact,
    command::Answers,
    content::variant,
    document::{
        Assessment, Contract, LaterLife, LostSelf, Parents, Perinatal, SickRole,
        perinatal::AroundBirth,
    },
    homework::Homework,
    session::SessionNumber,
    social_rhythm::{Anchor, RhythmDay, RhythmWeek, Weekday},
};
use jiff::civil::{Date, Time, time};

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

/// So many days after the first Monday of the stories.
pub fn monday(after: i64) -> Date {
    day(4 + after)
}

fn rhythm_day(weekday: Weekday, out: Time, to_bed: Time) -> RhythmDay {
    let (out_of_bed, to_bed) = (Some(out), Some(to_bed));
    RhythmDay { weekday: Some(weekday), out_of_bed, to_bed, ..RhythmDay::default() }
}

/// A week of the rhythm from so many days after a Monday.
pub fn rhythm(after: i64, days: &[Weekday]) -> (Story, Command) {
    let mut story = in_variant("ipsrt");
    story.later(11);
    let days = days.iter().map(|day| rhythm_day(*day, time(7, 0, 0, 0), time(23, 0, 0, 0)));
    let content = RhythmWeek { days: days.collect(), ..RhythmWeek::default() };
    (story, Command::WriteRhythm { week: monday(after), content })
}

#[test]
fn a_week_of_the_rhythm_has_each_day_once_and_is_of_its_variant() {
    use Weekday::{Friday, Monday};
    let (mut story, week) = rhythm(0, &[Monday, Friday]);
    let (_, elsewhere) = rhythm(0, &[Monday]);
    let (policy, names) = refused(&in_variant("ipt_standard"), elsewhere).expect("not of it");
    assert_eq!(
        (policy, names.as_str()),
        ("variant-has", "Interpersonal and social rhythm therapy")
    );
    assert_eq!(story.refusal(rhythm(0, &[Monday, Monday]).1), Some("rhythm-week"));
    assert_eq!(story.refusal(rhythm(0, &[]).1), Some("rhythm-week"));
    assert_eq!(story.refusal(rhythm(14, &[Monday]).1), Some("not-in-future"));
    story.act(rhythm(7, &[Friday]).1).act(week.clone()).act(week);
    let kept: Vec<_> = story.course.rhythms.iter().map(|k| (k.week, k.revision)).collect();
    assert_eq!(kept, [(monday(0), 2), (monday(7), 1)]);
    story.act(Command::StrikeRhythm { week: monday(7) });
    assert!(story.course.rhythm(monday(7)).is_none());
}

#[test]
fn a_night_does_not_begin_a_new_day_but_an_early_morning_does() {
    let days = vec![
        rhythm_day(Weekday::Monday, time(3, 30, 0, 0), time(23, 0, 0, 0)),
        rhythm_day(Weekday::Tuesday, time(7, 0, 0, 0), time(0, 30, 0, 0)),
    ];
    let week = RhythmWeek { days, ..RhythmWeek::default() };
    let spread = |anchor| week.spread(anchor).map(|s| (s.from, s.to, s.days));
    assert_eq!(spread(Anchor::OutOfBed), Some((210, 420, 2)));
    assert_eq!(spread(Anchor::ToBed), Some((1380, 1470, 2)));
    assert_eq!(spread(Anchor::Dinner), None);
    // What was typed comes back as it was typed.
    let form = week.to_form();
    assert_eq!(form.get("days.1.to_bed"), Some(&vec!["00:30".to_owned()]));
    assert_eq!(RhythmWeek::read(&form), Ok(week));
    let wrong = [
        ("days.0.weekday".to_owned(), vec!["monday".to_owned()]),
        ("days.0.dinner".to_owned(), vec!["late".to_owned()]),
    ];
    assert!(RhythmWeek::read(&wrong.into()).is_err());
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
            assert!(ipc.plan_for(agreed, session).len() >= 2, "{session} of {agreed}");
        }
    }
    assert!(ipc.forbids("therapeutic_relationship").is_some());
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

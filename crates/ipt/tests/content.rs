//! The clinical content, and the session plans at every length.

use ipt::{
    Area, Code, Dialect,
    content::{
        self, LONGEST_TEXT, evidence,
        finding::{self, Route},
        homework, psychoeducation, source, strategy, technique,
        variant::{self, PlanPhase, Variant},
    },
    session::Technique,
};

#[test]
fn all_content_can_be_used() {
    assert_eq!(content::check(), Ok(()));
    let versions = content::versions().expect("check has passed");
    assert_eq!(versions.len(), 9 + variant::variants().len());
    assert!(versions.iter().all(|(_, version)| *version >= 1));
}

#[test]
fn a_source_is_found_by_its_number() {
    assert!(source::source("S10").is_some_and(|s| s.weak && s.text.contains("termination")));
    assert_eq!(source::source("S999"), None);
}

#[test]
fn the_four_areas_have_guides() {
    for area in Area::ALL {
        let guide = strategy::guide(*area);
        assert_eq!(guide.code, *area);
        assert!(guide.prompts.len() >= 5, "{area:?}");
        assert!(guide.strategies.len() >= 4, "{area:?}");
        for list in [&guide.diagnose, &guide.goals, &guide.pitfalls] {
            assert!(!list.is_empty(), "{area:?}");
        }
        assert!(guide.progress.len() >= 3, "{area:?}");
        for technique in &guide.techniques {
            assert!(technique::guide(*technique).is_some(), "{technique:?}");
        }
    }
    let deficits = strategy::guide(Area::InterpersonalDeficits);
    assert_eq!(deficits.name(Dialect::KlermanWeissman), "interpersonal deficits");
    assert_eq!(deficits.name(Dialect::StuartRobertson), "interpersonal sensitivity");
}

#[test]
fn the_fourteen_techniques_have_guides() {
    assert_eq!(technique::guides().len(), 14);
    for technique in Technique::ALL {
        assert!(technique::guide(*technique).is_some_and(|guide| guide.steps.len() >= 3));
    }
    let joint = technique::guide(Technique::JointSession).expect("just seen");
    assert!(joint.steps[0].contains("violence"), "safety is asked before anything else");
}

#[test]
fn findings_lead_where_the_domain_page_says() {
    use Route::*;
    for (code, route) in [
        ("imminent_risk", Stop),
        ("mania", Stop),
        ("psychosis", Stop),
        ("cognitive_loss", Stop),
        ("psychotic_depression", NotAlone),
        ("bipolar", NotAlone),
        ("substances", TreatFirst),
        ("bulimia_binge", SecondLine),
        ("anorexia", SecondLine),
        ("ocd", TreatFirst),
        ("borderline_self_harm", Adapt),
        ("ptsd", Consider),
        ("social_anxiety_panic", SecondLine),
        ("prolonged_grief", SecondLine),
        ("chronic", Consider),
        ("no_event_few_ties", Consider),
        ("inert_prefers_tasks", Consider),
        ("violence", SafetyFirst),
        ("no_interpersonal_wish", Respect),
    ] {
        assert_eq!(finding::finding(code).map(|finding| finding.route), Some(route), "{code}");
    }
    assert_eq!(finding::findings().len(), 19);
    assert_eq!(finding::finding("nothing"), None);
}

#[test]
fn evidence_is_honest_about_what_was_not_found() {
    let row = |condition: &str| {
        let mut rows = evidence::evidence().iter();
        rows.find(|row| row.condition.starts_with(condition)).map(|row| row.result.as_str())
    };
    assert_eq!(evidence::evidence().len(), 23);
    assert!(row("Later life (70").is_some_and(|result| result.contains("no benefit")));
    assert!(row("Counselling by lay").is_some_and(|result| result.contains("No difference")));
}

#[test]
fn pieces_are_two_to_four_sentences() {
    for key in ["depression", "treatable", "mood_and_events", "what_ipt_is", "sick_role"] {
        assert!(psychoeducation::piece(key).is_some(), "{key}");
    }
    for key in ["time_limit", "sessions", "ending"] {
        assert!(psychoeducation::piece(key).is_some(), "{key}");
    }
    for piece in psychoeducation::pieces() {
        let sentences = piece.body.matches(['.', '?', '!']).count();
        assert!((2..=4).contains(&sentences), "{}: {sentences}", piece.key);
        assert!(piece.body.chars().count() <= LONGEST_TEXT);
    }
}

#[test]
fn tasks_are_offered_by_area_and_phase() {
    assert!(homework::library().len() >= 40, "{}", homework::library().len());
    for area in Area::ALL {
        for phase in [PlanPhase::Initial, PlanPhase::Middle, PlanPhase::Concluding] {
            let here = |task: &&homework::Task| task.area == Some(*area) && task.phase == phase;
            let own = homework::library().iter().filter(here).count();
            assert!(own >= 2, "{area:?} {phase:?}: {own}");
        }
        let own = homework::library().iter().filter(|task| task.area == Some(*area));
        assert!(own.count() >= 4, "{area:?}");
        for phase in [PlanPhase::Initial, PlanPhase::Middle, PlanPhase::Concluding] {
            let offered = homework::tasks_in(&[*area], phase);
            assert!(!offered.is_empty(), "{area:?} {phase:?}");
            let fits = |task: &&homework::Task| task.area.is_none_or(|own| own == *area);
            assert!(offered.iter().all(fits));
        }
    }
    assert!(homework::tasks(&[]).iter().all(|task| task.area.is_none()));
}

// ---------------------------------------------------------------- session plans

const LENGTHS: std::ops::RangeInclusive<u32> = 3..=20;

fn keys(variant: &'static Variant, n: u32, session: u32) -> Vec<&'static str> {
    let steps = variant.plan_for(n, session).into_iter();
    steps.map(|step| step.key.as_str()).collect()
}

fn when(variant: &'static Variant, n: u32, key: &str) -> Vec<u32> {
    (1..=n).filter(|session| keys(variant, n, *session).contains(&key)).collect()
}

#[test]
fn the_variants_have_their_doses() {
    let dose = |v: &Variant| (v.sessions.min, v.sessions.usual, v.sessions.max, v.minutes.max);
    let doses: Vec<_> = variant::variants().iter().map(|v| (v.code.as_str(), dose(v))).collect();
    assert_eq!(
        doses,
        [
            ("ipt_standard", (12, 16, 20, 50)),
            ("ipt_b", (6, 8, 10, 50)),
            ("ipc", (3, 6, 6, 30)),
            ("ipt_a", (12, 12, 16, 50)),
            ("ipt_perinatal", (8, 12, 12, 50)),
            ("ipt_late_life", (12, 16, 20, 50)),
            ("ipsrt", (16, 20, 24, 60)),
            ("ipt_bn", (16, 19, 20, 50)),
            ("ipt_bed", (16, 20, 20, 50)),
            ("ipt_ptsd", (12, 14, 16, 50)),
        ]
    );
    assert!(variant::standard().may_taper(Dialect::StuartRobertson));
    assert!(!variant::standard().may_taper(Dialect::KlermanWeissman));
    assert!(variant::variants().iter().all(|v| v.measures == ["phq-9", "gad-7"]));
    assert_eq!(variant::variant("ipt_x"), None);
}

#[test]
fn the_usual_course_is_the_plan_as_written() {
    for variant in variant::variants() {
        let usual = variant.sessions.usual;
        for step in variant.plan.iter().chain(&variant.extra_steps) {
            let written: Vec<u32> = (step.from..=step.to).collect();
            assert_eq!(when(variant, usual, &step.key), written, "{} {}", variant.code, step.key);
        }
    }
}

#[test]
fn at_every_length_no_session_is_empty_and_no_step_is_lost() {
    for variant in variant::variants() {
        for n in LENGTHS {
            for session in 1..=n {
                assert!(!keys(variant, n, session).is_empty(), "{} {session}/{n}", variant.code);
            }
            for step in variant.plan.iter().chain(&variant.extra_steps) {
                let held = when(variant, n, &step.key);
                assert!(!held.is_empty(), "{} of {n}: {} is lost", variant.code, step.key);
                if step.from == step.to {
                    assert_eq!(held.len(), 1, "{} of {n}: {}", variant.code, step.key);
                }
            }
            assert_eq!(when(variant, n, "assess"), [1]);
            assert_eq!(when(variant, n, "ask_risk"), [1]);
            assert_eq!(when(variant, n, "goodbye"), [n]);
            assert_eq!(when(variant, n, "mid_review"), [n.div_ceil(2)]);
        }
    }
}

#[test]
fn the_ending_is_raised_in_time_at_every_length() {
    for variant in variant::variants() {
        for n in LENGTHS {
            let raised = when(variant, n, "raise_ending")[0];
            // The last date is said in the first session, and what it brings up is asked from when
            // it was raised, never before.
            assert_eq!(when(variant, n, "say_end_date"), [1], "{} of {n}", variant.code);
            let felt = when(variant, n, "feelings_about_ending");
            assert!(felt.iter().all(|at| *at >= raised), "{} of {n}: {felt:?}", variant.code);
            let latest = n - variant.ending_from_end.min(n - 1);
            assert!(raised <= latest, "{} of {n}: raised in {raised}", variant.code);
        }
    }
}

#[test]
fn beginning_and_ending_keep_their_length_and_the_middle_stretches() {
    use PlanPhase::*;
    let standard = variant::standard();
    let phases = |n| [Initial, Middle, Concluding].map(|phase| standard.sessions_of(phase, n));
    assert_eq!(phases(16), [1..=4, 5..=12, 13..=16]);
    assert_eq!(phases(12), [1..=4, 5..=8, 9..=12]);
    assert_eq!(phases(20), [1..=4, 5..=16, 17..=20]);
    assert_eq!(phases(9), [1..=4, 5..=5, 6..=9]);
    assert_eq!(phases(8), [1..=4, 5..=5, 6..=8]);
    assert_eq!(phases(3), [1..=1, 2..=2, 1..=3]);
    assert_eq!(when(standard, 20, "formulation"), [4]);
    assert_eq!(when(standard, 20, "focus_incident"), (5..=16).collect::<Vec<_>>());
    assert_eq!(when(standard, 20, "raise_ending"), [17]);
    assert_eq!(when(standard, 12, "raise_ending"), [9]);
    for variant in variant::variants() {
        for n in LENGTHS {
            assert!(!variant.sessions_of(Middle, n).is_empty(), "{} of {n}", variant.code);
        }
    }
}

#[test]
fn a_session_outside_the_course_has_no_plan() {
    for (n, session) in [(0, 0), (0, 1), (16, 0), (16, 17), (u32::MAX, 0)] {
        assert!(keys(variant::standard(), n, session).is_empty(), "{session}/{n}");
    }
    let longest = keys(variant::standard(), u32::MAX, u32::MAX);
    assert!(longest.contains(&"goodbye") && !longest.contains(&"focus_incident"));
    assert!(keys(variant::standard(), 1, 1).contains(&"goodbye"));
    assert!(keys(variant::standard(), 2, 2).contains(&"goodbye"));
}

#[test]
fn variants_bring_what_is_their_own() {
    let of = |code| variant::variant(code).expect("a variant of the list");
    for n in 12..=16 {
        assert_eq!(when(of("ipt_a"), n, "ipt_a_parents_start"), [1]);
        assert_eq!(when(of("ipt_a"), n, "ipt_a_parents_end"), [n]);
        assert!(!when(of("ipt_a"), n, "ipt_a_parents_middle").contains(&1));
    }
    assert_eq!(when(of("ipc"), 3, "ipc_triage"), [1]);
    assert_eq!(when(of("ipt_late_life"), 16, "late_life_screen"), [1]);
    assert_eq!(when(of("ipt_perinatal"), 12, "perinatal_prescriber"), [2]);
    for n in 16..=24 {
        assert_eq!(when(of("ipsrt"), n, "ipsrt_stage_initial"), [1, 2, 3, 4]);
        assert_eq!(when(of("ipsrt"), n, "ipsrt_stage_maintenance"), [n]);
        let grief = when(of("ipsrt"), n, "ipsrt_lost_healthy_self");
        assert_eq!((grief[0], grief[grief.len() - 1]), (5, n - 4), "all through the middle");
    }
    assert!(of("ipc").forbids("therapeutic_relationship").is_some());
    assert!(of("ipt_standard").forbids("therapeutic_relationship").is_none());
}

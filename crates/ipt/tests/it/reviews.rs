//! The figures that a practice sets for the review rules, and what is decided on their alerts.

use ipt::{
    Code, Command,
    alert::{self, Alert, Rule, alerts},
    content::review_rule::bounds,
    review::{AlertDecision, AlertReview, Figure, LookedAt, ReviewRules},
    session::SessionNumber,
    summary::Summary,
};

use crate::{alerts::course, story::*};

fn at(rule: Rule, n: u32) -> Alert {
    Alert { session: SessionNumber::Acute(n), rule }
}

fn content(decision: AlertDecision) -> AlertReview {
    AlertReview {
        seen: "Hardly any change.".into(),
        decision: Some(decision),
        reasons: "The focus was agreed today.".into(),
        ..AlertReview::default()
    }
}

fn decide(alert: Alert, content: AlertReview) -> Command {
    Command::DecideAlert { alert, content }
}

/// Flat until session 4; R1 is decided so, or another rule is.
pub fn flat(rule: Rule, decision: AlertDecision, reasons: &str) -> (Story, Command) {
    let content = AlertReview { reasons: reasons.into(), ..content(decision) };
    (course(&[Some(18); 4]), decide(at(rule, 4), content))
}

/// Flat until session 4; the review holds for so many days.
pub fn until(days: i64) -> (Story, Command) {
    let story = course(&[Some(18); 4]);
    let until = Some(day(story.today + days));
    let content = AlertReview { until, ..content(AlertDecision::CarryOn) };
    (story, decide(at(Rule::Early, 4), content))
}

/// Worse at session 2; reviewed with this looked at.
pub fn worse(looked_at: &[LookedAt]) -> (Story, Command) {
    let looked_at = looked_at.to_vec();
    let content = AlertReview { looked_at, ..content(AlertDecision::SameWeek) };
    (course(&[Some(9), Some(14)]), decide(at(Rule::Worse, 2), content))
}

/// Flat until session 4, and decided.
pub fn decided() -> Story {
    let mut story = course(&[Some(18); 4]);
    story.act(decide(at(Rule::Early, 4), content(AlertDecision::Supervisor)));
    story
}

#[test]
fn each_figure_is_held_within_its_bounds_on_both_sides() {
    assert_eq!(ReviewRules::default().wrong(), []);
    for figure in Figure::ALL {
        let (min, max) = (bounds(*figure).min, bounds(*figure).max);
        let set = |value| match figure {
            // The last session of R1 is not before its first.
            Figure::EarlyFrom => ReviewRules::of([(*figure, value), (Figure::EarlyTo, 6)]),
            Figure::EarlyTo => ReviewRules::of([(Figure::EarlyFrom, 3), (*figure, value)]),
            _ => ReviewRules::of([(*figure, value)]),
        };
        for within in [min, max] {
            assert_eq!(set(within).wrong(), [], "{figure:?} {within}");
            assert_eq!(set(within).get(*figure), within);
        }
        for outside in [min.wrapping_sub(1), max + 1] {
            assert_eq!(set(outside).wrong(), [*figure], "{figure:?} {outside}");
        }
    }
    let crossed = ReviewRules::of([(Figure::EarlyFrom, 6), (Figure::EarlyTo, 5)]);
    assert_eq!(crossed.wrong(), [Figure::EarlyTo]);
    assert_eq!(Figure::of(Rule::Risk).count(), 0, "R6 has nothing to set");
}

#[test]
fn the_figures_are_those_of_the_domain_page() {
    let rules = ReviewRules::default();
    let figures: Vec<u32> = Figure::ALL.iter().map(|figure| rules.get(*figure)).collect();
    assert_eq!(figures, [4, 5, 20, 10, 5, 5, 1, 5, 3, 2]);
    assert_eq!(serde_json::to_string(&rules).expect("stored"), "{}");
    assert_eq!(ReviewRules::of([(Figure::MidPoints, 5)]), rules, "as on the page is not set");
}

/// Whether a rule speaks at the last of these sessions.
fn speaks(rule: Rule, figures: &[(Figure, u32)], scores: &[Option<u32>]) -> bool {
    let rules = ReviewRules::of(figures.iter().copied());
    let story = course(scores);
    let last = at(rule, u32::try_from(scores.len()).expect("few"));
    alerts(&story.course, &rules).contains(&last)
}

#[test]
fn each_rule_speaks_on_one_side_of_its_edge() {
    let flat = |score: u32, n: usize| vec![Some(score); n];
    // R1: sessions 3 to 6, a fall under 40 %, a score from 12 on.
    let early = [
        (Figure::EarlyFrom, 3),
        (Figure::EarlyTo, 6),
        (Figure::EarlyFall, 40),
        (Figure::EarlyCase, 12),
    ];
    for (n, speaking) in [(2, false), (3, true), (6, true), (7, false)] {
        assert_eq!(speaks(Rule::Early, &early, &flat(20, n)), speaking, "session {n}");
    }
    for (last, speaking) in [(13, true), (12, false)] {
        let scores = [Some(20), Some(20), Some(last)];
        assert_eq!(speaks(Rule::Early, &early, &scores), speaking, "{last}");
    }
    for (score, speaking) in [(12, true), (11, false)] {
        assert_eq!(speaks(Rule::Early, &early, &flat(score, 3)), speaking, "{score}");
    }
    // R2: a fall under 10 points by the sixth of twelve.
    for (last, speaking) in [(11, true), (10, false)] {
        let scores = [Some(20), Some(20), Some(20), Some(20), Some(20), Some(last)];
        assert_eq!(speaks(Rule::Mid, &[(Figure::MidPoints, 10)], &scores), speaking, "{last}");
    }
    // R3: three points over the baseline; over two sessions ago only where that is on.
    for (last, speaking) in [(12, false), (13, true)] {
        let scores = [Some(10), Some(last)];
        assert_eq!(speaks(Rule::Worse, &[(Figure::WorsePoints, 3)], &scores), speaking, "{last}");
    }
    for (on, speaking) in [(1, true), (0, false)] {
        let scores = [Some(20), Some(10), Some(10), Some(16)];
        assert_eq!(speaks(Rule::Worse, &[(Figure::WorseTwoAgo, on)], &scores), speaking, "{on}");
    }
    // R4: two sessions below 4.
    let well = [(Figure::WellBelow, 4), (Figure::WellSessions, 2)];
    for (scores, speaking) in [([9, 3, 3], true), ([9, 4, 3], false), ([9, 9, 3], false)] {
        assert_eq!(speaks(Rule::DoneEarly, &well, &scores.map(Some)), speaking, "{scores:?}");
    }
    // R5: one session without a score, or four.
    let missing = |many| [(Figure::MissingSessions, many)];
    assert!(speaks(Rule::Missing, &missing(1), &[Some(9), None]));
    assert!(!speaks(Rule::Missing, &missing(4), &[Some(9), None, None, None]));
    assert!(speaks(Rule::Missing, &missing(4), &[Some(9), None, None, None, None]));
}

#[test]
fn an_alert_waits_for_its_review_however_long_and_is_then_quiet() {
    let mut story = course(&[Some(18), Some(18), Some(18), Some(18), Some(9)]);
    let early = at(Rule::Early, 4);
    assert_eq!(alert::waiting(&story.course, &story.rules), [early]);
    assert_eq!(Summary::of(&story.course, &story.rules).alerts, [Rule::Early], "nor passes it");
    story.act(decide(early, content(AlertDecision::CarryOn)));
    assert_eq!(alert::waiting(&story.course, &story.rules), []);
    assert_eq!(Summary::of(&story.course, &story.rules).alerts, []);
    let kept = story.course.review(early).expect("kept");
    assert_eq!((kept.by, kept.revision), (RUTH, 1));
    assert_eq!(kept.figures, story.rules.figures(Rule::Early));
    story.act(decide(early, content(AlertDecision::Supervisor)));
    assert_eq!(story.course.review(early).map(|kept| kept.revision), Some(2));
    assert_eq!(story.course.reviews.len(), 1);
}

#[test]
fn what_was_decided_stays_when_the_figures_change() {
    let mut story = decided();
    let (early, then) = (at(Rule::Early, 4), story.rules.figures(Rule::Early));
    assert_eq!(Summary::of(&story.course, &story.rules).reviewed, [Rule::Early]);
    story.rules = ReviewRules::of([(Figure::EarlyFrom, 6), (Figure::EarlyTo, 6)]);
    assert_eq!(alerts(&story.course, &story.rules), []);
    assert_eq!(alert::listed(&story.course, &story.rules), [early]);
    let again = content(AlertDecision::CarryOn);
    story.act(decide(early, again));
    assert_eq!(story.course.review(early).map(|kept| kept.figures.clone()), Some(then));
}

#[test]
fn a_decision_holds_for_later_alerts_until_its_day_but_not_for_what_got_worse() {
    let mut story = course(&[Some(18); 4]);
    let until = |days| AlertReview { until: Some(days), ..content(AlertDecision::CarryOn) };
    let in_a_week = day(story.today + 7);
    story.act(decide(at(Rule::Early, 4), until(in_a_week)));
    session(&mut story, Some(18));
    assert_eq!(story.course.sessions.last().map(|s| s.on), Some(in_a_week));
    assert_eq!(alert::waiting(&story.course, &story.rules), []);
    let mut short = course(&[Some(18); 4]);
    short.act(decide(at(Rule::Early, 4), until(day(short.today + 6))));
    session(&mut short, Some(18));
    assert_eq!(alert::waiting(&short.course, &short.rules), [at(Rule::Early, 5)]);
    let mut worse = course(&[Some(9), Some(9), Some(14)]);
    let safe = AlertReview { looked_at: vec![LookedAt::Safety], ..until(day(worse.today + 59)) };
    let safe = AlertReview { decision: Some(AlertDecision::SameWeek), ..safe };
    worse.act(decide(at(Rule::Worse, 3), safe));
    session(&mut worse, Some(15));
    assert!(alert::waiting(&worse.course, &worse.rules).contains(&at(Rule::Worse, 4)));
}

#[test]
fn nothing_is_dismissed_without_a_reason_and_each_rule_has_its_own_ways() {
    let story = course(&[Some(18); 4]);
    let early = at(Rule::Early, 4);
    for decision in [AlertDecision::SetAside, AlertDecision::CarryOn] {
        let silent = AlertReview { reasons: " \n".into(), ..content(decision) };
        let refusal = ipt::decide(&story.course, decide(early, silent), &story.context())
            .expect_err("no reason");
        assert_eq!((refusal.policy.code, refusal.field), ("alert-reasoned", Some("reasons")));
    }
    for (alert, decision, refused) in [
        (early, AlertDecision::SetAside, None),
        (early, AlertDecision::OfferEarlyEnd, Some("alert-decision-fits")),
        (at(Rule::Early, 3), AlertDecision::CarryOn, Some("alert-stands")),
        (at(Rule::Mid, 4), AlertDecision::CarryOn, Some("alert-at-half")),
        (at(Rule::Risk, 4), AlertDecision::SetAside, Some("alert-of-risk")),
    ] {
        assert_eq!(story.refusal(decide(alert, content(decision))), refused, "{alert}");
    }
    let (worse, _) = worse(&[]);
    let aside = decide(at(Rule::Worse, 2), content(AlertDecision::SetAside));
    assert_eq!(worse.refusal(aside), None, "a score entered wrongly says nothing of safety");
}

#[test]
fn an_alert_is_read_from_its_address() {
    for alert in
        [at(Rule::Early, 4), Alert { session: SessionNumber::Maintenance(1), ..at(Rule::Worse, 1) }]
    {
        assert_eq!(alert.to_string().parse::<Alert>().ok(), Some(alert));
    }
    for wrong in ["", "r1", "r7-3", "r1-0", "4-r1"] {
        assert!(wrong.parse::<Alert>().is_err(), "{wrong}");
    }
    assert_eq!(AlertDecision::offered(Rule::Risk), None);
    for rule in [Rule::Early, Rule::Worse, Rule::DoneEarly, Rule::Missing] {
        let offered = AlertDecision::offered(rule).expect("decided here").all;
        assert!(offered.contains(&AlertDecision::SetAside.code()));
        assert!(offered.iter().all(|code| AlertDecision::from_code(code).is_some()), "{rule:?}");
    }
}

#[test]
fn what_was_set_aside_stands_for_no_other_alert_and_for_no_other_score() {
    let mut story = course(&[Some(9), Some(14), Some(15)]);
    let aside = || content(AlertDecision::SetAside);
    story.act(decide(at(Rule::Worse, 3), aside()));
    let waiting = alert::waiting(&story.course, &ReviewRules::default());
    assert_eq!(waiting, [at(Rule::Worse, 2)], "a later slip hides nothing before it");
    let safe =
        AlertReview { looked_at: vec![LookedAt::Safety], ..content(AlertDecision::SameWeek) };
    story.act(decide(at(Rule::Worse, 2), safe));
    assert!(alert::waiting(&story.course, &ReviewRules::default()).is_empty());
    let number = SessionNumber::Acute(3);
    let corrected = answers(&mut story, number, Vec::new(), Some(16));
    let Command::EnterScore { answers: mut anew } = corrected else { unreachable!() };
    anew.items = (0..9).map(|n| (n == 8).then_some(0)).collect();
    story.act(Command::EnterScore { answers: anew });
    let waiting = alert::waiting(&story.course, &ReviewRules::default());
    assert_eq!(waiting, [at(Rule::Worse, 3)], "another score is looked at anew");
}

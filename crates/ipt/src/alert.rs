//! The review rules R1 to R6: when a course asks for a second look.
//!
//! The rules are a proposal of OpenIPT (domain page §7), each with its evidence there. They open
//! a talk; they close nothing, and they say nothing of why a score moved.

use crate::{
    Course,
    session::{Session, SessionNumber},
};

/// The measure that the rules read. Source: domain page §7.
pub const DEPRESSION: &str = "phq-9";
/// A change that matters to a person, in PHQ-9 points. Source: S57.
pub const MATTERS: u32 = 5;
/// Caseness on the PHQ-9. Source: S58.
pub const CASE: u32 = 10;
/// Remission lies below this PHQ-9 score. General knowledge (domain page §7).
pub const REMISSION: u32 = 5;
/// The early fall, in percent of the baseline, below which R1 speaks. OpenIPT design.
pub const EARLY_FALL_PERCENT: u32 = 20;

codes! {
    /// The review rules.
    pub enum Rule: "rule" {
        /// R1: sessions 4-5, fall under 20% and still a case.
        Early = "r1",
        /// R2: half way, fall under 5 points.
        Mid = "r2",
        /// R3: 5 points more than at the start, or than two sessions ago.
        Worse = "r3",
        /// R4: in remission three sessions running.
        DoneEarly = "r4",
        /// R5: no score two sessions running.
        Missing = "r5",
        /// R6: a risk answer or a disclosure.
        Risk = "r6",
    }
}

/// A rule that speaks, and the session at which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alert {
    /// The session.
    pub session: SessionNumber,
    /// The rule.
    pub rule: Rule,
}

/// Every alert of a course so far, in the order of its sessions.
pub fn alerts(course: &Course) -> Vec<Alert> {
    let (acute, maintenance): (Vec<&Session>, Vec<&Session>) = course
        .sessions
        .iter()
        .partition(|session| matches!(session.number, SessionNumber::Acute(_)));
    let score =
        |session: &&Session| course.score_at(DEPRESSION, session.number).map(|score| score.total);
    let scores: Vec<Option<u32>> = acute.iter().map(score).collect();
    let mut alerts: Vec<Alert> = Vec::new();
    let mut say = |session: &Session, rules: Vec<Rule>| {
        alerts.extend(rules.into_iter().map(|rule| Alert { session: session.number, rule }));
    };
    for (index, session) in acute.iter().enumerate() {
        say(session, while_acute(course, &scores, index));
    }
    // Maintenance starts from where acute treatment ended.
    let reached = scores.iter().rev().flatten().next().copied();
    let kept: Vec<Option<u32>> = maintenance.iter().map(score).collect();
    for (index, session) in maintenance.iter().enumerate() {
        say(session, always(&kept, index, reached));
    }
    alerts.extend(course.flags.iter().map(|flag| {
        let session = flag.session.unwrap_or(SessionNumber::Acute(1));
        Alert { session, rule: Rule::Risk }
    }));
    alerts.sort();
    alerts.dedup();
    alerts
}

/// The rules that speak in any phase: R5, no score two sessions running; R3, worse than at the
/// baseline or two sessions ago.
fn always(scores: &[Option<u32>], index: usize, baseline: Option<u32>) -> Vec<Rule> {
    let Some(score) = scores[index] else {
        let missing = index > 0 && scores[index - 1].is_none();
        return if missing { vec![Rule::Missing] } else { Vec::new() };
    };
    let two_ago = index.checked_sub(2).and_then(|earlier| scores[earlier]);
    let rose = |from: u32| score >= from + MATTERS;
    let worse = baseline.is_some_and(rose) || two_ago.is_some_and(rose);
    if worse { vec![Rule::Worse] } else { Vec::new() }
}

/// The rules that speak at the acute session of this index.
fn while_acute(course: &Course, scores: &[Option<u32>], index: usize) -> Vec<Rule> {
    let baseline = scores.iter().flatten().next().copied();
    let mut rules = always(scores, index, baseline);
    let (Some(score), Some(baseline)) = (scores[index], baseline) else { return rules };
    let number = index + 1;
    let fall = baseline.saturating_sub(score);
    if (4..=5).contains(&number) && fall * 100 < baseline * EARLY_FALL_PERCENT && score >= CASE {
        rules.push(Rule::Early);
    }
    if Some(index) == half_way(course, scores) && number > 2 && fall < MATTERS {
        rules.push(Rule::Mid);
    }
    let last_three = index.checked_sub(2).map(|from| &scores[from..=index]);
    if last_three.is_some_and(|three| three.iter().all(|s| s.is_some_and(|s| s < REMISSION))) {
        rules.push(Rule::DoneEarly);
    }
    rules
}

/// The index of the session at which R2 looks: the first with a score from half way on.
fn half_way(course: &Course, scores: &[Option<u32>]) -> Option<usize> {
    let half = usize::try_from(course.sessions_agreed().div_ceil(2)).unwrap_or(usize::MAX);
    (half.saturating_sub(1)..scores.len()).find(|index| scores[*index].is_some())
}

/// Whether the course did not move by [`MATTERS`] points by its half (R2), and has not since.
pub fn non_response(course: &Course) -> bool {
    let of_session = |session: &Session| {
        matches!(session.number, SessionNumber::Acute(_))
            .then(|| course.score_at(DEPRESSION, session.number))
            .flatten()
            .map(|score| score.total)
    };
    let scores: Vec<u32> = course.sessions.iter().filter_map(of_session).collect();
    let moved = match (scores.first(), scores.last()) {
        (Some(first), Some(last)) => first.saturating_sub(*last) >= MATTERS,
        _ => false,
    };
    !moved && alerts(course).iter().any(|alert| alert.rule == Rule::Mid)
}

/// Whether R2 spoke and nobody has decided since how to go on.
pub fn decision_waits(course: &Course) -> bool {
    let half = course.sessions_agreed().div_ceil(2);
    let decided = course.non_response_decided_at.is_some_and(|held| held >= half);
    non_response(course) && !decided
}

/// The alerts that belong to the latest session: what a caseload shows.
pub fn current(course: &Course) -> Vec<Rule> {
    let latest = course.sessions.last().map(|session| session.number);
    alerts(course)
        .into_iter()
        .filter(|alert| Some(alert.session) == latest)
        .filter(|alert| alert.rule != Rule::Risk || course.open_flags().next().is_some())
        .map(|alert| alert.rule)
        .collect()
}

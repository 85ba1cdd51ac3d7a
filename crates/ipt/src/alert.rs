//! The review rules R1 to R6: when a course asks for a second look.
//!
//! The rules are a proposal of OpenIPT (domain page §7), each with its evidence there. They open
//! a talk; they close nothing, and they say nothing of why a score moved.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Code, Course, Phase,
    content::schedule,
    review::{AlertDecision, Figure, KeptReview, ReviewRules},
    session::{NotASession, Session, SessionNumber},
};

/// The measure that the rules read. Source: domain page §7.
pub const DEPRESSION: &str = "phq-9";
/// Remission lies below this PHQ-9 score, unless the practice says otherwise. General knowledge
/// (domain page §7).
pub const REMISSION: u32 = 5;

codes! {
    /// The review rules.
    pub enum Rule: "rule" {
        /// R1: a small fall in the first sessions, and still a case.
        Early = "r1",
        /// R2: half way, a small fall.
        Mid = "r2",
        /// R3: more than at the start, or than two sessions ago.
        Worse = "r3",
        /// R4: in remission some sessions running.
        DoneEarly = "r4",
        /// R5: no score some sessions running.
        Missing = "r5",
        /// R6: a risk answer or a disclosure.
        Risk = "r6",
    }
}

/// A rule that speaks, and the session at which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Alert {
    /// The session.
    pub session: SessionNumber,
    /// The rule.
    pub rule: Rule,
}

/// As it stands in an address: `r1-4`.
impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.rule.code(), self.session)
    }
}

impl FromStr for Alert {
    type Err = NotASession;
    fn from_str(text: &str) -> Result<Self, NotASession> {
        let (rule, session) = text.split_once('-').ok_or(NotASession)?;
        let rule = Rule::from_code(rule).ok_or(NotASession)?;
        Ok(Self { session: session.parse()?, rule })
    }
}

/// Every alert of a course so far, by these rules, in the order of its sessions.
pub fn alerts(course: &Course, rules: &ReviewRules) -> Vec<Alert> {
    let (acute, maintenance): (Vec<&Session>, Vec<&Session>) = course
        .sessions
        .iter()
        .partition(|session| matches!(session.number, SessionNumber::Acute(_)));
    let score =
        |session: &&Session| course.score_at(DEPRESSION, session.number).map(|score| score.total);
    let scores: Vec<Option<u32>> = acute.iter().map(score).collect();
    let asked = asked(course, &acute);
    let mut alerts: Vec<Alert> = Vec::new();
    let mut say = |session: &Session, spoken: Vec<Rule>| {
        alerts.extend(spoken.into_iter().map(|rule| Alert { session: session.number, rule }));
    };
    for (index, session) in acute.iter().enumerate() {
        say(session, while_acute(course, rules, (&scores, &asked), index));
    }
    // Maintenance starts from where acute treatment ended.
    let reached = scores.iter().rev().flatten().next().copied();
    let kept: Vec<Option<u32>> = maintenance.iter().map(score).collect();
    let kept_asked = self::asked(course, &maintenance);
    for (index, session) in maintenance.iter().enumerate() {
        say(session, always(rules, (&kept, &kept_asked), index, reached));
    }
    alerts.extend(course.flags.iter().map(|flag| {
        let session = flag.session.unwrap_or(SessionNumber::Acute(1));
        Alert { session, rule: Rule::Risk }
    }));
    alerts.sort();
    alerts.dedup();
    alerts
}

/// Whether each session is one at which the measure was to be filled: the contract may ask for it
/// more seldom, or not at all.
fn asked(course: &Course, sessions: &[&Session]) -> Vec<bool> {
    let measure = [DEPRESSION.to_owned()];
    let planned = |number| !schedule::planned(course, number, &measure).is_empty();
    sessions.iter().map(|session| planned(session.number)).collect()
}

/// Whether none of the last so many sessions at which a score was to be there has one.
fn missing(scores: &[Option<u32>], asked: &[bool], index: usize, many: u32) -> bool {
    let counts = |at: &usize| asked[*at] || scores[*at].is_some();
    let many = usize::try_from(many).unwrap_or(usize::MAX);
    let last: Vec<usize> = (0..=index).rev().filter(counts).take(many).collect();
    asked[index] && last.len() == many && last.iter().all(|at| scores[*at].is_none())
}

/// So many scores up to and with the one at this index, once there are so many.
fn running(scores: &[Option<u32>], index: usize, many: u32) -> Option<&[Option<u32>]> {
    let many = usize::try_from(many).unwrap_or(usize::MAX);
    (index + 1).checked_sub(many).map(|from| &scores[from..=index])
}

/// The rules that speak in any phase: R5, no score some sessions running; R3, worse than at the
/// baseline or two sessions ago.
fn always(
    rules: &ReviewRules,
    (scores, asked): (&[Option<u32>], &[bool]),
    index: usize,
    baseline: Option<u32>,
) -> Vec<Rule> {
    let Some(score) = scores[index] else {
        let missing = missing(scores, asked, index, rules.get(Figure::MissingSessions));
        return if missing { vec![Rule::Missing] } else { Vec::new() };
    };
    let compared = rules.get(Figure::WorseTwoAgo) == 1;
    let two_ago = index.checked_sub(2).filter(|_| compared).and_then(|earlier| scores[earlier]);
    let rose = |from: u32| score >= from + rules.get(Figure::WorsePoints);
    let worse = baseline.is_some_and(rose) || two_ago.is_some_and(rose);
    if worse { vec![Rule::Worse] } else { Vec::new() }
}

/// The rules that speak at the acute session of this index.
fn while_acute(
    course: &Course,
    rules: &ReviewRules,
    (scores, asked): (&[Option<u32>], &[bool]),
    index: usize,
) -> Vec<Rule> {
    let baseline = scores.iter().flatten().next().copied();
    let mut spoken = always(rules, (scores, asked), index, baseline);
    let (Some(score), Some(baseline)) = (scores[index], baseline) else { return spoken };
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let fall = baseline.saturating_sub(score);
    let early = rules.get(Figure::EarlyFrom)..=rules.get(Figure::EarlyTo);
    let little = fall * 100 < baseline * rules.get(Figure::EarlyFall);
    if early.contains(&number) && little && score >= rules.get(Figure::EarlyCase) {
        spoken.push(Rule::Early);
    }
    let half = Some(index) == half_way(course, scores);
    if half && number > 2 && fall < rules.get(Figure::MidPoints) {
        spoken.push(Rule::Mid);
    }
    let last = running(scores, index, rules.get(Figure::WellSessions));
    let well = |score: &Option<u32>| score.is_some_and(|s| s < rules.get(Figure::WellBelow));
    if last.is_some_and(|last| last.iter().all(well)) {
        spoken.push(Rule::DoneEarly);
    }
    spoken
}

/// The index of the session at which R2 looks: the first with a score from half way on.
fn half_way(course: &Course, scores: &[Option<u32>]) -> Option<usize> {
    let half = usize::try_from(course.sessions_agreed().div_ceil(2)).unwrap_or(usize::MAX);
    (half.saturating_sub(1)..scores.len()).find(|index| scores[*index].is_some())
}

/// Whether the course did not move by enough points by its half (R2), and has not since.
pub fn non_response(course: &Course, rules: &ReviewRules) -> bool {
    let of_session = |session: &Session| {
        matches!(session.number, SessionNumber::Acute(_))
            .then(|| course.score_at(DEPRESSION, session.number))
            .flatten()
            .map(|score| score.total)
    };
    let scores: Vec<u32> = course.sessions.iter().filter_map(of_session).collect();
    let moved = match (scores.first(), scores.last()) {
        (Some(first), Some(last)) => first.saturating_sub(*last) >= rules.get(Figure::MidPoints),
        _ => false,
    };
    !moved && alerts(course, rules).iter().any(|alert| alert.rule == Rule::Mid)
}

/// Whether R2 spoke and nobody has decided since how to go on.
pub fn decision_waits(course: &Course, rules: &ReviewRules) -> bool {
    let half = course.sessions_agreed().div_ceil(2);
    let decided = course.non_response_decided_at.is_some_and(|held| held >= half);
    non_response(course, rules) && !decided
}

/// The review under which an alert stands: its own, while the score is the one that it saw; else one
/// of a later alert of the same rule, else one of an earlier that holds until a day not past at that
/// session. What got worse is looked at anew each time, and what was set aside stands for no other.
pub fn review_of(course: &Course, alert: Alert) -> Option<&KeptReview> {
    let on = course.session(alert.session).map(|session| session.on);
    let score = course.score_at(DEPRESSION, alert.session).map(|score| score.total);
    let looked = |kept: &&KeptReview| kept.review.decision != Some(AlertDecision::SetAside);
    let rule = |kept: &&KeptReview| kept.alert.rule == alert.rule;
    let same = || course.reviews.iter().rev().filter(rule).filter(looked);
    let holds = |kept: &&KeptReview| {
        let still = kept.review.until.zip(on).is_some_and(|(until, on)| on <= until);
        alert.rule != Rule::Worse && kept.alert.session < alert.session && still
    };
    course
        .review(alert)
        .filter(|own| own.score == score)
        .or_else(|| same().find(|kept| kept.alert.session > alert.session))
        .or_else(|| same().find(holds))
}

/// Every alert of the course: those that speak by these rules, and those that were decided by the
/// rules of their time.
pub fn listed(course: &Course, rules: &ReviewRules) -> Vec<Alert> {
    let mut listed = alerts(course, rules);
    listed.extend(course.reviews.iter().map(|kept| kept.alert));
    listed.sort();
    listed.dedup();
    listed
}

/// The alerts that wait for a review, the latest of each rule. None passes by itself: a later
/// session does not end the wait, a decision does.
pub fn waiting(course: &Course, rules: &ReviewRules) -> Vec<Alert> {
    let mut waiting: Vec<Alert> = Vec::new();
    if course.phase == Phase::Closed {
        return waiting;
    }
    for alert in alerts(course, rules).into_iter().rev() {
        let own_room = matches!(alert.rule, Rule::Mid | Rule::Risk);
        let later = waiting.iter().any(|other| other.rule == alert.rule);
        if !own_room && !later && review_of(course, alert).is_none() {
            waiting.push(alert);
        }
    }
    waiting.reverse();
    waiting
}

/// The rules that ask for a look now: those that wait for a review, and R2 and R6 as far as they
/// belong to the latest session. What a caseload shows.
pub fn current(course: &Course, rules: &ReviewRules) -> Vec<Rule> {
    let latest = course.sessions.last().map(|session| session.number);
    let mut current: Vec<Alert> = alerts(course, rules)
        .into_iter()
        .filter(|alert| Some(alert.session) == latest)
        .filter(|alert| match alert.rule {
            Rule::Mid => true,
            Rule::Risk => course.open_flags().next().is_some(),
            Rule::Early | Rule::Worse | Rule::DoneEarly | Rule::Missing => false,
        })
        .chain(waiting(course, rules))
        .collect();
    current.sort();
    current.into_iter().map(|alert| alert.rule).collect()
}

/// The rules whose alert at the latest session was reviewed.
pub fn reviewed(course: &Course, rules: &ReviewRules) -> Vec<Rule> {
    let latest = course.sessions.last().map(|session| session.number);
    let listed = listed(course, rules).into_iter();
    let here = listed.filter(|alert| Some(alert.session) == latest);
    here.filter(|alert| review_of(course, *alert).is_some()).map(|alert| alert.rule).collect()
}

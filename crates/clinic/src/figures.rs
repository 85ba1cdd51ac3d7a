//! The figures of the practice over its closed courses, from the sealed summaries; no course is
//! replayed. Nothing is told of fewer than [`FEW`]: a split in which a cell is smaller is not told
//! at all, for the missing cell would be what is left of the whole.

use ipt::{AccountId, alert, measure::Measure};
use outcomes::{
    Direction, Pair,
    effect::Change,
    response::{Reliable, Words},
    survival::{Curve, Interval, Observation},
};

use crate::{
    Access, Clinic, Problem,
    corridor::{Closed, ClosedCourses, LeftOut},
    permission::{TheOutcomes, Verb},
};

/// No cell smaller than this is told. OpenIPT design.
pub const FEW: usize = 5;
/// From so many on the change of the whole is told in standard deviations: its interval is rough
/// below (see [`outcomes::effect`]).
pub const FOR_EFFECT: usize = 30;

/// How many of how many, of which no part is small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The parts, in a known order.
    pub parts: Vec<usize>,
    /// Their sum.
    pub of: usize,
}

impl Split {
    /// None where a part is smaller than [`FEW`].
    fn of(parts: Vec<usize>) -> Option<Self> {
        let of = parts.iter().sum();
        parts.iter().all(|part| *part >= FEW).then_some(Self { parts, of })
    }
}

/// The share not yet in remission after a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Still {
    /// The session.
    pub session: u32,
    /// The share, 0 to 1.
    pub share: f64,
    /// Its 95% interval, where there is one.
    pub interval: Option<(f64, f64)>,
}

/// The figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Courses with a score at session 1 and a later one; none where they are fewer than [`FEW`].
    pub n: Option<usize>,
    /// Those with a score at session 1 and none after it.
    pub one_score: usize,
    /// Those that could not be counted.
    pub left_out: LeftOut,
    /// Who responded, and who did not.
    pub response: Option<Split>,
    /// Whose last score lies in remission, and whose does not.
    pub remission: Option<Split>,
    /// Who is reliably better, who not changed, who reliably worse.
    pub reliable: Option<Split>,
    /// The change in standard deviations, with its interval.
    pub effect: Option<Change>,
    /// Kaplan and Meier's curve of the time to remission: the sessions by which it came to
    /// [`FEW`] more at the least, while so many are watched.
    pub until_remission: Vec<Still>,
}

impl Figures {
    /// Over closed courses, of this measure.
    pub fn of(closed: &ClosedCourses, measure: &Measure) -> Self {
        let mut all = Self::counted(closed, measure);
        // What is left of the whole is a cell as well: those who began with nothing to halve.
        let beside = all.response.as_ref().zip(all.n).map_or(0, |(split, n)| n - split.of);
        all.response = all.response.filter(|_| beside == 0 || beside >= FEW);
        all
    }

    /// As who leads some of these courses may see them: what is told of all must be tellable of
    /// those of others too, for their own they can take away.
    pub fn seen_by(closed: &ClosedCourses, measure: &Measure, viewer: AccountId) -> Self {
        let all = Self::of(closed, measure);
        let others = closed.without(viewer);
        if others.counted.is_empty() || others.counted.len() == closed.counted.len() {
            return all;
        }
        let others = Self::of(&others, measure);
        Self {
            n: all.n.filter(|_| others.n.is_some()),
            response: all.response.filter(|_| others.response.is_some()),
            remission: all.remission.filter(|_| others.remission.is_some()),
            reliable: all.reliable.filter(|_| others.reliable.is_some()),
            effect: all.effect.filter(|_| others.effect.is_some()),
            until_remission: match others.until_remission.is_empty() {
                true => Vec::new(),
                false => all.until_remission,
            },
            ..all
        }
    }

    fn counted(closed: &ClosedCourses, measure: &Measure) -> Self {
        let value = |figure| measure.in_unit(figure).map(f64::from);
        let below = measure.cut("remission").and_then(|cut| value(cut.at.figure()));
        let points = measure.reliable_change.as_ref().and_then(|change| value(change.value));
        let pairs: Vec<Pair> = closed.counted.iter().filter_map(pair).collect();
        let words: Vec<Words> =
            pairs.iter().map(|pair| Words::of(pair.pre, pair.post, below, points)).collect();
        let count = |holds: &dyn Fn(&Words) -> bool| words.iter().filter(|w| holds(w)).count();
        let halves = |which: &dyn Fn(&Words) -> Option<bool>| {
            Split::of(vec![
                count(&|word| which(word) == Some(true)),
                count(&|word| which(word) == Some(false)),
            ])
        };
        let changed = |to| count(&move |word| word.reliable == Some(to));
        Self {
            n: Some(pairs.len()).filter(|n| *n >= FEW),
            one_score: closed.counted.len() - pairs.len(),
            left_out: closed.left_out,
            response: halves(&|word| word.response),
            remission: halves(&|word| word.remission),
            reliable: Split::of(
                [Reliable::Improved, Reliable::Unchanged, Reliable::Deteriorated]
                    .map(changed)
                    .to_vec(),
            ),
            effect: (pairs.len() >= FOR_EFFECT)
                .then(|| Change::of(&pairs, Direction::Lower).ok())
                .flatten(),
            until_remission: below.map_or_else(Vec::new, |below| until(closed, below)),
        }
    }
}

/// The score at session 1 and the last one after it.
fn pair(case: &Closed) -> Option<Pair> {
    let pre = case.scores.first().copied().flatten()?;
    let post = case.scores.iter().skip(1).rev().flatten().next().copied()?;
    Some(Pair { pre, post })
}

/// The time to the first score below remission, in sessions, of those who started above it.
fn until(closed: &ClosedCourses, below: f64) -> Vec<Still> {
    let watched = |case: &Closed| {
        case.scores.first().copied().flatten().filter(|start| *start >= below)?;
        let came = case.scores.iter().position(|score| score.is_some_and(|score| score < below));
        let last = case.scores.iter().rposition(Option::is_some)?;
        let time = (came.unwrap_or(last) + 1) as f64;
        Some(Observation { time, event: came.is_some() })
    };
    let people: Vec<Observation> = closed.counted.iter().filter_map(watched).collect();
    let mut since = 0;
    let mut told = Vec::new();
    for step in Curve::of(&people, Interval::LogLog).steps {
        since += step.events;
        let left = step.at_risk - step.events;
        if since >= FEW && left >= FEW {
            since = 0;
            told.push(Still {
                session: step.time as u32,
                share: step.survival,
                interval: step.low.zip(step.high),
            });
        }
    }
    told
}

impl Clinic {
    /// The figures of the practice, as they were counted within the hour.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn figures<V: Verb>(
        &self,
        access: &Access<TheOutcomes, V>,
    ) -> Result<Option<Figures>, Problem> {
        let Some(measure) = self.measures().find(alert::DEPRESSION) else { return Ok(None) };
        let closed = self.counted()?.in_steps_of(FEW);
        Ok(Some(Figures::seen_by(&closed, measure, access.actor().id())))
    }
}

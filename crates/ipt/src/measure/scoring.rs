//! How answers become a value, and which answers raise a risk question.

use super::{Choice, Decision, Item, Measure, Scoring, prorating::share};
use crate::score::Unit;

/// A scored measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The value, in the measure's unit: points, or hundredths of a point where it is a mean.
    pub total: u32,
    /// The value of each scale, in the same unit.
    pub scales: Vec<(String, u32)>,
    /// The items without an answer, from 1: not asked, or estimated.
    pub left_out: Vec<u32>,
    /// Whether the value was estimated from the other answers.
    pub prorated: bool,
    /// What a screen comes to.
    pub outcome: Option<String>,
}

/// An answer that raises a risk question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskItem {
    /// Which item, from 1.
    pub item: usize,
    /// The answer.
    pub answer: u8,
}

/// Why answers make no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreProblem {
    /// Items without an answer, counted from 1. No total is guessed.
    #[error("items without an answer: {}", listed(items))]
    Missing {
        /// Which.
        items: Vec<usize>,
    },
    /// Too few or too many answers.
    #[error("{given} answers for {expected} items")]
    Count {
        /// How many items there are.
        expected: usize,
        /// How many answers came.
        given: usize,
    },
    /// An answer out of its range.
    #[error("item {item}: {least} to {most}")]
    ItemOutOfRange {
        /// Which item, from 1.
        item: usize,
        /// The smallest answer.
        least: u8,
        /// The largest answer.
        most: u8,
    },
    /// A value out of its range.
    #[error("{min} to {max}")]
    TotalOutOfRange {
        /// Smallest.
        min: super::Decimal,
        /// Largest.
        max: super::Decimal,
    },
    /// The total is not the sum of its items.
    #[error("the items make {counted}, not {stated}")]
    SumContradicts {
        /// As stated.
        stated: String,
        /// As counted.
        counted: String,
    },
    /// The total alone says nothing of a measure whose outcome hangs on its answers.
    #[error("the answers are needed")]
    AnswersNeeded,
}

fn listed(items: &[usize]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(", ")
}

/// What an item adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adds {
    /// So much, turned round where it is reversed.
    Value(u32),
    /// It was not asked and adds nothing.
    NotAsked,
    /// It has no answer.
    Missing,
}

impl Measure {
    /// The unit of its values.
    pub fn unit(&self) -> Unit {
        match self.scoring {
            Scoring::Sum | Scoring::Decision(_) => Unit::Points,
            Scoring::Mean | Scoring::Octants => Unit::Hundredths,
        }
    }

    /// The smallest and the largest answer to an item.
    pub fn ends(&self, item: &Item) -> (u8, u8) {
        let scores = || self.options_of(item).iter().map(|Choice { score, .. }| *score);
        (scores().min().unwrap_or(0), scores().max().unwrap_or(0))
    }

    /// What an answer counts: the other end of the answers where the item is reversed.
    pub fn counted(&self, item: &Item, answer: u8) -> u8 {
        let (least, most) = self.ends(item);
        if item.reverse { (least + most).saturating_sub(answer) } else { answer }
    }

    /// The score of complete answers, in the order of the items.
    ///
    /// # Errors
    /// Missing answers are named; no total is guessed from the others. A refused questionnaire
    /// may still hold an answer that raises a risk question: ask [`Measure::risk_items`] too.
    pub fn score(&self, answers: &[Option<u8>]) -> Result<Score, ScoreProblem> {
        self.reckon(answers, false)
    }

    /// The score, estimated by the measure's own rule where it allows answers to be missing.
    ///
    /// # Errors
    /// As [`Measure::score`]; a risk item that is missing is never estimated.
    pub fn score_prorated(&self, answers: &[Option<u8>]) -> Result<Score, ScoreProblem> {
        self.reckon(answers, true)
    }

    fn reckon(&self, answers: &[Option<u8>], prorate: bool) -> Result<Score, ScoreProblem> {
        if answers.len() != self.items.len() {
            let (expected, given) = (self.items.len(), answers.len());
            return Err(ScoreProblem::Count { expected, given });
        }
        let adds: Vec<Adds> =
            self.items.iter().zip(answers).map(|(i, a)| self.adds(i, *a, answers)).collect();
        let missing: Vec<usize> =
            (1..).zip(&adds).filter(|(_, adds)| **adds == Adds::Missing).map(|(n, _)| n).collect();
        let allowed = missing.is_empty() || (prorate && self.may_prorate(&missing));
        if !allowed {
            return Err(ScoreProblem::Missing { items: missing });
        }
        for (number, (item, answer)) in (1..).zip(self.items.iter().zip(answers)) {
            let known = |answer: &u8| self.options_of(item).iter().any(|o| o.score == *answer);
            if !answer.iter().all(known) {
                let (least, most) = self.ends(item);
                return Err(ScoreProblem::ItemOutOfRange { item: number, least, most });
            }
        }
        let unasked = || ScoreProblem::Missing { items: missing.clone() };
        let mut scales = Vec::new();
        for scale in &self.scales {
            let of = scale.items.iter().filter_map(|n| n.checked_sub(1).and_then(|n| adds.get(n)));
            let value = self.value(of.copied()).ok_or_else(unasked)?;
            scales.push((scale.id.clone(), value));
        }
        let total = match (&self.scoring, self.sum_of_scales(&scales)) {
            (Scoring::Sum, Some(sum)) if !missing.is_empty() => sum,
            (Scoring::Decision(decision), _) => count(decision, answers),
            _ => self.value(adds.iter().copied()).ok_or_else(unasked)?,
        };
        let outcome = match &self.scoring {
            Scoring::Decision(decision) => outcome(decision, answers),
            _ => None,
        };
        let left_out = (1..).zip(answers).filter(|(_, a)| a.is_none()).map(|(n, _)| n).collect();
        Ok(Score { total, scales, left_out, prorated: !missing.is_empty(), outcome })
    }

    /// Whether an item is asked, as far as these answers tell: one that hangs on others only once
    /// one of them calls for it.
    pub fn asks(&self, number: usize, answers: &[Option<u8>]) -> bool {
        let Some(rule) = self.item(number).and_then(|item| item.asked_if.as_ref()) else {
            return true;
        };
        let calls = |number: &usize| {
            let answer = number.checked_sub(1).and_then(|n| answers.get(n)).copied().flatten();
            answer.is_some_and(|answer| answer >= rule.at_least)
        };
        rule.any.iter().any(calls)
    }

    /// What an item adds to the value.
    fn adds(&self, item: &Item, answer: Option<u8>, answers: &[Option<u8>]) -> Adds {
        if let Some(answer) = answer {
            return Adds::Value(u32::from(self.counted(item, answer)));
        }
        let Some(rule) = &item.asked_if else { return Adds::Missing };
        let below = |number: &usize| {
            let answer = number.checked_sub(1).and_then(|n| answers.get(n)).copied().flatten();
            answer.is_some_and(|answer| answer < rule.at_least)
        };
        match rule.otherwise {
            _ if !rule.any.iter().all(below) => Adds::Missing,
            Some(counts) => Adds::Value(u32::from(self.counted(item, counts))),
            None => Adds::NotAsked,
        }
    }

    /// The value of these items; none if nothing of them was answered.
    fn value(&self, adds: impl Iterator<Item = Adds>) -> Option<u32> {
        let (mut sum, mut given, mut asked) = (0, 0, 0);
        for adds in adds {
            match adds {
                Adds::Value(value) => (sum, given, asked) = (sum + value, given + 1, asked + 1),
                Adds::Missing => asked += 1,
                Adds::NotAsked => {}
            }
        }
        match self.unit() {
            Unit::Points => share(sum * asked * self.times, given),
            Unit::Hundredths => share(sum * 100, given),
        }
    }

    /// The sum of the scales where each item is in just one of them: what a sum is estimated from
    /// where each scale is estimated for itself.
    fn sum_of_scales(&self, scales: &[(String, u32)]) -> Option<u32> {
        let over_scales = self.proration.as_ref().is_some_and(|p| p.over == super::Over::Scale);
        (over_scales && self.is_made_of_scales())
            .then(|| scales.iter().map(|(_, value)| value).sum())
    }

    /// Whether a stated total is the sum of its items.
    ///
    /// # Errors
    /// Both figures, when it is not; and all that [`Measure::score`] refuses.
    pub fn check_total(&self, answers: &[Option<u8>], stated: u32) -> Result<Score, ScoreProblem> {
        let score = self.score(answers)?;
        if score.total == stated {
            return Ok(score);
        }
        let (stated, counted) = (self.shown(stated), self.shown(score.total));
        Err(ScoreProblem::SumContradicts { stated, counted })
    }

    /// The numbers of the items that can raise a risk question, from 1.
    pub fn risk_item_numbers(&self) -> impl Iterator<Item = u32> {
        (1..).zip(&self.items).filter(|(_, item)| item.risk_at_least.is_some()).map(|(n, _)| n)
    }

    /// What was answered to them, in their range.
    pub fn risk_answers(&self, answers: &[Option<u8>]) -> Vec<(u32, u8)> {
        (1..)
            .zip(self.items.iter().zip(answers))
            .filter(|(_, (item, _))| item.risk_at_least.is_some())
            .filter_map(|(n, (item, answer))| {
                let answer = (*answer)?;
                self.options_of(item).iter().any(|o| o.score == answer).then_some((n, answer))
            })
            .collect()
    }

    /// The answers that raise a risk question. Answers may be missing: one that raises a question
    /// is found even if the questionnaire is not complete. None found closes nothing.
    pub fn risk_items<A: Copy + Into<Option<u8>>>(&self, answers: &[A]) -> Vec<RiskItem> {
        (1..)
            .zip(self.items.iter().zip(answers))
            .filter_map(|(number, (item, answer))| {
                let (at_least, answer) = (item.risk_at_least?, (*answer).into()?);
                let item = number;
                (answer >= at_least).then_some(RiskItem { item, answer })
            })
            .collect()
    }
}

impl Measure {
    /// Whether an answer calls for action at once. Other answers may be missing.
    pub fn has_acute_answer(&self, answers: &[Option<u8>]) -> bool {
        let Some(decision) = self.decision() else { return false };
        let acute = decision.outcomes.iter().filter(|outcome| outcome.acute);
        acute.flat_map(|outcome| &outcome.any).any(|number| yes(decision, answers, *number))
    }
}

fn yes(decision: &Decision, answers: &[Option<u8>], number: usize) -> bool {
    let answer = number.checked_sub(1).and_then(|n| answers.get(n)).copied().flatten();
    answer.is_some_and(|answer| answer >= decision.yes_at_least)
}

/// How many items were answered with yes.
fn count(decision: &Decision, answers: &[Option<u8>]) -> u32 {
    let yes = answers.iter().flatten().filter(|answer| **answer >= decision.yes_at_least);
    u32::try_from(yes.count()).unwrap_or(u32::MAX)
}

/// The first outcome that holds.
fn outcome(decision: &Decision, answers: &[Option<u8>]) -> Option<String> {
    let holds = |outcome: &&super::Outcome| {
        outcome.any.is_empty() || outcome.any.iter().any(|n| yes(decision, answers, *n))
    };
    decision.outcomes.iter().find(holds).map(|outcome| outcome.label.clone())
}

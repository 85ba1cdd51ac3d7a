//! How answers become a total, and which answers raise a risk question.

use super::{Band, Measure};

/// A scored measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The total.
    pub total: u32,
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
    #[error("item {item}: 0 to {most}")]
    ItemOutOfRange {
        /// Which item, from 1.
        item: usize,
        /// The largest answer.
        most: u8,
    },
    /// A total out of its range.
    #[error("{min} to {max}")]
    TotalOutOfRange {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// The total is not the sum of its items.
    #[error("the items make {counted}, not {stated}")]
    SumContradicts {
        /// As stated.
        stated: u32,
        /// As counted.
        counted: u32,
    },
}

fn listed(items: &[usize]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(", ")
}

impl Measure {
    /// The largest answer to an item.
    pub fn most(&self) -> u8 {
        let scores = self.options.iter().map(|option| option.score);
        scores.max().unwrap_or(0)
    }

    /// The score of complete answers, in the order of the items.
    ///
    /// # Errors
    /// Missing answers are named; no total is guessed from the others. A refused questionnaire
    /// may still hold an answer that raises a risk question: ask [`Measure::risk_items`] too.
    pub fn score(&self, answers: &[Option<u8>]) -> Result<Score, ScoreProblem> {
        if answers.len() != self.items.len() {
            let (expected, given) = (self.items.len(), answers.len());
            return Err(ScoreProblem::Count { expected, given });
        }
        let numbered = || (1..).zip(answers);
        let missing: Vec<usize> =
            numbered().filter(|(_, answer)| answer.is_none()).map(|(item, _)| item).collect();
        if !missing.is_empty() {
            return Err(ScoreProblem::Missing { items: missing });
        }
        let most = self.most();
        if let Some((item, _)) = numbered().find(|(_, a)| a.is_some_and(|a| a > most)) {
            return Err(ScoreProblem::ItemOutOfRange { item, most });
        }
        let total = answers.iter().flatten().map(|answer| u32::from(*answer));
        Ok(Score { total: total.sum() })
    }

    /// A score of which only the total is known. Ask for the risk items beside it.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn total_only(&self, total: u32) -> Result<Score, ScoreProblem> {
        let (min, max) = self.range;
        if (min..=max).contains(&total) {
            Ok(Score { total })
        } else {
            Err(ScoreProblem::TotalOutOfRange { min, max })
        }
    }

    /// Whether a stated total is the sum of its items.
    ///
    /// # Errors
    /// Both figures, when it is not; and all that [`Measure::score`] refuses.
    pub fn check_total(&self, answers: &[Option<u8>], stated: u32) -> Result<Score, ScoreProblem> {
        let score = self.score(answers)?;
        if score.total == stated {
            Ok(score)
        } else {
            Err(ScoreProblem::SumContradicts { stated, counted: score.total })
        }
    }

    /// The band of a total; none for a total out of range.
    pub fn band(&self, total: u32) -> Option<&Band> {
        self.bands.iter().find(|band| (band.min..=band.max).contains(&total))
    }

    /// The numbers of the items that can raise a risk question, from 1.
    pub fn risk_item_numbers(&self) -> impl Iterator<Item = u32> {
        (1..).zip(&self.items).filter(|(_, item)| item.risk_at_least.is_some()).map(|(n, _)| n)
    }

    /// What was answered to them, in their range.
    pub fn risk_answers(&self, answers: &[Option<u8>]) -> Vec<(u32, u8)> {
        let most = self.most();
        self.risk_item_numbers()
            .filter_map(|n| {
                let index = usize::try_from(n).ok()?.checked_sub(1)?;
                let answer = answers.get(index).copied().flatten()?;
                (answer <= most).then_some((n, answer))
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

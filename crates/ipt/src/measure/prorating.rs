//! When a value may be estimated, and a score of which only the value is known.

use super::{Decimal, Measure, Over, Score, ScoreProblem, Scoring};
use crate::score::Unit;

/// A share, rounded half up; none of nothing.
pub(super) fn share(of: u32, among: u32) -> Option<u32> {
    (among > 0).then(|| (2 * of + among) / (2 * among))
}

impl Measure {
    /// Whether the measure's own rule lets its value be estimated without these answers. Never
    /// without a risk item: what was not asked is not known.
    pub(super) fn may_prorate(&self, missing: &[usize]) -> bool {
        let Some(rule) = &self.proration else { return false };
        let risk = |number: &usize| self.item(*number).is_some_and(|i| i.risk_at_least.is_some());
        let other = |number: &usize| !rule.only.is_empty() && !rule.only.contains(number);
        if missing.iter().any(|number| risk(number) || other(number)) {
            return false;
        }
        match rule.over {
            Over::Form => missing.len() <= rule.most_missing,
            Over::Scale => self.scales.iter().all(|scale| {
                missing.iter().filter(|n| scale.items.contains(n)).count() <= rule.most_missing
            }),
        }
    }

    /// Whether each item is in just one scale.
    pub fn is_made_of_scales(&self) -> bool {
        let mut items: Vec<usize> = self.scales.iter().flat_map(|s| s.items.clone()).collect();
        items.sort_unstable();
        !items.is_empty() && items.into_iter().eq(1..=self.items.len())
    }

    /// A score of which only the value is known, and perhaps those of its scales. Ask for the risk
    /// items beside it.
    ///
    /// # Errors
    /// When a figure is out of its range, the scales make another sum, or nothing is said by a
    /// value alone.
    pub fn value_only(
        &self,
        total: Option<u32>,
        scales: &[(String, u32)],
    ) -> Result<Score, ScoreProblem> {
        if matches!(self.scoring, Scoring::Decision(_)) {
            return Err(ScoreProblem::AnswersNeeded);
        }
        for (id, value) in scales {
            let range = self.scale(id).map(|scale| self.range_of(&scale.items));
            let (min, max) = range.ok_or(ScoreProblem::AnswersNeeded)?;
            self.within(*value, min, max)?;
        }
        let all = self.is_made_of_scales() && scales.len() == self.scales.len();
        let sum = (all && self.scoring == Scoring::Sum)
            .then(|| scales.iter().map(|(_, value)| value).sum::<u32>());
        let total = match (total, sum) {
            (Some(stated), Some(counted)) if stated != counted => {
                let (stated, counted) = (self.shown(stated), self.shown(counted));
                return Err(ScoreProblem::SumContradicts { stated, counted });
            }
            (total, sum) => total.or(sum).ok_or(ScoreProblem::AnswersNeeded)?,
        };
        self.within(total, self.range.0, self.range.1)?;
        Ok(Score { total, scales: scales.to_vec(), ..Score::default() })
    }

    /// A score of which only the value is known.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn total_only(&self, total: u32) -> Result<Score, ScoreProblem> {
        self.value_only(Some(total), &[])
    }

    fn within(&self, value: u32, min: Decimal, max: Decimal) -> Result<(), ScoreProblem> {
        if (min..=max).contains(&self.decimal(value)) {
            Ok(())
        } else {
            Err(ScoreProblem::TotalOutOfRange { min, max })
        }
    }

    /// The smallest and the largest value that these items can make.
    pub fn range_of(&self, items: &[usize]) -> (Decimal, Decimal) {
        let ends = || items.iter().filter_map(|n| self.item(*n)).map(|item| self.ends(item));
        let (least, most) = match &self.scoring {
            Scoring::Decision(_) => (0, u32::try_from(items.len()).unwrap_or(u32::MAX)),
            _ => (ends().map(|(l, _)| u32::from(l)).sum(), ends().map(|(_, m)| u32::from(m)).sum()),
        };
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let value = |sum: u32| match self.unit() {
            Unit::Points => Decimal::whole(sum * self.times),
            Unit::Hundredths => Decimal::hundredths(share(sum * 100, count).unwrap_or(0)),
        };
        (value(least), value(most))
    }
}

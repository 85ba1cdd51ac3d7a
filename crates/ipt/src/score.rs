//! Scores of a course over time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Course, session::SessionNumber};

/// A score of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptScore {
    /// As it was entered.
    pub score: Score,
    /// Why it was struck, if it was: it had been entered wrongly.
    pub struck: Option<String>,
}

/// A filled measure: item by item, or its total only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The measure's id, such as `phq-9`.
    pub measure: String,
    /// The day it was filled.
    pub on: Date,
    /// The session it belongs to.
    pub session: Option<SessionNumber>,
    /// The answers in order, if they were entered; those in `left_out` are not among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<u8>>,
    /// The answers to risk items where the total alone is known: item from 1, and answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_answers: Vec<(u32, u8)>,
    /// The total, in its unit.
    pub total: u32,
    /// What the total and the scales are counted in.
    #[serde(default, skip_serializing_if = "Unit::is_points")]
    pub unit: Unit,
    /// The value of each scale: its id, and the value in the same unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<(String, u32)>,
    /// The items that have no answer in `items`, from 1: not asked, or estimated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<u32>,
    /// Whether the total was estimated from the answers that there are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prorated: bool,
    /// The answer to the measure's question that counts nothing, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscored: Option<u8>,
    /// What a screen came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// What a value is counted in. No float is ever stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Points.
    #[default]
    Points,
    /// Hundredths of a point: a mean.
    Hundredths,
}

impl Unit {
    fn is_points(&self) -> bool {
        *self == Self::Points
    }

    /// A value as a person reads it.
    pub fn shown(self, value: u32) -> String {
        match self {
            Self::Points => value.to_string(),
            Self::Hundredths => format!("{}.{:02}", value / 100, value % 100),
        }
    }
}

impl Score {
    /// The total as a person reads it.
    pub fn shown(&self) -> String {
        self.unit.shown(self.total)
    }

    /// The answers in the order of the items, with a gap for each that was left out; empty where
    /// only the total is known.
    pub fn answers(&self) -> Vec<Option<u8>> {
        let items = self.items.as_deref().unwrap_or_default();
        let mut given = items.iter().copied();
        let all = items.len() + self.left_out.len();
        let left_out = |n: &usize| u32::try_from(*n).is_ok_and(|n| self.left_out.contains(&n));
        (1..=all).map(|n| if left_out(&n) { None } else { given.next() }).collect()
    }
}

impl Course {
    /// The scores of one measure, in the order they came, without those that were struck.
    pub fn scores_of(&self, measure: &str) -> impl DoubleEndedIterator<Item = &Score> {
        let standing = self.scores.iter().filter(|kept| kept.struck.is_none());
        standing.map(|kept| &kept.score).filter(move |score| score.measure == measure)
    }

    /// The score of a measure that belongs to a session; the last one entered counts.
    pub fn score_at(&self, measure: &str, session: SessionNumber) -> Option<&Score> {
        self.scores_of(measure).rfind(|score| score.session == Some(session))
    }
}

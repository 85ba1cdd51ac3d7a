//! Whether the curves of groups differ by more than chance (Mantel 1966, Cancer Chemother Rep
//! 50:163-170; Peto & Peto 1972, J R Stat Soc A 135:185-207).

use super::Observation;
use crate::{Problem, gamma::chi_squared_tail};

/// Events in one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupEvents {
    /// How many people.
    pub n: usize,
    /// Events that came.
    pub observed: usize,
    /// Events that would have, if the groups did not differ.
    pub expected: f64,
}

/// The log-rank test.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRank {
    /// Each group, in the order given.
    pub groups: Vec<GroupEvents>,
    /// The statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom: groups that could have had an event, less one.
    pub degrees: usize,
    /// The chance of such a statistic or a larger one if the groups do not differ.
    pub p: f64,
}

impl LogRank {
    /// Of two or more groups.
    ///
    /// # Errors
    /// [`Problem::NothingToCompare`] when fewer than two groups are at risk at any event.
    pub fn of(groups: &[Vec<Observation>]) -> Result<Self, Problem> {
        let mut people: Vec<(f64, bool, usize)> = Vec::new();
        for (group, members) in groups.iter().enumerate() {
            people.extend(members.iter().map(|person| (person.time, person.event, group)));
        }
        people.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let k = groups.len();
        let mut at_risk: Vec<f64> = groups.iter().map(|members| members.len() as f64).collect();
        let (mut observed, mut expected) = (vec![0_usize; k], vec![0.0; k]);
        let mut variance = vec![vec![0.0; k]; k];
        for same_time in people.chunk_by(|a, b| a.0 == b.0) {
            let events = same_time.iter().filter(|(_, event, _)| *event).count();
            if events > 0 {
                tally(&at_risk, events as f64, &mut expected, &mut variance);
            }
            for (_, event, group) in same_time {
                observed[*group] += usize::from(*event);
                at_risk[*group] -= 1.0;
            }
        }
        // A group that nobody was left in at the first event says nothing.
        let live: Vec<usize> = (0..k).filter(|&group| expected[group] > 0.0).collect();
        let Some((_, kept)) = live.split_last().filter(|(_, kept)| !kept.is_empty()) else {
            return Err(Problem::NothingToCompare);
        };
        let excess: Vec<f64> =
            kept.iter().map(|&group| observed[group] as f64 - expected[group]).collect();
        let rows: Vec<Vec<f64>> =
            kept.iter().map(|&a| kept.iter().map(|&b| variance[a][b]).collect()).collect();
        let solved = solve(rows, excess.clone()).ok_or(Problem::NothingToCompare)?;
        let chi_squared: f64 = excess.iter().zip(&solved).map(|(a, b)| a * b).sum();
        let degrees = kept.len();
        let groups = (0..k)
            .map(|group| GroupEvents {
                n: groups[group].len(),
                observed: observed[group],
                expected: expected[group],
            })
            .collect();
        Ok(Self { groups, chi_squared, degrees, p: chi_squared_tail(chi_squared, degrees) })
    }
}

/// Adds the expectation and the hypergeometric variance of the events of one time.
fn tally(at_risk: &[f64], events: f64, expected: &mut [f64], variance: &mut [Vec<f64>]) {
    let all: f64 = at_risk.iter().sum();
    let spread = if all > 1.0 { events * (all - events) / (all - 1.0) } else { 0.0 };
    for (a, here) in at_risk.iter().enumerate() {
        let share = here / all;
        expected[a] += events * share;
        for (b, there) in at_risk.iter().enumerate() {
            let same = if a == b { 1.0 } else { 0.0 };
            variance[a][b] += spread * share * (same - there / all);
        }
    }
}

/// Solves a small system by elimination; `None` if it has no single solution.
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        if rows[pivot][column].abs() < 1e-12 {
            return None;
        }
        rows.swap(column, pivot);
        right.swap(column, pivot);
        let (above, below) = rows.split_at_mut(column + 1);
        let (top, known) = (&above[column], right[column]);
        for (row, value) in below.iter_mut().zip(&mut right[column + 1..]) {
            let factor = row[column] / top[column];
            for (cell, over) in row.iter_mut().zip(top) {
                *cell -= factor * over;
            }
            *value -= factor * known;
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|place| rows[row][place] * right[place]).sum();
        right[row] = (right[row] - known) / rows[row][row];
    }
    Some(right)
}

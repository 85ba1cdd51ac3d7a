//! The lane of what happened: numbered marks in rows, and which score each is near.

use super::axis::{Axis, wide};

/// An event within so many days of a score is joined to it. [design]
pub const NEAR_DAYS: i32 = 10;
/// The most rows of marks; what finds no place in them shares the mark before it.
const ROWS: usize = 3;
/// How high a row is.
pub const ROW: f64 = 28.0;
/// How wide and high a mark of one event is.
pub const MARK: f64 = 24.0;
/// Between two marks of a row.
const SPACE: f64 = 4.0;

/// A mark: one event, or several in order that have no room each.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The first and the last event, from 0.
    pub events: (usize, usize),
    /// Its row, from 0.
    pub row: usize,
    /// Its left edge.
    pub left: f64,
}

impl Mark {
    /// Its number, or the first and the last.
    pub fn text(&self) -> String {
        match self.events {
            (first, last) if first == last => (first + 1).to_string(),
            (first, last) => format!("{}–{}", first + 1, last + 1),
        }
    }
    /// How wide it is.
    pub fn width(&self) -> f64 {
        (wide(&self.text()) + 12.0).max(MARK)
    }
    /// Its middle.
    pub fn middle(&self) -> f64 {
        self.left + self.width() / 2.0
    }
    fn right(&self) -> f64 {
        self.left + self.width()
    }
}

/// The score nearest to a day, among those that are at most [`NEAR_DAYS`] away: which of the
/// days. Of two as near, the earlier.
pub fn nearest(scored: &[(i32, bool)], day: i32) -> Option<usize> {
    let far = |at: i32| at.saturating_sub(day).saturating_abs();
    let near = scored.iter().enumerate().filter(|(_, (at, is))| *is && far(*at) <= NEAR_DAYS);
    near.min_by_key(|(n, (at, _))| (far(*at), *n)).map(|(n, _)| n)
}

/// The marks of events on these days in order.
pub fn marks(axis: &Axis, days: &[i32]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (n, day) in days.iter().enumerate() {
        let left = axis.x(*day) - MARK / 2.0;
        let taken = |row: usize| {
            marks.iter().rev().find(|mark| mark.row == row).map_or(f64::MIN, Mark::right)
        };
        match (0..ROWS).find(|row| taken(*row) + SPACE <= left) {
            Some(row) => marks.push(Mark { events: (n, n), row, left }),
            // No row has room, so there is a mark before: nothing stands to the right of it yet.
            None => {
                if let Some(last) = marks.last_mut() {
                    last.events.1 = n;
                }
            }
        }
    }
    marks
}

/// So many rows these marks take.
pub fn rows(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.row + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_joined_to_the_nearest_score_within_ten_days_and_to_no_gap() {
        let scored = [(0, true), (7, true), (14, false), (35, true)];
        assert_eq!(nearest(&scored, 6), Some(1));
        assert_eq!(nearest(&scored, 14), Some(1), "a gap is no score");
        assert_eq!(nearest(&scored, 18), None);
        assert_eq!(nearest(&scored, 25), Some(3));
        assert_eq!(nearest(&[(0, true), (4, true)], 2), Some(0));
        assert_eq!(nearest(&[], 2), None);
    }

    #[test]
    fn forty_events_do_not_overlap_and_each_is_in_one_mark() {
        let days: Vec<i32> = (0..16).map(|n| n * 7).collect();
        let axis = Axis::over(&days, 60.0, 420.0);
        for happened in [
            (0..40).map(|n| n * 3).collect::<Vec<i32>>(),
            vec![50; 40],
            (0..40).map(|n| n / 8 * 20).collect(),
        ] {
            let marks = marks(&axis, &happened);
            for (n, mark) in marks.iter().enumerate() {
                for other in marks.iter().skip(n + 1).filter(|other| other.row == mark.row) {
                    assert!(other.left >= mark.right(), "{mark:?} {other:?}");
                }
            }
            let mut next = 0;
            for mark in &marks {
                assert_eq!(mark.events.0, next);
                next = mark.events.1 + 1;
            }
            assert_eq!(next, 40);
            assert!(rows(&marks) <= ROWS);
        }
    }
}

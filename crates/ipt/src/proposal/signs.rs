//! The signs by which this person's illness came: which answers rose first, and with what.

use jiff::civil::Date;

use super::{MOST_SIGNS, Origin};
use crate::{Course, measure::Measure, session::SessionNumber};

/// A total so many points above the one before is a rise. OpenIPT design: one point may be the same
/// week told twice, and what counts as worse (R3) comes too late for an early sign.
pub const RISE: u32 = 2;
/// An answer of so much or more in the first score is a sign of how it began: on more than half the
/// days. OpenIPT design.
const HIGH: u8 = 2;

/// The answers of one session.
struct Answers {
    number: SessionNumber,
    on: Date,
    total: u32,
    items: Vec<u8>,
}

/// The sessions with every answer of the measure; a total alone shows no sign.
fn answered(course: &Course, measure: &Measure) -> Vec<Answers> {
    let of = course.sessions.iter().filter_map(|session| {
        let score = course.score_at(&measure.id, session.number)?;
        let items = score.items.clone().filter(|items| items.len() == measure.items.len())?;
        Some(Answers { number: session.number, on: session.on, total: score.total, items })
    });
    of.collect()
}

fn rose(pair: &[Answers]) -> bool {
    matches!(pair, [before, at] if at.total >= before.total + RISE)
}

/// The sessions at which the total had risen, each with its day.
pub fn rises(course: &Course, measure: &Measure) -> Vec<(SessionNumber, Date)> {
    let answered = answered(course, measure);
    answered.windows(2).filter(|pair| rose(pair)).map(|pair| (pair[1].number, pair[1].on)).collect()
}

/// The signs, item by item from 1, the earliest first. OpenIPT design, in this order:
///
/// 1. an answer that had risen in the session before a rise of the total;
/// 2. an answer that rose with the total;
/// 3. an answer that stood at [`HIGH`] or more in the first score, the highest first.
///
/// [`MOST_SIGNS`] of them at most. An answer that raises a risk flag is never an early sign; if it
/// was ever given, it stands apart.
pub fn found(course: &Course, measure: &Measure) -> Vec<(usize, Origin)> {
    let answered = answered(course, measure);
    let risk: Vec<usize> =
        measure.risk_item_numbers().filter_map(|n| usize::try_from(n).ok()).collect();
    let mut first = Vec::new();
    let mut with = Vec::new();
    for (at, pair) in answered.windows(2).enumerate().filter(|(_, pair)| rose(pair)) {
        let earlier = at.checked_sub(1).and_then(|before| answered.get(before));
        for item in 0..measure.items.len() {
            if earlier.is_some_and(|earlier| pair[0].items[item] > earlier.items[item]) {
                first.push((item + 1, Origin::RoseFirst(pair[0].number)));
            } else if pair[1].items[item] > pair[0].items[item] {
                with.push((item + 1, Origin::RoseWith(pair[1].number)));
            }
        }
    }
    let start = answered.first().map(|first| first.items.as_slice()).unwrap_or_default();
    let mut start: Vec<(usize, u8)> =
        (1..).zip(start.iter().copied()).filter(|(_, answer)| *answer >= HIGH).collect();
    start.sort_by_key(|(item, answer)| (u8::MAX - answer, *item));
    let start = start.into_iter().map(|(item, answer)| (item, Origin::AtStart(answer)));
    let mut signs: Vec<(usize, Origin)> = Vec::new();
    for sign in first.into_iter().chain(with).chain(start) {
        let known = signs.iter().any(|(item, _)| *item == sign.0);
        if !known && !risk.contains(&sign.0) && signs.len() < MOST_SIGNS {
            signs.push(sign);
        }
    }
    let given = |item: &usize| {
        let raised = |session: &&Answers| {
            let from = measure.item(*item).and_then(|item| item.risk_at_least);
            from.is_some_and(|from| session.items[item - 1] >= from)
        };
        Some((*item, Origin::Answered(answered.iter().find(raised)?.number)))
    };
    signs.extend(risk.iter().filter_map(given));
    signs
}

//! The numbers of each frame as a table.

use ipt::inventory::replay::{Met, Replay};

use super::{plain, session};
use crate::words::words;

/// The names of the numbers, in the order of the columns.
pub(super) const NAMES: [&str; 5] = ["inner", "placed", "reciprocity", "conflict", "ties"];

/// A day with its numbers.
pub(super) struct Row {
    /// The day.
    pub on: String,
    /// Its session.
    pub session: String,
    /// The numbers, in the order of [`NAMES`].
    pub numbers: [String; 5],
    /// Whether it is the one that is shown.
    pub here: bool,
}

/// A row for each frame; `at` is shown.
pub(super) fn rows(replay: &Replay<'_>, at: usize) -> Vec<Row> {
    let row = |(n, frame): (usize, &ipt::inventory::replay::Frame<'_>)| Row {
        on: plain::date(frame.on),
        session: session(frame),
        numbers: [
            frame.numbers.inner.to_string(),
            frame.numbers.placed.to_string(),
            share(frame.numbers.reciprocity),
            frame.numbers.conflict.to_string(),
            frame.numbers.new_ties.to_string(),
        ],
        here: n == at,
    };
    (1..).zip(&replay.frames).map(row).collect()
}

fn share(Met { met, of }: Met) -> String {
    if of == 0 {
        return words().t("replay-nobody-asked").into_owned();
    }
    words().with("replay-of-those", &[("met", &met.to_string()), ("of", &of.to_string())])
}

//! The thread as a table: what is drawn, in words, by time.

use crate::{
    plain,
    screens::measures::{Happened, Scored, ThreadView},
};

/// A session, a day with a score, or an event that no score is near.
pub struct Row<'a> {
    /// The session's number; a dash for none.
    pub session: String,
    /// The day.
    pub on: String,
    /// The scores, in the order of the measures.
    pub scores: Vec<Option<&'a Scored>>,
    /// What happened near it.
    pub events: Vec<Near<'a>>,
}

/// An event of a row.
pub struct Near<'a> {
    /// Its number in the drawing.
    pub number: usize,
    /// What.
    pub what: &'a str,
    /// Where it is written.
    pub address: &'a str,
    /// When; of one without a score near it, that too.
    pub said: String,
}

fn told((number, event): (usize, &Happened)) -> Near<'_> {
    let said = match event.near {
        Some(_) => event.day.clone(),
        // The row itself is of its day.
        None => event.not_near(),
    };
    Near { number, what: &event.what, address: &event.address, said }
}

/// The rows by day.
pub fn rows(thread: &ThreadView) -> Vec<Row<'_>> {
    let numbered = || (1..).zip(&thread.events);
    let dash = || "–".to_owned();
    let occasions = thread.occasions.iter().enumerate().map(|(n, occasion)| {
        let row = Row {
            session: occasion.session.map_or_else(dash, |number| number.to_string()),
            on: plain::date(occasion.on),
            scores: occasion.scores.iter().map(Option::as_ref).collect(),
            events: numbered().filter(|(_, event)| event.near == Some(n)).map(told).collect(),
        };
        (occasion.on, row)
    });
    let alone = numbered().filter(|(_, event)| event.near.is_none()).map(|(number, event)| {
        let row = Row {
            session: dash(),
            on: event.day.clone(),
            scores: thread.measures.iter().map(|_| None).collect(),
            events: vec![told((number, event))],
        };
        (event.on, row)
    });
    let mut rows: Vec<(jiff::civil::Date, Row<'_>)> = occasions.chain(alone).collect();
    rows.sort_by_key(|(on, _)| *on);
    rows.into_iter().map(|(_, row)| row).collect()
}

//! Henrik's work sheet: at first, half way, at the end.

use ipt::document::{
    DeficitsWork,
    deficits_work::{ContactStep, Tie},
};
use jiff::civil::Date;

use crate::walk::later;

fn ties() -> Vec<Tie> {
    let tie = |who: &str, good: &str, hard: &str, ended: &str| Tie {
        who: who.into(),
        good: good.into(),
        hard: hard.into(),
        ended: ended.into(),
    };
    vec![
        tie("Aunt Solveig", "Waited at the gate", "", "I did not write back"),
        tie("Per, second school", "We built a radio", "He had other friends", "We moved again"),
        tie("The chess café", "Nobody asked; one could stay", "No numbers", "It closed"),
        tie("Marte, at 29", "She laughed at what I meant as jokes", "I waited for a no", "I left"),
    ]
}

fn step(what: &str, with_whom: &str, fear: u32, done: Option<(Date, &str)>) -> ContactStep {
    ContactStep {
        what: what.into(),
        with_whom: with_whom.into(),
        fear: Some(fear),
        done_on: done.map(|(on, _)| on),
        went: done.map_or(String::new(), |(_, went)| went.into()),
    }
}

fn steps(start: Date, weeks: i32) -> Vec<ContactStep> {
    let by = |week: i32, went| (week <= weeks).then(|| (later(start, week * 7), went));
    vec![
        step("One more sentence", "Porter", 4, by(5, "Aksel, and a canary")),
        step("The canteen, at a table", "Whoever sits there", 7, by(7, "One table away; a wave")),
        step("One question", "Ingrid", 6, by(8, "Twenty minutes")),
        step("The chess evening", "Four strangers", 8, by(10, "Two games, both lost")),
        step("A letter", "Aunt Solveig", 5, None),
    ]
}

/// After the formulation.
pub(super) fn at_first() -> DeficitsWork {
    DeficitsWork { ties: ties(), ..DeficitsWork::default() }
}

/// Half way: what comes again, and the steps.
pub(super) fn half_way(start: Date) -> DeficitsWork {
    DeficitsWork {
        pattern: "Leaves before he can be left; takes a pause for a no.".into(),
        expects: "That he is in the way.".into(),
        easier: "Where there is something to do with the hands, and an end is known.".into(),
        between_us: "He apologised for the length of an answer, and watched my face.".into(),
        steps: steps(start, 5),
        ..at_first()
    }
}

/// At the end.
pub(super) fn at_the_end(start: Date) -> DeficitsWork {
    DeficitsWork { steps: steps(start, 11), ..half_way(start) }
}

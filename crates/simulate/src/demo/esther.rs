//! Esther, 58: her daughter has come home with a small child, and each waits to be asked. A role
//! dispute from its impasse to its end, with a joint session; sixteen sessions and two of
//! maintenance, in the manual of Stuart and Robertson.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{Command, PersonId, inventory::circle::Layout, timeline::LifeEvent};
use jiff::civil::Date;

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    session::{Met, Task, sessions},
};
use crate::walk::Walk;

mod agreement;
mod beginning;
mod farewell;
mod inventory;
mod practised;
mod tasks;
mod told;
mod work;

/// The people of Esther's life.
struct People {
    klara: PersonId,
    joss: PersonId,
    mercy: PersonId,
}

const REMEMBERED: [Remembered<'static>; 4] = [
    (
        330,
        LifeEvent::Move,
        "Klara comes home with Elias, for a month",
        "I cleared the music room in one night. I was glad.",
    ),
    (
        240,
        LifeEvent::Dispute,
        "The month is over, and nobody says so",
        "She bought a cot. I bought a rail for the stairs. Neither of us asked.",
    ),
    (
        205,
        LifeEvent::Job,
        "Turns down the concert hall for the season",
        "Somebody had to be there at four. I had not been asked to be.",
    ),
    (
        150,
        LifeEvent::Dispute,
        "The evening of the coats",
        "Two sentences on the stairs. Then doors.",
    ),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second, third, fourth] = &told::INITIAL;
    held(&walk, 1, first, &[])?;
    understood(&walk, &beginning)?;
    held(&walk, 2, second, &[])?;
    walk.record(beginning.sick_role)?;
    let known = people(&walk, walk.on(7), inventory::near())?;
    held(&walk, 3, third, &[])?;
    timeline(&walk, &REMEMBERED, &[(240, 2), (180, 5), (90, 6), (1, 7)])?;
    held(&walk, 4, fourth, &[])?;
    agreed(&walk, agreement::agreement(&known))?;
    let [klara, joss, mercy, ..] = known[..] else { return Ok(()) };
    let people = People { klara, joss, mercy };
    silence(&walk, &people)?;
    talk(&walk, &people)?;
    farewell::farewell(&walk, &people)
}

fn held(walk: &Walk<'_>, n: u32, met: &Met<'_>, tasks: &[Task<'_>]) -> Result<(), Problem> {
    sessions(walk, n, std::slice::from_ref(met), tasks)
}

/// Sessions 5 to 8: the impasse understood, and what might be done about it.
fn silence(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    walk.record(work::sides(people))?;
    let (heard, weighed) = told::SILENCE.split_at(2);
    let tasks = tasks::in_the_middle(people);
    sessions(walk, 5, heard, &tasks)?;
    let coats = work::coats(walk, people)?;
    practised::asked_back(walk, people)?;
    sessions(walk, 7, weighed, &tasks)?;
    practised::played(walk, people)?;
    walk.record(work::ways_on(people))?;
    let way = work::weighed(walk)?;
    walk.record(work::mid_review(walk.on(49)))?;
    let [ninth, ..] = &told::TALK;
    held(walk, 9, ninth, &[])?;
    work::said(walk, coats)?;
    work::turned_out(walk, way)
}

/// Sessions 10 to 13: the talk, with Klara in the room once.
fn talk(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let [_, tenth, later @ ..] = &told::TALK;
    let together = Met { during: &[practised::klara_came(people).into()], ..*tenth };
    held(walk, 10, &together, &tasks::in_the_talk(people))?;
    walk.place(Layout::Now, walk.on(63), &[(people.klara, 1)])?;
    sessions(walk, 11, later, &tasks::in_the_talk(people))?;
    practised::mercy_asked(walk, people)?;
    walk.act(Command::RaiseEnding {
        words: "“Three more after today.” She looked at the window. “So I am to be left on \
                purpose, and with notice. That is more polite than usual.”"
            .into(),
    })
}

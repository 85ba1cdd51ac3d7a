//! Piotr, 52: laid off after 27 years. The initial phase; in the third session an answer raised a
//! flag that waits for its assessment.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{Dialect, session::Technique};
use jiff::civil::Date;

use super::course::{Beginning, accepted, finish, met, people, understood};
use crate::walk::Walk;

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = Beginning {
        name: "Piotr Nowak",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        reason: "Low since the foundry closed; sits in the car in the morning so that the neighbours think he goes to work.",
        problem: "A man gets up and goes to work. I get up.",
        onset_days: 110,
        diagnosis: "a first depressive episode, moderate",
        strengths: "Dry humour; can mend anything; a marriage of 26 years",
    };
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    first(&walk, &beginning)?;
    second(&walk)?;
    let day = walk.on(14);
    walk.open(day)?;
    walk.phq(ipt::session::SessionNumber::Acute(3), day, [2, 3, 3, 2, 2, 3, 1, 1, 1])?;
    walk.gad(ipt::session::SessionNumber::Acute(3), day, 9)?;
    finish(
        &walk,
        3,
        (
            "My son asked what I do all day.",
            "The question at table, and the night in the garage after it.",
            "Inventory continued: his former shift, and who still rings.",
        ),
        vec![Technique::DirectElicitation],
        false,
    )
}

fn first(walk: &Walk<'_>, beginning: &Beginning<'_>) -> Result<(), Problem> {
    met(
        walk,
        1,
        &(
            0,
            [2, 3, 3, 2, 1, 3, 1, 1, 0],
            8,
            "There is nothing to say. They closed it.",
            "The gate closing behind him, and no sleep since.",
            "He had not said the word depression before. He wrote it on his hand.",
        ),
        vec![Technique::Psychoeducation],
        true,
    )?;
    understood(walk, beginning)
}

fn second(walk: &Walk<'_>) -> Result<(), Problem> {
    met(
        walk,
        2,
        &(
            7,
            [2, 3, 3, 2, 1, 3, 1, 1, 0],
            9,
            "I mended the neighbour's pump.",
            "The pump, and an hour in which he forgot.",
            "Sick role: no job centre this week. Six people named; the shift of eight is gone from the circle.",
        ),
        vec![Technique::NonDirectiveExploration],
        true,
    )?;
    let day = walk.on(7);
    people(
        walk,
        day,
        &[
            ("Danuta", "Wife", 1, 1, "Breakfast, in silence; the news"),
            ("Kuba", "Son", 2, 1, "He used to come to the foundry on Fridays"),
            ("Marek", "Mate from the shift", 3, 1, "Football; he has moved away for work"),
            ("Father Jan", "Priest", 3, 3, "Greets after mass"),
        ],
    )
    .map(|_| ())
}

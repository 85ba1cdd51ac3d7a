//! Jun, 24: away from home to study, everything grey. Six of twelve sessions, and it has not
//! helped enough: a decision is due. In the manual of Stuart and Robertson.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{Area, Command, Dialect, document::contract::Frequency, session::Technique};
use jiff::civil::Date;

use super::course::{Agreement, Beginning, Met, accepted, agreed, met, people, risk, understood};
use crate::walk::later;

const TOLD: [Met<'static>; 6] = [
    (
        0,
        [2, 2, 3, 3, 1, 2, 3, 1, 0],
        12,
        "I miss lectures. I miss everything.",
        "A lecture hall of four hundred, and nobody's name.",
        "Named as a depression; relief and doubt.",
    ),
    (
        7,
        [2, 2, 3, 3, 1, 2, 3, 1, 0],
        12,
        "My mother asks every day whether I eat.",
        "The call, and the wish to be small.",
        "People named: many at home, two here.",
    ),
    (
        14,
        [2, 2, 3, 3, 1, 2, 2, 1, 0],
        12,
        "I cooked for the corridor. They had eaten.",
        "The full pot, and three days in bed.",
        "Wishes are hinted at, and then withdrawn.",
    ),
    (
        21,
        [2, 2, 3, 3, 1, 2, 2, 1, 0],
        11,
        "It fits. I do not know whether it helps.",
        "Being understood, and afraid to hope.",
        "Formulation accepted; contract for twelve.",
    ),
    (
        28,
        [2, 2, 3, 3, 1, 2, 2, 1, 0],
        12,
        "Nothing happened.",
        "An empty week, and emptier evenings.",
        "An incident was hard to find; taken to supervision.",
    ),
    (
        35,
        [2, 2, 3, 3, 1, 2, 2, 1, 0],
        12,
        "I said no to the study group before they asked.",
        "Saying no, and hearing them laugh outside.",
        "Half way. The score has hardly moved; said openly.",
    ),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = Beginning {
        name: "Jun Park",
        variant: "ipt_standard",
        dialect: Dialect::StuartRobertson,
        reason: "Low since coming here to study; sleeps by day, misses lectures, sees nobody.",
        problem: "I am a screen that is switched off.",
        onset_days: 170,
        diagnosis: "a first depressive episode, moderate",
        strengths: "Gentle, observant; draws; close to a grandmother",
    };
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    met(&walk, 1, &TOLD[0], vec![Technique::Psychoeducation], true)?;
    understood(&walk, &beginning)?;
    met(&walk, 2, &TOLD[1], vec![Technique::DirectElicitation], true)?;
    let day = walk.on(7);
    let near = people(
        &walk,
        day,
        &[
            ("Grandmother", "At home", 1, 1, "Calls on Sundays; she hums"),
            ("Min-seo", "Friend at home", 2, 1, "Messages, fewer each week"),
            ("Tom", "Next door in the corridor", 3, 3, "Nods"),
            ("Professor Lind", "Tutor", 3, 3, "Wrote once, kindly"),
        ],
    )?;
    met(&walk, 3, &TOLD[2], vec![Technique::Clarification], true)?;
    met(&walk, 4, &TOLD[3], vec![Technique::Psychoeducation], true)?;
    agreed(&walk, &agreement(), near.into_iter().skip(2).collect())?;
    met(&walk, 5, &TOLD[4], vec![Technique::NonDirectiveExploration], true)?;
    met(&walk, 6, &TOLD[5], vec![Technique::CommunicationAnalysis], true)?;
    walk.record(risk(
        later(start, 35),
        "Asked because of the course: none.",
        "Grandmother; Min-seo.",
    ))?;
    walk.act(Command::BookNext { on: Some(later(start, 42)) })
}

fn agreement() -> Agreement<'static> {
    Agreement {
        day: 21,
        area: Area::RoleTransition,
        began: "about half a year ago",
        precipitant: "coming here to study, away from everybody who knew you",
        link: "you wait to be asked, nobody asks, and then you withdraw before they can",
        vulnerability: "you notice what others need sooner than what you need",
        support: "your grandmother carries from far; here there are nods",
        why: "it began with the change of place, and the crisis is being unknown",
        target: "finding two people here who know your name, and saying what you would like",
        answer: "It fits. I do not know whether it helps.",
        goal: "Be expected somewhere once a week.",
        sessions: 12,
        frequency: Frequency::Weekly,
    }
}

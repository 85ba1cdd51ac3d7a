//! Geoffrey, 71: his wife died fourteen months ago. Grief, later life, near the end.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Area, Command, Dialect,
    document::{Ending, MidReview, contract::Frequency},
    homework::Homework,
    session::{SessionNumber, Technique},
};
use jiff::civil::Date;

use super::{
    course::{Agreement, Beginning, Met, accepted, agreed, met, people, understood},
    lines,
};
use crate::walk::{Walk, later};

const TOLD: [Met<'static>; 14] = [
    (
        0,
        [3, 3, 3, 2, 2, 2, 2, 1, 0],
        9,
        "I am told that I should come.",
        "The anniversary, and then nothing for weeks.",
        "He wears her watch. Symptoms named; memory screened, sound.",
    ),
    (
        7,
        [3, 3, 3, 2, 2, 2, 2, 1, 0],
        9,
        "I kept the wireless on.",
        "The wireless at night, so as not to hear the house.",
        "Sick role: his daughter does the accounts of the bowls club for now. Circle: Margaret still in the middle.",
    ),
    (
        14,
        [3, 3, 3, 2, 2, 2, 1, 1, 0],
        8,
        "Her coat is in the hall.",
        "Passing the coat eight times a day.",
        "Timeline: he did not weep at the funeral; he carried the chairs.",
    ),
    (
        21,
        [2, 3, 3, 2, 2, 2, 1, 1, 0],
        8,
        "You wrote that I have not had time to miss her.",
        "Reading it, and weeping in the car.",
        "Formulation accepted; contract for sixteen, slowly.",
    ),
    (
        28,
        [2, 3, 2, 2, 2, 2, 1, 1, 0],
        8,
        "I told it to my daughter. All of it.",
        "Telling it, and sleeping five hours.",
        "The last week in hospital, hour by hour.",
    ),
    (
        35,
        [2, 2, 2, 2, 2, 2, 1, 1, 0],
        7,
        "I was angry with her.",
        "Anger that she had hidden the pain, and shame after it.",
        "Anger allowed. “She could be a terror about the washing-up.”",
    ),
    (
        42,
        [2, 2, 2, 2, 1, 2, 1, 0, 0],
        7,
        "I moved the coat.",
        "The coat to the chair, and an hour on the chair.",
        "Photographs brought: the one at the sea, and the one with the burnt pan.",
    ),
    (
        49,
        [2, 2, 2, 1, 1, 1, 1, 0, 0],
        6,
        "I laughed at her brother's.",
        "Laughing, and guilt on the bus.",
        "Half way: less, not gone. The picture of her is whole now, terror and sea.",
    ),
    (
        56,
        [1, 2, 2, 1, 1, 1, 1, 0, 0],
        6,
        "Bowls. I did not bowl.",
        "Standing at the green, and being greeted.",
        "Who may know? Two at the club.",
    ),
    (
        63,
        [1, 2, 2, 1, 1, 1, 0, 0, 0],
        5,
        "I bowled badly.",
        "Two ends, and tea.",
        "Re-engagement begins with the tea.",
    ),
    (
        70,
        [1, 1, 2, 1, 1, 1, 0, 0, 0],
        5,
        "The coat has gone to my granddaughter.",
        "Giving it, with tears and with relief.",
        "Tears and relief together.",
    ),
    (
        77,
        [1, 1, 2, 1, 0, 1, 0, 0, 0],
        4,
        "I cooked her stew and it was wrong.",
        "The wrong stew, and laughing alone.",
        "What she would have said of it.",
    ),
    (
        84,
        [1, 1, 1, 1, 0, 1, 0, 0, 0],
        4,
        "So it ends soon, with you.",
        "The word end, and an old cold in the chest.",
        "The ending was raised: another goodbye, this time said.",
    ),
    (
        98,
        [1, 1, 1, 1, 0, 0, 0, 0, 0],
        4,
        "I have been practising goodbyes. On the milkman.",
        "Practising, and smiling.",
        "Sadness at the ending, told apart from the illness. Plan begun.",
    ),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = Beginning {
        name: "Geoffrey Ames",
        variant: "ipt_late_life",
        dialect: Dialect::KlermanWeissman,
        reason: "Widowed fourteen months ago; has lost weight, does not go out, keeps her room as it was.",
        problem: "I am quite all right. I just do not see the point of breakfast.",
        onset_days: 300,
        diagnosis: "a first depressive episode, moderate, after bereavement",
        strengths: "Courteous, dry, a craftsman; a daughter near by",
    };
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    met(&walk, 1, &TOLD[0], vec![Technique::NonDirectiveExploration], true)?;
    understood(&walk, &beginning)?;
    met(&walk, 2, &TOLD[1], vec![Technique::Psychoeducation], true)?;
    let day = walk.on(7);
    let near = people(
        &walk,
        day,
        &[
            ("Margaret", "Wife", 0, 1, "Forty-six years; the sea every June"),
            ("Helen", "Daughter", 1, 2, "Comes on Tuesdays; does not mention it"),
            ("Roy", "Margaret's brother", 3, 3, "Cards at Christmas"),
            ("Stan", "Bowls club", 3, 2, "Used to drive together"),
        ],
    )?;
    met(&walk, 3, &TOLD[2], vec![Technique::DirectElicitation], true)?;
    met(&walk, 4, &TOLD[3], vec![Technique::EncouragementOfAffect], true)?;
    agreed(&walk, &agreement(), near.into_iter().take(1).collect())?;
    worked(&walk)
}

fn agreement() -> Agreement<'static> {
    Agreement {
        day: 21,
        area: Area::Grief,
        began: "about ten months ago",
        precipitant: "Margaret's death, and the months in which you carried chairs for everybody",
        link: "the less you let yourself miss her the emptier the days became, and the emptier they \
               were the less you could bear to look",
        vulnerability: "you were brought up to manage",
        support: "Helen comes, and waits for a word from you",
        why: "it began with her death, and the grief has not had its time",
        target: "telling it, missing her as she was, and finding your way back to people",
        answer: "I have not been all right. There, I have said it.",
        goal: "Talk about her with Helen, and go to the green.",
        sessions: 16,
        frequency: Frequency::Weekly,
    }
}

fn worked(walk: &Walk<'_>) -> Result<(), Problem> {
    for (n, told) in (5..).zip(&TOLD[4..]) {
        if n == 9 {
            walk.record(MidReview {
                held_on: Some(walk.on(49)),
                change_in_clients_words: "I can say her name at table.".into(),
                focus_still_right: Some(true),
                sessions_left_said: Some(true),
                ..MidReview::default()
            })?;
        }
        met(walk, n, told, vec![Technique::EncouragementOfAffect], true)?;
        if n == 13 {
            walk.act(Command::RaiseEnding {
                words: "“Three more, and I should like us to say goodbye properly.” “Yes,” he said. “That one I missed.”".into(),
            })?;
        }
    }
    walk.record(Ending {
        feelings: "Sad, and less afraid of it than he had thought.".into(),
        sadness_or_relapse: "Weeping at home without the cold in the chest: sadness.".into(),
        gains: lines(&[
            "you speak of Margaret, the sea and the burnt pan",
            "you go to the green on Thursdays",
        ]),
        clients_account: "I stopped being polite about it".into(),
        skills: lines(&["telling Helen before Tuesday is over"]),
        ..Ending::default()
    })?;
    walk.task(
        SessionNumber::Acute(14),
        Homework {
            what: "Write the last line to Margaret, to be read here.".into(),
            confidence: Some(7),
            ..Homework::default()
        },
    )?;
    walk.act(Command::BookNext { on: Some(later(walk.start, 105)) })
}

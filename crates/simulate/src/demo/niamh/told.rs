//! Niamh's sessions.

use ipt::{
    area::{Marker, Strategy},
    review::AlertDecision,
    session::{AnswerKind, Technique},
};

use super::super::session::{Met, UNTOLD};

const GRIEF: Met<'static> = Met {
    techniques: &[Technique::EncouragementOfAffect],
    risk: "Asked: no thoughts.",
    gad: 8,
    ..UNTOLD
};

pub(super) const INITIAL: [Met<'static>; 4] = [
    Met {
        day: 0,
        phq: [2, 2, 2, 2, 2, 3, 1, 1, 0],
        opening_answer: "It is about a dog.",
        link_text: "The dog, and weeping in the X-ray room.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms named; twelve sessions and the last date said. She asked how I was, twice.",
        plan: "Sick role; who is there.",
        ..GRIEF
    },
    Met {
        day: 7,
        phq: [2, 2, 2, 2, 2, 3, 1, 1, 0],
        opening_answer: "I gave away one shift. They managed.",
        link_text: "An empty evening, and five hours of scrubbing.",
        techniques: &[Technique::Psychoeducation, Technique::DirectElicitation],
        note: "Circle: Eoin's name laid beside the rings. Luca went to the outer ring, slowly.",
        plan: "Timeline, from the telephone on.",
        ..GRIEF
    },
    Met {
        day: 14,
        phq: [2, 2, 2, 2, 2, 2, 1, 1, 0],
        opening_answer: "I found the list. Who stands where.",
        link_text: "The list in a coat pocket, and a night awake.",
        affect: "Dry-eyed, both thumbs pressed together",
        techniques: &[Technique::Clarification],
        note: "Timeline. She finished the second patient; then the bread, the list, the papers.",
        plan: "Formulation, in writing.",
        ..GRIEF
    },
    Met {
        day: 21,
        phq: [2, 2, 2, 2, 1, 2, 1, 1, 0],
        opening_answer: "I read it in the car. I am still in the car, I think.",
        strategies: &[Strategy::LinkToDeath],
        link_text: "Reading it, and the first long weeping.",
        affect: "Tears",
        note: "Formulation accepted; contract for twelve.",
        plan: "That day, from its beginning.",
        early: Some((AlertDecision::CarryOn, "The mourning has begun only today.")),
        ..GRIEF
    },
];

pub(super) const MOURNING: [Met<'static>; 2] = [
    Met {
        day: 28,
        phq: [2, 2, 2, 1, 1, 2, 1, 1, 0],
        opening_answer: "I have not told anybody about the second patient.",
        strategies: &[Strategy::Retell, Strategy::LinkToDeath],
        link_text: "Telling Safiya at last, and sleeping until seven.",
        affect: "Slow tears, then hunger",
        note: "The day hour by hour. A cat with a thorn; she remembers its name. Nobody had asked \
               where she was when she heard.",
        plan: "The message, with company.",
        ..GRIEF
    },
    Met {
        day: 35,
        phq: [1, 1, 1, 1, 1, 2, 1, 1, 0],
        opening_answer: "“Ring me, you eejit.” Eleven seconds.",
        strategies: &[Strategy::NameFeelings, Strategy::WholePerson],
        link_text: "Hearing him, laughing, and then anger until noon.",
        affect: "Laughter, guilt, anger; each said aloud",
        seen: &[
            (Marker::AvoidsLess, "Heard the message, with Safiya in the next room."),
            (Marker::SeesWhole, "“Brave, and he left the forms to me. Even these.”"),
        ],
        note: "Half way. The call that she did not return: she had been asleep. Anger that he \
               never saw a doctor; she had thought that one may not.",
        plan: "Six left. Luca.",
        ..GRIEF
    },
];

pub(super) const RETURNING: [Met<'static>; 3] = [
    Met {
        day: 42,
        phq: [1, 1, 1, 1, 1, 1, 1, 1, 0],
        opening_answer: "My mother said his name at tea. I did not change the subject.",
        strategies: &[Strategy::NameFeelings, Strategy::ReEngage],
        link_text: "His name at tea, and a soft evening.",
        seen: &[(Marker::TearsAndRelief, "Wept at the table, and took another slice.")],
        note: "Whom does she want to know him with? Three lines to Luca, drafted here.",
        plan: "Send them.",
        ..GRIEF
    },
    Met {
        day: 49,
        phq: [1, 1, 1, 1, 1, 1, 1, 0, 0],
        opening_answer: "Four minutes. He had three drafts.",
        strategies: &[Strategy::ReEngage],
        link_text: "Luca's answer, and dancing in the kitchen, briefly.",
        techniques: &[Technique::WorkingWithSupport],
        seen: &[(Marker::TurnsAgain, "Luca, for the first time since the funeral.")],
        note: "Each had thought that the other could not bear it.",
        plan: "The slipway, with shoes on.",
        ..GRIEF
    },
    Met {
        day: 56,
        phq: [1, 1, 1, 1, 1, 1, 1, 0, 0],
        opening_answer: "Second step. Then chips.",
        strategies: &[Strategy::ReEngage, Strategy::WholePerson],
        link_text: "The second step, and the cold in the chest; warm after the chips.",
        note: "Half done is two steps. The ending was raised.",
        plan: "Three left.",
        ..GRIEF
    },
];

pub(super) const ENDING: [Met<'static>; 3] = [
    Met {
        day: 63,
        phq: [1, 1, 1, 1, 0, 1, 1, 0, 0],
        opening_answer: "I was short with Safiya all week. It is you.",
        answer_kind: AnswerKind::Mood,
        strategies: &[Strategy::NameFeelings],
        link_text: "The date of the last session, and snapping at Safiya; she said sorry.",
        affect: "Cross, then sad",
        techniques: &[Technique::EncouragementOfAffect, Technique::TherapeuticRelationship],
        note: "A goodbye with notice. She began to ask after my plans, stopped, and laughed.",
        plan: "Signs, and the hard days of the year.",
        ..GRIEF
    },
    Met {
        day: 70,
        phq: [1, 1, 1, 1, 0, 1, 0, 0, 0],
        opening_answer: "My hair is wet.",
        strategies: &[Strategy::ReEngage],
        link_text: "The sea up to the neck, and singing to a dog.",
        seen: &[(Marker::TearsAndRelief, "Both, in the water, with Luca counting.")],
        note: "Luca counted the steps. Plan begun: two extra shifts are the first sign.",
        plan: "The last one.",
        ..GRIEF
    },
    Met {
        day: 77,
        phq: [1, 0, 1, 1, 0, 1, 0, 0, 0],
        gad: 4,
        opening_answer: "I did not bring a list.",
        strategies: &[Strategy::NameFeelings],
        link_text: "Coming without a list, and feeling light, and sad in the car park.",
        note: "Plan agreed. A goodbye that was said, by both.",
        plan: "She knows the way back.",
        ..GRIEF
    },
];

//! Geoffrey's sessions.

use ipt::{
    area::{Marker, Strategy},
    review::AlertDecision,
    session::{AnswerKind, Technique},
};

use super::super::session::{Met, UNTOLD};

pub(super) const INITIAL: [Met<'static>; 4] = [
    Met {
        day: 0,
        phq: [3, 3, 3, 2, 2, 2, 2, 1, 0],
        gad: 9,
        opening_answer: "I am told that I should come.",
        link_text: "The first wedding day without her, and then nothing for weeks.",
        techniques: &[Technique::NonDirectiveExploration, Technique::DirectElicitation],
        note: "He wears her watch. Symptoms named; memory looked at, sound. Sixteen sessions and \
               the last date were named; he wrote them in his diary.",
        risk: "Asked directly: no thoughts of suicide. Would not mind not waking; no wish, no \
               plan.",
        plan: "Sick role; who is there.",
        ..UNTOLD
    },
    Met {
        day: 7,
        phq: [3, 3, 3, 2, 2, 2, 2, 1, 0],
        gad: 9,
        opening_answer: "I kept the wireless on.",
        link_text: "The wireless at night, so as not to hear the house.",
        techniques: &[Technique::Psychoeducation, Technique::DirectElicitation],
        note: "Sick role: his daughter does the accounts of the bowls club for now. Circle: he \
               held Margaret's name over the middle; we laid it beside the rings, where he could \
               see it.",
        risk: "Asked: no thoughts. Helen's number and the contacts are by the telephone.",
        plan: "Timeline, from the hospital on.",
        ..UNTOLD
    },
    Met {
        day: 14,
        phq: [3, 3, 3, 2, 2, 2, 1, 1, 0],
        gad: 8,
        opening_answer: "Her coat is in the hall.",
        link_text: "Passing the coat eight times a day.",
        affect: "Level voice; both hands on the chair",
        techniques: &[Technique::DirectElicitation, Technique::Clarification],
        note: "Timeline: he did not weep at the funeral; he carried the chairs. The low set in \
               four months later, when there was nothing left to carry.",
        risk: "Asked: no thoughts.",
        plan: "Formulation, in writing.",
        ..UNTOLD
    },
    Met {
        day: 21,
        phq: [2, 3, 3, 2, 2, 2, 1, 1, 0],
        gad: 8,
        opening_answer: "You wrote that I have not had time to miss her.",
        link_text: "Reading it, and weeping in the car.",
        affect: "Tears, and surprise at them",
        techniques: &[Technique::EncouragementOfAffect, Technique::Psychoeducation],
        note: "Formulation accepted; contract for sixteen, at his pace. “You may hurry me,” he \
               said. We agreed not to.",
        risk: "Asked: no thoughts.",
        plan: "The last week, told from its beginning.",
        ..UNTOLD
    },
];

const GRIEF: Met<'static> =
    Met { techniques: &[Technique::EncouragementOfAffect], risk: "Asked: no thoughts.", ..UNTOLD };

pub(super) const GRIEVING: [Met<'static>; 4] = [
    Met {
        day: 28,
        phq: [2, 3, 2, 2, 2, 2, 1, 1, 0],
        gad: 8,
        opening_answer: "I drove past the hospital. On purpose.",
        strategies: &[Strategy::LinkToDeath, Strategy::Retell],
        link_text: "Driving past, parking, and sleeping five hours that night.",
        affect: "Slow tears",
        note: "The last week in hospital, hour by hour. The reading glasses: he had been sent \
               for them. Said aloud for the first time that he was not in the room. Early look \
               at the scores: a small fall; the plan is kept.",
        plan: "Eleven left. Helen knows parts he does not.",
        early: Some((AlertDecision::CarryOn, "The mourning has begun only now; he sleeps longer.")),
        ..GRIEF
    },
    Met {
        day: 35,
        phq: [2, 2, 2, 2, 2, 2, 1, 1, 0],
        gad: 7,
        opening_answer: "I was angry with her.",
        strategies: &[Strategy::NameFeelings, Strategy::WholePerson],
        answer_kind: AnswerKind::Mood,
        link_text: "Anger that she had hidden the pain, and shame after it.",
        affect: "Anger, a little louder each time",
        techniques: &[Technique::EncouragementOfAffect, Technique::Clarification],
        note: "Anger allowed. “She could be a terror about the washing-up.” He had thought that \
               one may not say this of the dead.",
        plan: "Photographs, one of them of a bad day.",
        ..GRIEF
    },
    Met {
        day: 42,
        phq: [2, 2, 2, 2, 1, 2, 1, 0, 0],
        gad: 7,
        opening_answer: "I moved the coat.",
        strategies: &[Strategy::Retell, Strategy::WholePerson],
        seen: &[(
            Marker::AvoidsLess,
            "The coat moved from the hook to the chair, by his own hand.",
        )],
        link_text: "The coat to the chair, and an hour on the chair.",
        note: "Photographs brought: the one at the sea, and the one with the burnt pan. He told \
               both as she would have told them.",
        plan: "Half way next week: scores, goals, and the question of longing once more.",
        ..GRIEF
    },
    Met {
        day: 49,
        phq: [2, 2, 2, 1, 1, 1, 1, 0, 0],
        gad: 6,
        opening_answer: "I laughed at her brother's.",
        strategies: &[Strategy::WholePerson, Strategy::NameFeelings],
        seen: &[
            (Marker::SeesWhole, "“A terror, and the sea. Both.”"),
            (Marker::TearsAndRelief, "Laughed with Roy, then a hand over the eyes, then breath."),
        ],
        link_text: "Laughing with Roy, and guilt on the bus.",
        affect: "Laughter, then a hand over the eyes",
        techniques: &[Technique::EncouragementOfAffect, Technique::Clarification],
        note: "Half way: less, not gone. The picture of her is whole now, terror and sea. \
               Medication looked at again; he and Dr. Lowe leave it.",
        plan: "Eight left. The people who are here.",
        ..GRIEF
    },
];

pub(super) const RETURNING: [Met<'static>; 5] = [
    Met {
        day: 56,
        phq: [1, 2, 2, 1, 1, 1, 1, 0, 0],
        gad: 6,
        opening_answer: "Bowls. I did not bowl.",
        strategies: &[Strategy::ReEngage],
        link_text: "Standing at the green, and being greeted; warm until he locked his door.",
        techniques: &[Technique::WorkingWithSupport],
        note: "Who may know that he has been ill? Two at the club. What to say when asked how he \
               is, tried in three lengths.",
        plan: "The green again, and the tea.",
        ..GRIEF
    },
    Met {
        day: 63,
        phq: [1, 2, 2, 1, 1, 1, 0, 0, 0],
        gad: 5,
        opening_answer: "I bowled badly.",
        strategies: &[Strategy::ReEngage],
        seen: &[(Marker::TurnsAgain, "Two ends and the tea; told Stan.")],
        link_text: "Two ends, and tea; whistling in the car.",
        techniques: &[Technique::WorkingWithSupport, Technique::EncouragementOfAffect],
        note: "Coming back begins with the tea. He had told Stan, who said: “Thought so. I missed \
               your driving.”",
        plan: "The coat: what does he want for it?",
        ..GRIEF
    },
    Met {
        day: 70,
        phq: [1, 1, 2, 1, 1, 1, 0, 0, 0],
        gad: 5,
        opening_answer: "The coat has gone to my granddaughter.",
        strategies: &[Strategy::NameFeelings],
        seen: &[(Marker::TearsAndRelief, "Gave the coat away, with both at once.")],
        link_text: "Giving it, with tears and with relief.",
        affect: "Tears and relief together",
        note: "She turned up the sleeves in the hall. The hook is empty; he has left it so. \
               Nothing else needs deciding.",
        plan: "One of her dishes.",
        ..GRIEF
    },
    Met {
        day: 77,
        phq: [1, 1, 2, 1, 0, 1, 0, 0, 0],
        gad: 4,
        opening_answer: "I cooked her stew and it was wrong.",
        strategies: &[Strategy::WholePerson, Strategy::ReEngage],
        link_text: "The wrong stew, and laughing alone in the kitchen.",
        note: "What she would have said of it, in her voice. Then, in his own, what he says to it.",
        plan: "Four left; the ending next week.",
        ..GRIEF
    },
    Met {
        day: 84,
        phq: [1, 1, 1, 1, 0, 1, 0, 0, 0],
        gad: 4,
        opening_answer: "So it ends soon, with you.",
        strategies: &[Strategy::NameFeelings],
        answer_kind: AnswerKind::Mood,
        link_text: "The word end, and an old cold in the chest.",
        affect: "The cold named as fear, then as sadness",
        techniques: &[Technique::EncouragementOfAffect, Technique::TherapeuticRelationship],
        note: "The ending was raised: another goodbye, this time said. He asked whether I would \
               remember the burnt pan. Yes.",
        plan: "Three left. A fortnight until the next: he stays with Helen.",
        ..GRIEF
    },
];

pub(super) const ENDING: [Met<'static>; 1] = [Met {
    day: 98,
    phq: [1, 1, 1, 1, 0, 0, 0, 0, 0],
    gad: 4,
    opening_answer: "I have been practising goodbyes. On the milkman.",
    link_text: "Practising, and smiling; on Sunday a wave, and then the crossword.",
    affect: "Sad, and amused at being sad",
    techniques: &[Technique::EncouragementOfAffect, Technique::Psychoeducation],
    note: "Sadness at the ending, told apart from the illness. Plan begun: the uneaten breakfast \
           is the first sign, and Helen has leave to ask.",
    plan: "Two left. The plan finished, and the wedding day thought of ahead.",
    ..GRIEF
}];

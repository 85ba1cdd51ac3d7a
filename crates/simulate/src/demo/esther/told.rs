//! Esther's sessions, up to the one in which the ending was raised.

use ipt::{
    area::{DisputeStage, Marker, Strategy},
    review::AlertDecision,
    session::{AnswerKind, Technique},
};

use super::super::session::{Met, UNTOLD};

const BEGUN: Met<'static> = Met { risk: "Asked: no thoughts.", ..UNTOLD };

pub(super) const INITIAL: [Met<'static>; 4] = [
    Met {
        day: 0,
        phq: [2, 2, 2, 3, 2, 2, 2, 1, 0],
        gad: 11,
        opening_answer: "I have untuned a piano.",
        link_text: "An evening of closed doors, and the next morning no ear for the fifths.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms gone through and named. Why now: the piano, and the pupil who played on \
               it and said nothing. Sixteen sessions and the last date were named.",
        plan: "Sick role; the people of the house and of the boat.",
        ..BEGUN
    },
    Met {
        day: 7,
        phq: [2, 2, 2, 3, 2, 2, 2, 1, 0],
        gad: 11,
        opening_answer: "I said that I do not cook on Tuesdays. To the fridge.",
        answer_kind: AnswerKind::Event,
        link_text: "Saying it to the fridge, and a heavy Tuesday.",
        techniques: &[Technique::Psychoeducation, Technique::DirectElicitation],
        note: "Circle drawn. She put Elias in the middle at once and held Klara over the line \
               for a long while. Of the boat she said “was”.",
        plan: "When did the house become quiet?",
        ..BEGUN
    },
    Met {
        day: 14,
        phq: [2, 2, 2, 3, 2, 2, 1, 1, 0],
        gad: 10,
        opening_answer: "It was to be a month.",
        link_text: "Finding the note with “a month” in the drawer, and not sleeping.",
        affect: "Fondness first; then her hands shut",
        techniques: &[Technique::Clarification, Technique::InterpersonalIncident],
        note: "Timeline. The cot and the stair rail in one week: each of them built for staying, \
               and neither had said stay.",
        plan: "Formulation, with the triad on one page.",
        ..BEGUN
    },
    Met {
        day: 21,
        phq: [2, 2, 2, 2, 2, 2, 1, 1, 0],
        gad: 10,
        opening_answer: "You left out that I was glad.",
        strategies: &[Strategy::LinkToDispute, Strategy::FindStage],
        dispute_stage: Some(DisputeStage::Impasse),
        link_text: "Reading it at the kitchen table while Klara washed up, and being close to \
                    saying something.",
        techniques: &[Technique::Psychoeducation, Technique::Clarification],
        note: "Formulation told; one sentence put in by her, then accepted. Contract for sixteen. \
               Where it stands: neither of them tries, both hope. An impasse.",
        plan: "What each expects, side by side.",
        early: Some((AlertDecision::CarryOn, "The focus is agreed only today; the plan is kept.")),
        ..BEGUN
    },
];

const IMPASSE: Met<'static> = Met { dispute_stage: Some(DisputeStage::Impasse), ..BEGUN };

pub(super) const SILENCE: [Met<'static>; 4] = [
    Met {
        day: 28,
        phq: [2, 2, 2, 2, 1, 1, 1, 1, 0],
        gad: 9,
        opening_answer: "I made the list. Hers is longer than mine.",
        answer_kind: AnswerKind::Event,
        strategies: &[Strategy::Expectations, Strategy::FindStage],
        link_text: "Writing Klara's side, and an evening with less weight in it.",
        affect: "Surprise",
        techniques: &[Technique::Clarification],
        note: "What each counts on. On Klara's side she wrote: that I say when it is too much. \
               “She cannot know that I never do.” Early look at the scores: they move.",
        plan: "The evening of the coats, word for word.",
        ..IMPASSE
    },
    Met {
        day: 35,
        phq: [2, 1, 2, 2, 1, 2, 1, 1, 0],
        gad: 9,
        opening_answer: "I dreamt of coats.",
        strategies: &[Strategy::KeepsGoing],
        link_text: "The dream, and a day of listening for the door.",
        incident: "Half past six, the stairs. Esther, with her coat on: “I thought you were in \
                   tonight.” Klara, with hers: “I thought you were.” Elias between them. Esther \
                   took off her coat. Neither spoke until Sunday.",
        techniques: &[Technique::InterpersonalIncident, Technique::CommunicationAnalysis],
        note: "The coats line by line. She had meant: ask me. She had said nothing that could be \
               answered, and neither had Klara. Taking off the coat was the loudest line.",
        plan: "Where else does she take off her coat?",
        ..IMPASSE
    },
    Met {
        day: 42,
        phq: [2, 1, 2, 1, 1, 2, 1, 1, 0],
        gad: 8,
        opening_answer: "With Arne I did the same. He went into the garden, I into the kitchen.",
        strategies: &[Strategy::PatternsElsewhere],
        link_text: "Remembering the garden door, and weeping at the workbench; better after it.",
        affect: "Grief, and some anger, allowed",
        techniques: &[Technique::EncouragementOfAffect, Technique::RolePlay],
        note: "Giving before being asked, then waiting to be thanked, then quiet: with Arne, in \
               the boat once, now with Klara. One sentence played here, three times; then she \
               played Klara and said: “I am afraid that you want your rooms back.”",
        plan: "What ways on are there? None of them pressed.",
        ..IMPASSE
    },
    Met {
        day: 49,
        phq: [1, 1, 2, 1, 1, 2, 1, 1, 0],
        gad: 7,
        opening_answer: "If I say it and she moves out?",
        answer_kind: AnswerKind::Mood,
        strategies: &[Strategy::Options],
        link_text: "The thought of empty rooms, and a night awake; then an hour at a piano that \
                    came right.",
        techniques: &[Technique::DecisionAnalysis],
        note: "Half way: less, not gone. Ways side by side: leave it, a date by which Klara \
               finds a flat, a talk with a sheet of paper between them. She chose the talk.",
        plan: "Eight left. The talk, if the week allows.",
        ..IMPASSE
    },
];

const TALKING: Met<'static> = Met {
    dispute_stage: Some(DisputeStage::Renegotiation),
    strategies: &[Strategy::TryChange],
    answer_kind: AnswerKind::Event,
    ..BEGUN
};

pub(super) const TALK: [Met<'static>; 5] = [
    Met {
        day: 56,
        phq: [1, 1, 1, 1, 1, 2, 1, 1, 0],
        gad: 6,
        opening_answer: "I said it. She wept. I thought that I had broken it.",
        link_text: "“I would like us to sit down. I am glad of you and I am tired.” Then tea until \
                    eleven, and sleep until six.",
        affect: "Shaken, and lighter",
        techniques: &[Technique::CommunicationAnalysis],
        note: "Both try now: a negotiation again. Klara had thought that she was a burden and \
               had kept out of the way. Would Klara come once? Esther wishes it. Klara was rung \
               and will be spoken with alone first.",
        seen: &[
            (Marker::StageMoves, "They sat down on Monday, both with a pen."),
            (Marker::AsksDirectly, "“I would like us to sit down.”"),
        ],
        plan: "The joint session, if nothing speaks against it.",
        ..TALKING
    },
    Met {
        day: 63,
        phq: [1, 1, 1, 1, 1, 1, 1, 1, 0],
        gad: 6,
        opening_answer: "She is in the waiting room, being early. She is never early.",
        link_text: "Klara early, and Esther's throat tight; warm by the end.",
        techniques: &[Technique::JointSession],
        note: "Each alone first: nothing speaks against it, and both want it. Then together, \
               forty minutes. No side was taken. What each counts on, read aloud by the other.",
        plan: "The sheet on the fridge for two weeks.",
        ..TALKING
    },
    Met {
        day: 70,
        phq: [1, 1, 2, 1, 1, 1, 1, 1, 0],
        gad: 6,
        opening_answer: "We quarrelled. With words.",
        link_text: "A quarrel about Thursday, finished in ten minutes, and amazement.",
        techniques: &[Technique::CommunicationAnalysis, Technique::RolePlay],
        note: "Thursday line by line: loud, and each answered what the other had said. A worse \
               week in the score; she does not call it a relapse, and nor do I.",
        seen: &[(Marker::FairerQuarrels, "Ten minutes, and it was over before supper.")],
        plan: "Saturday, and the boat.",
        ..TALKING
    },
    Met {
        day: 77,
        phq: [1, 1, 1, 1, 1, 1, 1, 0, 0],
        gad: 5,
        opening_answer: "I steered.",
        link_text: "The boat at seven, and singing in the car.",
        techniques: &[Technique::WorkingWithSupport],
        note: "Mercy was told on the jetty. “You might have said,” she said, and handed her the \
               rudder lines. Klara had Elias, because it stood on the sheet.",
        plan: "What holds by now, and what does not?",
        ..TALKING
    },
    Met {
        day: 84,
        phq: [1, 0, 1, 1, 1, 1, 1, 0, 0],
        gad: 5,
        opening_answer: "She has looked at a flat. She told me before.",
        link_text: "Being told before; sad and proud on the same evening.",
        affect: "Both at once, and she let it be both",
        techniques: &[Technique::EncouragementOfAffect],
        note: "Klara will move in summer, two streets on; Wednesdays and every other weekend \
               with Elias, asked for and agreed. The ending here was raised.",
        plan: "Three left.",
        ..TALKING
    },
];

pub(super) const PARTING: [Met<'static>; 3] = [
    Met {
        day: 91,
        phq: [1, 1, 1, 1, 0, 1, 1, 0, 0],
        gad: 4,
        opening_answer: "I looked at the calendar and was cross with you.",
        answer_kind: AnswerKind::Mood,
        dispute_stage: Some(DisputeStage::Resolved),
        link_text: "Three weeks on the calendar, and an evening of slamming pans, aloud.",
        affect: "Cross; then she laughed at the pans",
        techniques: &[Technique::TherapeuticRelationship, Technique::EncouragementOfAffect],
        note: "With Klara it is settled, as both say. Being left without a word, and being left \
               with notice: what is different? The pans were the first complaint in years that \
               somebody could hear.",
        plan: "Plan for staying well begun; goals next time.",
        ..TALKING
    },
    Met {
        day: 98,
        phq: [1, 1, 1, 1, 0, 1, 0, 0, 0],
        gad: 4,
        opening_answer: "Nine pianos, and one of them was the one from the autumn.",
        dispute_stage: Some(DisputeStage::Resolved),
        link_text: "Tuning the piano that she had left worse, and the pupil's nod.",
        techniques: &[Technique::NonDirectiveExploration, Technique::Psychoeducation],
        note: "Goals looked at. Signs by their order: the wireless off, the coat taken off, the \
               thought of being a burden. Whom to tell: Mercy first.",
        plan: "The last one; whether to meet a few times after it.",
        ..TALKING
    },
    Met {
        day: 105,
        phq: [1, 0, 1, 1, 0, 1, 0, 0, 0],
        gad: 3,
        opening_answer: "I brought you a tuning fork. It gives an A, whatever the house does.",
        dispute_stage: Some(DisputeStage::Resolved),
        link_text: "Wrapping the fork, with tears and humming.",
        affect: "Sad and content",
        techniques: &[Technique::EncouragementOfAffect],
        note: "Plan read aloud by her and agreed. Two sessions more, a month apart, over the move. \
               Goodbye to the weekly hour, said by both.",
        plan: "A month from now, after the move.",
        ..TALKING
    },
];

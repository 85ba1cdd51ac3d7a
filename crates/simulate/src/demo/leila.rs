//! Leila, 44: she and her sister run a bakery and have not spoken of anything but flour for a
//! year. The middle phase; a role dispute at an impasse.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Area, Command, PersonId,
    area::{DisputeStage, Marker, Strategy},
    focus::FocusRating,
    homework::Tried,
    session::{AnswerKind, Technique},
    timeline::LifeEvent,
};
use jiff::civil::{Date, time};

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    session::{Met, Task, UNTOLD, booked, sessions},
};
use crate::walk::Walk;

mod agreement;
mod beginning;
mod inventory;
mod work;

const FIRST: [Met<'static>; 3] = [
    Met {
        day: 0,
        phq: [2, 2, 3, 3, 3, 2, 1, 1, 0],
        gad: 14,
        opening_answer: "It is only work.",
        link_text: "Each morning at four beside her sister, and a stone until noon.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms gone through and named; she had thought it was her stomach. Why now: at \
               the feast she could not eat her own bread, and her mother saw it. Sixteen \
               sessions and the last date were named.",
        risk: "Asked directly: no thoughts of dying. “Who would do the dough?” Then, without the \
               joke: no.",
        plan: "Sick role; the people, with Samira among them.",
        ..UNTOLD
    },
    Met {
        day: 7,
        phq: [2, 2, 3, 3, 3, 2, 1, 1, 0],
        gad: 14,
        opening_answer: "My mother says we should pray together.",
        link_text: "The family table on Friday, everybody kind and nobody speaking, and two nights \
                    awake.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Sick role: her niece takes the early shift on Tuesdays. Circle drawn; she named \
               Samira last, and held the pen over two rings before she set it down.",
        risk: "Asked: no thoughts.",
        plan: "Samira: what each wants of the other, and how it went silent.",
        ..UNTOLD
    },
    Met {
        day: 14,
        phq: [2, 2, 3, 3, 2, 2, 1, 1, 0],
        gad: 13,
        opening_answer: "She signed for the new oven without me.",
        link_text: "The oven, and fury until she could not eat.",
        affect: "Anger first, and under it fear of losing her",
        techniques: &[Technique::Clarification, Technique::InterpersonalIncident],
        note: "Timeline: it began with the father's will. Samira was to lead, and nobody had said \
               it aloud. Leila signs the invoices as she always did; each waits for the other to \
               speak first.",
        risk: "Asked: no thoughts. Fury, and no wish to harm anybody.",
        plan: "Formulation next week; two raters look at the focus.",
        ..UNTOLD
    },
];

const IMPASSE: Met<'static> = Met {
    dispute_stage: Some(DisputeStage::Impasse),
    techniques: &[Technique::CommunicationAnalysis],
    ..UNTOLD
};

const MIDDLE: [Met<'static>; 3] = [
    Met {
        day: 21,
        phq: [2, 2, 2, 3, 2, 2, 1, 0, 0],
        gad: 12,
        opening_answer: "I read the letter to Karim.",
        strategies: &[Strategy::LinkToDispute, Strategy::FindStage, Strategy::Expectations],
        link_text: "Reading it, and being held; she slept until the alarm.",
        affect: "Softer; she wept at the word sister",
        techniques: &[Technique::Clarification, Technique::Psychoeducation],
        note: "Formulation told; she asked for one change and accepted it. Contract signed. What \
               each wants of the other, side by side: neither has said it. Early look at the \
               scores: a small fall; the plan is kept.",
        risk: "Asked: no thoughts.",
        plan: "One morning in the bakery, word for word.",
        ..IMPASSE
    },
    Met {
        day: 28,
        phq: [2, 2, 2, 2, 2, 2, 1, 0, 0],
        gad: 12,
        opening_answer: "She moved my tins.",
        strategies: &[Strategy::FindStage, Strategy::KeepsGoing],
        link_text: "The tins, and shaking for an hour.",
        incident: "Five o'clock. The tins stood on the lower shelf. Leila put them back, loudly. \
                   Samira turned the radio up. Nobody spoke. Leila had meant: ask me. She thinks \
                   that Samira meant: it is mine to arrange. She does not know.",
        note: "The tins line by line: not a word was spoken. What would she have said? “Ask me.” \
               And what might Samira have said? She had never wondered; it made her curious and \
               angry.",
        risk: "Asked: no thoughts.",
        plan: "Watch one morning as a guest would, and bring it.",
        ..IMPASSE
    },
    Met {
        day: 35,
        phq: [2, 2, 2, 2, 2, 1, 1, 0, 0],
        gad: 11,
        opening_answer: "Yasmin asked whether we hate each other.",
        strategies: &[Strategy::Options, Strategy::PatternsElsewhere],
        seen: &[(Marker::AsksDirectly, "Here only, four times: “I want us to decide together.”")],
        answer_kind: AnswerKind::Event,
        link_text: "The question, and crying in the flour store.",
        incident: "Yasmin, with her apron on: “Do you two hate each other?” Leila: “We are tired.” \
                   Samira, from the oven: nothing. Yasmin: “That is not an answer.”",
        affect: "Grief for the sister she talks to in her head",
        techniques: &[Technique::CommunicationAnalysis, Technique::RolePlay],
        note: "Still an impasse. To raise the disharmony, so that there is something to settle: \
               she is afraid of the price. Options side by side, none of them pressed: ask for a \
               talk, leave it as it is, divide the shops. One sentence tried here, four times.",
        risk: "Asked: no thoughts.",
        plan: "Ten sessions left. The sentence to Samira, if she chooses; half way in two weeks.",
        ..IMPASSE
    },
];

const REMEMBERED: [Remembered<'static>; 4] = [
    (
        420,
        LifeEvent::Death,
        "Her father dies, after a short illness",
        "We mourned him well. It was the paper afterwards.",
    ),
    (
        365,
        LifeEvent::Dispute,
        "The will is read: Samira is to lead",
        "One quarrel in the yard, ten minutes. The last time we raised our voices.",
    ),
    (
        230,
        LifeEvent::Dispute,
        "Samira rents the second shop alone",
        "I heard it from the man who sells us flour.",
    ),
    (-12, LifeEvent::Dispute, "The new oven is signed for", "Not one word, and then the delivery."),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second, third] = &FIRST;
    sessions(&walk, 1, std::slice::from_ref(first), &[])?;
    understood(&walk, &beginning)?;
    sessions(&walk, 2, std::slice::from_ref(second), &[])?;
    walk.record(beginning.sick_role)?;
    let known = people(&walk, walk.on(7), inventory::near())?;
    sessions(&walk, 3, std::slice::from_ref(third), &[])?;
    timeline(&walk, &REMEMBERED, &[(230, 2), (200, 5), (90, 6), (1, 8)])?;
    let [fourth, middle @ ..] = &MIDDLE;
    sessions(&walk, 4, std::slice::from_ref(fourth), &[])?;
    rated(&walk)?;
    agreed(&walk, agreement::agreement(&known))?;
    walk.record(work::sides(known.first().copied()))?;
    sessions(&walk, 5, middle, &tasks(known.first().copied()))?;
    work::told(&walk, known.first().copied())?;
    booked(&walk, 49, time(10, 15, 0, 0))
}

/// Two people heard the third session and see different areas.
fn rated(walk: &Walk<'_>) -> Result<(), Problem> {
    let rating = |rater: &str, area: Area, reason: &str| {
        Command::RateFocus(FocusRating {
            rater: rater.into(),
            area: Some(area),
            reason: reason.into(),
        })
    };
    walk.act(rating(
        "Ruth Albrecht, therapist",
        Area::RoleDispute,
        "She is low on the days after a silence with Samira and lighter on Tuesdays without her. \
         Each expects something that the other has not been told. It can be worked on now.",
    ))?;
    walk.act(rating(
        "Daniel Okafor, supervisor",
        Area::RoleTransition,
        "With the father's will she went from partner to second, and she mourns the bakery of \
         before. The silence may be how the two of them carry that change.",
    ))
}

fn tasks(samira: Option<PersonId>) -> [Task<'static>; 2] {
    [
        Task {
            session: 5,
            what: "Watch one morning in the bakery as a guest would, and write down five lines \
                   of it.",
            with_whom: None,
            when: "Thursday",
            confidence: 7,
            obstacle: "The rush at six",
            went: Some((
                Tried::Partly,
                "Three lines. The third one: “She put my coffee on the sill. She always has.”",
            )),
        },
        Task {
            session: 6,
            what: "Say to Samira: “I want us to decide about the second shop together. When can we \
                   sit?”",
            with_whom: samira,
            when: "Monday after closing",
            confidence: 4,
            obstacle: "She will look at the oven",
            went: None,
        },
    ]
}

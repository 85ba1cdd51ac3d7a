//! Leila, 44: she and her sister run a bakery and have not spoken of anything but flour for a
//! year. The middle phase; a role dispute at an impasse.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Area, Command, Dialect, PersonId,
    area::DisputeStage,
    document::contract::Frequency,
    homework::Homework,
    inventory::{InventoryEntry, Living, QuarrelEnds},
    session::{AnswerKind, SessionNote, SessionNumber, Technique},
};
use jiff::civil::Date;

use super::course::{Agreement, Beginning, Met, accepted, agreed, met, people, understood};
use crate::walk::{Walk, later};

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = Beginning {
        name: "Leila Haddad",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        reason: "Wakes at two, cannot eat what she bakes; conflict with her sister, who is her partner in the bakery.",
        problem: "We stand at one oven and she looks through me.",
        onset_days: 200,
        diagnosis: "a first depressive episode, moderate",
        strengths: "Proud of her craft; a wide family; prays",
    };
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let told: [Met<'_>; 3] = [
        (
            0,
            [2, 2, 3, 3, 3, 2, 1, 1, 0],
            14,
            "It is only work.",
            "Each morning at four beside her sister, and a stone until noon.",
            "Symptoms named; she had thought it was her stomach.",
        ),
        (
            7,
            [2, 2, 3, 3, 3, 2, 1, 1, 0],
            14,
            "My mother says we should pray together.",
            "The family table on Friday, and two nights awake.",
            "Sick role: her niece takes the early shift on Tuesdays. Circle drawn; Samira stands between two rings.",
        ),
        (
            14,
            [2, 2, 3, 3, 2, 2, 1, 1, 0],
            13,
            "She signed for the new oven without me.",
            "The oven, and fury until she could not eat.",
            "It began with the father's will: Samira was to lead, and nobody had said it aloud.",
        ),
    ];
    met(&walk, 1, &told[0], vec![Technique::Psychoeducation], true)?;
    understood(&walk, &beginning)?;
    met(&walk, 2, &told[1], vec![Technique::DirectElicitation], true)?;
    let day = walk.on(7);
    people(
        &walk,
        day,
        &[
            ("Nour", "Mother", 1, 1, "Friday table"),
            ("Karim", "Husband", 1, 1, "Talks when the children sleep"),
            ("Yasmin", "Niece", 2, 3, "Early shift together; she sees it all"),
        ],
    )?;
    let samira = walk.person(samira())?;
    walk.place(ipt::inventory::circle::Layout::Now, day, &[(samira, 2)])?;
    walk.place(ipt::inventory::circle::Layout::BeforeOnset, day, &[(samira, 1)])?;
    met(&walk, 3, &told[2], vec![Technique::Clarification], true)?;
    walk.on(21);
    agreed(&walk, &agreement(), vec![samira])?;
    worked(&walk, samira)
}

fn samira() -> InventoryEntry {
    InventoryEntry {
        name: "Samira".into(),
        relation: "Sister, partner in the bakery".into(),
        living: Some(Living::Alive),
        contact: "Six mornings a week".into(),
        cannot_talk_about: "The will; who decides".into(),
        quarrels: "One, a year ago. Since then silence.".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That she asks me before she signs".into(),
        clients_expectations_met: Some(false),
        others_expectations: "Perhaps that I say that she leads".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(false),
        link_to_onset: Some(3),
        candidate_area: Some(Area::RoleDispute),
        ..InventoryEntry::default()
    }
}

fn agreement() -> Agreement<'static> {
    Agreement {
        day: 21,
        area: Area::RoleDispute,
        began: "about seven months ago",
        precipitant: "the quarrel with Samira over who leads the bakery, and the silence since",
        link: "each silent morning leaves you heavy, and the heavier you are the less you say",
        vulnerability: "you learnt early that a quarrel can cost you the table",
        support: "Karim and Yasmin see it; your mother wishes for peace",
        why: "the low follows the mornings with her, and both of you want something that has not been said",
        target: "reopening the talk with Samira, and finding out what can be settled and what cannot",
        answer: "Yes. I want to know whether I still have a sister.",
        goal: "Say to Samira what I want decided together.",
        sessions: 16,
        frequency: Frequency::Weekly,
    }
}

fn worked(walk: &Walk<'_>, samira: PersonId) -> Result<(), Problem> {
    let impasse = |opening: &str, link: &str, text: &str| SessionNote {
        opening_answer: opening.into(),
        answer_kind: Some(AnswerKind::Event),
        link_text: link.into(),
        linked_to_focus: Some(true),
        techniques: vec![Technique::CommunicationAnalysis],
        dispute_stage: Some(DisputeStage::Impasse),
        note: text.into(),
        risk: "Asked: no thoughts.".into(),
        sessions_left_said: Some(true),
        minutes: Some(50),
        ..SessionNote::default()
    };
    let sessions = [
        (
            4,
            21,
            [2, 2, 2, 3, 2, 2, 1, 0, 0],
            12,
            impasse(
                "I read the letter to Karim.",
                "Reading it, and being held.",
                "Contract signed. What each wants of the other, side by side: neither has said it.",
            ),
        ),
        (
            5,
            28,
            [2, 2, 2, 2, 2, 2, 1, 0, 0],
            12,
            impasse(
                "She moved my tins.",
                "The tins, and shaking for an hour.",
                "The tins line by line: not a word was spoken. What would she have said? “Ask me.”",
            ),
        ),
        (
            6,
            35,
            [2, 2, 2, 2, 2, 1, 1, 0, 0],
            11,
            impasse(
                "Yasmin asked whether we hate each other.",
                "The question, and crying in the flour store.",
                "To raise the disharmony, so that there is something to settle: she is afraid of the price.",
            ),
        ),
    ];
    for (n, days, phq, gad, note) in sessions {
        let day = walk.on(days);
        walk.open(day)?;
        walk.phq(SessionNumber::Acute(n), day, phq)?;
        walk.gad(SessionNumber::Acute(n), day, gad)?;
        walk.note(SessionNumber::Acute(n), note)?;
    }
    walk.task(
        SessionNumber::Acute(6),
        Homework {
            what: "Say to Samira: “I want us to decide about the second shop together. When can we sit?”".into(),
            with_whom: Some(samira),
            when: "Monday after closing".into(),
            confidence: Some(4),
            obstacle: "She will look at the oven".into(),
        },
    )?;
    let next = later(walk.start, 49);
    walk.act(Command::BookNext { on: Some(next) })
}

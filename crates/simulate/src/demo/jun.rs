//! Jun, 24: away from home to study, at work by night, everything grey. Six of twelve sessions,
//! and it has not helped enough: a decision is due. In the manual of Stuart and Robertson.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    PersonId,
    document::RiskAssessment,
    homework::Tried,
    review::AlertDecision,
    session::{AnswerKind, Technique},
    timeline::LifeEvent,
};
use jiff::civil::{Date, time};

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    session::{Met, Task, UNTOLD, booked, sessions},
};
use crate::walk::later;

mod agreement;
mod beginning;
mod inventory;

const GREY: Met<'static> = Met { risk: "Asked: no thoughts.", ..UNTOLD };

const TOLD: [Met<'static>; 6] = [
    Met {
        day: 0,
        phq: [2, 2, 3, 3, 1, 2, 3, 1, 0],
        gad: 12,
        opening_answer: "I miss lectures. I miss everything.",
        link_text: "A lecture hall of four hundred, and nobody's name.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms named one by one, with the nights at the depot laid beside them. Named \
               as a depression; relief and doubt. Twelve sessions and the last date were named.",
        risk: "Asked directly: no thoughts of suicide, now or before. Contacts saved in the \
               telephone.",
        plan: "Sick role; who is near, at home and here.",
        ..GREY
    },
    Met {
        day: 7,
        phq: [2, 2, 3, 3, 1, 2, 3, 1, 0],
        gad: 12,
        opening_answer: "My mother asks every day whether I eat.",
        link_text: "The call at noon, in the middle of sleep, and the wish to be small.",
        affect: "Fond and tired at once",
        techniques: &[Technique::Psychoeducation, Technique::DirectElicitation],
        note: "Sick role: one night shift less, by a note from the doctor. People named: many at \
               home, two here. The rings were drawn in pencil.",
        plan: "A meal that was cooked: what happened.",
        ..GREY
    },
    Met {
        day: 14,
        phq: [2, 2, 3, 3, 1, 2, 2, 1, 0],
        gad: 12,
        opening_answer: "I cooked for the corridor. They had eaten.",
        link_text: "The full pot, and three days in bed.",
        incident: "Six in the evening, on getting up. A pot for eight, put on the stove. Nobody \
                   was told. At seven they came in from the canteen. Tom: “Smells good.” Jun: \
                   “It is nothing.” The pot went into the freezer.",
        techniques: &[Technique::Clarification, Technique::InterpersonalIncident],
        note: "Wishes are hinted at, and then withdrawn. We found the place where a sentence would \
               have gone. Triad drawn together.",
        plan: "Formulation next week.",
        ..GREY
    },
    Met {
        day: 21,
        phq: [2, 2, 3, 3, 1, 2, 2, 1, 0],
        gad: 11,
        opening_answer: "It fits. I do not know whether it helps.",
        answer_kind: AnswerKind::Mood,
        link_text: "Being understood, and afraid to hope; slept through the alarm after it.",
        affect: "Careful",
        techniques: &[Technique::Psychoeducation],
        note: "Formulation accepted; contract for twelve. The doubt was welcomed: half way we look \
               at it openly, and the plan may change.",
        plan: "One thing in the week that involves one person.",
        ..GREY
    },
    Met {
        day: 28,
        phq: [2, 2, 3, 3, 1, 2, 2, 1, 0],
        gad: 12,
        opening_answer: "Nothing happened.",
        answer_kind: AnswerKind::Mood,
        link_text: "An empty week: three nights at the depot, and emptier evenings.",
        linked_to_focus: false,
        techniques: &[Technique::NonDirectiveExploration],
        note: "An incident was hard to find. I had asked open questions where closer ones were \
               needed; taken to supervision. Little change in the scores so far, said to Jun.",
        plan: "Go through one evening by the clock.",
        early: Some((
            AlertDecision::Supervisor,
            "Incidents stay vague: it is asked too openly. Said to Jun; the focus is kept so far.",
        )),
        ..GREY
    },
    Met {
        day: 35,
        phq: [2, 2, 3, 3, 1, 2, 2, 1, 0],
        gad: 12,
        opening_answer: "I said no to the study group before they asked.",
        link_text: "Saying no, and hearing them laugh outside.",
        incident: "Kitchen, half past six. Priya: “We meet on Wednes–” Jun: “I work.” (The shift \
                   is on Tuesdays and from Thursday.) Priya: “Ah. Okay.” The door; laughter in \
                   the corridor, about something else perhaps.",
        affect: "A flicker of anger, first at Priya, then none",
        techniques: &[Technique::CommunicationAnalysis],
        note: "Half way. The score has hardly moved, and the plan is to be looked at, not Jun. \
               Said openly: what we have done may not be the right thing yet. Sleep and night \
               work, medication, and another focus are on the table; the decision is for next \
               week.",
        risk: "Asked with care, because there has been little relief: no thoughts. Assessment \
               filed.",
        plan: "Six left. Decide together how to go on; supervisor before that.",
        ..GREY
    },
];

const REMEMBERED: [Remembered<'static>; 4] = [
    (
        215,
        LifeEvent::Move,
        "Comes here to study",
        "Grandmother hummed at the airport. I looked back once.",
    ),
    (190, LifeEvent::Job, "Begins nights at the parcel depot", "It pays the room. I sleep by day."),
    (
        165,
        LifeEvent::Other,
        "The first examinations, two of them missed",
        "I woke at four in the afternoon. They were over.",
    ),
    (100, LifeEvent::Change, "Min-seo writes once a week, then less", "I understand. She is busy."),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second, third, fourth, middle @ ..] = &TOLD;
    sessions(&walk, 1, std::slice::from_ref(first), &[])?;
    understood(&walk, &beginning)?;
    sessions(&walk, 2, std::slice::from_ref(second), &[])?;
    walk.record(beginning.sick_role)?;
    let known = people(&walk, walk.on(7), inventory::near())?;
    sessions(&walk, 3, std::slice::from_ref(third), &[])?;
    timeline(&walk, &REMEMBERED, &[(215, 2), (170, 5), (100, 7), (1, 7)])?;
    sessions(&walk, 4, std::slice::from_ref(fourth), &[])?;
    agreed(&walk, agreement::agreement(&known))?;
    sessions(&walk, 5, middle, &tasks(known.get(2).copied()))?;
    walk.record(risk(walk.on(35)))?;
    booked(&walk, 42, time(16, 30, 0, 0))
}

fn tasks(tom: Option<PersonId>) -> [Task<'static>; 2] {
    [
        Task {
            session: 5,
            what: "Ask Tom one question that is not about the kitchen.",
            with_whom: tom,
            when: "Before a shift, when he cooks",
            confidence: 3,
            obstacle: "He wears headphones",
            went: Some((
                Tried::NotTried,
                "Stood in the door and went back. Too big a step for this week; a smaller one was \
                 looked for together.",
            )),
        },
        Task {
            session: 6,
            what: "Leave the door of the room open for ten minutes after getting up.",
            with_whom: None,
            when: "Any evening without a shift",
            confidence: 6,
            obstacle: "The neon light",
            went: None,
        },
    ]
}

fn risk(day: Date) -> RiskAssessment {
    RiskAssessment {
        thoughts: "Asked because there has been little relief: no thoughts of suicide; “grey, not \
                   black”."
            .into(),
        intent: "None.".into(),
        plan: "None.".into(),
        means_and_access: "Asked; nothing kept at hand, no medicines in the room.".into(),
        past_attempts: "None; no self-harm.".into(),
        recent_change:
            "Fewer messages from home; an examination missed; half of the sessions over.".into(),
        protective_people: "Grandmother, on Sundays; Min-seo; drawing, at night in the break."
            .into(),
        others_at_risk: "Nobody.".into(),
        substances: "None; coffee on shift.".into(),
        capacity: "Clear; takes part in planning.".into(),
        action: "Talked about openly; crisis contacts looked at together; asked again next time; \
                 how to go on is decided next week."
            .into(),
        who_was_told: "Supervisor, the same day; the doctor by letter, with Jun's consent.".into(),
        next_contact: Some(later(day, 3)),
        reviewer: "Ruth Albrecht".into(),
    }
}

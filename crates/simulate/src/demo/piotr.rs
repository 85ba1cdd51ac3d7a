//! Piotr, 52: laid off after 27 years. The initial phase; in the third session an answer raised a
//! flag that waits for its assessment.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    inventory::{InventoryEntry, Living, QuarrelEnds, Support},
    session::{AnswerKind, Technique},
    timeline::LifeEvent,
};
use jiff::civil::Date;

use super::{
    course::{Near, Remembered, accepted, people, timeline, understood},
    session::{Met, UNTOLD, begun, sessions},
};

mod beginning;

const TOLD: [Met<'static>; 2] = [
    Met {
        day: 0,
        phq: [2, 3, 3, 2, 1, 3, 1, 1, 0],
        gad: 8,
        opening_answer: "There is nothing to say. They closed it.",
        link_text: "The gate closing behind him in spring, and broken nights since.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms gone through one by one. He had not said the word depression before; he \
               wrote it on his hand. Why now: Danuta found the packed lunch, uneaten, in the car. \
               Sixteen sessions and the last date were named.",
        risk: "Asked directly, he answered directly: tired of it, no thought of dying or of \
               harming himself. Contacts written on the back of the appointment card.",
        plan: "Sick role; begin with the people.",
        ..UNTOLD
    },
    Met {
        day: 7,
        phq: [2, 3, 3, 2, 1, 3, 1, 1, 0],
        gad: 9,
        opening_answer: "I mended the neighbour's pump.",
        link_text: "The pump, and an hour in which he forgot; then the empty afternoon, and heavy \
                    again by four.",
        affect: "Pride, quickly put away",
        techniques: &[Technique::NonDirectiveExploration, Technique::Psychoeducation],
        note: "Sick role: no applications for two weeks. He found it hard to be let off anything. \
               Four people named and placed; the shift of eight has left the circle in one year.",
        risk: "Asked: no thoughts. He sleeps badly and lies thinking of bills.",
        plan: "Inventory part two: Kuba, and who of the shift still rings.",
        ..UNTOLD
    },
];

/// The third session. Item 9 was above zero: the question of risk is still to be talked through.
const WAITING: Met<'static> = Met {
    day: 14,
    phq: [2, 3, 3, 2, 2, 3, 1, 1, 1],
    gad: 9,
    opening_answer: "My son asked what I do all day.",
    answer_kind: AnswerKind::Event,
    link_text: "The question at table, no answer found, and half the night in the garage after it.",
    affect: "Shame; he looked at his hands",
    techniques: &[Technique::DirectElicitation],
    note: "Inventory continued: Kuba, and the men of the shift. He had expected the question to be \
           a reproach; said aloud here, it could also have been worry.",
    ..UNTOLD
};

const REMEMBERED: [Remembered<'static>; 3] = [
    (
        300,
        LifeEvent::Job,
        "The foundry is sold",
        "We were told that nothing would change. I told the young ones so.",
    ),
    (
        140,
        LifeEvent::Job,
        "Last shift; the gate is locked",
        "Twenty-seven years in one box. I left the mug.",
    ),
    (90, LifeEvent::Other, "Marek moves away for work", "We said see you Friday. Out of habit."),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second] = &TOLD;
    sessions(&walk, 1, std::slice::from_ref(first), &[])?;
    understood(&walk, &beginning)?;
    sessions(&walk, 2, std::slice::from_ref(second), &[])?;
    walk.record(beginning.sick_role)?;
    people(&walk, walk.on(7), near())?;
    begun(&walk, 3, &WAITING)?;
    timeline(&walk, &REMEMBERED, &[(150, 1), (110, 5), (60, 6), (1, 7)])
}

fn near() -> Vec<Near> {
    let person = |name: &str, relation: &str| InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        living: Some(Living::Alive),
        ..InventoryEntry::default()
    };
    let danuta = InventoryEntry {
        contact: "Every day; she works mornings at the school kitchen".into(),
        together: "Breakfast in silence, then the news".into(),
        can_talk_about: "The boy, the house, her sister".into(),
        cannot_talk_about: "Money; that I sat in the car".into(),
        liked: "She has never once said I told you so".into(),
        usual_feelings: "Ashamed, and glad that she is there".into(),
        quarrels: "Seldom; one of us goes out to the yard".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That she does not pity me".into(),
        others_expectations: "That I tell her where I am".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(true),
        support: vec![Support::Emotional, Support::Practical],
        after_onset: "We speak of the shopping".into(),
        ..person("Danuta", "Wife")
    };
    let kuba = InventoryEntry {
        contact: "Lives at home, eats late".into(),
        together: "He used to come to the foundry on Fridays".into(),
        cannot_talk_about: "What I do all day".into(),
        liked: "He looks twice before he speaks".into(),
        usual_feelings: "Seen, and wishing not to be".into(),
        knows_about_depression: Some(false),
        wished_change: "That he would ask me to help with his moped again".into(),
        link_to_onset: Some(1),
        ..person("Kuba", "Son, 17")
    };
    let marek = InventoryEntry {
        contact: "Twice a year, was daily".into(),
        together: "Football; nineteen years on one shift".into(),
        can_talk_about: "Anything, if there is a machine to look at".into(),
        after_onset: "He rings and I let it ring".into(),
        link_to_onset: Some(2),
        candidate_area: Some(ipt::Area::RoleTransition),
        ..person("Marek", "Mate from the shift")
    };
    let priest = InventoryEntry {
        contact: "After mass, a word".into(),
        together: "He once asked me to look at the bell".into(),
        usual_feelings: "Respect".into(),
        knows_about_depression: Some(false),
        ..person("Father Jan", "Priest")
    };
    [(danuta, 1, 1), (kuba, 2, 1), (marek, 3, 1), (priest, 3, 3)]
        .map(|(entry, now, before)| Near { ring_now: Some(now), ring_before: Some(before), entry })
        .into()
}

//! The people of Esther's life; Klara stands first, as the one it is about.

use ipt::{
    Area,
    inventory::{InventoryEntry, Living, QuarrelEnds, Support},
};

use super::super::course::Near;

pub(super) fn near() -> Vec<Near> {
    [(klara(), 2, 1), (joss(), 2, 2), (mercy(), 2, 1), (elias(), 1, 1), (arne(), 3, 3)]
        .map(|(entry, now, before)| Near { ring_now: Some(now), ring_before: Some(before), entry })
        .into()
}

fn person(name: &str, relation: &str) -> InventoryEntry {
    InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        living: Some(Living::Alive),
        ..InventoryEntry::default()
    }
}

fn klara() -> InventoryEntry {
    InventoryEntry {
        contact: "Every day, on the stairs and in the kitchen".into(),
        together: "Elias's supper; otherwise we take turns to be in a room".into(),
        can_talk_about: "Elias; what is missing from the fridge".into(),
        cannot_talk_about: "How long she stays; who is counted on".into(),
        liked: "She is brave, and makes me laugh when she forgets to be careful".into(),
        disliked: "She tells me the plan when it is made".into(),
        usual_feelings: "Love, and a tight throat".into(),
        quarrels: "One, on the stairs, about coats. Since then quiet doors.".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That she asks before she counts on me".into(),
        clients_expectations_met: Some(false),
        others_expectations: "Perhaps that I say no when it is too much".into(),
        others_expectations_met: Some(false),
        satisfying: "When Elias laughs and we look at each other".into(),
        unsatisfying: "The evenings".into(),
        wished_change: "To sit down, the two of us, and say until when and who does what".into(),
        knows_about_depression: Some(false),
        before_onset: "Calls on Sundays, long ones".into(),
        at_onset: "A cot, and no word".into(),
        after_onset: "We are polite".into(),
        link_to_onset: Some(3),
        candidate_area: Some(Area::RoleDispute),
        ..person("Klara", "Daughter, 29; has lived with her since last year")
    }
}

fn joss() -> InventoryEntry {
    InventoryEntry {
        contact: "Three days a week in the workshop".into(),
        together: "Felt, glue, bad puns".into(),
        can_talk_about: "Nearly everything, with our backs to each other".into(),
        liked: "Asks: “Do you want help or company?”".into(),
        usual_feelings: "At ease".into(),
        clients_expectations: "That the orders go out".into(),
        clients_expectations_met: Some(true),
        knows_about_depression: Some(true),
        support: vec![Support::Practical],
        ..person("Joss", "Apprentice")
    }
}

fn mercy() -> InventoryEntry {
    InventoryEntry {
        contact: "Used to be Saturdays at seven; now messages".into(),
        together: "Thirty years in one boat; she strokes, I steer".into(),
        liked: "Says what she sees".into(),
        usual_feelings: "Missed, and a little ashamed".into(),
        others_expectations: "That I come back to the boat".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(false),
        support: vec![Support::Emotional],
        after_onset: "They row with a borrowed cox".into(),
        ..person("Mercy", "Friend, rows with her")
    }
}

fn elias() -> InventoryEntry {
    InventoryEntry {
        contact: "Every day".into(),
        together: "The bath; hammers and felt".into(),
        liked: "Sings one note, and it is an A".into(),
        usual_feelings: "Delight".into(),
        ..person("Elias", "Grandson, 14 months")
    }
}

fn arne() -> InventoryEntry {
    InventoryEntry {
        contact: "On birthdays".into(),
        can_talk_about: "Klara, if it goes well with her".into(),
        cannot_talk_about: "What it was like".into(),
        quarrels: "Never one; he went into the garden".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That he would have asked, once".into(),
        clients_expectations_met: Some(false),
        ..person("Arne", "Klara's father; divorced")
    }
}

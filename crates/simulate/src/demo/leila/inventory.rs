//! The people of Leila's life; Samira stands first, as the one it is about.

use ipt::{
    Area,
    inventory::{InventoryEntry, Living, QuarrelEnds, Support},
};

use super::super::course::Near;

pub(super) fn near() -> Vec<Near> {
    [(samira(), 2, 1), (nour(), 1, 1), (karim(), 1, 1), (yasmin(), 2, 3)]
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

fn samira() -> InventoryEntry {
    InventoryEntry {
        contact: "Six mornings a week".into(),
        together: "Dough, oven, counter; we used to sing with the radio".into(),
        can_talk_about: "Flour, orders, the weather for the delivery".into(),
        cannot_talk_about: "The will; who decides".into(),
        liked: "Her hands. She never once let me lift the big sacks".into(),
        disliked: "She decides and lets me find out".into(),
        usual_feelings: "Anger, and missing her".into(),
        quarrels: "One, a year ago. Since then silence.".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That she asks me before she signs".into(),
        clients_expectations_met: Some(false),
        others_expectations: "Perhaps that I say that she leads".into(),
        others_expectations_met: Some(false),
        satisfying: "When the first trays come out we both look".into(),
        unsatisfying: "The rest of the morning".into(),
        wished_change: "To sit down with her once a week over the book".into(),
        knows_about_depression: Some(false),
        before_onset: "We spoke across the table all morning".into(),
        at_onset: "The second shop, rented without me".into(),
        after_onset: "We speak of flour".into(),
        link_to_onset: Some(3),
        candidate_area: Some(Area::RoleDispute),
        ..person("Samira", "Sister, partner in the bakery")
    }
}

fn nour() -> InventoryEntry {
    InventoryEntry {
        contact: "Daily; the Friday table".into(),
        can_talk_about: "My father, the grandchildren".into(),
        cannot_talk_about: "Samira and me".into(),
        usual_feelings: "Loved, and watched".into(),
        others_expectations: "Peace at the table".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(true),
        support: vec![Support::Emotional],
        ..person("Nour", "Mother")
    }
}

fn karim() -> InventoryEntry {
    InventoryEntry {
        contact: "Evenings; he drives for the council by day".into(),
        together: "Tea when the children sleep".into(),
        can_talk_about: "All of it, if I begin".into(),
        liked: "He listens without taking sides".into(),
        usual_feelings: "Safe, and sorry to be so tired".into(),
        knows_about_depression: Some(true),
        support: vec![Support::Emotional, Support::Practical],
        after_onset: "I go to bed at eight and he sits alone".into(),
        ..person("Karim", "Husband")
    }
}

fn yasmin() -> InventoryEntry {
    InventoryEntry {
        contact: "Early shift, four days a week".into(),
        together: "She does the trays; she sees it all".into(),
        liked: "She says what nobody says".into(),
        usual_feelings: "Proud of her; ashamed before her".into(),
        others_expectations: "That we stop sending messages through her".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(true),
        support: vec![Support::Practical],
        ..person("Yasmin", "Niece, Samira's daughter")
    }
}

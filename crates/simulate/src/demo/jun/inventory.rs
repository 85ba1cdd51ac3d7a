//! The people of Jun's life: many at home, few here.

use ipt::{
    Area,
    inventory::{InventoryEntry, Living, QuarrelEnds, Support},
};

use super::super::course::Near;

pub(super) fn near() -> Vec<Near> {
    [
        (grandmother(), 1, Some(1)),
        (min_seo(), 2, Some(1)),
        (tom(), 3, None),
        (lind(), 3, None),
        (mother(), 2, Some(2)),
    ]
    .map(|(entry, now, ring_before)| Near { ring_now: Some(now), ring_before, entry })
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

fn grandmother() -> InventoryEntry {
    InventoryEntry {
        contact: "Calls on Sundays; she hums".into(),
        together: "We used to shell beans and say nothing".into(),
        can_talk_about: "Weather, dogs, what the neighbours do".into(),
        cannot_talk_about: "That I am not well".into(),
        liked: "She does not ask".into(),
        usual_feelings: "Held".into(),
        quarrels_end: Some(QuarrelEnds::NoQuarrels),
        knows_about_depression: Some(false),
        support: vec![Support::Emotional],
        ..person("Grandmother", "At home; brought Jun up in part")
    }
}

fn min_seo() -> InventoryEntry {
    InventoryEntry {
        contact: "Messages, fewer each week".into(),
        together: "Drew on the same bus for six years".into(),
        can_talk_about: "Pictures".into(),
        cannot_talk_about: "That I wait for her to write".into(),
        usual_feelings: "Near, and then far".into(),
        clients_expectations: "That she notices".into(),
        clients_expectations_met: Some(false),
        others_expectations: "Perhaps that I tell her something".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(false),
        before_onset: "Daily".into(),
        after_onset: "I answer with one word".into(),
        wished_change: "To send a drawing again".into(),
        link_to_onset: Some(2),
        candidate_area: Some(Area::RoleTransition),
        ..person("Min-seo", "Friend at home")
    }
}

fn tom() -> InventoryEntry {
    InventoryEntry {
        contact: "Meets in the kitchen when Jun gets up".into(),
        together: "Nods".into(),
        liked: "Washes up other people's pans".into(),
        usual_feelings: "In the way".into(),
        knows_about_depression: Some(false),
        wished_change: "That he knows how my name is said".into(),
        candidate_area: Some(Area::RoleTransition),
        ..person("Tom", "Next door in the corridor")
    }
}

fn lind() -> InventoryEntry {
    InventoryEntry {
        contact: "Wrote once, kindly; not answered yet".into(),
        others_expectations: "That I come to one office hour".into(),
        others_expectations_met: Some(false),
        usual_feelings: "Found out".into(),
        knows_about_depression: Some(false),
        ..person("Professor Lind", "Tutor")
    }
}

fn mother() -> InventoryEntry {
    InventoryEntry {
        contact: "Rings at noon, which is her evening, while Jun sleeps".into(),
        can_talk_about: "Food, marks".into(),
        cannot_talk_about: "The examinations; the depot".into(),
        usual_feelings: "Loved, and examined".into(),
        clients_expectations: "That she asks how I am and not whether I eat".into(),
        clients_expectations_met: Some(false),
        others_expectations: "That I finish in three years".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(false),
        support: vec![Support::Practical],
        ..person("Mother", "At home")
    }
}

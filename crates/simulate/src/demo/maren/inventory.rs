//! The people of Maren's life, and where they stand.

use clinic::Problem;
use ipt::{
    Area,
    inventory::{InventoryEntry, Living, QuarrelEnds, Support, circle::Layout},
};
use jiff::civil::Date;

use super::People;
use crate::walk::Walk;

/// Names the people and draws the three pictures of the circle.
pub(super) fn circle(walk: &Walk<'_>, day: Date) -> Result<People, Problem> {
    let jonas = walk.person(jonas())?;
    let ida = walk.person(InventoryEntry {
        contact: "Was daily, now every second week, by telephone".into(),
        liked: "She laughs at me in the right way".into(),
        can_talk_about: "Everything".into(),
        usual_feelings: "Safe".into(),
        support: vec![Support::Emotional],
        knows_about_depression: Some(false),
        after_onset: "I ring less, so as not to complain".into(),
        wished_change: "Weekly again".into(),
        ..person("Ida", "Sister")
    })?;
    let greta = walk.person(InventoryEntry {
        disliked: "Nothing is ever enough".into(),
        usual_feelings: "Small".into(),
        quarrels: "She criticises, I swallow".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        knows_about_depression: Some(false),
        ..person("Greta", "Mother")
    })?;
    let samir = walk.person(InventoryEntry {
        liked: "He saw what I could do".into(),
        after_onset: "A card at the farewell, nothing since".into(),
        link_to_onset: Some(1),
        candidate_area: Some(Area::RoleTransition),
        ..person("Samir", "Former head of school")
    })?;
    let lien = walk.person(person("Lien", "Neighbour"))?;
    // He stands in the list and in no ring: he had died long before the onset.
    walk.person(InventoryEntry {
        living: Some(Living::Deceased),
        death_circumstances: "Heart; nine years ago; mourned, and remembered with warmth".into(),
        liked: "He sang at the stove".into(),
        ..person("Piet", "Father")
    })?;
    let now = [(jonas, 1), (ida, 2), (greta, 3), (samir, 3), (lien, 3)];
    let before = [(jonas, 1), (ida, 1), (greta, 2), (samir, 2)];
    walk.place(Layout::Now, day, &now)?;
    walk.place(Layout::BeforeOnset, day, &before)?;
    walk.place(Layout::Wished, day, &[(jonas, 1), (ida, 1), (lien, 2), (greta, 3)])?;
    Ok(People { jonas, ida, lien })
}

fn person(name: &str, relation: &str) -> InventoryEntry {
    InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        living: Some(Living::Alive),
        ..InventoryEntry::default()
    }
}

fn jonas() -> InventoryEntry {
    InventoryEntry {
        contact: "Every day, mostly evenings".into(),
        together: "Eat, watch series; we used to walk".into(),
        can_talk_about: "His work, the flat".into(),
        cannot_talk_about: "That I miss home".into(),
        liked: "He is kind and he means it".into(),
        disliked: "He repairs me".into(),
        usual_feelings: "Guilty, alone".into(),
        quarrels: "Hardly; we go silent on Sundays".into(),
        quarrels_end: Some(QuarrelEnds::Dropped),
        clients_expectations: "That he asks, and listens without a plan".into(),
        clients_expectations_met: Some(false),
        others_expectations: "That I settle in".into(),
        others_expectations_met: Some(false),
        knows_about_depression: Some(true),
        support: vec![Support::Practical],
        before_onset: "We decided things together".into(),
        after_onset: "He works, I wait".into(),
        wished_change: "That Sundays are ours".into(),
        link_to_onset: Some(2),
        candidate_area: Some(Area::RoleDispute),
        ..person("Jonas", "Partner")
    }
}

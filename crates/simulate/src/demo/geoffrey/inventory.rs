//! The people of Geoffrey's life; Margaret stands first.

use ipt::{
    Area,
    inventory::{InventoryEntry, Living, QuarrelEnds, Support},
};
use jiff::civil::Date;

use super::super::course::Near;
use crate::walk::later;

pub(super) fn near(start: Date) -> Vec<Near> {
    [
        (margaret(start), None, None),
        (helen(), Some(1), Some(2)),
        (roy(), Some(3), Some(3)),
        (stan(), Some(3), Some(2)),
    ]
    .map(|(entry, ring_now, ring_before)| Near { ring_now, ring_before, entry })
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

fn margaret(start: Date) -> InventoryEntry {
    InventoryEntry {
        living: Some(Living::Deceased),
        died_on: Some(later(start, -420)),
        death_circumstances:
            "Cancer, found late; three days in hospital. He had gone to fetch her reading \
             glasses and was not in the room."
                .into(),
        together: "Forty-six years; the sea every June".into(),
        can_talk_about: "Her garden, her quick tongue".into(),
        cannot_talk_about: "The glasses; that she had hidden the pain".into(),
        liked: "She could silence a room and then make it laugh".into(),
        disliked: "A terror about the washing-up".into(),
        usual_feelings: "Longing, in waves; some anger, not yet owned".into(),
        quarrels: "About nothing, weekly".into(),
        quarrels_end: Some(QuarrelEnds::Resolved),
        satisfying: "Never bored".into(),
        unsatisfying: "She told me things after she had settled them".into(),
        link_to_onset: Some(3),
        candidate_area: Some(Area::Grief),
        ..person("Margaret", "Wife")
    }
}

fn helen() -> InventoryEntry {
    InventoryEntry {
        contact: "Comes on Tuesdays, rings on Saturdays".into(),
        together: "Tea, the garden, the bins".into(),
        can_talk_about: "The grandchildren, the car".into(),
        cannot_talk_about: "Her mother; neither of us begins".into(),
        liked: "She has Margaret's walk".into(),
        usual_feelings: "Fond, and careful".into(),
        clients_expectations: "That she does not fuss".into(),
        clients_expectations_met: Some(true),
        others_expectations: "Perhaps that I would weep with her, once".into(),
        others_expectations_met: Some(false),
        wished_change: "To say the name at table".into(),
        knows_about_depression: Some(true),
        support: vec![Support::Practical, Support::Emotional],
        ..person("Helen", "Daughter")
    }
}

fn roy() -> InventoryEntry {
    InventoryEntry {
        contact: "Cards at Christmas; two buses away".into(),
        together: "The sea, one year; he burnt his feet".into(),
        liked: "The only one left who knew her at ten".into(),
        after_onset: "He wrote in spring; not answered yet".into(),
        knows_about_depression: Some(false),
        ..person("Roy", "Margaret's brother")
    }
}

fn stan() -> InventoryEntry {
    InventoryEntry {
        contact: "Used to drive to the green together, Thursdays".into(),
        together: "Bowls; he talks, I bowl".into(),
        liked: "Asks nothing".into(),
        after_onset: "He stopped hooting at the gate in winter".into(),
        knows_about_depression: Some(false),
        support: vec![Support::Practical],
        ..person("Stan", "Bowls club")
    }
}

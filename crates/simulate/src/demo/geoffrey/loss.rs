//! What Geoffrey and the therapist wrote of Margaret: at first, and when she was seen whole.

use ipt::{
    PersonId,
    document::{GriefWork, grief_work::GriefSign},
};

use super::super::lines;

/// After the formulation.
pub(super) fn at_first(margaret: Option<PersonId>) -> GriefWork {
    GriefWork {
        lost: "Margaret".into(),
        people: margaret.into_iter().collect(),
        before: "Forty-six years. She talked and he drove. The sea every June.".into(),
        how_it_happened: "Found late; three days in hospital. She had hidden the pain.".into(),
        how_it_was_heard: "By telephone from the corridor. Then he carried the chairs.".into(),
        unsaid: "That she should have told him.".into(),
        after: "Busy for four months; then nothing left to carry, and the low.".into(),
        signs: vec![GriefSign::LittleMourning, GriefSign::Anniversary, GriefSign::KeptAsItWas],
        avoided: lines(&["The road past the hospital", "Her coat in the hall", "The green"]),
        good: lines(&["She could silence a room and make it laugh", "Never bored"]),
        ..GriefWork::default()
    }
}

/// Half way.
pub(super) fn seen_whole(margaret: Option<PersonId>) -> GriefWork {
    GriefWork {
        unsaid: "That he was angry that she had hidden it; that he was not in the room, and is \
                 sorry. And thank you, for the sea."
            .into(),
        avoided: lines(&["The green"]),
        feelings: "Longing, anger, some guilt; lately laughter".into(),
        hard: lines(&["A terror about the washing-up", "Told things after she had settled them"]),
        whole: "Quick, loyal, a terror in the kitchen, and good company for forty-six years."
            .into(),
        interests: lines(&["Bowls, beginning with the tea", "Cooking for himself"]),
        turning_to: "Helen on Tuesdays; Roy; Stan at the club".into(),
        first_step: "Stand at the green on Thursday".into(),
        ..at_first(margaret)
    }
}

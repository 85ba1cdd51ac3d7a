//! What was done with single techniques in Esther's sessions.

use clinic::Problem;
use ipt::{
    inventory::Support,
    technique::{Clarification, Helper, JointSession, Parts, RolePlay, WorkingWithSupport},
};

use super::{super::session::recorded, People};
use crate::walk::Walk;

/// Session 6: glad, and counted on.
pub(super) fn asked_back(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        6,
        Clarification {
            said: "“She never asks.” And: “I had my coat off before she could.”".into(),
            in_other_words: "You wish to be asked, and you answer before there is a question."
                .into(),
            did_not_fit: "Never asks, and the coat.".into(),
            person: Some(people.klara),
            made_of_it: "That Klara may not know that there is something to ask.".into(),
        },
    )
}

/// Session 7: one sentence, and then from Klara's chair.
pub(super) fn played(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        7,
        RolePlay {
            scene: "Monday at the kitchen table, Elias asleep".into(),
            person: Some(people.klara),
            parts: Some(Parts::AsThemselves),
            run: "First with three apologies. Then with one. Then without.".into(),
            feelings: "Throat tight, then angry, then fond".into(),
            words: "“I would like us to sit down and look at the week. I am glad of you, and I am \
                    tired.”"
                .into(),
            tone: "Slower than she speaks at home".into(),
            swapped: Some(true),
            seen_from_there: "“I am afraid that you want your rooms back.”".into(),
            plan: "Monday, when Elias sleeps".into(),
        },
    )
}

/// Session 10: Klara comes, and each is spoken with alone first.
pub(super) fn klara_came(people: &People) -> JointSession {
    JointSession {
        person: Some(people.klara),
        client_consents: Some(true),
        alone_first: Some(true),
        speaks_against: Some(false),
        may_be_said: "That she has been ill, and what each counts on. Not the concert hall.".into(),
        attended: "Esther and Klara, forty minutes".into(),
        agreement: "A sheet on the fridge: who is in on which evening. Saturdays until ten \
                        are Esther's. On the first of the month they sit down."
            .into(),
        looked_back: "“She read mine out as if it were reasonable.”".into(),
    }
}

/// Session 13: the boat, looked back on.
pub(super) fn mercy_asked(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let helper = |person, with_what: &str, support| Helper {
        person: Some(person),
        with_what: with_what.into(),
        support: Some(support),
    };
    recorded(
        walk,
        12,
        WorkingWithSupport {
            helpers: vec![
                helper(people.mercy, "To ask twice when I say that I am fine", Support::Emotional),
                helper(people.joss, "To take the telephone until ten", Support::Practical),
                helper(people.klara, "To have Elias on Saturdays until ten", Support::Practical),
            ],
            person: Some(people.mercy),
            request: "“Keep the rudder for me. And ask me twice.”".into(),
            rehearsed: Some(true),
            asked: Some(true),
            came_of_it: "She handed her the lines, and asks twice.".into(),
        },
    )
}

//! What was done with each technique in Maren's sessions: one worked record of each.

use clinic::Problem;
use ipt::{
    inventory::Support,
    technique::{
        ActOrBear, Clarification, DirectElicitation, EncouragementOfAffect, Helper, JointSession,
        NonDirectiveExploration, Parts, ProblemSolving, Psychoeducation, RolePlay,
        TherapeuticRelationship, WorkingWithSupport,
    },
};

use super::{super::session::recorded, People, lines};
use crate::walk::Walk;

/// Session 1: the symptoms, asked for.
pub(super) fn asked(walk: &Walk<'_>) -> Result<(), Problem> {
    recorded(
        walk,
        1,
        DirectElicitation {
            about: "Sleep, appetite, pleasure, thoughts of dying".into(),
            why_said: "“I ask these so that we both know what it is.”".into(),
            learnt: "Five months, all in one line after the move. She had taken the tiredness for \
                     a bad character."
                .into(),
            still_to_ask: "Who knows of it".into(),
        },
    )
}

/// Session 2: the sick role.
pub(super) fn explained(walk: &Walk<'_>) -> Result<(), Problem> {
    recorded(
        walk,
        2,
        Psychoeducation {
            topic: "What a depression is, and what may rest while it lasts".into(),
            means: "That she is not ungrateful.".into(),
            told_back: "“I am allowed to put something down, if I pick up getting well.”".into(),
            mended: "She had heard: rest in bed".into(),
            in_writing: "The leaflet, for Ida too".into(),
        },
    )
}

/// Session 3: Jonas joins for ten minutes.
pub(super) fn jonas_joined(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        3,
        JointSession {
            person: Some(people.jonas),
            client_consents: Some(true),
            alone_first: Some(true),
            speaks_against: Some(false),
            may_be_said: "The dark evenings and the plan; not the school.".into(),
            attended: "Jonas, for ten minutes".into(),
            agreement: "He comes into the kitchen and sits down, and does not repair anything."
                .into(),
            looked_back: "“He was frightened. I had thought he was annoyed.”".into(),
        },
    )
}

/// Session 4: dragged, and chosen.
pub(super) fn made_clear(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        4,
        Clarification {
            said: "“I had no say in it.” And later: “I found the flat myself.”".into(),
            in_other_words: "You gave something up, and you also chose to come.".into(),
            did_not_fit: "No say, and the flat that she found.".into(),
            person: Some(people.jonas),
            made_of_it: "That she may be sad about something she chose.".into(),
        },
    )
}

/// Session 5: the old school.
pub(super) fn wept(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        5,
        EncouragementOfAffect {
            shift: "Her voice went at the children's names".into(),
            named_as: "Missing them, she said; homesick for a room".into(),
            person: Some(people.ida),
            stayed_with: Some(true),
            tells_you: "“That somebody should know me here. And that I want to ring Ida.”".into(),
            act_or_bear: Some(ActOrBear::Act),
            how: "Ring Ida; the rest is to be borne for now".into(),
        },
    )
}

/// Session 7: one sentence to Jonas.
pub(super) fn played(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        7,
        RolePlay {
            scene: "Sunday, walking by the river, before he speaks of flats".into(),
            person: Some(people.jonas),
            parts: Some(Parts::AsThemselves),
            run: "Two minutes. She began with an apology and ended at the weather. Again, with \
                  the sentence first."
                .into(),
            feelings: "Heart in the throat, then lighter".into(),
            words: "“I need ten minutes in which you do not plan. I do not know yet whether I \
                    want to stay here.”"
                .into(),
            tone: "Slower, and looking at him".into(),
            swapped: Some(true),
            seen_from_there: "He is afraid too, and hides in plans".into(),
            plan: "Next Sunday, walking, at the bridge".into(),
        },
    )
}

/// Session 8: the school that she passed.
pub(super) fn explored(walk: &Walk<'_>) -> Result<(), Problem> {
    recorded(
        walk,
        8,
        NonDirectiveExploration {
            invitation: "“What would you like to begin with?”".into(),
            topic: "The school she passed without crossing the road".into(),
            affect: "A lightness that surprised her".into(),
            come_back_to: "What it would be to go in".into(),
        },
    )
}

/// Session 9: Lien, and what may be asked of her.
pub(super) fn asked_for_help(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let helper = |person, with_what: &str, support| Helper {
        person: Some(person),
        with_what: with_what.into(),
        support: Some(support),
    };
    recorded(
        walk,
        9,
        WorkingWithSupport {
            helpers: vec![
                helper(people.ida, "To be told how a week really was", Support::Emotional),
                helper(people.lien, "To be taken along on Thursdays", Support::Practical),
                helper(people.jonas, "To sit down and not repair", Support::Emotional),
            ],
            person: Some(people.lien),
            request: "“Would you ring my bell on Thursdays when you go?”".into(),
            rehearsed: Some(true),
            asked: Some(true),
            came_of_it: "She rings, and stays for tea.".into(),
        },
    )
}

/// Session 10: angry with the clock.
pub(super) fn between_us(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    recorded(
        walk,
        10,
        TherapeuticRelationship {
            noticed: "She thanked me twice and looked at the clock.".into(),
            link: "“I wonder whether you are angry with me for counting.”".into(),
            elsewhere: "With Greta: thanks first, and a headache after".into(),
            tried_here: "She said it: “It is unfair that it ends now.” I did not explain it away."
                .into(),
            person: Some(people.jonas),
        },
    )
}

/// Session 11: the call that was put off.
pub(super) fn solved(walk: &Walk<'_>) -> Result<(), Problem> {
    recorded(
        walk,
        11,
        ProblemSolving {
            problem: "Marit's number lies on the shelf, and the call is put off each evening."
                .into(),
            clients_ideas: lines(&["Write instead", "Ring from the stairs, standing", "Let it be"]),
            other_ideas: lines(&["Say at the start that it will be short"]),
            one_step: "Ring from the stairs, on the way out".into(),
            by_when: "Tuesday".into(),
        },
    )
}

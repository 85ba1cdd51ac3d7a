//! What Jun and the therapist agreed: triad, formulation, focus, goals, contract.

use ipt::{
    Area, PersonId,
    document::{
        Contract, Formulation, Triad, contract::Recording, formulation::Answer, triad::Adequacy,
    },
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

/// `known` are the people of the inventory: Grandmother, Min-seo, Tom, Professor Lind, Mother.
pub(super) fn agreement(known: &[PersonId]) -> Agreement {
    Agreement {
        day: 21,
        triad: triad(known),
        formulation: formulation(),
        answer: Answer::Accept,
        focus: FocusSelection {
            primary: Some(Area::RoleTransition),
            primary_people: known.iter().skip(2).take(2).copied().collect(),
            criteria: "Onset six weeks after the move; old ties thinned, new ones not begun; the \
                       crisis is being unknown. Shyness is a style beside it, not the focus."
                .into(),
            rejected_grief: "Home is missed, not lost; the people there live.".into(),
            rejected_role_dispute: "With Mother there are differing hopes, no quarrel.".into(),
            rejected_interpersonal_deficits:
                "Warm ties at home; a style that makes the move harder.".into(),
            clients_words: "It fits. I do not know whether it helps.".into(),
            ..FocusSelection::default()
        },
        goals: goals(known.get(2).copied()),
        contract: contract(),
    }
}

fn triad(known: &[PersonId]) -> Triad {
    Triad {
        crisis_event: "Coming here to study, and nights at the depot soon after".into(),
        crisis_meaning: "Nobody here would know if I did not come.".into(),
        biological: "Sleep by day, little light; a grandfather perhaps".into(),
        psychological: "Notices what others need sooner than what one needs oneself".into(),
        attachment_style: "Hints, waits, and withdraws before a no can come".into(),
        social: "A hall of four hundred; a corridor that eats at seven, when the day begins".into(),
        cultural: "To ask outright is to put a burden on the other".into(),
        supporters: known.iter().take(2).copied().collect(),
        support_adequacy: Some(Adequacy::Partial),
        support_note: "Grandmother carries from far; here there are nods".into(),
        for_client: Some(true),
        strengths: "Observant, gentle, reliable on shift; draws people exactly".into(),
        ..Triad::default()
    }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the first in your life".into(),
        symptoms_in_words:
            "you have no strength after any amount of sleep, a page will not stay in your head, \
             and you have stopped drawing"
                .into(),
        began: "about half a year ago".into(),
        precipitant:
            "coming here to study, away from everybody who knew you, and working while the \
             others sleep"
                .into(),
        mood_and_event: "you wait to be asked, nobody asks, and then you withdraw before they can"
            .into(),
        vulnerability:
            "you notice what others need sooner than what you need, and you learnt that asking \
             is a burden"
                .into(),
        support: "your grandmother, who carries from far; here there are nods".into(),
        evidence: "Arrived seven months ago, onset six weeks later. Min-seo from ring 1 to 2; two \
                   people here, both in ring 3. PHQ-9 17, 17, 16, 16."
            .into(),
        why_this_area: "it began with the change of place, and what hurts is being unknown here"
            .into(),
        target: "finding two people here who know your name, and saying what you would like".into(),
        resolution: "somebody here expects you once a week, and misses you when you do not come"
            .into(),
        ..Formulation::default()
    }
}

fn goals(tom: Option<PersonId>) -> Vec<Goal> {
    vec![
        Goal {
            text: "Be expected somewhere once a week.".into(),
            area: Some(Area::RoleTransition),
            baseline: Some(0),
            target: Some(7),
            importance: Some(8),
            observable_sign: "Somebody writes “where are you?” when I am late.".into(),
            due_session: Some(10),
            ..Goal::default()
        },
        Goal {
            text: "Say one wish aloud before taking it back.".into(),
            area: Some(Area::RoleTransition),
            person: tom,
            baseline: Some(1),
            target: Some(6),
            importance: Some(7),
            observable_sign: "“I have cooked. Would you like some?”, said before seven.".into(),
            due_session: Some(12),
        },
    ]
}

fn contract() -> Contract {
    Contract {
        sessions: Some(12),
        review_points: "Session 6, openly, and at the end".into(),
        focus_in_words: "Being new and unknown here, and saying what I would like.".into(),
        if_no_better: "At session 6 we look at it together. If it has not moved, the plan is \
                       changed, not you: another focus, sleep and shifts first, medication through \
                       the health service, or another therapy."
            .into(),
        maintenance_intent: "Always talked about near the end; perhaps one in the next term."
            .into(),
        place: "Room 3, Old Mill; at five, after sleep and before the shift".into(),
        attendance:
            "A swap of shifts can happen: a message by noon. Oversleeping is talked about, \
             without reproach."
                .into(),
        confidentiality_and_limits: "Neither the university nor home hears anything. The limit is \
                                     serious danger to somebody; then we speak about it first."
            .into(),
        contact_between_sessions: "A message, also at night; it is read in office hours. Crisis \
                                   contacts are awake at all hours."
            .into(),
        third_parties: "Two lines to Professor Lind about the examinations, written by Jun.".into(),
        recording: Some(Recording::Yes),
        medication_and_prescriber:
            "Vitamin D. The health service has a letter and would prescribe.".into(),
        risk_plan: "No thoughts so far; asked each session. Nights alone are the long ones: the \
                    contacts are in the telephone under A."
            .into(),
        ..Contract::default()
    }
}

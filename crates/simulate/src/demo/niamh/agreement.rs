//! What Niamh and her therapist agreed.

use ipt::{
    Area, PersonId,
    document::{Contract, Formulation, Triad, formulation::Answer, triad::Adequacy},
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

/// `known` are the people of the inventory: Eoin, Safiya, Luca, and her mother.
pub(super) fn agreement(known: &[PersonId]) -> Agreement {
    Agreement {
        day: 21,
        triad: Triad {
            crisis_event: "Eoin's death, and the year in which she saw to everybody".into(),
            crisis_meaning: "If I sit down it will be true.".into(),
            psychological: "The serious one, since she was six".into(),
            attachment_style: "Close; gives care sooner than she takes it".into(),
            social: "The Sunday swimmers went quiet after the funeral".into(),
            supporters: known.iter().skip(1).take(1).copied().collect(),
            support_adequacy: Some(Adequacy::Partial),
            support_note: "Safiya is there; Luca has fallen away".into(),
            strengths: "Steady hands, wit, many people".into(),
            ..Triad::default()
        },
        formulation: formulation(),
        answer: Answer::Accept,
        focus: FocusSelection {
            primary: Some(Area::Grief),
            primary_people: known.iter().take(1).copied().collect(),
            criteria: "Onset at the first anniversary of her brother's death; little mourning \
                       then; what was theirs is avoided. Prolonged grief disorder not met."
                .into(),
            rejected_role_dispute: "Luca and she are shy of each other, not in conflict.".into(),
            rejected_role_transition: "No change beside the death.".into(),
            rejected_interpersonal_deficits: "Many lasting ties.".into(),
            clients_words: "You mean that I may stop now.".into(),
            ..FocusSelection::default()
        },
        goals: vec![
            Goal {
                text: "Ring Luca, and talk about Eoin.".into(),
                area: Some(Area::Grief),
                person: known.get(2).copied(),
                baseline: Some(0),
                target: Some(7),
                importance: Some(9),
                observable_sign: "We have laughed about him once.".into(),
                due_session: Some(9),
            },
            Goal {
                text: "Go into the sea on a Sunday.".into(),
                area: Some(Area::Grief),
                baseline: Some(0),
                target: Some(8),
                importance: Some(7),
                observable_sign: "My hair is wet.".into(),
                due_session: Some(12),
                ..Goal::default()
            },
        ],
        contract: Contract {
            sessions: Some(12),
            review_points: "Session 6, and at the end".into(),
            focus_in_words: "Eoin: telling it, missing him as he was, and those who are here."
                .into(),
            if_no_better: "At session 6 we look at it openly: medication, or a treatment made for \
                           prolonged grief."
                .into(),
            maintenance_intent: "To be talked about near the end.".into(),
            place: "Room 2, Old Mill".into(),
            confidentiality_and_limits: "The limit is serious danger to somebody; then we speak \
                                         about it first."
                .into(),
            risk_plan: "No thoughts; asked each session, with care around the anniversary.".into(),
            ..Contract::default()
        },
    }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the first in your life".into(),
        symptoms_in_words: "you wake at five, you cannot stop working, and nothing gives you joy"
            .into(),
        began: "about seven months ago".into(),
        precipitant: "the first anniversary of Eoin's death, after a year of seeing to everybody"
            .into(),
        mood_and_event:
            "the busier you were the less you missed him, and the less you let yourself the \
             heavier it lay"
                .into(),
        vulnerability: "you have been the serious one since you were six".into(),
        support: "Safiya, who leaves the light on; Luca, if one of you begins".into(),
        strengths: "your steady hands and your wit".into(),
        evidence: "No tears at the funeral; worse at the anniversary. PHQ-9 15, 15, 14, 13.".into(),
        why_this_area: "it began with the day, and the grief has not had its time".into(),
        target: "telling it, missing him as he was, and finding those who knew him".into(),
        resolution: "you can speak of him with tears and with relief, and Sundays have people in \
                     them"
            .into(),
        ..Formulation::default()
    }
}

//! What Geoffrey and his therapist agreed: triad, formulation, focus, goals, contract.

use ipt::{
    Area, PersonId,
    document::{
        Contract, Formulation, Triad, contract::Recording, formulation::Answer, triad::Adequacy,
    },
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

/// `known` are the people of the inventory: Margaret, then Helen.
pub(super) fn agreement(known: &[PersonId]) -> Agreement {
    Agreement {
        day: 21,
        triad: triad(known),
        formulation: formulation(),
        answer: Answer::Accept,
        focus: FocusSelection {
            primary: Some(Area::Grief),
            primary_people: known.iter().take(1).copied().collect(),
            criteria:
                "Onset in the months after the death of his wife; little mourning then; worse at \
                 the first wedding day; talk of her avoided. Prolonged grief disorder considered \
                 and not met."
                    .into(),
            rejected_role_dispute: "Helen and he are careful with each other, not in conflict."
                .into(),
            rejected_role_transition:
                "Living alone is new too; it will find room within the grief.".into(),
            rejected_interpersonal_deficits: "A long marriage and friends of decades.".into(),
            clients_words: "I have not been all right. There, I have said it.".into(),
            ..FocusSelection::default()
        },
        goals: goals(known.get(1).copied()),
        contract: contract(),
    }
}

fn triad(known: &[PersonId]) -> Triad {
    Triad {
        crisis_event: "Margaret's death, and the months in which he carried chairs for everybody"
            .into(),
        crisis_meaning: "I was out of the room. I am still out of the room.".into(),
        biological: "First episode at 71; weight lost; broken sleep".into(),
        psychological: "Brought up to manage; feelings are for afterwards".into(),
        attachment_style: "One person, for forty-six years".into(),
        social: "Her friends were their friends; the club has gone quiet".into(),
        spiritual: "Church at Christmas; talks to her at the sink, and finds that sensible".into(),
        supporters: known.iter().skip(1).copied().collect(),
        support_adequacy: Some(Adequacy::Partial),
        support_note: "Helen comes, and waits for a word from him".into(),
        strengths: "Courtesy, dry wit, skilled hands, the habit of turning up".into(),
        ..Triad::default()
    }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the first in your life".into(),
        symptoms_in_words:
            "food has no taste, you wake in the small hours, and you do not see the point of \
             breakfast"
                .into(),
        began: "about ten months ago".into(),
        precipitant: "Margaret's death, and the months in which you carried chairs for everybody"
            .into(),
        mood_and_event: "there was no time to miss her; the less you let yourself the emptier \
                         the days became, and the emptier they were the less you could bear to look"
            .into(),
        vulnerability:
            "you were brought up to manage, and the one you would have told was Margaret".into(),
        support:
            "Helen, who comes and waits for a word from you; the club, which would be glad of \
             you"
            .into(),
        evidence:
            "No tears at the funeral; worse at the wedding day; her coat in the hall, her room \
             as it was. PHQ-9 18, 18, 17, 16."
                .into(),
        why_this_area: "it began with her death, and the grief has not had its time".into(),
        target: "telling it, missing her as she was, and finding your way back to people".into(),
        resolution: "you can speak of her with tears and with relief, the good and the maddening, \
                     and Thursdays have people in them"
            .into(),
        ..Formulation::default()
    }
}

fn goals(helen: Option<PersonId>) -> Vec<Goal> {
    vec![
        Goal {
            text: "Talk about Margaret with Helen.".into(),
            area: Some(Area::Grief),
            person: helen,
            baseline: Some(1),
            target: Some(8),
            importance: Some(9),
            observable_sign: "We have said her name on a Tuesday, and neither got up.".into(),
            due_session: Some(10),
        },
        Goal {
            text: "Go to the green on Thursdays.".into(),
            area: Some(Area::Grief),
            baseline: Some(0),
            target: Some(6),
            importance: Some(6),
            observable_sign: "Stan hoots at the gate and I come out.".into(),
            due_session: Some(14),
            ..Goal::default()
        },
    ]
}

fn contract() -> Contract {
    Contract {
        sessions: Some(16),
        review_points: "Session 8, and at the end".into(),
        focus_in_words: "Margaret: telling it, missing her, and the people who are here.".into(),
        if_no_better:
            "At session 8 we look at it openly. If it has not eased: medication with Dr. Lowe, \
             or, if it is the longing itself that stays, a treatment made for prolonged grief."
                .into(),
        maintenance_intent: "To be talked about near the end, with the wedding day in mind.".into(),
        place: "Room 2, Old Mill, ground floor; the chair by the window".into(),
        attendance: "Colds and clinic days happen: a call is enough, and we find another day."
            .into(),
        confidentiality_and_limits:
            "Helen hears only what he tells her. The limit is serious danger to somebody; then \
             we speak about it first."
                .into(),
        contact_between_sessions: "By telephone in office hours; no need for a good reason.".into(),
        third_parties: "Helen may come once, if both wish it.".into(),
        recording: Some(Recording::Yes),
        medication_and_prescriber:
            "None for mood at present; Dr. Lowe sees his weight monthly and has the letter.".into(),
        risk_plan:
            "No thoughts of suicide; asked each session, and with care around anniversaries. He \
             would ring Helen; the contacts are by the telephone."
                .into(),
        ..Contract::default()
    }
}

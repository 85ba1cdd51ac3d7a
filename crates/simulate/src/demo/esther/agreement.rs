//! What Esther and her therapist agreed: triad, formulation, focus, goals, contract.

use ipt::{
    Area, PersonId,
    document::{
        Contract, Formulation, Triad, contract::Recording, formulation::Answer, triad::Adequacy,
    },
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

/// `known` are the people of the inventory; the first is Klara.
pub(super) fn agreement(known: &[PersonId]) -> Agreement {
    let klara = known.first().copied();
    Agreement {
        day: 21,
        triad: triad(known),
        formulation: formulation(),
        answer: Answer::AcceptWithChange,
        focus: FocusSelection {
            primary: Some(Area::RoleDispute),
            primary_people: klara.into_iter().collect(),
            criteria: "A conflict with somebody close; expectations that neither has said; the \
                       low follows the evenings with her. Stage: impasse. Violence and control \
                       asked for, alone: none."
                .into(),
            rejected_grief: "Nobody close has died in these years.".into(),
            rejected_role_transition: "A full house is a change too. She likes being a \
                                       grandmother; what weighs is what is not said."
                .into(),
            rejected_interpersonal_deficits: "Friends of thirty years.".into(),
            clients_words: "Yes. But write that I was glad when she came. I am still glad, \
                            somewhere under it."
                .into(),
            ..FocusSelection::default()
        },
        goals: goals(klara),
        contract: contract(),
    }
}

fn triad(known: &[PersonId]) -> Triad {
    Triad {
        crisis_event: "The month that became a year without a word; the evening of the coats"
            .into(),
        crisis_meaning: "I am counted on, and not asked. As before.".into(),
        biological: "Broken sleep; a low winter at 39".into(),
        psychological: "Learnt that whoever asks for something is a burden".into(),
        attachment_style: "Warm, gives first, waits to be seen".into(),
        social: "The boat and the hall fell away when she stayed at home at four".into(),
        cultural: "In her family one does not say “until when” to a guest".into(),
        supporters: known.iter().skip(1).take(2).copied().collect(),
        support_adequacy: Some(Adequacy::Partial),
        support_note: "Joss asks; Mercy would, if she knew".into(),
        strengths: "A fine ear, patience, humour, old friends".into(),
        ..Triad::default()
    }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression".into(),
        symptoms_in_words:
            "you wake at four, music has gone flat, and you cannot hold your mind on a string"
                .into(),
        began: "about six months ago".into(),
        precipitant: "the weeks in which Klara's month with you was over and neither of you said \
                      so"
        .into(),
        mood_and_event:
            "each evening with so much unsaid leaves you lower, and the lower you are the more \
             quietly you close the door; Klara may well take the quiet for a no"
                .into(),
        vulnerability:
            "you learnt early that whoever asks for something is a burden, and you have slept \
             badly for a year"
                .into(),
        support: "Joss, who asks; Mercy and the boat, who would be glad of you".into(),
        strengths: "your ear, your patience, and a humour that has not gone".into(),
        evidence: "Lower after evenings at home, lighter after the workshop. Klara from ring 1 to \
                   2, Mercy too. PHQ-9 16, 16, 15, 14."
            .into(),
        why_this_area:
            "the low follows the evenings with Klara, and each of you is waiting for something \
             that has not been said"
                .into(),
        target: "finding words with Klara for what each of you counts on, and from when to when"
            .into(),
        resolution:
            "the two of you have said it and know what holds, whatever it is, and Saturday \
                     mornings are yours again"
                .into(),
        ..Formulation::default()
    }
}

fn goals(klara: Option<PersonId>) -> Vec<Goal> {
    vec![
        Goal {
            text: "Say to Klara what I can do and what I cannot, before she plans.".into(),
            area: Some(Area::RoleDispute),
            person: klara,
            baseline: Some(1),
            target: Some(7),
            importance: Some(10),
            observable_sign: "There is a sheet on the fridge that we wrote together.".into(),
            due_session: Some(13),
        },
        Goal {
            text: "Be in the boat on Saturdays.".into(),
            area: Some(Area::RoleDispute),
            baseline: Some(0),
            target: Some(3),
            importance: Some(8),
            observable_sign: "Three Saturdays in a month, and Klara knows them before.".into(),
            due_session: Some(14),
            ..Goal::default()
        },
    ]
}

fn contract() -> Contract {
    Contract {
        sessions: Some(16),
        review_points: "Session 8, and at the end".into(),
        focus_in_words: "Klara and I: what each of us counts on, and whether we can say it.".into(),
        if_no_better: "At session 8 we look at it openly: another way of going at the silence, \
                       medication through Dr. Varga, or another therapy."
            .into(),
        maintenance_intent: "Talked about in any case, from session 13.".into(),
        place: "Room 1, Old Mill; at ten".into(),
        attendance: "When Elias is ill a call is enough, and we find another day.".into(),
        confidentiality_and_limits: "Klara hears what Esther tells her. The limit is serious \
                                     danger to somebody; then we speak about it first."
            .into(),
        contact_between_sessions: "By telephone in office hours.".into(),
        third_parties: "Klara may come once, if Esther wishes it then, and each is spoken with \
                        alone before."
            .into(),
        recording: Some(Recording::No),
        medication_and_prescriber: "None now. Dr. Varga has a short letter.".into(),
        risk_plan: "No thoughts so far; asked each session. She would tell Mercy; the crisis \
                    contacts are in the case with the tuning forks."
            .into(),
        ..Contract::default()
    }
}

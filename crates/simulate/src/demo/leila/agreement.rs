//! What Leila and her therapist agreed: triad, formulation, focus, goals, contract.

use ipt::{
    Area, PersonId,
    document::{
        Contract, Formulation, Triad, contract::Recording, formulation::Answer, triad::Adequacy,
    },
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

/// `known` are the people of the inventory; the first is Samira.
pub(super) fn agreement(known: &[PersonId]) -> Agreement {
    let samira = known.first().copied();
    Agreement {
        day: 21,
        triad: triad(known),
        formulation: formulation(),
        answer: Answer::AcceptWithChange,
        focus: focus(samira),
        goals: goals(samira),
        contract: contract(),
    }
}

fn triad(known: &[PersonId]) -> Triad {
    Triad {
        crisis_event: "The second shop rented without her; before it the will and one quarrel"
            .into(),
        crisis_meaning: "I am staff in my father's bakery.".into(),
        biological: "Low iron, six short nights a week".into(),
        psychological: "Learnt early that a quarrel can cost you the table".into(),
        attachment_style: "Close and loyal; waits for the other to come".into(),
        social: "Work, family and street are one and the same".into(),
        cultural: "The elder is not contradicted before others; Samira is elder by two years"
            .into(),
        spiritual: "Prayer carries her; forgiveness asked of her too soon weighs".into(),
        supporters: known.iter().skip(1).copied().collect(),
        support_adequacy: Some(Adequacy::Partial),
        support_note: "Karim listens; Yasmin sees it and stands between; Nour wishes for peace"
            .into(),
        strengths: "Craft, pride, plain speech, a family that gathers every week".into(),
        ..Triad::default()
    }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the first in your life".into(),
        symptoms_in_words:
            "you wake at two, bread has lost its taste, and by noon you are worn out".into(),
        began: "about seven months ago".into(),
        precipitant: "the second shop that Samira rented without you, after the will, the quarrel \
                      in the yard and the silence since"
            .into(),
        mood_and_event:
            "each silent morning leaves you heavy, and the heavier you are the less you say; she \
             may read your silence as you read hers"
                .into(),
        vulnerability:
            "you learnt early that a quarrel can cost you the table, and you have slept too \
             little for years"
                .into(),
        support:
            "Karim, who listens; Yasmin, who sees it and stands between you; your mother, who \
             wishes for peace"
                .into(),
        evidence: "Lower after silent mornings, lighter on Tuesdays. Samira from ring 1 to 2. \
                   PHQ-9 17, 17, 16."
            .into(),
        why_this_area:
            "the low follows the mornings with her, and each of you wants something that has not \
             been said"
                .into(),
        target:
            "reopening the talk with Samira, and finding out what can be settled and what cannot"
                .into(),
        resolution: "the two of you have said what each wants decided and by whom, whatever the \
                     answer is, and you can eat your own bread"
            .into(),
        ..Formulation::default()
    }
}

fn focus(samira: Option<PersonId>) -> FocusSelection {
    FocusSelection {
        primary: Some(Area::RoleDispute),
        primary_people: samira.into_iter().collect(),
        criteria: "A conflict with somebody close; expectations that are not shared; in step with \
                   the low in time and from day to day. Stage: impasse. No violence or control."
            .into(),
        rejected_grief: "Her father was mourned; the low came half a year later.".into(),
        rejected_role_transition: "Thought of, and one rater sees it so: from partner to second. \
                                   It is held in mind within the dispute."
            .into(),
        rejected_interpersonal_deficits: "Many close and lasting ties.".into(),
        clients_words:
            "Yes. But do not write that we do not love each other. I want to know whether I \
             still have a sister."
                .into(),
        ..FocusSelection::default()
    }
}

fn goals(samira: Option<PersonId>) -> Vec<Goal> {
    vec![
        Goal {
            text: "Say to Samira what I want decided together.".into(),
            area: Some(Area::RoleDispute),
            person: samira,
            baseline: Some(1),
            target: Some(7),
            importance: Some(10),
            observable_sign: "We have sat down once, with the book between us.".into(),
            due_session: Some(12),
        },
        Goal {
            text: "Stop sending messages through Yasmin.".into(),
            area: Some(Area::RoleDispute),
            baseline: Some(3),
            target: Some(9),
            importance: Some(8),
            observable_sign: "A week in which Yasmin carried trays and nothing else.".into(),
            due_session: Some(10),
            ..Goal::default()
        },
    ]
}

fn contract() -> Contract {
    Contract {
        sessions: Some(16),
        review_points: "Session 8, and at the end".into(),
        focus_in_words: "Samira and I: what each of us wants, and whether we can speak of it."
            .into(),
        if_no_better:
            "At session 8 we look at it openly. If it has not eased: another way of going at the \
             silence, medication through Dr. Mendes, or another therapy."
                .into(),
        maintenance_intent: "To be talked about from session 13.".into(),
        place: "Room 1, Old Mill; at three, when the shop has closed".into(),
        attendance: "The week before a feast we may move the day. A session that falls out is \
                     talked about kindly."
            .into(),
        confidentiality_and_limits:
            "Nothing reaches the bakery or the family. The limit is serious danger to somebody; \
             then we speak about it first."
                .into(),
        contact_between_sessions: "A message to the practice; an answer on working days.".into(),
        third_parties: "Samira is not told and not invited unless Leila wishes it.".into(),
        recording: Some(Recording::No),
        medication_and_prescriber: "Iron only. Dr. Mendes has a short letter.".into(),
        risk_plan: "No thoughts so far; asked each session. Karim would be told, with her; the \
                    crisis contacts hang inside the pantry door."
            .into(),
        ..Contract::default()
    }
}

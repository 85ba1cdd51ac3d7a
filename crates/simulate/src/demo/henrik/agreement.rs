//! What Henrik and his therapist agreed.

use ipt::{
    Area,
    document::{Contract, Formulation, Triad, formulation::Answer, triad::Adequacy},
    focus::FocusSelection,
    goal::Goal,
};

use super::super::course::Agreement;

pub(super) fn agreement() -> Agreement {
    Agreement {
        day: 21,
        triad: Triad {
            crisis_event: "None: he began to stay at his desk at noon, and nothing had happened."
                .into(),
            psychological: "Expects a no before anything was asked".into(),
            social: "Three schools in four years; few ties since".into(),
            support_adequacy: Some(Adequacy::Missing),
            strengths: "Precise, dry humour, never late".into(),
            ..Triad::default()
        },
        formulation: Formulation {
            diagnosis_in_words: "a depression".into(),
            symptoms_in_words: "you wake at four, and noon has become the worst hour".into(),
            began: "about eight months ago".into(),
            mood_and_event: "weeks without a word leave you low, and low, you say even less".into(),
            vulnerability: "you learnt at three schools that names are not worth learning".into(),
            support: "Ingrid, who nods; your aunt, who once waited at the gate".into(),
            why_this_area: "no death, dispute or change stands near the beginning, and few ties \
                            have been there for long"
                .into(),
            target: "one or two people with whom there is more than a nod".into(),
            resolution: "there is a name to write".into(),
            ..Formulation::default()
        },
        answer: Answer::Accept,
        focus: FocusSelection {
            primary: Some(Area::InterpersonalDeficits),
            criteria: "Few ties since childhood; nothing near the onset; not explained by the low."
                .into(),
            rejected_grief: "Nobody close has died.".into(),
            rejected_role_dispute: "There is nobody near enough to quarrel with.".into(),
            rejected_role_transition: "Same work, same flat, for eleven years.".into(),
            clients_words: "It is a list of what is missing. But it is the right list.".into(),
            ..FocusSelection::default()
        },
        goals: vec![Goal {
            text: "One person at work, and one evening a week that is not alone.".into(),
            area: Some(Area::InterpersonalDeficits),
            baseline: Some(1),
            target: Some(6),
            importance: Some(9),
            observable_sign: "A name for the form.".into(),
            due_session: Some(12),
            ..Goal::default()
        }],
        contract: Contract {
            sessions: Some(12),
            focus_in_words: "Few people, and how that could change in small steps.".into(),
            if_no_better: "At session 6 we look at it openly: medication, CBT, or a group.".into(),
            confidentiality_and_limits: "Nobody hears of it, but where life is in danger.".into(),
            risk_plan: "Crisis contacts are on his telephone.".into(),
            ..Contract::default()
        },
    }
}

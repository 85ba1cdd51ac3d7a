//! Formulation, focus, goals and contract.

use super::{Context, Decision, given, in_phase, not_in_future, unheld};
use crate::{
    Area, Command, Course, Dialect, Event, Phase, course::FormulationState, event::Signatory,
    focus::FocusSelection, policy, refusal::Refusal,
};

const WORKING: &[Phase] = &[Phase::Initial, Phase::Middle, Phase::Concluding];

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    in_phase(course, WORKING)?;
    let event = match command {
        Command::ShareFormulation => {
            policy::FORMULATION_WRITTEN.require(course.documents.formulation.is_some())?;
            let told = course.documents.diagnosis.as_ref().and_then(|d| d.value.told_on);
            policy::DIAGNOSIS_TOLD.require(told.is_some())?;
            Event::FormulationShared
        }
        Command::AnswerFormulation { answer, words, on } => {
            policy::FORMULATION_SHARED
                .require(!matches!(course.formulation, FormulationState::Draft))?;
            not_in_future(on, context, "on")?;
            Event::FormulationAnswered { answer, words: given(words, "words")?, on }
        }
        Command::RateFocus(rating) => Event::FocusRated(rating),
        Command::AgreeFocus(focus) => {
            unheld(course)?;
            focus_fits(course, &focus)?;
            Event::FocusAgreed(focus)
        }
        Command::SetGoal { goal, content } => Event::GoalSet { goal, content },
        Command::RateGoal { goal, progress } => {
            policy::GOAL_KNOWN.require(course.goals.iter().any(|known| known.id == goal))?;
            Event::GoalRated { goal, progress }
        }
        Command::SignContract { signatory, name, on } => {
            signable(course, signatory)?;
            not_in_future(on, context, "on")?;
            Event::ContractSigned { signatory, name: given(name, "name")?, on }
        }
        Command::Renegotiate { reason } => {
            policy::CONTRACT_SIGNED.require(course.contract_stands())?;
            Event::ContractReopened { reason: given(reason, "reason")? }
        }
        _ => unreachable!("BUG: not an act of agreement"),
    };
    Ok(vec![event])
}

fn signable(course: &Course, signatory: Signatory) -> Result<(), Refusal> {
    policy::CONTRACT_WRITTEN.require(course.documents.contract.is_some())?;
    unheld(course)?;
    policy::CONTRACT_RENEGOTIATED.require(!course.signed_by(signatory))
}

fn focus_fits(course: &Course, focus: &FocusSelection) -> Result<(), Refusal> {
    policy::FOCUS_AGREED
        .require(focus.client_agrees == Some(true))
        .map_err(|refusal| refusal.beside("client_agrees"))?;
    policy::FOCUS_DISTINCT
        .require(focus.secondary.is_none() || focus.secondary != focus.primary)
        .map_err(|refusal| refusal.beside("secondary"))?;
    if focus.primary == Some(Area::InterpersonalDeficits) {
        for area in [Area::Grief, Area::RoleDispute, Area::RoleTransition] {
            policy::DEFICITS_LAST
                .require(!focus.rejected(area).is_empty())
                .map_err(|refusal| refusal.beside(rejected_field(area)))?;
        }
    }
    if focus.primary == Some(Area::Grief) && course.dialect() == Dialect::KlermanWeissman {
        policy::GRIEF_IS_DEATH
            .require(course.people.iter().any(crate::inventory::Person::deceased))
            .map_err(|refusal| refusal.beside("primary"))?;
    }
    Ok(())
}

fn rejected_field(area: Area) -> &'static str {
    match area {
        Area::Grief => "rejected_grief",
        Area::RoleDispute => "rejected_role_dispute",
        Area::RoleTransition => "rejected_role_transition",
        Area::InterpersonalDeficits => "rejected_interpersonal_deficits",
    }
}

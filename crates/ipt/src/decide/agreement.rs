//! Formulation, focus, goals and contract.

use super::{Context, Decision, given, in_phase, not_in_future, unheld};
use crate::{
    Area, Command, Course, Dialect, Event, Phase,
    course::FormulationState,
    event::Signatory,
    focus::FocusSelection,
    letter::{self, Choice, SentenceReview},
    policy,
    refusal::Refusal,
};

const WORKING: &[Phase] = &[Phase::Initial, Phase::Middle, Phase::Concluding];
/// Maintenance keeps the focus or takes a new one (domain page §1).
const WITH_MAINTENANCE: &[Phase] =
    &[Phase::Initial, Phase::Middle, Phase::Concluding, Phase::Maintenance];

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    let of_maintenance = matches!(
        command,
        Command::RateFocus(_)
            | Command::AgreeFocus(_)
            | Command::SetGoal { .. }
            | Command::RateGoal { .. }
    );
    in_phase(course, if of_maintenance { WITH_MAINTENANCE } else { WORKING })?;
    let event = match command {
        Command::ReviewSentence { sentence, review } => {
            policy::FORMULATION_WRITTEN.require(course.documents.formulation.is_some())?;
            reviewable(&sentence, &review)?;
            Event::SentenceReviewed { sentence, review }
        }
        Command::ShareFormulation { letter } => {
            unheld(course)?;
            policy::FORMULATION_WRITTEN.require(course.documents.formulation.is_some())?;
            let told = course.documents.diagnosis.as_ref().and_then(|d| d.value.told_on);
            policy::DIAGNOSIS_TOLD.require(told.is_some())?;
            Event::FormulationShared { letter }
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
            if let Some(on) = focus.agreed_on {
                not_in_future(on, context, "agreed_on")?;
            }
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
            let signed = Event::ContractSigned { signatory, name: given(name, "name")?, on };
            let mut events = vec![signed];
            let other = match signatory {
                Signatory::Client => Signatory::Therapist,
                Signatory::Therapist => Signatory::Client,
            };
            if course.signed_by(other) && longer(course) {
                events.push(Event::PhaseEntered { phase: Phase::Middle });
            }
            return Ok(events);
        }
        Command::Renegotiate { reason } => {
            policy::CONTRACT_SIGNED.require(course.contract_stands())?;
            Event::ContractReopened { reason: given(reason, "reason")? }
        }
        _ => unreachable!("BUG: not an act of agreement"),
    };
    Ok(vec![event])
}

/// A sentence is one of the letter; what takes its place has words.
fn reviewable(sentence: &str, review: &SentenceReview) -> Result<(), Refusal> {
    policy::SENTENCE_KNOWN.require(letter::sentence_named(sentence).is_some())?;
    let worded = review.choice != Some(Choice::Reword) || !review.words.trim().is_empty();
    policy::SENTENCE_WORDED.require(worded).map_err(|refusal| refusal.beside("words"))
}

fn signable(course: &Course, signatory: Signatory) -> Result<(), Refusal> {
    policy::CONTRACT_WRITTEN.require(course.documents.contract.is_some())?;
    unheld(course)?;
    policy::CONTRACT_RENEGOTIATED.require(!course.signed_by(signatory))
}

/// Whether the contract as written leads back from the ending to the work: so many sessions more
/// that the ending lies ahead again.
fn longer(course: &Course) -> bool {
    let ahead = course.sessions_held() + course.variant().ending_from_end;
    course.phase == Phase::Concluding && course.contracted().is_some_and(|n| n > ahead)
}

fn focus_fits(course: &Course, focus: &FocusSelection) -> Result<(), Refusal> {
    policy::FOCUS_AGREED
        .require(focus.client_agrees == Some(true))
        .map_err(|refusal| refusal.beside("client_agrees"))?;
    policy::FOCUS_DISTINCT
        .require(focus.secondary.is_none() || focus.secondary != focus.primary)
        .map_err(|refusal| refusal.beside("secondary"))?;
    for (slot, area) in [("primary", focus.primary), ("secondary", focus.secondary)] {
        let set_aside = area.is_some_and(|area| !focus.rejected(area).is_empty());
        policy::FOCUS_DISTINCT.require(!set_aside).map_err(|refusal| refusal.beside(slot))?;
    }
    change_fits(course, focus)?;
    deficits_fit(course, focus)?;
    grief_fits(course, focus)
}

/// Another area, or one more or less, is a change of focus: it is made with its reason.
fn change_fits(course: &Course, focus: &FocusSelection) -> Result<(), Refusal> {
    let changed = course.agreed_focus().is_some_and(|before| before.areas() != focus.areas());
    policy::FOCUS_CHANGE_REASONED
        .require(!changed || !focus.why_changed.is_empty())
        .map_err(|refusal| refusal.beside("why_changed"))
}

/// Deficits are a last resort (S7); for Stuart and Robertson they are a style beside another
/// area, not an area that stands first (S9).
fn deficits_fit(course: &Course, focus: &FocusSelection) -> Result<(), Refusal> {
    if focus.primary != Some(Area::InterpersonalDeficits) {
        return Ok(());
    }
    policy::SENSITIVITY_IS_STYLE
        .require(course.dialect() == Dialect::KlermanWeissman)
        .map_err(|refusal| refusal.beside("primary"))?;
    [Area::Grief, Area::RoleDispute, Area::RoleTransition].into_iter().try_for_each(|area| {
        policy::DEFICITS_LAST
            .require(!focus.rejected(area).is_empty())
            .map_err(|refusal| refusal.beside(rejected_field(area)))
    })
}

/// Grief is tied to a death (S14) of somebody in the focus, or in the inventory while the focus
/// names nobody. Stuart and Robertson widen it to other losses.
fn grief_fits(course: &Course, focus: &FocusSelection) -> Result<(), Refusal> {
    if course.dialect() == Dialect::StuartRobertson {
        return Ok(());
    }
    let slots = [
        ("primary", focus.primary, &focus.primary_people),
        ("secondary", focus.secondary, &focus.secondary_people),
    ];
    for (slot, _, people) in slots.iter().filter(|(_, area, _)| *area == Some(Area::Grief)) {
        let died = course
            .people_listed()
            .filter(|person| people.is_empty() || people.contains(&person.id))
            .any(crate::inventory::Person::deceased);
        policy::GRIEF_IS_DEATH.require(died).map_err(|refusal| refusal.beside(slot))?;
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

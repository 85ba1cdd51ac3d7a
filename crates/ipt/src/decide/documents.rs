//! Recording a document: what each one needs, and the phase it may open.

use jiff::{ToSpan, civil::Date};

use super::{Context, Decision, in_phase, not_in_future, variants};
use crate::{
    Course, Document, Event, FlagId, Phase,
    area::dispute,
    content::finding::{self, Route},
    document::{Contract, DisputeWork, Maintenance, SickRole, Suitability, suitability},
    inventory::Person,
    policy,
    refusal::Refusal,
    risk::RiskSource,
};

pub(super) fn record(course: &Course, document: Document, context: &Context) -> Decision {
    let phase = match &document {
        Document::Referral(referral) => {
            dated(referral.received_on, context, "received_on")?;
            let consented = referral.consent_to_assessment == Some(true)
                && referral.assessment_booked_on.is_some();
            (course.phase == Phase::Referred && consented).then_some(Phase::Suitability)
        }
        Document::Suitability(suitability) => Some(suited(course, suitability, context)?),
        Document::Contract(contract) => {
            contract_fits(course, contract)?;
            None
        }
        Document::Maintenance(maintenance) => {
            maintenance_fits(course, maintenance)?;
            None
        }
        Document::Assessment(assessment) => {
            from_first_contact(course)?;
            dated(assessment.onset, context, "onset")?;
            None
        }
        Document::Diagnosis(diagnosis) => {
            from_first_contact(course)?;
            dated(diagnosis.told_on, context, "told_on")?;
            None
        }
        Document::MidReview(review) => reviewed(course, review.held_on, context)?,
        Document::NonResponse(review) => reviewed(course, review.held_on, context)?,
        Document::Ending(_) => {
            policy::ENDING_RAISED.require(course.ending_raised.is_some())?;
            None
        }
        Document::SickRole(sick_role) => {
            sick_role_fits(course, sick_role)?;
            None
        }
        Document::Triad(_)
        | Document::Formulation(_)
        | Document::GriefWork(_)
        | Document::DisputeWork(_)
        | Document::BalanceSheet(_)
        | Document::DeficitsWork(_)
        | Document::LostSelf(_)
        | Document::Parents(_)
        | Document::Perinatal(_)
        | Document::LaterLife(_) => {
            work_fits(course, &document, context)?;
            None
        }
        Document::RiskAssessment(assessment) => {
            let ahead = assessment.next_contact.is_none_or(|day| day >= context.today);
            policy::NEXT_CONTACT_AHEAD
                .require(ahead)
                .map_err(|refusal| refusal.beside("next_contact"))?;
            None
        }
        Document::RelapsePlan(plan) => {
            dated(plan.agreed_on, context, "agreed_on")?;
            None
        }
        Document::SafetyPlan(_) | Document::Outcome(_) => None,
    };
    let raised = disclosed(course, &document, context);
    let mut events = vec![Event::Recorded(document)];
    events.extend(raised);
    events.extend(phase.map(|phase| Event::PhaseEntered { phase }));
    Ok(events)
}

/// A review was held, in a phase that has one.
fn reviewed(
    course: &Course,
    held_on: Option<Date>,
    context: &Context,
) -> Result<Option<Phase>, Refusal> {
    dated(held_on, context, "held_on")?;
    in_phase(course, &[Phase::Middle, Phase::Concluding])?;
    Ok(None)
}

/// What is disclosed at the first contact raises a flag.
fn disclosed(course: &Course, document: &Document, context: &Context) -> Option<Event> {
    let Document::Suitability(suitability) = document else { return None };
    let redirected = suitability.decision == Some(suitability::Decision::Redirect);
    // Whoever is sent on is cared for there: the form says where.
    if suitability.risk_disclosed != Some(true)
        || redirected
        || course.open_flags().next().is_some()
    {
        return None;
    }
    let (flag, source, session) = (FlagId(context.id), RiskSource::Disclosure, None);
    Some(Event::RiskRaised { flag, source, session, note: suitability.risk_answer.clone() })
}

pub(super) fn dated(
    date: Option<Date>,
    context: &Context,
    field: &'static str,
) -> Result<(), Refusal> {
    date.map_or(Ok(()), |date| not_in_future(date, context, field))
}

pub(super) fn after_acceptance(course: &Course) -> Result<(), Refusal> {
    in_phase(course, &[Phase::Initial, Phase::Middle, Phase::Concluding, Phase::Maintenance])
}

/// The work belongs to the time after acceptance; in a sheet nobody is pushed, and what was tried
/// was tried on a day past.
fn work_fits(course: &Course, document: &Document, context: &Context) -> Result<(), Refusal> {
    after_acceptance(course)?;
    match document {
        Document::DisputeWork(work) => change_is_safe(course, work),
        Document::DeficitsWork(work) => {
            let mut tried = work.steps.iter().filter_map(|step| step.done_on);
            tried.try_for_each(|on| not_in_future(on, context, "steps"))
        }
        _ => variants::work_fits(course, document, context),
    }
}

/// No change is planned on somebody violent or controlling, whoever the sheet says it is with.
fn change_is_safe(course: &Course, work: &DisputeWork) -> Result<(), Refusal> {
    if work.to_try.is_empty() {
        return Ok(());
    }
    let mut with = work.with.iter().filter_map(|id| course.person(*id));
    let closed = with.any(Person::unsafe_with);
    let named = if closed { Err(policy::NEGOTIATION_CLOSED.refuse()) } else { Ok(()) };
    named.and(dispute::negotiation(course)).map_err(|refusal| refusal.beside("to_try"))
}

/// A limited sick role says what goes on: school, before all.
fn sick_role_fits(course: &Course, sick_role: &SickRole) -> Result<(), Refusal> {
    after_acceptance(course)?;
    let limited = course.variant().limited_sick_role;
    policy::SICK_ROLE_LIMITED
        .require(!limited || !sick_role.roles_kept.is_empty())
        .map_err(|refusal| refusal.beside("roles_kept"))
}

/// Assessment and diagnosis begin with the first contact (domain page §1).
fn from_first_contact(course: &Course) -> Result<(), Refusal> {
    if course.phase == Phase::Suitability { Ok(()) } else { after_acceptance(course) }
}

/// The suitability decision and the phase it leads to.
fn suited(course: &Course, suitability: &Suitability, context: &Context) -> Result<Phase, Refusal> {
    in_phase(course, &[Phase::Suitability])?;
    policy::RISK_ASKED
        .require(suitability.risk_asked == Some(true))
        .map_err(|refusal| refusal.beside("risk_asked"))?;
    dated(suitability.decided_on, context, "decided_on")?;
    let routes: Vec<Route> = suitability
        .findings
        .iter()
        .filter_map(|code| finding::finding(code))
        .map(|finding| finding.route)
        .collect();
    let stop = routes.contains(&Route::Stop);
    let asks_for_more = [Route::NotAlone, Route::Adapt, Route::TreatFirst, Route::SafetyFirst];
    let adapt = routes.iter().any(|route| asks_for_more.contains(route));
    match suitability.decision {
        Some(suitability::Decision::Redirect) => {
            policy::REDIRECTED_SOMEWHERE
                .require(!suitability.redirected_to.is_empty())
                .map_err(|refusal| refusal.beside("redirected_to"))?;
            // Nobody is sent on over an open risk question.
            policy::RISK_REVIEWED.require(!course.safety_hold())?;
            Ok(Phase::Closed)
        }
        Some(decision) => {
            policy::STOP_FINDING.require(!stop).map_err(|refusal| refusal.beside("decision"))?;
            let adapted = decision == suitability::Decision::AcceptWithAdaptation;
            let named = !suitability.adaptation.is_empty();
            policy::ADAPTATION_NAMED
                .require(if adapted { named } else { !adapt })
                .map_err(|refusal| refusal.beside("adaptation"))?;
            Ok(Phase::Initial)
        }
        None => Err(policy::PHASE_FITS.refuse().beside("decision")),
    }
}

fn contract_fits(course: &Course, contract: &Contract) -> Result<(), Refusal> {
    in_phase(course, &[Phase::Initial, Phase::Middle, Phase::Concluding])?;
    let (Some(start), Some(end), Some(sessions)) =
        (contract.starts_on, contract.planned_end, contract.sessions)
    else {
        return Err(policy::CONTRACT_HAS_END.refuse().beside("planned_end"));
    };
    policy::CONTRACT_HAS_END
        .require(start < end || (start == end && sessions == 1))
        .map_err(|refusal| refusal.beside("planned_end"))?;
    policy::CONTRACT_RENEGOTIATED.require(!course.contract_stands())?;
    policy::CONTRACT_DOSE
        .require(sessions > course.sessions_held())
        .map_err(|refusal| refusal.beside("sessions").naming(course.sessions_held()))?;
    time_fits(course, contract, start, end)?;
    variants::medication_named(course, contract)?;
    dose_fits(course, contract, sessions)
}

/// The sessions that are left have room until the end, one after the other as often as agreed:
/// the end binds as the number does (S10), so a shorter time would cut the work off.
fn time_fits(course: &Course, contract: &Contract, start: Date, end: Date) -> Result<(), Refusal> {
    let (Some(sessions), Some(frequency)) = (contract.sessions, contract.frequency) else {
        return Ok(());
    };
    let last = course.sessions.last().map(|session| session.on);
    let left = sessions.saturating_sub(course.sessions_held());
    // Before the first session that one stands on the first day.
    let steps = if last.is_some() { left } else { left.saturating_sub(1) };
    let from = last.map_or(start, |last| last.max(start));
    let needed = from.checked_add((i64::from(steps) * i64::from(frequency.days())).days());
    let needed = needed.unwrap_or(Date::MAX);
    policy::CONTRACT_HAS_TIME
        .require(needed <= end)
        .map_err(|refusal| refusal.beside("planned_end").naming(needed))
}

/// What differs from the variant's dose, or from the manual's way to end, has its reason.
fn dose_fits(course: &Course, contract: &Contract, sessions: u32) -> Result<(), Refusal> {
    let (variant, minutes) = (course.variant(), contract.minutes);
    let most = variant.sessions.max;
    let longest = variant.minutes.max;
    let short = sessions <= most && minutes.is_none_or(|minutes| minutes <= longest);
    policy::DOSE_STRICT.require(short || !variant.strict).map_err(|refusal| {
        let field = if sessions > most { "sessions" } else { "minutes" };
        refusal.beside(field).naming(format!("{most} × {longest}"))
    })?;
    if !contract.dose_reason.is_empty() {
        return Ok(());
    }
    let within = |policy: &'static policy::Policy, asked: Option<u32>, min: u32, max: u32| {
        policy
            .require(asked.is_none_or(|asked| (min..=max).contains(&asked)))
            .map_err(|refusal| refusal.beside("dose_reason").naming(format!("{min}–{max}")))
    };
    within(&policy::DOSE_REASON, Some(sessions), variant.sessions.min, variant.sessions.max)?;
    within(&policy::MINUTES_REASON, minutes, variant.minutes.min, variant.minutes.max)?;
    let tapers = !contract.taper.is_empty();
    policy::TAPER_REASON
        .require(!tapers || variant.may_taper(course.dialect()))
        .map_err(|refusal| refusal.beside("dose_reason"))
}

fn maintenance_fits(course: &Course, maintenance: &Maintenance) -> Result<(), Refusal> {
    in_phase(course, &[Phase::Concluding, Phase::Maintenance])?;
    policy::CONTRACT_HAS_END
        .require(maintenance.starts_on < maintenance.ends_on)
        .map_err(|refusal| refusal.beside("ends_on"))?;
    if course.phase == Phase::Maintenance {
        let agreed = maintenance.agreed_with_client == Some(true);
        policy::MAINTENANCE_RENEWED
            .require(agreed && !maintenance.why_changed.is_empty())
            .map_err(|refusal| refusal.beside("why_changed"))?;
    }
    let needed = maintenance.medication_needed_for_remission == Some(true);
    policy::PRESCRIBER_TOO
        .require(!needed || !maintenance.prescriber.is_empty())
        .map_err(|refusal| refusal.beside("prescriber"))
}

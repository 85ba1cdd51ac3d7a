//! Incidents, the replay of their exchange, decisions, and the reviews of the work.

use super::{Context, Decision, coercion, given, not_in_future, review, technique, variants};
use crate::{
    Command, Course, Event, IncidentId,
    communication::CommunicationAnalysis,
    decision::DecisionAnalysis,
    incident::{Incident, KeptIncident},
    policy,
    refusal::Refusal,
    session::SessionNumber,
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    let event = match command {
        Command::NoteIncident { incident, content } => {
            incident_fits(course, &content, context)?;
            let known = course.incident(incident);
            if let Some(planned) = known.and_then(|kept| kept.communication.as_ref()) {
                plan_is_safe(course, &content, planned).map_err(|r| r.beside("people"))?;
            }
            let session = known.map_or_else(|| latest(course), |kept| kept.session);
            Event::IncidentNoted { incident, session, content }
        }
        Command::StrikeIncident { incident } => {
            incident_known(course, incident)?;
            Event::IncidentStruck { incident }
        }
        Command::AnalyseCommunication { incident, content } => {
            let kept = incident_known(course, incident)?;
            plan_is_safe(course, &kept.incident, &content)
                .map_err(|refusal| refusal.beside("try_when"))?;
            Event::CommunicationAnalysed { incident, content: Box::new(content) }
        }
        Command::WeighDecision { decision, content } => {
            choice_fits(&content)?;
            variants::not_left_out(course, &content.first_step, "first_step")?;
            let known = course.decision(decision);
            let session = known.map_or_else(|| latest(course), |kept| kept.session);
            Event::DecisionWeighed { decision, session, content }
        }
        Command::StrikeDecision { decision } => {
            policy::DECISION_KNOWN.require(course.decision(decision).is_some())?;
            Event::DecisionStruck { decision }
        }
        Command::WriteRhythm { week, content } => {
            variants::rhythm_fits(course, week, &content, context)?;
            Event::RhythmWritten { week, content }
        }
        Command::StrikeRhythm { week } => {
            policy::RHYTHM_KNOWN.require(course.rhythm(week).is_some())?;
            Event::RhythmStruck { week }
        }
        Command::RecordTechnique { record, session, content } => {
            technique::record(course, record, session, content)?
        }
        Command::StrikeTechniqueRecord { record } => technique::strike(course, record)?,
        Command::DecideAlert { alert, content } => review::on(course, alert, content, context)?,
        Command::MarkProgress { marker, session, evidence } => {
            let been = course.focus.iter().flat_map(|focus| [focus.primary, focus.secondary]);
            let of_focus = been.flatten().any(|area| area == marker.area());
            policy::MARKER_OF_FOCUS.require(of_focus)?;
            policy::SESSION_KNOWN.require(course.session(session).is_some())?;
            Event::MarkerSeen { marker, session, evidence: given(evidence, "evidence")? }
        }
        Command::UnmarkProgress { marker, session } => {
            let mut seen = course.markers.iter().map(|kept| (kept.marker, kept.session));
            policy::MARKER_SEEN.require(seen.any(|known| known == (marker, session)))?;
            Event::MarkerUnmarked { marker, session }
        }
        _ => unreachable!("BUG: not an act of the work on the focus"),
    };
    Ok(vec![event])
}

fn latest(course: &Course) -> Option<SessionNumber> {
    course.sessions.last().map(|session| session.number)
}

fn incident_known(course: &Course, id: IncidentId) -> Result<&KeptIncident, Refusal> {
    course.incident(id).ok_or_else(|| policy::INCIDENT_KNOWN.refuse())
}

fn incident_fits(course: &Course, incident: &Incident, context: &Context) -> Result<(), Refusal> {
    if let Some(on) = incident.on {
        not_in_future(on, context, "on")?;
    }
    let known = incident.people.iter().all(|id| course.person(*id).is_some());
    policy::PERSON_KNOWN.require(known).map_err(|refusal| refusal.beside("people"))
}

/// An exchange with somebody violent or controlling may be understood, but trying other words on
/// them is not planned: negotiation is never pushed where there is coercion (domain page §3).
fn plan_is_safe(
    course: &Course,
    incident: &Incident,
    content: &CommunicationAnalysis,
) -> Result<(), Refusal> {
    if content.try_when.is_empty() {
        return Ok(());
    }
    coercion::not_pushed(course, &incident.people).map_err(|refusal| refusal.beside("try_when"))
}

/// One choice at most, and only among at least two ways.
fn choice_fits(decision: &DecisionAnalysis) -> Result<(), Refusal> {
    let chosen = decision.chosen().count();
    policy::ONE_CHOICE.require(chosen <= 1).map_err(|refusal| refusal.beside("options"))?;
    policy::OPTIONS_WEIGHED
        .require(chosen == 0 || decision.options.len() >= 2)
        .map_err(|refusal| refusal.beside("options"))
}

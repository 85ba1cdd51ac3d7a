//! Consent to supervision, the talks, and the note that waits for a second signature.

use jiff::ToSpan;

use super::{Context, Decision, given, not_in_future, signing};
use crate::{
    Course, Event, policy,
    refusal::Refusal,
    session::Session,
    supervision::{CONSENT_DAYS, SupervisionConsent, SupervisionStep},
};

pub(super) fn decide(course: &Course, step: SupervisionStep, context: &Context) -> Decision {
    use SupervisionStep::{Consented, FollowedUp, Returned, Submitted, Talked, Withdrawn};
    let step = match step {
        Consented { supervisor, content } => {
            policy::SUPERVISOR_BY_CONTRACT
                .require(context.supervisors.contains(&supervisor))
                .map_err(|refusal| refusal.beside("supervisor"))?;
            consent_fits(&content, context)?;
            // Nobody words their way out of a second signature that is awaited.
            let waits = course.sessions.iter().any(Session::waits_for_supervisor);
            let theirs = course.co_signer(context.today) == Some(supervisor);
            policy::NOTE_WITH_SUPERVISOR
                .require(content.signs_too() || !(waits && theirs))
                .map_err(|refusal| refusal.beside("co_signs"))?;
            Consented { supervisor, content }
        }
        Withdrawn { supervisor, reason } => {
            let stands = course.supervised_by(supervisor, context.today).is_some();
            policy::CONSENT_STANDS.require(stands)?;
            Withdrawn { supervisor, reason }
        }
        Talked { talk, content } => {
            let consents = &course.supervision.consents;
            policy::TALKED_WITH_CONSENT.require(!consents.is_empty())?;
            if let Some(on) = content.held_on {
                not_in_future(on, context, "held_on")?;
            }
            Talked { talk, content }
        }
        FollowedUp { talk, came_of_it } => {
            policy::TALK_OPEN.require(course.talks_open().any(|open| open.id == talk))?;
            FollowedUp { talk, came_of_it: given(came_of_it, "came_of_it")? }
        }
        Submitted { number } => return signing::sign(course, number, context),
        Returned { number, words } => {
            signing::submitted(course, number)?;
            let by_author = course.begun.as_ref().is_some_and(|b| b.therapist == context.by);
            let by_supervisor = course.co_signer(context.today) == Some(context.by);
            policy::CO_SIGNED_BY_SUPERVISOR.require(by_author || by_supervisor)?;
            let words = if by_author { words } else { given(words, "words")? };
            Returned { number, words }
        }
    };
    Ok(vec![Event::Supervised(step)])
}

fn consent_fits(content: &SupervisionConsent, context: &Context) -> Result<(), Refusal> {
    let last = context.today.saturating_add(CONSENT_DAYS.days());
    let within = content.until.is_some_and(|until| context.today <= until && until <= last);
    policy::CONSENT_ENDS.require(within).map_err(|refusal| refusal.beside("until").naming(last))?;
    let reads = content.signs_too() || content.co_signs != Some(true);
    policy::CO_SIGNER_READS.require(reads).map_err(|refusal| refusal.beside("co_signs"))
}

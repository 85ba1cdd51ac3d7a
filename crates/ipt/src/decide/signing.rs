//! Notes are signed: by their author, and where it was agreed by a supervisor too.

use jiff::Timestamp;

use super::{Context, Decision, sessions::known};
use crate::{
    AccountId, Course, Event,
    policy::{self, gate},
    refusal::Refusal,
    session::SessionNumber,
    supervision::SupervisionStep,
};

/// A note that is signed stays; one that lies with the supervisor is changed by nobody meanwhile.
pub(super) fn writable(course: &Course, number: SessionNumber) -> Result<(), Refusal> {
    let session = known(course, number)?;
    policy::SIGNED_IS_FIXED.require(session.signed.is_none())?;
    policy::NOTE_WITH_SUPERVISOR.require(!session.waits_for_supervisor())
}

/// The author signs. Where a supervisor signs too, the note goes there and waits; once nobody does
/// any more, a note that waits is signed as it stands.
pub(super) fn sign(course: &Course, number: SessionNumber, context: &Context) -> Decision {
    // Without a contract nobody could sign it: it would wait for ever.
    let able = |by: &AccountId| *by != context.by && context.supervisors.contains(by);
    let co_signed = course.co_signer(context.today).filter(able).is_some();
    let waits = known(course, number)?.waits_for_supervisor();
    if co_signed || !waits {
        writable(course, number)?;
    }
    complete(course, number)?;
    Ok(vec![if co_signed {
        Event::Supervised(SupervisionStep::Submitted { number })
    } else {
        Event::SessionSigned { number }
    }])
}

/// Whoever the client let read the notes signs too, under what they saw: a note that was taken back
/// and put there anew is another one.
pub(super) fn co_sign(
    course: &Course,
    number: SessionNumber,
    seen: Timestamp,
    context: &Context,
) -> Decision {
    submitted(course, number)?;
    let put = known(course, number)?.submitted.as_ref().map(|signature| signature.at);
    policy::NOTE_SUBMITTED.require(put == Some(seen))?;
    policy::CO_SIGNED_BY_SUPERVISOR.require(course.co_signer(context.today) == Some(context.by))?;
    Ok(vec![Event::SessionSigned { number }])
}

/// The note lies with the supervisor.
pub(super) fn submitted(course: &Course, number: SessionNumber) -> Result<(), Refusal> {
    policy::NOTE_SUBMITTED.require(known(course, number)?.waits_for_supervisor())
}

/// A note may be signed when every condition of [`gate::to_sign`] is met.
fn complete(course: &Course, number: SessionNumber) -> Result<(), Refusal> {
    let conditions = gate::to_sign(course, known(course, number)?);
    conditions.iter().try_for_each(|(field, condition)| {
        condition.policy.require(condition.met).map_err(|refusal| match field {
            Some(field) => refusal.beside(field),
            None => refusal,
        })
    })
}

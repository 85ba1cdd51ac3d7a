//! Labels: set on what stands, for a reason; set anew; lifted.

use jiff::ToSpan;

use super::{Context, Decision, given};
use crate::{
    Course, Event,
    label::{LOOK_AGAIN_DAYS, Label, Labelling, RecordPart},
    policy,
};

/// Sets a label, or sets it anew.
pub(super) fn set(
    course: &Course,
    part: RecordPart,
    content: Labelling,
    context: &Context,
) -> Decision {
    let beside = |refusal: crate::Refusal| refusal.beside("part");
    policy::LABEL_PLACED.require(part.stands_in(course)).map_err(beside)?;
    policy::LABEL_NOT_OWN.require(!part.is_the_clients_own()).map_err(beside)?;
    let reason = given(content.reason, "reason")?;
    let last = context.today.saturating_add(LOOK_AGAIN_DAYS.days());
    let look_again_on = match (content.label, content.look_again_on) {
        (Label::ThirdParty, _) => None,
        (Label::Safeguarding, Some(day)) if day > context.today && day <= last => Some(day),
        (Label::Safeguarding, _) => {
            return Err(policy::LABEL_LOOKED_AT.refuse().beside("look_again_on").naming(last));
        }
    };
    let content = Labelling { reason, look_again_on, ..content };
    Ok(vec![Event::Labelled { part, content }])
}

/// Lifts a label.
pub(super) fn lift(course: &Course, part: RecordPart, reason: String) -> Decision {
    policy::LABEL_PLACED.require(course.labels.contains_key(&part))?;
    Ok(vec![Event::LabelLifted { part, reason: given(reason, "lift_reason")? }])
}

//! The steps that a variant has besides those of every course.

use jiff::ToSpan;

use super::{Step, has, step};
use crate::{Course, DocumentKind, social_rhythm::monday_of};

/// In the initial phase, after the assessment.
pub(super) fn at_the_start(course: &Course) -> Vec<Step> {
    let told = course.documents.parents.as_ref().is_some_and(|p| p.value.start_on.is_some());
    let (birth, later) = (DocumentKind::Perinatal, DocumentKind::LaterLife);
    let asked = [
        (DocumentKind::Parents, step("tell-parents", "parents", told)),
        (birth, step("ask-around-birth", "perinatal", has(course, birth))),
        (later, step("screen-memory", "later_life", has(course, later))),
    ];
    let own = asked.into_iter().filter(|(kind, _)| course.variant().has(*kind));
    own.map(|(_, step)| step).chain(each_week(course)).collect()
}

/// In the middle phase, before the next session.
pub(super) fn in_the_middle(course: &Course) -> Vec<Step> {
    let mourned = has(course, DocumentKind::LostSelf);
    let mourning = step("mourn-lost-self", "lost_self", mourned);
    let own = course.variant().has(DocumentKind::LostSelf).then_some(mourning);
    own.into_iter().chain(each_week(course)).collect()
}

/// In the ending.
pub(super) fn at_the_end(course: &Course) -> Option<Step> {
    let told = course.documents.parents.as_ref().is_some_and(|p| p.value.end_on.is_some());
    let own = course.variant().has(DocumentKind::Parents);
    own.then(|| step("tell-parents-end", "parents", told))
}

/// The rhythm, once there was a session: written down when the week before that of the latest
/// session is, or a later one.
pub(super) fn each_week(course: &Course) -> Option<Step> {
    let last = course.sessions.last().filter(|_| course.variant().social_rhythm)?;
    let this = monday_of(last.on);
    let before = this.checked_sub(1.week()).unwrap_or(this);
    let written = course.rhythms.iter().any(|kept| kept.week >= before);
    Some(step("write-rhythm", "rhythm", written))
}

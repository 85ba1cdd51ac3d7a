//! What belongs to some variants alone: their documents and the social rhythm.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use super::{
    Context,
    documents::{after_acceptance, dated},
    not_in_future, sessions,
};
use crate::{
    Code, Course, Document, DocumentKind,
    content::variant::{self, Variant},
    document::Contract,
    policy,
    refusal::Refusal,
    session::Technique,
    social_rhythm::{RhythmDay, RhythmWeek, Weekday, monday_of},
};

/// A document that some variants have is written in their courses alone.
pub(super) fn has_document(course: &Course, kind: DocumentKind) -> Result<(), Refusal> {
    let shared = !variant::variants().iter().any(|variant| variant.has(kind));
    if shared { Ok(()) } else { of_variant(course, &|variant| variant.has(kind)) }
}

/// Whether the course is by a variant that looks at the social rhythm: a screen asks before it
/// shows a form.
///
/// # Errors
/// Which variants do, if this one does not.
pub fn has_rhythm(course: &Course) -> Result<(), Refusal> {
    of_variant(course, &|variant| variant.social_rhythm)
}

fn of_variant(course: &Course, having: &dyn Fn(&Variant) -> bool) -> Result<(), Refusal> {
    let others = variant::variants().iter().filter(|variant| having(variant));
    policy::VARIANT_HAS
        .require(having(course.variant()))
        .map_err(|refusal| refusal.naming(variant::names(others)))
}

/// A technique that the variant does not leave out.
pub(super) fn allows(course: &Course, technique: Technique) -> Result<(), Refusal> {
    match course.variant().forbids(technique.code()) {
        Some(left) => Err(policy::VARIANT_FORBIDS.refuse().naming(&left.reason)),
        None => Ok(()),
    }
}

/// Whatever form asks for something to be tried until the next time, it is of no kind that the
/// variant leaves out in this phase. What is told of the time past may be of any kind.
pub(super) fn not_left_out(
    course: &Course,
    to_try: &str,
    field: &'static str,
) -> Result<(), Refusal> {
    match course.variant().leaves_out_task(course.phase, to_try) {
        Some(left) => Err(policy::VARIANT_LEAVES_OUT.refuse().beside(field).naming(&left.reason)),
        None => Ok(()),
    }
}

/// A form that is given beside medication alone is not agreed without it.
pub(super) fn medication_named(course: &Course, contract: &Contract) -> Result<(), Refusal> {
    let named = !contract.medication_and_prescriber.is_empty();
    policy::MEDICATION_BESIDE
        .require(named || !course.variant().with_medication)
        .map_err(|refusal| refusal.beside("medication_and_prescriber"))
}

/// A week of the rhythm goes from a Monday that has come, and has each day once.
pub(super) fn rhythm_fits(
    course: &Course,
    week: Date,
    content: &RhythmWeek,
    context: &Context,
) -> Result<(), Refusal> {
    has_rhythm(course)?;
    after_acceptance(course)?;
    not_in_future(week, context, "days")?;
    let days: BTreeSet<_> = content.days.iter().filter_map(|day| day.weekday).collect();
    let to_come = |day: &RhythmDay| {
        let after = day.weekday.map_or(0, Weekday::after_monday);
        let on = week.saturating_add(i64::try_from(after).unwrap_or(0).days());
        day.is_told() && on > context.today
    };
    policy::NOT_IN_FUTURE
        .require(!content.days.iter().any(to_come))
        .map_err(|refusal| refusal.beside("days").naming(context.today))?;
    let each_once = days.len() == content.days.len() && !days.is_empty();
    policy::RHYTHM_WEEK
        .require(monday_of(week) == week && each_once)
        .map_err(|refusal| refusal.beside("days"))
}

/// What a variant's own documents say happened, happened on days past; parents come to a session
/// in the middle as anybody else comes to a joint one.
pub(super) fn work_fits(
    course: &Course,
    document: &Document,
    context: &Context,
) -> Result<(), Refusal> {
    match document {
        Document::Parents(parents) => {
            dated(parents.start_on, context, "start_on")?;
            dated(parents.end_on, context, "end_on")?;
            let Some(on) = parents.middle_on else { return Ok(()) };
            not_in_future(on, context, "middle_on")?;
            policy::JOINT_SESSION_WANTED
                .require(parents.middle_wished == Some(true))
                .map_err(|refusal| refusal.beside("middle_wished"))?;
            sessions::joint_session_safe(course).map_err(|refusal| refusal.beside("middle_on"))
        }
        Document::Perinatal(perinatal) => {
            let silent =
                perinatal.frightening_asked == Some(true) && perinatal.frightening.is_empty();
            policy::FRIGHTENING_ANSWERED
                .require(!silent)
                .map_err(|refusal| refusal.beside("frightening"))?;
            dated(perinatal.spoken_on, context, "spoken_on")
        }
        Document::LaterLife(later) => dated(later.memory_on, context, "memory_on"),
        _ => Ok(()),
    }
}

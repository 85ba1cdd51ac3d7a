//! Corrections: asked by the client, answered once, added beside what they correct.

use super::{Decision, given};
use crate::{
    Command, Course, DocumentKind, Event,
    correction::{CorrectionAnswer, CorrectionRequest},
    policy,
};

pub(super) fn correct(course: &Course, command: Command) -> Decision {
    match command {
        Command::AskCorrection(request) => {
            let new =
                course.corrections.iter().all(|kept| kept.request.correction != request.correction);
            policy::CORRECTION_WAITS.require(new)?;
            Ok(vec![Event::CorrectionAsked(CorrectionRequest {
                wrong: given(request.wrong, "wrong")?,
                should: given(request.should, "should")?,
                ..request
            })])
        }
        Command::AnswerCorrection(answer) => reply(course, answer),
        _ => unreachable!("BUG: not an act of corrections"),
    }
}

/// What is accepted belongs to something that stands: a document, a signed note, or the record as a
/// whole. What is added to a note is an addendum like any other.
fn reply(course: &Course, answer: CorrectionAnswer) -> Decision {
    let asked = course.corrections.iter().find(|kept| kept.request.correction == answer.correction);
    policy::CORRECTION_WAITS.require(asked.is_some_and(|kept| kept.waits()))?;
    let text = given(answer.text, "text")?;
    let answer = if answer.accepted {
        CorrectionAnswer { text, ..answer }
    } else {
        CorrectionAnswer { text, document: None, session: None, ..answer }
    };
    let stands = |name: &String| {
        let kind = DocumentKind::from_name(name);
        kind.is_some_and(|kind| course.documents.stamp(kind).is_some())
    };
    let signed = |number| course.session(number).is_some_and(|session| session.signed.is_some());
    let placed = match (&answer.document, answer.session) {
        (Some(_), Some(_)) => false,
        (Some(name), None) => stands(name),
        (None, Some(number)) => signed(number),
        (None, None) => true,
    };
    policy::CORRECTION_PLACED.require(placed).map_err(|refusal| refusal.beside("place"))?;
    let addendum = answer.session.map(|number| {
        let text = answer.text.clone();
        Event::AddendumAdded { number, text }
    });
    Ok(std::iter::once(Event::CorrectionAnswered(answer)).chain(addendum).collect())
}

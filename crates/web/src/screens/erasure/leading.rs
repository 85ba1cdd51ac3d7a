//! The same for whoever leads the course: what is kept and held, and, where no other administrator
//! is there, the second person of an erasure.

use askama::Template;
use clinic::{Access, Problem, Read, TheCourse, Write, permission::Verb};

use super::{
    obstacle, seen,
    told::{self, Asked, HoldView, Keeping},
};
use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    page::Page,
    screens::{CourseFrame, second_step::fresh},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/erasure/leading.html")]
struct LeadingPage {
    page: Page,
    frame: CourseFrame,
    keeping: Keeping,
    holds: Vec<HoldView>,
    held: bool,
    asked: Option<Asked>,
    /// Whether it is for this person to confirm.
    theirs: bool,
    /// The words on the last button.
    erase: String,
    problem: String,
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, problem: String) -> Answer {
    let clinic = ask.clinic();
    let file = clinic.read(access)?;
    let identity = clinic.identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "erasure");
    let holds = told::holds(ask, clinic.legal_holds(access)?);
    let asked = clinic.erasure_request(access)?;
    let wrong = !problem.is_empty();
    let template = LeadingPage {
        page,
        frame,
        keeping: Keeping::of(&clinic.retention(access)?),
        held: holds.iter().any(|hold| hold.stands),
        holds,
        theirs: match &asked {
            Some(asked) => clinic.erasure_is_for_who_leads(asked)?,
            None => false,
        },
        asked: asked.map(|asked| Asked::of(ask, asked)),
        erase: words().with("erasure-confirm-do", &[("name", &identity.name)]),
        problem,
    };
    if wrong { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, String::new())
}

/// Confirms it: the client is erased.
///
/// # Errors
/// See [`crate::answer::Failure`]; what stands in the way is shown.
pub fn confirm(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().confirm_erasure_leading(access, &fresh, seen(ask)) {
        Ok(()) => Ok(redirect("/caseload")),
        Err(Problem::NotErased(found)) => page(ask, access, obstacle(found)),
        Err(other) => Err(other.into()),
    }
}

//! The hand-over of a course to another therapist of the practice.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{Command, FieldProblem, form::Wrong};

use super::{CourseFrame, act};
use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    field::Offer,
    form::{RefusalView, Trouble},
    page::Page,
    slip::Slip,
};

#[derive(Template)]
#[template(path = "screens/transfer/page.html")]
struct TransferPage {
    page: Page,
    frame: CourseFrame,
    colleagues: Vec<Offer>,
    handing_over: Slip,
    refusal: Option<RefusalView>,
    unknown: bool,
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<&Trouble>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "transfer");
    let handing_over = match trouble {
        None => Slip::blank(ask, ask.room("transfer"))?,
        Some(_) => Slip::again(ask, ask.room("transfer")),
    };
    let offer = |account: clinic::Account| Offer {
        chosen: handing_over.is("to", &account.id.to_string()),
        value: account.id.to_string(),
        label: account.name,
    };
    let template = TransferPage {
        page,
        frame,
        colleagues: ask.clinic().colleagues(access)?.into_iter().map(offer).collect(),
        refusal: trouble
            .and_then(|trouble| trouble.refusal.as_ref())
            .map(|refusal| RefusalView::of(refusal, &ask.room(""))),
        unknown: trouble.is_some_and(|trouble| !trouble.problems.is_empty()),
        handing_over,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// Who could take it over.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Hands it over.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is refused comes back with what was typed.
pub fn hand_over(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let to = ask.field("to").parse().ok();
    let colleagues = ask.clinic().colleagues(access)?;
    let to = colleagues.iter().map(|account| account.id).find(|id| Some(*id) == to);
    let trouble = match to {
        None => Trouble::fields(vec![FieldProblem {
            field: "to".to_owned(),
            problem: Wrong::NotAChoice,
        }]),
        Some(to) => {
            let command = Command::Transfer { to, reason: ask.field("reason").to_owned() };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(redirect("/caseload")),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(&trouble))
}

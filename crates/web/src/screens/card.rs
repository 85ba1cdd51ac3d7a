//! The card for the pocket: the own signs, the first steps, the people and the contacts of the
//! relapse-prevention plan, on a sheet that folds to a business card, and for the phone. Nothing on
//! it says what it is for.

use askama::Template;
use clinic::{Access, Read, TheCourse, identity::Identity, permission::TheOwnCourse};
use ipt::{Course, DocumentKind, course::Status, document::RelapsePlan};

use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/card/page.html")]
struct CardPage {
    page: Page,
    /// The parts: a heading, and its lines.
    parts: Vec<(String, Vec<String>)>,
    back: String,
}

#[derive(Template)]
#[template(path = "screens/card/own.html")]
struct OwnPage {
    page: Page,
    parts: Vec<(String, Vec<String>)>,
    back: String,
}

/// The plan, if it is the client's: what is still being written is not shown.
pub fn theirs(course: &Course) -> Option<&RelapsePlan> {
    let given =
        matches!(course.status(DocumentKind::RelapsePlan), Some(Status::Shared | Status::Agreed));
    course.documents.relapse_plan.as_ref().map(|kept| &kept.value).filter(|_| given)
}

/// The card for the printer.
///
/// # Errors
/// There is no plan.
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let plan = file.course.documents.relapse_plan.as_ref().ok_or(Failure::NotThere)?;
    let identity = ask.clinic().identity(access)?;
    answer::show(&CardPage {
        page: page(ask, &identity),
        parts: parts(&plan.value),
        back: ask.room("relapse_plan"),
    })
}

/// The card on the client's own phone.
///
/// # Errors
/// There is no plan that is theirs.
pub fn own(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let plan = theirs(&file.course).ok_or(Failure::NotThere)?;
    let identity = ask.clinic().own_identity(access)?;
    let back = format!("/my/{}", access.id());
    answer::show(&OwnPage { page: page(ask, &identity), parts: parts(plan), back })
}

fn page(ask: &Ask, identity: &Identity) -> Page {
    Page::of(ask, &words().t("card-title")).for_client(ask, identity)
}

/// What stands on the card, in the order in which it is needed.
fn parts(plan: &RelapsePlan) -> Vec<(String, Vec<String>)> {
    let way_back = plan.re_entry.lines().map(str::to_owned).collect();
    let steps = plan.skills.iter().chain(&plan.what_helped).cloned().collect();
    let parts = [
        ("card-watch", plan.signs_watch.clone()),
        ("card-steps", steps),
        ("card-act", plan.signs_act.clone()),
        ("card-people", plan.people_to_tell.clone()),
        ("card-back", way_back),
        ("card-urgent", plan.signs_urgent.clone()),
        ("card-contacts", plan.crisis_contacts.clone()),
    ];
    let filled = parts.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty());
    filled.map(|(key, lines)| (words().t(key).into_owned(), lines)).collect()
}

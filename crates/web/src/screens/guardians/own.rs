//! Which parent or guardian is told what, for the client, and the way to end it.

use askama::Template;
use clinic::{Access, Read, Write, guardian::Guardian, permission::TheOwnCourse};

use super::{ended, said, told};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    screens::saved,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/guardians/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    people: Vec<Person>,
    past: Vec<String>,
}

struct Person {
    name: String,
    relation: String,
    told: Vec<String>,
    said: String,
    shutting: String,
}

/// Who is told what.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let identity = ask.clinic().own_identity(access)?;
    let back = format!("/my/{}", access.id());
    let all = ask.clinic().own_guardians(access)?;
    let stand = all.iter().filter(|guardian| {
        guardian.ended.is_none()
            && ask.clinic().stands_against(&identity, &guardian.terms).is_none()
    });
    let person = |guardian: &Guardian| Person {
        name: guardian.name.clone(),
        relation: guardian.terms.relation.clone(),
        told: told(&guardian.terms),
        said: said(ask, guardian, "own-guardian-since-yes"),
        shutting: format!("{back}/guardians/{}/stopping", guardian.account),
    };
    let mut page = Page::of(ask, &words().t("own-guardians-title")).for_client(ask, &identity);
    page.saved = ask.queried("saved") == "yes";
    answer::show(&OwnPage {
        page,
        people: stand.map(person).collect(),
        past: all.iter().filter_map(|guardian| ended(ask, guardian)).collect(),
        back,
    })
}

/// Ends it, at once.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn shut(ask: &Ask, access: &Access<TheOwnCourse, Write>) -> Answer {
    ask.clinic().end_own_guardian(access, ask.part("guardian")?)?;
    Ok(saved(&format!("/my/{}/guardians", access.id())))
}

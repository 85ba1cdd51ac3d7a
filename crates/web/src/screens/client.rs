//! Who the client is, how they may be reached, and their own way in.

use askama::Template;
use clinic::{Access, Problem, Read, TheCourse, Write, identity::Identity, permission::Verb};

use super::{
    CourseFrame,
    people::{Link, link},
};
use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/client/page.html")]
struct ClientPage {
    page: Page,
    frame: CourseFrame,
    address: String,
    identity: Identity,
    born: String,
    problem: String,
    link: String,
    link_words: String,
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    identity: Identity,
    problem: &str,
    link: Link,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "client");
    let problem = if problem.is_empty() { String::new() } else { words().t(problem).into_owned() };
    let wrong = !problem.is_empty();
    let born = identity.born.map_or(String::new(), |born| born.to_string());
    let address = ask.room("client");
    let (link, link_words) = (link.address, link.words);
    let template = ClientPage { page, frame, address, identity, born, problem, link, link_words };
    if wrong { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, ask.clinic().identity(access)?, "", Link::default())
}

/// Changes it.
///
/// # Errors
/// See [`Failure`].
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let mut identity = Identity {
        name: ask.field("name").to_owned(),
        born: None,
        safe_contact: ask.field("safe_contact").to_owned(),
        pronouns: ask.field("pronouns").to_owned(),
    };
    match ask.field("born") {
        "" => {}
        text => match ipt::form::date(text) {
            Ok(born) => identity.born = Some(born),
            Err(_) => return page(ask, access, identity, "wrong-not-a-date", Link::default()),
        },
    }
    match ask.clinic().revise_identity(access, &identity) {
        Ok(()) => Ok(redirect(&ask.room("client"))),
        Err(Problem::NameMissing) => {
            page(ask, access, identity, "problem-name-missing-next", Link::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// Makes a link by which the client sets a passphrase. It is shown once.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let identity = ask.clinic().identity(access)?;
    match ask.clinic().invite_client(access, ask.field("login")) {
        Ok(invitation) => page(ask, access, identity, "", link(ask, &invitation)),
        Err(Problem::NameTaken) => {
            page(ask, access, identity, "problem-name-taken-next", Link::default())
        }
        Err(Problem::NameMissing) => {
            page(ask, access, identity, "problem-name-missing-next", Link::default())
        }
        Err(other) => Err(Failure::from(other)),
    }
}

//! How an administrator comes to a record: by a whole name, or since something is asked. And who
//! was erased.

use askama::Template;
use clinic::{Access, Read, TheAccounts, Write, erasure::Found, permission::Verb};

use super::told;
use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    slip::Slip,
    words::words,
};

const ADDRESS: &str = "/clients";

#[derive(Template)]
#[template(path = "screens/erasure/finding.html")]
struct FindingPage {
    page: Page,
    finding: Slip,
    problem: String,
    waiting: Vec<WaitingView>,
    erased: Vec<ErasedView>,
}

struct WaitingView {
    address: String,
    name: String,
    said: String,
}

struct ErasedView {
    on: String,
    why: String,
    asked: String,
    confirmed: String,
    reference: String,
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>, problem: Option<&str>) -> Answer {
    let clinic = ask.clinic();
    let waiting = clinic.erasures_waiting(access)?.into_iter().map(|waiting| {
        let (who, when) = (clinic.name_of(waiting.asked_by), told::moment(ask, waiting.asked_at));
        WaitingView {
            address: format!("{ADDRESS}/{}", waiting.client),
            name: waiting.name,
            said: words().with("clients-waiting-line", &[("who", &who), ("when", &when)]),
        }
    });
    let erased = clinic.erased(access).into_iter().map(|erased| ErasedView {
        on: plain::date(erased.on),
        why: told::reason(erased.reason),
        asked: clinic.name_of(erased.asked_by),
        confirmed: clinic.name_of(erased.confirmed_by),
        reference: erased.reference.to_string(),
    });
    let template = FindingPage {
        page: Page::of(ask, &words().t("clients-title")),
        finding: match problem {
            None => Slip::blank(ask, ADDRESS.to_owned())?,
            Some(_) => Slip::again(ask, ADDRESS.to_owned()),
        },
        problem: problem.map_or(String::new(), |key| words().t(key).into_owned()),
        waiting: waiting.collect(),
        erased: erased.collect(),
    };
    if problem.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, None)
}

/// Finds a client by name.
///
/// # Errors
/// See [`crate::answer::Failure`]; who is not found is asked for again.
pub fn find(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let born = match ask.field("born") {
        "" => None,
        text => match ipt::form::date(text) {
            Ok(born) => Some(born),
            Err(_) => return page(ask, access, Some("clients-date")),
        },
    };
    match ask.clinic().find_client(access, ask.field("name"), born)? {
        Found::One(client) => {
            draft::sent(ask)?;
            Ok(redirect(&format!("{ADDRESS}/{client}")))
        }
        Found::Several => page(ask, access, Some("clients-several")),
        Found::Nobody => page(ask, access, Some("clients-nobody")),
    }
}

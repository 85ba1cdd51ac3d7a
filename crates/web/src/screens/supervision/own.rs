//! Who may look at the client's record as a supervisor, for the client: until when, at what; and
//! the way to take that back.

use askama::Template;
use clinic::{
    Access, Read, Write,
    permission::{TheOwnCourse, Verb},
};
use ipt::{AccountId, supervision::KeptConsent};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    screens::saved,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/supervision/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    people: Vec<Person>,
    refused: bool,
}

/// A supervisor who may look, or might.
struct Person {
    name: String,
    told: Vec<String>,
    withdrawing: Option<Slip>,
}

fn person(ask: &Ask, at: &str, kept: &KeptConsent) -> Result<Person, Failure> {
    let content = &kept.content;
    let yes = |said: Option<bool>, key: &str, not: &str| {
        words().t(if said == Some(true) { key } else { not }).into_owned()
    };
    let stands = kept.stands(ask.clinic().today());
    let until = content.until.map_or(String::new(), plain::date);
    let told = match &kept.withdrawn {
        Some((by, on, _)) => {
            let own = ask.actor.as_ref().is_some_and(|actor| actor.id() == *by);
            let key = if own { "own-consent-withdrawn" } else { "own-consent-withdrawn-told" };
            vec![words().with(key, &[("day", &plain::date(*on))])]
        }
        None if !stands => vec![words().with("own-consent-over", &[("day", &until)])],
        None => vec![
            words().with("own-consent-until", &[("day", &until)]),
            yes(content.notes, "own-consent-notes", "own-consent-no-notes"),
            yes(content.named, "own-consent-named", "own-consent-initials"),
        ],
    };
    let slip = || Slip::blank(ask, format!("{at}/{}/withdrawal", kept.supervisor));
    Ok(Person {
        name: ask.clinic().name_of(kept.supervisor),
        told,
        withdrawing: if stands { Some(slip()?) } else { None },
    })
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheOwnCourse, V>, refused: bool) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let identity = ask.clinic().own_identity(access)?;
    let back = format!("/my/{}", access.id());
    let at = format!("{back}/supervision");
    let consents = file.course.supervision.consents.iter();
    let mut page = Page::of(ask, &words().t("own-supervision-title")).for_client(ask, &identity);
    page.saved = ask.queried("saved") == "yes";
    let people = consents.map(|kept| person(ask, &at, kept)).collect::<Result<_, _>>()?;
    let template = OwnPage { page, back, people, refused };
    if refused { show_again(&template) } else { answer::show(&template) }
}

/// Who may look.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    page(ask, access, false)
}

/// Takes it back, at once.
///
/// # Errors
/// See [`Failure`]; what does not stand any more is said on the page.
pub fn withdraw(ask: &Ask, access: &Access<TheOwnCourse, Write>) -> Answer {
    let supervisor: AccountId = ask.part("supervisor")?;
    let reason = ask.field("reason").to_owned();
    match ask.clinic().withdraw_supervision(access, ask.key(), supervisor, reason) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved(&format!("/my/{}/supervision", access.id())))
        }
        Err(problem) => Trouble::of(problem).and_then(|_| page(ask, access, true)),
    }
}

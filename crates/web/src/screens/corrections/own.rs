//! The client asks that something be put right, and reads what was answered.

use askama::Template;
use clinic::{
    Access, Problem, Read, Write,
    permission::{TheOwnCourse, Verb},
};
use ipt::{
    Code,
    correction::{CorrectionPart, KeptCorrection},
};

use super::part;
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    field::Offer,
    page::Page,
    plain,
    screens::saved,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/corrections/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    key: String,
    parts: Vec<Offer>,
    wrong: String,
    should: String,
    missing: bool,
    lines: Vec<Line>,
}

struct Line {
    asked: String,
    wrong: String,
    should: String,
    answered: String,
    text: String,
}

fn line(ask: &Ask, kept: &KeptCorrection) -> Line {
    let (when, about) = (plain::date(kept.on), part(kept.request.part));
    let (answered, text) = match &kept.answer {
        None => (words().t("own-corrections-waits").into_owned(), String::new()),
        Some((by, on, answer)) => {
            let (who, when) = (ask.clinic().name_of(*by), plain::date(*on));
            let key = match answer.accepted {
                true => "own-corrections-accepted",
                false => "own-corrections-declined",
            };
            (words().with(key, &[("who", &who), ("when", &when)]), answer.text.clone())
        }
    };
    Line {
        asked: words().with("own-corrections-asked", &[("when", &when), ("part", &about)]),
        wrong: kept.request.wrong.clone(),
        should: kept.request.should.clone(),
        answered,
        text,
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheOwnCourse, V>, missing: bool) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let identity = ask.clinic().own_identity(access)?;
    let offer = |each: &CorrectionPart| Offer {
        value: each.code().to_owned(),
        label: part(*each),
        chosen: ask.field("part") == each.code(),
    };
    let title = words().t("own-corrections-title");
    let template = OwnPage {
        page: Page::of(ask, &title).for_client(ask, &identity),
        back: format!("/my/{}", access.id()),
        key: ask.key().to_string(),
        parts: CorrectionPart::ALL.iter().map(offer).collect(),
        wrong: ask.field("wrong").to_owned(),
        should: ask.field("should").to_owned(),
        missing,
        lines: file.course.corrections.iter().rev().map(|kept| line(ask, kept)).collect(),
    };
    if missing { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    page(ask, access, false)
}

/// Asks for a correction.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is left out comes back in the form.
pub fn send(ask: &Ask, access: &Access<TheOwnCourse, Write>) -> Answer {
    let Some(part) = CorrectionPart::from_code(ask.field("part")) else {
        return page(ask, access, true);
    };
    let said = (ask.field("wrong"), ask.field("should"));
    match ask.clinic().ask_correction(access, ask.key(), part, said) {
        Ok(()) => Ok(saved(&format!("/my/{}/corrections", access.id()))),
        Err(Problem::Refused(_)) => page(ask, access, true),
        Err(other) => Err(other.into()),
    }
}

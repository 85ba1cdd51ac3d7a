//! One more whole record within a day than one person hands out alone: a second person is asked.

use askama::Template;
use clinic::{Access, Actor, Problem, TheCourse, Write, hand_out::ALONE_A_DAY};

use crate::{
    answer::{self, Answer, redirect},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::second_step::fresh,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/record/many.html")]
struct ManyPage {
    page: Page,
    why: String,
    /// What was asked and waits: since when, and in which words.
    waits: Option<(String, String)>,
    asking: Slip,
    problem: String,
}

/// The page that stands in place of the record.
///
/// # Errors
/// See [`Failure`].
pub fn page(ask: &Ask, actor: &Actor, problem: &str) -> Answer {
    let clinic = ask.clinic();
    let waits = clinic.own_hand_out(actor)?.map(|asked| {
        let when = plain::moment(asked.asked_at, &clinic.zone());
        (words().with("records-many-waits", &[("when", &when)]), asked.words)
    });
    let action = ask.room("record");
    let template = ManyPage {
        page: Page::of(ask, &words().t("room-record")),
        why: words().with("records-many", &[("n", &ALONE_A_DAY)]),
        waits,
        asking: match problem {
            "" => Slip::blank(ask, action)?,
            _ => Slip::again(ask, action),
        },
        problem: if problem.is_empty() { String::new() } else { words().t(problem).into_owned() },
    };
    if problem.is_empty() { answer::show(&template) } else { answer::show_again(&template) }
}

/// Asks a second person.
///
/// # Errors
/// See [`Failure`]; without a reason it comes back.
pub fn ask(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().ask_hand_out(access.actor(), &fresh, ask.field("reason")) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(redirect(&ask.room("record")))
        }
        Err(Problem::WordsMissing) => page(ask, access.actor(), "problem-words-missing-next"),
        Err(other) => Err(other.into()),
    }
}

//! How long a client's record is kept, legal holds on it, and its erasure: for administrators, who
//! see no clinical word.

use askama::Template;
use clinic::{
    Access, Problem, Read, TheRetention, Write,
    erasure::{Asking, Obstacle, Reason},
    permission::Verb,
};

use super::saved;
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::second_step::fresh,
    slip::Slip,
    words::words,
};

pub mod finding;
pub mod leading;
pub mod told;

use told::{Asked, HoldView, Keeping};

#[derive(Template)]
#[template(path = "screens/erasure/page.html")]
struct ErasurePage {
    page: Page,
    name: String,
    born: String,
    address: String,
    keeping: Keeping,
    holds: Vec<HoldView>,
    held: bool,
    asked: Option<Asked>,
    /// Whether who looks is the one who asked.
    mine: bool,
    reasons: Vec<(&'static str, String)>,
    asking: Slip,
    holding: Slip,
    releasing: Slip,
    /// The words on the last button.
    erase: String,
    problem: String,
}

/// What was sent from which form, and what is wrong with it.
type Wrong<'a> = Option<(&'a str, String)>;

fn page<V: Verb>(ask: &Ask, access: &Access<TheRetention, V>, wrong: &Wrong<'_>) -> Answer {
    let clinic = ask.clinic();
    let address = format!("/clients/{}", access.id());
    let (name, born) = clinic.retained(access)?;
    let slip = |form: &str| {
        let action = format!("{address}/{form}");
        match wrong {
            Some((sent, _)) if *sent == form => Ok(Slip::again(ask, action)),
            Some(_) | None => Slip::blank(ask, action),
        }
    };
    let asked = clinic.erasure_request(access)?;
    let holds = told::holds(ask, clinic.legal_holds(access)?);
    let reason = |reason: &Reason| (reason.code(), told::reason(Some(*reason)));
    let template = ErasurePage {
        page: Page::of(ask, &words().t("room-erasure")),
        erase: words().with("erasure-confirm-do", &[("name", &name)]),
        name,
        born: match born {
            Some(born) => words().with("erasure-born", &[("born", &plain::date(born))]),
            None => String::new(),
        },
        keeping: Keeping::of(&clinic.retention(access)?),
        held: holds.iter().any(|hold| hold.stands),
        holds,
        mine: asked.as_ref().is_some_and(|asked| asked.asked_by == access.actor().id()),
        asked: asked.map(|asked| Asked::of(ask, asked)),
        reasons: Reason::ALL.iter().map(reason).collect(),
        asking: slip("erasure")?,
        holding: slip("legal-hold")?,
        releasing: slip("legal-hold/release")?,
        problem: wrong.as_ref().map_or(String::new(), |(_, problem)| problem.clone()),
        address,
    };
    if wrong.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// What stands in the way, in words.
fn obstacle(obstacle: Obstacle) -> String {
    words().t(&format!("erasure-not-{}", obstacle.code())).into_owned()
}

/// Goes back to the page when it was done; else shows the form again with what is wrong.
fn done(
    ask: &Ask,
    access: &Access<TheRetention, Write>,
    form: &str,
    outcome: Result<(), Problem>,
) -> Answer {
    let problem = match outcome {
        Ok(()) => {
            draft::sent(ask)?;
            return Ok(saved(&format!("/clients/{}", access.id())));
        }
        Err(Problem::NotErased(found)) => obstacle(found),
        Err(Problem::WordsMissing) if form == "erasure" => {
            words().t("erasure-words-missing").into_owned()
        }
        Err(Problem::WordsMissing) => words().t("legal-hold-words").into_owned(),
        Err(other) => return Err(Failure::from(other)),
    };
    page(ask, access, &Some((form, problem)))
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheRetention, Read>) -> Answer {
    page(ask, access, &None)
}

/// Asks for the erasure.
///
/// # Errors
/// See [`Failure`]; what stands in the way is shown with what was typed.
pub fn ask(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    let Some(reason) = Reason::from_code(ask.field("reason")) else {
        let missing = words().t("erasure-reason-missing").into_owned();
        return page(ask, access, &Some(("erasure", missing)));
    };
    let (words, despite) = (ask.field("words").to_owned(), ask.field("despite").to_owned());
    let outcome = ask.clinic().ask_erasure(access, &Asking { reason, words, despite });
    done(ask, access, "erasure", outcome)
}

/// Takes the request back.
///
/// # Errors
/// See [`Failure`].
pub fn withdraw(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    done(ask, access, "", ask.clinic().withdraw_erasure(access))
}

/// Confirms it: the client is erased.
///
/// # Errors
/// See [`Failure`]; what stands in the way is shown.
pub fn confirm(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().confirm_erasure(access, &fresh, seen(ask)) {
        // There is no page of this client any more.
        Ok(()) => Ok(saved("/clients")),
        Err(problem) => done(ask, access, "erasure/confirmation", Err(problem)),
    }
}

/// The request that was on the page.
fn seen(ask: &Ask) -> uuid::Uuid {
    ask.field("request").parse().unwrap_or_default()
}

/// Sets a legal hold.
///
/// # Errors
/// See [`Failure`].
pub fn hold(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    let outcome = ask.clinic().set_legal_hold(access, ask.field("hold_reason"));
    done(ask, access, "legal-hold", outcome)
}

/// Lifts it.
///
/// # Errors
/// See [`Failure`].
pub fn release(ask: &Ask, access: &Access<TheRetention, Write>) -> Answer {
    let outcome = ask.clinic().lift_legal_hold(access, ask.field("lift_reason"));
    done(ask, access, "legal-hold/release", outcome)
}

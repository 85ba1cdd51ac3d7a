//! The code that is asked again before what is dangerous: what was typed stays, and the act goes on.

use askama::Template;
use axum::{body::Body, http::Response, http::StatusCode};
use clinic::{Actor, Problem, passkey::Question, second_step::Fresh};

use super::{super::passkey, wrong};
use crate::{
    answer::{Answer, Failure, redirect, with_status},
    ask::Ask,
    draft, guard,
    page::Page,
    typed::{Typed, unseen},
    words::words,
};

/// The name of the code's field in any form that needs one.
const FIELD: &str = "given_code";

#[derive(Template)]
#[template(path = "screens/second_step/again.html")]
struct AgainPage {
    page: Page,
    /// Everything that was sent, to be sent on with the code.
    typed: Vec<Typed>,
    /// Where to go on after the code, for a page that was asked for; else empty.
    back: String,
    action: String,
    problem: String,
    /// For who has a passkey to show instead of a code.
    passkey: Option<Question>,
}

/// The proof of a fresh code, taken from the form if it stands there.
///
/// # Errors
/// [`Failure::CodeOwed`] when it does not, or does not fit.
pub fn asked(ask: &Ask, actor: &Actor) -> Result<Fresh, Failure> {
    let Some(token) = &ask.token else {
        return Err(Failure::SignInFirst { back_to: draft::page_back(ask), saved: false });
    };
    match (ask.clinic().fresh(actor, token), ask.field(FIELD)) {
        (Err(Problem::CodeOwed), "") if passkey::given(ask, actor)? => {
            Ok(ask.clinic().fresh(actor, token)?)
        }
        (Err(Problem::CodeOwed), code) if !code.is_empty() => {
            if let Err(problem) = ask.clinic().give_code(actor, token, code) {
                return Err(Failure::CodeOwed(wrong(problem)?));
            }
            Ok(ask.clinic().fresh(actor, token)?)
        }
        (fresh, _) => Ok(fresh?),
    }
}

/// Whether a form has to ask for the code.
///
/// # Errors
/// When the tables cannot be read.
pub fn owed(ask: &Ask, actor: &Actor) -> Result<bool, Problem> {
    let Some(token) = &ask.token else { return Ok(true) };
    match ask.clinic().fresh(actor, token) {
        Ok(_) => Ok(false),
        Err(Problem::CodeOwed) => Ok(true),
        Err(other) => Err(other),
    }
}

/// The page that asks for it.
pub fn page(ask: &Ask, page: Page, problem: String) -> Response<Body> {
    let (typed, sent) = (unseen(ask, FIELD), !ask.form.is_empty());
    let template = AgainPage {
        page: page.titled(&words().t("second-step-again")),
        typed,
        back: if sent { String::new() } else { draft::page_back(ask) },
        action: if sent { ask.path.clone() } else { "/account/second-step/code".to_owned() },
        problem,
        passkey: passkey::before(ask),
    };
    with_status(&template, StatusCode::FORBIDDEN)
        .unwrap_or_else(|_| Response::new(Body::from("OpenIPT: a fault")))
}

/// Takes the code, and goes on to the page that asked for it.
///
/// # Errors
/// See [`Failure`]; a code that does not fit is asked for again.
pub fn take(ask: &Ask, actor: &Actor) -> Answer {
    asked(ask, actor)?;
    Ok(redirect(guard::own_address(ask.field("back"))))
}

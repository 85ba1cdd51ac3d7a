//! Signing in and out.

use askama::Template;
use axum::http::header;
use clinic::{
    Actor, Problem, invitation::Token, login::SignedIn, passkey::Question, second_step::Entered,
};

use super::{passkey, provider, second_step};

use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    guard,
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/sign_in/page.html")]
struct SignInPage {
    page: Page,
    login: String,
    back: String,
    saved: bool,
    problem: String,
    /// What a passkey is asked; none under an address to which none can be bound.
    passkey: Option<Question>,
    /// The words of the way to the practice's provider; empty where there is none.
    provider: String,
}

fn provider_words(ask: &Ask) -> String {
    match provider::at_the_door(ask).as_str() {
        "" => String::new(),
        name => words().with("provider-sign-in", &[("name", &name)]),
    }
}

/// The form.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask) -> Answer {
    answer::show(&SignInPage {
        page: Page::of(ask, &words().t("sign-in-title")),
        login: String::new(),
        back: guard::own_address(ask.queried("back")).to_owned(),
        saved: ask.queried("saved") == "yes",
        problem: String::new(),
        passkey: passkey::at_the_door(ask),
        provider: provider_words(ask),
    })
}

/// The form again, with what is wrong.
///
/// # Errors
/// See [`Failure`].
pub fn again(ask: &Ask, problem: String) -> Answer {
    show_again(&SignInPage {
        page: Page::of(ask, &words().t("sign-in-title")),
        login: ask.field("login").to_owned(),
        back: guard::own_address(ask.field("back")).to_owned(),
        saved: false,
        problem,
        passkey: passkey::at_the_door(ask),
        provider: provider_words(ask),
    })
}

/// Signs in.
///
/// # Errors
/// See [`Failure`]; a name and passphrase that do not fit come back in the form.
pub fn enter(ask: &Ask) -> Answer {
    // The passphrase exactly as it was typed, blanks and all.
    let passphrase = ask.form.get("passphrase").and_then(|v| v.first()).map_or("", String::as_str);
    match ask.clinic().sign_in(ask.field("login"), passphrase) {
        Ok(Entered::Here(signed_in)) => {
            welcome(ask, &signed_in, guard::own_address(ask.field("back")))
        }
        Ok(Entered::Half(half)) => {
            second_step::ask_code(ask, &half, guard::own_address(ask.field("back")))
        }
        Err(problem) => {
            let text = match &problem {
                Problem::NotKnown => words().t("sign-in-not-known").into_owned(),
                Problem::Wait { seconds } => words().with("sign-in-wait", &[("seconds", seconds)]),
                Problem::Busy => words().t("problem-busy-next").into_owned(),
                _ => return Err(problem.into()),
            };
            again(ask, text)
        }
    }
}

/// Sets the cookie and goes on. The sign-in that this browser had before is over.
///
/// # Errors
/// When the tables cannot be written.
pub fn welcome(ask: &Ask, signed_in: &SignedIn, to: &str) -> Answer {
    if let Some(before) = &ask.token {
        ask.clinic().sign_out(before)?;
    }
    ask.clinic().note_browser(signed_in, &ask.browser)?;
    let mut response = redirect(to);
    let cookie = guard::set_cookie(&ask.app, Some(signed_in));
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Signs out, and has the browser forget what it holds of us.
///
/// # Errors
/// See [`Failure`].
pub fn leave(ask: &Ask) -> Answer {
    if let Some(token) = &ask.token {
        ask.clinic().sign_out(token)?;
    }
    let mut response = redirect("/sign-in");
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, guard::set_cookie(&ask.app, None));
    headers
        .insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Cancels the recovery of one's own way in: its link does not work any more.
///
/// # Errors
/// See [`Failure`].
pub fn cancel_recovery(ask: &Ask, actor: &Actor) -> Answer {
    ask.clinic().cancel_recovery(actor)?;
    Ok(redirect("/"))
}

/// A door of the demo practice. On a real record there is none.
///
/// # Errors
/// [`Failure::NotThere`].
pub fn demo_door(ask: &Ask) -> Answer {
    let door: String = ask.part("door")?;
    let signed_in = ask.clinic().through_demo_door(&Token(door))?;
    welcome(ask, &signed_in, "/")
}

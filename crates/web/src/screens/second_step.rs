//! The second step of a sign-in: the code that is asked after the passphrase, and setting it up.

use askama::Template;
use clinic::{Actor, Problem, invitation::Token, login::Holder};

use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    draft, guard,
    page::Page,
    parts::{Svg, code},
    screens::sign_in::welcome,
    words::words,
};

pub mod fresh;

#[derive(Template)]
#[template(path = "screens/second_step/code.html")]
struct CodePage {
    page: Page,
    half: String,
    back: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "screens/second_step/set_up.html")]
struct SetUpPage {
    page: Page,
    /// Whether nothing else is shown before it is done.
    owed: bool,
    asks_passphrase: bool,
    picture: Svg,
    /// In groups of four, to be typed.
    secret: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "screens/second_step/codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
}

/// Asks for the code after a passphrase that fits.
///
/// # Errors
/// See [`Failure`].
pub fn ask_code(ask: &Ask, half: &Token, back: &str) -> Answer {
    answer::show(&code_page(ask, &half.0, back, String::new()))
}

fn code_page(ask: &Ask, half: &str, back: &str, problem: String) -> CodePage {
    CodePage {
        page: Page::of(ask, &words().t("sign-in-title")),
        half: half.to_owned(),
        back: back.to_owned(),
        problem,
    }
}

/// Takes the code and signs in.
///
/// # Errors
/// See [`Failure`]; a code that does not fit is asked for again.
pub fn take_code(ask: &Ask) -> Answer {
    let (half, back) = (ask.field("half"), guard::own_address(ask.field("back")));
    match ask.clinic().finish_sign_in(&Token(half.to_owned()), ask.field("code")) {
        Ok(signed_in) => welcome(ask, &signed_in, back),
        Err(Problem::HalfOver) => Err(Failure::SignInFirst { back_to: back.into(), saved: false }),
        Err(problem) => {
            let said = wrong(problem)?;
            show_again(&code_page(ask, half, back, said))
        }
    }
}

/// What is said of a code that was not taken.
///
/// # Errors
/// Whatever else went wrong.
pub fn wrong(problem: Problem) -> Result<String, Failure> {
    match problem {
        Problem::CodeWrong => Ok(words().t("second-step-wrong").into_owned()),
        Problem::PasskeyWrong => Ok(words().t("passkey-wrong").into_owned()),
        Problem::Wait { seconds } => Ok(words().with("sign-in-wait", &[("seconds", &seconds)])),
        other => Err(other.into()),
    }
}

/// Shows the authenticator that is to be set up.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask) -> Answer {
    match (&ask.actor, &ask.newcomer) {
        (Some(actor), _) => set_up(ask, actor),
        (None, Some(newcomer)) => set_up(ask, newcomer),
        (None, None) => Err(first(ask)),
    }
}

fn set_up(ask: &Ask, who: &impl Holder) -> Answer {
    match set_up_page(ask, who, String::new()) {
        Err(Problem::SecondStepStands) => Ok(redirect("/account")),
        page => answer::show(&page?),
    }
}

fn first(ask: &Ask) -> Failure {
    Failure::SignInFirst { back_to: draft::page_back(ask), saved: false }
}

fn set_up_page(ask: &Ask, who: &impl Holder, problem: String) -> Result<SetUpPage, Problem> {
    // After a code that did not fit the same one is shown: it may have been mistyped.
    let new = match problem.as_str() {
        "" => ask.clinic().new_authenticator(who)?,
        _ => ask.clinic().pending_authenticator(who)?,
    };
    let groups = new.secret.as_bytes().chunks(4).map(String::from_utf8_lossy);
    Ok(SetUpPage {
        page: Page::of(ask, &words().t("second-step-title")),
        owed: ask.actor.is_none(),
        asks_passphrase: ask.actor.is_some() && !ask.clinic().is_demo(),
        picture: Svg(code::drawn(&new.uri)),
        secret: groups.collect::<Vec<_>>().join(" "),
        problem,
    })
}

/// Takes the first code of the authenticator, and shows the recovery codes, this once.
///
/// # Errors
/// See [`Failure`]; a code that does not fit is asked for again.
pub fn confirm(ask: &Ask) -> Answer {
    match (&ask.actor, &ask.newcomer) {
        (Some(actor), _) => match own_passphrase(ask, actor)? {
            None => confirmed(ask, actor),
            Some(said) => show_again(&set_up_page(ask, actor, said)?),
        },
        (None, Some(newcomer)) => confirmed(ask, newcomer),
        (None, None) => Err(first(ask)),
    }
}

/// What is wrong with the passphrase of now, which whoever is signed in gives; who comes to set up
/// has just given it, and in the demo nobody has one.
pub(super) fn own_passphrase(ask: &Ask, actor: &Actor) -> Result<Option<String>, Failure> {
    if ask.clinic().is_demo() {
        return Ok(None);
    }
    match ask.clinic().is_own_passphrase(actor, ask.field("passphrase")) {
        Ok(()) => Ok(None),
        Err(Problem::NotKnown) => Ok(Some(words().t("passphrase-today-wrong").into_owned())),
        Err(problem) => wrong(problem).map(Some),
    }
}

fn confirmed(ask: &Ask, who: &impl Holder) -> Answer {
    let Some(token) = &ask.token else { return Err(first(ask)) };
    match ask.clinic().confirm_authenticator(who, token, ask.field("code")) {
        Ok(codes) => show_codes(ask, codes),
        Err(Problem::SecondStepStands) => Ok(redirect("/account")),
        Err(problem) => {
            let said = wrong(problem)?;
            show_again(&set_up_page(ask, who, said)?)
        }
    }
}

/// The recovery codes, this once.
///
/// # Errors
/// See [`Failure`].
pub fn show_codes(ask: &Ask, codes: Vec<String>) -> Answer {
    answer::show(&CodesPage { page: Page::of(ask, &words().t("recovery-codes-title")), codes })
}

/// Makes new recovery codes.
///
/// # Errors
/// See [`Failure`]; a code that does not fit is asked for again.
pub fn renew_codes(ask: &Ask, actor: &Actor) -> Answer {
    match ask.clinic().new_recovery_codes(actor, ask.field("code")) {
        Ok(codes) => show_codes(ask, codes),
        Err(problem) => super::account::again(ask, actor, "codes", wrong(problem)?),
    }
}

/// Takes the authenticator away.
///
/// # Errors
/// See [`Failure`]; a code that does not fit is asked for again.
pub fn remove(ask: &Ask, actor: &Actor) -> Answer {
    match ask.clinic().remove_authenticator(actor, ask.field("code")) {
        Ok(()) => Ok(redirect("/account/second-step")),
        Err(problem) => super::account::again(ask, actor, "removal", wrong(problem)?),
    }
}

//! One's own way in: the passphrase, the second step, and who is signed in as oneself.

use askama::Template;
use clinic::{Actor, Problem, Role, own_account::OwnSignIn, passkey::Question};

use super::{
    passkey,
    people::roles::told,
    provider::{self, ProviderView},
    second_step::{self, fresh},
};
use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

pub mod browsers;

#[derive(Template)]
#[template(path = "screens/account/page.html")]
struct AccountPage {
    page: Page,
    /// Since when there is a second step, and how many recovery codes are left; none without it.
    second: Option<(String, u32)>,
    /// What they are here: each role with its days; none for a client.
    roles: Vec<(String, String)>,
    /// What is said where pages stay shut to them.
    shut: &'static str,
    passkeys: Vec<passkey::Line>,
    /// What a new passkey is asked; none under an address to which none can be bound.
    new_passkey: Option<Question>,
    /// Whether the passphrase is asked for a new passkey: of who has no code to give.
    passkey_passphrase: bool,
    provider: Option<ProviderView>,
    sign_ins: Vec<Line>,
    others: bool,
    at_least: String,
    /// Whether a code is asked for beside the passphrases.
    code_owed: bool,
    /// The form that came back, and what is wrong there.
    wrong: (&'static str, String),
}

/// A sign-in.
struct Line {
    browser: String,
    began: String,
    seen: String,
    this: bool,
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, actor: &Actor) -> Answer {
    answer::show(&page(ask, actor, ("", String::new()))?)
}

/// The page again, with what is wrong beside a form.
///
/// # Errors
/// See [`Failure`].
pub fn again(ask: &Ask, actor: &Actor, form: &'static str, said: String) -> Answer {
    show_again(&page(ask, actor, (form, said))?)
}

fn page(ask: &Ask, actor: &Actor, wrong: (&'static str, String)) -> Result<AccountPage, Failure> {
    let zone = ask.clinic().zone();
    let second = ask.clinic().second_step(actor)?;
    let passkeys = ask.clinic().own_passkeys(actor)?.into_iter();
    let found = match &ask.token {
        Some(token) => ask.clinic().own_sign_ins(actor, token)?,
        None => Vec::new(),
    };
    let line = |found: OwnSignIn| Line {
        browser: found.browser,
        began: plain::moment(found.began, &zone),
        seen: plain::moment(found.seen, &zone),
        this: found.this,
    };
    let at_least = u32::try_from(actor.passphrase_at_least()).unwrap_or(u32::MAX);
    let now = ask.clinic().now();
    let mut roles = if actor.is_outside() { Vec::new() } else { ask.clinic().own_grants(actor)? };
    roles.retain(|grant| !grant.is_over(now));
    let lay = actor.has(Role::Facilitator) && !ask.clinic().leads_courses(actor);
    Ok(AccountPage {
        shut: match () {
            () if lay => "role-unwatched-own",
            () if actor.roles().is_empty() => "role-none-own",
            () => "",
        },
        roles: roles.iter().map(|grant| told(ask, grant)).collect(),
        page: Page::of(ask, &words().t("account-title")),
        passkeys: passkeys.map(|found| passkey::Line::of(found, &zone)).collect(),
        new_passkey: passkey::for_new(ask, actor)?,
        provider: provider::own(ask, actor)?,
        passkey_passphrase: second.is_none() && !ask.clinic().is_demo(),
        second: second.map(|second| (plain::moment(second.since, &zone), second.codes_left)),
        others: found.iter().any(|found| !found.this),
        sign_ins: found.into_iter().map(line).collect(),
        code_owed: fresh::owed(ask, actor)?,
        at_least: words().with("passphrase-at-least", &[("n", &at_least)]),
        wrong,
    })
}

/// Ends one's other sign-ins.
///
/// # Errors
/// See [`Failure`].
pub fn end_others(ask: &Ask, actor: &Actor) -> Answer {
    if let Some(token) = &ask.token {
        let fresh = fresh::asked(ask, actor)?;
        ask.clinic().end_other_sign_ins(actor, &fresh, token)?;
    }
    Ok(redirect("/account?saved=yes"))
}

/// Chooses another passphrase.
///
/// # Errors
/// See [`Failure`]; one that will not do is said beside the form. Passphrases do not come back.
pub fn change_passphrase(ask: &Ask, actor: &Actor) -> Answer {
    let typed = |name: &str| ask.form.get(name).and_then(|v| v.first()).map_or("", String::as_str);
    let (today, chosen) = (typed("today"), typed("passphrase"));
    let wrong = |key: &str| again(ask, actor, "passphrase", words().t(key).into_owned());
    if chosen != typed("again") {
        return wrong("passphrase-differs");
    }
    let Some(token) = &ask.token else { return Ok(redirect("/sign-in")) };
    let fresh = match fresh::asked(ask, actor) {
        // Passphrases are sent on by no page: the code is asked for beside them.
        Err(Failure::CodeOwed(said)) if said.is_empty() => return wrong("second-step-again-why"),
        Err(Failure::CodeOwed(said)) => return again(ask, actor, "passphrase", said),
        fresh => fresh?,
    };
    match ask.clinic().change_passphrase(actor, &fresh, token, today, chosen) {
        Ok(()) => Ok(redirect("/account?saved=yes")),
        Err(Problem::NotKnown) => wrong("passphrase-today-wrong"),
        Err(Problem::TooShort { .. }) => wrong("passphrase-too-short"),
        Err(Problem::TooSimple) => wrong("passphrase-too-simple"),
        Err(Problem::TooLong) => wrong("passphrase-too-long"),
        Err(Problem::Busy) => wrong("problem-busy-next"),
        Err(problem) => again(ask, actor, "passphrase", second_step::wrong(problem)?),
    }
}

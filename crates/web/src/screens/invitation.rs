//! An invitation: the person sets a passphrase and is signed in.

use askama::Template;
use clinic::{
    Problem,
    invitation::{Invited, Token},
};

use super::sign_in::welcome;
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/invitation/page.html")]
struct InvitationPage {
    page: Page,
    action: String,
    greeting: String,
    first: bool,
    name: String,
    login: String,
    leads: bool,
    at_least: String,
    problem: String,
}

fn page(ask: &Ask, invited: &Invited, problem: String) -> InvitationPage {
    let (first, known) = match invited {
        Invited::FirstAdministrator => (true, ""),
        Invited::Known { name, .. } => (false, name.as_str()),
    };
    let at_least = u32::try_from(invited.passphrase_at_least()).unwrap_or(u32::MAX);
    InvitationPage {
        page: Page::of(ask, &words().t("invitation-title")),
        action: ask.path.clone(),
        greeting: if first {
            words().t("set-up-greeting").into_owned()
        } else {
            words().with("invitation-greeting", &[("name", &known)])
        },
        first,
        name: ask.field("name").to_owned(),
        login: ask.field("login").to_owned(),
        leads: ask.field("leads") == "yes",
        at_least: words().with("passphrase-at-least", &[("n", &at_least)]),
        problem,
    }
}

/// The form.
///
/// # Errors
/// When the invitation is gone.
pub fn show(ask: &Ask) -> Answer {
    let invited = ask.clinic().invited(&Token(ask.part("token")?))?;
    answer::show(&page(ask, &invited, String::new()))
}

/// Takes it.
///
/// # Errors
/// When the invitation is gone; a passphrase that will not do comes back in the form.
pub fn take(ask: &Ask) -> Answer {
    let token = Token(ask.part("token")?);
    let invited = ask.clinic().invited(&token)?;
    let typed = |name: &str| ask.form.get(name).and_then(|v| v.first()).map_or("", String::as_str);
    let chosen = typed("passphrase");
    if chosen != typed("again") {
        let problem = words().t("passphrase-differs").into_owned();
        return show_again(&page(ask, &invited, problem));
    }
    let names = (ask.field("name"), ask.field("login"));
    let taken = match ask.field("leads") {
        "yes" => ask.clinic().take_set_up_alone(&token, names, chosen),
        _ => ask.clinic().take_invitation(&token, Some(names), chosen),
    };
    match taken {
        Ok(signed_in) => welcome(ask, &signed_in, "/"),
        Err(problem) => {
            let key = match problem {
                Problem::TooShort { .. } => "passphrase-too-short",
                Problem::TooSimple => "passphrase-too-simple",
                Problem::TooLong => "passphrase-too-long",
                Problem::NameTaken => "problem-name-taken-next",
                Problem::NameMissing => "problem-name-missing-next",
                other => return Err(other.into()),
            };
            show_again(&page(ask, &invited, words().t(key).into_owned()))
        }
    }
}

//! The people of the practice: accounts and invitations.

use askama::Template;
use clinic::{
    Access, Account, Problem, Read, Role, TheAccounts, Write, invitation::Invitation,
    permission::Verb,
};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::saved,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/people/page.html")]
struct PeoplePage {
    page: Page,
    accounts: Vec<(Account, String, &'static str)>,
    roles: Vec<(&'static str, String)>,
    me: String,
    adding: Slip,
    problem: String,
    link: String,
    link_words: String,
}

/// A fresh link as it is shown once.
#[derive(Default)]
pub struct Link {
    /// Its address.
    pub address: String,
    /// What is said of it: that it works at once, or from when.
    pub words: String,
}

/// A fresh link in words.
pub fn link(ask: &Ask, invitation: &Invitation) -> Link {
    let zone = jiff::tz::TimeZone::get(&ask.clinic().settings().zone);
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    Link {
        address: ask.in_full(&format!("/invitations/{}", invitation.token.0)),
        words: match invitation.works_from {
            None => words().t("invitation-link").into_owned(),
            Some(from) => words().with("recovery-link", &[("from", &plain::moment(from, &zone))]),
        },
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>, problem: &str, link: Link) -> Answer {
    let role = |role: Role| words().t(&format!("role-{}", role.code())).into_owned();
    let state = |account: &Account| match (account.ended, account.active) {
        (true, _) => "account-ended",
        (false, true) => "account-active",
        (false, false) => "account-invited",
    };
    let accounts = ask.clinic().accounts(access)?;
    let template = PeoplePage {
        page: Page::of(ask, &words().t("people-title")),
        accounts: accounts.into_iter().map(|a| (a.clone(), role(a.role), state(&a))).collect(),
        roles: [Role::Therapist, Role::Administrator]
            .iter()
            .map(|r| (r.code(), role(*r)))
            .collect(),
        me: access.actor().id().to_string(),
        adding: match problem {
            "" => Slip::blank(ask, "/people".to_owned())?,
            _ => Slip::again(ask, "/people".to_owned()),
        },
        problem: if problem.is_empty() { String::new() } else { words().t(problem).into_owned() },
        link: link.address,
        link_words: link.words,
    };
    if problem.is_empty() { answer::show(&template) } else { show_again(&template) }
}

/// The list.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, "", Link::default())
}

/// Adds somebody, and shows the link of their invitation once.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let role = match Role::from_code(ask.field("role")) {
        Some(role @ (Role::Therapist | Role::Administrator)) => role,
        Some(Role::Client) | None => return page(ask, access, "role-missing", Link::default()),
    };
    match ask.clinic().add_account(access, role, ask.field("name"), ask.field("login")) {
        Ok(id) => {
            let link = link(ask, &ask.clinic().invite(access, id)?);
            draft::sent(ask)?;
            page(ask, access, "", link)
        }
        Err(Problem::NameTaken) => page(ask, access, "problem-name-taken-next", Link::default()),
        Err(Problem::NameMissing) => {
            page(ask, access, "problem-name-missing-next", Link::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// Makes a new link for somebody.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let link = link(ask, &ask.clinic().invite(access, ask.part("account")?)?);
    page(ask, access, "", link)
}

/// Ends an account at once.
///
/// # Errors
/// See [`Failure`].
pub fn end(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id = ask.part("account")?;
    ask.clinic().end_account(access, id).map_err(Failure::from)?;
    Ok(saved("/people"))
}

//! The people of the practice: accounts and invitations.

use askama::Template;
use clinic::{Access, Account, Problem, Read, Role, TheAccounts, Write, permission::Verb};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
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
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
    problem: &str,
    link: String,
) -> Answer {
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
        me: access.actor().id.to_string(),
        adding: match problem {
            "" => Slip::blank(ask, "/people".to_owned())?,
            _ => Slip::again(ask, "/people".to_owned()),
        },
        problem: if problem.is_empty() { String::new() } else { words().t(problem).into_owned() },
        link,
    };
    if problem.is_empty() { answer::show(&template) } else { show_again(&template) }
}

/// The list.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, "", String::new())
}

/// Adds somebody, and shows the link of their invitation once.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let role = match Role::from_code(ask.field("role")) {
        Some(role @ (Role::Therapist | Role::Administrator)) => role,
        Some(Role::Client) | None => return page(ask, access, "role-missing", String::new()),
    };
    match ask.clinic().add_account(access, role, ask.field("name"), ask.field("login")) {
        Ok(id) => {
            let token = ask.clinic().invite(access, id)?;
            draft::sent(ask)?;
            page(ask, access, "", format!("/invitations/{}", token.0))
        }
        Err(Problem::NameTaken) => page(ask, access, "problem-name-taken-next", String::new()),
        Err(Problem::NameMissing) => page(ask, access, "problem-name-missing-next", String::new()),
        Err(other) => Err(other.into()),
    }
}

/// Makes a new link for somebody.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let token = ask.clinic().invite(access, ask.part("account")?)?;
    page(ask, access, "", format!("/invitations/{}", token.0))
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

//! The roles of one member of the staff: given and ended, each with its days.

use askama::Template;
use clinic::{
    Access, Problem, Read, Role, TheAccounts, Write,
    account::{Grant, NewGrant, RoleObstacle},
    permission::Verb,
};
use ipt::AccountId;
use jiff::{SignedDuration, civil::Date};

use super::{
    asked::{self, AskedView},
    unwatched,
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::{saved, second_step::fresh},
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/people/roles.html")]
struct RolesPage {
    page: Page,
    address: String,
    name: String,
    login: String,
    /// What is said when courses stay shut for want of a contract; empty if nothing is.
    unwatched: String,
    grants: Vec<GrantView>,
    past: Vec<String>,
    /// Those that wait for a second administrator.
    waits: Vec<AskedView>,
    /// What can be given; none to an account that was ended.
    roles: Vec<(&'static str, String, String)>,
    giving: Slip,
    problem: String,
}

/// A role that stands or will.
struct GrantView {
    role: String,
    told: String,
    ending: Slip,
}

/// A role with its days in words: `Therapist since 2 Mar 2026, to 5 May 2026`.
pub fn told(ask: &Ask, grant: &Grant) -> (String, String) {
    let clinic = ask.clinic();
    let role = words().t(&format!("role-{}", grant.role.code())).into_owned();
    let day = |moment| plain::date(clinic.day_of(moment));
    let since = day(grant.since);
    let last = grant.until.map(|until| {
        // A role that stands to a day ends with it: the day before its first moment without.
        day(until.checked_sub(SignedDuration::from_millis(1)).unwrap_or(until))
    });
    let began = grant.since <= clinic.now();
    let told = match (began, last) {
        (true, None) => words().with("grant-since", &[("since", &since)]),
        (true, Some(last)) => words().with("grant-days", &[("since", &since), ("last", &last)]),
        (false, None) => words().with("grant-from", &[("since", &since)]),
        (false, Some(last)) => words().with("grant-to-be", &[("since", &since), ("last", &last)]),
    };
    (role, told)
}

/// Why a role is not given or does not end, in words.
pub fn obstacle(found: RoleObstacle) -> String {
    words().t(&format!("role-not-{}", found.code())).into_owned()
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>, wrong: Option<String>) -> Answer {
    let clinic = ask.clinic();
    let id: AccountId = ask.part("account")?;
    let (account, grants) = clinic.grants(access, id)?;
    let now = clinic.now();
    let slip = |action: String| match &wrong {
        Some(_) if action == ask.path => Ok(Slip::again(ask, action)),
        _ => Slip::blank(ask, action),
    };
    let (over, left): (Vec<&Grant>, Vec<&Grant>) =
        grants.iter().partition(|grant| grant.is_over(now));
    let view = |grant: &Grant| {
        let (role, told) = told(ask, grant);
        let ending = slip(format!("/people/{id}/roles/{}/ending", grant.id.simple()))?;
        Ok(GrantView { role, told, ending })
    };
    let said = |role: &Role| {
        let words = |kind: &str| words().t(&format!("role-{}{kind}", role.code())).into_owned();
        (role.code(), words(""), words("-text"))
    };
    let template = RolesPage {
        page: Page::of(ask, &account.name),
        address: format!("/people/{id}"),
        unwatched: unwatched(ask, &account),
        grants: left.into_iter().map(view).collect::<Result<_, Failure>>()?,
        past: over.into_iter().map(|grant| told(ask, grant)).map(joined).collect(),
        waits: asked::waiting_for(ask, access, id)?,
        roles: if account.ended { Vec::new() } else { Role::STAFF.iter().map(said).collect() },
        name: account.name,
        login: account.login,
        giving: slip(format!("/people/{id}/roles"))?,
        problem: wrong.clone().unwrap_or_default(),
    };
    if wrong.is_some() { show_again(&template) } else { answer::show(&template) }
}

fn joined((role, told): (String, String)) -> String {
    format!("{role}, {told}")
}

/// A day that may be left open.
fn day(ask: &Ask, name: &str) -> Result<Option<Date>, String> {
    match ask.field(name) {
        "" => Ok(None),
        typed => {
            let wrong = |_| words().t("clients-date").into_owned();
            ipt::form::date(typed).map(Some).map_err(wrong)
        }
    }
}

fn asked(ask: &Ask) -> Result<NewGrant, String> {
    let staff = |role: &Role| Role::STAFF.contains(role);
    let role = Role::from_code(ask.field("role")).filter(staff);
    let role = role.ok_or_else(|| words().t("role-missing").into_owned())?;
    Ok(NewGrant { role, from: day(ask, "from")?, until: day(ask, "until")? })
}

/// The roles of somebody.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, None)
}

/// Gives them a role.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn give(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id: AccountId = ask.part("account")?;
    let new = match asked(ask) {
        Ok(new) => new,
        Err(wrong) => return page(ask, access, Some(wrong)),
    };
    let fresh = fresh::asked(ask, access.actor())?;
    done(ask, access, ask.clinic().grant_role(access, &fresh, id, new))
}

/// Ends one, now or with a day.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn end(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let which = (ask.part("account")?, ask.part("grant")?);
    let last = match day(ask, "last") {
        Ok(last) => last,
        Err(wrong) => return page(ask, access, Some(wrong)),
    };
    let fresh = fresh::asked(ask, access.actor())?;
    done(ask, access, ask.clinic().end_role(access, &fresh, which, last))
}

fn done(ask: &Ask, access: &Access<TheAccounts, Write>, outcome: Result<(), Problem>) -> Answer {
    match outcome {
        Ok(()) => {
            draft::sent(ask)?;
            let id: AccountId = ask.part("account")?;
            // Who ended their own right to be here sees their first page.
            let here = ask.clinic().may::<TheAccounts, Read>(access.actor(), (), "roles").is_ok();
            Ok(saved(&if here { format!("/people/{id}") } else { "/".to_owned() }))
        }
        Err(Problem::RoleRefused(found)) => page(ask, access, Some(obstacle(found))),
        Err(other) => Err(other.into()),
    }
}

//! Roles that wait for a second administrator, and those who are about to administer.

use clinic::{
    Access, Actor, Problem, Role, TheAccounts, Write, account::AskedGrant, permission::Verb,
    second_person::Obstacle,
};

use ipt::AccountId;

use super::roles::obstacle;
use crate::{
    answer::Answer,
    ask::Ask,
    page::Notice,
    plain,
    screens::{saved, second_step::fresh},
    words::words,
};

/// A role that waits, as it is shown.
pub struct AskedView {
    /// For whom, which, and for how long.
    pub told: String,
    /// Who asked, and when.
    pub by: String,
    /// Where it is confirmed or taken back.
    pub action: String,
    /// Whether the person signed in could be its second.
    pub to_confirm: bool,
    /// Whether they asked for it.
    pub own: bool,
}

impl AskedView {
    fn of(ask: &Ask, me: &Actor, asked: &AskedGrant) -> Self {
        let clinic = ask.clinic();
        let role = words().t(&format!("role-{}", asked.new.role.code())).into_owned();
        let days = [("role-from", asked.new.from), ("role-until", asked.new.until)];
        let days = days.into_iter().filter_map(|(key, day)| {
            day.map(|day| format!("{}: {}", words().t(key), plain::date(day)))
        });
        let parts: Vec<String> = std::iter::once(role).chain(days).collect();
        let name = clinic.name_of(asked.account);
        let by = clinic.name_of(asked.asked_by);
        let when = plain::moment(asked.asked_at, &clinic.zone());
        let own = asked.asked_by == me.id();
        Self {
            told: format!("{name}: {}", parts.join(", ")),
            by: words().with("asked-role-by", &[("who", &by), ("when", &when)]),
            action: format!("/people/roles/{}", asked.id.simple()),
            to_confirm: !own && asked.account != me.id(),
            own,
        }
    }
}

/// All that wait.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
) -> Result<Vec<AskedView>, Problem> {
    let found = ask.clinic().asked_grants(access)?;
    Ok(found.iter().map(|one| AskedView::of(ask, access.actor(), one)).collect())
}

/// Those that wait for one person.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting_for<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
    id: AccountId,
) -> Result<Vec<AskedView>, Problem> {
    let found = ask.clinic().asked_grants(access)?;
    let theirs = found.iter().filter(|one| one.account == id);
    Ok(theirs.map(|one| AskedView::of(ask, access.actor(), one)).collect())
}

/// Confirms one.
///
/// # Errors
/// See [`crate::answer::Failure`]; why it is not given is said on the page.
pub fn confirm(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id = ask.part("asked")?;
    let fresh = fresh::asked(ask, access.actor())?;
    done(ask, access, ask.clinic().confirm_grant(access, &fresh, id))
}

/// Takes one back, or declines it.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn withdraw(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    done(ask, access, ask.clinic().withdraw_grant(access, ask.part("asked")?))
}

fn done(ask: &Ask, access: &Access<TheAccounts, Write>, outcome: Result<(), Problem>) -> Answer {
    match outcome {
        Ok(()) => Ok(saved("/people")),
        Err(Problem::RoleRefused(found)) => super::refused(ask, access, obstacle(found)),
        Err(Problem::NoSecond(found)) => super::refused(ask, access, no_second(found)),
        Err(other) => Err(other.into()),
    }
}

/// Why somebody does not confirm, in words.
pub fn no_second(found: Obstacle) -> String {
    words().t(&format!("no-second-{}", found.code())).into_owned()
}

/// What every administrator is told on each page: roles and whole records that wait for them, and
/// who is about to administer, since a stolen sign-in may have done that.
///
/// # Errors
/// When the tables cannot be read.
pub fn notices(ask: &Ask, actor: &Actor) -> Result<Vec<Notice>, Problem> {
    if !actor.has(Role::Administrator) {
        return Ok(Vec::new());
    }
    let found = ask.clinic().roles_to_look_at(actor)?;
    let mut lines = Vec::new();
    if found.waiting > 0 {
        lines.push(words().with("asked-roles-notice", &[("n", &found.waiting)]));
    }
    if found.recoveries > 0 {
        lines.push(words().t("recovery-asked-notice").into_owned());
    }
    if found.records > 0 {
        lines.push(words().t("records-many-notice").into_owned());
    }
    for (name, since) in found.coming {
        let when = plain::moment(since, &ask.clinic().zone());
        lines.push(words().with("coming-administrator", &[("name", &name), ("when", &when)]));
    }
    Ok(lines.into_iter().map(|words| Notice { words, link: "/people" }).collect())
}

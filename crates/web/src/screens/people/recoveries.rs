//! Recoveries that wait for a second administrator.

use clinic::{Access, Problem, TheAccounts, Write, permission::Verb};

use super::asked::no_second;
use crate::{
    answer::Answer,
    ask::Ask,
    plain,
    screens::{saved, second_step::fresh},
    words::words,
};

/// A recovery that waits, as it is shown.
pub struct RecoveryView {
    /// Whose way in.
    pub name: String,
    /// Who asked, and when.
    pub by: String,
    /// Where it is confirmed or declined.
    pub action: String,
    /// Whether the person signed in could be its second.
    pub to_confirm: bool,
    /// Whether they asked for it.
    pub own: bool,
}

/// All that wait.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
) -> Result<Vec<RecoveryView>, Problem> {
    let me = access.actor().id();
    let found = ask.clinic().asked_recoveries(access)?.into_iter().map(|asked| {
        let clinic = ask.clinic();
        let (who, when) =
            (clinic.name_of(asked.asked_by), plain::moment(asked.asked_at, &clinic.zone()));
        let own = asked.asked_by == me;
        RecoveryView {
            name: clinic.name_of(asked.account),
            by: words().with("asked-role-by", &[("who", &who), ("when", &when)]),
            action: format!("/people/{}/recovery", asked.account),
            to_confirm: !own && asked.account != me,
            own,
        }
    });
    Ok(found.collect())
}

/// Confirms one.
///
/// # Errors
/// See [`crate::answer::Failure`]; why it is not confirmed is said on the page.
pub fn confirm(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let account = ask.part("account")?;
    let fresh = fresh::asked(ask, access.actor())?;
    done(ask, access, ask.clinic().confirm_recovery(access, &fresh, account))
}

/// Declines one, or takes it back.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn decline(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    done(ask, access, ask.clinic().decline_recovery(access, ask.part("account")?))
}

fn done(ask: &Ask, access: &Access<TheAccounts, Write>, outcome: Result<(), Problem>) -> Answer {
    match outcome {
        Ok(()) => Ok(saved("/people")),
        Err(Problem::NoSecond(found)) => super::refused(ask, access, no_second(found)),
        Err(other) => Err(other.into()),
    }
}

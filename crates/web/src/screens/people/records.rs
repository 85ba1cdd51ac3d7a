//! More whole records than one person hands out alone: they wait here for a second person.

use clinic::{Access, Problem, TheAccounts, Write, permission::Verb};

use super::asked::no_second;
use crate::{
    answer::Answer,
    ask::Ask,
    plain,
    screens::{saved, second_step::fresh},
    words::words,
};

/// What waits, as it is shown.
pub struct RecordsView {
    /// Who asks, and when.
    pub told: String,
    /// Why, in their words.
    pub words: String,
    /// Where it is confirmed or declined.
    pub action: String,
    /// Whether the person signed in asked it.
    pub own: bool,
}

/// All that wait.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
) -> Result<Vec<RecordsView>, Problem> {
    let clinic = ask.clinic();
    let found = clinic.asked_hand_outs(access)?;
    let view = |one: clinic::hand_out::AskedHandOut| {
        let when = plain::moment(one.asked_at, &clinic.zone());
        let name = clinic.name_of(one.account);
        RecordsView {
            told: words().with("records-many-by", &[("name", &name), ("when", &when)]),
            words: one.words,
            action: format!("/people/records/{}", one.id.simple()),
            own: one.account == access.actor().id(),
        }
    };
    Ok(found.into_iter().map(view).collect())
}

/// Confirms what somebody asked.
///
/// # Errors
/// See [`crate::answer::Failure`]; why it is not confirmed is said on the page.
pub fn confirm(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id = ask.part("hand_out")?;
    let fresh = fresh::asked(ask, access.actor())?;
    done(ask, access, ask.clinic().confirm_hand_out(access, &fresh, id))
}

/// Declines it.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn decline(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    done(ask, access, ask.clinic().decline_hand_out(access, ask.part("hand_out")?))
}

fn done(ask: &Ask, access: &Access<TheAccounts, Write>, outcome: Result<(), Problem>) -> Answer {
    match outcome {
        Ok(()) => Ok(saved("/people")),
        Err(Problem::NoSecond(found)) => super::refused(ask, access, no_second(found)),
        Err(other) => Err(other.into()),
    }
}

//! Alarms: somebody opened more clients' records within an hour than their work asks for.

use clinic::{
    Access, Actor, Problem, Role, TheAccounts, Write, key_budget::KeyAlarm, permission::Verb,
};
use ipt::AccountId;

use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    draft,
    page::Notice,
    plain,
    screens::{saved, second_step::fresh},
    slip::Slip,
    words::words,
};

/// An alarm that waits for somebody to look into it.
pub struct AlarmView {
    /// Who opened how many, when.
    pub told: String,
    /// Where one sees what they looked at.
    pub looks: String,
    /// The form in which somebody says what came of it.
    pub slip: Slip,
}

/// An alarm in words.
fn told(ask: &Ask, alarm: &KeyAlarm) -> String {
    let name = ask.clinic().name_of(alarm.account);
    let when = plain::moment(alarm.at, &ask.clinic().zone());
    words().with("alarm-told", &[("name", &name), ("n", &alarm.clients), ("when", &when)])
}

/// All that wait.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
) -> Result<Vec<AlarmView>, Failure> {
    let view = |alarm: KeyAlarm| {
        let action = format!("/people/alarms/{}", alarm.id.simple());
        let again = ask.path == action;
        Ok(AlarmView {
            told: told(ask, &alarm),
            looks: format!("/people/{}/looks", alarm.account),
            slip: if again { Slip::again(ask, action) } else { Slip::blank(ask, action)? },
        })
    };
    ask.clinic().alarms_to_look_at(access.actor())?.into_iter().map(view).collect()
}

/// What was said of those about one account.
///
/// # Errors
/// When the tables cannot be read.
pub fn past<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
    account: AccountId,
) -> Result<Vec<(String, String)>, Problem> {
    let said = |(alarm, by, text): (KeyAlarm, AccountId, String)| {
        (format!("{} ({})", told(ask, &alarm), ask.clinic().name_of(by)), text)
    };
    Ok(ask.clinic().alarms_of(access, account)?.into_iter().map(said).collect())
}

/// Says what came of one.
///
/// # Errors
/// See [`Failure`]; without words it comes back.
pub fn review(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id = ask.part("alarm")?;
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().review_alarm(access, &fresh, id, ask.field("found")) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved("/people"))
        }
        Err(Problem::WordsMissing) => {
            let why = words().t("problem-words-missing-next").into_owned();
            super::refused(ask, access, why)
        }
        Err(other) => Err(other.into()),
    }
}

/// What stands on each page: of everybody for an administrator, of oneself for anybody.
pub fn notices(ask: &Ask, actor: &Actor) -> Result<Vec<Notice>, Problem> {
    let runs = actor.has(Role::Administrator);
    let notice = |alarm: &KeyAlarm| match alarm.account == actor.id() {
        true => {
            let when = plain::moment(alarm.at, &ask.clinic().zone());
            let words = words().with("alarm-own", &[("n", &alarm.clients), ("when", &when)]);
            Notice { words, link: if runs { "/people" } else { "/account" } }
        }
        false => Notice { words: told(ask, alarm), link: "/people" },
    };
    Ok(ask.clinic().alarms_to_look_at(actor)?.iter().map(notice).collect())
}

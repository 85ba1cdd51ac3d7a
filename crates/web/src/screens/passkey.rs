//! Passkeys: coming in by one, adding one, forgetting one, and showing one before what is dangerous.

use clinic::{
    Actor, Problem,
    passkey::{OwnPasskey, Question, Site},
};

use super::{
    account,
    second_step::{self, fresh, own_passphrase},
    sign_in,
};
use crate::{
    answer::{Answer, Failure, redirect},
    ask::Ask,
    guard, plain,
    words::words,
};

/// The fields in which a passkey is shown before what is dangerous: the question and the answer.
pub const GIVEN: [&str; 2] = ["given_question", "given_passkey"];

/// A passkey on the page of one's sign-in.
pub struct Line {
    /// Which.
    pub id: String,
    /// How its owner calls it.
    pub name: String,
    /// Since when it is known.
    pub made: String,
    /// When it was last used; empty before that.
    pub used: String,
}

impl Line {
    pub(super) fn of(passkey: OwnPasskey, zone: &jiff::tz::TimeZone) -> Self {
        let name = match passkey.name.as_str() {
            "" => words().t("passkey-unnamed").into_owned(),
            name => name.to_owned(),
        };
        let used = passkey.used.map_or_else(String::new, |used| plain::moment(used, zone));
        Self { id: passkey.id, name, made: plain::moment(passkey.made, zone), used }
    }
}

/// The site as this browser reaches it; none under an address to which no passkey can be bound.
pub fn site(ask: &Ask) -> Option<Site> {
    Site::at(&ask.in_full(""))
}

/// The question to whoever comes.
pub fn at_the_door(ask: &Ask) -> Option<Question> {
    ask.clinic().ask_passkey(&site(ask)?).ok()
}

/// The question for a new passkey.
///
/// # Errors
/// When the tables cannot be read.
pub fn for_new(ask: &Ask, actor: &Actor) -> Result<Option<Question>, Problem> {
    site(ask).map(|site| ask.clinic().new_passkey(&site, actor)).transpose()
}

/// The question before what is dangerous, to who has a passkey.
pub fn before(ask: &Ask) -> Option<Question> {
    let actor = ask.actor.as_ref()?;
    if ask.clinic().own_passkeys(actor).ok()?.is_empty() {
        return None;
    }
    ask.clinic().ask_passkey_again(&site(ask)?, actor).ok()
}

/// Signs in by a passkey alone.
///
/// # Errors
/// See [`Failure`]; one that is not known here is said on the page of the door.
pub fn enter(ask: &Ask) -> Answer {
    let back = guard::own_address(ask.field("back"));
    let Some(site) = site(ask) else { return Ok(redirect("/sign-in")) };
    let (question, answer) = (ask.field("question"), ask.field("answer"));
    match ask.clinic().sign_in_by_passkey(&site, question, answer) {
        Ok(signed_in) => sign_in::welcome(ask, &signed_in, back),
        Err(problem) => sign_in::again(ask, second_step::wrong(problem)?),
    }
}

/// Keeps a new passkey.
///
/// # Errors
/// See [`Failure`]; what is wrong is said beside the form.
pub fn add(ask: &Ask, actor: &Actor) -> Answer {
    let (Some(site), Some(token)) = (site(ask), &ask.token) else {
        return Ok(redirect("/account"));
    };
    // Who has no code to give shows by the passphrase that it is they.
    if ask.clinic().second_step(actor)?.is_none()
        && let Some(said) = own_passphrase(ask, actor)?
    {
        return account::again(ask, actor, "passkey", said);
    }
    let fresh = fresh::asked(ask, actor)?;
    let answered = (ask.field("question"), ask.field("answer"));
    let name = ask.field("passkey_name");
    match ask.clinic().add_passkey(&site, actor, &fresh, token, answered, name) {
        Ok(()) => Ok(redirect("/account?saved=yes")),
        Err(problem) => account::again(ask, actor, "passkey", second_step::wrong(problem)?),
    }
}

/// Forgets a passkey.
///
/// # Errors
/// See [`Failure`].
pub fn remove(ask: &Ask, actor: &Actor) -> Answer {
    let Some(token) = &ask.token else { return Ok(redirect("/sign-in")) };
    let id: String = ask.part("passkey")?;
    let fresh = fresh::asked(ask, actor)?;
    ask.clinic().remove_passkey(actor, &fresh, token, &id)?;
    Ok(redirect("/account?saved=yes"))
}

/// Takes a passkey that was shown before what is dangerous; whether one was shown.
///
/// # Errors
/// [`Failure::CodeOwed`] when it does not fit.
pub fn given(ask: &Ask, actor: &Actor) -> Result<bool, Failure> {
    let [question, answer] = GIVEN.map(|name| ask.field(name));
    let (false, Some(site), Some(token)) = (answer.is_empty(), site(ask), &ask.token) else {
        return Ok(false);
    };
    match ask.clinic().give_passkey(&site, actor, token, question, answer) {
        Ok(()) => Ok(true),
        Err(problem) => Err(Failure::CodeOwed(second_step::wrong(problem)?)),
    }
}

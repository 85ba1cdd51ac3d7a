//! Somebody signed in with a kind of browser that is new to its owner: asked on every page.

use clinic::Actor;
use jiff::Timestamp;

use crate::{
    answer::{Answer, Failure, redirect},
    ask::Ask,
    plain,
    screens::second_step::fresh,
    words::words,
};

/// What is said of it on a page.
#[derive(Clone, Debug)]
pub struct Told {
    /// In words.
    pub said: String,
    /// Up to which moment an answer counts: what came after the page was not seen.
    pub until: i64,
    /// Whether it was answered with no, and another passphrase is to be chosen.
    pub not_them: bool,
}

/// What is asked of this person, if anything is: new ones first, then the passphrase that is owed.
pub fn told(ask: &Ask, actor: &Actor) -> Option<Told> {
    let found = match ask.clinic().new_browsers(actor, ask.token.as_ref()?) {
        Ok(found) => found,
        Err(problem) => {
            // The page is shown all the same; the log says what is wrong.
            let _ = Failure::fault(problem.telling());
            return None;
        }
    };
    // The oldest first, one at a time: an answer is for what was read.
    let Some(new) = found.iter().find(|new| !new.not_them) else {
        let said = words().t("new-browser-not-them").into_owned();
        return (!found.is_empty()).then_some(Told { said, until: 0, not_them: true });
    };
    let when = plain::moment(new.began, &ask.clinic().zone());
    let browser = match new.browser.as_str() {
        "" => words().t("new-browser-unknown").into_owned(),
        browser => browser.to_owned(),
    };
    let said = words().with("new-browser", &[("browser", &browser), ("when", &when)]);
    Some(Told { said, until: new.began.as_millisecond(), not_them: false })
}

/// Takes the answer.
///
/// # Errors
/// See [`Failure`]; without a fresh code, "it was not me" asks for one and goes on.
pub fn answer(ask: &Ask, actor: &Actor) -> Answer {
    let Some(token) = &ask.token else { return Ok(redirect("/sign-in")) };
    let until = ask.field("until").parse().ok();
    let until = until.and_then(|at| Timestamp::from_millisecond(at).ok()).unwrap_or_default();
    match ask.field("answer") {
        "mine" => ask.clinic().browsers_were_mine(actor, token, until)?,
        "not-mine" => {
            let fresh = fresh::asked(ask, actor)?;
            ask.clinic().browsers_were_not_mine(actor, &fresh, token, until)?;
            return Ok(redirect("/account#passphrase-change"));
        }
        _ => {}
    }
    Ok(redirect("/account"))
}

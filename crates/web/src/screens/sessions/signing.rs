//! A session is signed: what is on the screen is what is signed.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Command, Course,
    artefact::Artefact,
    policy::gate,
    session::{Session, SessionNumber},
};

use super::one::{page, save};
use crate::{
    answer::{Answer, redirect},
    ask::Ask,
    form::Trouble,
    screens::session_in,
    words::words,
};

/// What must stand in the note before it can be signed, and whether it does.
pub fn conditions(course: &Course, session: &Session) -> Vec<(bool, String)> {
    gate::to_sign(course, session)
        .iter()
        .map(|(_, condition)| {
            let key = format!("condition-{}", condition.policy.code);
            (condition.met, words().t(&key).into_owned())
        })
        .collect()
}

/// Saves the note as it stands on the screen, and signs it.
///
/// # Errors
/// See [`crate::answer::Failure`]; a refusal is shown on the session's page.
pub fn sign(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    // The button belongs to the note's form: what is on the screen is what is signed.
    if ask.form.contains_key("form_seen")
        && let Err(trouble) = save(ask, access, number)?
    {
        return page(ask, access, number, Some(&trouble), None);
    }
    match ask.clinic().perform(access, Expect::Anything, ask.key(), Command::SignSession { number })
    {
        Ok(_) => Ok(redirect(&ask.room(&format!("sessions/{number}")))),
        Err(problem) => sign_refused(ask, access, number, Trouble::of(problem)?),
    }
}

/// The page again, with the note as it stands and the refusal beside its field.
fn sign_refused(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    number: SessionNumber,
    trouble: Trouble,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let mut note =
        file.course.session(number).map(|session| session.note.to_form()).unwrap_or_default();
    note.insert("form_tab".to_owned(), vec![ask.field("form_tab").to_owned()]);
    let again = Ask {
        host: ask.host.clone(),
        app: std::sync::Arc::clone(&ask.app),
        path: ask.room(&format!("sessions/{number}")),
        parts: ask.parts.clone(),
        query: ask.query.clone(),
        form: note,
        actor: ask.actor.clone(),
        newcomer: None,
        browser: ask.browser.clone(),
        token: ask.token.clone(),
        desk: ask.desk.clone(),
        has_drafts: ask.has_drafts.clone(),
    };
    page(&again, access, number, Some(&trouble), None)
}

//! A session is signed: what is on the screen is what is signed.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Command, Course,
    artefact::Artefact,
    policy::gate,
    session::{Session, SessionNumber, Signature},
    supervision::SupervisionStep,
};

use super::one::{page, save};
use crate::{
    answer::{Answer, redirect},
    ask::Ask,
    form::Trouble,
    plain,
    screens::{act_and_go, session_in},
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

/// By whom a note is signed, and whether it waits for the second signature; empty if it is open.
pub fn told(ask: &Ask, course: &Course, session: &Session) -> String {
    let clinic = ask.clinic();
    let named = |signature: &Signature| {
        (clinic.name_of(signature.by), plain::date(clinic.day_of(signature.at)))
    };
    match (&session.submitted, &session.signed) {
        (Some(first), Some(second)) if first.by != second.by => {
            let ((who, _), (supervisor, when)) = (named(first), named(second));
            let said = [("who", &who as _), ("supervisor", &supervisor as _), ("when", &when as _)];
            words().with("note-signed-too", &said)
        }
        (first, Some(signature)) => {
            let (who, when) = named(signature);
            let key = if first.is_some() { "note-signed-alone" } else { "note-signed" };
            words().with(key, &[("who", &who), ("when", &when)])
        }
        (Some(first), None) => {
            let (who, when) = named(first);
            let supervisor = co_signer(ask, course).unwrap_or_else(|| "–".to_owned());
            let said = [("who", &who as _), ("supervisor", &supervisor as _), ("when", &when as _)];
            words().with("note-submitted", &said)
        }
        (None, None) => String::new(),
    }
}

fn co_signer(ask: &Ask, course: &Course) -> Option<String> {
    let leads = course.begun.as_ref().map(|begun| begun.therapist)?;
    let by = course.co_signer(ask.clinic().today())?;
    ask.clinic().supervisors_of(leads).contains(&by).then(|| ask.clinic().name_of(by))
}

/// That a note goes to a supervisor when it is signed; empty if it does not.
pub fn goes_on(ask: &Ask, course: &Course, session: &Session) -> String {
    let supervisor = co_signer(ask, course).filter(|_| session.signed.is_none());
    supervisor.map_or(String::new(), |by| words().with("note-goes-on", &[("supervisor", &by)]))
}

/// Who sent a note back and when, and what is to be changed.
pub fn returned(ask: &Ask, session: &Session) -> Option<(String, String)> {
    let back = session.returned.as_ref().filter(|_| session.signed.is_none())?;
    let when = plain::date(ask.clinic().day_of(back.at));
    let who = ask.clinic().name_of(back.by);
    let key = if back.words.is_empty() { "note-taken-back" } else { "note-returned" };
    Some((words().with(key, &[("who", &who), ("when", &when)]), back.words.clone()))
}

/// Takes a note back that lies with the supervisor.
///
/// # Errors
/// See [`crate::answer::Failure`]; a refusal has its own page.
pub fn take_back(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let number = session_in(ask)?;
    let step = SupervisionStep::Returned { number, words: String::new() };
    act_and_go(ask, access, Command::Supervise(step), &format!("sessions/{number}"))
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
        flow: String::new(),
        token: ask.token.clone(),
        desk: ask.desk.clone(),
        has_drafts: ask.has_drafts.clone(),
    };
    page(&again, access, number, Some(&trouble), None)
}

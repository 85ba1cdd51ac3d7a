//! One module a screen: parse, perform, render.

pub mod about;
pub mod account;
pub mod areas;
pub mod card;
pub mod caseload;
pub mod check_in;
pub mod circle;
pub mod client;
pub mod communication;
pub mod contract;
pub mod corrections;
pub mod course;
pub mod cover;
pub mod decision;
pub mod disclosures;
pub mod document;
pub mod emergency;
pub mod erasure;
pub mod focus;
pub mod formulation;
mod frame;
pub mod goals;
pub mod guardians;
pub mod history;
pub mod incident;
pub mod inventory;
pub mod invitation;
pub mod labels;
pub mod looks;
pub mod measures;
pub mod my;
pub mod outcomes;
pub mod passkey;
pub mod people;
pub mod phase;
pub mod print;
pub mod process_notes;
pub mod progress;
pub mod provider;
pub mod record;
pub mod referral;
pub mod replay;
pub mod review;
pub mod rhythm;
pub mod risk;
pub mod role_conflict;
pub mod second_step;
pub mod self_check;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod suggestion;
pub mod suitability;
pub mod supervision;
pub mod technique;
pub mod timeline;
pub mod today;
pub mod transfer;
pub mod triad;
pub mod ward;

pub use frame::{CourseFrame, phase_name};

use axum::{body::Body, http::Response};
use clinic::{Access, Expect, TheCourse, Write};
use ipt::{Code, Command, Course, session::SessionNumber};

use crate::{
    answer::{Answer, Failure, redirect},
    ask::Ask,
    draft,
    field::Choosable,
    form::Trouble,
    plain,
    words::{Argument, words},
};

/// The people of the inventory who may be chosen in a field.
pub fn choosable(course: &Course) -> Vec<Choosable> {
    course
        .people_listed()
        .map(|person| Choosable {
            id: person.id.0.to_string(),
            name: plain::told_apart(person, course),
        })
        .collect()
}

/// Does an act; its form's drafts go when it was done.
///
/// # Errors
/// `Ok(Err(trouble))` is for the form; a failure is for a page of its own.
pub fn act(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    expect: Expect,
    command: Command,
) -> Result<Result<(), Trouble>, Failure> {
    match ask.clinic().perform(access, expect, ask.key(), command) {
        Ok(_) => {
            draft::sent(ask)?;
            Ok(Ok(()))
        }
        Err(problem) => Trouble::of(problem).map(Err),
    }
}

/// Does a small act that has no page of its own, and goes to a room; a refusal has its own page.
///
/// # Errors
/// As [`Failure`] says.
pub fn act_and_go(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    command: Command,
    room: &str,
) -> Answer {
    ask.clinic().perform(access, Expect::Anything, ask.key(), command)?;
    draft::sent(ask)?;
    Ok(saved(&ask.room(room)))
}

/// After a save: goes to an address, where the page says that it was saved.
pub fn saved(to: &str) -> Response<Body> {
    let joint = if to.contains('?') { '&' } else { '?' };
    redirect(&format!("{to}{joint}saved=yes"))
}

/// A date that was typed in a small form; today if nothing was typed.
///
/// # Errors
/// When it is not a date of the calendar.
pub fn typed_date(ask: &Ask, name: &str) -> Result<jiff::civil::Date, Trouble> {
    match ask.field(name) {
        "" => Ok(ask.clinic().today()),
        text => ipt::form::date(text).map_err(|problem| {
            Trouble::fields(vec![ipt::FieldProblem { field: name.to_owned(), problem }])
        }),
    }
}

/// The session in the address.
///
/// # Errors
/// There is none of this number.
pub fn session_in(ask: &Ask) -> Result<SessionNumber, Failure> {
    ask.part("session")
}

/// When a document was recorded, by whom, in which version; empty if it was not.
pub fn stamp(ask: &Ask, course: &Course, kind: ipt::DocumentKind) -> String {
    let Some((version, by, at)) = course.documents.stamp(kind) else { return String::new() };
    let who = ask.clinic().name_of(by);
    let when = plain::date(ask.clinic().day_of(at));
    let status = course.status(kind).map_or("", Code::code);
    let status = words().t(&format!("status-{status}")).into_owned();
    let said: [(_, &dyn Argument); 4] =
        [("version", &version), ("who", &who), ("when", &when), ("status", &status)];
    words().with("stamp", &said)
}

/// The name of the words for the state of a risk flag.
pub fn flag_state(state: &str) -> &'static str {
    match state {
        "cleared" => "flag-cleared",
        "assessed" => "flag-assessed",
        _ => "flag-raised",
    }
}

/// The name of the words for how well something is founded.
pub fn mark_words(mark: &ipt::content::Mark) -> &'static str {
    match mark {
        ipt::content::Mark::Sourced => "founded-sourced",
        ipt::content::Mark::General => "founded-general",
        ipt::content::Mark::Design => "founded-design",
        ipt::content::Mark::Unverified => "founded-unverified",
    }
}

//! Answers: a page, a redirect, or one of three kinds of error.
//!
//! A refusal is shown in its form (see [`crate::form`]); what comes here is a problem of the user
//! or the environment, or a fault. No answer holds a word of what anybody wrote.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use clinic::{Problem, Telling};

use crate::{
    ask::Ask,
    page::Page,
    plain,
    screens::second_step::fresh,
    typed::{Typed, typed},
    words::words,
};

/// What a handler gives.
pub type Answer = Result<Response<Body>, Failure>;

/// Why there is no page.
#[derive(Debug)]
pub enum Failure {
    /// Nothing there, or not for this person.
    NotThere,
    /// The person must sign in first; what they sent was saved if that was possible.
    SignInFirst {
        /// Where they were.
        back_to: String,
        /// Whether what they typed was saved.
        saved: bool,
    },
    /// A fresh code of the second step first; what is said of one that did not fit.
    CodeOwed(String),
    /// A form from another site, or without a sign of where it comes from.
    Foreign,
    /// The therapy refused an act that has no form of its own to show it in.
    Refused(Box<ipt::Refusal>),
    /// No further record is opened before this moment.
    NotBefore(jiff::Timestamp),
    /// A problem with words of its own.
    Told(StatusCode, &'static str),
    /// A fault, under a reference that stands in the log.
    Fault(String),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotYours => Self::NotThere,
            Problem::Refused(refusal) => Self::Refused(Box::new(refusal)),
            Problem::InvitationGone => Self::Told(StatusCode::GONE, "invitation-gone"),
            Problem::OnlySafety => Self::Told(StatusCode::FORBIDDEN, "only-safety"),
            Problem::OnlyLeader => Self::Told(StatusCode::FORBIDDEN, "only-leader"),
            Problem::GuardianRefused(_) => Self::Told(StatusCode::CONFLICT, "guardian-refused"),
            Problem::CoverRefused(_) => Self::Told(StatusCode::CONFLICT, "cover-refused"),
            Problem::CheckInGone => Self::Told(StatusCode::GONE, "check-in-gone"),
            Problem::NameTaken => Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "name-taken"),
            Problem::NameMissing => Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "name-missing"),
            Problem::Setting(_) => Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "setting-wrong"),
            Problem::CodeOwed => Self::CodeOwed(String::new()),
            Problem::ProviderWrong => Self::Told(StatusCode::FORBIDDEN, "provider-wrong"),
            Problem::PasskeyWrong => Self::Told(StatusCode::FORBIDDEN, "passkey-wrong"),
            Problem::SecondStepStands => Self::Told(StatusCode::CONFLICT, "second-step-stands"),
            Problem::Busy => Self::Told(StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Problem::Changed { .. } => Self::Told(StatusCode::CONFLICT, "changed"),
            Problem::LinkWaits => Self::Told(StatusCode::TOO_EARLY, "link-waits"),
            Problem::NotYet { .. } => Self::Told(StatusCode::TOO_EARLY, "not-yet"),
            Problem::NotErased(_) => Self::Told(StatusCode::CONFLICT, "not-erased"),
            Problem::NoSecond(_) => Self::Told(StatusCode::CONFLICT, "no-second"),
            Problem::TooManyRecords { until } => Self::NotBefore(until),
            Problem::ManyRecords => Self::Told(StatusCode::FORBIDDEN, "many-records"),
            Problem::RoleRefused(_) => Self::Told(StatusCode::CONFLICT, "role-refused"),
            Problem::WordsMissing => Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "words-missing"),
            Problem::TooLarge => Self::Told(StatusCode::PAYLOAD_TOO_LARGE, "too-long"),
            full if full.is_disk_full() => {
                Self::Told(StatusCode::INSUFFICIENT_STORAGE, "disk-full")
            }
            other => Self::fault(other.telling()),
        }
    }
}

impl Failure {
    /// A date that cannot be.
    pub fn date() -> Self {
        Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "date")
    }

    /// A time that is none of the day.
    pub fn time() -> Self {
        Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "time")
    }

    /// A time of day without its day.
    pub fn time_alone() -> Self {
        Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "time-alone")
    }

    /// A choice that was not made.
    pub fn choice() -> Self {
        Self::Told(StatusCode::UNPROCESSABLE_ENTITY, "choice")
    }

    /// A fault: the cause goes to the log under a reference, the reference to the page.
    pub fn fault(cause: Telling) -> Self {
        let reference = uuid::Uuid::new_v4();
        clinic::tell("fault", &[&reference, &cause]);
        Self::Fault(reference.to_string()[..8].to_owned())
    }

    /// The page that says it. A form that has no page of its own comes back on it with everything
    /// that was typed, to be changed and sent again.
    pub fn answer(self, page: Page, ask: &Ask) -> Response<Body> {
        let (status, key) = match &self {
            Self::NotThere => (StatusCode::NOT_FOUND, "not-there"),
            Self::SignInFirst { back_to, saved } => {
                let saved = if *saved { "&saved=yes" } else { "" };
                let back: String = form_urlencoded::byte_serialize(back_to.as_bytes()).collect();
                return redirect(&format!("/sign-in?back={back}{saved}"));
            }
            Self::CodeOwed(said) => return fresh::page(ask, page, said.clone()),
            Self::Foreign => (StatusCode::FORBIDDEN, "foreign"),
            Self::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
            Self::NotBefore(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many-records"),
            Self::Told(status, key) => (*status, *key),
            Self::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
        };
        let refusal = match &self {
            Self::Refused(refusal) => {
                Some(crate::form::RefusalView::of(refusal, &page.course_address))
            }
            _ => None,
        };
        let reference = match &self {
            Self::Fault(reference) => reference.clone(),
            _ => String::new(),
        };
        let title = words().t(&format!("problem-{key}")).into_owned();
        let next = format!("problem-{key}-next");
        let text = match &self {
            Self::NotBefore(from) => {
                let when = plain::clock(*from, &ask.clinic().zone());
                words().with(&next, &[("when", &when)])
            }
            _ => words().t(&next).into_owned(),
        };
        // Who may not be here gets nothing back; everybody else gets back all that they sent.
        let again = !matches!(self, Self::NotThere | Self::Foreign);
        let typed = if again && ask.actor.is_some() { typed(ask) } else { Vec::new() };
        let (page, action) = (page.titled(&title), ask.path.clone());
        let nothing_there = matches!(self, Self::NotThere);
        let template =
            ProblemPage { page, title, text, refusal, reference, nothing_there, typed, action };
        with_status(&template, status)
            .unwrap_or_else(|_| Response::new(Body::from("OpenIPT: a fault")))
    }
}

#[derive(Template)]
#[template(path = "base/problem.html")]
struct ProblemPage {
    page: Page,
    title: String,
    text: String,
    refusal: Option<crate::form::RefusalView>,
    reference: String,
    /// Whether there is nothing here, or nothing for this person.
    nothing_there: bool,
    typed: Vec<Typed>,
    action: String,
}

/// A page.
///
/// # Errors
/// A fault when the template fails.
pub fn show<T: Template>(template: &T) -> Answer {
    with_status(template, StatusCode::OK)
}

/// A page that shows what must be corrected.
///
/// # Errors
/// A fault when the template fails.
pub fn show_again<T: Template>(template: &T) -> Answer {
    with_status(template, StatusCode::UNPROCESSABLE_ENTITY)
}

/// A page with this status.
///
/// # Errors
/// A fault when the template fails.
pub fn with_status<T: Template>(template: &T, status: StatusCode) -> Answer {
    let html = template
        .render()
        .map_err(|_| Failure::fault(Telling::of("a template cannot be filled")))?;
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let html_type = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html_type);
    Ok(response)
}

/// Sends the browser on, by GET.
pub fn redirect(to: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let place = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, place);
    response
}

/// A file to keep.
pub fn file(bytes: Vec<u8>, content_type: &'static str, name: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition.unwrap_or(HeaderValue::from_static("attachment")),
    );
    response
}

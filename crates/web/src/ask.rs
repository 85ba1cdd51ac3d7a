//! A request as handlers see it: who asks, for what, with which fields.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use clinic::{Actor, Clinic, draft::Desk, invitation::Token, login::Newcomer};
use ipt::{CourseId, Form};
use uuid::Uuid;

use crate::{App, answer::Failure};

/// A request.
pub struct Ask {
    /// The application.
    pub app: Arc<App>,
    /// The name of the server as the browser has it; always one that is served here.
    pub host: String,
    /// The address without its query.
    pub path: String,
    /// The parts of the address that vary.
    pub parts: HashMap<String, String>,
    /// The query's fields.
    pub query: Form,
    /// The body's fields.
    pub form: Form,
    /// Who asks, if they are signed in.
    pub actor: Option<Actor>,
    /// Who asks, if they have to set up the second step first.
    pub newcomer: Option<Newcomer>,
    /// With which kind of browser, as far as it says.
    pub browser: String,
    /// The secret of their cookie.
    pub token: Option<Token>,
    /// What is kept in this browser of a sign-in at the provider; empty on every other page.
    pub flow: String,
    /// Whether the person has any draft, once asked for: mostly not, and then no form of a page
    /// needs to look for its own.
    pub has_drafts: OnceLock<bool>,
    /// The desk for the forms of the course in the address, once asked for: one proof, and one
    /// line in the access log, for all forms of a page.
    pub desk: OnceLock<Arc<Desk>>,
}

impl Ask {
    /// The practice.
    pub fn clinic(&self) -> &Clinic {
        &self.app.clinic
    }

    /// A varying part of the address, read as what it must be.
    ///
    /// # Errors
    /// Nothing is there under such an address.
    pub fn part<T: std::str::FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.parts.get(name).and_then(|text| text.parse().ok()).ok_or(Failure::NotThere)
    }

    /// A field of the body, trimmed; empty if it was not sent.
    pub fn field(&self, name: &str) -> &str {
        ipt::form::first(&self.form, name)
    }

    /// A field of the query.
    pub fn queried(&self, name: &str) -> &str {
        ipt::form::first(&self.query, name)
    }

    /// The key under which this form counts once; a new one when none was sent.
    pub fn key(&self) -> Uuid {
        self.field("form_key").parse().unwrap_or_else(|_| Uuid::new_v4())
    }

    /// The version that was seen when typing began; 0 when the form does not say.
    pub fn seen(&self) -> u32 {
        self.field("form_seen").parse().unwrap_or(0)
    }

    /// The course in the address.
    pub fn course(&self) -> Option<CourseId> {
        self.parts.get("course").and_then(|text| text.parse().ok())
    }

    /// An address of this server in full, to be sent to somebody.
    pub fn in_full(&self, path: &str) -> String {
        let scheme = if self.app.behind_tls { "https" } else { "http" };
        if self.host.is_empty() {
            path.to_owned()
        } else {
            format!("{scheme}://{}{path}", self.host)
        }
    }

    /// The address of a room of the course in the address.
    pub fn room(&self, room: &str) -> String {
        match self.course() {
            Some(course) if room.is_empty() || room.starts_with('?') => {
                format!("/courses/{course}{room}")
            }
            Some(course) => format!("/courses/{course}/{room}"),
            None => "/".to_owned(),
        }
    }
}

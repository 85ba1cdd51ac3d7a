//! Screens: a request is parsed, performed by the clinic, and rendered. No rule of therapy and no
//! SQL lives here.
//!
//! The whole route table is in [`routes`]; one folder under `screens` holds one screen's handlers
//! and templates; all visible words stand under `words`.

pub mod answer;
pub mod ask;
pub mod assets;
pub mod draft;
pub mod field;
pub mod form;
pub mod guard;
pub mod page;
pub mod parts;
pub mod plain;
pub mod proof;
pub mod provider;
pub mod routes;
pub mod screens;
pub mod server;
pub mod sheet;
pub mod slip;
pub mod typed;
pub mod words;

use std::sync::Arc;

use clinic::Clinic;

/// What every request needs.
pub struct App {
    /// The practice.
    pub clinic: Arc<Clinic>,
    /// Whether the server is reached through TLS; the cookie is then bound to it.
    pub behind_tls: bool,
    /// The names under which it is served.
    pub hosts: guard::Hosts,
    /// The OpenID provider by which staff come in, if the practice has one.
    pub provider: provider::OfThePractice,
}

//! The routes. Each stands in one table ([`ROUTES`]) and says by its type what its handler may do:
//! the proof is asked for before the handler runs, and a handler without a proof has no way to a
//! record.

mod address;
mod handler;
mod table;

pub use address::{is_form, is_page};
pub use handler::Handler;
pub use table::ROUTES;

use axum::http::Method;

use Handler::{Open, SettingUp};

/// One route.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The address, with its varying parts in braces.
    pub path: &'static str,
    /// What answers.
    pub handler: Handler,
}

const fn get(path: &'static str, handler: Handler) -> Route {
    Route { method: Method::GET, path, handler }
}

const fn post(path: &'static str, handler: Handler) -> Route {
    Route { method: Method::POST, path, handler }
}

impl Route {
    /// Whether anybody may ask, signed in or not.
    pub fn open(&self) -> bool {
        matches!(self.handler, Open(_))
    }

    /// Whether staff who have to set up the second step first may ask.
    pub fn of_newcomers(&self) -> bool {
        matches!(self.handler, SettingUp(_))
    }

    /// The room in the access log: the last fixed part of the address, never an id.
    pub fn room(&self) -> &'static str {
        let fixed = |part: &&str| !part.is_empty() && !part.starts_with('{');
        self.path.split('/').rfind(fixed).unwrap_or("home")
    }
}

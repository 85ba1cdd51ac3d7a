//! The OpenID provider of the practice, as the screens need it. What speaks to it stands in the program
//! alone: nothing here opens a connection.

use std::sync::Arc;

use clinic::provider::{Flow, Proved};

/// Why nobody was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProved {
    /// The provider did not answer, or not in its own words.
    #[error("the OpenID provider cannot be reached")]
    Unreachable,
    /// What it answered does not prove anything: another issuer or audience, another question, a
    /// signature that does not fit, a time that is over.
    #[error("the OpenID provider proves nobody")]
    Refused,
}

/// A sign-in that was begun, and the address at the provider to go to.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The address.
    pub address: String,
    /// What is kept of it.
    pub flow: Flow,
}

/// A provider. Its answers are proved before they are told.
pub trait Provider: Send + Sync {
    /// Its name on the screens: where it is.
    fn name(&self) -> &str;

    /// Begins a sign-in. `returns` is the address of ours to which it sends people back, `back` where
    /// they go on to then.
    ///
    /// # Errors
    /// [`NotProved::Unreachable`].
    fn begin(&self, returns: &str, back: &str) -> Result<Begun, NotProved>;

    /// Whom it vouches for by this code.
    ///
    /// # Errors
    /// See [`NotProved`].
    fn prove(&self, returns: &str, flow: &Flow, code: &str) -> Result<Proved, NotProved>;
}

/// The provider of a practice that has one.
pub type OfThePractice = Option<Arc<dyn Provider>>;

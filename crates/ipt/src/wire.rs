//! The stored form of a fact. Versions are frozen: a stored fact is never rewritten.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{AccountId, Event, Fact};

/// The version written today.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct WireRef<'a> {
    v: u32,
    at: Timestamp,
    on: Date,
    by: AccountId,
    event: &'a Event,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire1 {
    #[allow(dead_code)]
    v: u32,
    at: Timestamp,
    on: Date,
    by: AccountId,
    event: Event,
}

/// Why stored bytes are not a fact. The bytes themselves are never told.
#[derive(Debug, thiserror::Error)]
pub enum WireProblem {
    /// Written by a newer program.
    #[error("this fact was stored by a newer version ({0}); this program knows version {VERSION}")]
    Newer(u32),
    /// Not a fact.
    #[error("a stored fact cannot be read (at its byte {0})")]
    Unreadable(usize),
}

/// The stored form.
pub fn encode(fact: &Fact) -> Vec<u8> {
    let wire = WireRef { v: VERSION, at: fact.at, on: fact.on, by: fact.by, event: &fact.event };
    serde_json::to_vec(&wire).expect("BUG: a fact has only text keys")
}

/// The fact of a stored form.
///
/// # Errors
/// [`WireProblem`] for a newer version or for bytes that are no fact.
pub fn decode(bytes: &[u8]) -> Result<Fact, WireProblem> {
    let unreadable = |error: serde_json::Error| WireProblem::Unreadable(error.column());
    match serde_json::from_slice::<Version>(bytes).map_err(unreadable)?.v {
        VERSION => {
            let wire: Wire1 = serde_json::from_slice(bytes).map_err(unreadable)?;
            Ok(Fact { at: wire.at, on: wire.on, by: wire.by, event: wire.event })
        }
        other => Err(WireProblem::Newer(other)),
    }
}

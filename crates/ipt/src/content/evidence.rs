//! What studies found, condition by condition. A finding of a study is no promise to a client.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};

/// What was found for one condition or use. Source: domain page §9.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// For what or for whom.
    pub condition: String,
    /// What was found; figures as the source gives them.
    pub result: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// Every row of evidence.
pub fn evidence() -> &'static [Evidence] {
    &sound(&FILE).evidence
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    evidence: Vec<Evidence>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.evidence.iter().map(|row| row.condition.as_str()))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("evidence.toml", include_str!("../../content/evidence.toml")));

//! Techniques and their steps.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};
use crate::{Code, session::Technique};

/// A technique with the steps a screen can guide. Source: domain page §4.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TechniqueGuide {
    /// Which.
    pub code: Technique,
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Its steps, in order.
    pub steps: Vec<String>,
    /// Its steps as they may be seen by somebody who is brought along, where that differs.
    #[serde(default)]
    pub held: Vec<String>,
    /// What to mind; empty if nothing.
    pub caution: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

impl TechniqueGuide {
    /// The steps for a screen that lies open in the room.
    pub fn in_the_room(&self) -> &[String] {
        if self.held.is_empty() { &self.steps } else { &self.held }
    }
}

/// The guides of all techniques.
pub fn guides() -> &'static [TechniqueGuide] {
    &sound(&FILE).technique
}

/// The guide of a technique. Every technique has one; content that lacks one does not pass
/// [`super::check`].
pub fn guide(technique: Technique) -> Option<&'static TechniqueGuide> {
    guides().iter().find(|guide| guide.code == technique)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    technique: Vec<TechniqueGuide>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.technique.iter().map(|guide| guide.code.code()))?;
        let all = self.technique.len() == Technique::ALL.len();
        soundness::require(all, "a technique without a guide")?;
        let bare = self.technique.iter().find(|guide| guide.steps.is_empty());
        bare.map_or(Ok(()), |guide| Err(format!("`{}` without steps", guide.name)))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("techniques.toml", include_str!("../../content/techniques.toml")));

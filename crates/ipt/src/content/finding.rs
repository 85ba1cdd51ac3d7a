//! Findings at intake: where they lead, and what else there is.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};

/// Where a finding leads. It is an advice from clinical consensus; a clinician decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Urgent care instead.
    Stop,
    /// Not IPT alone.
    NotAlone,
    /// Only adapted.
    Adapt,
    /// Something else comes first.
    TreatFirst,
    /// Safety comes first.
    SafetyFirst,
    /// Something else is the better founded choice.
    SecondLine,
    /// To be thought over together.
    Consider,
    /// A wish to be respected.
    Respect,
}

/// A finding at intake, its route and its alternatives. Source: domain page §9.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Its code. Records keep it: a code is never given to another finding.
    pub code: String,
    /// What was found.
    pub label: String,
    /// Where it leads.
    pub route: Route,
    /// The same in words.
    pub route_text: String,
    /// What else can be offered; at least one.
    pub alternatives: Vec<String>,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// Every finding, the urgent ones first.
pub fn findings() -> &'static [Finding] {
    &sound(&FILE).finding
}

/// The finding of this code.
pub fn finding(code: &str) -> Option<&'static Finding> {
    findings().iter().find(|finding| finding.code == code)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    finding: Vec<Finding>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.finding.iter().map(|finding| finding.code.as_str()))?;
        let alone = self.finding.iter().find(|f| f.alternatives.is_empty());
        alone.map_or(Ok(()), |f| Err(format!("`{}` without an alternative", f.code)))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("findings.toml", include_str!("../../content/findings.toml")));

//! The four areas: when to choose them, how they look, strategies, questions, progress, pitfalls.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};
use crate::{
    Area, Code, Dialect,
    area::{Marker, Strategy},
    session::Technique,
};

/// What a problem area is, and how it is worked on. Source: domain page §2 and §3.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaGuide {
    /// Which.
    pub code: Area,
    /// Its name with Klerman and Weissman.
    pub name_klerman_weissman: String,
    /// Its name with Stuart and Robertson.
    pub name_stuart_robertson: String,
    /// When it is chosen.
    pub choose_when: String,
    /// Where the choice comes from.
    pub choose_source: String,
    /// How well the choice is founded.
    pub choose_mark: Mark,
    /// How it shows.
    pub diagnose: Vec<String>,
    /// What the work aims at.
    pub goals: Vec<String>,
    /// The strategies, in order.
    pub strategies: Vec<StrategyGuide>,
    /// The techniques that fit.
    pub techniques: Vec<Technique>,
    /// Questions for a session.
    pub prompts: Vec<String>,
    /// Markers of progress.
    pub progress: Vec<MarkerGuide>,
    /// What to mind.
    pub pitfalls: Vec<String>,
    /// Where all but the choice comes from.
    pub source: String,
    /// How well all but the choice is founded.
    pub mark: Mark,
}

/// One strategy.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrategyGuide {
    /// Which.
    pub code: Strategy,
    /// What is done.
    pub text: String,
    /// A question that leads there.
    pub ask: String,
}

/// One marker of progress.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerGuide {
    /// Which.
    pub code: Marker,
    /// What is seen.
    pub text: String,
}

impl AreaGuide {
    /// Its name in a dialect.
    pub fn name(&self, dialect: Dialect) -> &str {
        match dialect {
            Dialect::KlermanWeissman => &self.name_klerman_weissman,
            Dialect::StuartRobertson => &self.name_stuart_robertson,
        }
    }
}

/// The guides of all areas.
pub fn guides() -> &'static [AreaGuide] {
    &sound(&FILE).area
}

/// The guide of an area.
pub fn guide(area: Area) -> &'static AreaGuide {
    let found = guides().iter().find(|guide| guide.code == area);
    found.expect("BUG: an area without a guide")
}

/// The words of a marker.
pub fn marker(marker: Marker) -> &'static str {
    let found = guide(marker.area()).progress.iter().find(|guide| guide.code == marker);
    found.map_or("", |guide| guide.text.as_str())
}

/// Every strategy and every marker of the area stands there, once.
fn complete(guide: &AreaGuide) -> Result<(), String> {
    soundness::unique(guide.strategies.iter().map(|s| s.code.code()))?;
    soundness::unique(guide.progress.iter().map(|m| m.code.code()))?;
    let strategies = Strategy::ALL.iter().filter(|s| s.area() == guide.code).count();
    let markers = Marker::ALL.iter().filter(|m| m.area() == guide.code).count();
    let own = guide.strategies.iter().all(|s| s.code.area() == guide.code)
        && guide.progress.iter().all(|m| m.code.area() == guide.code);
    let all = own && guide.strategies.len() == strategies && guide.progress.len() == markers;
    soundness::require(all, "an area with strategies or markers that are not its own")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    area: Vec<AreaGuide>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.area.iter().map(|guide| guide.code.code()))?;
        let all = self.area.len() == Area::ALL.len();
        soundness::require(all, "an area without a guide")?;
        for guide in &self.area {
            complete(guide)?;
            soundness::unique(guide.techniques.iter().map(|t| t.code()))?;
        }
        Ok(())
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("areas.toml", include_str!("../../content/areas.toml")));

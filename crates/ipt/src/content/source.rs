//! The list of sources that content, policies and screens cite by number.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::Deserialize;

use super::{ContentProblem, Loaded, loaded, sound, soundness};

/// A source.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its number, for example `S10`.
    pub id: String,
    /// What it is.
    pub text: String,
    /// Whether it was read at a weak or secondary host.
    #[serde(default)]
    pub weak: bool,
}

/// Every source.
pub fn sources() -> &'static [Source] {
    &sound(&FILE).0.source
}

/// The source of this number.
pub fn source(id: &str) -> Option<&'static Source> {
    sources().iter().find(|source| source.id == id)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    source: Vec<Source>,
}

/// The file, and the numbers in it.
static FILE: Loaded<(File, BTreeSet<String>)> = LazyLock::new(|| {
    let problem = |reason| ContentProblem { file: "sources.toml", reason };
    let file: File = toml::from_str(include_str!("../../content/sources.toml"))
        .map_err(|error| problem(error.to_string()))?;
    let numbers = || file.source.iter().map(|source| source.id.as_str());
    soundness::unique(numbers()).map_err(problem)?;
    let ids = numbers().map(str::to_owned).collect();
    Ok((file, ids))
});

pub(super) fn ids() -> Result<&'static BTreeSet<String>, ContentProblem> {
    loaded(&FILE).map(|(_, ids)| ids)
}

pub(super) fn version() -> Result<u32, ContentProblem> {
    loaded(&FILE).map(|(file, _)| file.version)
}

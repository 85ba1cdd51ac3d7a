//! Clinical content: data with a version, a source and a mark for each item, part of the program.
//!
//! The files stand in `content/`. Each is read once. A file that does not fit its type, an unknown
//! source, a code given twice or a text too long for a screen is a [`ContentProblem`]: the program
//! calls [`check`] before it starts, so what is read later cannot fail any more.

use std::sync::LazyLock;

use serde::{Deserialize, de::DeserializeOwned};

pub mod evidence;
pub mod finding;
pub mod homework;
pub mod psychoeducation;
pub mod review_rule;
pub mod schedule;
mod soundness;
pub mod source;
pub mod strategy;
pub mod technique;
pub mod variant;

pub use soundness::LONGEST_TEXT;

/// How well a piece of content is founded. Screens show it beside the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// In a named source.
    Sourced,
    /// General knowledge of the literature.
    General,
    /// A proposal of this software.
    Design,
    /// A value that was not read at its source.
    Unverified,
}

impl Mark {
    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::General => "general",
            Self::Design => "design",
            Self::Unverified => "unverified",
        }
    }
}

/// Content that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct ContentProblem {
    /// The file.
    pub file: &'static str,
    /// Why.
    pub reason: String,
}

/// Content that was read once, or could not be.
type Loaded<T> = LazyLock<Result<T, ContentProblem>>;

/// A content file: typed, versioned, with rules that its type cannot state.
trait ContentFile: DeserializeOwned {
    /// The version of the file, counted from 1.
    fn version(&self) -> u32;
    /// What is wrong with it, if anything.
    fn sound(&self) -> Result<(), String>;
}

/// Reads a content file and holds it against the rules for all content.
fn read<T: ContentFile>(file: &'static str, text: &str) -> Result<T, ContentProblem> {
    let problem = |reason| ContentProblem { file, reason };
    let content: T = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
    let plain: toml::Table = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
    soundness::texts_and_sources(&plain, source::ids()?).map_err(problem)?;
    if content.version() == 0 {
        return Err(problem("the version is counted from 1".to_owned()));
    }
    content.sound().map_err(problem)?;
    Ok(content)
}

/// Content after [`check`] has passed.
fn sound<T>(content: &'static Loaded<T>) -> &'static T {
    match &**content {
        Ok(content) => content,
        Err(problem) => panic!("BUG: {problem}"),
    }
}

fn loaded<T>(content: &'static Loaded<T>) -> Result<&'static T, ContentProblem> {
    content.as_ref().map_err(ContentProblem::clone)
}

/// Reads all content, measures included.
///
/// # Errors
/// The first file that cannot be used.
pub fn check() -> Result<(), ContentProblem> {
    crate::measure::check()?;
    versions().map(drop)
}

/// Each content file with its version, so that a record or an about page can say which it was.
///
/// # Errors
/// The first file that cannot be used.
pub fn versions() -> Result<Vec<(&'static str, u32)>, ContentProblem> {
    let mut versions = vec![
        ("sources.toml", source::version()?),
        ("areas.toml", loaded(&strategy::FILE)?.version()),
        ("evidence.toml", loaded(&evidence::FILE)?.version()),
        ("findings.toml", loaded(&finding::FILE)?.version()),
        ("homework.toml", loaded(&homework::FILE)?.version()),
        ("psychoeducation.toml", loaded(&psychoeducation::FILE)?.version()),
        ("review_rules.toml", loaded(&review_rule::FILE)?.version()),
        ("schedule.toml", loaded(&schedule::FILE)?.version()),
        ("techniques.toml", loaded(&technique::FILE)?.version()),
    ];
    let variants = variant::files().iter().zip(loaded(&variant::VARIANTS)?);
    versions.extend(variants.map(|((file, _), variant)| (*file, variant.version)));
    Ok(versions)
}

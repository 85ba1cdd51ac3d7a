//! A library of between-session tasks: agreed experiments, not marked work.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de::Error};

use super::{ContentFile, Loaded, Mark, read, sound, soundness, variant::PlanPhase};
use crate::{Area, Code};

/// A between-session task to choose from, written to the client.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its code.
    pub code: String,
    /// The area it belongs to; none if it fits any.
    #[serde(deserialize_with = "area_or_any")]
    pub area: Option<Area>,
    /// The phase it belongs to.
    pub phase: PlanPhase,
    /// What to do.
    pub text: String,
    /// What makes it easier, or what to mind.
    pub hint: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

fn area_or_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Area>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "any" {
        return Ok(None);
    }
    let unknown = || D::Error::custom(format!("no area `{text}`"));
    Area::from_code(&text).map(Some).ok_or_else(unknown)
}

/// The whole library.
pub fn library() -> &'static [Task] {
    &sound(&FILE).task
}

/// A task by its code.
pub fn task(code: &str) -> Option<&'static Task> {
    library().iter().find(|task| task.code == code)
}

/// The tasks that fit any of these areas.
pub fn tasks(areas: &[Area]) -> Vec<&'static Task> {
    let fits = |task: &&Task| task.area.is_none_or(|area| areas.contains(&area));
    library().iter().filter(fits).collect()
}

/// The tasks that fit any of these areas and this phase.
pub fn tasks_in(areas: &[Area], phase: PlanPhase) -> Vec<&'static Task> {
    let mut tasks = tasks(areas);
    tasks.retain(|task| task.phase == phase);
    tasks
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    task: Vec<Task>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.task.iter().map(|task| task.code.as_str()))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("homework.toml", include_str!("../../content/homework.toml")));

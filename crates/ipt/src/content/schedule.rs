//! When a measure is due, counted in sessions.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};
use crate::{Course, session::SessionNumber};

/// When one measure is due. Source: domain page §7.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct When {
    /// In each n-th session, from the first on.
    every: Option<u32>,
    first: bool,
    /// In the session of the mid-course review.
    middle: bool,
    last: bool,
    /// So many sessions before the last.
    before_last: Option<u32>,
    /// In these sessions.
    sessions: Vec<u32>,
    /// In each session of maintenance.
    maintenance: bool,
}

/// An entry of the schedule.
#[derive(Debug, Deserialize)]
struct Entry {
    measure: String,
    #[serde(flatten)]
    when: When,
    #[allow(dead_code)] // held to be sound with the content, and read with it
    source: String,
    #[allow(dead_code)]
    mark: Mark,
}

impl When {
    fn fits(&self, n: u32, agreed: u32) -> bool {
        self.every.is_some_and(|every| (n - 1).is_multiple_of(every))
            || (self.first && n == 1)
            || (self.middle && n == agreed.div_ceil(2))
            || (self.last && n == agreed)
            || self.before_last.is_some_and(|before| n + before == agreed)
            || self.sessions.contains(&n)
    }
}

/// The measures that are due in a session, of those that the practice uses, in its order; those
/// filled for it already are not.
pub fn due(course: &Course, number: SessionNumber, used: &[String]) -> Vec<String> {
    let agreed = course.sessions_agreed();
    let own = When { first: true, last: true, ..When::default() };
    let fits = |id: &&String| {
        let entry = entries().iter().find(|entry| entry.measure == **id);
        let when = entry.map_or(&own, |entry| &entry.when);
        let time = match number {
            SessionNumber::Acute(n) => when.fits(n, agreed),
            SessionNumber::Maintenance(_) => when.maintenance,
        };
        time && course.score_at(id, number).is_none()
    };
    used.iter().filter(fits).cloned().collect()
}

fn entries() -> &'static [Entry] {
    &sound(&FILE).entry
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    entry: Vec<Entry>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.entry.iter().map(|entry| entry.measure.as_str()))?;
        let never = self.entry.iter().find(|entry| entry.when.every == Some(0));
        never.map_or(Ok(()), |entry| Err(format!("`{}` every 0 sessions", entry.measure)))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("schedule.toml", include_str!("../../content/schedule.toml")));

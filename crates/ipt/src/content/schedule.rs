//! When the practice has a measure filled, unless the contract says otherwise.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};
use crate::{Course, measure::Rhythm, session::SessionNumber};

/// An entry of the schedule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    measure: String,
    rhythm: Rhythm,
    #[allow(dead_code)] // held to be sound with the content, and read with it
    source: String,
    #[allow(dead_code)]
    mark: Mark,
}

/// How often the practice has a measure filled; its own are due at the start and at the end.
pub fn usual(measure: &str) -> Rhythm {
    let entry = entries().iter().find(|entry| entry.measure == measure);
    entry.map_or(Rhythm::StartEnd, |entry| entry.rhythm)
}

/// The measures that belong to a session, of those that the practice uses, in its order: as the
/// contract says, and without one that says anything as usual.
pub fn planned(course: &Course, number: SessionNumber, used: &[String]) -> Vec<String> {
    let agreed = course.sessions_agreed();
    let contract = course.documents.contract.as_ref().filter(|_| course.contract_stands());
    let agreed_measures = contract.map(|contract| &contract.value.measured);
    let rhythm = |id: &str| match agreed_measures.filter(|measured| !measured.is_empty()) {
        None => Some(usual(id)),
        Some(measured) => measured.iter().find(|of| of.measure == id).and_then(|of| of.rhythm),
    };
    let fits = |id: &&String| rhythm(id).is_some_and(|rhythm| rhythm.fits(number, agreed));
    // What the variant leaves out in this phase is not asked for.
    let left_out = |id: &&String| course.variant().leaves_out_measure(course.phase, id).is_some();
    used.iter().filter(fits).filter(|id| !left_out(id)).cloned().collect()
}

/// Those of them that are not filled yet.
pub fn due(course: &Course, number: SessionNumber, used: &[String]) -> Vec<String> {
    let mut due = planned(course, number, used);
    due.retain(|id| course.score_at(id, number).is_none());
    due
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
        soundness::unique(self.entry.iter().map(|entry| entry.measure.as_str()))
    }
}

pub(super) static FILE: Loaded<File> =
    LazyLock::new(|| read("schedule.toml", include_str!("../../content/schedule.toml")));

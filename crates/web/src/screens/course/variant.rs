//! What is particular to the variant: its stages, what it leaves out, and remarks.

use ipt::{Course, Phase, content::variant::Stage};

use crate::words::words;

/// A stage of the variant, and whether the course is in it.
pub struct StageView {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub asks: String,
    /// Where this comes from.
    pub source: String,
    /// `done`, `now` or `next`.
    pub state: &'static str,
    /// The same in words.
    pub where_it_is: String,
}

impl StageView {
    /// The stages of the course's variant; none if it counts none.
    pub fn all(course: &Course) -> Vec<Self> {
        course.variant().stages.iter().map(|stage| Self::of(stage, course)).collect()
    }

    fn of(stage: &Stage, course: &Course) -> Self {
        let been = course.phases.iter().any(|(phase, _)| *phase == stage.phase);
        let state = match stage.phase.cmp(&course.phase) {
            std::cmp::Ordering::Less if been => "done",
            std::cmp::Ordering::Less => "skipped",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater if course.phase == Phase::Closed => "skipped",
            std::cmp::Ordering::Greater => "next",
        };
        Self {
            name: stage.name.clone(),
            asks: stage.asks.clone(),
            source: stage.source.clone(),
            state,
            where_it_is: words().t(&format!("variant-stage-{state}")).into_owned(),
        }
    }
}

/// What the variant leaves out and why, each with its source.
pub fn left_out(course: &Course) -> Vec<(String, String)> {
    let variant = course.variant();
    let work = variant.leaves_out.iter().map(|left| (left.reason.clone(), left.source.clone()));
    let techniques = variant.forbids.iter().map(|left| (left.reason.clone(), left.source.clone()));
    work.chain(techniques).collect()
}

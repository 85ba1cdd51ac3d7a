//! What facts of labels change.

use super::super::Course;
use crate::{
    event::{Event, Fact},
    label::KeptLabel,
};

impl Course {
    /// Labels that were set and lifted.
    pub(super) fn labelled(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Labelled { part, content } => {
                let kept = KeptLabel { content: content.clone(), by: fact.by, on: fact.on };
                self.labels.insert(*part, kept);
            }
            Event::LabelLifted { part, .. } => {
                self.labels.remove(part);
            }
            _ => {}
        }
    }
}

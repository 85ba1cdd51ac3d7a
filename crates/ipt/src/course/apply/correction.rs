//! What facts of corrections change.

use super::super::Course;
use crate::{
    correction::KeptCorrection,
    event::{Event, Fact},
};

impl Course {
    /// Corrections that were asked and answered.
    pub(super) fn corrected(&mut self, fact: &Fact) {
        match &fact.event {
            Event::CorrectionAsked(request) => self.corrections.push(KeptCorrection {
                request: request.clone(),
                on: fact.on,
                answer: None,
            }),
            Event::CorrectionAnswered(answer) => {
                let id = answer.correction;
                let mut kept = self.corrections.iter_mut();
                if let Some(kept) = kept.find(|kept| kept.request.correction == id) {
                    kept.answer = Some((fact.by, fact.on, answer.clone()));
                }
            }
            _ => {}
        }
    }
}

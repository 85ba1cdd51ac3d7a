//! What facts of self-checks change.

use super::super::Course;
use crate::{
    event::{Event, Fact},
    self_check::KeptSelfCheck,
};

impl Course {
    /// Self-checks after the end.
    pub(super) fn checked(&mut self, fact: &Fact) {
        match &fact.event {
            Event::SelfChecked { at, check, score, flag } => {
                self.self_checks.retain(|kept| kept.at != *at);
                self.self_checks.push(KeptSelfCheck {
                    at: *at,
                    check: (**check).clone(),
                    score: *score,
                    flag: *flag,
                    on: fact.on,
                    heard: None,
                });
            }
            Event::SelfCheckHeard { at, what } => {
                if let Some(kept) = self.self_checks.iter_mut().find(|kept| kept.at == *at) {
                    kept.heard = Some((fact.by, fact.on, what.clone()));
                }
            }
            _ => {}
        }
    }
}

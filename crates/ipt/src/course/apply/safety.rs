//! What facts of scores and safety change.

use super::super::{Course, Hold};
use crate::{
    event::{Event, Fact},
    risk::{Clearance, Delivery, RiskFlag},
    score::KeptScore,
};

impl Course {
    /// Scores and safety.
    pub(super) fn watched(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Scored(score) => {
                self.scores.push(KeptScore { score: score.clone(), struck: None });
            }
            Event::ScoreStruck { score, reason } => {
                let index = usize::try_from(*score).unwrap_or(0).checked_sub(1);
                if let Some(kept) = index.and_then(|index| self.scores.get_mut(index)) {
                    kept.struck = Some(reason.clone());
                }
            }
            Event::RiskRaised { flag, source, session, note } => self.flags.push(RiskFlag {
                id: *flag,
                source: *source,
                session: *session,
                note: note.clone(),
                raised_at: fact.at,
                ledger: Vec::new(),
                assessed_at: None,
                cleared: None,
            }),
            Event::AlertMoved { flag, step, to } => {
                if let Some(known) = self.flags.iter_mut().find(|known| known.id == *flag) {
                    let line = Delivery { step: *step, at: fact.at, by: fact.by, to: *to };
                    known.ledger.push(line);
                }
            }
            Event::RiskCleared { flag, reason } => {
                if let Some(known) = self.flags.iter_mut().find(|known| known.id == *flag) {
                    known.cleared =
                        Some(Clearance { by: fact.by, at: fact.at, reason: reason.clone() });
                }
            }
            Event::HoldPlaced { reason } => {
                self.hold = Some(Hold { reason: reason.clone(), assessed: false });
            }
            Event::HoldLifted { .. } => self.hold = None,
            _ => {}
        }
    }
}

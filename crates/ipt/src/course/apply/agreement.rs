//! What facts of formulation, focus, goals and contract change.

use super::super::{AgreedTime, ContractSignature, Course, FormulationState};
use crate::{
    document::non_response::WayForward,
    event::{Event, Fact},
    focus::KeptRating,
    goal::KeptGoal,
};

impl Course {
    /// Formulation, focus, goals and contract.
    pub(super) fn agreed(&mut self, fact: &Fact) {
        match &fact.event {
            Event::FormulationShared => self.formulation = FormulationState::Shared,
            Event::FormulationAnswered { answer, words, on } => {
                self.formulation =
                    FormulationState::Answered { answer: *answer, words: words.clone(), on: *on };
            }
            Event::FocusRated(rating) => {
                self.ratings.push(KeptRating { on: fact.on, rating: rating.clone() });
            }
            Event::FocusAgreed(focus) => {
                self.focus.push(focus.clone());
                self.way_open = self.way_open.filter(|way| *way != WayForward::ChangeFocus);
            }
            Event::GoalSet { goal, content } => {
                match self.goals.iter_mut().find(|kept| kept.id == *goal) {
                    Some(kept) => {
                        kept.goal = content.clone();
                        kept.revision += 1;
                    }
                    None => self.goals.push(KeptGoal {
                        id: *goal,
                        goal: content.clone(),
                        progress: Vec::new(),
                        revision: 1,
                    }),
                }
            }
            Event::GoalRated { goal, progress } => {
                if let Some(kept) = self.goals.iter_mut().find(|kept| kept.id == *goal) {
                    kept.progress.push(progress.clone());
                }
            }
            Event::ContractSigned { signatory, name, on } => {
                self.signatures.retain(|signature| signature.signatory != *signatory);
                self.signatures.push(ContractSignature {
                    signatory: *signatory,
                    name: name.clone(),
                    on: *on,
                });
                if self.signatures.len() == 2 {
                    self.renegotiating = None;
                    let contract = self.documents.contract.as_ref().map(|kept| &kept.value);
                    let time = contract.and_then(|c| c.sessions.zip(c.planned_end));
                    self.agreed_time =
                        time.map(|(sessions, planned_end)| AgreedTime { sessions, planned_end });
                }
            }
            Event::ContractReopened { reason } => {
                self.renegotiating = Some(reason.clone());
                self.way_open = self.way_open.filter(|way| *way == WayForward::ChangeFocus);
                self.signatures.clear();
            }
            _ => {}
        }
    }
}

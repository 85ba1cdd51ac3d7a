//! What facts of formulation, focus, goals and contract change.

use super::super::{AgreedTime, ContractSignature, Course, FormulationState};
use crate::{
    document::non_response::WayForward,
    event::{Event, Fact},
    focus::KeptRating,
    goal::KeptGoal,
    letter::{KeptSentence, SentenceReview, ToldLetter},
};

impl Course {
    /// Formulation, focus, goals and contract.
    pub(super) fn agreed(&mut self, fact: &Fact) {
        match &fact.event {
            Event::SentenceReviewed { sentence, review } => self.looked_at(sentence, review),
            Event::FormulationShared { letter } => {
                self.formulation = FormulationState::Shared;
                let (on, version, lines) = (fact.on, self.version, letter.clone());
                // Told once more before it was answered: it is the same version.
                self.letters.pop_if(|last| last.answer.is_none());
                self.letters.push(ToldLetter { on, version, lines, answer: None });
            }
            Event::FormulationAnswered { answer, words, on } => {
                if let Some(letter) = self.letters.last_mut() {
                    letter.answer = Some((*answer, words.clone(), *on));
                }
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

    /// A sentence that says something else now makes a new letter: it must be told and answered
    /// anew.
    fn looked_at(&mut self, sentence: &str, review: &SentenceReview) {
        let before = self.sentences.get(sentence);
        let said = before
            .map_or(Some(review.composed.as_str()), |kept| kept.review.says(&review.composed));
        if said != review.says(&review.composed) {
            self.formulation = FormulationState::Draft;
        }
        let revision = before.map_or(0, |kept| kept.revision) + 1;
        let kept = KeptSentence { review: review.clone(), revision };
        self.sentences.insert(sentence.to_owned(), kept);
    }
}

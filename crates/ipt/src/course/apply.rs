//! What each fact changes. Total: any event applies to any course.

use super::{Beginning, ContractSignature, Course, FormulationState, Pause, Phase};
use crate::{
    Document, DocumentKind,
    content::variant,
    event::{Event, Fact},
    focus::KeptRating,
    goal::KeptGoal,
    homework::KeptHomework,
    inventory::Person,
    risk::{Clearance, RiskFlag},
    session::{Addendum, Session, Signature},
    timeline::KeptMoment,
};

impl Course {
    /// The course after a fact.
    #[must_use]
    pub fn apply(mut self, fact: &Fact) -> Self {
        self.version += 1;
        self.last_on = Some(fact.on);
        match &fact.event {
            Event::Referred { client, therapist, variant, dialect, episode, previous } => {
                self.begun = Some(Beginning {
                    client: *client,
                    therapist: *therapist,
                    variant: variant::variant(variant).unwrap_or_else(variant::standard),
                    dialect: *dialect,
                    episode: *episode,
                    previous: *previous,
                    on: fact.on,
                });
                self.phases.push((Phase::Referred, fact.on));
            }
            Event::Recorded(document) => self.recorded(document, fact),
            Event::PhaseEntered { phase } => {
                self.phase = *phase;
                self.phases.push((*phase, fact.on));
            }
            Event::Paused { reason, until } => {
                self.pause = Some(Pause { reason: reason.clone(), until: *until });
            }
            Event::Resumed => self.pause = None,
            Event::Transferred { to, .. } => {
                if let Some(begun) = &mut self.begun {
                    begun.therapist = *to;
                }
            }
            Event::FormulationShared
            | Event::FormulationAnswered { .. }
            | Event::FocusRated(_)
            | Event::FocusAgreed(_)
            | Event::GoalSet { .. }
            | Event::GoalRated { .. }
            | Event::ContractSigned { .. }
            | Event::ContractReopened { .. } => self.agreed(fact),
            Event::PersonAdded { .. }
            | Event::PersonRevised { .. }
            | Event::PersonRetired { .. }
            | Event::PeoplePlaced { .. }
            | Event::MomentNoted { .. }
            | Event::MomentStruck { .. } => self.told(fact),
            Event::Scored(_)
            | Event::RiskRaised { .. }
            | Event::RiskCleared { .. }
            | Event::HoldPlaced { .. }
            | Event::HoldLifted { .. } => self.watched(fact),
            Event::SessionOpened { .. }
            | Event::SessionMissed(_)
            | Event::NextSessionBooked { .. }
            | Event::HomeworkAgreed { .. }
            | Event::HomeworkReviewed { .. }
            | Event::EndingRaised { .. } => self.met(fact),
            Event::SessionNoted { number, .. }
            | Event::SessionSigned { number }
            | Event::AddendumAdded { number, .. } => {
                if let Some(session) = self.sessions.iter_mut().find(|s| s.number == *number) {
                    session.noted(fact);
                }
            }
        }
        self
    }

    fn recorded(&mut self, document: &Document, fact: &Fact) {
        self.documents.keep(document, fact.by, fact.at);
        match document.kind() {
            // A new wording must be told and answered anew.
            DocumentKind::Formulation => self.formulation = FormulationState::Draft,
            // A new text must be signed anew.
            DocumentKind::Contract => self.signatures.clear(),
            DocumentKind::RiskAssessment => {
                self.risk_reviewed_at = Some(fact.at);
                for flag in &mut self.flags {
                    flag.assessed_at.get_or_insert(fact.at);
                }
            }
            DocumentKind::NonResponse => self.non_response_decided_at = Some(self.sessions_held()),
            DocumentKind::Suitability => self.risk_reviewed_at = Some(fact.at),
            DocumentKind::Referral
            | DocumentKind::Assessment
            | DocumentKind::Diagnosis
            | DocumentKind::SickRole
            | DocumentKind::Triad
            | DocumentKind::SafetyPlan
            | DocumentKind::BalanceSheet
            | DocumentKind::MidReview
            | DocumentKind::Ending
            | DocumentKind::RelapsePlan
            | DocumentKind::Outcome
            | DocumentKind::Maintenance => {}
        }
    }

    /// Formulation, focus, goals and contract.
    fn agreed(&mut self, fact: &Fact) {
        match &fact.event {
            Event::FormulationShared => self.formulation = FormulationState::Shared,
            Event::FormulationAnswered { answer, words, on } => {
                self.formulation =
                    FormulationState::Answered { answer: *answer, words: words.clone(), on: *on };
            }
            Event::FocusRated(rating) => {
                self.ratings.push(KeptRating { on: fact.on, rating: rating.clone() });
            }
            Event::FocusAgreed(focus) => self.focus.push(focus.clone()),
            Event::GoalSet { goal, content } => {
                match self.goals.iter_mut().find(|kept| kept.id == *goal) {
                    Some(kept) => kept.goal = content.clone(),
                    None => self.goals.push(KeptGoal {
                        id: *goal,
                        goal: content.clone(),
                        progress: Vec::new(),
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
                }
            }
            Event::ContractReopened { reason } => {
                self.renegotiating = Some(reason.clone());
                self.signatures.clear();
            }
            _ => {}
        }
    }

    /// Inventory, circle and timeline.
    fn told(&mut self, fact: &Fact) {
        match &fact.event {
            Event::PersonAdded { person, entry } | Event::PersonRevised { person, entry } => {
                match self.people.iter_mut().find(|known| known.id == *person) {
                    Some(known) => {
                        known.entry = (**entry).clone();
                        known.revision += 1;
                    }
                    None => self.people.push(Person {
                        id: *person,
                        entry: (**entry).clone(),
                        retired: None,
                        revision: 1,
                    }),
                }
            }
            Event::PersonRetired { person, reason } => {
                if let Some(known) = self.people.iter_mut().find(|known| known.id == *person) {
                    known.retired = Some(reason.clone());
                }
            }
            Event::PeoplePlaced { layout, on, places } => {
                for place in places {
                    self.circle.place(*on, *layout, *place);
                }
            }
            Event::MomentNoted { moment, content } => {
                let before = self.timeline.iter().find(|kept| kept.id == *moment);
                let revision = before.map_or(1, |kept| kept.revision + 1);
                self.timeline.retain(|kept| kept.id != *moment);
                self.timeline.push(KeptMoment { id: *moment, moment: content.clone(), revision });
                self.timeline.sort_by_key(|kept| (kept.on(), kept.id));
            }
            Event::MomentStruck { moment } => self.timeline.retain(|kept| kept.id != *moment),
            _ => {}
        }
    }

    /// Scores and safety.
    fn watched(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Scored(score) => self.scores.push(score.clone()),
            Event::RiskRaised { flag, source, session, note } => self.flags.push(RiskFlag {
                id: *flag,
                source: *source,
                session: *session,
                note: note.clone(),
                raised_at: fact.at,
                assessed_at: None,
                cleared: None,
            }),
            Event::RiskCleared { flag, reason } => {
                if let Some(known) = self.flags.iter_mut().find(|known| known.id == *flag) {
                    known.cleared =
                        Some(Clearance { by: fact.by, at: fact.at, reason: reason.clone() });
                }
            }
            Event::HoldPlaced { reason } => self.hold = Some(reason.clone()),
            Event::HoldLifted { .. } => self.hold = None,
            _ => {}
        }
    }

    /// Sessions, tasks and the ending.
    fn met(&mut self, fact: &Fact) {
        match &fact.event {
            Event::SessionOpened { number, on } => {
                self.sessions.push(Session::opened(*number, *on));
                self.next_session = None;
            }
            Event::SessionMissed(missed) => {
                self.missed.push(missed.clone());
                self.next_session = None;
            }
            Event::NextSessionBooked { on } => self.next_session = *on,
            Event::HomeworkAgreed { homework, session, content } => {
                self.homework.push(KeptHomework {
                    id: *homework,
                    session: *session,
                    agreed_on: fact.on,
                    homework: content.clone(),
                    review: None,
                });
            }
            Event::HomeworkReviewed { homework, review } => {
                if let Some(kept) = self.homework.iter_mut().find(|kept| kept.id == *homework) {
                    kept.review = Some(review.clone());
                }
            }
            Event::EndingRaised { session, words } => {
                self.ending_raised = Some((*session, words.clone()));
            }
            _ => {}
        }
    }
}

impl Session {
    fn opened(number: crate::session::SessionNumber, on: jiff::civil::Date) -> Self {
        let note = Default::default();
        Self { number, on, note, revision: 0, signed: None, addenda: Vec::new() }
    }

    /// What a fact about its note changes.
    fn noted(&mut self, fact: &Fact) {
        match &fact.event {
            Event::SessionNoted { note, .. } => {
                self.note = (**note).clone();
                self.revision += 1;
            }
            Event::SessionSigned { .. } => {
                self.signed = Some(Signature { by: fact.by, at: fact.at });
            }
            Event::AddendumAdded { text, .. } => {
                self.addenda.push(Addendum { by: fact.by, at: fact.at, text: text.clone() });
            }
            _ => {}
        }
    }
}

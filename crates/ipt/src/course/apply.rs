//! What each fact changes. Total: any event applies to any course.

use super::{Beginning, Course, FormulationState, Pause, Phase, Transfer};
use crate::{
    Document, DocumentKind,
    content::variant,
    event::{Event, Fact},
};

mod agreement;
mod correction;
mod label;
mod life;
mod safety;
mod self_check;
mod sessions;
mod supervision;
mod work;

impl Course {
    /// The course after a fact.
    #[must_use]
    pub fn apply(mut self, fact: &Fact) -> Self {
        self.version += 1;
        self.last_on = Some(fact.on);
        match &fact.event {
            Event::Referred { .. } | Event::VariantChosen { .. } | Event::Transferred { .. } => {
                self.begun(fact);
            }
            Event::Recorded(document) => self.recorded(document, fact),
            Event::PhaseEntered { .. } | Event::Paused { .. } | Event::Resumed => self.passed(fact),
            Event::SentenceReviewed { .. }
            | Event::FormulationShared { .. }
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
            | Event::PlacingTakenBack { .. }
            | Event::PeopleLinked(_)
            | Event::PeopleUnlinked { .. }
            | Event::MomentNoted { .. }
            | Event::MomentStruck { .. } => self.told(fact),
            Event::Scored(_)
            | Event::ScoreStruck { .. }
            | Event::RiskRaised { .. }
            | Event::RiskAlertMoved { .. }
            | Event::RiskCleared { .. }
            | Event::HoldPlaced { .. }
            | Event::HoldLifted { .. } => self.watched(fact),
            Event::SessionOpened { .. }
            | Event::SessionWithdrawn { .. }
            | Event::SessionRedated { .. }
            | Event::SessionMissed(_)
            | Event::NextSessionBooked { .. }
            | Event::HomeworkAgreed { .. }
            | Event::HomeworkWithdrawn { .. }
            | Event::HomeworkReviewed { .. }
            | Event::EndingRaised { .. } => self.met(fact),
            Event::IncidentNoted { .. }
            | Event::IncidentStruck { .. }
            | Event::CommunicationAnalysed { .. }
            | Event::DecisionWeighed { .. }
            | Event::DecisionStruck { .. }
            | Event::RhythmWritten { .. }
            | Event::RhythmStruck { .. }
            | Event::TechniqueRecorded { .. }
            | Event::TechniqueRecordStruck { .. }
            | Event::AlertReviewed { .. }
            | Event::MarkerSeen { .. }
            | Event::MarkerUnmarked { .. } => self.worked(fact),
            Event::SelfChecked { .. } | Event::SelfCheckHeard { .. } => self.checked(fact),
            Event::Supervised(step) => self.supervised(step, fact),
            Event::CorrectionAsked(_) | Event::CorrectionAnswered(_) => self.corrected(fact),
            Event::Labelled { .. } | Event::LabelLifted { .. } => self.labelled(fact),
            Event::SessionNoted { number, .. }
            | Event::SessionSigned { number }
            | Event::AddendumAdded { number, .. } => self.written(*number, fact),
        }
        self
    }

    /// From phase to phase, into a pause and out of it.
    fn passed(&mut self, fact: &Fact) {
        match &fact.event {
            Event::PhaseEntered { phase } => {
                // More sessions were agreed: the ending will be raised anew.
                if (self.phase, *phase) == (Phase::Concluding, Phase::Middle) {
                    self.ending_raised = None;
                }
                if *phase == Phase::Closed {
                    self.next_session = None;
                }
                self.phase = *phase;
                self.phases.push((*phase, fact.on));
            }
            Event::Paused { reason, until } => {
                self.pause = Some(Pause { reason: reason.clone(), until: *until });
            }
            Event::Resumed => self.pause = None,
            _ => {}
        }
    }

    /// Who is in therapy, with whom, by which variant and manual.
    fn begun(&mut self, fact: &Fact) {
        match (&fact.event, &mut self.begun) {
            (Event::Referred { client, therapist, variant, dialect, episode, previous }, begun) => {
                *begun = Some(Beginning {
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
            (Event::VariantChosen { variant, dialect, .. }, Some(begun)) => {
                begun.variant = variant::variant(variant).unwrap_or_else(variant::standard);
                begun.dialect = *dialect;
            }
            (Event::Transferred { to, reason }, Some(begun)) => {
                let (from, on, reason) = (begun.therapist, fact.on, reason.clone());
                self.transfers.push(Transfer { from, to: *to, on, reason });
                begun.therapist = *to;
            }
            _ => {}
        }
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
                if let Some(hold) = &mut self.hold {
                    hold.assessed = true;
                }
            }
            DocumentKind::NonResponse => {
                self.non_response_decided_at = Some(self.sessions_held());
                let decided = self.documents.non_response.as_ref();
                self.way_open = decided.and_then(|kept| kept.value.way_forward);
            }
            DocumentKind::Assessment => self.risk_reviewed_at = Some(fact.at),
            DocumentKind::Referral
            | DocumentKind::Suitability
            | DocumentKind::Diagnosis
            | DocumentKind::SickRole
            | DocumentKind::Triad
            | DocumentKind::SafetyPlan
            | DocumentKind::GriefWork
            | DocumentKind::DisputeWork
            | DocumentKind::BalanceSheet
            | DocumentKind::DeficitsWork
            | DocumentKind::LostSelf
            | DocumentKind::Parents
            | DocumentKind::Perinatal
            | DocumentKind::LaterLife
            | DocumentKind::MidReview
            | DocumentKind::Ending
            | DocumentKind::RelapsePlan
            | DocumentKind::Outcome
            | DocumentKind::Maintenance => {}
        }
    }
}

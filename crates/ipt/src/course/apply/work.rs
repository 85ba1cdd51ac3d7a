//! What facts of incidents, decisions and reviews change.

use super::super::Course;
use crate::{
    alert::DEPRESSION,
    area::marker::{KeptMarker, Marker},
    decision::KeptDecision,
    event::{Event, Fact},
    incident::KeptIncident,
    review::KeptReview,
    session::SessionNumber,
};

impl Course {
    /// Incidents, decisions and reviews.
    pub(super) fn worked(&mut self, fact: &Fact) {
        match &fact.event {
            Event::IncidentNoted { incident, session, content } => {
                match self.incidents.iter_mut().find(|kept| kept.id == *incident) {
                    Some(kept) => {
                        kept.incident = content.clone();
                        kept.revision += 1;
                    }
                    None => self.incidents.push(KeptIncident {
                        id: *incident,
                        session: *session,
                        incident: content.clone(),
                        revision: 1,
                        communication: None,
                        analysed: 0,
                    }),
                }
            }
            Event::IncidentStruck { incident } => {
                self.incidents.retain(|kept| kept.id != *incident);
            }
            Event::CommunicationAnalysed { incident, content } => {
                if let Some(kept) = self.incidents.iter_mut().find(|kept| kept.id == *incident) {
                    kept.communication = Some((**content).clone());
                    kept.analysed += 1;
                }
            }
            Event::DecisionWeighed { decision, session, content } => {
                match self.decisions.iter_mut().find(|kept| kept.id == *decision) {
                    Some(kept) => {
                        kept.decision = content.clone();
                        kept.revision += 1;
                    }
                    None => self.decisions.push(KeptDecision {
                        id: *decision,
                        session: *session,
                        decision: content.clone(),
                        revision: 1,
                    }),
                }
            }
            Event::DecisionStruck { decision } => {
                self.decisions.retain(|kept| kept.id != *decision);
            }
            Event::AlertReviewed { alert, content, figures } => {
                let before = self.reviews.iter().find(|kept| kept.alert == *alert);
                let revision = before.map_or(1, |kept| kept.revision + 1);
                self.reviews.retain(|kept| kept.alert != *alert);
                self.reviews.push(KeptReview {
                    alert: *alert,
                    review: (**content).clone(),
                    figures: figures.clone(),
                    score: self.score_at(DEPRESSION, alert.session).map(|score| score.total),
                    by: fact.by,
                    on: fact.on,
                    revision,
                });
            }
            Event::MarkerSeen { marker, session, evidence } => {
                self.unmark(*marker, *session);
                self.markers.push(KeptMarker {
                    marker: *marker,
                    session: *session,
                    evidence: evidence.clone(),
                    on: fact.on,
                });
            }
            Event::MarkerUnmarked { marker, session } => self.unmark(*marker, *session),
            _ => {}
        }
    }

    fn unmark(&mut self, marker: Marker, session: SessionNumber) {
        self.markers.retain(|kept| (kept.marker, kept.session) != (marker, session));
    }
}

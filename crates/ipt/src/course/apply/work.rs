//! What facts of incidents, decisions, techniques and reviews change.

use jiff::civil::Date;

use super::super::Course;
use crate::{
    TechniqueRecordId,
    alert::DEPRESSION,
    area::marker::{KeptMarker, Marker},
    decision::KeptDecision,
    event::{Event, Fact},
    incident::KeptIncident,
    review::KeptReview,
    session::SessionNumber,
    social_rhythm::{KeptRhythm, RhythmWeek},
    technique::{KeptTechnique, TechniqueRecord},
};

impl Course {
    /// Incidents, decisions, techniques and reviews.
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
            Event::RhythmWritten { week, content } => self.rhythm_written(*week, content),
            Event::RhythmStruck { week } => self.rhythms.retain(|kept| kept.week != *week),
            Event::TechniqueRecorded { record, session, content } => {
                self.technique_recorded(*record, *session, content);
            }
            Event::TechniqueRecordStruck { record } => {
                self.technique_records.retain(|kept| kept.id != *record);
            }
            Event::AlertReviewed { .. } | Event::MarkerSeen { .. } => self.judged(fact),
            Event::MarkerUnmarked { marker, session } => self.unmark(*marker, *session),
            _ => {}
        }
    }

    /// Weeks stand in the order of the calendar, whenever they were written down.
    fn rhythm_written(&mut self, week: Date, content: &RhythmWeek) {
        let revision = self.rhythm(week).map_or(1, |kept| kept.revision + 1);
        self.rhythms.retain(|kept| kept.week != week);
        let place = self.rhythms.partition_point(|kept| kept.week < week);
        self.rhythms.insert(place, KeptRhythm { week, content: content.clone(), revision });
    }

    /// What was decided on an alert, and signs of progress.
    fn judged(&mut self, fact: &Fact) {
        match &fact.event {
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
            _ => {}
        }
    }

    fn unmark(&mut self, marker: Marker, session: SessionNumber) {
        self.markers.retain(|kept| (kept.marker, kept.session) != (marker, session));
    }

    fn technique_recorded(
        &mut self,
        id: TechniqueRecordId,
        session: SessionNumber,
        record: &TechniqueRecord,
    ) {
        let before = self.technique_records.iter_mut().find(|kept| kept.id == id);
        let (record, revision) = (record.clone(), before.as_ref().map_or(1, |k| k.revision + 1));
        let kept = KeptTechnique { id, session, record, revision };
        match before {
            Some(place) => *place = kept,
            None => self.technique_records.push(kept),
        }
        self.mark_techniques(session);
    }

    /// What was recorded of a technique stands in the note of its session, until that is signed.
    pub(super) fn mark_techniques(&mut self, number: SessionNumber) {
        let recorded = self.technique_records.iter().filter(|kept| kept.session == number);
        let recorded: Vec<_> = recorded.map(|kept| kept.record.technique()).collect();
        let open = self.sessions.iter_mut().find(|s| s.number == number && s.signed.is_none());
        let Some(session) = open else { return };
        for technique in recorded {
            if !session.note.techniques.contains(&technique) {
                session.note.techniques.push(technique);
            }
        }
    }
}

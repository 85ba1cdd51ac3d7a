//! What facts of supervision change.

use super::super::Course;
use crate::{
    event::Fact,
    session::{Returned, Signature},
    supervision::{KeptConsent, KeptTalk, SupervisionStep},
};

impl Course {
    /// Consents, talks, and the note that goes to a supervisor and comes back.
    pub(super) fn supervised(&mut self, step: &SupervisionStep, fact: &Fact) {
        let supervision = &mut self.supervision;
        match step {
            SupervisionStep::Consented { supervisor, content } => {
                let therapist = self.begun.as_ref().map(|begun| begun.therapist);
                let before = supervision.consents.iter().find(|k| k.supervisor == *supervisor);
                let goes_on =
                    before.filter(|kept| kept.therapist == therapist && kept.stands(fact.on));
                let since = goes_on.map_or(fact.on, |kept| kept.since);
                supervision.consents.retain(|kept| kept.supervisor != *supervisor);
                supervision.consents.push(KeptConsent {
                    supervisor: *supervisor,
                    content: content.clone(),
                    therapist,
                    since,
                    withdrawn: None,
                });
            }
            SupervisionStep::Withdrawn { supervisor, reason } => {
                let theirs = supervision.consents.iter_mut().find(|k| k.supervisor == *supervisor);
                if let Some(kept) = theirs {
                    kept.withdrawn = Some((fact.by, fact.on, reason.clone()));
                }
            }
            SupervisionStep::Talked { talk, content } => {
                let (id, by, content) = (*talk, fact.by, content.clone());
                supervision.talks.push(KeptTalk { id, by, content, came_of_it: None });
            }
            SupervisionStep::FollowedUp { talk, came_of_it } => {
                if let Some(kept) = supervision.talks.iter_mut().find(|kept| kept.id == *talk) {
                    kept.came_of_it = Some((fact.on, came_of_it.clone()));
                }
            }
            SupervisionStep::Submitted { number } => {
                let signature = Signature { by: fact.by, at: fact.at };
                if let Some(session) = self.sessions.iter_mut().find(|s| s.number == *number) {
                    session.submitted = Some(signature);
                    session.returned = None;
                }
            }
            SupervisionStep::Returned { number, words } => {
                let (by, at, words) = (fact.by, fact.at, words.clone());
                if let Some(session) = self.sessions.iter_mut().find(|s| s.number == *number) {
                    session.submitted = None;
                    session.returned = Some(Returned { by, at, words });
                }
            }
        }
    }
}

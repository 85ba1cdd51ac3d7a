//! What facts of sessions, tasks and the ending change.

use jiff::civil::{Date, Time};

use super::super::Course;
use crate::{
    Booking,
    event::{Event, Fact},
    homework::KeptHomework,
    session::{Addendum, Session, SessionNumber, Signature},
};

impl Course {
    /// The note of a session.
    pub(super) fn written(&mut self, number: SessionNumber, fact: &Fact) {
        if let Some(session) = self.sessions.iter_mut().find(|s| s.number == number) {
            session.noted(fact);
        }
        self.mark_techniques(number);
        // A note is signed only when it says what was thought of risk.
        if matches!(fact.event, Event::SessionSigned { .. }) {
            self.risk_reviewed_at = Some(fact.at);
        }
    }

    /// Sessions, tasks and the ending.
    pub(super) fn met(&mut self, fact: &Fact) {
        match &fact.event {
            Event::SessionOpened { number, on } => {
                let booked = self.next_session.filter(|booked| booked.on == *on);
                let at = booked.and_then(|booked| booked.at);
                self.sessions.push(Session::opened(*number, *on, at));
                // A session held before the day that was booked leaves the booking.
                self.next_session = self.next_session.filter(|booked| booked.on > *on);
            }
            Event::SessionWithdrawn { number, .. } => {
                self.sessions.retain(|session| session.number != *number);
            }
            Event::SessionRedated { number, on } => {
                if let Some(session) = self.sessions.iter_mut().find(|s| s.number == *number) {
                    session.at = session.at.filter(|_| session.on == *on);
                    session.on = *on;
                }
            }
            Event::SessionMissed(missed) => {
                self.missed.push(missed.clone());
                self.next_session = None;
            }
            Event::NextSessionBooked { on, at } => self.next_session = Booking::of(*on, *at),
            Event::HomeworkAgreed { homework, session, content } => {
                self.homework.push(KeptHomework {
                    id: *homework,
                    session: *session,
                    agreed_on: fact.on,
                    homework: content.clone(),
                    review: None,
                });
            }
            Event::HomeworkWithdrawn { homework, .. } => {
                self.homework.retain(|kept| kept.id != *homework);
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
    fn opened(number: SessionNumber, on: Date, at: Option<Time>) -> Self {
        let note = Default::default();
        Self {
            number,
            on,
            at,
            note,
            revision: 0,
            submitted: None,
            returned: None,
            signed: None,
            addenda: Vec::new(),
        }
    }

    /// What a fact about its note changes.
    pub(super) fn noted(&mut self, fact: &Fact) {
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

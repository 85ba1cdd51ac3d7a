//! What a guardian is shown: what was agreed, and nothing else of the record.

use std::sync::Arc;

use ipt::{AccountId, Booking, CourseId, DocumentKind, Event, document::contract::Frequency};
use jiff::civil::Date;

use super::ToldTo;
use crate::{
    Access, Actor, Clinic, Problem,
    course::CourseFile,
    permission::{TheWard, Verb},
};

/// How long it was agreed to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedTime {
    /// The number of sessions.
    pub sessions: u32,
    /// The minutes of one.
    pub minutes: Option<u32>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// Until when.
    pub planned_end: Date,
}

/// A young client, as a guardian of theirs is told.
#[derive(Clone, Debug)]
pub struct Ward {
    /// Their first name.
    pub first_name: String,
    /// Who leads the course.
    pub therapist: Option<AccountId>,
    /// What is told.
    pub told: Vec<ToldTo>,
    /// The next session, if it is told and one is booked.
    pub next_session: Option<Booking>,
    /// What was agreed, if it is told and was.
    pub agreement: Option<AgreedTime>,
    /// The safety plan alone, if it is told and there is one.
    pub safety_plan: Option<Arc<CourseFile>>,
}

impl Clinic {
    /// The latest course of which a guardian is told today; none where nothing stands.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn wards_course(&self, actor: &Actor) -> Result<Option<CourseId>, Problem> {
        let Some(client) = actor.client() else { return Ok(None) };
        match self.told_to_guardian(actor.id(), client)? {
            Some(_) => Ok(self.own_courses(actor)?.first().copied()),
            None => Ok(None),
        }
    }

    /// What a guardian is told of a course.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when nothing of it stands any more.
    pub fn ward<V: Verb>(&self, access: &Access<TheWard, V>) -> Result<Ward, Problem> {
        let client = access.client();
        let terms = self.told_to_guardian(access.actor().id(), client)?;
        let told = terms.ok_or(Problem::NotYours)?.told;
        let file = CourseFile::told(self.load(access.id(), client)?, access.relation());
        let course = &file.course;
        let is = |what| told.contains(&what);
        let today = self.today();
        let contract = course.documents.contract.as_ref().map(|contract| &contract.value);
        let agreement = course.agreed_time.map(|time| AgreedTime {
            sessions: time.sessions,
            minutes: contract.and_then(|contract| contract.minutes),
            frequency: contract.and_then(|contract| contract.frequency),
            planned_end: time.planned_end,
        });
        Ok(Ward {
            first_name: self.identity_of(client)?.first_name().to_owned(),
            therapist: course.begun.as_ref().map(|begun| begun.therapist),
            next_session: course
                .next_session
                .filter(|next| is(ToldTo::Appointments) && next.on >= today),
            agreement: agreement.filter(|_| is(ToldTo::Agreement)),
            safety_plan: is(ToldTo::SafetyPlan).then(|| file.only(is_of_the_safety_plan)),
            told,
        })
    }
}

fn is_of_the_safety_plan(event: &Event) -> bool {
    matches!(event, Event::Recorded(document) if document.kind() == DocumentKind::SafetyPlan)
}

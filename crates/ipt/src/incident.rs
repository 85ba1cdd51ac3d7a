//! The interpersonal incident: one concrete exchange with somebody who matters, dated. It is what
//! a communication analysis works on.

use jiff::civil::Date;

use crate::{
    IncidentId, PersonId, communication::CommunicationAnalysis, form::Kind, session::SessionNumber,
};

artefact! {
    /// An incident. Source: domain page §4.
    pub struct Incident: "incident" {
        "happened" {
            what: String = Kind::Line, needed;
            on: Option<Date> = Kind::Date, needed;
            people: Vec<PersonId> = Kind::People;
            setting: String = Kind::Line;
            trigger: String = Kind::Long;
        }
        "felt" {
            feelings: String = Kind::Line;
            before: Option<u32> = Kind::Number { min: 0, max: 10 };
            after: Option<u32> = Kind::Number { min: 0, max: 10 };
            wish: String = Kind::Long;
            result: String = Kind::Long;
            typical: Option<bool> = Kind::YesNo;
        }
    }
}

/// An incident of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptIncident {
    /// Which.
    pub id: IncidentId,
    /// The session in which it was told first; none before the first session.
    pub session: Option<SessionNumber>,
    /// As it stands.
    pub incident: Incident,
    /// How often it was written.
    pub revision: u32,
    /// What was found when the exchange was replayed, if it was.
    pub communication: Option<CommunicationAnalysis>,
    /// How often that was written.
    pub analysed: u32,
}

impl KeptIncident {
    /// Its date; incidents are not stored without one.
    pub fn on(&self) -> Date {
        self.incident.on.unwrap_or(Date::MIN)
    }
}

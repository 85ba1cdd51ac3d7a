//! The timeline: symptoms and life events on one axis.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{MomentId, PersonId, form::Kind};

/// How long before the onset an event counts as near it, in months. OpenIPT design (domain §2).
pub const NEAR_ONSET_MONTHS: i32 = 6;

codes! {
    /// What kind of thing happened.
    pub enum LifeEvent: "life_event" {
        /// Somebody died.
        Death = "death",
        /// A conflict.
        Dispute = "dispute",
        /// A change.
        Change = "change",
        /// A move.
        Move = "move",
        /// An illness.
        Illness = "illness",
        /// A birth.
        Birth = "birth",
        /// Work.
        Job = "job",
        /// Something else.
        Other = "other",
        /// No event: how strong the symptoms were then.
        Symptoms = "symptoms",
    }
}

codes! {
    /// How exactly a day is remembered: mostly it is not.
    pub enum Precision: "precision" {
        /// On that day.
        Day = "day",
        /// About that month.
        Month = "month",
        /// About that year.
        Year = "year",
    }
}

artefact! {
    /// A moment on the timeline: a life event, or the strength of symptoms at a date.
    pub struct Moment: "moment" {
        "moment" {
            on: Option<Date> = Kind::Date, needed;
            precision: Option<Precision> = Kind::Choice(<Precision as crate::Code>::CODES);
            kind: Option<LifeEvent> = Kind::Choice(<LifeEvent as crate::Code>::CODES), needed;
            what: String = Kind::Line, needed;
            people: Vec<PersonId> = Kind::People;
            impact: String = Kind::Long;
            intensity: Option<u32> = Kind::Number { min: 0, max: 10 };
        }
    }
}

/// A moment of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptMoment {
    /// Which.
    pub id: MomentId,
    /// What.
    pub moment: Moment,
    /// How often it was written.
    #[serde(default)]
    pub revision: u32,
}

impl KeptMoment {
    /// Its date; moments are not stored without one.
    pub fn on(&self) -> Date {
        self.moment.on.unwrap_or(Date::MIN)
    }
}

/// From which day on a moment counts as near the onset.
pub fn from_near_onset(onset: Date) -> Date {
    onset.checked_sub(NEAR_ONSET_MONTHS.months()).unwrap_or(Date::MIN)
}

/// The life events that came within [`NEAR_ONSET_MONTHS`] before the onset.
pub fn near_onset(moments: &[KeptMoment], onset: Date) -> Vec<&KeptMoment> {
    let from = from_near_onset(onset);
    moments
        .iter()
        .filter(|m| m.moment.kind != Some(LifeEvent::Symptoms))
        .filter(|m| (from..=onset).contains(&m.on()))
        .collect()
}

//! The contract: what was agreed on time, place, limits, and what happens if it does not help.

use jiff::civil::Date;

use crate::{
    form::{Kind, Rows},
    measure::Rhythm,
};

/// The most measures of one contract.
pub const MOST_MEASURES: usize = 12;

codes! {
    /// How often sessions are held.
    pub enum Frequency: "frequency" {
        /// Twice a week.
        TwiceWeekly = "twice_weekly",
        /// Once a week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Once a month.
        Monthly = "monthly",
    }
}

impl Frequency {
    /// The days from one session to the next, at the least.
    pub fn days(self) -> u32 {
        match self {
            Self::TwiceWeekly => 3,
            Self::Weekly => 7,
            Self::Fortnightly => 14,
            Self::Monthly => 28,
        }
    }
}

codes! {
    /// Where sessions are held.
    pub enum Format: "format" {
        /// In one room.
        InPerson = "in_person",
        /// By video.
        Video = "video",
        /// By telephone.
        Telephone = "telephone",
        /// Some of each.
        Mixed = "mixed",
    }
}

codes! {
    /// Consent to recording.
    pub enum Recording: "recording" {
        /// Given.
        Yes = "yes",
        /// Not given.
        No = "no",
        /// Given before, then withdrawn.
        Withdrawn = "withdrawn",
    }
}

artefact! {
    /// A measure of the contract's schedule. Source: domain page §2, §7.
    pub struct Measured: "measured" {
        "when" {
            measure: String = Kind::Measure, needed;
            rhythm: Option<Rhythm> = Kind::Choice(<Rhythm as crate::Code>::CODES), needed;
        }
    }
}

artefact! {
    /// The contract of acute treatment. Source: domain page §2.
    pub struct Contract: "contract" {
        "time" {
            sessions: Option<u32> = Kind::Number { min: 1, max: 40 }, needed;
            minutes: Option<u32> = Kind::Number { min: 15, max: 120 }, needed;
            frequency: Option<Frequency> = Kind::Choice(<Frequency as crate::Code>::CODES), needed;
            starts_on: Option<Date> = Kind::Date, needed;
            planned_end: Option<Date> = Kind::Date, needed;
            dose_reason: String = Kind::Line;
            taper: String = Kind::Line;
            review_points: String = Kind::Line;
        }
        "work" {
            focus_in_words: String = Kind::Long, needed;
            goals_in_words: Vec<String> = Kind::Lines;
            measures_schedule: String = Kind::Line;
            measured: Vec<Measured> = Kind::Rows(&Rows::of::<Measured>(MOST_MEASURES));
            if_no_better: String = Kind::Long, needed;
            maintenance_intent: String = Kind::Long;
        }
        "frame" {
            format: Option<Format> = Kind::Choice(<Format as crate::Code>::CODES);
            place: String = Kind::Line;
            fee: String = Kind::Line;
            attendance: String = Kind::Long;
            confidentiality_and_limits: String = Kind::Long, needed;
            contact_between_sessions: String = Kind::Long;
            third_parties: String = Kind::Long;
            recording: Option<Recording> = Kind::Choice(<Recording as crate::Code>::CODES);
            medication_and_prescriber: String = Kind::Long;
            risk_plan: String = Kind::Long, needed;
        }
    }
}

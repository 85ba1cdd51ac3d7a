//! The social rhythm of a week: at what time the fixed points of each day were. The points are the
//! domain page's (§1, S31), the words are ours; the published scale and its score are not used.

use jiff::{ToSpan, civil::Date, civil::Time};

use crate::{
    Code, Course,
    artefact::Artefact,
    form::{Kind, Rows},
};

codes! {
    /// A day of the week.
    pub enum Weekday: "weekday" {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

codes! {
    /// A fixed point of the day. Source: S31.
    pub enum Anchor: "rhythm_day" {
        /// Out of bed.
        OutOfBed = "out_of_bed",
        /// First contact with somebody.
        FirstContact = "first_contact",
        /// The day's work begins.
        Activity = "activity",
        /// Dinner.
        Dinner = "dinner",
        /// To bed.
        ToBed = "to_bed",
    }
}

codes! {
    /// How the times came about.
    pub enum RhythmKept: "rhythm_kept" {
        /// Written down by the client day by day.
        DayByDay = "day_by_day",
        /// Remembered together in the session.
        Remembered = "remembered",
    }
}

artefact! {
    /// One day of the rhythm.
    pub struct RhythmDay: "rhythm_day" {
        "day" {
            weekday: Option<Weekday> = Kind::Choice(<Weekday as crate::Code>::CODES), needed;
            out_of_bed: Option<Time> = Kind::Time;
            first_contact: Option<Time> = Kind::Time;
            activity: Option<Time> = Kind::Time;
            dinner: Option<Time> = Kind::Time;
            to_bed: Option<Time> = Kind::Time;
        }
    }
}

/// The days of a week: each stands there to be filled.
static DAYS: Rows = Rows { name: RhythmDay::NAME, fields: RhythmDay::FIELDS, most: 7, least: 7 };

artefact! {
    /// A week of the rhythm. Source: domain page §1, S31; how it is written: OpenIPT design.
    pub struct RhythmWeek: "rhythm_week" {
        "days" {
            days: Vec<RhythmDay> = Kind::Rows(&DAYS), needed;
        }
        "told" {
            kept: Option<RhythmKept> = Kind::Choice(<RhythmKept as crate::Code>::CODES);
            shaken: String = Kind::Long;
            to_try: String = Kind::Line;
        }
    }
}

/// A week of the rhythm as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRhythm {
    /// Its Monday.
    pub week: Date,
    /// As it stands.
    pub content: RhythmWeek,
    /// How often it was written.
    pub revision: u32,
}

/// How alike the times of one point are in a week. All times are minutes after midnight, past 1440
/// in the night after. Days without a time are left out of every figure and never count against
/// the week.
///
/// The usual time is the median of the week's times, the earlier of the middle two where their
/// number is even: one odd night does not move it. Near are the days within [`NEAR`] minutes of it,
/// both ends included; one or two days have no usual time. The points: S31. Forty-five minutes and
/// three days: as in the published scale, from general knowledge and not checked against it; that
/// scale finds the usual time otherwise and adds up to a score. The median, and that there is no
/// score over the points: OpenIPT design. So no figure here can be compared with a published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The earliest.
    pub from: u32,
    /// The latest.
    pub to: u32,
    /// On how many days there is a time: 1 to 7.
    pub days: u32,
    /// The usual time and the number of days near it, from [`FEWEST`] days on.
    pub usual: Option<(u32, u32)>,
}

/// So many minutes from the usual time are still near it.
pub const NEAR: u32 = 45;
/// Of fewer days no time is the usual one.
pub const FEWEST: u32 = 3;

impl Spread {
    /// Of these times, in any order; none of no times.
    fn of(mut minutes: Vec<u32>) -> Option<Self> {
        minutes.sort_unstable();
        let (from, to) = (*minutes.first()?, *minutes.last()?);
        let days = u32::try_from(minutes.len()).unwrap_or(u32::MAX);
        let median = minutes.get((minutes.len() - 1) / 2).filter(|_| days >= FEWEST);
        let near = |usual: u32| minutes.iter().filter(|at| at.abs_diff(usual) <= NEAR).count();
        let usual = median.map(|usual| (*usual, u32::try_from(near(*usual)).unwrap_or(days)));
        Some(Self { from, to, days, usual })
    }
}

impl Anchor {
    /// A time of this point in minutes after the midnight of its day. Before this hour dinner and
    /// bed belong to the day before: a night does not begin a new day. The hours are ours.
    pub fn minute(self, at: Time) -> u32 {
        let minute =
            u32::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or_default();
        let night_until = match self {
            Self::OutOfBed | Self::FirstContact | Self::Activity => 0,
            Self::Dinner => 5 * 60,
            Self::ToBed => 12 * 60,
        };
        if minute < night_until { minute + 24 * 60 } else { minute }
    }
}

impl Weekday {
    /// How many days after Monday: 0 to 6.
    pub fn after_monday(self) -> usize {
        Self::ALL.iter().position(|day| *day == self).unwrap_or_default()
    }
}

impl RhythmDay {
    /// Whether any time of it is known.
    pub fn is_told(&self) -> bool {
        Anchor::ALL.iter().any(|anchor| self.at(*anchor).is_some())
    }

    /// The time of a point.
    pub fn at(&self, anchor: Anchor) -> Option<Time> {
        match anchor {
            Anchor::OutOfBed => self.out_of_bed,
            Anchor::FirstContact => self.first_contact,
            Anchor::Activity => self.activity,
            Anchor::Dinner => self.dinner,
            Anchor::ToBed => self.to_bed,
        }
    }
}

impl RhythmWeek {
    /// How alike the times of a point are; none if there is no time.
    pub fn spread(&self, anchor: Anchor) -> Option<Spread> {
        let minutes = self.days.iter().filter_map(|day| day.at(anchor));
        Spread::of(minutes.map(|at| anchor.minute(at)).collect())
    }

    /// A day of the week.
    pub fn day(&self, weekday: Weekday) -> Option<&RhythmDay> {
        self.days.iter().find(|day| day.weekday == Some(weekday))
    }
}

/// The Monday of the week that a day is in.
pub fn monday_of(day: Date) -> Date {
    let after = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(after.days()).unwrap_or(day)
}

impl Course {
    /// A week of the rhythm, by its Monday.
    pub fn rhythm(&self, week: Date) -> Option<&KeptRhythm> {
        self.rhythms.iter().find(|kept| kept.week == week)
    }
}

//! A booked session: the day, and the time of day where one was said.

use jiff::civil::{Date, Time};

/// When the next session is to be, in the local time of the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The day.
    pub on: Date,
    /// The time of day, in whole minutes.
    pub at: Option<Time>,
}

impl Booking {
    /// A booking from what was recorded of it: a time without a day is none.
    pub(crate) fn of(on: Option<Date>, at: Option<Time>) -> Option<Self> {
        on.map(|on| Self { on, at: at.map(whole_minutes) })
    }
}

fn whole_minutes(at: Time) -> Time {
    Time::constant(at.hour(), at.minute(), 0, 0)
}

/// Reads a time of day, hours and minutes: `09:30`. None for anything else.
pub fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = matches!(hour.len(), 1..=2) && minute.len() == 2 && digits(hour) && digits(minute);
    let read = |text: &str| text.parse().ok();
    fits.then(|| Time::new(read(hour)?, read(minute)?, 0, 0).ok()).flatten()
}

/// How a time of day is stored: `HH:MM`.
pub(crate) mod minutes {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(at: &Option<Time>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => to.collect_str(&at.strftime("%H:%M")),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Time>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| super::time(&text).ok_or_else(|| D::Error::custom("no time of day")))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn a_time_of_day_is_hours_and_minutes() {
        let read = |text| time(text).map(|at| at.strftime("%H:%M").to_string());
        assert_eq!(read(" 9:05 ").as_deref(), Some("09:05"));
        assert_eq!(read("23:59").as_deref(), Some("23:59"));
        for wrong in ["", "9", "24:00", "10:60", "9:5", "10:00:00", "+9:30", "ten:00", "10:3o"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

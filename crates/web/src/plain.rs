//! Dates, times and numbers as people read them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// `24 Nov 2026`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `24 Nov`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// `24 Nov 2026, 10:42` in the zone of the practice.
pub fn moment(moment: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(moment).strftime("%-d %b %Y, %H:%M").to_string()
}

/// `10:42` in the zone of the practice.
pub fn clock(moment: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(moment).strftime("%H:%M").to_string()
}

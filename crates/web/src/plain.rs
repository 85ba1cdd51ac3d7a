//! Dates, times, numbers and names as people read them.

use ipt::inventory::Person;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::words::words;

/// `24 Nov 2026`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `24 Nov`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// `+3`, `−15`, `0`: with a minus sign that is as wide as the plus.
pub fn signed(change: f64) -> String {
    if change == 0.0 { "0".to_owned() } else { format!("{change:+}").replace('-', "−") }
}

/// `Today, Tuesday 24 November 2026`: a heading over what happened on a day.
pub fn day_heading(day: Date, today: Date) -> String {
    let long = day.strftime("%A %-d %B %Y").to_string();
    let named = match today.checked_sub(1.day()) {
        _ if day == today => "day-today",
        Ok(yesterday) if day == yesterday => "day-yesterday",
        _ => return long,
    };
    words().with(named, &[("day", &long)])
}

/// `24 Nov 2026, 10:42` in the zone of the practice.
pub fn moment(moment: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(moment).strftime("%-d %b %Y, %H:%M").to_string()
}

/// `10:42` in the zone of the practice.
pub fn clock(moment: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(moment).strftime("%H:%M").to_string()
}

/// A person's name; where somebody has died, it says so wherever they are listed.
pub fn named(person: &Person) -> String {
    of_name(&person.entry.name, person.deceased())
}

/// The same of a name alone.
pub fn of_name(name: &str, deceased: bool) -> String {
    if deceased { words().with("person-died", &[("name", &name)]) } else { name.to_owned() }
}

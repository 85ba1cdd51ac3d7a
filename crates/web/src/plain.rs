//! Dates, times, numbers and names as people read them.

use ipt::{Booking, Course, inventory::Person, timeline::Precision};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::words::words;

/// What was tried with a person between sessions, in words; empty if nothing was.
pub fn attempts(course: &Course, person: &Person) -> String {
    let attempts = course.attempts_with(person.id);
    if attempts.tried == 0 {
        return String::new();
    }
    let tried = words().with("attempts-tried", &[("tried", &attempts.tried)]);
    if attempts.well == 0 {
        return tried;
    }
    format!("{tried}; {}", words().with("attempts-well", &[("well", &attempts.well)]))
}

/// `24 Nov 2026`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `24 Nov 2026`, `about Nov 2026` or `about 2026`: as exactly as it is remembered.
pub fn remembered(date: Date, precision: Option<Precision>) -> String {
    let about = |text: String| words().with("about-day", &[("day", &text)]);
    match precision {
        Some(Precision::Month) => about(date.strftime("%b %Y").to_string()),
        Some(Precision::Year) => about(date.strftime("%Y").to_string()),
        Some(Precision::Day) | None => self::date(date),
    }
}

/// `24 Nov`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// `+3`, `−15`, `0`: with a minus sign that is as wide as the plus.
pub fn signed(change: f64) -> String {
    if change == 0.0 { "0".to_owned() } else { format!("{change:+}").replace('-', "−") }
}

/// `14:30`.
pub fn time(at: Time) -> String {
    at.strftime("%H:%M").to_string()
}

/// `24 Nov 2026, 14:30`.
pub fn booked(booking: Booking) -> String {
    timed(date(booking.on), booking.at)
}

/// `24 Nov, 14:30`.
pub fn booked_day(booking: Booking) -> String {
    timed(day(booking.on), booking.at)
}

/// A day in words with a time of day, if there is one.
pub fn timed(day: String, at: Option<Time>) -> String {
    at.map(|at| format!("{day}, {}", time(at))).unwrap_or(day)
}

/// `Tuesday 24 November 2026`.
pub fn long_day(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// `Tue 24 Nov`.
pub fn weekday(day: Date) -> String {
    day.strftime("%a %-d %b").to_string()
}

/// `Today, Tuesday 24 November 2026`: a heading over what happened on a day.
pub fn day_heading(day: Date, today: Date) -> String {
    let long = long_day(day);
    let named = match (today.checked_sub(1.day()), today.checked_add(1.day())) {
        _ if day == today => "day-today",
        (Ok(yesterday), _) if day == yesterday => "day-yesterday",
        (_, Ok(tomorrow)) if day == tomorrow => "day-tomorrow",
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

/// The same; where two people of a course have one name, who this one is.
pub fn told_apart(person: &Person, course: &Course) -> String {
    let name = |person: &Person| person.entry.name.trim().to_lowercase();
    let namesake = |other: &Person| other.id != person.id && name(other) == name(person);
    if course.people_listed().any(namesake) && !person.entry.relation.is_empty() {
        format!("{}, {}", named(person), person.entry.relation)
    } else {
        named(person)
    }
}

/// The same of a name alone.
pub fn of_name(name: &str, deceased: bool) -> String {
    if deceased { words().with("person-died", &[("name", &name)]) } else { name.to_owned() }
}

/// A measure for short, where only its id is at hand.
pub fn measure(id: &str) -> String {
    ipt::measure::measure(id).map_or_else(|| id.to_uppercase(), |measure| measure.short.clone())
}

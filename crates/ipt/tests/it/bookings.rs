//! The next session is booked for a day, and for a time of day where one is said.

use ipt::{Booking, Command, Event, booking, session::SessionNumber, summary::Summary};
use jiff::civil::Time;

use crate::story::*;

fn at(text: &str) -> Option<Time> {
    let read = booking::time(text);
    assert!(read.is_some(), "{text}");
    read
}

fn book(on: i64, time: Option<Time>) -> Command {
    Command::BookNext { on: Some(day(on)), at: time }
}

#[test]
fn a_booking_has_a_day_and_may_have_a_time() {
    let mut story = in_middle(5);
    let next = story.today + 7;
    story.act(book(next, at("09:30")));
    assert_eq!(story.course.next_session, Some(Booking { on: day(next), at: at("9:30") }));
    let summary = Summary::of(&story.course, &story.rules);
    assert_eq!((summary.next_session, summary.next_at), (Some(day(next)), at("09:30")));
    assert_eq!(summary.next_number(), SessionNumber::Acute(6));
    story.act(book(next, None));
    assert_eq!(Summary::of(&story.course, &story.rules).next_at, None);
}

#[test]
fn a_time_without_a_day_is_no_booking_and_seconds_are_not_kept() {
    let mut story = in_middle(5);
    story.act(Command::BookNext { on: None, at: at("09:30") });
    assert_eq!(story.course.next_session, None);
    let recorded = &story.facts.last().expect("a fact").event;
    assert_eq!(recorded, &Event::NextSessionBooked { on: None, at: None });
    let next = story.today + 7;
    story.act(book(next, Some(Time::constant(9, 30, 12, 5))));
    assert_eq!(story.course.next_session.and_then(|booked| booked.at), at("09:30"));
}

#[test]
fn a_session_keeps_the_time_of_its_booking_and_loses_it_on_another_day() {
    let mut story = in_middle(5);
    let today = story.today + 7;
    story.act(book(today, at("16:15")));
    story.later(7);
    story.act(Command::OpenSession { on: day(today) });
    let summary = Summary::of(&story.course, &story.rules);
    assert_eq!((summary.latest(), summary.last_at), (Some(SessionNumber::Acute(6)), at("16:15")));
    assert_eq!((summary.booking(), summary.next_at), (None, None));
    let number = SessionNumber::Acute(6);
    story.act(Command::RedateSession { number, on: day(today) });
    assert_eq!(Summary::of(&story.course, &story.rules).last_at, at("16:15"), "the same day");
    story.act(Command::RedateSession { number, on: day(today - 1) });
    assert_eq!(Summary::of(&story.course, &story.rules).last_at, None);
}

#[test]
fn a_summary_from_before_there_were_times_opens() {
    let mut story = in_middle(5);
    let next = story.today + 7;
    story.act(book(next, None));
    let summary = Summary::of(&story.course, &story.rules);
    let mut stored = serde_json::to_value(&summary).expect("stored");
    let fields = stored.as_object_mut().expect("fields");
    assert!(fields.remove("next_at").is_some() && fields.remove("last_at").is_some());
    assert_eq!(serde_json::from_value::<Summary>(stored).expect("opens"), summary);
}

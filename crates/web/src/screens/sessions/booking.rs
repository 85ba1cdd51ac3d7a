//! The next session is booked: a day, and a time of day if one is said.

use clinic::{Access, TheCourse, Write};
use ipt::{Command, Course, session::SessionNumber};

use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    plain,
    screens::act_and_go,
};

/// The booking as its form shows it; empty where nothing is booked.
pub struct Next {
    /// The day.
    pub on: String,
    /// The time of day.
    pub at: String,
}

impl Next {
    /// Of a course as it stands.
    pub fn of(course: &Course) -> Self {
        let next = course.next_session;
        Self {
            on: next.map_or(String::new(), |next| next.on.to_string()),
            at: next.and_then(|next| next.at).map_or(String::new(), plain::time),
        }
    }
}

/// Books the next session.
///
/// # Errors
/// See [`Failure`].
pub fn book(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let on = match ask.field("on") {
        "" => None,
        text => Some(ipt::form::date(text).map_err(|_| Failure::date())?),
    };
    let at = match ask.field("at") {
        "" => None,
        text => Some(ipt::booking::time(text).ok_or_else(Failure::time)?),
    };
    if at.is_some() && on.is_none() {
        return Err(Failure::time_alone());
    }
    let back = match ask.field("session").parse::<SessionNumber>() {
        Ok(number) => format!("sessions/{number}"),
        Err(_) => "sessions".to_owned(),
    };
    act_and_go(ask, access, Command::BookNext { on, at }, &back)
}

//! Who looked at the record, and when.

use askama::Template;
use clinic::{Access, Read, TheCourse, audit::OPERATOR};

use super::CourseFrame;
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

pub mod own;
pub mod part;

/// So many looks are shown.
const SHOWN: u32 = 200;

#[derive(Template)]
#[template(path = "screens/looks/page.html")]
struct LooksPage {
    page: Page,
    frame: CourseFrame,
    days: Vec<(String, Vec<Visit>)>,
}

/// What one person looked at and worked on in one go.
struct Visit {
    from: String,
    to: String,
    who: String,
    /// What was done, and in which rooms.
    done: Vec<(String, Vec<String>)>,
}

impl Visit {
    /// Adds an earlier look.
    fn add(&mut self, when: String, verb: String, room: String) {
        self.from = when;
        match self.done.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, rooms)) if rooms.contains(&room) => {}
            Some((_, rooms)) => rooms.insert(0, room),
            None => self.done.push((verb, vec![room])),
        }
    }
}

/// The looks.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "looks");
    let zone = ask.clinic().zone();
    let today = ask.clinic().today();
    let mut days: Vec<(String, Vec<Visit>)> = Vec::new();
    for look in ask.clinic().looks(access, SHOWN)? {
        let day = plain::day_heading(ask.clinic().day_of(look.at), today);
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, Vec::new()));
        }
        let Some((_, visits)) = days.last_mut() else { continue };
        let when = plain::clock(look.at, &zone);
        let who =
            if look.who == OPERATOR { words().t("look-operator").into_owned() } else { look.who };
        if visits.last().is_none_or(|visit| visit.who != who) {
            let (from, to) = (when.clone(), when.clone());
            visits.push(Visit { from, to, who, done: Vec::new() });
        }
        let verb = words().t(&format!("look-{}", look.verb)).into_owned();
        let key = format!("room-{}", look.room.replace('.', "-"));
        let room = if words().has(&key) { words().t(&key).into_owned() } else { look.room };
        if let Some(visit) = visits.last_mut() {
            visit.add(when, verb, room);
        }
    }
    answer::show(&LooksPage { page, frame, days })
}

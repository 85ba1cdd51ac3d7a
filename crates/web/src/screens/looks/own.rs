//! Who looked at the record, for the client whose record it is: each day in a few lines, and every
//! line for who wants to see them.

use askama::Template;
use clinic::{
    Access, Read,
    audit::{Capacity, Looked},
    permission::TheOwnCourse,
};
use jiff::tz::TimeZone;

use super::part;
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

/// So many lines are shown.
const SHOWN: u32 = 1_000;

#[derive(Template)]
#[template(path = "screens/looks/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    days: Vec<Day>,
    /// Whether there may be older lines.
    older: String,
}

struct Day {
    heading: String,
    visits: Vec<Visit>,
    all: String,
    lines: Vec<Line>,
}

/// What one person did on one day.
struct Visit {
    who: String,
    from: String,
    to: String,
    read: Vec<String>,
    written: Vec<String>,
}

struct Line {
    when: String,
    who: String,
    what: String,
}

/// Who it was, with what they are to the client.
fn who(look: &Looked) -> String {
    words().with(&format!("own-looks-{}", look.capacity.code()), &[("name", &look.who)])
}

impl Day {
    /// Adds an earlier look.
    fn add(&mut self, look: &Looked, zone: &TimeZone) {
        let (when, who) = (plain::clock(look.at, zone), who(look));
        let room = match (look.capacity, look.room.as_str()) {
            // A client's own page is named by its last part only; its home is their pages.
            (Capacity::Themselves, "looks") => "looks",
            (Capacity::Themselves, _) => "my",
            (_, room) => room,
        };
        let part = words().t(&format!("own-looks-part-{}", part::of(room))).into_owned();
        let did = words().with(&format!("own-looks-{}", look.verb), &[("part", &part)]);
        self.lines.push(Line { when: when.clone(), who: who.clone(), what: did });
        let visit = match self.visits.iter_mut().position(|visit| visit.who == who) {
            Some(place) => &mut self.visits[place],
            None => {
                let (to, read, written) = (when.clone(), Vec::new(), Vec::new());
                self.visits.push(Visit { who, from: when.clone(), to, read, written });
                let last = self.visits.len() - 1;
                &mut self.visits[last]
            }
        };
        visit.from = when;
        let parts = if look.verb == "write" { &mut visit.written } else { &mut visit.read };
        if !parts.contains(&part) {
            parts.insert(0, part);
        }
    }
}

/// The looks.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let clinic = ask.clinic();
    let identity = clinic.own_identity(access)?;
    let zone = clinic.zone();
    let today = clinic.today();
    let looks = clinic.own_looks(access, SHOWN)?;
    let mut days: Vec<Day> = Vec::new();
    for look in &looks {
        let heading = plain::day_heading(clinic.day_of(look.at), today);
        if days.last().is_none_or(|day| day.heading != heading) {
            let (visits, lines, all) = (Vec::new(), Vec::new(), String::new());
            days.push(Day { heading, visits, all, lines });
        }
        if let Some(day) = days.last_mut() {
            day.add(look, &zone);
        }
    }
    for day in &mut days {
        let lines = u32::try_from(day.lines.len()).unwrap_or(u32::MAX);
        day.all = words().with("own-looks-all", &[("n", &lines)]);
    }
    let more = u32::try_from(looks.len()).is_ok_and(|found| found >= SHOWN);
    answer::show(&OwnPage {
        page: Page::of(ask, &words().t("own-looks-title")).for_client(ask, &identity),
        back: format!("/my/{}", access.id()),
        days,
        older: if more { words().with("own-looks-older", &[("n", &SHOWN)]) } else { String::new() },
    })
}

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

/// So many looks are shown.
const SHOWN: u32 = 200;

#[derive(Template)]
#[template(path = "screens/looks/page.html")]
struct LooksPage {
    page: Page,
    frame: CourseFrame,
    looks: Vec<(String, String, String)>,
}

/// The looks.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "looks");
    let zone =
        jiff::tz::TimeZone::get(&ask.clinic().settings().zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let looks = ask.clinic().looks(access, SHOWN)?.into_iter().map(|look| {
        let verb = words().t(&format!("look-{}", look.verb));
        let key = format!("room-{}", look.room);
        let room = if words().has(&key) { words().t(&key).into_owned() } else { look.room };
        let who =
            if look.who == OPERATOR { words().t("look-operator").into_owned() } else { look.who };
        (plain::moment(look.at, &zone), who, format!("{verb}: {room}"))
    });
    answer::show(&LooksPage { page, frame, looks: looks.collect() })
}

//! History: who recorded what when, and the course as it stood at any earlier moment.

use askama::Template;
use clinic::{Access, Read, TheCourse, history::Told};
use ipt::{Code, Course, Event, agenda};

use super::{CourseFrame, document::told, review};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/history/page.html")]
struct HistoryPage {
    page: Page,
    frame: CourseFrame,
    days: Vec<(String, Vec<Line>)>,
}

struct Line {
    address: String,
    number: u64,
    when: String,
    who: String,
    what: String,
}

#[derive(Template)]
#[template(path = "screens/history/then.html")]
struct ThenPage {
    page: Page,
    frame: CourseFrame,
    number: u64,
    where_then: Vec<String>,
    next: String,
    documents: Vec<(String, Vec<(String, String)>)>,
    people: Vec<String>,
    sessions: Vec<String>,
}

/// The history.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "history");
    let zone = ask.clinic().zone();
    let line = |told: &Told| Line {
        address: ask.room(&format!("history/{}", told.number)),
        number: told.number,
        when: plain::clock(told.at, &zone),
        who: told.who.clone(),
        what: what(&told.event),
    };
    let today = ask.clinic().today();
    let mut days: Vec<(String, Vec<Line>)> = Vec::new();
    for told in &ask.clinic().history(access)? {
        let day = plain::day_heading(ask.clinic().day_of(told.at), today);
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line(told)),
            _ => days.push((day, vec![line(told)])),
        }
    }
    answer::show(&HistoryPage { page, frame, days })
}

/// An event in words: what was done, not what was written.
pub fn what(event: &Event) -> String {
    let stored = serde_json::to_value(event).unwrap_or_default();
    let text =
        |name: &str| stored.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let detail = match event {
        Event::Recorded(document) => {
            words().t(&format!("room-{}", document.kind().name())).into_owned()
        }
        Event::PhaseEntered { phase } => words().t(&format!("phase-{}", phase.code())).into_owned(),
        Event::Scored(score) => {
            let value = score.outcome.clone().unwrap_or_else(|| score.shown());
            format!("{}: {value}", score.measure.to_uppercase())
        }
        Event::SessionOpened { number, .. }
        | Event::SessionNoted { number, .. }
        | Event::SessionSigned { number }
        | Event::AddendumAdded { number, .. } => {
            words().with("event-of-session", &[("number", &number.to_string())])
        }
        Event::RhythmWritten { week, .. } | Event::RhythmStruck { week } => plain::date(*week),
        Event::NextSessionBooked { on: Some(on), at } => plain::timed(plain::date(*on), *at),
        Event::ContractSigned { name, .. } => name.clone(),
        Event::TechniqueRecorded { content, .. } => {
            words().t(&format!("technique-{}", content.technique().code())).into_owned()
        }
        Event::AlertReviewed { alert, .. } => review::named(*alert),
        Event::MarkerSeen { marker, .. } | Event::MarkerUnmarked { marker, .. } => {
            ipt::content::strategy::marker(*marker).to_owned()
        }
        Event::PersonAdded { entry, .. } | Event::PersonRevised { entry, .. } => entry.name.clone(),
        _ => String::new(),
    };
    let kind = match event {
        Event::NextSessionBooked { on: None, .. } => "booking_taken_back".to_owned(),
        Event::Supervised(_) => format!("{}-{}", text("kind"), text("step")),
        _ => text("kind"),
    };
    let sentence = words().t(&format!("event-{kind}")).into_owned();
    match event {
        _ if detail.is_empty() => sentence,
        Event::Scored(_) => format!("{sentence}, {detail}"),
        _ => format!("{sentence}: {detail}"),
    }
}

/// The course as it stood.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn as_it_stood(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let number = ask.part("number")?;
    let then = ask.clinic().as_it_stood(access, number)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &then, &identity, "history");
    answer::show(&ThenPage {
        page,
        number,
        where_then: frame.whereabouts.clone(),
        next: agenda::next(&then, &ask.clinic().settings().review_rules)
            .map_or(String::new(), |step| words().t(&format!("step-{}", step.key)).into_owned()),
        documents: documents(&then),
        people: then.people_listed().map(plain::named).collect(),
        sessions: then
            .sessions
            .iter()
            .map(|session| format!("{} · {}", session.number, plain::date(session.on)))
            .collect(),
        frame,
    })
}

/// Every document with what it says.
pub fn documents(course: &Course) -> Vec<(String, Vec<(String, String)>)> {
    ipt::DocumentKind::ALL
        .iter()
        .filter_map(|kind| {
            let form = course.documents.to_form(*kind)?;
            let name = words().d(&format!("room-{}", kind.name()), course.dialect()).into_owned();
            Some((name, told(kind.name(), kind.fields(), &form, course)))
        })
        .collect()
}

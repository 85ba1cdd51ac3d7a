//! The work on an area: what was done when, questions for this session, signs of progress, what to
//! think about, tasks that fit, and the work sheet.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Area, Code, Command, Course, Field,
    area::{Marker, caution, dispute},
    content::{
        homework,
        strategy::{self, AreaGuide},
    },
    session::SessionNumber,
};

use self::{contacts::Contacts, sides::Sides};
use super::{CourseFrame, act, act_and_go, document::told, mark_words, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    field::Offer,
    form::{RefusalView, Trouble},
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

mod contacts;
mod sides;

#[derive(Template)]
#[template(path = "screens/areas/page.html")]
struct AreaPage {
    page: Page,
    frame: CourseFrame,
    name: String,
    standing: String,
    /// The other areas of the focus: address and name.
    others: Vec<(String, String)>,
    /// Why nothing is negotiated here, if so.
    closed: Option<RefusalView>,
    /// What may be near, and by which rule.
    cautions: Vec<(String, String)>,
    strategies: Vec<StrategyView>,
    /// The question that leads to the next strategy, and that strategy.
    next: Option<(String, &'static str)>,
    markers: Vec<MarkerView>,
    sessions: Vec<Offer>,
    sides: Option<Sides>,
    contacts: Option<Contacts>,
    sheet: Vec<(String, String)>,
    sheet_address: String,
    /// Tasks of the library: what to do, and where it is agreed.
    tasks: Vec<(&'static str, String)>,
    agreed_in: String,
    guide: &'static AreaGuide,
    founded: &'static str,
    marks_address: String,
}

/// A strategy with the sessions in which it was worked on.
struct StrategyView {
    text: &'static str,
    done: Vec<(String, String, String)>,
    next: bool,
}

/// A marker with the sessions in which it was seen.
struct MarkerView {
    code: &'static str,
    text: &'static str,
    seen: Vec<Seen>,
    marking: Slip,
}

/// A marker as it was seen: session, day, what showed it.
struct Seen {
    session: String,
    on: String,
    evidence: String,
}

fn area_in(ask: &Ask) -> Result<Area, Failure> {
    let code: String = ask.part("area")?;
    Area::from_code(&code).ok_or(Failure::NotThere)
}

/// As what the area stands in the course.
fn standing(course: &Course, area: Area) -> &'static str {
    let [primary, secondary] = course.agreed_focus().map_or([None, None], |focus| focus.areas());
    let been = || course.focus.iter().any(|focus| focus.areas().contains(&Some(area)));
    match area {
        _ if primary == Some(area) => "areas-of",
        _ if secondary == Some(area) => "areas-of-secondary",
        _ if been() => "areas-of-earlier",
        _ if ipt::agenda::areas(course).contains(&area) => "areas-of-proposed",
        _ => "areas-none",
    }
}

fn strategies(ask: &Ask, course: &Course, area: Area) -> Vec<StrategyView> {
    let mut views: Vec<StrategyView> = caution::strategies(course, area)
        .into_iter()
        .map(|(guide, sessions)| StrategyView {
            text: &guide.text,
            done: sessions
                .into_iter()
                .map(|(number, on)| {
                    let address = ask.room(&format!("sessions/{number}"));
                    (address, number.to_string(), plain::date(on))
                })
                .collect(),
            next: false,
        })
        .collect();
    if let Some(next) = views.iter_mut().find(|view| view.done.is_empty()) {
        next.next = true;
    }
    views
}

/// The first strategy that was not worked on yet, with its question.
fn next(course: &Course, area: Area) -> Option<(String, &'static str)> {
    let (guide, _) =
        caution::strategies(course, area).into_iter().find(|(_, done)| done.is_empty())?;
    let named = words().t(&format!("strategy-{}", guide.code.code())).into_owned();
    Some((words().with("areas-next-question", &[("strategy", &named)]), &guide.ask))
}

fn markers(
    ask: &Ask,
    course: &Course,
    guide: &'static AreaGuide,
    returned: Option<(&Returned, Marker)>,
) -> Result<Vec<MarkerView>, Failure> {
    let view = |marker: &'static strategy::MarkerGuide| {
        let seen = course.markers.iter().filter(|kept| kept.marker == marker.code);
        let latest = course.sessions.last().map(|session| session.number.to_string());
        let stored = [("session".to_owned(), latest.into_iter().collect())].into();
        let mine = returned.filter(|(_, code)| *code == marker.code).map(|(returned, _)| returned);
        Ok(MarkerView {
            code: marker.code.code(),
            text: &marker.text,
            seen: seen
                .map(|kept| Seen {
                    session: kept.session.to_string(),
                    on: plain::date(kept.on),
                    evidence: kept.evidence.clone(),
                })
                .collect(),
            marking: Slip::of(ask, marked_at(ask, guide.code, marker.code), stored, mine)?,
        })
    };
    guide.progress.iter().map(view).collect()
}

fn marked_at(ask: &Ask, area: Area, marker: Marker) -> String {
    ask.room(&format!("areas/{}/markers?marker={}", area.code(), marker.code()))
}

/// The tasks of the library, and where each is agreed; none where a talk would be pushed.
fn tasks(ask: &Ask, course: &Course, area: Area, closed: bool) -> Vec<(&'static str, String)> {
    let Some(session) = course.sessions.last() else { return Vec::new() };
    let of_area = homework::tasks(&[area]).into_iter().filter(|task| task.area == Some(area));
    let open = of_area.filter(|_| !closed);
    open.map(|task| {
        let room = format!("sessions/{}?task={}#task", session.number, task.code);
        (task.text.as_str(), ask.room(&room))
    })
    .collect()
}

fn offered(course: &Course) -> Vec<Offer> {
    let offer = |session: &ipt::session::Session| Offer {
        value: session.number.to_string(),
        label: format!("{} · {}", session.number, plain::date(session.on)),
        chosen: false,
    };
    course.sessions.iter().rev().map(offer).collect()
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    area: Area,
    returned: Option<(&Returned, Marker)>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let named = |area: Area| ipt::letter::area_name(course, area, words());
    let (page, frame) = CourseFrame::of(ask, course, &identity, "areas");
    let guide = strategy::guide(area);
    let refused = dispute::negotiation(course).err().filter(|_| area == Area::RoleDispute);
    let sheet = area.sheet();
    let stored = course.documents.to_form(sheet).unwrap_or_default();
    // What the page shows in a form of its own is not told twice.
    let shown = |field: &&Field| !matches!(field.name, "expectations" | "steps");
    let rest: Vec<Field> = sheet.fields().iter().filter(shown).copied().collect();
    let template = AreaPage {
        page,
        frame,
        name: capital(&named(area)),
        standing: words().t(standing(course, area)).into_owned(),
        others: ipt::agenda::areas(course)
            .into_iter()
            .filter(|other| *other != area)
            .map(|other| (ask.room(&format!("areas/{}", other.code())), named(other)))
            .collect(),
        cautions: caution::cautions(course, area)
            .into_iter()
            .map(|caution| {
                let key = format!("caution-{}", caution.code());
                let rule = words().t(&format!("{key}-rule")).into_owned();
                (words().t(&key).into_owned(), rule)
            })
            .collect(),
        strategies: strategies(ask, course, area),
        next: next(course, area),
        markers: markers(ask, course, guide, returned)?,
        sessions: offered(course),
        sides: (area == Area::RoleDispute).then(|| Sides::of(course)),
        contacts: (area == Area::InterpersonalDeficits).then(|| Contacts::of(course)),
        sheet: told(sheet.name(), &rest, &stored, course),
        sheet_address: ask.room(sheet.name()),
        tasks: tasks(ask, course, area, refused.is_some()),
        agreed_in: course.sessions.last().map_or(String::new(), |s| s.number.to_string()),
        closed: refused.map(|refusal| RefusalView::of(&refusal, &ask.room(""))),
        guide,
        founded: mark_words(&guide.mark),
        marks_address: ask.room(&format!("areas/{}/markers/unmarking", area.code())),
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// A name as it begins a heading.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The page of an area.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, area_in(ask)?, None)
}

fn marker_in(area: Area, code: &str) -> Result<Marker, Failure> {
    Marker::from_code(code).filter(|marker| marker.area() == area).ok_or(Failure::NotThere)
}

/// Says that a marker was seen.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back with what was typed.
pub fn mark(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let area = area_in(ask)?;
    let marker = marker_in(area, ask.queried("marker"))?;
    let session: SessionNumber = ask.field("session").parse().map_err(|_| Failure::NotThere)?;
    let evidence = ask.field("evidence").to_owned();
    let command = Command::MarkProgress { marker, session, evidence };
    let trouble: Trouble = match act(ask, access, Expect::Anything, command)? {
        Ok(()) => return Ok(saved(&ask.room(&format!("areas/{}", area.code())))),
        Err(trouble) => trouble,
    };
    let returned = Returned { action: marked_at(ask, area, marker), trouble };
    page(ask, access, area, Some((&returned, marker)))
}

/// Takes that back.
///
/// # Errors
/// See [`Failure`].
pub fn unmark(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let area = area_in(ask)?;
    let marker = marker_in(area, ask.field("marker"))?;
    let session: SessionNumber = ask.field("session").parse().map_err(|_| Failure::NotThere)?;
    let command = Command::UnmarkProgress { marker, session };
    act_and_go(ask, access, command, &format!("areas/{}", area.code()))
}

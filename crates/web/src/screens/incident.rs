//! Interpersonal incidents: concrete exchanges, dated, to be replayed line by line.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course, IncidentId, Phase, artefact::Artefact, incident::Incident,
    incident::KeptIncident,
};

use super::{CourseFrame, act, act_and_go, choosable, document::told_of, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
};

#[derive(Template)]
#[template(path = "screens/incident/list.html")]
struct IncidentsPage {
    page: Page,
    frame: CourseFrame,
    incidents: Vec<IncidentView>,
    /// None where the course is closed.
    form: Option<FormView>,
    trouble: bool,
}

#[derive(Template)]
#[template(path = "screens/incident/one.html")]
struct IncidentPage {
    page: Page,
    frame: CourseFrame,
    incident: IncidentView,
    /// What it says, where the course is closed.
    fixed: Vec<(String, String)>,
    form: Option<FormView>,
}

struct IncidentView {
    address: String,
    on: String,
    what: String,
    people: String,
    session: String,
    replayed: bool,
}

fn making(ask: &Ask, course: &Course, kept: Option<&KeptIncident>) -> Making<'static> {
    Making {
        name: Incident::NAME,
        fields: Incident::FIELDS,
        action: kept.map_or_else(|| ask.room("incidents"), |kept| address(ask, kept.id)),
        stored: kept.map_or_else(Default::default, |kept| kept.incident.to_form()),
        seen: kept.map_or(0, |kept| kept.revision.into()),
        people: choosable(course),
        submit: if kept.is_some() { "save" } else { "incident-add" },
    }
}

/// Where an incident is.
pub fn address(ask: &Ask, id: IncidentId) -> String {
    ask.room(&format!("incidents/{id}"))
}

/// The people of an incident, by name.
pub fn people_of(kept: &KeptIncident, course: &Course) -> String {
    let names = kept.incident.people.iter().filter_map(|id| course.person(*id));
    names.map(|person| person.entry.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn view(ask: &Ask, course: &Course, kept: &KeptIncident) -> IncidentView {
    IncidentView {
        address: address(ask, kept.id),
        on: plain::date(kept.on()),
        what: kept.incident.what.clone(),
        people: people_of(kept, course),
        session: kept.session.map_or(String::new(), |number| number.to_string()),
        replayed: kept.communication.is_some(),
    }
}

/// A form to be filled, or the one that was sent and is in trouble; none in a closed course.
pub fn form_in(
    ask: &Ask,
    course: &Course,
    making: Making<'_>,
    trouble: Option<&Trouble>,
) -> Result<Option<FormView>, Failure> {
    match trouble {
        Some(trouble) => Ok(Some(FormView::again(ask, making, trouble))),
        None if course.phase == Phase::Closed => Ok(None),
        None => FormView::fresh(ask, making).map(Some),
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<&Trouble>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "incidents");
    let form = form_in(ask, course, making(ask, course, None), trouble)?;
    let incidents = course.incidents.iter().rev().map(|kept| view(ask, course, kept)).collect();
    let template = IncidentsPage { page, frame, incidents, form, trouble: trouble.is_some() };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

fn page_of_one<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let kept = course.incident(ask.part("incident")?).ok_or(Failure::NotThere)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "incidents");
    let form = form_in(ask, course, making(ask, course, Some(kept)), trouble)?;
    let fixed = if form.is_none() { told_of(&kept.incident, course) } else { Vec::new() };
    let template = IncidentPage { page, frame, incident: view(ask, course, kept), fixed, form };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

fn save(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    expect: Expect,
    incident: IncidentId,
) -> Result<Result<(), Trouble>, Failure> {
    match Incident::read(&ask.form) {
        Err(problems) => Ok(Err(Trouble::fields(problems))),
        Ok(content) => act(ask, access, expect, Command::NoteIncident { incident, content }),
    }
}

/// The incidents.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Notes one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn note(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let incident = IncidentId(ask.key());
    match save(ask, access, Expect::Anything, incident)? {
        Ok(()) => Ok(saved(&address(ask, incident))),
        Err(trouble) => page(ask, access, Some(&trouble)),
    }
}

/// One incident.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page_of_one(ask, access, None)
}

/// Puts it anew.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let incident = ask.part("incident")?;
    match save(ask, access, Expect::Incident(incident, ask.seen()), incident)? {
        Ok(()) => Ok(saved(&address(ask, incident))),
        Err(trouble) => page_of_one(ask, access, Some(&trouble)),
    }
}

/// Strikes it.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let incident = ask.part("incident")?;
    act_and_go(ask, access, Command::StrikeIncident { incident }, "incidents")
}

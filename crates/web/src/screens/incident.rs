//! Interpersonal incidents: concrete exchanges, dated, to be replayed line by line.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course, IncidentId,
    artefact::Artefact,
    incident::{Incident, KeptIncident},
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
    form: FormView,
    trouble: bool,
}

#[derive(Template)]
#[template(path = "screens/incident/one.html")]
struct IncidentPage {
    page: Page,
    frame: CourseFrame,
    incident: IncidentView,
    fixed: Vec<(String, String)>,
    form: FormView,
}

struct IncidentView {
    address: String,
    on: String,
    what: String,
    people: String,
    session: String,
    replayed: bool,
}

fn making(
    ask: &Ask,
    course: &Course,
    one: Option<IncidentId>,
    kept: Option<&KeptIncident>,
) -> Making<'static> {
    Making {
        name: Incident::NAME,
        fields: Incident::FIELDS,
        action: one.map_or_else(|| ask.room("incidents"), |id| address(ask, id)),
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
    names.map(plain::named).collect::<Vec<_>>().join(", ")
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

/// All incidents. The form is for a new one, or has what was typed of one that was struck meanwhile.
fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    struck: Option<IncidentId>,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "incidents");
    let form = FormView::of(ask, making(ask, course, struck, None), trouble)?;
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
    let id = ask.part("incident")?;
    let Some(kept) = course.incident(id) else {
        return trouble.map_or(Err(Failure::NotThere), |_| page(ask, access, Some(id), trouble));
    };
    let (framed, frame) = CourseFrame::of(ask, course, &identity, "incidents");
    let form = FormView::of(ask, making(ask, course, Some(id), Some(kept)), trouble)?;
    let fixed = told_of(&kept.incident, course);
    let template =
        IncidentPage { page: framed, frame, incident: view(ask, course, kept), fixed, form };
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
    page(ask, access, None, None)
}

/// Notes one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn note(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let incident = IncidentId(ask.key());
    match save(ask, access, Expect::Anything, incident)? {
        Ok(()) => Ok(saved(&address(ask, incident))),
        Err(trouble) => page(ask, access, None, Some(&trouble)),
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

//! Communication analysis: the exchange of an incident, line by line.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course, artefact::Artefact, communication::CommunicationAnalysis,
    incident::KeptIncident, session::Technique,
};

use super::{
    CourseFrame, act, choosable,
    document::told_of,
    incident::address,
    saved,
    sessions::{
        guide::{self, TechniqueView},
        homework,
    },
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    field::Choosable,
    form::{FormView, Making, Trouble},
    page::Page,
    slip::Slip,
};

#[derive(Template)]
#[template(path = "screens/communication/page.html")]
struct CommunicationPage {
    page: Page,
    frame: CourseFrame,
    incident: String,
    what: String,
    about: Vec<(String, String)>,
    steps: Vec<TechniqueView>,
    fixed: Vec<(String, String)>,
    form: FormView,
    /// The form that makes the other version a task of the session that is open.
    task: Option<Slip>,
    people: Vec<Choosable>,
    /// What was tried with the other person since: in which session agreed, what, how it went.
    tasks: Vec<(String, String, String)>,
}

fn making(ask: &Ask, kept: &KeptIncident) -> Making<'static> {
    Making {
        name: CommunicationAnalysis::NAME,
        fields: CommunicationAnalysis::FIELDS,
        action: format!("{}/communication", address(ask, kept.id)),
        stored: kept.communication.as_ref().map_or_else(Default::default, Artefact::to_form),
        seen: kept.analysed.into(),
        people: Vec::new(),
        submit: "save",
    }
}

/// What was said of the incident itself, but its name.
fn about(kept: &KeptIncident, course: &Course) -> Vec<(String, String)> {
    told_of(&kept.incident, course).split_off(1)
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<&Trouble>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let kept = course.incident(ask.part("incident")?).ok_or(Failure::NotThere)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "communication");
    let form = FormView::of(ask, making(ask, kept), trouble)?;
    let said = kept.communication.as_ref();
    let fixed = said.map_or_else(Vec::new, |found| told_of(found, course));
    let task = homework::from_exchange(ask, course, kept)?.filter(|_| trouble.is_none());
    let template = CommunicationPage {
        task,
        people: choosable(course),
        tasks: homework::since(course, kept),
        page,
        frame,
        incident: address(ask, kept.id),
        what: kept.incident.what.clone(),
        about: about(kept, course),
        steps: guide::technique(course, Technique::CommunicationAnalysis),
        fixed,
        form,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The replay.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Records it.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn analyse(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let incident = ask.part("incident")?;
    let trouble = match CommunicationAnalysis::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let command = Command::AnalyseCommunication { incident, content };
            match act(ask, access, Expect::Communication(incident, ask.seen()), command)? {
                Ok(()) => return Ok(saved(&ask.path)),
                Err(trouble) => trouble,
            }
        }
    };
    match ask.clinic().read(access)?.course.incident(incident) {
        Some(_) => page(ask, access, Some(&trouble)),
        None => Err(trouble.alone()),
    }
}

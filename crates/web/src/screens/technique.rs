//! The techniques: what each is for, when not; and which was used in which session.

mod held;

use askama::Template;
use clinic::{Access, Read, TheCourse};
use ipt::{
    Code, Course,
    content::technique::{self as guides, TechniqueGuide},
    session::{Session, Technique},
    technique::{KeptTechnique, TechniqueRecord},
};

pub use held::{one, record, revise, show, strike};

use super::{CourseFrame, document, mark_words};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/technique/list.html")]
struct TechniquesPage {
    page: Page,
    frame: CourseFrame,
    techniques: Vec<Line>,
    sessions: Vec<(String, String)>,
    used: Vec<(String, Vec<Cell>)>,
    unused: Vec<String>,
}

/// A technique in the list.
struct Line {
    address: String,
    name: String,
    guide: &'static TechniqueGuide,
    source: String,
    left_out: String,
    used: String,
}

/// Whether a technique was used in a session, and where that is written.
struct Cell {
    used: bool,
    address: String,
}

/// The name of a technique.
pub fn named(technique: Technique) -> String {
    words().t(&format!("technique-{}", technique.code())).into_owned()
}

/// Where a technique is.
fn address(ask: &Ask, technique: Technique) -> String {
    ask.room(&format!("techniques/{}", technique.code()))
}

/// Where a record is.
pub fn record_address(ask: &Ask, kept: &KeptTechnique) -> String {
    format!("{}/{}", address(ask, kept.record.technique()), kept.id)
}

/// What a record says.
pub fn told(record: &TechniqueRecord, course: &Course) -> Vec<(String, String)> {
    let technique = record.technique();
    document::told(technique.code(), TechniqueRecord::fields(technique), &record.to_form(), course)
}

/// A record under its name and session.
pub fn titled(kept: &KeptTechnique, course: &Course) -> (String, Vec<(String, String)>) {
    let session = format!("{} {}", words().t("session"), kept.session);
    (format!("{} · {session}", named(kept.record.technique())), told(&kept.record, course))
}

/// Where the guide of a technique comes from, and how well it is founded.
fn source(guide: &TechniqueGuide) -> String {
    let founded = words().t(mark_words(&guide.mark));
    match guide.source.ends_with(&*founded) {
        true => guide.source.clone(),
        false => format!("{} · {founded}", guide.source),
    }
}

/// Why the variant leaves a technique out; empty if it does not.
fn left_out(course: &Course, technique: Technique) -> String {
    let forbidden = course.variant().forbids(technique.code());
    forbidden.map_or(String::new(), |forbidden| forbidden.reason.clone())
}

fn line(ask: &Ask, course: &Course, guide: &'static TechniqueGuide) -> Line {
    let used = course.sessions.iter().filter(|s| course.practised(s).contains(&guide.code));
    let used: Vec<String> = used.map(|session| session.number.to_string()).collect();
    Line {
        address: address(ask, guide.code),
        name: named(guide.code),
        guide,
        source: source(guide),
        left_out: left_out(course, guide.code),
        used: used.join(", "),
    }
}

/// Where that a technique was used in a session is written, beside the note.
fn written(ask: &Ask, course: &Course, session: &Session, technique: Technique) -> String {
    let here = Some(session.number);
    let told = |replayed: bool| {
        let mut told = course.incidents.iter().filter(|kept| kept.session == here);
        told.find(|kept| !replayed || kept.communication.is_some()).map(|kept| kept.id)
    };
    match technique {
        Technique::InterpersonalIncident => told(false).map(|id| format!("incidents/{id}")),
        Technique::CommunicationAnalysis => {
            told(true).map(|id| format!("incidents/{id}/communication"))
        }
        Technique::DecisionAnalysis => {
            let weighed = course.decisions.iter().find(|kept| kept.session == here);
            weighed.map(|kept| format!("decisions/{}", kept.id))
        }
        Technique::BetweenSessionTask => {
            let agreed = course.homework.iter().any(|task| task.session == session.number);
            agreed.then(|| format!("sessions/{}", session.number))
        }
        other => {
            let kept = course.records_of(other).find(|kept| kept.session == session.number);
            return kept.map_or(String::new(), |kept| record_address(ask, kept));
        }
    }
    .map_or(String::new(), |room| ask.room(&room))
}

/// The techniques that were used, each with the sessions of the course.
fn used(ask: &Ask, course: &Course) -> Vec<(String, Vec<Cell>)> {
    let practised: Vec<(&Session, Vec<Technique>)> =
        course.sessions.iter().map(|session| (session, course.practised(session))).collect();
    let row = |technique: &Technique| {
        let cells = practised.iter().map(|(session, used)| Cell {
            used: used.contains(technique),
            address: written(ask, course, session, *technique),
        });
        (named(*technique), cells.collect())
    };
    let any = |technique: &&Technique| practised.iter().any(|(_, used)| used.contains(technique));
    Technique::ALL.iter().filter(any).map(row).collect()
}

/// The techniques.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "techniques");
    let techniques: Vec<Line> =
        guides::guides().iter().map(|guide| line(ask, course, guide)).collect();
    let unused = techniques.iter().filter(|line| line.used.is_empty());
    answer::show(&TechniquesPage {
        page,
        frame,
        unused: unused.map(|line| line.name.clone()).collect(),
        techniques,
        sessions: course
            .sessions
            .iter()
            .map(|s| (s.number.to_string(), plain::date(s.on)))
            .collect(),
        used: used(ask, course),
    })
}

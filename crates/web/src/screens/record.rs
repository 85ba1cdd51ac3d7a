//! A client's whole record: one readable document, and the same as data.

mod chronicle;
pub mod many;

use askama::Template;
use clinic::{Access, Problem, Read, TheCourse, course::CourseFile, file::ClientFile};
use ipt::{Course, incident::KeptIncident, label::RecordPart, session::Session};

use super::{
    document::told_of, history::documents, labels::part::named, rhythm, second_step::fresh,
    technique,
};
use crate::{
    answer::{self, Answer, Failure, file, redirect},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

/// The record as a document; it stands alone, without the program.
#[derive(Template)]
#[template(path = "screens/record/page.html")]
pub struct RecordPage {
    page: Page,
    alone: bool,
    name: String,
    facts: Facts,
    /// What tells of somebody else and is left out: how much, and what.
    left_out: Option<(String, Vec<String>)>,
    courses: Vec<CourseView>,
    looks: Vec<String>,
    data: String,
}

/// Labels with what was said.
pub type Facts = Vec<(String, String)>;

struct CourseView {
    title: String,
    phases: Facts,
    documents: Vec<(String, Facts)>,
    people: Vec<(String, Facts)>,
    timeline: Vec<String>,
    goals: Vec<(String, Vec<Facts>)>,
    incidents: Vec<(String, Facts)>,
    decisions: Vec<Facts>,
    rhythms: Vec<(String, Facts)>,
    techniques: Vec<(String, Facts)>,
    scores: Vec<String>,
    sessions: Vec<(String, Facts)>,
    chronicle: Vec<chronicle::Entry>,
}

/// An incident with its replay.
fn incident(kept: &KeptIncident, course: &Course) -> Facts {
    let mut told = told_of(&kept.incident, course);
    told.extend(kept.communication.iter().flat_map(|found| told_of(found, course)));
    told
}

fn rhythms(course: &Course) -> Vec<(String, Facts)> {
    let told = |kept: &ipt::social_rhythm::KeptRhythm| {
        (rhythm::week_of(kept.week), told_of(&kept.content, course))
    };
    course.rhythms.iter().map(told).collect()
}

fn course_view(number: usize, record: &ClientFile, file: &CourseFile) -> CourseView {
    let course = &file.course;
    let begun = course.begun.as_ref().map(|begun| plain::date(begun.on)).unwrap_or_default();
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    CourseView {
        chronicle: chronicle::entries(file.facts.iter().map(AsRef::as_ref), course, &|account| {
            record.who.get(&account).cloned().unwrap_or_default()
        }),
        title: words().with("record-course", &[("n", &number), ("when", &begun)]),
        phases: course
            .phases
            .iter()
            .map(|(phase, on)| (super::phase_name(course, *phase), plain::date(*on)))
            .collect(),
        documents: documents(course),
        people: course
            .people
            .iter()
            .map(|person| (person.entry.name.clone(), told_of(&person.entry, course)))
            .collect(),
        timeline: course
            .timeline
            .iter()
            .map(|kept| {
                format!(
                    "{}: {}",
                    plain::remembered(kept.on(), kept.moment.precision),
                    kept.moment.what
                )
            })
            .collect(),
        goals: course
            .goals
            .iter()
            .map(|kept| {
                let progress = kept.progress.iter().map(|progress| told_of(progress, course));
                (kept.goal.text.clone(), progress.collect())
            })
            .collect(),
        incidents: course
            .incidents
            .iter()
            .map(|kept| (kept.incident.what.clone(), incident(kept, course)))
            .collect(),
        decisions: course.decisions.iter().map(|kept| told_of(&kept.decision, course)).collect(),
        rhythms: rhythms(course),
        techniques: course.technique_records.iter().map(|k| technique::titled(k, course)).collect(),
        scores: course.scores.iter().map(scored).collect(),
        sessions: course.sessions.iter().map(|session| session_told(session, course)).collect(),
    }
}

/// A session under its number and day: its note, what was added, its tasks.
pub fn session_told(session: &Session, course: &Course) -> (String, Facts) {
    let mut told = told_of(&session.note, course);
    let addendum = words().t("addendum");
    told.extend(session.addenda.iter().map(|a| (addendum.to_string(), a.text.clone())));
    let tasks = course.homework.iter().filter(|task| task.session == session.number);
    told.extend(tasks.flat_map(|task| told_of(&task.homework, course)));
    let (number, on) = (session.number, plain::date(session.on));
    (format!("{} {number} · {on}", words().t("session")), told)
}

fn scored(kept: &ipt::score::KeptScore) -> String {
    let score = &kept.score;
    let struck = kept
        .struck
        .as_ref()
        .map_or(String::new(), |reason| format!(" ({}: {reason})", words().t("score-struck")));
    let outcome = score.outcome.iter().map(|outcome| format!(", {outcome}")).collect::<String>();
    let (on, measure, value) = (plain::date(score.on), &score.measure, score.shown());
    format!("{on}: {measure} {value}{outcome}{struck}")
}

/// That something is left out, and of which kind, without what it says.
fn left_out(record: &ClientFile) -> Option<(String, Vec<String>)> {
    let n = u32::try_from(record.left_out.len()).ok().filter(|n| *n > 0)?;
    let named = |part: &RecordPart| match part {
        RecordPart::Document(_) | RecordPart::Session(_) => named(*part, &Course::default()),
        // Its own words are what is left out.
        _ => words().t(&format!("record_part-{}", part.kind())).into_owned(),
    };
    let parts = record.left_out.iter().map(named).collect();
    Some((words().with("record-left-out", &[("n", &n)]), parts))
}

/// The document for a client's record.
pub fn document(record: &ClientFile, page: Page, alone: bool) -> RecordPage {
    let identity = &record.identity;
    let mut facts = vec![(words().t("client-id").into_owned(), record.client.to_string())];
    if let Some(born) = identity.born {
        facts.push((words().t("client-born").into_owned(), plain::date(born)));
    }
    if let Some(site) = &record.site {
        facts.push((words().t("client-site").into_owned(), site.clone()));
    }
    if !identity.safe_contact.is_empty() {
        facts.push((words().t("client-safe_contact").into_owned(), identity.safe_contact.clone()));
    }
    RecordPage {
        page,
        alone,
        name: identity.name.clone(),
        facts,
        left_out: left_out(record),
        courses: record
            .courses
            .iter()
            .enumerate()
            .map(|(n, file)| course_view(n + 1, record, file))
            .collect(),
        looks: record
            .looks
            .iter()
            .map(|look| format!("{} · {} · {}", look.at, look.who, look.room))
            .collect(),
        data: String::new(),
    }
}

/// The document as a file that stands alone.
///
/// # Errors
/// When the template fails.
pub fn alone(record: &ClientFile) -> Result<String, askama::Error> {
    document(record, Page::default(), true).render()
}

/// The document on a page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    let record = match ask.clinic().client_file(access, &fresh) {
        Err(Problem::ManyRecords) => return many::page(ask, access.actor(), ""),
        record => record?,
    };
    let mut shown = document(&record, Page::of(ask, &words().t("room-record")), false);
    shown.data = ask.room("record.json");
    answer::show(&shown)
}

/// The data.
///
/// # Errors
/// See [`Failure`].
pub fn data(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let fresh = match fresh::asked(ask, access.actor()) {
        // The code is asked for on the page: a file would leave it standing there.
        Err(Failure::CodeOwed(_)) => return Ok(redirect(&ask.room("record"))),
        fresh => fresh?,
    };
    let record = match ask.clinic().client_file(access, &fresh) {
        Err(Problem::ManyRecords) => return Ok(redirect(&ask.room("record"))),
        record => record?,
    };
    let bytes =
        serde_json::to_vec_pretty(&record.to_json()?).map_err(|_| Failure::fault(unwritten()))?;
    Ok(file(bytes, "application/json", "record.json"))
}

fn unwritten() -> clinic::Telling {
    clinic::Telling::of("a record cannot be written as data")
}

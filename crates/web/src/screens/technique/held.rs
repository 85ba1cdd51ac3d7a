//! One technique: its steps, to be held in the room, and what was done with it.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, Field, Kind, TechniqueRecordId,
    content::technique::{self as guides, TechniqueGuide},
    form::{FieldProblem, Wrong},
    session::{SessionNumber, Technique},
    technique::{KeptTechnique, TechniqueRecord},
};

use super::{address, left_out, named, record_address, source, told};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, RefusalView, Trouble},
    page::Page,
    plain,
    screens::{CourseFrame, act, choosable, saved},
    words::words,
};

/// In which session it was done: asked with each record.
const SESSION: Field = Field { name: "session", group: "session", kind: Kind::Line, needed: true };

#[derive(Template)]
#[template(path = "screens/technique/held.html")]
struct TechniquePage {
    page: Page,
    frame: CourseFrame,
    name: String,
    guide: &'static TechniqueGuide,
    source: String,
    left_out: String,
    /// The room of what has a document of its own, and its name.
    elsewhere: Option<(String, String)>,
    records: Vec<RecordLine>,
    /// Whether one record is shown, to be put anew.
    one: bool,
    fixed: Vec<(String, String)>,
    /// Why it cannot be recorded in this course as it stands.
    barred: Option<RefusalView>,
    form: Option<FormView>,
    trouble: bool,
}

struct RecordLine {
    address: String,
    session: String,
    about: String,
}

fn asked(ask: &Ask) -> Result<Technique, Failure> {
    let code: String = ask.part("technique")?;
    Technique::from_code(&code).ok_or(Failure::NotThere)
}

/// The room in which a technique has a document of its own.
fn elsewhere(ask: &Ask, technique: Technique) -> Option<(String, String)> {
    let room = match technique {
        Technique::CommunicationAnalysis | Technique::InterpersonalIncident => "incidents",
        Technique::DecisionAnalysis => "decisions",
        Technique::BetweenSessionTask => "homework",
        _ => return None,
    };
    Some((ask.room(room), words().t(&format!("room-{room}")).into_owned()))
}

/// The sessions in which it may have been done, the latest first.
fn sessions(course: &Course) -> Vec<(String, String)> {
    let label = |s: &ipt::session::Session| format!("{} · {}", s.number, plain::date(s.on));
    course.sessions.iter().rev().map(|s| (s.number.to_string(), label(s))).collect()
}

fn form(
    ask: &Ask,
    course: &Course,
    technique: Technique,
    one: Option<TechniqueRecordId>,
    trouble: Option<&Trouble>,
) -> Result<FormView, Failure> {
    let kept = one.and_then(|id| course.technique_record(id));
    let open = course.unsigned().or(course.sessions.last()).map(|session| session.number);
    let session = kept.map(|kept| kept.session).or(open);
    let mut stored = kept.map_or_else(Default::default, |kept| kept.record.to_form());
    stored.extend(session.map(|number| ("session".to_owned(), vec![number.to_string()])));
    let fields: Vec<Field> =
        [SESSION].into_iter().chain(TechniqueRecord::fields(technique).iter().copied()).collect();
    let making = Making {
        name: technique.code(),
        fields: &fields,
        action: match one {
            Some(id) => format!("{}/{id}", address(ask, technique)),
            None => address(ask, technique),
        },
        stored,
        seen: kept.map_or(0, |kept| kept.revision.into()),
        people: choosable(course),
        submit: if kept.is_some() { "save" } else { "technique-record" },
    };
    let mut form = FormView::of(ask, making, trouble)?;
    form.offer("session", &sessions(course));
    Ok(form)
}

/// The page of a technique, or of one record. What was typed of one that was struck meanwhile
/// comes back among all.
fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    one: Option<TechniqueRecordId>,
    trouble: Option<&Trouble>,
) -> Answer {
    let technique = asked(ask)?;
    let guide = guides::guide(technique).ok_or(Failure::NotThere)?;
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let of = |kept: &&KeptTechnique| kept.record.technique() == technique;
    let kept = one.and_then(|id| course.technique_record(id)).filter(of);
    if one.is_some() && kept.is_none() && trouble.is_none() {
        return Err(Failure::NotThere);
    }
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "techniques");
    let elsewhere = elsewhere(ask, technique);
    let recorded = elsewhere.is_none() && !course.sessions.is_empty();
    let barred = ipt::decide::joint_session_safe(course)
        .err()
        .filter(|_| technique == Technique::JointSession);
    let form = recorded.then(|| form(ask, course, technique, one, trouble)).transpose()?;
    let template = TechniquePage {
        name: named(technique),
        guide,
        source: source(guide),
        left_out: left_out(course, technique),
        elsewhere,
        records: course.records_of(technique).map(|kept| line(ask, kept)).collect(),
        one: kept.is_some(),
        fixed: kept.map_or_else(Vec::new, |kept| told(&kept.record, course)),
        barred: barred.map(|refusal| RefusalView::of(&refusal, &ask.room(""))),
        page,
        frame,
        form,
        trouble: trouble.is_some(),
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

fn line(ask: &Ask, kept: &KeptTechnique) -> RecordLine {
    RecordLine {
        address: record_address(ask, kept),
        session: kept.session.to_string(),
        about: kept.record.about(),
    }
}

fn save(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    expect: Expect,
    record: TechniqueRecordId,
) -> Result<Result<(), Trouble>, Failure> {
    let read = TechniqueRecord::read(asked(ask)?, &ask.form).ok_or(Failure::NotThere)?;
    let problem = match ask.field("session") {
        "" => Wrong::Missing,
        _ => Wrong::NotAChoice,
    };
    let session = ask.field("session").parse::<SessionNumber>();
    match (read, session) {
        (Ok(content), Ok(session)) => {
            act(ask, access, expect, Command::RecordTechnique { record, session, content })
        }
        (read, session) => {
            let mut problems = read.err().unwrap_or_default();
            let wrong = || FieldProblem { field: SESSION.name.to_owned(), problem };
            problems.extend(session.err().map(|_| wrong()));
            Ok(Err(Trouble::fields(problems)))
        }
    }
}

/// A technique, with its steps.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, None)
}

/// Records what was done with it.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn record(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    match save(ask, access, Expect::Anything, TechniqueRecordId(ask.key()))? {
        Ok(()) => Ok(saved(&address(ask, asked(ask)?))),
        Err(trouble) => page(ask, access, None, Some(&trouble)),
    }
}

/// One record.
///
/// # Errors
/// See [`Failure`].
pub fn one(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, Some(ask.part("record")?), None)
}

/// Puts it anew.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let record = ask.part("record")?;
    match save(ask, access, Expect::TechniqueRecord(record, ask.seen()), record)? {
        Ok(()) => Ok(saved(&address(ask, asked(ask)?))),
        Err(trouble) => page(ask, access, Some(record), Some(&trouble)),
    }
}

/// Strikes it.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let record = ask.part("record")?;
    let room = format!("techniques/{}", asked(ask)?.code());
    crate::screens::act_and_go(ask, access, Command::StrikeTechniqueRecord { record }, &room)
}

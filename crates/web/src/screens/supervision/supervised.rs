//! A course as its supervisor sees it: what the client opened, and nothing else of them.

use std::collections::BTreeSet;

use askama::Template;
use clinic::{
    Access, Read, Write,
    permission::{TheSupervisedCourse, Verb},
    supervision::OpenedCourse,
};
use ipt::{
    Code, Command, Course, Form, SupervisionId,
    inventory::Person,
    session::{Session, SessionNumber},
    summary::Summary,
    supervision::{SupervisionStep, reasons},
};

use super::{TalkView, called, followed_at, followed_up, talk_typed, talking, talks};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::{FormView, Trouble},
    page::Page,
    parts::{Svg, sparkline::sparkline},
    plain,
    screens::{
        document::told_of, frame::whereabouts, history::documents, record::session_told, saved,
    },
    slip::{Returned, Slip},
    words::words,
};

type Facts = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "screens/supervision/supervised.html")]
struct SupervisedPage {
    page: Page,
    name: String,
    therapist: String,
    whereabouts: Vec<String>,
    reasons: Vec<String>,
    opened: Vec<String>,
    waits: Option<Waiting>,
    talks: Vec<TalkView>,
    talking: FormView,
    letter: Vec<String>,
    scores: Vec<(String, Svg, String)>,
    sessions: Vec<(String, Facts)>,
    people: Vec<(String, Facts)>,
    goals: Vec<String>,
    documents: Vec<(String, Facts)>,
    /// Where the notes are that the therapist opened; empty if there are none.
    notes_opened: String,
}

/// A note that waits for the second signature.
struct Waiting {
    title: String,
    facts: Facts,
    signing: Slip,
    /// When it was put there: what is signed is what is seen.
    submitted: String,
    returning: Slip,
}

/// Which form comes back.
enum Back<'a> {
    Talk(&'a Trouble),
    Slip(&'a Returned),
    None,
}

fn address(ask: &Ask) -> Result<String, Failure> {
    Ok(format!("/supervised/{}", ask.part::<ipt::CourseId>("supervised")?))
}

fn opened(course: &OpenedCourse) -> Vec<String> {
    let word = |key: &str| words().t(key).into_owned();
    let consent = &course.consent;
    let until = consent.until.map_or(String::new(), plain::date);
    vec![
        words().with("supervised-until", &[("day", &until)]),
        word(if consent.notes == Some(true) { "supervised-notes" } else { "supervised-no-notes" }),
        word(if course.name.is_some() { "supervised-named" } else { "supervised-initials" }),
    ]
}

fn waiting(
    ask: &Ask,
    course: &Course,
    session: &Session,
    returned: Option<&Returned>,
) -> Result<Waiting, Failure> {
    let (title, facts) = session_told(session, course);
    let at = format!("{}/sessions/{}", address(ask)?, session.number);
    Ok(Waiting {
        title,
        facts,
        signing: Slip::of(ask, format!("{at}/signature"), Form::new(), returned)?,
        submitted: session.submitted.as_ref().map_or(String::new(), |put| put.at.to_string()),
        returning: Slip::of(ask, format!("{at}/return"), Form::new(), returned)?,
    })
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheSupervisedCourse, V>, back: &Back<'_>) -> Answer {
    let opened_course = ask.clinic().read_supervised(access)?;
    let (course, clinic) = (&opened_course.course, ask.clinic());
    let summary = Summary::of(course, &clinic.settings().review_rules);
    let word = |reason: ipt::supervision::TalkReason| {
        words().t(&format!("talk_reason-{}", reason.code())).into_owned()
    };
    let signs = course.co_signer(clinic.today()) == Some(access.actor().id());
    let waits = course.sessions.iter().find(|s| signs && s.waits_for_supervisor());
    let (trouble, returned) = match back {
        Back::Talk(trouble) => (Some(*trouble), None),
        Back::Slip(returned) => (None, Some(*returned)),
        Back::None => (None, None),
    };
    let name = called(opened_course.name.as_deref(), &opened_course.mark);
    let template = SupervisedPage {
        page: Page::of(ask, &name),
        therapist: words().with("supervised-led-by", &[("who", &opened_course.therapist)]),
        whereabouts: whereabouts(course),
        reasons: reasons(&summary, clinic.today()).into_iter().map(word).collect(),
        opened: opened(&opened_course),
        waits: waits.map(|session| waiting(ask, course, session, returned)).transpose()?,
        talks: talks(ask, course, &address(ask)?, returned)?,
        talking: talking(ask, &address(ask)?, trouble)?,
        letter: course.letters.last().map_or_else(Vec::new, |letter| letter.lines.clone()),
        scores: by_measure(course),
        sessions: match opened_course.consent.notes {
            Some(true) => course.sessions.iter().rev().map(|s| session_told(s, course)).collect(),
            _ => Vec::new(),
        },
        people: course.people_listed().map(|person| person_told(person, course)).collect(),
        goals: course.goals.iter().map(|kept| kept.goal.text.clone()).collect(),
        documents: documents(course),
        notes_opened: match ask.clinic().released_to_supervisor(access)?.is_empty() {
            true => String::new(),
            false => format!("{}/process-notes", address(ask)?),
        },
        name,
    };
    match back {
        Back::None => answer::show(&template),
        Back::Talk(_) | Back::Slip(_) => show_again(&template),
    }
}

/// The scores of each measure in the order they came, as a line and in figures with their days.
fn by_measure(course: &Course) -> Vec<(String, Svg, String)> {
    let used: BTreeSet<&str> = course.scores.iter().map(|k| k.score.measure.as_str()).collect();
    let told = |measure: &str| {
        let scores: Vec<_> = course.scores_of(measure).collect();
        let totals: Vec<Option<u32>> = scores.iter().map(|score| Some(score.total)).collect();
        let most = totals.iter().flatten().max().copied().unwrap_or(0);
        let figure =
            |score: &&ipt::score::Score| format!("{} ({})", score.shown(), plain::day(score.on));
        let figures: Vec<String> = scores.iter().map(figure).collect();
        (plain::measure(measure), Svg(sparkline(&totals, most)), figures.join(" · "))
    };
    used.into_iter().map(told).collect()
}

/// Somebody of the inventory, by what stands for the name and what they are to the client.
fn person_told(person: &Person, course: &Course) -> (String, Facts) {
    let (name, relation) = (plain::named(person), &person.entry.relation);
    let parts = [name.as_str(), relation].into_iter().filter(|part| !part.is_empty());
    (parts.collect::<Vec<_>>().join(" · "), told_of(&person.entry, course))
}

/// The course.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheSupervisedCourse, Read>) -> Answer {
    page(ask, access, &Back::None)
}

fn act(
    ask: &Ask,
    access: &Access<TheSupervisedCourse, Write>,
    command: Command,
) -> Result<Result<(), Trouble>, Failure> {
    match ask.clinic().supervise(access, ask.key(), command) {
        Ok(_) => {
            draft::sent(ask)?;
            Ok(Ok(()))
        }
        Err(problem) => Trouble::of(problem).map(Err),
    }
}

/// Writes down a talk.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn talk(ask: &Ask, access: &Access<TheSupervisedCourse, Write>) -> Answer {
    let done = match talk_typed(ask) {
        Ok(step) => act(ask, access, Command::Supervise(step))?,
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(saved(&address(ask)?)),
        Err(trouble) => page(ask, access, &Back::Talk(&trouble)),
    }
}

/// Says what came of one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn follow_up(ask: &Ask, access: &Access<TheSupervisedCourse, Write>) -> Answer {
    let talk: SupervisionId = ask.part("talk")?;
    let action = followed_at(&address(ask)?, talk);
    let command = followed_up(ask, talk).map(Command::Supervise);
    slip(ask, access, action, command)
}

/// Signs a note too.
///
/// # Errors
/// See [`Failure`].
pub fn co_sign(ask: &Ask, access: &Access<TheSupervisedCourse, Write>) -> Answer {
    let number = ask.part("session")?;
    let action = format!("{}/sessions/{number}/signature", address(ask)?);
    let put = ask.field("put").parse().map_err(|_| Failure::choice())?;
    slip(ask, access, action, Ok(Command::CoSign { number, put }))
}

/// Sends a note back with what is to be changed.
///
/// # Errors
/// See [`Failure`]; what was left out comes back in the form.
pub fn send_back(ask: &Ask, access: &Access<TheSupervisedCourse, Write>) -> Answer {
    let number: SessionNumber = ask.part("session")?;
    let action = format!("{}/sessions/{number}/return", address(ask)?);
    let words = ask.field("words").to_owned();
    let command = Command::Supervise(SupervisionStep::Returned { number, words });
    slip(ask, access, action, Ok(command))
}

fn slip(
    ask: &Ask,
    access: &Access<TheSupervisedCourse, Write>,
    action: String,
    command: Result<Command, Trouble>,
) -> Answer {
    let done = match command {
        Ok(command) => act(ask, access, command)?,
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(saved(&address(ask)?)),
        Err(trouble) => page(ask, access, &Back::Slip(&Returned { action, trouble })),
    }
}

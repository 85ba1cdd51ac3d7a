//! Supervision: the contracts, the client's consent, the list of courses that need a talk, and a
//! course as its supervisor sees it.

use askama::Template;
use clinic::{Access, Read, permission::TheSupervision, supervision::SupervisedRow};
use ipt::{
    AccountId, Code, Course, FieldProblem, Form, SupervisionId,
    artefact::Artefact,
    form::Wrong,
    session::SessionNumber,
    supervision::{KeptTalk, SupervisionStep, SupervisionTalk, reasons},
};
use uuid::Uuid;

use super::document::told_of;
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    parts::{Svg, sparkline},
    plain,
    slip::{Returned, Slip},
    words::words,
};

pub mod contracts;
pub mod own;
pub mod room;
pub mod supervised;

#[derive(Template)]
#[template(path = "screens/supervision/page.html")]
struct SupervisionPage {
    page: Page,
    waiting: Vec<Row>,
    others: Vec<Row>,
}

/// A supervised course in the list.
struct Row {
    address: String,
    name: String,
    therapist: String,
    where_at: String,
    reasons: Vec<String>,
    talked: String,
    spark: Svg,
}

/// What a course is called where the client's name is not told.
fn called(name: Option<&str>, mark: &str) -> String {
    let unnamed = || words().with("supervision-unnamed", &[("mark", &mark.to_owned())]);
    name.map_or_else(unnamed, str::to_owned)
}

fn row(ask: &Ask, row: &SupervisedRow) -> Row {
    let summary = &row.summary;
    let phase = words().d(&format!("phase-{}", summary.phase.code()), summary.dialect);
    let session = words()
        .with("supervision-session", &[("held", &summary.held), ("agreed", &summary.agreed)]);
    let word = |reason: &ipt::supervision::TalkReason| {
        words().t(&format!("talk_reason-{}", reason.code())).into_owned()
    };
    let talked = summary.supervision.talked_on.map(plain::date);
    Row {
        address: format!("/supervised/{}", row.course),
        name: called(row.name.as_deref(), &row.mark),
        therapist: row.therapist.clone(),
        where_at: format!("{phase} · {session}"),
        reasons: reasons(summary, ask.clinic().today()).iter().map(word).collect(),
        talked: talked.map_or_else(
            || words().t("supervision-never").into_owned(),
            |day| words().with("supervision-talked", &[("day", &day)]),
        ),
        spark: Svg(sparkline::sparkline(&summary.series, 27)),
    }
}

/// The courses that one supervises: those that need a talk first.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheSupervision, Read>) -> Answer {
    let mut found = ask.clinic().supervised(access)?;
    let today = ask.clinic().today();
    found.sort_by_key(|row| {
        let first = reasons(&row.summary, today).first().copied();
        (first.is_none(), first, row.summary.supervision.talked_on)
    });
    let rows = found.iter().map(|found| row(ask, found));
    let (waiting, others) = rows.partition(|row| !row.reasons.is_empty());
    answer::show(&SupervisionPage {
        page: Page::of(ask, &words().t("supervision-title")),
        waiting,
        others,
    })
}

/// A talk as it is shown, with the form that says what came of it while nobody did.
struct TalkView {
    id: String,
    title: String,
    facts: Vec<(String, String)>,
    following: Option<Slip>,
}

/// The talks of a course, the latest first; `at` is where their forms are sent.
fn talks(
    ask: &Ask,
    course: &Course,
    at: &str,
    returned: Option<&Returned>,
) -> Result<Vec<TalkView>, Failure> {
    let view = |kept: &KeptTalk| {
        let on = kept.content.held_on.map_or(String::new(), plain::date);
        let who = ask.clinic().name_of(kept.by);
        let mut facts = told_of(&kept.content, course);
        let came = kept.came_of_it.as_ref();
        facts.extend(came.map(|(on, what)| {
            (words().with("talk-came-on", &[("day", &plain::date(*on))]), what.clone())
        }));
        let following = || Slip::of(ask, followed_at(at, kept.id), Form::new(), returned);
        Ok(TalkView {
            id: kept.id.to_string(),
            title: words().with("talk-title", &[("day", &on), ("who", &who)]),
            facts,
            following: if came.is_none() { Some(following()?) } else { None },
        })
    };
    course.supervision.talks.iter().rev().map(view).collect()
}

fn followed_at(at: &str, talk: SupervisionId) -> String {
    format!("{at}/talks/{talk}/outcome")
}

/// What a fact of supervision says, with who it is about.
pub fn said(
    step: &SupervisionStep,
    course: &Course,
    who: &dyn Fn(AccountId) -> String,
) -> Vec<(String, String)> {
    let line = |key: &str, text: String| (words().t(key).into_owned(), text);
    let session = |number: &SessionNumber| line("session", number.to_string());
    match step {
        SupervisionStep::Consented { supervisor, content } => {
            let by = line("role-supervisor", who(*supervisor));
            [vec![by], told_of(content, course)].concat()
        }
        SupervisionStep::Withdrawn { supervisor, reason } => {
            let by = line("role-supervisor", who(*supervisor));
            let why = (!reason.is_empty()).then(|| line("typed-reason", reason.clone()));
            [Some(by), why].into_iter().flatten().collect()
        }
        SupervisionStep::Talked { content, .. } => told_of(content, course),
        SupervisionStep::FollowedUp { came_of_it, .. } => {
            vec![line("talk-came", came_of_it.clone())]
        }
        SupervisionStep::Submitted { number } => vec![session(number)],
        SupervisionStep::Returned { number, words } => {
            let what = (!words.is_empty()).then(|| line("supervised-return-words", words.clone()));
            [Some(session(number)), what].into_iter().flatten().collect()
        }
    }
}

/// The form in which a talk is written down.
fn talking(ask: &Ask, at: &str, trouble: Option<&Trouble>) -> Result<FormView, Failure> {
    let stored = Form::from([("held_on".to_owned(), vec![ask.clinic().today().to_string()])]);
    let making = Making {
        name: SupervisionTalk::NAME,
        fields: SupervisionTalk::FIELDS,
        action: format!("{at}/talks"),
        stored,
        seen: 0,
        people: Vec::new(),
        submit: "talk-save",
    };
    FormView::of(ask, making, trouble)
}

/// What was typed of a talk.
fn talk_typed(ask: &Ask) -> Result<SupervisionStep, Trouble> {
    let content = SupervisionTalk::read(&ask.form).map_err(Trouble::fields)?;
    Ok(SupervisionStep::Talked { talk: SupervisionId(Uuid::new_v4()), content })
}

/// What was typed of what came of it.
fn followed_up(ask: &Ask, talk: SupervisionId) -> Result<SupervisionStep, Trouble> {
    let came_of_it = ask.field("came_of_it").to_owned();
    if came_of_it.trim().is_empty() {
        let field = "came_of_it".to_owned();
        return Err(Trouble::fields(vec![FieldProblem { field, problem: Wrong::Missing }]));
    }
    Ok(SupervisionStep::FollowedUp { talk, came_of_it })
}

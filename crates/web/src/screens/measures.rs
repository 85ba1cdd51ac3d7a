//! Measures: entered item by item or as a total, drawn as a trend with a table beside it.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course,
    command::Answers,
    measure::{self, Measure},
    score::KeptScore,
    session::SessionNumber,
};

use uuid::Uuid;

use super::{CourseFrame, act, act_and_go, saved, typed_date};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{RefusalView, Trouble},
    page::Page,
    parts::{
        Svg,
        trend::{Band, LifeEvent, Point, Trend},
    },
    plain,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/measures/page.html")]
struct MeasuresPage {
    page: Page,
    frame: CourseFrame,
    measures: Vec<MeasureView>,
}

struct MeasureView {
    address: String,
    key: String,
    title: String,
    trend: Option<Svg>,
    events: Vec<String>,
    rows: Vec<ScoreRow>,
    itemised: bool,
    source: String,
}

struct ScoreRow {
    number: u32,
    struck: String,
    session: String,
    on: String,
    total: u32,
    band: String,
    items: String,
    risk: bool,
}

#[derive(Template)]
#[template(path = "screens/measures/form.html")]
struct MeasureForm {
    page: Page,
    frame: CourseFrame,
    filling: Slip,
    measure: &'static Measure,
    typed: Vec<String>,
    sessions: Vec<(String, bool)>,
    total: String,
    on: String,
    refusal: Option<RefusalView>,
    wrong: String,
}

/// The trend of a measure over the days of the course, and the life events marked in it.
pub fn trend(course: &Course, id: &str) -> (Option<Svg>, Vec<String>) {
    let Some(measure) = measure::measure(id) else { return (None, Vec::new()) };
    if course.scores_of(id).next().is_none() {
        return (None, Vec::new());
    }
    let Some(first) = course.sessions.first().map(|session| session.on) else {
        return (None, Vec::new());
    };
    let days = |on: jiff::civil::Date| (on - first).get_days();
    let points: Vec<Point> = course
        .sessions
        .iter()
        .map(|session| Point {
            session: session.number.to_string(),
            day: days(session.on),
            score: course.score_at(id, session.number).map(|score| score.total),
        })
        .collect();
    let end = points.last().map_or(0, |point| point.day);
    let in_course: Vec<(i32, &str)> = course
        .timeline
        .iter()
        .filter(|kept| kept.moment.kind != Some(ipt::timeline::LifeEvent::Symptoms))
        .map(|kept| (days(kept.on()), kept.moment.what.as_str()))
        .filter(|(day, _)| (0..=end).contains(day))
        .collect();
    let drawn = crate::parts::trend::trend(&Trend {
        title: measure.title.clone(),
        desc: words().with("trend-desc", &[("measure", &measure.title)]),
        max: measure.range.1,
        bands: measure
            .bands
            .iter()
            .map(|band| Band { from: band.min, to: band.max, label: band.label.clone() })
            .collect(),
        cut: Some((measure.case_at_least, words().t("trend-case").into_owned())),
        session_word: words().t("session").into_owned(),
        hint: words().t("trend-hint").into_owned(),
        points,
        events: in_course.iter().map(|(day, _)| LifeEvent { day: *day }).collect(),
    });
    (Some(Svg(drawn)), in_course.iter().map(|(_, what)| (*what).to_owned()).collect())
}

fn row(measure: &Measure, number: u32, kept: &KeptScore) -> ScoreRow {
    let score = &kept.score;
    let items = score.items.as_deref().unwrap_or_default();
    let risk_alone = score.risk_answers.iter().any(|(_, answer)| *answer > 0);
    ScoreRow {
        number,
        struck: kept.struck.clone().unwrap_or_default(),
        session: score.session.map_or_else(|| "–".to_owned(), |number| number.to_string()),
        on: plain::date(score.on),
        total: score.total,
        band: measure.band(score.total).map_or(String::new(), |band| band.label.clone()),
        items: items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        risk: risk_alone || !measure.risk_items(items).is_empty(),
    }
}

/// The trends and their tables.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "measures");
    let measures = measure::measures().iter().map(|measure| {
        let (trend, events) = trend(course, &measure.id);
        let rows: Vec<ScoreRow> = (1..)
            .zip(&course.scores)
            .filter(|(_, kept)| kept.score.measure == measure.id)
            .map(|(number, kept)| row(measure, number, kept))
            .collect();
        MeasureView {
            address: ask.room(&format!("measures/{}", measure.id)),
            key: Uuid::new_v4().to_string(),
            title: measure.title.clone(),
            trend,
            events,
            itemised: rows.iter().any(|row| !row.items.is_empty()),
            rows,
            source: measure.citation.clone(),
        }
    });
    answer::show(&MeasuresPage { page, frame, measures: measures.collect() })
}

fn form_page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    trouble: Option<Trouble>,
) -> Answer {
    let id: String = ask.part("measure")?;
    let measure = measure::measure(&id).ok_or(Failure::NotThere)?;
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "measures");
    let again = trouble.is_some();
    let trouble = trouble.unwrap_or_default();
    let action = ask.room(&format!("measures/{id}"));
    let filling = if again { Slip::again(ask, action) } else { Slip::blank(ask, action)? };
    let typed = |n: usize| filling.typed(&format!("item_{n}")).to_owned();
    let chosen = match filling.typed("session") {
        "" if !ask.queried("session").is_empty() => ask.queried("session").to_owned(),
        "" => course.sessions.last().map_or_else(|| "1".to_owned(), |s| s.number.to_string()),
        typed => typed.to_owned(),
    };
    let next = course.next_number();
    let mut numbers: Vec<SessionNumber> = course.sessions.iter().map(|s| s.number).collect();
    numbers.push(next);
    let on = match filling.typed("on") {
        "" => ask.clinic().today().to_string(),
        typed => typed.to_owned(),
    };
    let wrong = trouble.problems.first().map_or("", |p| match p.problem {
        ipt::form::Wrong::NotADate => "wrong-not-a-date",
        _ => "wrong-number",
    });
    let template = MeasureForm {
        page,
        frame,
        measure,
        typed: (1..=measure.items.len()).map(typed).collect(),
        sessions: numbers.iter().rev().map(|n| (n.to_string(), n.to_string() == chosen)).collect(),
        total: filling.typed("total").to_owned(),
        on,
        filling,
        refusal: trouble.refusal.as_ref().map(|r| RefusalView::of(r, &ask.room(""))),
        wrong: if wrong.is_empty() { String::new() } else { words().t(wrong).into_owned() },
    };
    if again { show_again(&template) } else { answer::show(&template) }
}

/// The form of a measure.
///
/// # Errors
/// See [`Failure`].
pub fn form(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    form_page(ask, access, None)
}

/// Enters a filled measure.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn enter(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let id: String = ask.part("measure")?;
    let measure = measure::measure(&id).ok_or(Failure::NotThere)?;
    let (answers, unread) = answers(ask, measure);
    let back = answers.session;
    let command = Command::EnterScore { answers };
    let trouble = match unread {
        None => match act(ask, access, Expect::Anything, command)? {
            Ok(()) => return Ok(saved(&after(ask, access, back)?)),
            Err(trouble) => trouble,
        },
        // A risk answer is heard even where a date or a figure beside it cannot be read.
        Some(trouble) => {
            ask.clinic().raise_all_the_same(access, &command)?;
            trouble
        }
    };
    form_page(ask, access, Some(trouble))
}

/// After an answer that raised a flag: to the risk assessment; else back to the session.
fn after(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    session: Option<SessionNumber>,
) -> Result<String, Failure> {
    let course = &ask.clinic().read(access)?.course;
    Ok(match session {
        _ if course.safety_hold() => ask.room("risk_assessment"),
        Some(number) if course.session(number).is_some() => ask.room(&format!("sessions/{number}")),
        Some(_) | None => ask.room("measures"),
    })
}

/// What can be read of the answers, and what cannot.
fn answers(ask: &Ask, measure: &Measure) -> (Answers, Option<Trouble>) {
    let mut wrong: Option<Trouble> = None;
    let mut number = |name: &str| match ask.field(name) {
        "" => None,
        text => text.parse::<u32>().map_err(|_| wrong = Some(out_of_range(name, measure))).ok(),
    };
    let items = (1..=measure.items.len())
        .map(|n| number(&format!("item_{n}")))
        .map(|item| item.map(|item| u8::try_from(item).unwrap_or(u8::MAX)))
        .collect();
    let total = number("total");
    let on = typed_date(ask, "on").unwrap_or_else(|trouble| {
        wrong = Some(trouble);
        ask.clinic().today()
    });
    let session = ask.field("session").parse().ok();
    (Answers { measure: measure.id.clone(), on, session, items, total }, wrong)
}

fn out_of_range(name: &str, measure: &Measure) -> Trouble {
    let problem = ipt::form::Wrong::OutOfRange { min: measure.range.0, max: measure.range.1 };
    Trouble::fields(vec![ipt::FieldProblem { field: name.to_owned(), problem }])
}

/// Strikes a score that was entered wrongly.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let score = ask.field("score").parse().map_err(|_| Failure::choice())?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::StrikeScore { score, reason }, "measures")
}

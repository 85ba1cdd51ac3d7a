//! The form of a measure: each item with its own answers; where no wording may be shown, the value
//! and the risk items by their numbers.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, FieldProblem,
    command::Answers,
    form::Wrong,
    measure::{Decimal, Item, Measure, Scoring},
    session::SessionNumber,
};

use super::{
    item::{ItemView, UnscoredView, item_view, unscored_view},
    known::Known,
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{RefusalView, Trouble},
    page::Page,
    screens::{CourseFrame, act, saved, typed_date},
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/measures/form.html")]
struct MeasureForm {
    page: Page,
    frame: CourseFrame,
    filling: Slip,
    title: String,
    stem: String,
    worded: bool,
    items: Vec<ItemView>,
    scales: Vec<ScaleView>,
    unscored: Option<UnscoredView>,
    sessions: Vec<(String, bool)>,
    has_total: bool,
    total: String,
    total_hint: String,
    /// Whether the answers on the page simply add up, so that the page can say their sum.
    adds_up: bool,
    on: String,
    refusal: Option<RefusalView>,
    wrong: String,
    known: Known,
}

/// A scale whose value is entered because its items are not.
struct ScaleView {
    name: String,
    title: String,
    range: String,
    typed: String,
}

/// The items that the form asks: all of them, or without wording those of risk.
fn items(measure: &Measure, filling: &Slip) -> Vec<ItemView> {
    let asked = |item: &Item| measure.has_wording() || item.risk_at_least.is_some();
    let items = (1..).zip(&measure.items).filter(|(_, item)| asked(item));
    let typed = |number: usize| filling.typed(&format!("item_{number}")).to_owned();
    items.map(|(number, item)| item_view(measure, number, item, &typed(number))).collect()
}

fn scales(measure: &Measure, filling: &Slip) -> Vec<ScaleView> {
    let scales = measure.scales.iter().filter(|_| !measure.has_wording());
    let view = scales.map(|scale| {
        let name = format!("scale_{}", scale.id);
        let (least, most) = measure.range_of(&scale.items);
        ScaleView {
            typed: filling.typed(&name).to_owned(),
            name,
            title: scale.title.clone(),
            range: format!("{least}–{most}"),
        }
    });
    view.collect()
}

/// What is said beside the field of the value alone.
fn total_hint(measure: &Measure) -> String {
    let risk: Vec<String> = measure.risk_item_numbers().map(|n| n.to_string()).collect();
    let (least, most) = (measure.range.0.to_string(), measure.range.1.to_string());
    let key = match (measure.has_wording(), measure.unit()) {
        (false, _) => "measure-value-hint",
        (true, ipt::score::Unit::Points) => "measure-total-hint",
        (true, ipt::score::Unit::Hundredths) => "measure-mean-hint",
    };
    let hint = words().with(key, &[("least", &least), ("most", &most)]);
    if risk.is_empty() {
        return hint;
    }
    format!("{hint} {}", words().with("measure-total-risk", &[("items", &risk.join(", "))]))
}

fn form_page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    trouble: Option<Trouble>,
) -> Answer {
    let id: String = ask.part("measure")?;
    let measure = ask.clinic().measures().find(&id).ok_or(Failure::NotThere)?;
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "measures");
    let again = trouble.is_some();
    let trouble = trouble.unwrap_or_default();
    let action = ask.room(&format!("measures/{id}"));
    let filling = if again { Slip::again(ask, action) } else { Slip::blank(ask, action)? };
    let chosen = match filling.typed("session") {
        "" if !ask.queried("session").is_empty() => ask.queried("session").to_owned(),
        "" => course.sessions.last().map_or_else(|| "1".to_owned(), |s| s.number.to_string()),
        typed => typed.to_owned(),
    };
    let mut numbers: Vec<SessionNumber> = course.sessions.iter().map(|s| s.number).collect();
    numbers.push(course.next_number());
    let on = match filling.typed("on") {
        "" => ask.clinic().today().to_string(),
        typed => typed.to_owned(),
    };
    let wrong = trouble.problems.first().map_or("", |p| match p.problem {
        Wrong::NotADate => "wrong-not-a-date",
        _ => "wrong-number",
    });
    let upward = measure.times == 1 && !measure.items.iter().any(|item| item.reverse);
    let template = MeasureForm {
        page,
        frame,
        title: measure.title.clone(),
        stem: measure.stem.clone(),
        worded: measure.has_wording(),
        items: items(measure, &filling),
        scales: scales(measure, &filling),
        unscored: unscored_view(measure, filling.typed("unscored")),
        sessions: numbers.iter().rev().map(|n| (n.to_string(), n.to_string() == chosen)).collect(),
        has_total: measure.decision().is_none(),
        total: filling.typed("total").to_owned(),
        total_hint: total_hint(measure),
        adds_up: upward && measure.scoring == Scoring::Sum,
        on,
        filling,
        refusal: trouble.refusal.as_ref().map(|r| RefusalView::of(r, &ask.room(""))),
        wrong: if wrong.is_empty() { String::new() } else { words().t(wrong).into_owned() },
        known: Known::of(measure),
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
    let measure = ask.clinic().measures().find(&id).ok_or(Failure::NotThere)?;
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
    let mut figure = |name: &str, read: &dyn Fn(&str) -> Option<u32>| match ask.field(name) {
        "" => None,
        text => {
            let figure = read(text);
            if figure.is_none() {
                wrong = Some(out_of_range(name, measure));
            }
            figure
        }
    };
    let whole = |text: &str| text.parse().ok();
    let value = |text: &str| text.parse::<Decimal>().ok().and_then(|v| measure.in_unit(v));
    let items = (1..=measure.items.len())
        .map(|n| figure(&format!("item_{n}"), &whole))
        .map(|item| item.map(|item| u8::try_from(item).unwrap_or(u8::MAX)))
        .collect();
    let total = figure("total", &value);
    let scales = measure
        .scales
        .iter()
        .filter_map(|s| figure(&format!("scale_{}", s.id), &value).map(|v| (s.id.clone(), v)))
        .collect();
    let on = typed_date(ask, "on").unwrap_or_else(|trouble| {
        wrong = Some(trouble);
        ask.clinic().today()
    });
    let unscored = ask.field("unscored").parse().ok();
    let (measure, session) = (measure.id.clone(), ask.field("session").parse().ok());
    let prorate = ask.clinic().settings().prorate;
    (Answers { measure, on, session, items, total, scales, unscored, prorate }, wrong)
}

fn out_of_range(name: &str, measure: &Measure) -> Trouble {
    let whole = |figure: Decimal| figure.in_hundredths() / 100;
    let problem = Wrong::OutOfRange { min: whole(measure.range.0), max: whole(measure.range.1) };
    Trouble::fields(vec![FieldProblem { field: name.to_owned(), problem }])
}

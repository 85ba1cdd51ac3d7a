//! Decision analysis: what the client wants, the ways there are, what each would bring.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, Course, DecisionId,
    artefact::Artefact,
    decision::{DecisionAnalysis, KeptDecision},
    session::Technique,
};

use super::{
    CourseFrame, act, act_and_go,
    document::told_of,
    incident::form_in,
    saved,
    sessions::guide::{self, TechniqueView},
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
};

#[derive(Template)]
#[template(path = "screens/decision/page.html")]
struct DecisionPage {
    page: Page,
    frame: CourseFrame,
    /// The decisions so far; empty on the page of one.
    decisions: Vec<DecisionView>,
    /// The one that is shown, if it is one.
    one: Option<DecisionView>,
    steps: Vec<TechniqueView>,
    /// What it says, where the course is closed.
    fixed: Vec<(String, String)>,
    form: Option<FormView>,
    trouble: bool,
}

struct DecisionView {
    address: String,
    wanted: String,
    session: String,
    options: usize,
    chosen: String,
}

fn address(ask: &Ask, id: DecisionId) -> String {
    ask.room(&format!("decisions/{id}"))
}

fn making(ask: &Ask, kept: Option<&KeptDecision>) -> Making<'static> {
    Making {
        name: DecisionAnalysis::NAME,
        fields: DecisionAnalysis::FIELDS,
        action: kept.map_or_else(|| ask.room("decisions"), |kept| address(ask, kept.id)),
        stored: kept.map_or_else(Default::default, |kept| kept.decision.to_form()),
        seen: kept.map_or(0, |kept| kept.revision.into()),
        people: Vec::new(),
        submit: "save",
    }
}

fn view(ask: &Ask, kept: &KeptDecision) -> DecisionView {
    DecisionView {
        address: address(ask, kept.id),
        wanted: kept.decision.wanted.clone(),
        session: kept.session.map_or(String::new(), |number| number.to_string()),
        options: kept.decision.options.len(),
        chosen: kept.decision.chosen().next().map_or(String::new(), |option| option.what.clone()),
    }
}

/// The page of all decisions, or of one.
fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    one: Option<DecisionId>,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let kept = one.map(|id| course.decision(id).ok_or(Failure::NotThere)).transpose()?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "decisions");
    let form = form_in(ask, course, making(ask, kept), trouble)?;
    let fixed = fixed(course, kept, form.is_none());
    let all = course.decisions.iter().rev().filter(|_| one.is_none());
    let template = DecisionPage {
        page,
        frame,
        decisions: all.map(|kept| view(ask, kept)).collect(),
        one: kept.map(|kept| view(ask, kept)),
        steps: guide::technique(course, Technique::DecisionAnalysis),
        fixed,
        form,
        trouble: trouble.is_some(),
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

fn fixed(course: &Course, kept: Option<&KeptDecision>, closed: bool) -> Vec<(String, String)> {
    match kept {
        // What is wanted stands above it.
        Some(kept) if closed => told_of(&kept.decision, course).split_off(1),
        Some(_) | None => Vec::new(),
    }
}

fn save(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    expect: Expect,
    decision: DecisionId,
) -> Result<Result<(), Trouble>, Failure> {
    match DecisionAnalysis::read(&ask.form) {
        Err(problems) => Ok(Err(Trouble::fields(problems))),
        Ok(content) => act(ask, access, expect, Command::WeighDecision { decision, content }),
    }
}

/// The decisions.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, None)
}

/// Weighs one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn weigh(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let decision = DecisionId(ask.key());
    match save(ask, access, Expect::Anything, decision)? {
        Ok(()) => Ok(saved(&address(ask, decision))),
        Err(trouble) => page(ask, access, None, Some(&trouble)),
    }
}

/// One decision.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, Some(ask.part("decision")?), None)
}

/// Weighs it anew.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let decision = ask.part("decision")?;
    match save(ask, access, Expect::Decision(decision, ask.seen()), decision)? {
        Ok(()) => Ok(saved(&address(ask, decision))),
        Err(trouble) => page(ask, access, Some(decision), Some(&trouble)),
    }
}

/// Strikes it.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let decision = ask.part("decision")?;
    act_and_go(ask, access, Command::StrikeDecision { decision }, "decisions")
}

//! Decision analysis: what the client wants, the ways there are, what each would bring.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, DecisionId,
    artefact::Artefact,
    decision::{DecisionAnalysis, KeptDecision},
    session::Technique,
};

use super::{
    CourseFrame, act, act_and_go,
    document::told_of,
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
    fixed: Vec<(String, String)>,
    form: FormView,
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

fn making(ask: &Ask, one: Option<DecisionId>, kept: Option<&KeptDecision>) -> Making<'static> {
    Making {
        name: DecisionAnalysis::NAME,
        fields: DecisionAnalysis::FIELDS,
        action: one.map_or_else(|| ask.room("decisions"), |id| address(ask, id)),
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

/// The page of all decisions, or of one. What was typed of one that was struck meanwhile comes back
/// among all.
fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    one: Option<DecisionId>,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let kept = one.and_then(|id| course.decision(id));
    if one.is_some() && kept.is_none() && trouble.is_none() {
        return Err(Failure::NotThere);
    }
    let (page, frame) = CourseFrame::of(ask, course, &identity, "decisions");
    let form = FormView::of(ask, making(ask, one, kept), trouble)?;
    let all = course.decisions.iter().rev().filter(|_| kept.is_none());
    let template = DecisionPage {
        page,
        frame,
        decisions: all.map(|kept| view(ask, kept)).collect(),
        one: kept.map(|kept| view(ask, kept)),
        steps: guide::technique(course, Technique::DecisionAnalysis),
        // What is wanted stands above it.
        fixed: kept.map_or_else(Vec::new, |kept| told_of(&kept.decision, course).split_off(1)),
        form,
        trouble: trouble.is_some(),
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
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

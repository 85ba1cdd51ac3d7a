//! What helps in the session: what the last one left, the plan, the strategies and questions of
//! the focus, and the techniques step by step. Content stands there with its sources.

use ipt::{
    Course, agenda,
    content::{
        strategy,
        technique::{self, TechniqueGuide},
        variant::PlanStep,
    },
    session::{SessionNumber, Technique},
};

use crate::{
    ask::Ask,
    screens::document::told_of,
    words::{Argument, words},
};

/// An area of the focus, as a session's page shows it.
pub struct AreaView {
    /// Its code: where its own page is.
    pub code: &'static str,
    /// Its name in the course's manual.
    pub name: String,
    /// The words of the way to its own page.
    pub link: String,
    /// Its strategies, in order.
    pub strategies: Vec<&'static str>,
    /// Questions for the session.
    pub prompts: &'static [String],
    /// What to mind.
    pub pitfalls: &'static [String],
    /// Signs of progress.
    pub progress: Vec<&'static str>,
    /// Where this comes from.
    pub source: &'static str,
}

/// A technique with its steps.
pub struct TechniqueView {
    /// The guide.
    pub guide: &'static TechniqueGuide,
    /// Why the variant leaves it out; empty if it does not.
    pub left_out: String,
}

impl TechniqueView {
    /// Its code.
    pub fn code(&self) -> &'static str {
        ipt::Code::code(self.guide.code)
    }
}

/// A line of the session plan.
pub struct PlanLine {
    /// What to do.
    pub task: String,
    /// Words in which it may be said; empty where the variant is not scripted.
    pub say: String,
    /// Where it comes from.
    pub source: String,
    /// The room in which it is done; empty for what is only talked about.
    pub address: String,
}

/// What a maintenance session goes through. Its words stand under `maintenance-plan-<key>`.
const MAINTENANCE: &[&str] = &["signs", "used", "focus", "count"];

/// The steps of the session plan, each with its source and the way to its room.
pub fn plan(ask: &Ask, course: &Course, number: SessionNumber) -> Vec<PlanLine> {
    if let SessionNumber::Maintenance(n) = number {
        let last = n >= course.maintenance_agreed();
        let steps = MAINTENANCE.iter().chain(last.then_some(&"last"));
        let word = |key: String| words().t(&key).into_owned();
        let line = |step: &&str| PlanLine {
            task: word(format!("maintenance-plan-{step}")),
            say: String::new(),
            source: word("maintenance-plan-source".into()),
            address: String::new(),
        };
        return steps.map(line).collect();
    }
    let line = |step: &&'static PlanStep| PlanLine {
        task: step.task.clone(),
        say: step.say.clone(),
        source: step.source.clone(),
        address: agenda::room_of(step).map_or(String::new(), |room| ask.room(room)),
    };
    agenda::plan_for(course, number).iter().map(line).collect()
}

/// The areas of the focus, agreed or proposed.
pub fn areas(course: &Course) -> Vec<AreaView> {
    agenda::areas(course)
        .into_iter()
        .map(|area| {
            let guide = strategy::guide(area);
            let name = ipt::letter::area_name(course, area, words());
            AreaView {
                code: ipt::Code::code(area),
                link: words().with("areas-link", &[("area", &name)]),
                name,
                strategies: guide.strategies.iter().map(|s| s.text.as_str()).collect(),
                prompts: &guide.prompts,
                pitfalls: &guide.pitfalls,
                progress: guide.progress.iter().map(|m| m.text.as_str()).collect(),
                source: &guide.source,
            }
        })
        .collect()
}

/// The techniques that fit the focus; before there is one, all of them.
pub fn techniques(course: &Course) -> Vec<TechniqueView> {
    let areas = agenda::areas(course);
    let fits = |guide: &&TechniqueGuide| {
        areas.is_empty()
            || areas.iter().any(|area| strategy::guide(*area).techniques.contains(&guide.code))
    };
    let allowed =
        |guide: &&TechniqueGuide| course.variant().forbids(ipt::Code::code(guide.code)).is_none();
    technique::guides()
        .iter()
        .filter(fits)
        .filter(allowed)
        .map(|guide| view(course, guide))
        .collect()
}

/// One technique; its guide is content, and content has one for each.
pub fn technique(course: &Course, code: Technique) -> Vec<TechniqueView> {
    technique::guide(code).map(|guide| view(course, guide)).into_iter().collect()
}

fn view(course: &Course, guide: &'static TechniqueGuide) -> TechniqueView {
    let forbidden = course.variant().forbids(ipt::Code::code(guide.code));
    let left_out = forbidden.map_or(String::new(), |forbidden| forbidden.reason.clone());
    TechniqueView { guide, left_out }
}

/// "After this one, n are left": to be said aloud.
pub fn left(course: &Course, number: SessionNumber) -> String {
    match number {
        SessionNumber::Acute(n) => {
            let agreed = course.sessions_agreed();
            let left = agreed.saturating_sub(n);
            words().with("session-left", &[("n", &n), ("agreed", &agreed), ("left", &left)])
        }
        SessionNumber::Maintenance(n) => {
            let agreed = course.maintenance_agreed();
            let left = agreed.saturating_sub(n);
            let said: [(_, &dyn Argument); 3] = [("n", &n), ("agreed", &agreed), ("left", &left)];
            words().with("session-maintenance-left", &said)
        }
    }
}

/// What the session before ended with.
pub fn before(course: &Course, number: SessionNumber) -> Vec<(String, String)> {
    let Some(session) = course.sessions.iter().rev().find(|s| s.number < number) else {
        return Vec::new();
    };
    let mut told = told_of(&session.note, course);
    let kept = ["plan", "summary_for_client", "note"];
    let labels: Vec<String> =
        kept.iter().map(|f| words().t(&format!("session_note-{f}")).into_owned()).collect();
    told.retain(|(label, _)| labels.contains(label));
    told
}

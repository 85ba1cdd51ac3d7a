//! The page of a course: where we are, what to do next and why, how mood and events went.

use askama::Template;
use clinic::{Access, Read, TheCourse};
use ipt::{
    Code, Course, Phase, agenda, alert, document::outcome::MaintenanceDecision, policy::gate,
};
use uuid::Uuid;

use self::{before::Before, choosing::Choosing};
use super::{
    CourseFrame,
    check_in::{Due, due},
    measures::{self, ThreadView},
    review::Asking,
    sessions,
};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    form::{RefusalView, room_address},
    page::Page,
    plain,
    slip::Slip,
    words::words,
};

mod before;
mod choosing;
mod variant;

pub use variant::StageView;

#[derive(Template)]
#[template(path = "screens/course/page.html")]
struct CoursePage {
    page: Page,
    frame: CourseFrame,
    address: String,
    next: Option<StepView>,
    steps: Vec<StepView>,
    gate: Option<GateView>,
    alerts: Asking,
    /// Each area of the focus: its code, its name, with whom.
    focus: Vec<(&'static str, String, String)>,
    goals: Vec<(String, String)>,
    people: Vec<(String, String)>,
    thread: Option<ThreadView>,
    renegotiating: String,
    before: Before,
    handed_over: String,
    earlier: String,
    stages: Vec<StageView>,
    left_out: Vec<(String, String)>,
    variant_notes: Vec<(String, String)>,
    choosing: Option<Choosing>,
    key: String,
    re_entering: Slip,
    ending: Slip,
    pausing: Slip,
    today: String,
    closed: bool,
    paused: bool,
    ending_possible: bool,
    /// Whether to raise the ending is the next thing: its form stands open then.
    ending_next: bool,
    can_open_session: bool,
    no_session: Option<RefusalView>,
    session_number: String,
    /// The measures of the next session.
    due: Option<Due>,
}

/// A step as it is shown.
pub struct StepView {
    /// Its address.
    pub address: String,
    /// What.
    pub text: String,
    /// Why.
    pub why: String,
    /// Whether it is done.
    pub done: bool,
}

/// A gate as it is shown.
struct GateView {
    phase: &'static str,
    title: String,
    conditions: Vec<(bool, String)>,
    open: bool,
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let address = ask.room("");
    let rules = ask.clinic().settings().review_rules;
    let next = agenda::next(course, &rules);
    let steps: Vec<StepView> =
        agenda::steps(course, &rules).into_iter().map(|step| step_view(&address, step)).collect();
    let (page, frame) = CourseFrame::of(ask, course, &identity, "");
    let depression = ask.clinic().measures().find(alert::DEPRESSION);
    let slip = |act: &str| Slip::blank(ask, ask.room(act));
    answer::show(&CoursePage {
        page,
        frame,
        next: next.map(|step| step_view(&address, step)),
        steps,
        gate: gate_view(course),
        alerts: Asking::of(ask, course),
        focus: focus(course),
        goals: goals(course),
        people: people(course),
        thread: depression.and_then(|measure| measures::thread(ask, course, &[measure], &[])),
        renegotiating: course.renegotiating.clone().unwrap_or_default(),
        before: Before::of(course),
        handed_over: handed_over(ask, course),
        earlier: earlier(course),
        stages: StageView::all(course),
        left_out: variant::left_out(course),
        variant_notes: course
            .variant()
            .notes
            .iter()
            .map(|note| (note.text.clone(), note.source.clone()))
            .collect(),
        choosing: Choosing::of(ask, course)?,
        key: Uuid::new_v4().to_string(),
        re_entering: slip("re-entry")?,
        ending: slip("phase")?,
        pausing: slip("pause")?,
        today: ask.clinic().today().to_string(),
        closed: course.phase == Phase::Closed,
        paused: course.pause.is_some(),
        ending_possible: course.phase == Phase::Middle,
        ending_next: next.is_some_and(|step| step.key == "raise-ending"),
        can_open_session: sessions::with_sessions(course),
        no_session: sessions::no_session(ask, course),
        due: sessions::with_sessions(course)
            .then(|| due(ask, access, course, course.next_number()))
            .transpose()?,
        session_number: course.next_number().to_string(),
        address,
    })
}

/// The last hand-over: by whom, when, why.
fn handed_over(ask: &Ask, course: &Course) -> String {
    course.transfers.last().map_or(String::new(), |transfer| {
        let (from, on) = (ask.clinic().name_of(transfer.from), plain::date(transfer.on));
        words().with("handed-over", &[("who", &from), ("on", &on), ("why", &transfer.reason)])
    })
}

/// The address of the course before; empty for a first episode.
fn earlier(course: &Course) -> String {
    let previous = course.begun.as_ref().and_then(|begun| begun.previous);
    previous.map_or(String::new(), |previous| format!("/courses/{previous}"))
}

fn step_view(address: &str, step: agenda::Step) -> StepView {
    // What is done on this very page is further down on it.
    let below = match step.key {
        "raise-ending" => "#raise-ending",
        "open-middle" | "begin-maintenance" | "close-course" => "#gate",
        "resume" => "#other-ways",
        _ => "",
    };
    StepView {
        address: format!("{}{below}", room_address(address, step.room)),
        text: words().t(&format!("step-{}", step.key)).into_owned(),
        why: words().t(&format!("step-{}-why", step.key)).into_owned(),
        done: step.done,
    }
}

fn gate_view(course: &Course) -> Option<GateView> {
    let (phase, conditions) = match course.phase {
        Phase::Initial => ("middle", gate::to_middle(course)),
        Phase::Concluding if without_maintenance(course) => ("closed", gate::to_closed(course)),
        Phase::Concluding => ("maintenance", gate::to_maintenance(course)),
        Phase::Maintenance => ("closed", gate::to_closed(course)),
        Phase::Referred | Phase::Suitability | Phase::Middle | Phase::Closed => return None,
    };
    Some(GateView {
        phase,
        title: words().t(&format!("gate-{phase}")).into_owned(),
        open: conditions.iter().all(|condition| condition.met),
        conditions: conditions
            .iter()
            .map(|condition| {
                let key = format!("condition-{}", condition.policy.code);
                (condition.met, words().t(&key).into_owned())
            })
            .collect(),
    })
}

/// Whether it was decided that no maintenance follows.
fn without_maintenance(course: &Course) -> bool {
    let decision = course.documents.outcome.as_ref().and_then(|kept| kept.value.maintenance);
    decision.is_some_and(|decision| decision != MaintenanceDecision::Agreed)
}

fn focus(course: &Course) -> Vec<(&'static str, String, String)> {
    let Some(focus) = course.agreed_focus() else { return Vec::new() };
    let named = |people: &[ipt::PersonId]| {
        let names = people.iter().filter_map(|id| course.person(*id));
        names.map(plain::named).collect::<Vec<_>>().join(", ")
    };
    let slots =
        [(focus.primary, &focus.primary_people), (focus.secondary, &focus.secondary_people)];
    slots
        .into_iter()
        .filter_map(|(area, people)| Some((area?, people)))
        .map(|(area, people)| {
            let stage = course.dispute_stage().filter(|_| area == ipt::Area::RoleDispute);
            let stage = stage.map_or(String::new(), |s| {
                format!(" ({})", words().t(&format!("stage-{}", s.code())))
            });
            let name = ipt::letter::area_name(course, area, words());
            (area.code(), name, format!("{}{stage}", named(people)))
        })
        .collect()
}

fn goals(course: &Course) -> Vec<(String, String)> {
    course
        .goals
        .iter()
        .map(|kept| {
            let status = words().t(&format!("goal_status-{}", kept.status().code())).into_owned();
            let rating = kept.progress.iter().rev().find_map(|progress| progress.rating);
            let rating = rating.map_or(String::new(), |rating| format!(" · {rating}/10"));
            (kept.goal.text.clone(), format!("{status}{rating}"))
        })
        .collect()
}

/// The people of the inner rings now.
fn people(course: &Course) -> Vec<(String, String)> {
    let mut people: Vec<(u8, String, &str)> = course
        .people_listed()
        .filter_map(|person| {
            let ring = course.circle.ring(ipt::inventory::circle::Layout::Now, person.id)?;
            Some((ring, plain::named(person), person.entry.relation.as_str()))
        })
        .collect();
    people.sort_unstable();
    people.into_iter().map(|(_, name, relation)| (name, relation.into())).collect()
}

//! What is to be done next in a course, and why.

use crate::{
    Area, Course, DocumentKind, Phase, alert,
    course::FormulationState,
    document::{non_response::WayForward, outcome::MaintenanceDecision},
    policy::gate,
    review::ReviewRules,
    session::SessionNumber,
};

/// How soon a session plan starts to speak of the ending: this many sessions before the last.
/// Source: S10 (at least two to four).
pub const ENDING_TALK_FROM: u32 = 4;

/// One step. Its words stand under `step-<key>` and `step-<key>-why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name in the words.
    pub key: &'static str,
    /// The room where it is done.
    pub room: &'static str,
    /// Whether it is done.
    pub done: bool,
}

fn step(key: &'static str, room: &'static str, done: bool) -> Step {
    Step { key, room, done }
}

/// The steps of the present phase, in order, done or not. Safety comes first.
pub fn steps(course: &Course, rules: &ReviewRules) -> Vec<Step> {
    let mut steps = Vec::new();
    if course.safety_hold() {
        steps.push(step("assess-risk", "risk_assessment", false));
    } else if course.open_flags().next().is_some() {
        steps.push(step("clear-risk", "risk_assessment", false));
    }
    if course.pause.is_some() {
        steps.push(step("resume", "course", false));
    }
    steps.extend(match course.phase {
        Phase::Referred => vec![step("book-assessment", "referral", false)],
        Phase::Suitability => vec![step("decide-suitability", "suitability", false)],
        Phase::Initial => initial(course),
        Phase::Middle => middle(course, rules),
        Phase::Concluding => concluding(course),
        Phase::Maintenance => maintenance(course),
        Phase::Closed => Vec::new(),
    });
    if course.unsigned().is_some() {
        let after_safety = steps.iter().take_while(|s| s.room == "risk_assessment").count();
        steps.insert(after_safety, step("sign-note", "session", false));
    }
    steps
}

/// The next thing to do.
pub fn next(course: &Course, rules: &ReviewRules) -> Option<Step> {
    steps(course, rules).into_iter().find(|step| !step.done)
}

fn has(course: &Course, kind: DocumentKind) -> bool {
    course.documents.stamp(kind).is_some()
}

fn initial(course: &Course) -> Vec<Step> {
    let told = course.documents.diagnosis.as_ref().is_some_and(|d| d.value.told_on.is_some());
    let placed = !course.circle.moves().is_empty();
    let mut steps = vec![
        step("open-first-session", "session", course.sessions_held() > 0),
        step("assess", "assessment", has(course, DocumentKind::Assessment)),
        step("tell-diagnosis", "diagnosis", told),
        step("give-sick-role", "sick_role", has(course, DocumentKind::SickRole)),
        step("take-inventory", "inventory", course.people_listed().next().is_some()),
        step("draw-circle", "circle", placed),
        step("draw-timeline", "timeline", !course.timeline.is_empty()),
        step("see-triad", "triad", has(course, DocumentKind::Triad)),
        step("write-formulation", "formulation", has(course, DocumentKind::Formulation)),
        step(
            "share-formulation",
            "formulation",
            !matches!(course.formulation, FormulationState::Draft),
        ),
        step("hear-answer", "formulation", course.formulation_accepted()),
        step("agree-focus", "focus", course.agreed_focus().is_some()),
        step("set-goals", "goals", !course.goals.is_empty()),
        step("agree-contract", "contract", course.contract_stands()),
    ];
    let ready = gate::to_middle(course).iter().all(|condition| condition.met);
    if ready {
        steps.push(step("open-middle", "course", false));
    }
    steps
}

fn middle(course: &Course, rules: &ReviewRules) -> Vec<Step> {
    let (held, agreed) = (course.sessions_held(), course.sessions_agreed());
    let mut steps = Vec::new();
    if course.renegotiating.is_some() {
        steps.push(step("agree-contract", "contract", false));
    }
    match course.way_open {
        Some(WayForward::ChangeFocus) => steps.push(step("change-focus", "focus", false)),
        Some(WayForward::RecontractExtraSessions | WayForward::RaiseFrequency) => {
            steps.push(step("renegotiate", "contract", false));
        }
        Some(_) | None => {}
    }
    if alert::decision_waits(course, rules) {
        steps.push(step("decide-non-response", "non_response", false));
    }
    if held >= agreed.div_ceil(2) && agreed >= 6 {
        steps.push(step("hold-mid-review", "mid_review", has(course, DocumentKind::MidReview)));
    }
    steps.extend(telling_anew(course));
    // Before the work on the focus: it has its time, and no session is held past it.
    if held + ENDING_TALK_FROM >= agreed {
        steps.push(step("raise-ending", "course", false));
    }
    let focus = course.agreed_focus().into_iter().flat_map(|focus| focus.areas()).flatten();
    steps.extend(focus.map(|area| sheet(course, area)));
    steps.push(step("open-next-session", "session", false));
    steps
}

/// After the mid-course review the letter is told anew, with what has changed since (domain page
/// §2); until the next session, for a letter that still is right need not be.
fn telling_anew(course: &Course) -> Option<Step> {
    let review = course.documents.mid_review.as_ref()?;
    let letter = course.documents.formulation.as_ref()?;
    let went_on = review
        .value
        .held_on
        .is_some_and(|held| course.sessions.last().is_some_and(|session| session.on > held));
    let told = letter.at > review.at && course.formulation_accepted();
    (!went_on).then(|| step("tell-anew", "formulation", told))
}

/// The work sheet of an area of the focus.
fn sheet(course: &Course, area: Area) -> Step {
    let done = has(course, area.sheet());
    match area {
        Area::Grief => step("look-at-loss", "grief_work", done),
        Area::RoleDispute => step("see-both-sides", "dispute_work", done),
        Area::RoleTransition => step("weigh-roles", "balance_sheet", done),
        Area::InterpersonalDeficits => step("look-at-ties", "deficits_work", done),
    }
}

fn concluding(course: &Course) -> Vec<Step> {
    let decision = course.documents.outcome.as_ref().and_then(|o| o.value.maintenance);
    let plan = course.documents.relapse_plan.as_ref().and_then(|plan| plan.value.agreed_on);
    let mut steps = vec![
        step("open-next-session", "session", course.sessions_left() == 0),
        step("talk-ending", "ending", has(course, DocumentKind::Ending)),
        step("write-plan", "relapse_plan", plan.is_some()),
        step("code-outcome", "outcome", has(course, DocumentKind::Outcome)),
    ];
    if decision == Some(MaintenanceDecision::Agreed) {
        let agreed = has(course, DocumentKind::Maintenance);
        steps.push(step("agree-maintenance", "maintenance", agreed));
        if agreed {
            steps.push(step("begin-maintenance", "course", false));
        }
    } else if decision.is_some() {
        steps.push(step("close-course", "course", false));
    }
    steps
}

fn maintenance(course: &Course) -> Vec<Step> {
    let agreed = course.documents.maintenance.as_ref().and_then(|m| m.value.sessions);
    let all_held = agreed.is_some_and(|agreed| course.maintenance_held() >= agreed);
    let mut steps = vec![step("open-maintenance-session", "session", all_held)];
    if all_held {
        steps.push(step("close-course", "course", false));
    }
    steps
}

/// What the session plan of the variant says for the session of this number.
pub fn plan_for(
    course: &Course,
    number: SessionNumber,
) -> Vec<&'static crate::content::variant::PlanStep> {
    match number {
        SessionNumber::Acute(n) => course.variant().plan_for(course.sessions_agreed(), n),
        SessionNumber::Maintenance(_) => Vec::new(),
    }
}

/// The room in which a step of the session plan is done; none for what is only talked about.
pub fn room_of(step: &crate::content::variant::PlanStep) -> Option<&'static str> {
    Some(match step.key.as_str() {
        "assess" => "assessment",
        "ask_risk" => "risk_assessment",
        "name_illness" => "diagnosis",
        "start_timeline" | "changes_near_onset" => "timeline",
        "sick_role" => "sick_role",
        "inventory" | "ipc_people" => "inventory",
        "circle" => "circle",
        "formulation" => "formulation",
        "agree_focus" | "ipc_focus" => "focus",
        "say_end_date" | "contract" => "contract",
        "early_response" => "progress",
        "mid_review" => "mid_review",
        "gains" | "feelings_about_ending" => "ending",
        "relapse_plan" => "relapse_plan",
        "maintenance_decision" => "outcome",
        _ => return None,
    })
}

/// The areas that the course works on now: the agreed ones, else what the formulation proposes.
pub fn areas(course: &Course) -> Vec<Area> {
    let agreed = course.agreed_focus().map(|focus| [focus.primary, focus.secondary]);
    let proposed = || [course.documents.formulation.as_ref().and_then(|f| f.value.area), None];
    agreed.unwrap_or_else(proposed).into_iter().flatten().collect()
}

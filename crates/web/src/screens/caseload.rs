//! The caseload: who needs attention, first.

use askama::Template;
use clinic::{
    Access, Actor, Read, Role,
    caseload::{Broken, Caseload, Row},
    permission::TheCaseload,
};
use ipt::{Code, Phase, summary::Summary};
use jiff::civil::Date;

use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    form::room_address,
    page::Page,
    parts::Svg,
    plain,
    screens::cover,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/caseload/page.html")]
struct CaseloadPage {
    page: Page,
    /// Whether word of an alert could not be sent to this person.
    word_stuck: bool,
    /// Courses of others whose risk alert went on to this person.
    gone_on: Vec<RowView>,
    /// Who covers for this person now.
    covered_by: Vec<String>,
    /// Courses of others that this person covers, under what is said of each cover.
    covered: Vec<(String, Vec<RowView>)>,
    open: Vec<RowView>,
    closed: Vec<RowView>,
    attention: String,
    /// What is said of each row that cannot be shown.
    broken: Vec<String>,
    name: String,
    /// The own drawers in courses that others lead now: where, and of whom.
    drawers: Vec<(String, String)>,
}

/// A row as it is shown.
struct RowView {
    address: String,
    name: String,
    phase: String,
    count: String,
    score: String,
    arrow: &'static str,
    arrow_words: String,
    mini: Svg,
    flags: Vec<(&'static str, String)>,
    next: String,
    step: String,
    step_address: String,
}

/// The first page: that of the first of somebody's roles. Who has none yet, or none any more, sees
/// their sign-in and what is said of it there.
///
/// # Errors
/// None so far.
pub fn home(ask: &Ask, actor: &Actor) -> Answer {
    Ok(redirect(match () {
        () if actor.has(Role::Guardian) => "/ward",
        () if actor.is_outside() => "/my",
        () if ask.clinic().leads_courses(actor) => "/caseload",
        () if actor.has(Role::Supervisor) => "/supervision",
        () if actor.has(Role::Administrator) => "/people",
        () if actor.has(Role::Researcher) => "/outcomes",
        () => "/account",
    }))
}

/// The caseload.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCaseload, Read>) -> Answer {
    let Caseload { rows, broken } = ask.clinic().caseload(access)?;
    let today = ask.clinic().today();
    let urgent = rows.iter().filter(|row| row.summary.urgency(today) <= 4).count();
    let urgent = u32::try_from(urgent).unwrap_or(u32::MAX);
    let name = ask.queried("name").to_owned();
    let (closed, open): (Vec<&Row>, Vec<&Row>) = rows
        .iter()
        .filter(|row| row.identity.name.to_lowercase().contains(&name.to_lowercase()))
        .partition(|row| row.summary.phase == Phase::Closed);
    let views = |rows: Vec<&Row>| rows.into_iter().map(|row| view(row, today)).collect();
    let gone_on = ask.clinic().gone_on(access)?.rows;
    let mut broken: Vec<String> = broken.iter().map(told_broken).collect();
    let mut covered = Vec::new();
    for (cover, courses) in ask.clinic().covered_courses(access)? {
        broken.extend(courses.broken.iter().map(told_broken));
        let open = courses.rows.iter().filter(|row| row.summary.phase != Phase::Closed);
        covered.push((cover::heading(ask, &cover), views(open.collect())));
    }
    answer::show(&CaseloadPage {
        page: Page::of(ask, &words().t("caseload-title")),
        word_stuck: word_stuck(access, &rows, &gone_on),
        gone_on: views(gone_on.iter().collect()),
        covered_by: cover::covered_by(ask, access)?,
        covered,
        open: views(open),
        closed: views(closed),
        broken,
        drawers: ask.clinic().drawers_left(access)?.into_iter().map(drawer).collect(),
        attention: words().with("caseload-attention", &[("n", &urgent)]),
        name,
    })
}

/// The drawer of somebody who handed the course over.
fn drawer((course, name): (ipt::CourseId, String)) -> (String, String) {
    (format!("/courses/{course}/process-notes"), name)
}

/// Whether word of an alert could not be sent to whoever sees these rows.
pub(super) fn word_stuck(access: &Access<TheCaseload, Read>, own: &[Row], others: &[Row]) -> bool {
    let me = access.actor().id();
    own.iter().chain(others).any(|row| row.summary.unsent_to.contains(&me))
}

/// A row that cannot be shown, by the client's name or else by the course's id. Why stands in the
/// log under a reference.
pub(super) fn told_broken(broken: &Broken) -> String {
    let course = broken.course.to_string();
    let name = broken.name.as_deref().unwrap_or(&course);
    match &broken.why {
        None => words().with("caseload-unfinished", &[("name", &name)]),
        Some(why) => {
            let reference =
                match Failure::fault(why.telling().with(&"in the course").with(&broken.course.0)) {
                    Failure::Fault(reference) => reference,
                    _ => String::new(),
                };
            words().with("caseload-broken", &[("name", &name), ("reference", &reference)])
        }
    }
}

fn view(row: &Row, today: Date) -> RowView {
    let summary = &row.summary;
    let address = format!("/courses/{}", row.course);
    let step = summary.next_step.as_deref();
    let scores: Vec<u32> = summary.series.iter().flatten().copied().collect();
    let (arrow, arrow_key) = arrow(&scores);
    RowView {
        step_address: room_address(&address, step.map_or("course", room_of)),
        address,
        name: row.identity.name.clone(),
        phase: words().d(&format!("phase-{}", summary.phase.code()), summary.dialect).into_owned(),
        count: count(summary),
        score: scores.last().map_or_else(String::new, ToString::to_string),
        arrow,
        arrow_words: words().t(arrow_key).into_owned(),
        mini: Svg(crate::parts::sparkline::sparkline(&summary.series, 27)),
        flags: flags(summary, today),
        next: summary.booking().map_or_else(String::new, plain::booked_day),
        step: step.map_or_else(String::new, |key| words().t(&format!("step-{key}")).into_owned()),
    }
}

/// How the last score lies to the one before, as a sign and as the name of its words.
pub(super) fn arrow(scores: &[u32]) -> (&'static str, &'static str) {
    match scores {
        [.., before, last] if last < before => ("↓", "arrow-down"),
        [.., before, last] if last > before => ("↑", "arrow-up"),
        [.., _, _] => ("→", "arrow-same"),
        _ => ("", "arrow-none"),
    }
}

/// The room where a step is done. A summary keeps only the step's name; a test holds this list to
/// the agenda. A step that is not known leads to the course, which says what is next.
pub(super) fn room_of(step: &str) -> &'static str {
    match step {
        "assess-risk" | "clear-risk" => "risk_assessment",
        "book-assessment" => "referral",
        "decide-suitability" => "suitability",
        "sign-note" | "open-first-session" | "open-next-session" | "open-maintenance-session" => {
            "session"
        }
        "assess" => "assessment",
        "tell-diagnosis" => "diagnosis",
        "give-sick-role" => "sick_role",
        "take-inventory" => "inventory",
        "draw-circle" => "circle",
        "draw-timeline" => "timeline",
        "see-triad" => "triad",
        "write-formulation" | "share-formulation" | "hear-answer" | "tell-anew" => "formulation",
        "agree-focus" | "change-focus" => "focus",
        "set-goals" => "goals",
        "agree-contract" | "renegotiate" => "contract",
        "decide-non-response" => "non_response",
        "hold-mid-review" => "mid_review",
        "look-at-loss" => "grief_work",
        "see-both-sides" => "dispute_work",
        "weigh-roles" => "balance_sheet",
        "look-at-ties" => "deficits_work",
        "tell-parents" | "tell-parents-end" => "parents",
        "ask-around-birth" => "perinatal",
        "screen-memory" => "later_life",
        "mourn-lost-self" => "lost_self",
        "write-rhythm" => "rhythm",
        "talk-ending" => "ending",
        "write-plan" => "relapse_plan",
        "code-outcome" => "outcome",
        "agree-maintenance" => "maintenance",
        _ => "course",
    }
}

fn count(summary: &Summary) -> String {
    match summary.phase {
        Phase::Referred | Phase::Suitability => String::new(),
        Phase::Maintenance => {
            words().with("count-maintenance", &[("n", &summary.maintenance_held)])
        }
        Phase::Initial | Phase::Middle | Phase::Concluding | Phase::Closed => {
            format!("{} / {}", summary.held, summary.agreed)
        }
    }
}

pub(super) fn flags(summary: &Summary, today: Date) -> Vec<(&'static str, String)> {
    let mut flags = Vec::new();
    let mut flag =
        |class: &'static str, key: &str| flags.push((class, words().t(key).into_owned()));
    if summary.safety_hold {
        flag("safety", "flag-hold");
    } else if summary.open_flags > 0 {
        flag("safety", "flag-open");
    }
    for rule in summary.alerts.iter().filter(|rule| **rule != ipt::alert::Rule::Risk) {
        flag("attention", &format!("rule-{}-short", rule.code()));
    }
    if summary.signs_back {
        flag("attention", "flag-signs-back");
    } else if summary.check_words {
        flag("attention", "flag-check-words");
    }
    if summary.unsigned.is_some() {
        flag("attention", "flag-unsigned");
    }
    if summary.overdue(today) {
        flag("attention", "flag-overdue");
    }
    if summary.unbooked {
        flag("attention", "flag-unbooked");
    }
    if summary.pause_over(today) {
        flag("attention", "flag-pause-over");
    }
    if summary.paused {
        flag("", "paused");
    }
    for rule in summary.reviewed.iter().filter(|rule| !summary.alerts.contains(rule)) {
        flag("", &format!("rule-{}-reviewed", rule.code()));
    }
    if let Some(result) = summary.result {
        flag("", &format!("result-{}", result.code()));
    }
    flags
}

#[cfg(test)]
mod tests {
    use clinic::Problem;

    use super::{Broken, room_of, told_broken};

    #[test]
    fn a_broken_row_is_named_and_has_a_reference() {
        let course = ipt::CourseId(uuid::Uuid::from_u128(7));
        let why = Some(Problem::Fault("a summary of another version"));
        let named = told_broken(&Broken { course, name: Some("Jun".to_owned()), why });
        assert!(named.contains("The course of Jun") && named.contains("(reference "), "{named}");
        let why = Some(Problem::Fault("identity"));
        let unnamed = told_broken(&Broken { course, name: None, why });
        assert!(unnamed.contains(&course.to_string()), "{unnamed}");
        let half = told_broken(&Broken { course, name: Some("Jun".to_owned()), why: None });
        assert!(half.contains("begun and not completed"), "{half}");
    }

    #[test]
    fn each_step_leads_to_the_room_that_the_agenda_names() {
        let own = include_str!("../../../ipt/src/agenda/own.rs");
        let agenda = format!("{}{own}", include_str!("../../../ipt/src/agenda.rs"));
        let mut steps = 0;
        for call in agenda.split("step(").skip(1) {
            let texts: Vec<&str> = call.split('"').collect();
            let [before, step, comma, room, ..] = texts.as_slice() else { continue };
            if before.trim().is_empty() && comma.trim() == "," {
                assert_eq!(room_of(step), *room, "{step}");
                steps += 1;
            }
        }
        assert!(steps > 30, "{steps}");
    }
}

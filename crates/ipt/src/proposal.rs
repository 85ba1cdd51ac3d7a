//! What the relapse-prevention plan can take over from this person's own course: signs, triggers,
//! people, skills, what helped. Each line says where it comes from; the client keeps it, puts it in
//! other words, or strikes it. Nothing is stored by proposing.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use crate::{
    Course, PersonId, alert,
    goal::GoalStatus,
    homework::Tried,
    inventory::{Support, circle::Layout},
    measure,
    session::{SessionNumber, Technique},
    timeline::{self, LifeEvent},
};

mod signs;

/// So many early signs at most are proposed: a plan has three to five. Source: domain page §6.
pub const MOST_SIGNS: usize = 5;
/// An event counts as before a rise if it came at most so many days before it. OpenIPT design.
pub const BEFORE_RISE_DAYS: i32 = 28;
/// So many lines of one kind at most are proposed: more is no plan. OpenIPT design.
const MOST_LINES: usize = 6;

/// What a proposed line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// Words that stand in the record, or in the measure.
    Words(String),
    /// A technique, in the words for what a person does of it alone.
    Practised(Technique),
}

/// Where a proposed line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An answer of the depression measure rose in the session before its total did.
    RoseFirst(SessionNumber),
    /// It rose with the total.
    RoseWith(SessionNumber),
    /// It stood high in the first score: so many points.
    AtStart(u8),
    /// It calls for help whenever it is there, and it was there.
    Answered(SessionNumber),
    /// An event of the timeline within half a year before the onset.
    NearOnset(Date),
    /// An event of the timeline in the weeks before a rise.
    BeforeRise(Date, SessionNumber),
    /// Somebody who gives support, and the ring in which they stand now.
    Supports(PersonId, Option<u8>),
    /// What was said about the ending.
    Ending,
    /// A goal that was reached.
    Goal,
    /// A goal that is open.
    OpenGoal,
    /// A task that was tried, agreed in this session.
    Task(SessionNumber),
    /// Another version of an exchange that was tried.
    Exchange,
    /// Practised in so many sessions.
    Sessions(usize),
}

/// A proposed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The field of the plan.
    pub field: &'static str,
    /// What it says.
    pub says: Says,
    /// Where it comes from.
    pub from: Origin,
}

fn line(field: &'static str, words: &str, from: Origin) -> Option<Proposed> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(Proposed { field, says: Says::Words(words), from })
}

/// Everything that can be proposed, in the order of the plan's fields.
pub fn relapse_plan(course: &Course) -> Vec<Proposed> {
    let mut lines = early_signs(course);
    lines.extend(triggers(course).into_iter().take(MOST_LINES));
    lines.extend(helped(course).into_iter().take(MOST_LINES));
    lines.extend(skills(course).into_iter().take(MOST_LINES));
    lines.extend(people(course).into_iter().take(MOST_LINES));
    lines.extend(open_goals(course));
    // The same words once in a field.
    let mut known: Vec<(&str, Says)> = Vec::new();
    lines.retain(|line| {
        let this = (line.field, line.says.clone());
        let new = !known.contains(&this);
        known.push(this);
        new
    });
    lines
}

/// The early signs: see [`signs::found`]. What calls for help whenever it is there is urgent.
fn early_signs(course: &Course) -> Vec<Proposed> {
    let Some(measure) = measure::measure(alert::DEPRESSION) else { return Vec::new() };
    let found = signs::found(course, measure);
    let text = |item: usize| measure.item(item).and_then(|item| item.text.as_deref());
    found
        .into_iter()
        .filter_map(|(item, from)| {
            let urgent = matches!(from, Origin::Answered(_));
            line(if urgent { "signs_urgent" } else { "signs_watch" }, text(item)?, from)
        })
        .collect()
}

/// The life events near the onset, and those in the weeks before a later rise.
fn triggers(course: &Course) -> Vec<Proposed> {
    let onset = course.documents.assessment.as_ref().and_then(|kept| kept.value.onset);
    let near = onset.map(|onset| timeline::near_onset(&course.timeline, onset)).unwrap_or_default();
    let near = near.into_iter().map(|kept| (kept, Origin::NearOnset(kept.on())));
    let rises = measure::measure(alert::DEPRESSION)
        .map(|measure| signs::rises(course, measure))
        .unwrap_or_default();
    let before = rises.into_iter().flat_map(|(number, day)| {
        let from = day.checked_sub(BEFORE_RISE_DAYS.days()).unwrap_or(Date::MIN);
        let within = move |on: Date| from <= on && on <= day;
        let events = course.timeline.iter().filter(move |kept| within(kept.on()));
        let events = events.filter(|kept| kept.moment.kind != Some(LifeEvent::Symptoms));
        events.map(move |kept| (kept, Origin::BeforeRise(kept.on(), number)))
    });
    let events = near.chain(before);
    events.filter_map(|(kept, from)| line("triggers", &kept.moment.what, from)).collect()
}

/// What helped: the client's own account first, then the goals that were reached.
fn helped(course: &Course) -> Vec<Proposed> {
    let ending = course.documents.ending.as_ref().map(|kept| &kept.value);
    let account = ending.map(|ending| ending.clients_account.as_str()).unwrap_or_default();
    let account = line("what_helped", account, Origin::Ending);
    let reached = course.goals.iter().filter(|kept| kept.status() == GoalStatus::Reached);
    let reached = reached.filter_map(|kept| line("what_helped", &kept.goal.text, Origin::Goal));
    account.into_iter().chain(reached).collect()
}

/// What was left for later, and the goals that are still open.
fn open_goals(course: &Course) -> Vec<Proposed> {
    let ending = course.documents.ending.as_ref().map(|kept| kept.value.unfinished.as_str());
    let left = line("unfinished_goals", ending.unwrap_or_default(), Origin::Ending);
    let done = [GoalStatus::Reached, GoalStatus::SetAside];
    let open = course.goals.iter().filter(|kept| !done.contains(&kept.status()));
    let open = open.filter_map(|kept| line("unfinished_goals", &kept.goal.text, Origin::OpenGoal));
    left.into_iter().chain(open).collect()
}

/// The skills: as the client named them, what was tried between the sessions, and what was
/// practised in them. Nothing that was tried with somebody with whom it is not safe.
fn skills(course: &Course) -> Vec<Proposed> {
    let named = course.documents.ending.iter().flat_map(|kept| &kept.value.skills);
    let named = named.filter_map(|skill| line("skills", skill, Origin::Ending));
    let went = |tried: Option<Tried>| matches!(tried, Some(Tried::Tried | Tried::Partly));
    let safe = |id: &PersonId| course.person(*id).is_none_or(|person| !person.unsafe_with());
    let incidents = course.incidents.iter().filter(|kept| kept.incident.people.iter().all(safe));
    let versions = incidents.filter_map(|kept| kept.communication.as_ref());
    let versions = versions.filter(|found| went(found.tried));
    let versions =
        versions.filter_map(|found| line("skills", &found.another_version, Origin::Exchange));
    let tasks = course.homework.iter().filter(|task| !course.put_aside(task));
    let tasks = tasks.filter(|task| task.review.as_ref().is_some_and(|review| went(review.tried)));
    let tasks =
        tasks.filter_map(|task| line("skills", &task.homework.what, Origin::Task(task.session)));
    named.chain(practised(course)).chain(versions).chain(tasks).collect()
}

/// The techniques that a person can go on with alone, and in how many sessions they were used.
fn practised(course: &Course) -> Vec<Proposed> {
    let alone = [
        Technique::RolePlay,
        Technique::CommunicationAnalysis,
        Technique::DecisionAnalysis,
        Technique::WorkingWithSupport,
    ];
    let used = |technique| {
        let with = course.sessions.iter().filter(|s| s.note.techniques.contains(&technique));
        let sessions = with.count();
        let (says, from) = (Says::Practised(technique), Origin::Sessions(sessions));
        (sessions > 0).then_some(Proposed { field: "skills", says, from })
    };
    alone.into_iter().filter_map(used).collect()
}

/// The people who give support, the nearest first. Nobody who died, and nobody with whom it is
/// not safe.
fn people(course: &Course) -> Vec<Proposed> {
    let gives = |support: &[Support]| support.iter().any(|kind| *kind != Support::NoSupport);
    let ring = |id| course.circle.ring(Layout::Now, id);
    let listed = course.people_listed().filter(|person| gives(&person.entry.support));
    let mut safe: Vec<_> =
        listed.filter(|person| !person.deceased() && !person.unsafe_with()).collect();
    safe.sort_by_key(|person| ring(person.id).unwrap_or(u8::MAX));
    let mut once = BTreeSet::new();
    safe.retain(|person| once.insert(person.entry.name.clone()));
    let proposed = safe.into_iter().filter_map(|person| {
        line("people_to_tell", &person.entry.name, Origin::Supports(person.id, ring(person.id)))
    });
    proposed.collect()
}

//! The frame of a course's page: who, where in the course, and the way to its rooms.

use clinic::{identity::Identity, role_conflict::ROOM};
use ipt::{Code, Course, Phase, label::RecordPart};

use super::labels;

use crate::{
    answer::Failure,
    ask::Ask,
    form::RefusalView,
    page::Page,
    words::{Argument, words},
};

/// The frame of a course's page: who, where in the course, and the way to its rooms.
#[derive(Clone, Debug)]
pub struct CourseFrame {
    /// The client's name.
    pub client: String,
    /// Where in the course: session n of N, what is left, phase, focus.
    pub whereabouts: Vec<String>,
    /// The phases, each with its state (`done`, `now`, `next`) and name.
    pub rail: Vec<(&'static str, String)>,
    /// The rooms, under headings: address, name, whether this is it.
    pub rooms: Vec<(String, Vec<Room>)>,
    /// Whether the agenda is suspended for safety.
    pub safety_hold: bool,
    /// Open risk flags.
    pub open_flags: usize,
    /// Whether it is paused.
    pub paused: bool,
    /// The way back to the session that is being held, from the rooms it leads to: its address,
    /// and which it is.
    pub in_session: Option<(String, String)>,
    /// The next thing to do: its address and what it is.
    pub next: Option<(String, String)>,
    /// The manual that is followed.
    pub dialect: ipt::Dialect,
    /// Whether somebody close to the client is in treatment here too, and this is not where it
    /// stands.
    pub role_conflict: bool,
    /// The part of the record that this page is of, if it can be labelled.
    pub part: Option<RecordPart>,
    /// Whether it has a label.
    pub labelled: bool,
    /// Whether something was just saved.
    pub saved: bool,
    /// Whether the crisis contacts that were chosen for the client are gone from the settings.
    pub crisis_gone: bool,
    /// What was added to the document of this room by corrections: by whom and when, and what.
    pub amended: Vec<(String, String)>,
    /// Why the forms of this room are not open, if they are not.
    pub shut: Option<RefusalView>,
}

/// A room of a course.
#[derive(Clone, Debug)]
pub struct Room {
    /// Its address.
    pub address: String,
    /// Its name.
    pub name: String,
    /// Whether this is it.
    pub here: bool,
    /// Whether something is written there.
    pub written: bool,
}

/// The rooms of a course, in the order in which the work meets them.
const ROOMS: &[(&str, &[&str])] = &[
    ("beginning", &["referral", "suitability", "assessment", "diagnosis", "sick_role"]),
    ("life", &["inventory", "circle", "timeline", "triad"]),
    ("agreement", &["formulation", "focus", "goals", "contract"]),
    (
        "work",
        &[
            "sessions",
            "check-in",
            "measures",
            "progress",
            "rhythm",
            "incidents",
            "decisions",
            "grief_work",
            "dispute_work",
            "techniques",
            "homework",
            "balance_sheet",
            "deficits_work",
            "lost_self",
            "parents",
            "perinatal",
            "later_life",
            "mid_review",
            "non_response",
            "reviews",
        ],
    ),
    ("safety", &["risk_assessment", "safety_plan"]),
    ("ending", &["ending", "relapse_plan", "outcome", "maintenance", "self-checks"]),
    ("record", &["supervision", "client", "corrections", "labels", "history", "looks", "record"]),
];

impl CourseFrame {
    /// The frames for a course's page; `room` is where we are.
    pub fn of(ask: &Ask, course: &Course, identity: &Identity, room: &str) -> (Page, Self) {
        let here = format!("room-{}", if room.is_empty() { "course" } else { room });
        let title = words().d(&here, course.dialect());
        let page = Page::of(ask, &format!("{title} · {}", identity.name)).for_client(ask, identity);
        let part = labels::part::here(ask)
            .filter(|part| part.stands_in(course) && !part.is_the_clients_own());
        let frame = Self {
            client: identity.name.clone(),
            whereabouts: whereabouts(course),
            rail: rail(course),
            rooms: rooms(ask, course, room),
            safety_hold: course.safety_hold(),
            open_flags: course.open_flags().count(),
            paused: course.pause.is_some(),
            in_session: in_session(ask, course, room),
            next: next(ask, course, room),
            dialect: course.dialect(),
            role_conflict: room != ROOM && role_conflict(ask),
            part,
            labelled: part.is_some_and(|part| course.labels.contains_key(&part)),
            saved: ask.queried("saved") == "yes",
            crisis_gone: ask.clinic().settings().crisis_gone(identity),
            amended: super::corrections::amendments(ask, course, room),
            shut: ipt::decide::open(course, ipt::DocumentKind::from_name(room))
                .err()
                .map(|refusal| RefusalView::of(&refusal, &ask.room(""))),
        };
        (page, frame)
    }

    /// Words.
    pub fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }

    /// The words of a name as the manual that is followed says it.
    pub fn d(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().d(key, self.dialect)
    }
}

/// A page is shown all the same when it cannot be found out; the log says why.
fn role_conflict(ask: &Ask) -> bool {
    let (Some(actor), Some(course)) = (&ask.actor, ask.course()) else { return false };
    match ask.clinic().role_conflict_stands(actor, course) {
        Ok(stands) => stands,
        Err(problem) => {
            let _ = Failure::fault(problem.telling());
            false
        }
    }
}

/// The session whose note is not signed, seen from another room: a measure, a risk answer or an
/// incident leads away in the middle of it.
fn in_session(ask: &Ask, course: &Course, here: &str) -> Option<(String, String)> {
    let session = course.unsigned().filter(|_| !matches!(here, "" | "sessions"))?;
    let text = words().with("back-to-session", &[("n", &session.number.to_string())]);
    Some((ask.room(&format!("sessions/{}", session.number)), text))
}

/// The next thing to do, unless it is done in this very room.
fn next(ask: &Ask, course: &Course, here: &str) -> Option<(String, String)> {
    let step = ipt::agenda::next(course, &ask.clinic().settings().review_rules)?;
    let address = crate::form::room_address(&ask.room(""), step.room);
    let text = words().t(&format!("step-{}", step.key)).into_owned();
    let elsewhere = address != ask.room(here) && !here.is_empty();
    elsewhere.then_some((address, text))
}

fn rooms(ask: &Ask, course: &Course, here: &str) -> Vec<(String, Vec<Room>)> {
    let written = |room: &str| match room {
        "inventory" => course.people_listed().next().is_some(),
        "circle" => !course.circle.moves().is_empty(),
        "timeline" => !course.timeline.is_empty(),
        "focus" => course.agreed_focus().is_some(),
        "goals" => !course.goals.is_empty(),
        "sessions" => !course.sessions.is_empty(),
        "measures" => !course.scores.is_empty(),
        "incidents" => !course.incidents.is_empty(),
        "decisions" => !course.decisions.is_empty(),
        "rhythm" => !course.rhythms.is_empty(),
        "techniques" => !course.technique_records.is_empty(),
        "homework" => !course.homework.is_empty(),
        "reviews" => !course.reviews.is_empty(),
        "self-checks" => !course.self_checks.is_empty(),
        "corrections" => !course.corrections.is_empty(),
        name => ipt::DocumentKind::from_name(name)
            .is_some_and(|kind| course.documents.stamp(kind).is_some()),
    };
    ROOMS
        .iter()
        .map(|(heading, rooms)| {
            let rooms = rooms.iter().filter(|room| belongs(course, room)).map(|room| Room {
                address: ask.room(room),
                name: words().d(&format!("room-{room}"), course.dialect()).into_owned(),
                here: *room == here,
                written: written(room),
            });
            let mut rooms: Vec<Room> = rooms.collect();
            if *heading == "work" {
                // After the sessions: what they work on.
                rooms.splice(1..1, areas(ask, course));
            }
            (words().t(&format!("rooms-{heading}")).into_owned(), rooms)
        })
        .collect()
}

/// The pages of the areas of the focus.
fn areas(ask: &Ask, course: &Course) -> Vec<Room> {
    let room = |area: ipt::Area| {
        let name = ipt::letter::area_name(course, area, words());
        let of = |strategy: &ipt::area::Strategy| strategy.area() == area;
        let mut notes = course.sessions.iter().flat_map(|session| &session.note.strategies);
        Room {
            address: ask.room(&format!("areas/{}", area.code())),
            name: words().with("areas-link", &[("area", &name)]),
            here: ask.parts.get("area").is_some_and(|here| here == area.code()),
            written: notes.any(of) || course.markers.iter().any(|kept| kept.marker.area() == area),
        }
    };
    ipt::agenda::areas(course).into_iter().map(room).collect()
}

/// A work sheet is a room where its area is worked on, what belongs to a variant is one in its
/// courses, corrections are one once the client asked for any; or where something was written.
fn belongs(course: &Course, room: &str) -> bool {
    if room == "corrections" {
        return !course.corrections.is_empty();
    }
    if room == "rhythm" {
        return course.variant().social_rhythm || !course.rhythms.is_empty();
    }
    let Some(kind) = ipt::DocumentKind::from_name(room) else { return true };
    let mut variants = ipt::content::variant::variants().iter();
    if variants.any(|variant| variant.has(kind)) {
        return course.variant().has(kind) || course.documents.stamp(kind).is_some();
    }
    ipt::Area::of_sheet(kind).is_none_or(|area| {
        ipt::agenda::areas(course).contains(&area) || course.documents.stamp(kind).is_some()
    })
}

/// Where a course is: its phase, sessions, areas.
pub fn whereabouts(course: &Course) -> Vec<String> {
    let mut parts = vec![phase_name(course, course.phase)];
    let (held, agreed, left) =
        (course.sessions_held(), course.sessions_agreed(), course.sessions_left());
    let counted =
        |key: &str| words().with(key, &[("held", &held), ("agreed", &agreed), ("left", &left)]);
    match course.phase {
        Phase::Referred | Phase::Suitability => {}
        Phase::Initial if course.contracted().is_none() => parts.push(counted("sessions-usual")),
        Phase::Initial | Phase::Middle | Phase::Concluding => parts.push(counted("sessions-left")),
        Phase::Maintenance => {
            let held = course.maintenance_held();
            let agreed = course.maintenance_agreed();
            let left = agreed.saturating_sub(held);
            let said: [(_, &dyn Argument); 3] =
                [("held", &held), ("agreed", &agreed), ("left", &left)];
            parts.push(words().with("maintenance-held", &said));
        }
        Phase::Closed => {
            let result = course.documents.outcome.as_ref().and_then(|o| o.value.result);
            parts.extend(result.map(|r| words().t(&format!("result-{}", r.code())).into_owned()));
        }
    }
    let areas = ipt::agenda::areas(course);
    parts.extend(areas.iter().map(|area| ipt::letter::area_name(course, *area, words())));
    parts
}

/// The name of a phase in the course's dialect.
pub fn phase_name(course: &Course, phase: Phase) -> String {
    words().d(&format!("phase-{}", phase.code()), course.dialect()).into_owned()
}

fn rail(course: &Course) -> Vec<(&'static str, String)> {
    let state = |phase: Phase| match phase.cmp(&course.phase) {
        std::cmp::Ordering::Less if course.phases.iter().any(|(passed, _)| *passed == phase) => {
            "done"
        }
        std::cmp::Ordering::Less => "skipped",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "next",
    };
    Phase::ALL.iter().map(|phase| (state(*phase), phase_name(course, *phase))).collect()
}

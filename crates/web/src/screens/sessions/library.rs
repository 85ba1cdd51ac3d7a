//! The library of between-session tasks, by area and phase: one is taken into the session, and made
//! concrete there.

use askama::Template;
use clinic::{Access, Read, TheCourse};
use ipt::{
    Area, Code, Course, agenda,
    content::{
        homework::{self, Task},
        variant::PlanPhase,
    },
};

use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    screens::{CourseFrame, mark_words, phase_name},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/sessions/library.html")]
struct LibraryPage {
    page: Page,
    frame: CourseFrame,
    shelves: Vec<Shelf>,
    /// The session into which one is taken; empty if none is open.
    session: String,
}

/// The tasks of an area and phase.
pub struct Shelf {
    /// Its area and phase, in words.
    pub heading: String,
    /// Whether it fits the focus and the phase of the course.
    pub fits: bool,
    /// The tasks.
    pub tasks: Vec<&'static Task>,
    /// How well they are founded.
    pub mark: &'static str,
}

const PHASES: [PlanPhase; 3] = [PlanPhase::Initial, PlanPhase::Middle, PlanPhase::Concluding];

/// The library, what fits the course first.
pub fn shelves(course: &Course) -> Vec<Shelf> {
    let focus = agenda::areas(course);
    let areas = Area::ALL.iter().copied().map(Some).chain([None]);
    let places = areas.flat_map(|area| PHASES.map(|phase| (area, phase)));
    let shelf = |(area, phase): (Option<Area>, PlanPhase)| {
        let here = |task: &&Task| task.area == area && task.phase == phase;
        let tasks: Vec<&'static Task> = homework::library().iter().filter(here).collect();
        let name = match area {
            Some(area) => ipt::letter::area_name(course, area, words()),
            None => words().t("homework-any-area").into_owned(),
        };
        Shelf {
            heading: format!("{} · {}", capital(&name), phase_name(course, phase.phase())),
            fits: phase.phase() == course.phase && area.is_none_or(|area| focus.contains(&area)),
            mark: tasks.first().map_or("founded-design", |task| mark_words(&task.mark)),
            tasks,
        }
    };
    let mut shelves: Vec<Shelf> = places.map(shelf).filter(|s| !s.tasks.is_empty()).collect();
    shelves.sort_by_key(|shelf| !shelf.fits);
    shelves
}

/// With a capital at its beginning: a heading.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// The library.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "homework");
    let open = course.unsigned().filter(|_| frame.shut.is_none());
    let session = open.map_or(String::new(), |session| session.number.to_string());
    answer::show(&LibraryPage { page, frame, shelves: shelves(course), session })
}

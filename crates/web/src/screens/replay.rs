//! The circle over the months: one frame a day, the moves in words, numbers with what they mean.

use askama::Template;
use clinic::{Access, Read, TheCourse};
use ipt::{
    Code, Course, alert,
    inventory::{
        circle::Layout,
        replay::{Frame, Replay},
    },
};

use super::{
    CourseFrame,
    circle::{Legend, still},
    measures::{self, ThreadView},
};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    parts::Svg,
    plain,
    words::words,
};

pub mod export;
mod numbers;
mod told;

#[derive(Template)]
#[template(path = "screens/replay/page.html")]
struct ReplayPage {
    page: Page,
    frame: CourseFrame,
    address: String,
    layouts: Vec<(String, String, bool)>,
    layout: &'static str,
    /// Nothing while nobody is known.
    shown: Option<Shown>,
}

/// A frame, and what stands around it.
struct Shown {
    /// Which, from 1.
    at: usize,
    last: usize,
    title: String,
    stops: Vec<(String, String, bool)>,
    picture: Figure,
    /// The first and the last picture, for paper.
    ends: Vec<Figure>,
    legend: Legend,
    moves: told::Days,
    all_moves: told::Days,
    thread: Option<ThreadView>,
    outside: bool,
    numbers: Vec<numbers::Row>,
    /// The files without names, and those with them.
    files: [Vec<(String, String)>; 2],
}

/// A picture with what it shows.
struct Figure {
    drawn: Svg,
    says: String,
}

/// The screen.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "circle");
    let layout = Layout::from_code(ask.queried("layout")).unwrap_or(Layout::Now);
    let address = ask.room("circle/replay");
    let replay = Replay::of(course, file.facts.iter().map(AsRef::as_ref));
    let name = |layout: Layout| words().t(&format!("layout-{}", layout.code())).into_owned();
    let at = at(ask, &replay);
    let link = |layout: Layout| format!("{address}?layout={}&at={at}", layout.code());
    answer::show(&ReplayPage {
        page: page.titled(&format!("{} · {}", words().t("room-replay"), identity.name)),
        frame,
        layouts: Layout::ALL.iter().map(|l| (link(*l), name(*l), *l == layout)).collect(),
        layout: layout.code(),
        shown: shown(ask, course, &replay, layout, at),
        address,
    })
}

/// Which frame is asked for, from 1; the last if none is.
pub(super) fn at(ask: &Ask, replay: &Replay<'_>) -> usize {
    let last = replay.frames.len();
    ask.queried("at").parse().unwrap_or(last).clamp(1, last.max(1))
}

/// The day of a frame and which session it is: `3 Mar 2026, after session 5`.
fn when(frame: &Frame<'_>) -> String {
    let (on, when) = (plain::date(frame.on), session(frame));
    words().with("replay-at", &[("on", &on), ("when", &when)])
}

fn session(frame: &Frame<'_>) -> String {
    match frame.session {
        Some(number) => words().with("replay-session", &[("n", &number.to_string())]),
        None => told::after(frame.after),
    }
}

fn shown(
    ask: &Ask,
    course: &Course,
    replay: &Replay<'_>,
    layout: Layout,
    at: usize,
) -> Option<Shown> {
    let frame = replay.frames.get(at.checked_sub(1)?)?;
    let (first, last) = (replay.frames.first()?, replay.frames.last()?);
    let (drawn, legend) = drawn(ask, course, frame, layout, "at");
    let ends = [("replay-first", first, "first"), ("replay-last", last, "last")];
    let figure = |(key, end, id): (&str, &Frame<'_>, &str)| {
        let says = words().with(key, &[("on", &when(end))]);
        Figure { drawn: self::drawn(ask, course, end, layout, id).0, says }
    };
    // A single frame is its own first and last.
    let several = if first.on == last.on { 1 } else { 2 };
    let address = ask.room("circle/replay");
    let stop = |(n, stop): (usize, &Frame<'_>)| {
        let says = format!("{} · {}", plain::day(stop.on), session(stop));
        (format!("{address}?layout={}&at={n}#at-frame", layout.code()), says, n == at)
    };
    let known = ask.clinic().measures();
    let used = measures::shown(ask, course);
    let depression = used.iter().find(|id| *id == alert::DEPRESSION).or(used.first());
    let measure = depression.and_then(|id| known.find(id));
    let thread = measure
        .and_then(|measure| measures::thread_at(ask, course, &[measure], &[], Some(frame.on)));
    Some(Shown {
        at,
        last: replay.frames.len(),
        title: when(frame),
        stops: (1..).zip(&replay.frames).map(stop).collect(),
        picture: Figure { drawn, says: when(frame) },
        ends: ends.into_iter().take(several).map(figure).collect(),
        legend,
        moves: told::days(course, replay, layout, frame.on),
        all_moves: told::days(course, replay, layout, last.on),
        outside: thread.as_ref().is_some_and(|thread| !thread.drawn.0.contains("\"marked\"")),
        thread,
        numbers: numbers::rows(replay, at),
        files: [false, true].map(|names| export::files(ask, at, names)),
    })
}

/// The picture of a frame. Several stand on one page, so each has ids of its own.
fn drawn(ask: &Ask, course: &Course, frame: &Frame<'_>, layout: Layout, id: &str) -> (Svg, Legend) {
    let (Svg(drawn), legend) = still(ask, &frame.as_course(course), layout, frame.on);
    // Only where an attribute holds it: somebody may be called so.
    let named = ["circle-t", "circle-d"].iter().fold(drawn, |drawn, name| {
        drawn.replace(&format!("=\"{name}\""), &format!("=\"{id}-{name}\""))
    });
    (Svg(named), legend)
}

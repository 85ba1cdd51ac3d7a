//! The closeness circle: a list of rings is the real thing, the picture its mirror.

use askama::Template;
use clinic::{Access, Read, TheCourse, permission::Verb};
use ipt::{Code, Course, inventory::circle::Layout, inventory::link::Bond};
use jiff::civil::Date;

use super::CourseFrame;
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    field::Choosable,
    form::RefusalView,
    page::Page,
    parts::Svg,
    plain,
    slip::{Returned, Slip},
    words::words,
};

mod moving;
mod several;
mod standing;

pub use moving::{link, move_one, take_back};
pub use several::place;

use moving::{Linked, OnePerson};
use several::Chooser;
pub use standing::Legend;
use standing::Ring;

#[derive(Template)]
#[template(path = "screens/circle/page.html")]
struct CirclePage {
    page: Page,
    frame: CourseFrame,
    shown: Shown,
    layouts: Vec<(String, String, bool)>,
    names: Vec<(String, &'static str, bool)>,
    days: Vec<(String, String, bool)>,
    day: String,
    /// What is said of a move, with places for the name and the ring.
    moved: String,
    ring_names: Vec<(String, String)>,
    picture: Svg,
    legend: Legend,
    rings: Vec<Ring>,
    crowded: bool,
    one: Option<OnePerson>,
    key: String,
    last: String,
    last_seen: u32,
    placing: Slip,
    several: Vec<Chooser>,
    links: Vec<Linked>,
    linking: Slip,
    people: Vec<Choosable>,
    bonds: Vec<(&'static str, String)>,
    moves: Vec<(String, Vec<String>)>,
    /// What is wrong with what has no form of its own here.
    refusal: Option<RefusalView>,
    changed: bool,
    past: bool,
    /// Whether somebody can be placed here.
    open: bool,
}

/// What the page shows of the circle.
#[derive(Clone, Debug)]
pub struct Shown {
    room: String,
    layout: Layout,
    day: Date,
    /// Initials stand for names.
    initials: bool,
    /// How many rings are drawn.
    rings: u8,
}

impl Shown {
    /// As it was asked for, or as the form said that was sent.
    fn of(ask: &Ask) -> Self {
        let layout = Layout::from_code(ask.queried("layout"))
            .or_else(|| Layout::from_code(ask.field("layout")));
        Self {
            room: ask.room("circle"),
            layout: layout.unwrap_or(Layout::Now),
            day: ipt::form::date(ask.queried("day")).unwrap_or_else(|_| ask.clinic().today()),
            initials: [ask.queried("names"), ask.field("names")].contains(&"initials"),
            rings: ask.clinic().settings().rings,
        }
    }

    /// The same, with every ring drawn on which somebody stands or stood.
    fn with_rings_of(mut self, course: &Course) -> Self {
        let outermost = Layout::ALL.iter().map(|layout| course.circle.outermost(*layout)).max();
        self.rings = self.rings.max(outermost.unwrap_or(0));
        self
    }

    /// The address of a picture, with names as they are shown now.
    fn address(&self, layout: Layout) -> String {
        let names = if self.initials { "&names=initials" } else { "" };
        format!("{}?layout={}{names}", self.room, layout.code())
    }

    fn here(&self) -> String {
        self.address(self.layout)
    }

    fn title(&self) -> String {
        words().t(&format!("layout-{}", self.code())).into_owned()
    }

    fn code(&self) -> &'static str {
        self.layout.code()
    }
}

/// The picture of a circle as it stood on a day, and what its signs mean; nobody is moved in it.
pub(super) fn still(ask: &Ask, course: &Course, layout: Layout, day: Date) -> (Svg, Legend) {
    let (room, rings) = (ask.room("circle"), ask.clinic().settings().rings);
    let shown = Shown { room, layout, day, initials: false, rings }.with_rings_of(course);
    let standings = standing::standings(course, &shown);
    standing::picture(course, &shown, &standings, false)
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "circle");
    let shown = Shown::of(ask).with_rings_of(course);
    let today = ask.clinic().today();
    let (returned, back) = (returned.as_ref(), returned.is_some());
    let placing = several::placing(ask, course, &shown, returned)?;
    let one = moving::one_person(ask, course, &shown, returned)?;
    let linking = Slip::of(ask, ask.room("circle/links"), ipt::Form::new(), returned)?;
    let left = placing.left() || one.as_ref().is_some_and(|one| one.form.left()) || linking.left();
    let past = shown.day < today;
    let open = !past && (frame.shut.is_none() || left || back);
    let standings = standing::standings(course, &shown);
    let (picture, legend) = standing::picture(course, &shown, &standings, open);
    // What has a form on this page says it there.
    let taken_back = returned.filter(|r| r.action == ask.room("circle/withdrawal"));
    let refusal = taken_back.and_then(|returned| returned.trouble.refusal.as_ref());
    let template = CirclePage {
        layouts: layouts(&shown),
        names: names(&shown),
        days: standing::days(course, &shown, today),
        day: plain::date(shown.day),
        crowded: standings.iter().filter(|s| s.ring.is_some()).count() > 16,
        moved: words().with("circle-live-moved", &[("name", &"{name}"), ("ring", &"{ring}")]),
        ring_names: ring_names(&shown),
        picture,
        legend,
        rings: standing::by_ring(standings, shown.rings),
        one,
        key: uuid::Uuid::new_v4().to_string(),
        last: moving::last_placed(ask, course, &shown),
        last_seen: course.circle.revision_of_all(),
        several: several::choosers(course, &shown, &placing),
        placing,
        links: moving::links(course, &shown),
        linking,
        people: people(course, &shown),
        bonds: bonds(),
        moves: standing::moves(course, &shown),
        refusal: refusal.map(|refusal| RefusalView::of(refusal, &ask.room(""))),
        changed: taken_back.is_some_and(|returned| returned.trouble.changed.is_some()),
        past,
        open,
        page,
        frame,
        shown,
    };
    if back { show_again(&template) } else { answer::show(&template) }
}

fn layouts(shown: &Shown) -> Vec<(String, String, bool)> {
    let title = |layout: Layout| Shown { layout, ..shown.clone() }.title();
    let tab = |layout: &Layout| (shown.address(*layout), title(*layout), *layout == shown.layout);
    Layout::ALL.iter().map(tab).collect()
}

/// Whether names are shown in full: also on paper, as the page is printed as it is shown.
fn names(shown: &Shown) -> Vec<(String, &'static str, bool)> {
    let way = |initials: bool, key: &'static str| {
        let shown_so = Shown { initials, ..shown.clone() };
        (
            format!("{}&day={}", shown_so.address(shown.layout), shown.day),
            key,
            initials == shown.initials,
        )
    };
    vec![way(false, "circle-names-full"), way(true, "circle-names-initials")]
}

fn ring_names(shown: &Shown) -> Vec<(String, String)> {
    let named = |ring: u8| (ring.to_string(), standing::ring_name(Some(ring)));
    let nowhere = (String::new(), standing::ring_name(None));
    (1..=shown.rings).map(named).chain([nowhere]).collect()
}

fn people(course: &Course, shown: &Shown) -> Vec<Choosable> {
    let name = |person| standing::label(person, course, shown.initials);
    let listed = course.people_listed();
    listed.map(|person| Choosable { id: person.id.to_string(), name: name(person) }).collect()
}

fn bonds() -> Vec<(&'static str, String)> {
    let word = |bond: &Bond| words().t(&format!("bond-{}", bond.code())).into_owned();
    Bond::ALL.iter().map(|bond| (bond.code(), word(bond))).collect()
}

/// The circle.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

//! The closeness circle: a list of rings is the real thing, the picture its mirror.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, Form,
    inventory::circle::{Layout, Place, RINGS},
};
use jiff::civil::Date;

use super::{CourseFrame, act, saved, typed_date};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{RefusalView, Trouble, Versus},
    page::Page,
    parts::{
        Svg,
        circle::{CircleWords, Marks, Placed, circle, signs},
    },
    plain,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/circle/page.html")]
struct CirclePage {
    page: Page,
    frame: CourseFrame,
    address: String,
    placing: Slip,
    layouts: Vec<(String, String, bool)>,
    layout: &'static str,
    days: Vec<(String, String, bool)>,
    day: String,
    picture: Svg,
    legend: Legend,
    unplaced: Vec<String>,
    people: Vec<Chooser>,
    moves: Vec<(String, Vec<String>)>,
    refusal: Option<RefusalView>,
    wrong_date: bool,
    /// Who stands where, in words, where nobody can be placed any more.
    fixed: Vec<(String, String)>,
    past: bool,
}

struct Chooser {
    id: String,
    name: String,
    rings: Vec<(String, String, bool)>,
}

/// Signs of the picture with their words.
pub(super) type Legend = Vec<(&'static str, String)>;

/// The picture of a circle as it stood on a day, and what its signs mean.
pub(super) fn picture(course: &Course, layout: Layout, day: Date, title: &str) -> (Svg, Legend) {
    let rings = course.circle.at(layout, day);
    let before = course.circle.at(Layout::BeforeOnset, day);
    let placed: Vec<Placed<'_>> = course
        .people_listed()
        .filter_map(|person| {
            let entry = &person.entry;
            let ring = *rings.get(&person.id)?;
            Some(Placed {
                name: &entry.name,
                ring,
                marks: Marks {
                    support: !entry.support.is_empty()
                        && !entry.support.contains(&ipt::inventory::Support::NoSupport),
                    conflict: !entry.quarrels.is_empty(),
                    knows: entry.knows_about_depression == Some(true),
                    onset: entry.link_to_onset.is_some_and(|link| link > 0),
                    deceased: person.deceased(),
                },
                moved_from: before
                    .get(&person.id)
                    .copied()
                    .filter(|from| layout == Layout::Now && *from != ring),
            })
        })
        .collect();
    let said: Vec<String> = placed
        .iter()
        .map(|p| {
            let name = plain::of_name(p.name, p.marks.deceased);
            format!("{name}: {}", words().t(&format!("ring-{}", p.ring)))
        })
        .collect();
    let circle_words = CircleWords {
        me: words().t("circle-me").into_owned(),
        rings: (1..=RINGS).map(|n| words().t(&format!("ring-{n}")).into_owned()).collect(),
        support: words().t("mark-support").into_owned(),
        conflict: words().t("mark-conflict").into_owned(),
        knows: words().t("mark-knows").into_owned(),
        onset: words().t("mark-onset").into_owned(),
        deceased: words().t("mark-deceased").into_owned(),
        moved: words().t("mark-moved").into_owned(),
    };
    let drawn = circle(&placed, RINGS, title, &said.join("; "), &circle_words);
    (Svg(drawn), signs(&placed, &circle_words))
}

/// Who stands on which ring on a day.
fn stands(course: &Course, layout: Layout, day: Date) -> Vec<(String, String)> {
    let rings = course.circle.at(layout, day);
    let ring = |ring: &u8| words().t(&format!("ring-{ring}")).into_owned();
    let people = course.people_listed();
    people.filter_map(|p| Some((plain::told_apart(p, course), ring(rings.get(&p.id)?)))).collect()
}

/// Who stands on no ring on a day.
fn unplaced(course: &Course, layout: Layout, day: Date) -> Vec<String> {
    let rings = course.circle.at(layout, day);
    let without = course.people_listed().filter(|person| !rings.contains_key(&person.id));
    without.map(|person| plain::told_apart(person, course)).collect()
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, trouble: Option<Trouble>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "circle");
    let layout = Layout::from_code(ask.queried("layout"))
        .or_else(|| Layout::from_code(ask.field("layout")))
        .unwrap_or(Layout::Now);
    let today = ask.clinic().today();
    let day = ipt::form::date(ask.queried("day")).unwrap_or(today);
    let again = trouble.is_some();
    let trouble = trouble.unwrap_or_default();
    let address = ask.room("circle");
    let placing = placing(ask, course, layout, again.then_some(&trouble))?;
    let name = |layout: Layout| words().t(&format!("layout-{}", layout.code())).into_owned();
    let (picture, legend) = picture(course, layout, day, &name(layout));
    let template = CirclePage {
        page,
        frame,
        layouts: Layout::ALL
            .iter()
            .map(|l| (format!("{address}?layout={}", l.code()), name(*l), *l == layout))
            .collect(),
        layout: layout.code(),
        days: days(course, layout, &address, day, today),
        day: plain::date(day),
        picture,
        legend,
        unplaced: unplaced(course, layout, day),
        people: choosers(course, &placing),
        moves: moves(course, layout),
        refusal: trouble.refusal.as_ref().map(|r| RefusalView::of(r, &ask.room(""))),
        fixed: stands(course, layout, day),
        wrong_date: !trouble.problems.is_empty(),
        past: day < today,
        placing,
        address,
    };
    if again { show_again(&template) } else { answer::show(&template) }
}

/// The days on which somebody moved, so that the months can be gone through.
fn days(
    course: &Course,
    layout: Layout,
    address: &str,
    shown: Date,
    today: Date,
) -> Vec<(String, String, bool)> {
    let mut days: Vec<Date> =
        course.circle.moves().iter().filter(|m| m.layout == layout).map(|m| m.on).collect();
    days.push(today);
    days.sort_unstable();
    days.dedup();
    let link = |day: &Date| format!("{address}?layout={}&day={day}", layout.code());
    days.iter().map(|day| (link(day), plain::day(*day), *day == shown)).collect()
}

/// The form, as the circle stands or as it was sent; who stands elsewhere meanwhile is shown beside.
fn placing(
    ask: &Ask,
    course: &Course,
    layout: Layout,
    trouble: Option<&Trouble>,
) -> Result<Slip, Failure> {
    // Each picture has drafts of its own.
    let action = format!("{}?layout={}", ask.room("circle"), layout.code());
    let Some(trouble) = trouble else {
        let rings = course.people_listed().filter_map(|person| {
            let ring = course.circle.ring(layout, person.id)?;
            Some((person.id.to_string(), vec![ring.to_string()]))
        });
        let mut stored: Form = rings.collect();
        stored.insert("on".to_owned(), vec![ask.clinic().today().to_string()]);
        return Slip::fresh(ask, action, stored, course.circle.revision(layout).into());
    };
    let mut slip = Slip::again(ask, action);
    if let Some((now, version)) = &trouble.changed {
        let named = |code: &str| match code {
            "" => words().t("ring-none").into_owned(),
            code => words().t(&format!("ring-{code}")).into_owned(),
        };
        let sides = course.people_listed().map(|person| {
            let id = person.id.to_string();
            (&person.entry.name, ipt::form::first(now, &id), slip.typed(&id).to_owned())
        });
        let differ = sides.filter(|(_, now, typed)| now != typed);
        slip.versus = differ
            .map(|(label, now, typed)| Versus {
                label: label.clone(),
                now: named(now),
                typed: named(&typed),
            })
            .collect();
        slip.seen = *version;
    }
    Ok(slip)
}

fn choosers(course: &Course, placing: &Slip) -> Vec<Chooser> {
    course
        .people_listed()
        .map(|person| {
            let id = person.id.to_string();
            let ring = |n: u8| {
                let code = n.to_string();
                let chosen = placing.is(&id, &code);
                (code, words().t(&format!("ring-{n}")).into_owned(), chosen)
            };
            let name = plain::told_apart(person, course);
            Chooser { name, rings: (1..=RINGS).map(ring).collect(), id }
        })
        .collect()
}

/// Each move in words under its day, the latest first. Where somebody first stood is no move.
fn moves(course: &Course, layout: Layout) -> Vec<(String, Vec<String>)> {
    let ring = |ring: Option<u8>| match ring {
        Some(n) => words().t(&format!("ring-{n}")).into_owned(),
        None => words().t("ring-none").into_owned(),
    };
    let all = || course.circle.moves().iter().filter(|m| m.layout == layout);
    let mut days: Vec<(String, Vec<String>)> = Vec::new();
    for (number, m) in all().enumerate().collect::<Vec<_>>().into_iter().rev() {
        let first = !all().take(number).any(|earlier| earlier.person == m.person);
        let Some(person) = course.person(m.person).filter(|_| !first) else { continue };
        let line = format!("{}: {} → {}", person.entry.name, ring(m.from), ring(m.to));
        let day = plain::date(m.on);
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    days
}

/// The circle.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Places people.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn place(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let layout = Layout::from_code(ask.field("layout")).unwrap_or(Layout::Now);
    let trouble = match typed_date(ask, "on") {
        Err(trouble) => trouble,
        Ok(on) => {
            let command = Command::PlacePeople { layout, on, places: places(ask) };
            match act(ask, access, Expect::Circle(layout, ask.seen()), command)? {
                Ok(()) => {
                    let code = layout.code();
                    return Ok(saved(&format!("{}?layout={code}", ask.room("circle"))));
                }
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(trouble))
}

/// Who was placed where. A person sent twice stays twice: the therapy refuses it.
fn places(ask: &Ask) -> Vec<Place> {
    let mut places = Vec::new();
    for (name, values) in &ask.form {
        let Ok(person) = name.parse() else { continue };
        for value in values {
            places.push(Place { person, ring: value.trim().parse().ok() });
        }
    }
    places
}

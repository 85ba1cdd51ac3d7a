//! One person is placed, a placing is taken back, two people are linked.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Code, Command, Course, Form, PersonId,
    inventory::{
        Person,
        circle::Layout,
        link::{Bond, Link},
    },
};
use jiff::civil::Date;

use super::{
    Shown, page,
    standing::{label, link_line, ring_name},
};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    form::{Trouble, Versus},
    screens::{act, saved, typed_date},
    slip::{Returned, Slip},
    words::words,
};

/// The rings to choose from: the code, the name, and whether it is chosen.
type Rings = Vec<(String, String, bool)>;

/// The form by which one person is placed.
pub struct OnePerson {
    /// Who, in words.
    pub name: String,
    /// Who.
    pub id: String,
    /// The form.
    pub form: Slip,
    /// The pictures: the code, the name, and the rings with the one that is chosen.
    pub layouts: Vec<(&'static str, String, Rings)>,
}

/// A link as it is listed: its words, and who the two are.
pub struct Linked {
    /// In words.
    pub line: String,
    /// One.
    pub one: String,
    /// The other.
    pub other: String,
}

/// What was placed last today, in words; empty if nothing can be taken back.
pub fn last_placed(ask: &Ask, course: &Course, shown: &Shown) -> String {
    let Some(placing) = course.circle.to_take_back(ask.clinic().today()) else {
        return String::new();
    };
    let layout = words().t(&format!("layout-{}", placing.layout.code())).into_owned();
    let lines = course.circle.moves_of(placing).into_iter().filter_map(|moved| {
        let name = label(course.person(moved.person)?, course, shown.initials);
        let (from, to) = (ring_name(moved.from), ring_name(moved.to));
        let line: [(_, &dyn crate::words::Argument); 4] =
            [("name", &name), ("layout", &layout), ("from", &from), ("to", &to)];
        Some(words().with("circle-placed-line", &line))
    });
    let lines: Vec<String> = lines.collect();
    words().with("circle-took-back", &[("what", &lines.join("; "))])
}

/// Whom the page offers to place: who was chosen, who was sent, or the first that stands nowhere.
fn chosen<'c>(ask: &Ask, course: &'c Course, shown: &Shown) -> Option<&'c Person> {
    let named = [ask.field("person"), ask.queried("person")];
    let named = named.iter().find_map(|id| id.parse::<PersonId>().ok());
    let by_id = named.and_then(|id| course.people_listed().find(|person| person.id == id));
    let waits = |person: &&Person| course.circle.ring(shown.layout, person.id).is_none();
    by_id.or_else(|| course.people_listed().find(waits))
}

/// Where the form of one person is sent: each has drafts of its own.
fn moved_at(ask: &Ask, person: PersonId) -> String {
    format!("{}?person={person}", ask.room("circle/moves"))
}

/// The form for one person, as they stand or as it was sent.
///
/// # Errors
/// When the drafts cannot be read.
pub fn one_person(
    ask: &Ask,
    course: &Course,
    shown: &Shown,
    returned: Option<&Returned>,
) -> Result<Option<OnePerson>, Failure> {
    let Some(person) = chosen(ask, course, shown) else { return Ok(None) };
    let action = moved_at(ask, person.id);
    let stands = |layout: &Layout| course.circle.ring(*layout, person.id);
    let mut stored: Form = Layout::ALL
        .iter()
        .filter_map(|layout| Some((layout.code().to_owned(), vec![stands(layout)?.to_string()])))
        .collect();
    stored.insert("on".to_owned(), vec![ask.clinic().today().to_string()]);
    let seen = course.circle.revision_of(person.id).into();
    let form = match returned.filter(|returned| returned.action == action) {
        None => Slip::fresh(ask, action, stored, seen)?,
        Some(returned) => {
            let mut form = Slip::of(ask, action, stored, Some(returned))?;
            if let Some((now, version)) = &returned.trouble.changed {
                form.versus = differing(now, &form);
                form.seen = *version;
            }
            form
        }
    };
    let rings = |layout: &Layout| {
        let ring = |ring: u8| {
            let code = ring.to_string();
            (code.clone(), ring_name(Some(ring)), form.is(layout.code(), &code))
        };
        (1..=shown.rings).map(ring).collect()
    };
    let layouts = Layout::ALL.iter().map(|layout| {
        let name = words().t(&format!("layout-{}", layout.code())).into_owned();
        (layout.code(), name, rings(layout))
    });
    let layouts = layouts.collect();
    let name = label(person, course, shown.initials);
    Ok(Some(OnePerson { name, id: person.id.to_string(), layouts, form }))
}

/// The pictures in which the person stands elsewhere meanwhile.
fn differing(now: &Form, form: &Slip) -> Vec<Versus> {
    let named = |code: &str| ring_name(code.parse().ok());
    let sides = Layout::ALL.iter().map(|layout| {
        let code = layout.code();
        (code, ipt::form::first(now, code), form.typed(code))
    });
    let sides = sides.filter(|(_, now, typed)| now != typed);
    sides
        .map(|(code, now, typed)| Versus {
            label: words().t(&format!("layout-{code}")).into_owned(),
            now: named(now),
            typed: named(typed),
        })
        .collect()
}

/// Places one person, in the pictures that were sent.
///
/// # Errors
/// See [`Failure`].
pub fn move_one(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let shown = Shown::of(ask);
    let person: PersonId = ask.field("person").parse().map_err(|_| Failure::choice())?;
    let sent = Layout::ALL.iter().filter(|layout| ask.form.contains_key(layout.code()));
    let ring = |layout: &Layout| match ask.field(layout.code()) {
        "" => None,
        // What is no number is no ring: the therapy refuses it.
        code => Some(code.parse().unwrap_or(0)),
    };
    let rings: Vec<(Layout, Option<u8>)> = sent.map(|layout| (*layout, ring(layout))).collect();
    let done = match typed_date(ask, "on") {
        Err(trouble) => Err(trouble),
        Ok(on) => {
            let file = ask.clinic().read(access)?;
            let rings = moved(&file.course, &shown, person, on, rings);
            if file.course.person(person).is_some() && rings.is_empty() {
                return Ok(saved(&shown.address(shown.layout)));
            }
            let command = Command::PlacePerson { person, on, rings };
            act(ask, access, Expect::Stands(person, ask.seen()), command)?
        }
    };
    answered(ask, access, &shown, moved_at(ask, person), done)
}

/// The pictures in which a person was placed elsewhere than the form offered: the day of the form
/// says nothing of the others. If only the day was changed, the person stood in the picture that
/// is shown already then.
fn moved(
    course: &Course,
    shown: &Shown,
    person: PersonId,
    on: Date,
    sent: Vec<(Layout, Option<u8>)>,
) -> Vec<(Layout, Option<u8>)> {
    let now = |(layout, ring): &(Layout, Option<u8>)| course.circle.ring(*layout, person) == *ring;
    let then = |(layout, ring): &(Layout, Option<u8>)| {
        course.circle.at(*layout, on).get(&person).copied() == *ring
    };
    if sent.iter().all(now) {
        return sent.into_iter().filter(|s| s.0 == shown.layout && !then(s)).collect();
    }
    sent.into_iter().filter(|sent| !now(sent)).collect()
}

/// Takes back what was placed last today.
///
/// # Errors
/// See [`Failure`].
pub fn take_back(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let done = act(ask, access, Expect::Placings(ask.seen()), Command::TakeBackPlacing)?;
    answered(ask, access, &Shown::of(ask), ask.room("circle/withdrawal"), done)
}

/// Links two people; without a bond, ends their link.
///
/// # Errors
/// See [`Failure`].
pub fn link(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let person = |name: &str| ask.field(name).parse::<PersonId>().unwrap_or_default();
    let (one, other) = (person("one"), person("other"));
    let command = match Bond::from_code(ask.field("bond")) {
        Some(bond) => {
            let word = ask.field("word").to_owned();
            Command::LinkPeople(Link { one, other, bond, word })
        }
        None => Command::UnlinkPeople { one, other },
    };
    let done = act(ask, access, Expect::Anything, command)?;
    answered(ask, access, &Shown::of(ask), ask.room("circle/links"), done)
}

/// Back to the picture; or the page again, with what was sent and what is wrong with it.
pub fn answered(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    shown: &Shown,
    action: String,
    done: Result<(), Trouble>,
) -> Answer {
    match done {
        Ok(()) => Ok(saved(&shown.address(shown.layout))),
        Err(trouble) => page(ask, access, Some(Returned { action, trouble })),
    }
}

/// The links between those who are listed.
pub fn links(course: &Course, shown: &Shown) -> Vec<Linked> {
    let name = |id: PersonId| {
        let person = course.people_listed().find(|person| person.id == id)?;
        Some(label(person, course, shown.initials))
    };
    let linked = |link: &Link| {
        Some(Linked {
            line: link_line(link, &name(link.one)?, &name(link.other)?, shown.initials),
            one: link.one.to_string(),
            other: link.other.to_string(),
        })
    };
    course.circle.links().iter().filter_map(linked).collect()
}

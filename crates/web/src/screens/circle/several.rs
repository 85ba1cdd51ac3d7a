//! Several people placed at once in one picture.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{
    Code, Command, Course, Form,
    inventory::circle::{Layout, Place},
};

use super::{
    Shown,
    moving::answered,
    standing::{label, ring_name},
};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    form::{Trouble, Versus},
    screens::{act, saved, typed_date},
    slip::{Returned, Slip},
};

/// One person with the rings to choose from.
pub struct Chooser {
    /// Who.
    pub id: String,
    /// Who, in words.
    pub name: String,
    /// The rings.
    pub rings: Vec<(String, String, bool)>,
}

/// Each picture has drafts of its own.
fn sent_to(ask: &Ask, shown: &Shown) -> String {
    format!("{}?layout={}", ask.room("circle"), shown.layout.code())
}

/// The form, as the circle stands or as it was sent; who stands elsewhere meanwhile is shown beside.
///
/// # Errors
/// When the drafts cannot be read.
pub fn placing(
    ask: &Ask,
    course: &Course,
    shown: &Shown,
    returned: Option<&Returned>,
) -> Result<Slip, Failure> {
    let action = sent_to(ask, shown);
    let Some(returned) = returned.filter(|returned| returned.action == action) else {
        let rings = course.people_listed().filter_map(|person| {
            let ring = course.circle.ring(shown.layout, person.id)?;
            Some((person.id.to_string(), vec![ring.to_string()]))
        });
        let mut stored: Form = rings.collect();
        stored.insert("on".to_owned(), vec![ask.clinic().today().to_string()]);
        let seen = course.circle.revision(shown.layout).into();
        return Slip::fresh(ask, action, stored, seen);
    };
    let mut slip = Slip::of(ask, action, Form::new(), Some(returned))?;
    if let Some((now, version)) = &returned.trouble.changed {
        let named = |code: &str| ring_name(code.parse().ok());
        let sides = course.people_listed().map(|person| {
            let id = person.id.to_string();
            let name = label(person, course, shown.initials);
            (name, ipt::form::first(now, &id), slip.typed(&id).to_owned())
        });
        let differ = sides.filter(|(_, now, typed)| now != typed);
        slip.versus = differ
            .map(|(label, now, typed)| Versus { label, now: named(now), typed: named(&typed) })
            .collect();
        slip.seen = *version;
    }
    Ok(slip)
}

/// Everybody, with the rings to choose from.
pub fn choosers(course: &Course, shown: &Shown, placing: &Slip) -> Vec<Chooser> {
    course
        .people_listed()
        .map(|person| {
            let id = person.id.to_string();
            let ring = |n: u8| {
                let code = n.to_string();
                let chosen = placing.is(&id, &code);
                (code, ring_name(Some(n)), chosen)
            };
            let name = label(person, course, shown.initials);
            Chooser { name, rings: (1..=shown.rings).map(ring).collect(), id }
        })
        .collect()
}

/// Places people.
///
/// # Errors
/// See [`Failure`].
pub fn place(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let shown = Shown::of(ask);
    let done: Result<(), Trouble> = match typed_date(ask, "on") {
        Err(trouble) => Err(trouble),
        Ok(on) => {
            let layout = shown.layout;
            let places = moved(ask, &ask.clinic().read(access)?.course, layout);
            if places.is_empty() {
                return Ok(saved(&shown.address(layout)));
            }
            let command = Command::PlacePeople { layout, on, places };
            act(ask, access, Expect::Circle(layout, ask.seen()), command)?
        }
    };
    answered(ask, access, &shown, sent_to(ask, &shown), done)
}

/// Who was placed elsewhere than the form offered. Who was left as they stand now was not placed:
/// the day of the form says nothing of them. A person sent twice stays twice: the therapy refuses
/// it.
fn moved(ask: &Ask, course: &Course, layout: Layout) -> Vec<Place> {
    let mut places = Vec::new();
    for (name, values) in &ask.form {
        let Ok(person) = name.parse() else { continue };
        let known = course.person(person).is_some();
        let stands =
            |ring| values.len() == 1 && known && course.circle.ring(layout, person) == ring;
        let rings = values.iter().map(|value| value.trim().parse().ok());
        let elsewhere = rings.filter(|ring| !stands(*ring));
        places.extend(elsewhere.map(|ring| Place { person, ring }));
    }
    places
}

//! The inventory as an interview: one person at a time, in any order, skipped and taken up again.

use clinic::{Access, TheCourse, Write};
use ipt::{
    Course, PersonId,
    artefact::Artefact,
    inventory::{InventoryEntry, Person},
};

use crate::{answer::Answer, ask::Ask, screens::saved, words::words};

/// How far the interview has come.
pub struct Progress {
    /// In words; empty while nobody is named.
    pub said: String,
    /// Where it goes on; empty if each person was gone through.
    pub next: String,
}

/// Where one person stands in the interview.
pub struct Interview {
    /// The person's place among all.
    pub place: String,
    /// How many questions were answered.
    pub answered: String,
    /// Who comes next: who was not gone through yet, else the next of the list. Empty if nobody.
    pub next: String,
    /// Who stands before in the list; empty if nobody.
    pub before: String,
}

/// Whether more was said of a person than who it is.
fn gone_through(person: &Person) -> bool {
    person.entry.to_form().keys().any(|field| !["name", "relation"].contains(&field.as_str()))
}

fn address(ask: &Ask, person: &Person) -> String {
    ask.room(&format!("inventory/{}", person.id))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Who comes after a person: the next who was not gone through, round the list, else the next.
fn next(course: &Course, id: PersonId) -> Option<&Person> {
    let listed: Vec<&Person> = course.people_listed().collect();
    let here = listed.iter().position(|person| person.id == id).map_or(0, |here| here + 1);
    let mut others = listed[here..].iter().chain(&listed[..here]).filter(|p| p.id != id);
    let after = listed.get(here).copied();
    others.find(|person| !gone_through(person)).copied().or(after)
}

impl Progress {
    /// How far the interview has come in a course.
    pub fn of(ask: &Ask, course: &Course) -> Self {
        let (all, open) = (
            count(course.people_listed().count()),
            course.people_listed().find(|person| !gone_through(person)),
        );
        let n = count(course.people_listed().filter(|person| gone_through(person)).count());
        let said = match (all, open) {
            (0, _) => String::new(),
            (_, None) => words().t("inventory-all-gone-through").into_owned(),
            _ => words().with("inventory-gone-through", &[("n", &n), ("all", &all)]),
        };
        Self { said, next: open.map_or_else(String::new, |person| address(ask, person)) }
    }
}

impl Interview {
    /// Where a person stands in it.
    pub fn of(ask: &Ask, course: &Course, person: &Person) -> Self {
        let listed: Vec<&Person> = course.people_listed().collect();
        let here = listed.iter().position(|other| other.id == person.id);
        let all = count(listed.len());
        let place = here.map_or_else(String::new, |here| {
            words().with("interview-where", &[("n", &count(here + 1)), ("all", &all)])
        });
        let told = count(person.entry.to_form().len());
        let fields = count(InventoryEntry::FIELDS.len());
        let before = here.and_then(|here| listed.get(here.checked_sub(1)?));
        let next = here.and_then(|_| next(course, person.id));
        Self {
            place,
            answered: words().with("interview-answered", &[("n", &told), ("all", &fields)]),
            next: next.map_or_else(String::new, |person| address(ask, person)),
            before: before.map_or_else(String::new, |person| address(ask, person)),
        }
    }
}

/// After a person was saved: on to the next if that was asked for, else back to the list.
///
/// # Errors
/// When the course cannot be read.
pub fn onward(ask: &Ask, access: &Access<TheCourse, Write>, id: PersonId) -> Answer {
    let file = ask.clinic().read(access)?;
    let after = next(&file.course, id).filter(|_| ask.field("then") == "next");
    Ok(saved(&after.map_or_else(|| ask.room("inventory"), |person| address(ask, person))))
}

//! The interpersonal inventory: names first, then one person at a time.

use askama::Template;
use clinic::{Access, Expect, Problem, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Command, PersonId,
    artefact::Artefact,
    inventory::{InventoryEntry, Person, circle::Layout},
    policy,
};
use uuid::Uuid;

mod interview;
mod names;

use interview::{Interview, Progress};

use super::{CourseFrame, act, act_and_go, document::told_of, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, RefusalView, Trouble},
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/inventory/page.html")]
struct InventoryPage {
    page: Page,
    frame: CourseFrame,
    people: Vec<PersonView>,
    retired: Vec<String>,
    adding: Slip,
    /// Several names at once.
    many: Slip,
    progress: Progress,
    refusal: Option<RefusalView>,
    missing: bool,
    bringing: Option<Bringing>,
}

/// The offer to bring people over from the last episode.
struct Bringing {
    action: String,
    key: String,
    closed_to_you: bool,
}

struct PersonView {
    address: String,
    name: String,
    relation: String,
    ring: String,
    told: String,
    attempts: String,
    marks: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "screens/inventory/person.html")]
struct PersonPage {
    page: Page,
    frame: CourseFrame,
    name: String,
    retire: Slip,
    fixed: Vec<(String, String)>,
    retired: String,
    interview: Interview,
    attempts: String,
    form: FormView,
}

fn view(ask: &Ask, course: &ipt::Course, person: &Person) -> PersonView {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (told, all) = (count(person.entry.to_form().len()), count(InventoryEntry::FIELDS.len()));
    let ring = course.circle.ring(Layout::Now, person.id);
    let mut marks = Vec::new();
    if person.deceased() {
        marks.push(("", "mark-deceased"));
    }
    if person.unsafe_with() {
        marks.push(("safety", "mark-safety"));
    }
    if person.entry.link_to_onset.is_some_and(|link| link > 0) {
        marks.push(("attention", "mark-onset"));
    }
    PersonView {
        address: ask.room(&format!("inventory/{}", person.id)),
        name: person.entry.name.clone(),
        relation: person.entry.relation.clone(),
        ring: ring.map_or(String::new(), |ring| words().t(&format!("ring-{ring}")).into_owned()),
        told: words().with("inventory-told", &[("n", &told), ("all", &all)]),
        attempts: plain::attempts(course, person),
        marks,
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    returned: Option<Returned>,
    closed_to_you: bool,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "inventory");
    let again = returned.is_some();
    let many = names::slip(ask, returned.as_ref())?;
    let one_again = returned.as_ref().is_some_and(|returned| returned.action != many.action);
    let trouble = returned.filter(|_| one_again).map(|returned| returned.trouble);
    let second = course.begun.as_ref().is_some_and(|begun| begun.previous.is_some());
    let trouble = trouble.unwrap_or_default();
    let bringing = (second && frame.shut.is_none() && course.people.is_empty()).then(|| Bringing {
        action: ask.room("previous/inventory"),
        key: Uuid::new_v4().to_string(),
        closed_to_you,
    });
    let template = InventoryPage {
        page,
        frame,
        progress: Progress::of(ask, course),
        many,
        adding: match one_again {
            true => Slip::again(ask, ask.room("inventory")),
            false => Slip::blank(ask, ask.room("inventory"))?,
        },
        people: course.people_listed().map(|person| view(ask, course, person)).collect(),
        retired: course
            .people
            .iter()
            .filter(|person| person.retired.is_some())
            .map(|person| person.entry.name.clone())
            .collect(),
        refusal: trouble.refusal.as_ref().map(|r| RefusalView::of(r, &ask.room(""))),
        missing: !trouble.problems.is_empty(),
        bringing,
    };
    if again { show_again(&template) } else { answer::show(&template) }
}

/// The list.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, false)
}

/// Adds a person by name.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    if ask.form.contains_key("names") {
        return names::add(ask, access);
    }
    let trouble = match InventoryEntry::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(entry) => {
            let command = Command::AddPerson { person: PersonId(ask.key()), entry };
            match act(ask, access, Expect::Anything, command)? {
                Ok(()) => return Ok(saved(&ask.room("inventory"))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(alone(ask, trouble)), false)
}

/// Trouble of the page itself, and of the field for one name.
fn alone(ask: &Ask, trouble: Trouble) -> Returned {
    Returned { action: ask.room("inventory"), trouble }
}

/// Brings the people of the last episode over. Who does it must lead that one too.
///
/// # Errors
/// See [`Failure`].
pub fn bring(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let file = ask.clinic().read(access)?;
    let last = file.course.begun.as_ref().and_then(|begun| begun.previous);
    let Some(last) = last else {
        let refusal = Some(policy::PEOPLE_FROM_LAST.refuse());
        let trouble = Trouble { refusal, ..Trouble::default() };
        return page(ask, access, Some(alone(ask, trouble)), false);
    };
    let brought = ask
        .clinic()
        .may::<TheCourse, Read>(access.actor(), last, "inventory")
        .and_then(|last| ask.clinic().bring_people(access, &last, ask.key()));
    match brought {
        Ok(_) => Ok(saved(&ask.room("inventory"))),
        Err(Problem::NotYours) => page(ask, access, Some(alone(ask, Trouble::default())), true),
        Err(problem) => page(ask, access, Some(alone(ask, Trouble::of(problem)?)), false),
    }
}

fn making(ask: &Ask, person: &Person) -> Making<'static> {
    Making {
        name: InventoryEntry::NAME,
        fields: InventoryEntry::FIELDS,
        action: ask.room(&format!("inventory/{}", person.id)),
        stored: person.entry.to_form(),
        seen: person.revision.into(),
        people: Vec::new(),
        submit: "save",
    }
}

fn person_page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    id: PersonId,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let person = file.course.person(id).ok_or(Failure::NotThere)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "inventory");
    let made = making(ask, person);
    let form = FormView::of(ask, made, trouble)?;
    let template = PersonPage {
        page,
        frame,
        name: person.entry.name.clone(),
        retire: Slip::blank(ask, ask.room(&format!("inventory/{id}/retirement")))?,
        fixed: told_of(&person.entry, &file.course),
        retired: person.retired.clone().unwrap_or_default(),
        interview: Interview::of(ask, &file.course, person),
        attempts: plain::attempts(&file.course, person),
        form,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// One person.
///
/// # Errors
/// See [`Failure`].
pub fn person(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    person_page(ask, access, ask.part("person")?, None)
}

/// Says more of a person.
///
/// # Errors
/// See [`Failure`].
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let id = ask.part("person")?;
    let trouble = match InventoryEntry::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(entry) => {
            let command = Command::RevisePerson { person: id, entry };
            match act(ask, access, Expect::Person(id, ask.seen()), command)? {
                Ok(()) => return interview::onward(ask, access, id),
                Err(trouble) => trouble,
            }
        }
    };
    person_page(ask, access, id, Some(&trouble))
}

/// Takes a person out of the list.
///
/// # Errors
/// See [`Failure`].
pub fn retire(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let person = ask.part("person")?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::RetirePerson { person, reason }, "inventory")
}

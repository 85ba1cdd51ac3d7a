//! The people, the circle and the timeline.

use std::collections::BTreeSet;

use super::{Context, Decision, given, not_in_future};
use crate::{
    Command, Course, CourseId, Event, PersonId,
    inventory::{
        InventoryEntry,
        circle::{Place, RINGS},
    },
    policy,
    refusal::Refusal,
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    let event = match command {
        Command::AddPerson { person, entry } => {
            named_once(course, person, &entry)?;
            policy::PERSON_ONCE.require(course.person(person).is_none())?;
            Event::PersonAdded { person, entry: Box::new(entry) }
        }
        Command::BringPeople { from, people } => return brought(course, from, people),
        Command::RevisePerson { person, entry } => {
            policy::PERSON_KNOWN.require(course.person(person).is_some())?;
            named_once(course, person, &entry)?;
            Event::PersonRevised { person, entry: Box::new(entry) }
        }
        Command::RetirePerson { person, reason } => {
            policy::PERSON_KNOWN.require(course.person(person).is_some())?;
            let in_focus = course.agreed_focus().is_some_and(|focus| {
                focus.primary_people.contains(&person) || focus.secondary_people.contains(&person)
            });
            policy::PERSON_IN_FOCUS.require(!in_focus)?;
            Event::PersonRetired { person, reason: given(reason, "reason")? }
        }
        Command::PlacePeople { layout, on, places } => {
            not_in_future(on, context, "on")?;
            placed_once(course, &places)?;
            Event::PeoplePlaced { layout, on, places }
        }
        Command::NoteMoment { moment, content } => {
            if let Some(on) = content.on {
                not_in_future(on, context, "on")?;
            }
            Event::MomentNoted { moment, content }
        }
        Command::StrikeMoment { moment } => {
            policy::MOMENT_KNOWN.require(course.timeline.iter().any(|kept| kept.id == moment))?;
            Event::MomentStruck { moment }
        }
        _ => unreachable!("BUG: not an act on the client's life"),
    };
    Ok(vec![event])
}

/// The people of the episode before, into an inventory that nobody stands in yet. They keep their
/// ids: somebody is the same person through all episodes.
fn brought(course: &Course, from: CourseId, people: Vec<(PersonId, InventoryEntry)>) -> Decision {
    let last = course.begun.as_ref().and_then(|begun| begun.previous);
    let fits = last == Some(from) && course.people.is_empty() && !people.is_empty();
    policy::PEOPLE_FROM_LAST.require(fits)?;
    let added = people
        .into_iter()
        .map(|(person, entry)| Event::PersonAdded { person, entry: Box::new(entry.carried()) });
    Ok(added.collect())
}

/// Two people of one name and one relation would be one person twice.
fn named_once(course: &Course, id: PersonId, entry: &InventoryEntry) -> Result<(), Refusal> {
    let key = |entry: &InventoryEntry| {
        (entry.name.trim().to_lowercase(), entry.relation.trim().to_lowercase())
    };
    let twice =
        course.people_listed().any(|known| known.id != id && key(&known.entry) == key(entry));
    policy::PERSON_ONCE.require(!twice).map_err(|refusal| refusal.beside("name"))
}

fn placed_once(course: &Course, places: &[Place]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for place in places {
        policy::PERSON_KNOWN.require(course.person(place.person).is_some())?;
        policy::PLACED_ONCE.require(seen.insert(place.person))?;
        policy::RING_EXISTS.require(place.ring.is_none_or(|ring| (1..=RINGS).contains(&ring)))?;
    }
    Ok(())
}

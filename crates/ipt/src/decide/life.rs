//! The people, the circle and the timeline.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Context, Decision, given, not_in_future};
use crate::{
    Command, Course, CourseId, Event, PersonId,
    inventory::{
        InventoryEntry, Person,
        circle::{Layout, Place, RINGS_RANGE},
        link::Link,
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
        Command::NamePeople(people) => return named(course, people),
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
        Command::PlacePerson { person, on, rings } => {
            not_in_future(on, context, "on")?;
            return placed(course, person, on, &rings);
        }
        Command::TakeBackPlacing => {
            let last = course.circle.to_take_back(context.today);
            let layout = last.ok_or_else(|| policy::PLACED_TODAY.refuse())?.layout;
            Event::PlacingTakenBack { layout }
        }
        Command::LinkPeople(link) => {
            two(course, link.one, link.other)?;
            Event::PeopleLinked(Link { word: link.word.trim().to_owned(), ..link })
        }
        Command::UnlinkPeople { one, other } => {
            let linked = course.circle.links().iter().any(|link| link.between(one, other));
            policy::LINK_OF_TWO.require(linked)?;
            Event::PeopleUnlinked { one, other }
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

/// Several names at once: all of them, or none.
fn named(course: &Course, people: Vec<(PersonId, InventoryEntry)>) -> Decision {
    let mut after = course.clone();
    let mut added = Vec::new();
    for (person, entry) in people {
        named_once(&after, person, &entry)?;
        policy::PERSON_ONCE.require(after.person(person).is_none())?;
        let (entry_there, retired, revision) = (entry.clone(), None, 1);
        after.people.push(Person { id: person, entry: entry_there, retired, revision });
        added.push(Event::PersonAdded { person, entry: Box::new(entry) });
    }
    Ok(added)
}

/// One person in several pictures, a fact for each picture that changes.
fn placed(course: &Course, person: PersonId, on: Date, rings: &[(Layout, Option<u8>)]) -> Decision {
    let mut facts: Vec<Event> = Vec::new();
    for (layout, ring) in rings {
        let places = vec![Place { person, ring: *ring }];
        placed_once(course, &places)?;
        let stands = course.circle.at(*layout, on).get(&person).copied();
        // What is said again as it stands is a fact only where nothing else is said.
        if stands != *ring || (facts.is_empty() && rings.len() == 1) {
            facts.push(Event::PeoplePlaced { layout: *layout, on, places });
        }
    }
    Ok(facts)
}

/// Two who stand in the inventory, and are not one.
fn two(course: &Course, one: PersonId, other: PersonId) -> Result<(), Refusal> {
    let known = |id| course.people_listed().any(|person| person.id == id);
    policy::LINK_OF_TWO.require(one != other && known(one) && known(other))
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
    let exists = |ring| (1..=*RINGS_RANGE.end()).contains(&ring);
    for place in places {
        policy::PERSON_KNOWN.require(course.person(place.person).is_some())?;
        policy::PLACED_ONCE.require(seen.insert(place.person))?;
        policy::RING_EXISTS.require(place.ring.is_none_or(exists))?;
    }
    Ok(())
}

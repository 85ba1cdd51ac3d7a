//! Suggestions: what the record offers for a field, with the reason. Nothing is taken by itself.

use ipt::{Code, Course};

use crate::{ask::Ask, form::FormView, plain, words::words};

/// Something that can be taken into a field.
pub struct Suggestion {
    /// What.
    pub what: String,
    /// Why it is offered.
    pub why: String,
    /// Where it is taken.
    pub address: String,
    /// Whether it stands in the form already, because it was taken just now.
    pub taken: bool,
}

/// Life events within half a year before the onset, the nearest first: candidates for the crisis.
pub fn crises(ask: &Ask, course: &Course) -> Vec<Suggestion> {
    let onset = course.documents.assessment.as_ref().and_then(|kept| kept.value.onset);
    let Some(onset) = onset else { return Vec::new() };
    let mut near = ipt::timeline::near_onset(&course.timeline, onset);
    near.sort_by_key(|kept| std::cmp::Reverse(kept.on()));
    let suggestions = near.into_iter().map(|kept| {
        let days = kept.on().until(onset).map_or(0, |span| span.get_days());
        let weeks = u32::try_from(days / 7).unwrap_or(0);
        let day = plain::remembered(kept.on(), kept.moment.precision);
        let id = kept.id.to_string();
        Suggestion {
            what: format!("{day}: {}", kept.moment.what),
            why: words().with("suggestion-weeks", &[("weeks", &weeks)]),
            address: ask.room(&format!("triad?take={id}")),
            taken: ask.queried("take") == id,
        }
    });
    suggestions.collect()
}

/// Puts the event that was taken into the form of the triad.
pub fn take_crisis(ask: &Ask, course: &Course, form: &mut FormView) {
    let taken = course.timeline.iter().find(|kept| kept.id.to_string() == ask.queried("take"));
    if let Some(kept) = taken {
        form.fill("crisis_event", &kept.moment.what);
        form.fill("crisis_on", &kept.on().to_string());
    }
}

/// People with a candidate area, those most linked to the onset first: candidates for the focus.
pub fn people(ask: &Ask, course: &Course) -> Vec<Suggestion> {
    let mut people: Vec<_> = course
        .people_listed()
        .filter_map(|person| Some((person, person.entry.candidate_area?)))
        .collect();
    people.sort_by_key(|(person, _)| std::cmp::Reverse(person.entry.link_to_onset));
    let suggestions = people.into_iter().map(|(person, area)| {
        let area = ipt::letter::area_name(course, area, words());
        let id = person.id.to_string();
        let why = match person.entry.link_to_onset {
            Some(link) => words().with("suggestion-link", &[("area", &area), ("link", &link)]),
            None => words().with("suggestion-area", &[("area", &area)]),
        };
        Suggestion {
            what: plain::named(person),
            why,
            address: ask.room(&format!("focus?take={id}")),
            taken: ask.queried("take") == id,
        }
    });
    suggestions.collect()
}

/// Puts the person who was taken, with their area, into the form of the focus.
pub fn take_person(ask: &Ask, course: &Course, form: &mut FormView) {
    let mut people = course.people_listed();
    let taken = people.find(|person| person.id.to_string() == ask.queried("take"));
    if let Some((person, area)) = taken.and_then(|p| Some((p, p.entry.candidate_area?))) {
        form.fill("primary", area.code());
        form.fill("primary_people", &person.id.0.to_string());
    }
}

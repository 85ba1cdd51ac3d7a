//! What facts of inventory, circle and timeline change.

use super::super::Course;
use crate::{
    event::{Event, Fact},
    inventory::Person,
    timeline::KeptMoment,
};

impl Course {
    /// Inventory, circle and timeline.
    pub(super) fn told(&mut self, fact: &Fact) {
        match &fact.event {
            Event::PersonAdded { person, entry } | Event::PersonRevised { person, entry } => {
                match self.people.iter_mut().find(|known| known.id == *person) {
                    // More said of somebody who was taken out: they stand in the list again.
                    Some(known) => {
                        known.entry = (**entry).clone();
                        known.retired = None;
                        known.revision += 1;
                    }
                    None => self.people.push(Person {
                        id: *person,
                        entry: (**entry).clone(),
                        retired: None,
                        revision: 1,
                    }),
                }
            }
            Event::PersonRetired { person, reason } => {
                if let Some(known) = self.people.iter_mut().find(|known| known.id == *person) {
                    known.retired = Some(reason.clone());
                }
            }
            Event::PeoplePlaced { layout, on, places } => {
                self.circle.place(fact.on, *on, *layout, places);
            }
            Event::PlacingTakenBack { layout } => self.circle.take_back(*layout),
            Event::PeopleLinked(link) => self.circle.link(link.clone()),
            Event::PeopleUnlinked { one, other } => self.circle.unlink(*one, *other),
            Event::MomentNoted { moment, content } => {
                let before = self.timeline.iter().find(|kept| kept.id == *moment);
                let revision = before.map_or(1, |kept| kept.revision + 1);
                self.timeline.retain(|kept| kept.id != *moment);
                self.timeline.push(KeptMoment { id: *moment, moment: content.clone(), revision });
                self.timeline.sort_by_key(|kept| (kept.on(), kept.id));
            }
            Event::MomentStruck { moment } => self.timeline.retain(|kept| kept.id != *moment),
            _ => {}
        }
    }
}

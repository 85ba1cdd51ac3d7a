//! What can be counted in a frame. Counts only: no number here says what is good for somebody, and
//! none is a measure that was checked against anything. [design]

use std::collections::BTreeSet;

use super::Standing;
use crate::{PersonId, inventory::circle::Layout};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Those that are meant.
    pub met: usize,
    /// Those of whom it is known.
    pub of: usize,
}

/// The numbers of a frame, over the people who stand in the list then and the picture of *now*.
/// People who have died count where they are placed. All are OpenIPT design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Size of the inner ring: people on ring 1. [design]
    pub inner: usize,
    /// People on any ring. [design]
    pub placed: usize,
    /// Reciprocity: people with whom the client's expectations and the other's are both noted as
    /// met, of those with whom both are noted at all. Nobody counts as unmet because nobody
    /// asked. The noted answers are the client's, of both sides. [design]
    pub reciprocity: Met,
    /// Conflict load: people with whom quarrels are noted, unless it is noted that there are none.
    /// Every one counts as one, whatever the quarrels are. [design]
    pub conflict: usize,
    /// New ties: people on a ring who were not known on the day on which the circle of now was
    /// first drawn (or recorded, if that was later), and who stand in no ring of the picture before
    /// the onset. Somebody who was there all along and was told of later counts too: the record
    /// cannot tell. [design]
    pub new_ties: usize,
}

impl Numbers {
    /// Of these people; `first` are those who were known when the circle was first drawn.
    pub(super) fn of(people: &[Standing<'_>], first: &BTreeSet<PersonId>) -> Self {
        let listed: Vec<&Standing<'_>> =
            people.iter().filter(|person| person.retired.is_none()).collect();
        let count = |meant: &dyn Fn(&Standing<'_>) -> bool| {
            listed.iter().filter(|person| meant(person)).count()
        };
        let both = |person: &Standing<'_>| {
            let entry = person.entry;
            Some((entry.clients_expectations_met?, entry.others_expectations_met?))
        };
        let placed = |person: &Standing<'_>| person.ring(Layout::Now).is_some();
        Self {
            inner: count(&|person| person.ring(Layout::Now) == Some(1)),
            placed: count(&placed),
            reciprocity: Met {
                met: count(&|person| both(person) == Some((true, true))),
                of: count(&|person| both(person).is_some()),
            },
            conflict: count(&|person| person.entry.has_quarrels()),
            new_ties: count(&|person| {
                placed(person)
                    && !first.contains(&person.id)
                    && person.ring(Layout::BeforeOnset).is_none()
            }),
        }
    }
}

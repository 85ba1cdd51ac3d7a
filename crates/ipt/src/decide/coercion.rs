//! What is not tried on somebody violent or controlling: to understand what happens with them may
//! help, to push them is never planned (domain page §3).

use crate::{Course, PersonId, inventory::Person, policy, refusal::Refusal};

/// Something is to be tried on these people. While nobody is named, anybody may be meant, and a
/// concern with anybody counts.
pub(super) fn not_pushed(course: &Course, people: &[PersonId]) -> Result<(), Refusal> {
    let meant = |person: &Person| people.is_empty() || people.contains(&person.id);
    let pushed = course.people.iter().any(|person| meant(person) && person.unsafe_with());
    policy::NO_PUSH_WITH_COERCION.require(!pushed)
}

/// As above for what need not be with anybody: only who is named counts.
pub(super) fn none_unsafe(course: &Course, people: &[PersonId]) -> Result<(), Refusal> {
    if people.is_empty() { Ok(()) } else { not_pushed(course, people) }
}

//! Links between two people of the inventory, beside the client.

use serde::{Deserialize, Serialize};

use crate::PersonId;

codes! {
    /// What is between two people, as far as the client knows.
    pub enum Bond: "bond" {
        /// They know each other.
        Know = "know_each_other",
        /// There is conflict between them.
        Conflict = "in_conflict",
    }
}

/// What is between two people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// One of the two.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// What is between them.
    pub bond: Bond,
    /// A word more: sisters, neighbours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
}

impl Link {
    /// Whether it is between these two, in either order.
    pub fn between(&self, one: PersonId, other: PersonId) -> bool {
        (self.one, self.other) == (one, other) || (self.one, self.other) == (other, one)
    }
}

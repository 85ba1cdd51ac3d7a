//! What a policy is: a name, a place to go, a source, and how well that founds it.

use crate::refusal::Refusal;

codes! {
    /// How well a rule is founded. Screens show the mark.
    pub enum Founded: "founded" {
        /// In a named source.
        Sourced = "sourced",
        /// General knowledge of the literature.
        General = "general",
        /// A proposal of this software.
        Design = "design",
    }
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub code: &'static str,
    /// The room where the next step is taken: a document's name or a screen's.
    pub room: &'static str,
    /// Where it comes from: a number of the source list, or a page of ours.
    pub source: &'static str,
    /// How well it is founded.
    pub founded: Founded,
}

impl Policy {
    /// A refusal by this policy.
    pub fn refuse(&'static self) -> Refusal {
        Refusal { policy: self, field: None, detail: None }
    }
    /// Refuses unless the condition holds.
    ///
    /// # Errors
    /// The refusal.
    pub fn require(&'static self, condition: bool) -> Result<(), Refusal> {
        if condition { Ok(()) } else { Err(self.refuse()) }
    }
}

macro_rules! policies {
    ($( $(#[$meta:meta])* $NAME:ident $code:literal -> $room:literal, $founded:ident $source:literal; )*) => {
        $( $(#[$meta])* pub static $NAME: Policy = Policy {
            code: $code, room: $room, source: $source, founded: Founded::$founded,
        }; )*
        /// Every policy, in the order a course meets them.
        pub static ALL: &[&Policy] = &[ $( &$NAME, )* ];
    };
}

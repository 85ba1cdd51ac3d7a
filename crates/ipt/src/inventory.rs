//! The interpersonal inventory: the people in the client's life, one entry each.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Area, PersonId, form::Kind};

pub mod circle;
pub mod link;
pub mod replay;

codes! {
    /// Whether the person lives.
    pub enum Living: "living" {
        /// Alive.
        Alive = "alive",
        /// Deceased.
        Deceased = "deceased",
    }
}

codes! {
    /// What kind of support comes from a person.
    pub enum Support: "support" {
        /// A listening ear.
        Emotional = "emotional",
        /// A helping hand.
        Practical = "practical",
        /// Neither.
        NoSupport = "none",
    }
}

codes! {
    /// How a quarrel ends.
    pub enum QuarrelEnds: "quarrel_ends" {
        /// It is settled.
        Resolved = "resolved",
        /// It is dropped.
        Dropped = "dropped",
        /// There are none.
        NoQuarrels = "no_quarrels",
    }
}

artefact! {
    /// One person of the inventory. Source: domain page §2. A careful review, not a scored scale.
    pub struct InventoryEntry: "inventory" {
        "who" {
            name: String = Kind::Line, needed;
            relation: String = Kind::Line;
            living: Option<Living> = Kind::Choice(<Living as crate::Code>::CODES);
            died_on: Option<Date> = Kind::Date;
            death_circumstances: String = Kind::Long;
            contact: String = Kind::Line;
        }
        "between_you" {
            together: String = Kind::Long;
            can_talk_about: String = Kind::Long;
            cannot_talk_about: String = Kind::Long;
            liked: String = Kind::Long;
            disliked: String = Kind::Long;
            usual_feelings: String = Kind::Line;
            quarrels: String = Kind::Long;
            quarrels_end: Option<QuarrelEnds> = Kind::Choice(<QuarrelEnds as crate::Code>::CODES);
        }
        "expectations" {
            clients_expectations: String = Kind::Long;
            clients_expectations_met: Option<bool> = Kind::YesNo;
            others_expectations: String = Kind::Long;
            others_expectations_met: Option<bool> = Kind::YesNo;
            satisfying: String = Kind::Long;
            unsatisfying: String = Kind::Long;
            wished_change: String = Kind::Long;
        }
        "the_illness" {
            knows_about_depression: Option<bool> = Kind::YesNo;
            support: Vec<Support> = Kind::Many(<Support as crate::Code>::CODES);
            before_onset: String = Kind::Line;
            at_onset: String = Kind::Line;
            after_onset: String = Kind::Line;
            link_to_onset: Option<u32> = Kind::Number { min: 0, max: 3 };
            candidate_area: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES);
            safety_concern: String = Kind::Long;
        }
    }
}

impl InventoryEntry {
    /// Whether there are quarrels with the person: some are told of, or it is noted how they end,
    /// and it is not noted that there are none.
    #[must_use]
    pub fn has_quarrels(&self) -> bool {
        match self.quarrels_end {
            Some(QuarrelEnds::NoQuarrels) => false,
            Some(QuarrelEnds::Resolved | QuarrelEnds::Dropped) => true,
            None => !self.quarrels.is_empty(),
        }
    }

    /// Whether any support comes from the person.
    #[must_use]
    pub fn gives_support(&self) -> bool {
        !self.support.is_empty() && !self.support.contains(&Support::NoSupport)
    }

    /// What a new episode takes over of an entry. What a person is to the client comes along, to
    /// be gone through again; what was judged of the illness of then does not: it would be an
    /// answer to a question that nobody has asked yet.
    #[must_use]
    pub fn carried(self) -> Self {
        Self {
            // How things were around the onset of the last episode, and what was thought of it.
            before_onset: String::new(),
            at_onset: String::new(),
            after_onset: String::new(),
            link_to_onset: None,
            candidate_area: None,
            // Whether wishes are met, and what should change, was the matter of that therapy.
            clients_expectations_met: None,
            others_expectations_met: None,
            wished_change: String::new(),
            // Who they are. A death stays a death.
            name: self.name,
            relation: self.relation,
            living: self.living,
            died_on: self.died_on,
            death_circumstances: self.death_circumstances,
            contact: self.contact,
            // How it is between the two.
            together: self.together,
            can_talk_about: self.can_talk_about,
            cannot_talk_about: self.cannot_talk_about,
            liked: self.liked,
            disliked: self.disliked,
            usual_feelings: self.usual_feelings,
            quarrels: self.quarrels,
            quarrels_end: self.quarrels_end,
            clients_expectations: self.clients_expectations,
            others_expectations: self.others_expectations,
            satisfying: self.satisfying,
            unsatisfying: self.unsatisfying,
            // Who has been told knows it still, and who stood by may stand by again.
            knows_about_depression: self.knows_about_depression,
            support: self.support,
            // Never lost on the way: it guards the joint session.
            safety_concern: self.safety_concern,
        }
    }
}

/// A person of a course's inventory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Which.
    pub id: PersonId,
    /// What is known.
    pub entry: InventoryEntry,
    /// Why the person no longer stands in the list, if so. People are retired, never deleted.
    pub retired: Option<String>,
    /// How often the entry was written.
    #[serde(default)]
    pub revision: u32,
}

impl Person {
    /// Whether the person has died.
    pub fn deceased(&self) -> bool {
        self.entry.living == Some(Living::Deceased)
    }
    /// Whether violence or control is a concern with this person.
    pub fn unsafe_with(&self) -> bool {
        !self.entry.safety_concern.is_empty()
    }
}

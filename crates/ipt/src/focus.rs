//! The focus: one primary area, at most one secondary, what was rejected and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Area, PersonId, form::Kind};

artefact! {
    /// The agreed focus. Source: domain page §2; one or two areas at most, §1.
    pub struct FocusSelection: "focus" {
        "primary" {
            primary: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES), needed;
            primary_people: Vec<PersonId> = Kind::People;
            criteria: String = Kind::Long, needed;
        }
        "secondary" {
            secondary: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES);
            secondary_people: Vec<PersonId> = Kind::People;
        }
        "rejected" {
            rejected_grief: String = Kind::Long;
            rejected_role_dispute: String = Kind::Long;
            rejected_role_transition: String = Kind::Long;
            rejected_interpersonal_deficits: String = Kind::Long;
        }
        "agreement" {
            client_agrees: Option<bool> = Kind::YesNo, needed;
            clients_words: String = Kind::Long;
            agreed_on: Option<Date> = Kind::Date, needed;
            why_changed: String = Kind::Long;
        }
    }
}

impl FocusSelection {
    /// The primary area, then the secondary.
    pub fn areas(&self) -> [Option<Area>; 2] {
        [self.primary, self.secondary]
    }

    /// The people whom it names with an area.
    pub fn people_with(&self, area: Area) -> Vec<PersonId> {
        let slots =
            [(self.primary, &self.primary_people), (self.secondary, &self.secondary_people)];
        let with = slots.into_iter().filter(|(of, _)| *of == Some(area));
        with.flat_map(|(_, people)| people.clone()).collect()
    }

    /// Why an area was not chosen; empty if nothing was said.
    pub fn rejected(&self, area: Area) -> &str {
        match area {
            Area::Grief => &self.rejected_grief,
            Area::RoleDispute => &self.rejected_role_dispute,
            Area::RoleTransition => &self.rejected_role_transition,
            Area::InterpersonalDeficits => &self.rejected_interpersonal_deficits,
        }
    }
}

artefact! {
    /// What one rater sees as the focus. Raters may disagree (S52).
    pub struct FocusRating: "focus_rating" {
        "rating" {
            rater: String = Kind::Line, needed;
            area: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES), needed;
            reason: String = Kind::Long, needed;
        }
    }
}

/// A rating with its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptRating {
    /// The day.
    pub on: Date,
    /// The rating.
    pub rating: FocusRating,
}

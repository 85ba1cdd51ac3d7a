//! Markers of progress: seen in a session, with a word of evidence.

use jiff::civil::Date;

use super::Area;
use crate::session::SessionNumber;

codes! {
    /// A marker of progress. Source: domain page §3; the words stand in `content/areas.toml`.
    pub enum Marker: "marker" {
        /// Grief: speaks of the person with tears and with relief.
        TearsAndRelief = "tears_and_relief",
        /// Grief: sees the person whole.
        SeesWhole = "sees_whole",
        /// Grief: avoids less.
        AvoidsLess = "avoids_less",
        /// Grief: a new contact, or an old interest again.
        TurnsAgain = "turns_again",
        /// Dispute: the stage moves.
        StageMoves = "stage_moves",
        /// Dispute: fewer or fairer quarrels.
        FairerQuarrels = "fairer_quarrels",
        /// Dispute: asks directly.
        AsksDirectly = "asks_directly",
        /// Dispute: ended, and mourned.
        EndedAndMourned = "ended_and_mourned",
        /// Transition: the old role is mourned.
        OldRoleMourned = "old_role_mourned",
        /// Transition: something good in the new one.
        GoodInNewRole = "good_in_new_role",
        /// Transition: feels more able.
        MoreAble = "more_able",
        /// Transition: a new supporter.
        NewSupporter = "new_supporter",
        /// Deficits: a tie, new or renewed.
        TieMade = "tie_made",
        /// Deficits: more contacts in a week.
        MoreContacts = "more_contacts",
        /// Deficits: less fear.
        LessFear = "less_fear",
    }
}

impl Marker {
    /// The area that it belongs to.
    pub fn area(self) -> Area {
        match self {
            Self::TearsAndRelief | Self::SeesWhole | Self::AvoidsLess | Self::TurnsAgain => {
                Area::Grief
            }
            Self::StageMoves
            | Self::FairerQuarrels
            | Self::AsksDirectly
            | Self::EndedAndMourned => Area::RoleDispute,
            Self::OldRoleMourned | Self::GoodInNewRole | Self::MoreAble | Self::NewSupporter => {
                Area::RoleTransition
            }
            Self::TieMade | Self::MoreContacts | Self::LessFear => Area::InterpersonalDeficits,
        }
    }
}

/// A marker that was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptMarker {
    /// Which.
    pub marker: Marker,
    /// In which session.
    pub session: SessionNumber,
    /// What showed it.
    pub evidence: String,
    /// The day it was noted.
    pub on: Date,
}

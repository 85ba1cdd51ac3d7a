//! The four interpersonal problem areas, and the stages of a role dispute.

use crate::DocumentKind;

pub mod caution;
pub mod dispute;
pub mod marker;
pub mod strategy;

pub use marker::Marker;
pub use strategy::Strategy;

codes! {
    /// A problem area: what a course of IPT works on.
    pub enum Area: "area" {
        /// Grief: the death of someone close (in `stuart_robertson` also other losses).
        Grief = "grief",
        /// Role dispute: a conflict with someone important and expectations not shared.
        RoleDispute = "role_dispute",
        /// Role transition: trouble with a change of role.
        RoleTransition = "role_transition",
        /// Interpersonal deficits (sensitivities): none of the others fits.
        InterpersonalDeficits = "interpersonal_deficits",
    }
}

impl Area {
    /// Its work sheet.
    pub fn sheet(self) -> DocumentKind {
        match self {
            Self::Grief => DocumentKind::GriefWork,
            Self::RoleDispute => DocumentKind::DisputeWork,
            Self::RoleTransition => DocumentKind::BalanceSheet,
            Self::InterpersonalDeficits => DocumentKind::DeficitsWork,
        }
    }

    /// The area of which this is the work sheet.
    pub fn of_sheet(kind: DocumentKind) -> Option<Self> {
        <Self as crate::Code>::ALL.iter().copied().find(|area| area.sheet() == kind)
    }
}

codes! {
    /// Where a role dispute stands. Source: S6.
    pub enum DisputeStage: "stage" {
        /// Both know of the dispute and try.
        Renegotiation = "renegotiation",
        /// Talk has stopped; resentment smoulders.
        Impasse = "impasse",
        /// Beyond repair: mourn and move on.
        Dissolution = "dissolution",
        /// Settled.
        Resolved = "resolved",
    }
}

impl DisputeStage {
    /// Whether a dispute may go from here to `next` (domain page §3: impasse to renegotiation,
    /// any to dissolution, any to resolved). To stay is always allowed.
    pub fn may_become(self, next: Self) -> bool {
        self == next
            || matches!(next, Self::Dissolution | Self::Resolved)
            || (self == Self::Impasse && next == Self::Renegotiation)
    }

    /// Where it may go from here, to stay not counted.
    pub fn moves(self) -> impl Iterator<Item = Self> {
        let all = <Self as crate::Code>::ALL.iter().copied();
        all.filter(move |next| *next != self && self.may_become(*next))
    }
}

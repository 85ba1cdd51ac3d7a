//! The strategies of the four areas, as a session's note names them.

use super::Area;

codes! {
    /// A strategy: what is done in an area. Source: domain page §3; its words for the therapist
    /// stand in `content/areas.toml`, in the order in which they are done.
    pub enum Strategy: "strategy" {
        /// Grief: link the symptoms to the death.
        LinkToDeath = "link_to_death",
        /// Grief: tell it again, before, during and after.
        Retell = "retell",
        /// Grief: the person seen whole.
        WholePerson = "whole_person",
        /// Grief: name the feelings.
        NameFeelings = "name_feelings",
        /// Grief: turn again to interests and people.
        ReEngage = "re_engage",
        /// Dispute: link the symptoms to the dispute.
        LinkToDispute = "link_to_dispute",
        /// Dispute: find its stage.
        FindStage = "find_stage",
        /// Dispute: what each expects and values.
        Expectations = "expectations",
        /// Dispute: look for options.
        Options = "options",
        /// Dispute: where the same happens with others.
        PatternsElsewhere = "patterns_elsewhere",
        /// Dispute: what keeps it going.
        KeepsGoing = "keeps_going",
        /// Dispute: try a change.
        TryChange = "try_change",
        /// Transition: link the symptoms to the change.
        LinkToChange = "link_to_change",
        /// Transition: the good and the hard of both roles.
        WeighRoles = "weigh_roles",
        /// Transition: the feelings about the loss and the change.
        MournOldRole = "mourn_old_role",
        /// Transition: what the new role makes possible.
        Opportunities = "opportunities",
        /// Transition: what must be learnt.
        NewSkills = "new_skills",
        /// Transition: support that fits the new role.
        NewSupport = "new_support",
        /// Deficits: link the symptoms to being alone.
        LinkToIsolation = "link_to_isolation",
        /// Deficits: look back at past relationships.
        ReviewTies = "review_ties",
        /// Deficits: what comes again.
        PatternsOfTies = "patterns_of_ties",
        /// Deficits: rehearse, then try small contacts.
        Rehearse = "rehearse",
        /// Deficits: what happens between client and therapist.
        UseRelationship = "use_relationship",
    }
}

impl Strategy {
    /// The area that it belongs to.
    pub fn area(self) -> Area {
        match self {
            Self::LinkToDeath
            | Self::Retell
            | Self::WholePerson
            | Self::NameFeelings
            | Self::ReEngage => Area::Grief,
            Self::LinkToDispute
            | Self::FindStage
            | Self::Expectations
            | Self::Options
            | Self::PatternsElsewhere
            | Self::KeepsGoing
            | Self::TryChange => Area::RoleDispute,
            Self::LinkToChange
            | Self::WeighRoles
            | Self::MournOldRole
            | Self::Opportunities
            | Self::NewSkills
            | Self::NewSupport => Area::RoleTransition,
            Self::LinkToIsolation
            | Self::ReviewTies
            | Self::PatternsOfTies
            | Self::Rehearse
            | Self::UseRelationship => Area::InterpersonalDeficits,
        }
    }
}

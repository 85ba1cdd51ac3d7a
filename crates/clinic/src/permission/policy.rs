//! The policy: a pure function of closed lists, one part a role.

use ipt::label::Label;

use super::{Relation, ResourceKind, VerbKind};
use crate::{Role, Roles};

/// A person may what any of their roles allows.
pub fn any_allows(
    roles: Roles,
    relation: Relation,
    resource: ResourceKind,
    verb: VerbKind,
) -> bool {
    roles.iter().any(|role| allows(role, relation, resource, verb))
}

/// The whole policy. A pure function: nothing else decides who may do what.
pub fn allows(role: Role, relation: Relation, resource: ResourceKind, verb: VerbKind) -> bool {
    match role {
        Role::Administrator => administrator(relation, resource, verb),
        Role::Therapist => therapist(relation, resource, verb),
        Role::Supervisor => supervisor(relation, resource, verb),
        Role::Facilitator => facilitator(relation, resource, verb),
        Role::Researcher => resource == ResourceKind::Outcomes && verb == VerbKind::Read,
        Role::Client => client(relation, resource),
        Role::Guardian => {
            (relation, resource) == (Relation::Guards, ResourceKind::Ward) && verb == VerbKind::Read
        }
    }
}

/// Whether a part of the record with this label is told to who stands so to it and may read it. Whoever
/// works in a course reads all of it; the client, and who reads on their behalf, what has no label.
pub fn tells(relation: Relation, label: Option<Label>) -> bool {
    match relation {
        Relation::Leads
        | Relation::LeadsUnderContract
        | Relation::Covers
        | Relation::StandsIn
        | Relation::Emergency
        | Relation::Supervises => true,
        Relation::IsClient
        | Relation::Guards
        | Relation::Wrote
        | Relation::UnderContract
        | Relation::Stranger => label.is_none(),
    }
}

fn administrator(relation: Relation, resource: ResourceKind, verb: VerbKind) -> bool {
    match resource {
        // Nobody reviews what they opened themselves.
        ResourceKind::EmergencyUse => relation != Relation::Emergency,
        ResourceKind::Accounts | ResourceKind::Settings | ResourceKind::Retention => true,
        ResourceKind::Outcomes | ResourceKind::Emergency => verb == VerbKind::Read,
        ResourceKind::Course
        | ResourceKind::OwnCourse
        | ResourceKind::Desk
        | ResourceKind::ProcessNotes
        | ResourceKind::ProcessDesk
        | ResourceKind::Caseload
        | ResourceKind::SupervisedCourse
        | ResourceKind::Supervision
        | ResourceKind::Ward => false,
    }
}

fn therapist(relation: Relation, resource: ResourceKind, verb: VerbKind) -> bool {
    // What who stands in, or opened it in an emergency, may write in it is its safety alone.
    let leads = matches!(
        relation,
        Relation::Leads
            | Relation::LeadsUnderContract
            | Relation::Covers
            | Relation::StandsIn
            | Relation::Emergency
    );
    match resource {
        ResourceKind::Course => leads,
        // What a supervisor types of a course lies under its client's keys too.
        ResourceKind::Desk => leads || relation == Relation::Supervises,
        // Its author alone: nobody who stands in, covers, supervises, administers or leads it next.
        ResourceKind::ProcessNotes | ResourceKind::ProcessDesk => {
            matches!(relation, Relation::Leads | Relation::LeadsUnderContract | Relation::Wrote)
        }
        ResourceKind::Caseload | ResourceKind::Emergency => true,
        ResourceKind::EmergencyUse => relation == Relation::Leads,
        // What they may write in it is [`crate::Clinic::supervise`] alone.
        ResourceKind::SupervisedCourse => relation == Relation::Supervises,
        ResourceKind::Supervision | ResourceKind::Settings | ResourceKind::Outcomes => {
            verb == VerbKind::Read
        }
        ResourceKind::OwnCourse
        | ResourceKind::Accounts
        | ResourceKind::Retention
        | ResourceKind::Ward => false,
    }
}

fn supervisor(relation: Relation, resource: ResourceKind, verb: VerbKind) -> bool {
    match resource {
        ResourceKind::Desk | ResourceKind::SupervisedCourse => relation == Relation::Supervises,
        ResourceKind::Supervision => verb == VerbKind::Read,
        ResourceKind::Course
        | ResourceKind::OwnCourse
        | ResourceKind::ProcessNotes
        | ResourceKind::ProcessDesk
        | ResourceKind::Caseload
        | ResourceKind::Accounts
        | ResourceKind::Settings
        | ResourceKind::Outcomes
        | ResourceKind::Retention
        | ResourceKind::Emergency
        | ResourceKind::EmergencyUse
        | ResourceKind::Ward => false,
    }
}

/// As a therapist in the courses they lead, while somebody supervises that.
fn facilitator(relation: Relation, resource: ResourceKind, verb: VerbKind) -> bool {
    match resource {
        ResourceKind::Course | ResourceKind::Desk => relation == Relation::LeadsUnderContract,
        ResourceKind::Caseload => relation == Relation::UnderContract,
        ResourceKind::Outcomes | ResourceKind::Emergency => {
            relation == Relation::UnderContract && verb == VerbKind::Read
        }
        ResourceKind::EmergencyUse => relation == Relation::Leads,
        ResourceKind::OwnCourse
        | ResourceKind::ProcessNotes
        | ResourceKind::ProcessDesk
        | ResourceKind::SupervisedCourse
        | ResourceKind::Supervision
        | ResourceKind::Accounts
        | ResourceKind::Settings
        | ResourceKind::Retention
        | ResourceKind::Ward => false,
    }
}

fn client(relation: Relation, resource: ResourceKind) -> bool {
    match resource {
        // They write in it by [`crate::Clinic::check_self`], [`crate::Clinic::ask_correction`] and
        // [`crate::Clinic::withdraw_supervision`].
        ResourceKind::OwnCourse => relation == Relation::IsClient,
        ResourceKind::Course
        | ResourceKind::Desk
        | ResourceKind::ProcessNotes
        | ResourceKind::ProcessDesk
        | ResourceKind::Caseload
        | ResourceKind::SupervisedCourse
        | ResourceKind::Supervision
        | ResourceKind::Accounts
        | ResourceKind::Settings
        | ResourceKind::Outcomes
        | ResourceKind::Retention
        | ResourceKind::Emergency
        | ResourceKind::EmergencyUse
        | ResourceKind::Ward => false,
    }
}

//! The proofs about one client's record that open none of it: its keeping and erasing, and that it
//! was opened in an emergency.

use ipt::ClientId;
use uuid::Uuid;

use super::{
    Access, Asked, Facts, Relation, Resource, TheCourse, TheEmergencyUse, TheRetention, Verb,
};
use crate::{Actor, Clinic, Problem};

impl Asked for TheRetention {
    fn facts(clinic: &Clinic, _: &Actor, id: ClientId) -> Result<Facts, Problem> {
        clinic.identity_of(id)?;
        Ok(Facts { relation: Relation::Stranger, client: Some(id), course: None })
    }
}

impl Asked for TheEmergencyUse {
    /// Who opened it is never its judge, whatever else they are.
    fn facts(clinic: &Clinic, actor: &Actor, id: Uuid) -> Result<Facts, Problem> {
        let (client, opened_by) = clinic.emergency_people(id)?;
        let relation = match clinic.leads_some_of(actor, client)? {
            _ if opened_by == actor.id() => Relation::Emergency,
            true => Relation::Leads,
            false => Relation::Stranger,
        };
        Ok(Facts { relation, client: Some(client), course: None })
    }
}

/// A proof of the staff about one client, from which it follows what is kept of them.
pub trait OfAClient: Resource {}
impl OfAClient for TheCourse {}
impl OfAClient for TheRetention {}
impl OfAClient for TheEmergencyUse {}

impl<R: OfAClient, V: Verb> Access<R, V> {
    /// Whom it is about.
    pub(crate) fn whose(&self) -> ClientId {
        self.client.expect("BUG: a proof about a client without one")
    }
}

//! The proof about the keeping and erasing of one client's record, which has no clinical word.

use ipt::ClientId;

use super::{Access, Asked, Facts, Relation, Resource, TheCourse, TheRetention, Verb};
use crate::{Actor, Clinic, Problem};

impl Asked for TheRetention {
    fn facts(clinic: &Clinic, _: &Actor, id: ClientId) -> Result<Facts, Problem> {
        clinic.identity_of(id)?;
        Ok(Facts { relation: Relation::Stranger, client: Some(id), course: None })
    }
}

/// A proof of the staff about one client, from which it follows what is kept of them.
pub trait OfAClient: Resource {}
impl OfAClient for TheCourse {}
impl OfAClient for TheRetention {}

impl<R: OfAClient, V: Verb> Access<R, V> {
    /// Whom it is about.
    pub(crate) fn whose(&self) -> ClientId {
        self.client.expect("BUG: a proof about a client without one")
    }
}

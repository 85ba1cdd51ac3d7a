//! The measures that a practice can use: those that ship, and its own.

use std::sync::Arc;

use super::{Measure, measures};

/// Measures to choose from. Cheap to copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    own: Vec<Arc<Measure>>,
}

/// Why a practice's own measure cannot stand beside the others.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueProblem {
    /// Two of its own have one id.
    #[error("two measures have the id {0}")]
    Twice(String),
    /// It would change a measure whose wording ships.
    #[error("{0} is the id of a measure that ships with its wording; choose another")]
    Taken(String),
    /// It brings the wording of a measure that ships without, but other values.
    #[error("{0} ships without wording; its own file keeps method, number of items and range")]
    OtherValues(String),
}

impl Catalogue {
    /// These, and one more of the practice's own. It may take the place of one that ships without
    /// its wording: a practice with the owner's leave brings the text. What was stored keeps its
    /// sense.
    ///
    /// # Errors
    /// When its id is taken.
    pub fn beside(mut self, measure: Measure) -> Result<Self, CatalogueProblem> {
        let id = || measure.id.clone();
        if self.is_own(&measure.id) {
            return Err(CatalogueProblem::Twice(id()));
        }
        if let Some(shipped) = super::measure(&measure.id) {
            if shipped.has_wording() {
                return Err(CatalogueProblem::Taken(id()));
            }
            let items = shipped.items.is_empty() || shipped.items.len() == measure.items.len();
            let same = shipped.unit() == measure.unit() && shipped.range == measure.range;
            if !(items && same) {
                return Err(CatalogueProblem::OtherValues(id()));
            }
        }
        self.own.push(Arc::new(measure));
        Ok(self)
    }

    /// Every measure: those that ship, in their order, then the practice's own.
    pub fn all(&self) -> impl Iterator<Item = &Measure> {
        let shipped = measures().iter().filter(|measure| !self.is_own(&measure.id));
        shipped.chain(self.own.iter().map(Arc::as_ref))
    }

    /// The measure of this id.
    pub fn find(&self, id: &str) -> Option<&Measure> {
        let own = self.own.iter().find(|measure| measure.id == id);
        own.map(Arc::as_ref).or_else(|| super::measure(id))
    }

    /// Whether the practice brought it.
    pub fn is_own(&self, id: &str) -> bool {
        self.own.iter().any(|measure| measure.id == id)
    }
}

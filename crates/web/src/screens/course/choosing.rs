//! Another variant or manual, while no contract stands.

use ipt::{Code, Course, Dialect, Phase, content::variant::variants};

use crate::{answer::Failure, ask::Ask, field::Offer, slip::Slip, words::words};

/// The form that chooses them.
pub struct Choosing {
    /// The form.
    pub slip: Slip,
    /// The variants.
    pub variants: Vec<Offer>,
    /// The manuals.
    pub dialects: Vec<Offer>,
}

impl Choosing {
    /// The form, as long as it can be chosen.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn of(ask: &Ask, course: &Course) -> Result<Option<Self>, Failure> {
        if course.phase > Phase::Initial || course.contract_stands() {
            return Ok(None);
        }
        let variants = variants().iter().map(|variant| Offer {
            value: variant.code.clone(),
            label: variant.name.clone(),
            chosen: variant.code == course.variant().code,
        });
        let dialects = Dialect::ALL.iter().map(|dialect| Offer {
            value: dialect.code().to_owned(),
            label: words().t(&format!("dialect-{}", dialect.code())).into_owned(),
            chosen: *dialect == course.dialect(),
        });
        Ok(Some(Self {
            slip: Slip::blank(ask, ask.room("variant"))?,
            variants: variants.collect(),
            dialects: dialects.collect(),
        }))
    }
}

//! A refusal: the therapy says no, with the policy, and where to go next.

use crate::policy::Policy;

/// Why an act was refused. The reason and the next step in plain words stand in the words under
/// `policy-<code>` and `policy-<code>-next`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("refused by the policy {}", .policy.code)]
pub struct Refusal {
    /// The policy that refuses.
    pub policy: &'static Policy,
    /// The field it stands beside, if one.
    pub field: Option<&'static str>,
    /// A detail for the words: a name, a number, a date. Never free text of the record.
    pub detail: Option<String>,
}

impl Refusal {
    /// Beside a field.
    #[must_use]
    pub fn beside(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }
    /// With a detail.
    #[must_use]
    pub fn naming(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }
}

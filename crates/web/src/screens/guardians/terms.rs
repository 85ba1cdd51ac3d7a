//! What is agreed with a guardian, as a form: for somebody new, or to be changed.

use std::borrow::Cow;

use askama::{Template, filters::HtmlSafe};
use clinic::{
    Problem,
    guardian::{GuardianObstacle, GuardianTerms, ToldTo},
};
use ipt::{FieldProblem, Form, form::Wrong};

use super::to_form;
use crate::{
    answer::Failure,
    ask::Ask,
    form::Trouble,
    slip::{Returned, Slip},
    words::words,
};

/// The form.
#[derive(Template)]
#[template(path = "screens/guardians/terms.html")]
pub struct TermsForm {
    slip: Slip,
    told: Vec<(&'static str, String)>,
    /// Whether it is for somebody new, who needs a name.
    new: bool,
    /// What tells its fields from those of the other forms of the page.
    which: String,
    /// What is wrong with a name, or with what stands against it; empty if nothing is.
    problem: String,
}
impl HtmlSafe for TermsForm {}

impl TermsForm {
    /// The form at an address, with what stands or what came back.
    pub fn of(
        ask: &Ask,
        action: String,
        stands: Option<&GuardianTerms>,
        returned: Option<&Returned>,
    ) -> Result<Self, Failure> {
        let which = action.rsplit('/').next().unwrap_or_default().to_owned();
        let returned = returned.filter(|returned| returned.action == action);
        let against = returned.and_then(|returned| {
            returned.trouble.problems.iter().find(|problem| problem.field.starts_with("guardian-"))
        });
        let told = |told: &ToldTo| {
            (told.code(), words().t(&format!("guardian-told-{}", told.code())).into_owned())
        };
        Ok(Self {
            told: ToldTo::ALL.iter().map(told).collect(),
            new: stands.is_none(),
            problem: against.map_or_else(String::new, |found| words().t(&found.field).into_owned()),
            slip: Slip::of(ask, action, stands.map_or_else(Form::new, to_form), returned)?,
            which,
        })
    }

    fn t(&self, key: &str) -> Cow<'static, str> {
        words().t(key)
    }

    /// Whether it comes back, or a draft was left in it.
    pub fn left(&self) -> bool {
        self.slip.left()
    }
}

/// What the clinic refuses, beside its field, or above the form where it is of none.
///
/// # Errors
/// What is no matter of this form.
pub fn trouble(ask: &Ask, problem: Problem) -> Result<Trouble, Failure> {
    let (field, wrong) = match problem {
        Problem::NameMissing if ask.field("name").is_empty() => ("name", Wrong::Missing),
        Problem::NameMissing => ("login", Wrong::Missing),
        Problem::NameTaken => ("guardian-login-taken", Wrong::NotAChoice),
        Problem::GuardianRefused(obstacle) => match obstacle {
            GuardianObstacle::RelationMissing => ("relation", Wrong::Missing),
            GuardianObstacle::NothingTold => ("told", Wrong::Missing),
            GuardianObstacle::YesToCome => ("clients_yes", Wrong::NotYet),
            GuardianObstacle::NotAsked => ("guardian-not-not_asked", Wrong::Missing),
            GuardianObstacle::OfAge => ("guardian-not-of_age", Wrong::Missing),
            GuardianObstacle::BornUnknown => ("guardian-not-born_unknown", Wrong::Missing),
        },
        other => return Err(other.into()),
    };
    Ok(Trouble::fields(vec![FieldProblem { field: field.to_owned(), problem: wrong }]))
}

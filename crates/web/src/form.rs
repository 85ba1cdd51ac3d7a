//! A form: its fields, what was typed, what is wrong, what changed meanwhile. Nothing typed in it
//! is ever lost: a refusal, a conflict and an expired sign-in all come back with the text.

use askama::{Template, filters::HtmlSafe};
use clinic::Problem;
use ipt::{Field, Form, Refusal, form::FieldProblem};
use uuid::Uuid;

mod refusal;
mod versus;

pub use refusal::{RefusalView, room_address};
pub use versus::Versus;

use crate::{
    answer::Failure,
    ask::Ask,
    draft,
    field::{Choosable, FieldView, GroupView, Surround, groups},
    words::words,
};

/// What is wrong with a sent form.
#[derive(Debug, Default)]
pub struct Trouble {
    /// Fields that cannot be read.
    pub problems: Vec<FieldProblem>,
    /// What the therapy refuses.
    pub refusal: Option<Refusal>,
    /// What stands there now, if it changed meanwhile, and its version.
    pub changed: Option<(Form, u64)>,
}

impl Trouble {
    /// From fields that cannot be read.
    pub fn fields(problems: Vec<FieldProblem>) -> Self {
        Self { problems, ..Self::default() }
    }

    /// From a problem of the clinic, if it belongs in the form.
    ///
    /// # Errors
    /// The failure, if it does not.
    pub fn of(problem: Problem) -> Result<Self, Failure> {
        match problem {
            Problem::Refused(refusal) => Ok(Self { refusal: Some(refusal), ..Self::default() }),
            Problem::Changed { now, version } => {
                Ok(Self { changed: Some((now, version)), ..Self::default() })
            }
            other => Err(other.into()),
        }
    }

    /// For a page of its own, where what was sent stands on no page any more: nothing typed is lost.
    pub fn alone(self) -> Failure {
        match self.refusal {
            Some(refusal) => Failure::Refused(Box::new(refusal)),
            None => Failure::choice(),
        }
    }
}

/// A form as a template shows it.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/form.html")]
pub struct FormView {
    /// Where it is sent.
    pub action: String,
    /// The page it stands on.
    pub page: String,
    /// Its fields.
    pub groups: Vec<GroupView>,
    /// The key under which it counts once.
    pub key: String,
    /// The version that was seen when typing began.
    pub seen: u64,
    /// This tab.
    pub tab: String,
    /// The drafts that this form takes up.
    pub adopted: String,
    /// When the draft that fills it was saved; empty if none does.
    pub restored: String,
    /// Other unsent drafts: when, and their text.
    pub others: Vec<draft::Other>,
    /// What the therapy refuses.
    pub refusal: Option<RefusalView>,
    /// What changed meanwhile.
    pub versus: Vec<Versus>,
    /// How many fields are wrong.
    pub wrong: usize,
    /// The words on its button.
    pub submit: String,
}

impl HtmlSafe for FormView {}

/// The opening of a form: a screen may put fields of its own after it.
#[derive(Template)]
#[template(path = "parts/form_opening.html")]
pub struct Opening<'a> {
    form: &'a FormView,
    class: &'a str,
}
impl HtmlSafe for Opening<'_> {}

/// The fields of a form, its button and its end.
#[derive(Template)]
#[template(path = "parts/form_rest.html")]
pub struct Rest<'a> {
    form: &'a FormView,
    groups: &'a [GroupView],
}
impl HtmlSafe for Rest<'_> {}

/// How a form is made.
pub struct Making<'a> {
    /// The name of its words.
    pub name: &'a str,
    /// Its fields.
    pub fields: &'a [Field],
    /// Where it is sent: also the place of its drafts.
    pub action: String,
    /// What stands in the record.
    pub stored: Form,
    /// The version of that.
    pub seen: u64,
    /// The people who may be chosen.
    pub people: Vec<Choosable>,
    /// The words on its button.
    pub submit: &'a str,
}

impl FormView {
    /// Lets one of these be chosen in a field, and in that field of each entry: what is sent, and
    /// what is read. What stands there stays, whether it is offered or not.
    pub fn offer(&mut self, name: &str, offered: &[(String, String)]) {
        let fields = self.groups.iter_mut().flat_map(|group| &mut group.fields);
        for field in fields {
            let inner = field.rows.iter_mut().flat_map(|row| &mut row.groups);
            let inner = inner.flat_map(|group| &mut group.fields);
            let inner = inner.filter(|field| field.name.rsplit('.').next() == Some(name));
            inner.for_each(|field| field.offer(offered));
            if field.name == name {
                field.offer(offered);
            }
        }
    }

    /// Says its labels as a manual says them, where it has words of its own.
    pub fn in_dialect(&mut self, name: &str, dialect: ipt::Dialect) {
        for field in self.groups.iter_mut().flat_map(|group| &mut group.fields) {
            field.label = words().d(&format!("{name}-{}", field.name), dialect).into_owned();
        }
    }

    /// Puts a suggestion that was taken into a field: beside what stands there, never over it.
    pub fn fill(&mut self, name: &str, value: &str) {
        let fields = self.groups.iter_mut().flat_map(|group| &mut group.fields);
        for field in fields.filter(|field| field.name == name) {
            let many = field.shape == "many";
            for offer in &mut field.offers {
                offer.chosen = offer.value == value || many && offer.chosen;
            }
            match field.shape {
                "long" if !field.value.is_empty() && !field.value.contains(value) => {
                    field.value = format!("{}\n{value}", field.value);
                }
                _ if field.value.is_empty() => value.clone_into(&mut field.value),
                _ => {}
            }
        }
    }

    /// A form to be filled, with the draft that was left there, if any.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn fresh(ask: &Ask, making: Making<'_>) -> Result<Self, Failure> {
        let left = draft::left(ask, &making.action)?.of_version(making.seen);
        let typed = left.newest.clone().unwrap_or_else(|| making.stored.clone());
        let mut view = Self::made(ask, &making, &typed, &Trouble::default());
        view.seen = left.seen.unwrap_or(making.seen);
        view.restored = left.saved;
        view.adopted = left.tab;
        view.others = left.others;
        Ok(view)
    }

    /// The form that was sent, where there is trouble with it; else one to be filled.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn of(ask: &Ask, making: Making<'_>, trouble: Option<&Trouble>) -> Result<Self, Failure> {
        match trouble {
            Some(trouble) => Ok(Self::again(ask, making, trouble)),
            None => Self::fresh(ask, making),
        }
    }

    /// A form that was sent and is in trouble, with everything that was typed.
    pub fn again(ask: &Ask, making: Making<'_>, trouble: &Trouble) -> Self {
        let mut view = Self::made(ask, &making, &ask.form, trouble);
        // The key counted nothing yet, and the tab goes on with its own draft.
        view.key = ask.key().to_string();
        ask.field("form_tab").clone_into(&mut view.tab);
        ask.field("form_adopted").clone_into(&mut view.adopted);
        view.seen = match &trouble.changed {
            // The writer has now seen what stands there; sending again is their decision.
            Some((_, version)) => *version,
            None => ask.field("form_seen").parse().unwrap_or(making.seen),
        };
        view
    }

    fn made(ask: &Ask, making: &Making<'_>, typed: &Form, trouble: &Trouble) -> Self {
        let refusal =
            trouble.refusal.as_ref().map(|refusal| RefusalView::of(refusal, &ask.room("")));
        let refused =
            refusal.as_ref().and_then(|view| view.field.map(|field| (field, view.reason.clone())));
        let groups = groups(
            making.fields,
            &Surround {
                name: making.name,
                typed,
                problems: &trouble.problems,
                refused,
                people: &making.people,
            },
        );
        let versus = trouble
            .changed
            .as_ref()
            .map_or_else(Vec::new, |(now, _)| versus::differing(making, now, typed));
        Self {
            action: making.action.clone(),
            page: draft::page_here(ask),
            groups,
            key: Uuid::new_v4().to_string(),
            seen: making.seen,
            tab: Uuid::new_v4().to_string(),
            adopted: String::new(),
            restored: String::new(),
            others: Vec::new(),
            refusal,
            versus,
            wrong: trouble.problems.len(),
            submit: words().t(making.submit).into_owned(),
        }
    }

    /// The opening tag, what is hidden, and what must be said first.
    pub fn opening(&self) -> Opening<'_> {
        Opening { form: self, class: "form" }
    }

    /// The fields, the button and the end.
    pub fn rest(&self) -> Rest<'_> {
        self.rest_after(0)
    }

    /// The same after the first groups, which the page shows itself.
    pub fn rest_after(&self, shown: usize) -> Rest<'_> {
        Rest { form: self, groups: self.groups.get(shown..).unwrap_or_default() }
    }

    /// Whether something typed waits in it: then it is shown even where it is not open.
    pub fn held(&self) -> bool {
        let troubled = self.wrong > 0 || self.refusal.is_some() || !self.versus.is_empty();
        troubled || !self.restored.is_empty()
    }

    /// A field of the form, by its name.
    pub fn field(&self, name: &str) -> Option<&FieldView> {
        self.groups.iter().flat_map(|group| &group.fields).find(|field| field.name == name)
    }

    /// The fields with which something is wrong.
    fn wrong_fields(&self) -> Vec<&FieldView> {
        let fields = self.groups.iter().flat_map(|group| &group.fields);
        fields.flat_map(FieldView::each).filter(|field| !field.problem.is_empty()).collect()
    }

    /// The groups that have a heading: on a long form one can go to each.
    fn sections(&self) -> Vec<&GroupView> {
        self.groups.iter().filter(|group| !group.heading.is_empty()).collect()
    }

    fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }
}

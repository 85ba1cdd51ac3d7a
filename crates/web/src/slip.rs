//! A slip: a small form whose template has its own fields. It is saved while typing, brings back
//! what was left in it, and comes back with what was sent, like every form.

use std::collections::BTreeMap;

use askama::{Template, filters::HtmlSafe};
use ipt::Form;
use uuid::Uuid;

use crate::{
    answer::Failure,
    ask::Ask,
    draft, field,
    form::{RefusalView, Trouble, Versus},
    words::words,
};

/// A small form as a template shows it.
#[derive(Clone, Debug, Default)]
pub struct Slip {
    /// Where it is sent: also the place of its drafts.
    pub action: String,
    /// The page it stands on.
    pub page: String,
    /// The key under which it counts once.
    pub key: String,
    /// The version that was seen when typing began.
    pub seen: u64,
    /// This tab.
    pub tab: String,
    /// The draft that it takes up.
    pub adopted: String,
    /// When the draft that fills it was saved; empty if none does.
    pub restored: String,
    /// Other unsent drafts: when, and their text.
    pub others: Vec<draft::Other>,
    /// What changed meanwhile.
    pub versus: Vec<Versus>,
    /// What the therapy refuses.
    pub refusal: Option<RefusalView>,
    /// What is wrong, by field.
    wrong: BTreeMap<String, String>,
    typed: Form,
}

/// What was sent from one slip of a page and is in trouble.
#[derive(Debug)]
pub struct Returned {
    /// Where it was sent: which slip it is.
    pub action: String,
    /// What is wrong.
    pub trouble: Trouble,
}

/// The opening of a slip: its hidden fields, and the draft that was left there.
#[derive(Template)]
#[template(path = "parts/slip_opening.html")]
pub struct Opening<'a> {
    form: &'a Slip,
    class: &'a str,
}
impl HtmlSafe for Opening<'_> {}

/// Where a slip says that it is saved.
#[derive(Template)]
#[template(path = "parts/draft_state.html")]
pub struct State<'a> {
    form: &'a Slip,
}
impl HtmlSafe for State<'_> {}

impl Returned {
    /// For a page of its own, where the slip stands on no page any more: nothing typed is lost.
    pub fn alone(self) -> Failure {
        self.trouble.alone()
    }
}

impl Slip {
    /// A slip to be filled, with the draft that was left there, if any, else with what stands.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn fresh(ask: &Ask, action: String, stored: Form, seen: u64) -> Result<Self, Failure> {
        let left = draft::left(ask, &action)?.of_version(seen);
        Ok(Self {
            page: draft::page_here(ask),
            key: Uuid::new_v4().to_string(),
            seen: left.seen.unwrap_or(seen),
            tab: Uuid::new_v4().to_string(),
            adopted: left.tab,
            restored: left.saved,
            others: left.others,
            typed: left.newest.unwrap_or(stored),
            action,
            ..Self::default()
        })
    }

    /// A slip as [`Slip::fresh`] makes it, unless it is the one that comes back.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn of(
        ask: &Ask,
        action: String,
        stored: Form,
        returned: Option<&Returned>,
    ) -> Result<Self, Failure> {
        let Some(returned) = returned.filter(|returned| returned.action == action) else {
            return Self::fresh(ask, action, stored, 0);
        };
        let trouble = &returned.trouble;
        let refusal = trouble.refusal.as_ref();
        Ok(Self {
            refusal: refusal.map(|refusal| RefusalView::of(refusal, &ask.room(""))),
            wrong: trouble.problems.iter().map(|p| (p.field.clone(), field::said(p))).collect(),
            ..Self::again(ask, action)
        })
    }

    /// A slip for words only: nothing stands there yet.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn blank(ask: &Ask, action: String) -> Result<Self, Failure> {
        Self::fresh(ask, action, Form::new(), 0)
    }

    /// A slip that was sent and is in trouble, with everything that was typed.
    pub fn again(ask: &Ask, action: String) -> Self {
        Self {
            action,
            page: draft::page_here(ask),
            // The key counted nothing yet, and the tab goes on with its own draft.
            key: ask.key().to_string(),
            seen: ask.field("form_seen").parse().unwrap_or(0),
            tab: ask.field("form_tab").to_owned(),
            adopted: ask.field("form_adopted").to_owned(),
            typed: ask.form.clone(),
            ..Self::default()
        }
    }

    /// With this in a field too, after what was typed there.
    #[must_use]
    pub fn filled(mut self, name: &str, text: &str) -> Self {
        let before = self.typed(name).to_owned();
        let both = if before.is_empty() || before == text {
            text.to_owned()
        } else {
            format!("{before}\n{text}")
        };
        self.typed.insert(name.to_owned(), vec![both]);
        self
    }

    /// What was typed in a field, or stands there.
    pub fn typed(&self, name: &str) -> &str {
        ipt::form::first(&self.typed, name)
    }

    /// Whether this was chosen in a field.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.typed(name) == value
    }

    /// What is wrong with a field; empty if nothing is.
    pub fn wrong(&self, name: &str) -> &str {
        self.wrong.get(name).map_or("", String::as_str)
    }

    /// Whether this is among what was chosen in a field that takes several.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.typed.get(name).is_some_and(|values| values.iter().any(|known| known == value))
    }

    /// Whether a draft was left in it, or it comes back: then it must be seen.
    pub fn left(&self) -> bool {
        !self.restored.is_empty() || self.refusal.is_some() || !self.wrong.is_empty()
    }

    /// The opening tag, what is hidden, and what must be said first.
    pub fn opening<'a>(&'a self, class: &'a str) -> Opening<'a> {
        Opening { form: self, class }
    }

    /// Where it says that it is saved.
    pub fn state(&self) -> State<'_> {
        State { form: self }
    }

    fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }
}

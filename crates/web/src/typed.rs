//! What was typed in a form that has no page of its own to come back on: shown with its labels, to
//! be changed and sent again.

use ipt::{
    DocumentKind, Field, Kind,
    artefact::Artefact,
    focus::{FocusRating, FocusSelection},
    goal::{Goal, GoalProgress},
    homework::{Homework, HomeworkReview},
    inventory::InventoryEntry,
    session::SessionNote,
    timeline::Moment,
};

use crate::{ask::Ask, words::words};

/// Never shown again, wherever they were typed.
const SECRET: &[&str] = &["passphrase", "again"];

/// A field of a form that comes back.
pub struct Typed {
    /// Its name in the form.
    pub name: String,
    /// Its label; empty for what is sent again unseen.
    pub label: String,
    /// What was typed.
    pub value: String,
}

/// Everything that was sent, with labels where a person typed it.
pub fn typed(ask: &Ask) -> Vec<Typed> {
    let form = form_at(ask);
    let sent = ask.form.iter().filter(|(name, _)| !SECRET.contains(&name.as_str()));
    sent.flat_map(|(name, values)| values.iter().map(move |value| (name, value)))
        .map(|(name, value)| Typed {
            name: name.clone(),
            label: label(form, name),
            value: value.clone(),
        })
        .collect()
}

fn label(form: Option<(&str, &[Field])>, name: &str) -> String {
    if let Some((form, fields)) = form
        && let Some(field) = fields.iter().find(|field| field.name == name)
    {
        let key = format!("{form}-{name}");
        let written = matches!(
            field.kind,
            Kind::Line | Kind::Long | Kind::Lines | Kind::Date | Kind::Number { .. }
        );
        return if written { words().t(&key).into_owned() } else { String::new() };
    }
    let key = format!("typed-{name}");
    if words().has(&key) { words().t(&key).into_owned() } else { String::new() }
}

/// The form that was sent to this address: its name in the words, and its fields.
fn form_at(ask: &Ask) -> Option<(&'static str, &'static [Field])> {
    fn of<A: Artefact>() -> Option<(&'static str, &'static [Field])> {
        Some((A::NAME, A::FIELDS))
    }
    let document = ask.parts.get("document").map(String::as_str);
    if let Some(kind) = ask.path.rsplit('/').next().and_then(DocumentKind::from_name)
        && document.is_none_or(|name| name == kind.name())
    {
        return Some((kind.name(), kind.fields()));
    }
    let varies = |part: &&str| ask.parts.values().any(|value| value == part);
    match ask.path.rsplit('/').find(|part| !varies(part))? {
        "inventory" => of::<InventoryEntry>(),
        "timeline" => of::<Moment>(),
        "focus" => of::<FocusSelection>(),
        "ratings" => of::<FocusRating>(),
        "goals" => of::<Goal>(),
        "progress" => of::<GoalProgress>(),
        "homework" => of::<Homework>(),
        "review" => of::<HomeworkReview>(),
        "sessions" if ask.parts.contains_key("session") => of::<SessionNote>(),
        _ => None,
    }
}

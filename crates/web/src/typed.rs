//! What was typed in a form that has no page of its own to come back on: shown with its labels, to
//! be changed and sent again.

use ipt::{
    Code, DocumentKind, Field, Kind,
    artefact::Artefact,
    communication::CommunicationAnalysis,
    decision::DecisionAnalysis,
    focus::{FocusRating, FocusSelection},
    goal::{Goal, GoalProgress},
    homework::{Homework, HomeworkReview},
    incident::Incident,
    inventory::InventoryEntry,
    process_note::ProcessNote,
    session::{SessionNote, Technique},
    social_rhythm::RhythmWeek,
    technique::TechniqueRecord,
    timeline::Moment,
};

use crate::{ask::Ask, proof, words::words};

/// Never shown again, wherever they were typed.
const SECRET: &[&str] =
    &["passphrase", "again", "today", "code", "given_code", "given_question", "given_passkey"];

/// A field of a form that comes back.
pub struct Typed {
    /// Its name in the form.
    pub name: String,
    /// Its label; empty for what is sent again unseen.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// `date` or `time` for what a person picks; empty for text.
    pub picked: &'static str,
}

/// A day or a time of day comes back in a field of its kind; what is none stays text.
fn picked(name: &str, value: &str) -> &'static str {
    match name {
        "on" | "until" if value.is_empty() || ipt::form::date(value).is_ok() => "date",
        "at" if value.is_empty() || ipt::booking::time(value).is_some() => "time",
        _ => "",
    }
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
            picked: picked(name, value),
        })
        .collect()
}

/// Everything that was sent but this field and what is secret, to be sent on unseen.
pub fn unseen(ask: &Ask, but: &str) -> Vec<Typed> {
    let sent = typed(ask).into_iter();
    sent.filter(|field| field.name != but && field.name != proof::FIELD).collect()
}

fn label(form: Option<(&str, &[Field])>, name: &str) -> String {
    if let Some((form, field)) = form.and_then(|(form, fields)| field_of(form, fields, name)) {
        let key = format!("{form}-{}", field.name);
        let written = matches!(
            field.kind,
            Kind::Line | Kind::Long | Kind::Lines | Kind::Date | Kind::Time | Kind::Number { .. }
        );
        return if written { words().t(&key).into_owned() } else { String::new() };
    }
    let key = format!("typed-{name}");
    if words().has(&key) { words().t(&key).into_owned() } else { String::new() }
}

/// The field that this name in the form is of, with the name of its words: its own, or an entry's.
fn field_of<'a>(form: &'a str, fields: &'a [Field], name: &str) -> Option<(&'a str, &'a Field)> {
    let mut parts = name.split('.');
    let own = parts.next()?;
    let field = fields.iter().find(|field| field.name == own)?;
    // What comes next is the entry's index, then its field.
    match (field.kind, parts.nth(1)) {
        (Kind::Rows(rows), Some(of)) => field_of(rows.name, rows.fields, of),
        _ => Some((form, field)),
    }
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
        "incidents" => of::<Incident>(),
        "communication" => of::<CommunicationAnalysis>(),
        "decisions" => of::<DecisionAnalysis>(),
        "rhythm" => of::<RhythmWeek>(),
        "techniques" => {
            let technique = Technique::from_code(ask.parts.get("technique")?)?;
            Some((technique.code(), TechniqueRecord::fields(technique)))
        }
        "process-notes" => of::<ProcessNote>(),
        "progress" => of::<GoalProgress>(),
        "homework" => of::<Homework>(),
        "review" => of::<HomeworkReview>(),
        "sessions" if ask.parts.contains_key("session") => of::<SessionNote>(),
        _ => None,
    }
}

//! What somebody else saved in the meantime, side by side with what was typed.

use ipt::{Field, Form, Kind, form::Rows};

use super::Making;
use crate::{field::Choosable, plain, words::words};

/// A text somebody else saved in the meantime, beside the one typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versus {
    /// The field's label.
    pub label: String,
    /// As it stands now.
    pub now: String,
    /// As it was typed.
    pub typed: String,
}

/// The fields that differ.
pub(super) fn differing(making: &Making<'_>, now: &Form, typed: &Form) -> Vec<Versus> {
    let text = |form: &Form, field: &Field| match field.kind {
        Kind::Rows(rows) => entries(rows, field.name, form),
        kind => {
            let values = form.get(field.name).into_iter().flatten();
            values.map(|value| said(kind, value, &making.people)).collect::<Vec<_>>().join("\n")
        }
    };
    making
        .fields
        .iter()
        .map(|field| Versus {
            label: words().t(&format!("{}-{}", making.name, field.name)).into_owned(),
            now: text(now, field),
            typed: text(typed, field).replace("\r\n", "\n").trim().to_owned(),
        })
        .filter(|versus| versus.now != versus.typed)
        .collect()
}

/// A value as a person reads it, not as it is sent.
fn said(kind: Kind, value: &str, people: &[Choosable]) -> String {
    let word = |prefix: &str| {
        let key = format!("{prefix}-{value}");
        if words().has(&key) { words().t(&key).into_owned() } else { value.to_owned() }
    };
    match kind {
        Kind::Choice(codes) | Kind::Many(codes) => word(codes.name),
        Kind::YesNo => word("answer"),
        Kind::Person | Kind::People => {
            let known = people.iter().find(|person| person.id == value);
            known.map_or_else(|| "–".to_owned(), |person| person.name.clone())
        }
        Kind::Measure => plain::measure(value),
        Kind::Line
        | Kind::Long
        | Kind::Lines
        | Kind::Date
        | Kind::Time
        | Kind::Number { .. }
        | Kind::Rows(_) => value.to_owned(),
    }
}

/// The entries of a field, one a line.
fn entries(rows: &Rows, field: &str, form: &Form) -> String {
    let line = |(_, entry): (usize, Form)| {
        let values = rows.fields.iter().flat_map(|of| {
            let values = entry.get(of.name).into_iter().flatten();
            values.map(|value| said(of.kind, value, &[])).collect::<Vec<_>>()
        });
        values.collect::<Vec<_>>().join(" · ")
    };
    rows.typed(field, form).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

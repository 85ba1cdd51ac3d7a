//! Fields that have several entries, each with the same fields.

use serde_json::Value;

use super::{Field, FieldProblem, Form};
use crate::artefact::Artefact;

/// The entries of a field that has several, typed as `<field>.<index from 0>.<field of the entry>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows {
    /// The name of their words.
    pub name: &'static str,
    /// The fields of each.
    pub fields: &'static [Field],
    /// How many there may be.
    pub most: usize,
    /// So many stand there to be filled, even if none is.
    pub least: usize,
}

impl Rows {
    /// Entries of a kind, so many at most.
    pub const fn of<A: Artefact>(most: usize) -> Self {
        Self { name: A::NAME, fields: A::FIELDS, most, least: 4 }
    }

    /// The name in the form of an entry's field.
    pub fn typed_as(field: &str, index: usize, of: &str) -> String {
        format!("{field}.{index}.{of}")
    }

    /// The entries that were typed in a field, in order, each with its index. An entry in which
    /// nothing was typed is none.
    pub fn typed(&self, field: &str, form: &Form) -> Vec<(usize, Form)> {
        let entry = |index: usize| -> Form {
            let typed = self.fields.iter().filter_map(|of| {
                let values = form.get(&Self::typed_as(field, index, of.name))?;
                let said = values.iter().any(|value| !value.trim().is_empty());
                said.then(|| (of.name.to_owned(), values.clone()))
            });
            typed.collect()
        };
        let entries = (0..self.most).map(|index| (index, entry(index)));
        entries.filter(|(_, entry)| !entry.is_empty()).collect()
    }
}

/// The entries that were typed in a field; none if nothing was.
pub(super) fn read(
    field: &Field,
    rows: &Rows,
    form: &Form,
) -> Result<Option<Value>, Vec<FieldProblem>> {
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for (index, entry) in rows.typed(field.name, form) {
        match super::read(rows.fields, &entry) {
            Ok(object) => values.push(Value::Object(object)),
            Err(found) => problems.extend(found.into_iter().map(|problem| FieldProblem {
                field: Rows::typed_as(field.name, index, &problem.field),
                ..problem
            })),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((!values.is_empty()).then_some(Value::Array(values)))
}

/// Entries as they would be typed.
pub(super) fn write(field: &Field, rows: &Rows, entries: &[Value]) -> Form {
    let entries = entries.iter().enumerate().filter_map(|(n, entry)| Some((n, entry.as_object()?)));
    entries
        .flat_map(|(index, entry)| {
            let typed = super::write(rows.fields, entry).into_iter();
            typed.map(move |(of, values)| (Rows::typed_as(field.name, index, &of), values))
        })
        .collect()
}

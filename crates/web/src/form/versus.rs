//! What somebody else saved in the meantime, side by side with what was typed.

use ipt::{Field, Form, Kind, form::Rows};

use crate::words::words;

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
pub(super) fn differing(name: &str, fields: &[Field], now: &Form, typed: &Form) -> Vec<Versus> {
    let text = |form: &Form, field: &Field| match field.kind {
        Kind::Rows(rows) => entries(rows, field.name, form),
        _ => form.get(field.name).map_or(String::new(), |v| v.join("\n")),
    };
    fields
        .iter()
        .map(|field| Versus {
            label: words().t(&format!("{name}-{}", field.name)).into_owned(),
            now: text(now, field),
            typed: text(typed, field).replace("\r\n", "\n").trim().to_owned(),
        })
        .filter(|versus| versus.now != versus.typed)
        .collect()
}

/// The entries of a field, one a line, as they were typed.
fn entries(rows: &Rows, field: &str, form: &Form) -> String {
    let line = |(_, entry): (usize, Form)| {
        let values = rows.fields.iter().filter_map(|of| entry.get(of.name));
        values.flatten().cloned().collect::<Vec<_>>().join(" · ")
    };
    rows.typed(field, form).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

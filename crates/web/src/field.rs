//! One field of a form as a template shows it.

use askama::{Template, filters::HtmlSafe};
use ipt::{
    Field, Kind,
    form::{FieldProblem, Rows},
};

use crate::words::words;

/// An offered value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// Its name in the form.
    pub name: String,
    /// Its label.
    pub label: String,
    /// A hint; empty if there is none.
    pub hint: String,
    /// `line`, `long`, `lines`, `date`, `number`, `scale`, `choice`, `row` (a short choice), `many`,
    /// `select` or `rows`.
    pub shape: &'static str,
    /// What is offered, for the shapes that offer.
    pub offers: Vec<Offer>,
    /// What was typed.
    pub value: String,
    /// What is wrong; empty if nothing is.
    pub problem: String,
    /// Whether it is needed.
    pub needed: bool,
    /// Bounds of a number.
    pub bounds: (u32, u32),
    /// The entries of a field that has several.
    pub rows: Vec<RowView>,
    /// What the course holds for it, and from where.
    pub sources: Vec<Source>,
}

/// A line that a field can take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The line.
    pub line: String,
    /// Where it comes from.
    pub from: String,
}

/// An entry of a field that has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// Which, from 1.
    pub number: usize,
    /// Its fields; the first group stands open.
    pub groups: Vec<GroupView>,
    /// Whether the other groups hold something that must be seen.
    pub open: bool,
}

/// The entries of a field.
#[derive(Template)]
#[template(path = "parts/rows.html")]
pub struct Entries<'a> {
    field: &'a FieldView,
}
impl HtmlSafe for Entries<'_> {}

impl FieldView {
    /// Lets one of these be chosen in it, or what stands there already.
    pub fn offer(&mut self, offered: &[(String, String)]) {
        let stands = (!self.value.is_empty()).then(|| (self.value.clone(), self.value.clone()));
        let stands = stands.filter(|(value, _)| offered.iter().all(|(other, _)| other != value));
        let offer =
            |(value, label): (String, String)| Offer { chosen: value == self.value, value, label };
        self.offers = offered.iter().cloned().chain(stands).map(offer).collect();
        self.shape = "select";
    }

    /// The entries, laid out.
    pub fn entries(&self) -> Entries<'_> {
        Entries { field: self }
    }

    /// Itself, then the fields of its entries.
    pub fn each(&self) -> Vec<&Self> {
        let inner = self.rows.iter().flat_map(|row| &row.groups).flat_map(|group| &group.fields);
        std::iter::once(self).chain(inner).collect()
    }

    /// The ids of what describes it, apart by spaces: its hint, then what is wrong.
    pub fn described(&self) -> String {
        let said = [("h", &self.hint), ("p", &self.problem)];
        let ids = said.iter().filter(|(_, text)| !text.is_empty());
        ids.map(|(id, _)| format!("{id}-{}", self.name)).collect::<Vec<_>>().join(" ")
    }
}

/// A heading with its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// Where it is on the page.
    pub id: String,
    /// The heading; empty if there is none.
    pub heading: String,
    /// The fields.
    pub fields: Vec<FieldView>,
}

/// A person who may be chosen in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosable {
    /// The person's id.
    pub id: String,
    /// The person's name.
    pub name: String,
}

/// Above so many values, a list is shown as a select rather than as radio buttons.
const RADIOS: usize = 7;
/// A choice whose labels have at most so many characters together stands in a row.
const ROW: usize = 80;

/// What the fields of a form need around them.
pub struct Surround<'a> {
    /// The name of the form's words.
    pub name: &'a str,
    /// What was typed.
    pub typed: &'a ipt::Form,
    /// What is wrong.
    pub problems: &'a [FieldProblem],
    /// A refusal that stands beside a field.
    pub refused: Option<(&'static str, String)>,
    /// The people who may be chosen.
    pub people: &'a [Choosable],
}

/// So many entries at most stand there to be filled after those that are.
const ROOM: usize = 2;

/// The fields of a form under their headings.
pub fn groups(fields: &[Field], around: &Surround<'_>) -> Vec<GroupView> {
    let mut groups: Vec<(&str, GroupView)> = Vec::new();
    for field in fields {
        if groups.last().is_none_or(|(name, _)| *name != field.group) {
            let key = format!("{}-group-{}", around.name, field.group);
            let heading =
                if words().has(&key) { words().t(&key).into_owned() } else { String::new() };
            groups.push((field.group, GroupView { id: key, heading, fields: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.fields.push(view(field, around));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn view(field: &Field, around: &Surround<'_>) -> FieldView {
    let key = format!("{}-{}", around.name, field.name);
    let typed: &[String] = around.typed.get(field.name).map_or(&[], Vec::as_slice);
    let (shape, offers, bounds) = shape(field.kind, typed, around.people);
    let rows = match field.kind {
        Kind::Rows(rows) => entries(field, rows, around),
        _ => Vec::new(),
    };
    FieldView {
        name: field.name.to_owned(),
        label: words().t(&key).into_owned(),
        hint: words().hint(&key).unwrap_or_default().into_owned(),
        shape,
        offers,
        value: typed.first().cloned().unwrap_or_default(),
        problem: problem(field, around),
        needed: field.needed,
        bounds,
        rows,
        sources: Vec::new(),
    }
}

/// The entries that were typed, and room for more.
fn entries(field: &Field, rows: &Rows, around: &Surround<'_>) -> Vec<RowView> {
    let typed = rows.typed(field.name, around.typed);
    let last = typed.last().map_or(0, |(index, _)| index + 1);
    let nothing = ipt::Form::new();
    let of = |index: usize| typed.iter().find(|(at, _)| *at == index).map(|(_, entry)| entry);
    (0..(last + ROOM.min(rows.least)).max(rows.least).min(rows.most))
        .map(|index| entry(field, rows, index, of(index).unwrap_or(&nothing), around))
        .collect()
}

/// One entry: its fields bear its index, and what is wrong with them is theirs.
fn entry(
    field: &Field,
    rows: &Rows,
    index: usize,
    typed: &ipt::Form,
    around: &Surround<'_>,
) -> RowView {
    let prefix = Rows::typed_as(field.name, index, "");
    let of_entry = |problem: &FieldProblem| {
        let field = problem.field.strip_prefix(&prefix)?.to_owned();
        Some(FieldProblem { field, problem: problem.problem })
    };
    let problems: Vec<FieldProblem> = around.problems.iter().filter_map(of_entry).collect();
    let alone = Surround { name: rows.name, typed, problems: &problems, refused: None, ..*around };
    let mut groups = groups(rows.fields, &alone);
    let seen = |field: &FieldView| {
        !field.problem.is_empty()
            || !field.value.is_empty()
            || field.offers.iter().any(|offer| offer.chosen)
    };
    let open = groups.iter().skip(1).flat_map(|group| &group.fields).any(seen);
    for inner in groups.iter_mut().flat_map(|group| &mut group.fields) {
        inner.name = Rows::typed_as(field.name, index, &inner.name);
        // In an entry a list in the open takes too much room.
        if inner.shape == "choice" {
            inner.shape = "select";
        }
        // Nothing is needed of an entry that is left empty.
        inner.needed = false;
    }
    RowView { number: index + 1, groups, open }
}

fn shape(
    kind: Kind,
    typed: &[String],
    people: &[Choosable],
) -> (&'static str, Vec<Offer>, (u32, u32)) {
    let chosen = |value: &str| typed.iter().any(|text| text == value);
    let offer = |value: &str, label: String| Offer {
        value: value.to_owned(),
        label,
        chosen: chosen(value),
    };
    let coded = |codes: &ipt::Codes| -> Vec<Offer> {
        let label = |code: &str| words().t(&format!("{}-{code}", codes.name)).into_owned();
        codes.all.iter().map(|code| offer(code, label(code))).collect()
    };
    let named = || people.iter().map(|p| offer(&p.id, p.name.clone())).collect();
    match kind {
        Kind::Line => ("line", Vec::new(), (0, 0)),
        Kind::Long => ("long", Vec::new(), (0, 0)),
        Kind::Lines => ("lines", Vec::new(), (0, 0)),
        Kind::Date => ("date", Vec::new(), (0, 0)),
        Kind::Time => ("time", Vec::new(), (0, 0)),
        Kind::Number { min: 0, max: max @ ..=10 } => {
            let numbers: Vec<String> = (0..=max).map(|n| n.to_string()).collect();
            ("scale", numbers.iter().map(|n| offer(n, n.clone())).collect(), (0, max))
        }
        Kind::Number { min, max } => ("number", Vec::new(), (min, max)),
        Kind::YesNo => {
            let label = |code: &str| words().t(&format!("answer-{code}")).into_owned();
            let offers = ["yes", "no"].iter().map(|code| offer(code, label(code))).collect();
            ("row", offers, (0, 0))
        }
        Kind::Choice(codes) if codes.all.len() > RADIOS => ("select", coded(codes), (0, 0)),
        Kind::Choice(codes) => {
            let offers = coded(codes);
            let length: usize = offers.iter().map(|offer| offer.label.chars().count()).sum();
            (if length <= ROW { "row" } else { "choice" }, offers, (0, 0))
        }
        Kind::Many(codes) => ("many", coded(codes), (0, 0)),
        Kind::Person => ("select", named(), (0, 0)),
        Kind::People => ("many", named(), (0, 0)),
        // What is offered is the practice's: see `FormView::offer`.
        Kind::Measure => ("select", Vec::new(), (0, 0)),
        Kind::Rows(_) => ("rows", Vec::new(), (0, 0)),
    }
}

fn problem(field: &Field, around: &Surround<'_>) -> String {
    if let Some((beside, text)) = &around.refused
        && *beside == field.name
    {
        return text.clone();
    }
    let found = around.problems.iter().find(|problem| problem.field == field.name);
    found.map_or_else(String::new, said)
}

/// What is wrong with a field, in words.
pub fn said(found: &FieldProblem) -> String {
    let (min, max) = match found.problem {
        ipt::form::Wrong::OutOfRange { min, max } => (min, max),
        _ => (0, 0),
    };
    words().with(&format!("wrong-{}", found.problem.code()), &[("min", &min), ("max", &max)])
}

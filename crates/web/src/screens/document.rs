//! The screen of a document: read it, fill it, print it. Formulation, contract, risk and others
//! have more around their form; what it is comes from the kind of document.

use askama::Template;
use axum::{body::Body, http::Response};
use clinic::{Access, Expect, Read, TheCourse, Write, identity::Identity, permission::Verb};
use ipt::{
    Course, Document, DocumentKind, Form,
    artefact::Artefact,
    content::psychoeducation::{Piece, pieces},
};

use self::figures::Figures;
use super::{
    CourseFrame, act, choosable, contract, formulation, risk, stamp,
    suggestion::{self, Suggestion},
    triad,
};
use crate::{
    answer::{Answer, Failure, redirect, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    words::words,
};

mod figures;
mod letters;
mod origins;
mod proposed;

#[derive(Template)]
#[template(path = "screens/document/page.html")]
struct DocumentPage {
    page: Page,
    frame: CourseFrame,
    title: String,
    intro: String,
    stamp: String,
    form: FormView,
    /// What it says, where nobody can change it any more.
    fixed: Vec<(String, String)>,
    figures: Option<Figures>,
    pieces: &'static [Piece],
    printable: Option<&'static str>,
    triad: Option<triad::View>,
    /// Candidates for the crisis.
    suggestions: Vec<Suggestion>,
    suggestions_title: String,
    /// Whether there is a card of it for the pocket.
    card: bool,
    formulation: Option<formulation::Beside>,
    /// Whether the review half way can lead to a new letter.
    letter_anew: bool,
    contract: Option<contract::Beside>,
    risk: Option<risk::Beside>,
}

fn kind_in(ask: &Ask) -> Result<DocumentKind, Failure> {
    let name: String = ask.part("document")?;
    let kind = DocumentKind::from_name(&name).ok_or(Failure::NotThere)?;
    // Suitability has a screen of its own.
    if kind == DocumentKind::Suitability { Err(Failure::NotThere) } else { Ok(kind) }
}

/// Shows a document.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let kind = kind_in(ask)?;
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let mut form = FormView::fresh(ask, made(ask, &file.course, &identity, kind))?;
    if kind == DocumentKind::Triad {
        suggestion::take_crisis(ask, &file.course, &mut form);
    }
    page(ask, access, kind, &file.course, &identity, form)
}

/// Records it.
///
/// # Errors
/// See [`Failure`]; what is wrong with the form comes back in the form.
pub fn record(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let kind = kind_in(ask)?;
    let typed = letters::without_the_composed(ask, access, kind)?;
    let trouble = match kind.read(&typed) {
        Err(problems) => Trouble::fields(problems),
        Ok(document) => match save(ask, access, kind, document)? {
            Ok(()) => return Ok(redirect(&format!("{}?saved=yes", ask.room(kind.name())))),
            Err(trouble) => trouble,
        },
    };
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let form = FormView::again(ask, made(ask, &file.course, &identity, kind), &trouble);
    page(ask, access, kind, &file.course, &identity, form)
}

/// Records a document that was read from a form.
///
/// # Errors
/// See [`act`].
pub fn save(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    kind: DocumentKind,
    document: Document,
) -> Result<Result<(), Trouble>, Failure> {
    let seen = ask.field("form_seen").parse().unwrap_or(0);
    act(ask, access, Expect::Document(kind, seen), ipt::Command::Record(document))
}

/// How the form of a document is made: from what stands in the record, else from what can be
/// proposed.
pub fn making<'a>(ask: &Ask, course: &Course, kind: DocumentKind) -> Making<'a> {
    let anew = kind == DocumentKind::RiskAssessment && risk::awaited(course);
    let stored = course.documents.to_form(kind).filter(|_| !anew);
    Making {
        name: kind.name(),
        fields: kind.fields(),
        action: ask.room(kind.name()),
        seen: course.documents.stamp(kind).map_or(0, |(version, ..)| version.into()),
        stored: stored.unwrap_or_else(|| proposed::proposed(ask, course, kind)),
        people: choosable(course),
        submit: "save",
    }
}

/// The same, with what comes from who the client is: the composed letter in its field, to be
/// changed rather than written, and their crisis contacts.
fn made<'a>(ask: &Ask, course: &Course, identity: &Identity, kind: DocumentKind) -> Making<'a> {
    let mut making = making(ask, course, kind);
    let new = course.documents.stamp(kind).is_none();
    let settings = ask.clinic().settings();
    if let (true, Some(field)) = (new, proposed::field_of_contacts(kind)) {
        let numbers = settings.crisis_numbers(identity).join("\n");
        making.stored.insert(field.to_owned(), vec![numbers]);
    }
    if let Some(letter) = letters::composed(course, identity, kind) {
        making.stored.entry("letter".to_owned()).or_insert_with(|| vec![letter]);
    }
    making
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    kind: DocumentKind,
    course: &Course,
    identity: &Identity,
    mut form: FormView,
) -> Result<Response<Body>, Failure> {
    if kind == DocumentKind::Contract {
        contract::offer_measures(ask, &mut form);
    }
    origins::beside(&mut form, course, kind);
    let name = kind.name();
    form.in_dialect(name, course.dialect());
    let trouble = form.wrong > 0 || form.refusal.is_some() || !form.versus.is_empty();
    let (page, frame) = CourseFrame::of(ask, course, identity, name);
    let template = DocumentPage {
        page,
        frame,
        title: words().d(&format!("room-{name}"), course.dialect()).into_owned(),
        intro: words().d(&format!("intro-{name}"), course.dialect()).into_owned(),
        stamp: stamp(ask, course, kind),
        fixed: fixed(course, kind),
        figures: figures::of(ask, course, kind),
        pieces: if kind == DocumentKind::SickRole { pieces() } else { &[] },
        printable: super::print::letter_of(kind).filter(|_| course.documents.stamp(kind).is_some()),
        suggestions: match kind {
            DocumentKind::Triad => suggestion::crises(ask, course),
            _ => Vec::new(),
        },
        suggestions_title: words().t("suggestion-crisis").into_owned(),
        triad: match kind {
            DocumentKind::Triad => triad::view(course, triad::For::Therapist),
            _ => None,
        },
        letter_anew: kind == DocumentKind::MidReview && course.documents.formulation.is_some(),
        card: kind == DocumentKind::RelapsePlan && course.documents.stamp(kind).is_some(),
        formulation: (kind == DocumentKind::Formulation)
            .then(|| formulation::beside(ask, access, course, identity))
            .transpose()?,
        contract: (kind == DocumentKind::Contract)
            .then(|| contract::beside(ask, course, identity))
            .transpose()?,
        risk: match kind {
            DocumentKind::RiskAssessment => Some(risk::beside(ask, access, course)?),
            _ => None,
        },
        form,
    };
    if trouble { show_again(&template) } else { crate::answer::show(&template) }
}

/// What a document says that stands: a contract that both signed, and all of a closed course.
fn fixed(course: &Course, kind: DocumentKind) -> Vec<(String, String)> {
    let stands = kind == DocumentKind::Contract && course.contract_stands();
    match course.documents.to_form(kind) {
        Some(form) if stands || ipt::decide::open(course, Some(kind)).is_err() => {
            told(kind.name(), kind.fields(), &form, course)
        }
        Some(_) | None => Vec::new(),
    }
}

/// A document's fields that hold something, as label and text: for print, history and export.
pub fn told(
    name: &str,
    fields: &[ipt::Field],
    form: &Form,
    course: &Course,
) -> Vec<(String, String)> {
    fields
        .iter()
        .filter_map(|field| {
            let label = words().t(&format!("{name}-{}", field.name)).into_owned();
            if let ipt::Kind::Rows(rows) = field.kind {
                let entries = told_entries(rows, field.name, form, course);
                return (!entries.is_empty()).then_some((label, entries));
            }
            Some((label, told_value(field, form.get(field.name)?, course)))
        })
        .collect()
}

/// The entries of a field, numbered: what is needed of each without its labels, then the rest.
fn told_entries(rows: &ipt::form::Rows, field: &str, form: &Form, course: &Course) -> String {
    let told = |(number, (_, entry)): (usize, (usize, Form))| {
        let (mut needed, mut rest) = (Vec::new(), Vec::new());
        for of in rows.fields {
            let Some(values) = entry.get(of.name) else { continue };
            let value = told_value(of, values, course);
            if of.needed {
                needed.push(value);
            } else {
                let label = words().t(&format!("{}-{}", rows.name, of.name));
                let colon = if label.ends_with('?') { "" } else { ":" };
                rest.push(format!("{label}{colon} {value}"));
            }
        }
        let first = format!("{number}. {}", needed.join(": "));
        if rest.is_empty() { first } else { format!("{first}\n{}", rest.join(" · ")) }
    };
    (1..).zip(rows.typed(field, form)).map(told).collect::<Vec<_>>().join("\n")
}

fn told_value(field: &ipt::Field, values: &[String], course: &Course) -> String {
    let coded = |codes: &ipt::Codes| {
        let name = |code: &String| words().t(&format!("{}-{code}", codes.name)).into_owned();
        values.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    match field.kind {
        ipt::Kind::Choice(codes) | ipt::Kind::Many(codes) => coded(codes),
        ipt::Kind::YesNo => {
            let name = |code: &String| words().t(&format!("answer-{code}")).into_owned();
            values.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        ipt::Kind::Person | ipt::Kind::People => {
            let name = |id: &String| {
                let person = id.parse().ok().and_then(|id| course.person(id));
                person.map_or_else(|| "–".to_owned(), |person| person.entry.name.clone())
            };
            values.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        ipt::Kind::Date => {
            let name =
                |text: &String| ipt::form::date(text).map_or_else(|_| text.clone(), plain::date);
            values.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        ipt::Kind::Measure => {
            values.iter().map(|id| plain::measure(id)).collect::<Vec<_>>().join(", ")
        }
        ipt::Kind::Line
        | ipt::Kind::Long
        | ipt::Kind::Lines
        | ipt::Kind::Time
        | ipt::Kind::Number { .. }
        | ipt::Kind::Rows(_) => values.join("\n"),
    }
}

/// The same for a document as stored.
pub fn told_of<A: Artefact>(artefact: &A, course: &Course) -> Vec<(String, String)> {
    told(A::NAME, A::FIELDS, &artefact.to_form(), course)
}

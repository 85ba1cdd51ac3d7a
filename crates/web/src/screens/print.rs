//! Letters and agreements for the printer: each from the recorded fields, nothing typed twice.

use askama::Template;
use clinic::{Access, Read, TheCourse, course::CourseFile, identity::Identity};
use ipt::{Course, DocumentKind, event::Signatory, label::RecordPart};

use super::{
    document::told,
    formulation::{self, letter::Shown},
    triad,
};
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/print/page.html")]
struct PrintPage {
    page: Page,
    title: String,
    practice: String,
    date: String,
    back: String,
    triad: Option<triad::View>,
    paragraphs: Vec<String>,
    sections: Vec<(String, Vec<(String, String)>)>,
    signatures: Vec<(String, String)>,
    from: String,
    /// Whether it has a label.
    labelled: bool,
    /// That another letter took its place; empty if none did.
    superseded: String,
    client_answer: String,
    client_words: String,
}

/// The letter that a kind of document can be printed as.
pub fn letter_of(kind: DocumentKind) -> Option<&'static str> {
    match kind {
        DocumentKind::Triad
        | DocumentKind::Formulation
        | DocumentKind::Contract
        | DocumentKind::RelapsePlan
        | DocumentKind::Ending
        | DocumentKind::SafetyPlan
        | DocumentKind::Maintenance => Some(kind.name()),
        DocumentKind::Referral
        | DocumentKind::Suitability
        | DocumentKind::Assessment
        | DocumentKind::Diagnosis
        | DocumentKind::SickRole
        | DocumentKind::RiskAssessment
        | DocumentKind::GriefWork
        | DocumentKind::DisputeWork
        | DocumentKind::BalanceSheet
        | DocumentKind::DeficitsWork
        | DocumentKind::LostSelf
        | DocumentKind::Parents
        | DocumentKind::Perinatal
        | DocumentKind::LaterLife
        | DocumentKind::MidReview
        | DocumentKind::NonResponse
        | DocumentKind::Outcome => None,
    }
}

/// The letter.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let name: String = ask.part("letter")?;
    let kind = DocumentKind::from_name(&name)
        .filter(|kind| letter_of(*kind).is_some())
        .ok_or(Failure::NotThere)?;
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (_, _, at) = course.documents.stamp(kind).ok_or(Failure::NotThere)?;
    let title = words().d(&format!("letter-title-{name}"), course.dialect()).into_owned();
    let shown = match kind {
        DocumentKind::Formulation => formulation_asked(ask, &file, &identity)?,
        _ => Shown::default(),
    };
    let (paragraphs, sections) = match kind {
        DocumentKind::Formulation => (shown.lines.clone(), Vec::new()),
        // Its words stand with the picture.
        DocumentKind::Triad => (Vec::new(), Vec::new()),
        _ => content(course, kind, &identity),
    };
    let day = if shown.on.is_empty() { plain::date(ask.clinic().day_of(at)) } else { shown.on };
    answer::show(&PrintPage {
        page: Page::of(ask, &title).for_client(ask, &identity),
        title,
        labelled: course.labels.contains_key(&RecordPart::Document(kind)),
        practice: ask.clinic().settings().name,
        date: day,
        back: ask.room(&name),
        triad: match kind {
            DocumentKind::Triad => triad::view(course, triad::For::Home),
            _ => None,
        },
        paragraphs,
        sections,
        signatures: signatures(course, kind),
        from: match (kind, &course.begun) {
            (DocumentKind::Formulation | DocumentKind::Ending, Some(begun)) => {
                ask.clinic().name_of(begun.therapist)
            }
            _ => String::new(),
        },
        superseded: match shown.superseded_on.as_str() {
            "" => String::new(),
            on => words().with("letter-superseded", &[("on", &on)]),
        },
        client_answer: shown.answer,
        client_words: shown.words,
    })
}

/// The letter of the formulation that was asked for, else the one that stands.
fn formulation_asked(ask: &Ask, file: &CourseFile, identity: &Identity) -> Result<Shown, Failure> {
    match ask.queried("version") {
        "" => Ok(formulation::letter::standing(file, identity)),
        number => {
            let told = formulation::letter::told(file, identity).into_iter();
            let mut asked = told.filter(|letter| letter.number.to_string() == number);
            asked.next().ok_or(Failure::NotThere)
        }
    }
}

/// What is printed: paragraphs of a letter, or headed facts.
type Content = (Vec<String>, Vec<(String, Vec<(String, String)>)>);

/// The paragraphs of the ending letter, or an agreement's fields under their headings. The
/// formulation's letters are [`formulation::letter`]'s.
pub fn content(course: &Course, kind: DocumentKind, identity: &Identity) -> Content {
    let documents = &course.documents;
    if let (DocumentKind::Ending, Some(kept)) = (kind, &documents.ending) {
        let letter = if kept.value.letter.is_empty() {
            formulation::letter::texts(ipt::letter::ending(course, identity.first_name(), words()))
        } else {
            kept.value.letter.split("\n\n").map(str::to_owned).collect()
        };
        return (letter, Vec::new());
    }
    let form = documents.to_form(kind).unwrap_or_default();
    let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for field in kind.fields() {
        let heading = words().t(&format!("{}-group-{}", kind.name(), field.group)).into_owned();
        let facts = in_clients_words(kind, field, told(kind.name(), &[*field], &form, course));
        match sections.last_mut() {
            Some((last, known)) if *last == heading => known.extend(facts),
            _ if facts.is_empty() => {}
            _ => sections.push((heading, facts)),
        }
    }
    (Vec::new(), sections)
}

/// A field under the label that speaks to the client, where it has one; `-` leaves out what is the
/// therapist's alone.
fn in_clients_words(
    kind: DocumentKind,
    field: &ipt::Field,
    facts: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let key = format!("own-{}-{}", kind.name(), field.name);
    if !words().has(&key) {
        return facts;
    }
    let label = words().t(&key);
    facts.into_iter().filter(|_| label != "-").map(|(_, text)| (label.to_string(), text)).collect()
}

fn signatures(course: &Course, kind: DocumentKind) -> Vec<(String, String)> {
    if kind != DocumentKind::Contract {
        return Vec::new();
    }
    let side = |signatory: Signatory, key: &str| {
        let given = course.signatures.iter().find(|s| s.signatory == signatory);
        let text = given.map_or(String::new(), |s| format!("{}, {}", s.name, plain::date(s.on)));
        (words().t(key).into_owned(), text)
    };
    vec![
        side(Signatory::Client, "signatory-client"),
        side(Signatory::Therapist, "signatory-therapist"),
    ]
}

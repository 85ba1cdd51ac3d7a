//! Suitability: findings at intake with where they lead, alternatives, preference, decision.

use askama::Template;
use clinic::{Access, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Course, DocumentKind, Field, Form, Phase,
    artefact::Artefact,
    content::{
        Mark,
        evidence::{Evidence, evidence},
        finding::{Finding, finding, findings},
    },
    document::Suitability,
};

use super::{CourseFrame, document, saved, stamp};
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    draft,
    form::{FormView, Making, Trouble},
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/suitability/page.html")]
struct SuitabilityPage {
    page: Page,
    frame: CourseFrame,
    stamp: String,
    findings: Vec<(&'static Finding, bool)>,
    evidence: &'static [Evidence],
    form: FormView,
    /// What was decided, where it cannot be decided any more.
    fixed: Vec<(String, String)>,
}

/// The findings are a table of their own; the form has all other fields.
static FIELDS: std::sync::LazyLock<Vec<Field>> = std::sync::LazyLock::new(|| {
    Suitability::FIELDS.iter().filter(|field| field.name != "findings").copied().collect()
});

/// The mark beside a source, unless the source says the same already.
fn mark(source: &str, mark: &Mark) -> String {
    let words = words().t(super::mark_words(mark));
    if source.contains(words.as_ref()) { String::new() } else { words.into_owned() }
}

fn making(ask: &Ask, stored: Form, seen: u64) -> Making<'static> {
    Making {
        name: Suitability::NAME,
        fields: &FIELDS,
        action: ask.room("suitability"),
        stored,
        seen,
        people: Vec::new(),
        submit: "suitability-submit",
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    found: &[String],
    form: FormView,
    trouble: bool,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "suitability");
    let template = SuitabilityPage {
        page,
        frame,
        stamp: stamp(ask, &file.course, DocumentKind::Suitability),
        evidence: evidence(),
        fixed: fixed(&file.course),
        findings: findings().iter().map(|f| (f, found.contains(&f.code))).collect(),
        form,
    };
    if trouble { show_again(&template) } else { answer::show(&template) }
}

/// The decision as it was made, once the course has gone on from it.
fn fixed(course: &Course) -> Vec<(String, String)> {
    let kind = DocumentKind::Suitability;
    let Some(mut form) =
        course.documents.to_form(kind).filter(|_| course.phase > Phase::Suitability)
    else {
        return Vec::new();
    };
    if let Some(found) = form.get_mut("findings") {
        let label = |code: &str| finding(code).map_or(code.to_owned(), |known| known.label.clone());
        *found = found.iter().flat_map(|line| line.lines()).map(label).collect();
    }
    document::told(kind.name(), kind.fields(), &form, course)
}

/// The table and the form.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let kind = DocumentKind::Suitability;
    let mut stored = file.course.documents.to_form(kind).unwrap_or_else(|| {
        [("decided_on".to_owned(), vec![ask.clinic().today().to_string()])].into()
    });
    let lines = stored.remove("findings").unwrap_or_default();
    let seen = file.course.documents.stamp(kind).map_or(0, |(version, ..)| version.into());
    let left = draft::left(ask, &ask.room("suitability"))?;
    let found = match left.newest {
        Some(draft) => draft.get("findings").cloned().unwrap_or_default(),
        None => lines.iter().flat_map(|line| line.lines()).map(str::to_owned).collect(),
    };
    let form = FormView::fresh(ask, making(ask, stored, seen))?;
    page(ask, access, &found, form, false)
}

/// Records the decision.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong with the form comes back in the form.
pub fn decide(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let kind = DocumentKind::Suitability;
    let trouble = match kind.read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(decision) => match document::save(ask, access, kind, decision)? {
            Ok(()) => return Ok(saved(&ask.room(""))),
            Err(trouble) => trouble,
        },
    };
    let found = ask.form.get("findings").cloned().unwrap_or_default();
    let form = FormView::again(ask, making(ask, Form::new(), 0), &trouble);
    page(ask, access, &found, form, true)
}

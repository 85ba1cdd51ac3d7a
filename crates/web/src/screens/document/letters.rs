//! Letters in their forms: the composed text stands in the field to be changed; what was not
//! changed is not stored, so that it goes on following its fields.

use clinic::{Access, TheCourse, Write, identity::Identity};
use ipt::{Course, DocumentKind, Form};

use crate::{answer::Failure, ask::Ask, screens::formulation, words::words};

/// The letter of a stored document, composed from its fields.
pub fn composed(course: &Course, identity: &Identity, kind: DocumentKind) -> Option<String> {
    let paragraphs = match kind {
        DocumentKind::Formulation => {
            course.documents.formulation.as_ref()?;
            formulation::letter::composed(course, identity)
        }
        DocumentKind::Ending => {
            course.documents.ending.as_ref()?;
            formulation::letter::texts(ipt::letter::ending(course, identity.first_name(), words()))
        }
        _ => return None,
    };
    Some(paragraphs.join("\n\n"))
}

/// What was typed, without a letter that is still as it was composed.
///
/// # Errors
/// When the course cannot be read.
pub fn without_the_composed(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    kind: DocumentKind,
) -> Result<Form, Failure> {
    let mut form = ask.form.clone();
    let typed = ask.field("letter").replace("\r\n", "\n");
    if !typed.is_empty() {
        let file = ask.clinic().read(access)?;
        let identity = ask.clinic().identity(access)?;
        if composed(&file.course, &identity, kind).is_some_and(|letter| letter.trim() == typed) {
            form.remove("letter");
        }
    }
    Ok(form)
}

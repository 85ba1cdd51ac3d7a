//! The letter, sentence by sentence: where each comes from, kept, reworded or left out; and the
//! letters told so far, each beside the one before.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, identity::Identity, permission::Verb};
use ipt::{
    Code, Command, Course,
    artefact::Artefact,
    course::FormulationState,
    letter::{self, Choice, Reviewed, SentenceReview, SourceField},
};

use super::letter::{Compared, Shown, compared, letter, sentences, told};
use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    field::Offer,
    form::Versus,
    page::Page,
    screens::{CourseFrame, act},
    slip::{Returned, Slip},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/formulation/letter.html")]
struct LetterPage {
    page: Page,
    frame: CourseFrame,
    sentences: Vec<Line>,
    /// Whether it was written as a whole: then its sentences are not gone through.
    whole: Vec<String>,
    told: Vec<Shown>,
    /// The last two letters told, sentence by sentence.
    between: Vec<Compared>,
    /// The letter told last and the one that would be told now.
    now: Vec<Compared>,
    telling: Option<Telling>,
}

/// The button that tells it.
struct Telling {
    address: String,
    key: String,
}

struct Line {
    name: &'static str,
    says: String,
    composed: String,
    own: bool,
    left_out: bool,
    changed: bool,
    from: Vec<(String, String)>,
    choices: Vec<Offer>,
    slip: Slip,
}

/// Where a field is filled, and what it is called.
fn linked(ask: &Ask, field: SourceField) -> (String, String) {
    let room = words().t(&format!("room-{}", field.room));
    let label = words().t(&format!("{}-{}", field.document, field.field));
    let place = match field.document {
        "goal" | "inventory" | "letter" => String::new(),
        _ => format!("#f-{}", field.field),
    };
    (format!("{}{place}", ask.room(field.room)), format!("{room}: {label}"))
}

fn line(
    ask: &Ask,
    course: &Course,
    sentence: Reviewed,
    returned: Option<&Returned>,
) -> Result<Line, Failure> {
    let action = ask.room(&format!("formulation/letter/{}", sentence.name));
    let kept = course.sentences.get(sentence.name).map(|kept| &kept.review);
    let mut stored = kept.map(Artefact::to_form).unwrap_or_default();
    // Whoever rewords begins with what stands there.
    stored.entry("words".to_owned()).or_insert_with(|| vec![sentence.composed.clone()]);
    let slip = match returned.filter(|returned| returned.action == action) {
        None => Slip::fresh(ask, action, stored, sentence.revision.into())?,
        Some(returned) => again(ask, action, stored, returned)?,
    };
    let choices = Choice::ALL.iter().map(|choice| Offer {
        value: choice.code().to_owned(),
        label: words().t(&format!("sentence_choice-{}", choice.code())).into_owned(),
        chosen: slip.is("choice", choice.code()),
    });
    Ok(Line {
        name: sentence.name,
        own: sentence.choice == Some(Choice::Reword),
        left_out: sentence.says.is_none(),
        says: sentence.says.unwrap_or_default(),
        composed: sentence.composed,
        changed: sentence.changed_since,
        from: sentence.from.into_iter().map(|field| linked(ask, field)).collect(),
        choices: choices.collect(),
        slip,
    })
}

/// The slip that came back, with what was saved meanwhile beside it.
fn again(
    ask: &Ask,
    action: String,
    stored: ipt::Form,
    returned: &Returned,
) -> Result<Slip, Failure> {
    let mut slip = Slip::of(ask, action, stored, Some(returned))?;
    if let Some((now, version)) = &returned.trouble.changed {
        let told = |form: &dyn Fn(&str) -> String| {
            let choice = words().t(&format!("sentence_choice-{}", form("choice"))).into_owned();
            format!("{choice}: {}", form("words"))
        };
        let typed = told(&|name| slip.typed(name).to_owned());
        let now = told(&|name| ipt::form::first(now, name).to_owned());
        let label = words().t("sentence-words").into_owned();
        slip.versus = vec![Versus { label, now, typed }];
        slip.seen = *version;
    }
    Ok(slip)
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<&Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let written = course.documents.formulation.as_ref().ok_or(Failure::NotThere)?;
    let whole =
        if written.value.letter.is_empty() { Vec::new() } else { letter(course, &identity) };
    let lines = if whole.is_empty() { sentences(course, &identity) } else { Vec::new() };
    let lines = lines.into_iter().map(|sentence| line(ask, course, sentence, returned));
    let told = told(&file, &identity);
    let (page, frame) = CourseFrame::of(ask, course, &identity, "formulation");
    let between = match told.as_slice() {
        [.., before, last] => compared(&before.lines, &last.lines),
        _ => Vec::new(),
    };
    let now = told.last().map(|last| compared(&last.lines, &letter(course, &identity)));
    let now = now.unwrap_or_default();
    let to_tell = course.formulation == FormulationState::Draft || !now.is_empty();
    let template = LetterPage {
        sentences: lines.collect::<Result<_, _>>()?,
        telling: (to_tell && frame.shut.is_none()).then(|| Telling {
            address: ask.room("formulation/telling"),
            key: uuid::Uuid::new_v4().to_string(),
        }),
        page,
        frame,
        whole,
        told,
        between,
        now,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The letter.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// A sentence is kept, reworded or left out.
///
/// # Errors
/// See [`Failure`].
pub fn choose(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let name: String = ask.part("sentence")?;
    let name = letter::sentence_named(&name).ok_or(Failure::NotThere)?;
    let action = ask.room(&format!("formulation/letter/{name}"));
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let trouble = match SentenceReview::read(&ask.form) {
        Err(problems) => crate::form::Trouble::fields(problems),
        Ok(review) => {
            let review = seen(review, name, &file.course, &identity);
            let command = Command::ReviewSentence { sentence: name.to_owned(), review };
            match act(ask, access, Expect::Sentence(name, ask.seen()), command)? {
                Ok(()) => {
                    let letter = ask.room("formulation/letter");
                    return Ok(redirect(&format!("{letter}?saved=yes#s-{name}")));
                }
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(&Returned { action, trouble }))
}

/// The review with the sentence as it is composed now; words stand only where they are said.
fn seen(
    mut review: SentenceReview,
    name: &str,
    course: &Course,
    identity: &Identity,
) -> SentenceReview {
    if review.choice != Some(Choice::Reword) {
        review.words.clear();
    }
    let composed = sentences(course, identity).into_iter().find(|line| line.name == name);
    SentenceReview { composed: composed.map_or_else(String::new, |line| line.composed), ..review }
}

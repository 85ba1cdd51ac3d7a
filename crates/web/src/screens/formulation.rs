//! The formulation: a letter composed from its fields, told to the client, and answered.

use clinic::{Access, TheCourse, Write, identity::Identity, permission::Verb};
use ipt::{
    Code, Command, Course, artefact::Artefact, course::FormulationState,
    document::formulation::Answer as Reply,
};

use super::{act_and_go, typed_date};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    plain,
    slip::Slip,
    words::words,
};

pub mod letter;
mod review;

pub use review::{choose, show as sentences};

/// What stands beside the form.
pub struct Beside {
    /// Where it is sent.
    pub address: String,
    /// Whether there is anything to tell.
    pub written: bool,
    /// `draft`, `shared` or `answered`.
    pub state: &'static str,
    /// The letter composed from the fields.
    pub letter: Vec<String>,
    /// Whether the letter that was told last reads otherwise.
    pub reads_otherwise: bool,
    /// The client's answer, when, and in which words.
    pub answered: (String, String, String),
    /// The answers to choose from: code and label.
    pub answers: Vec<(&'static str, String)>,
    /// Life events near the onset.
    pub near_onset: Vec<String>,
    /// The form for the client's answer.
    pub answering: Slip,
    /// The form's key.
    pub key: String,
}

/// What stands beside the form of the formulation.
///
/// # Errors
/// When the drafts cannot be read.
pub fn beside<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    course: &Course,
    identity: &Identity,
) -> Result<Beside, Failure> {
    let written = course.documents.formulation.is_some();
    let letter = if written { letter::letter(course, identity) } else { Vec::new() };
    let told = letter::as_told(&*ask.clinic().read(access)?, identity);
    let (state, answered) = match &course.formulation {
        FormulationState::Draft => ("draft", Default::default()),
        FormulationState::Shared => ("shared", Default::default()),
        FormulationState::Answered { answer, words: own, on } => {
            let answer = words().t(&format!("answer-{}", answer.code())).into_owned();
            ("answered", (answer, plain::date(*on), own.clone()))
        }
    };
    let onset = course.documents.assessment.as_ref().and_then(|kept| kept.value.onset);
    let near = onset.map(|onset| ipt::timeline::near_onset(&course.timeline, onset));
    let today = [("on".to_owned(), vec![ask.clinic().today().to_string()])].into();
    Ok(Beside {
        address: ask.room("formulation"),
        written,
        state,
        reads_otherwise: told.is_some_and(|told| told.lines != letter),
        letter,
        answered,
        answers: Reply::ALL
            .iter()
            .map(|answer| {
                (answer.code(), words().t(&format!("answer-{}", answer.code())).into_owned())
            })
            .collect(),
        near_onset: near
            .unwrap_or_default()
            .iter()
            .map(|kept| {
                format!(
                    "{}: {}",
                    plain::remembered(kept.on(), kept.moment.precision),
                    kept.moment.what
                )
            })
            .collect(),
        answering: Slip::fresh(ask, ask.room("formulation/answer"), today, 0)?,
        key: uuid::Uuid::new_v4().to_string(),
    })
}

/// What a first formulation takes over from the course.
pub fn propose(course: &Course, put: &mut dyn FnMut(&str, String)) {
    let documents = &course.documents;
    if let Some(diagnosis) = &documents.diagnosis {
        put("diagnosis_in_words", diagnosis.value.name.clone());
    }
    if let Some(triad) = &documents.triad {
        put("precipitant", triad.value.crisis_event.clone());
        let kinds = ipt::letter::VULNERABILITIES.iter();
        let form = triad.value.to_form();
        let told = kinds.map(|kind| ipt::form::first(&form, kind.field).to_owned());
        let told: Vec<String> = told.filter(|text| !text.is_empty()).collect();
        put("vulnerability", told.join("\n"));
        put("support", triad.value.support_note.clone());
        put("strengths", triad.value.strengths.clone());
    }
    put("sessions_proposed", course.sessions_agreed().to_string());
    // The area that the people most linked to the onset stand for; deficits only if nobody stands
    // for another (S7).
    let candidates = course.people_listed().filter_map(|person| {
        let area = person.entry.candidate_area?;
        let other = area != ipt::Area::InterpersonalDeficits;
        Some(((other, person.entry.link_to_onset.unwrap_or(0)), area))
    });
    if let Some((_, area)) = candidates.max_by_key(|(weight, _)| *weight) {
        put("area", area.code().to_owned());
    }
}

/// The formulation was told, as the letter reads now.
///
/// # Errors
/// See [`Failure`].
pub fn tell(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let letter = match file.course.documents.formulation {
        Some(_) => letter::letter(&file.course, &identity),
        None => Vec::new(),
    };
    act_and_go(ask, access, Command::ShareFormulation { letter }, "formulation")
}

/// The client answered.
///
/// # Errors
/// See [`Failure`].
pub fn answer(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let answer = Reply::from_code(ask.field("answer")).ok_or_else(Failure::choice)?;
    let on = typed_date(ask, "on").map_err(|_| Failure::date())?;
    let words = ask.field("words").to_owned();
    act_and_go(ask, access, Command::AnswerFormulation { answer, words, on }, "formulation")
}

//! Corrections: a client asks that something in their record be put right. Nothing is overwritten:
//! what is accepted is added beside what it corrects, which stays readable; what is declined stays
//! with the record in the client's words, with the reasons.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{AccountId, CorrectionId, Course, DocumentKind, session::SessionNumber};

codes! {
    /// Which part of the record is meant, as the client sees it.
    pub enum CorrectionPart: "correction_part" {
        /// Who they are, and how they can be reached.
        Person = "person",
        /// The people in their life.
        People = "people",
        /// What happened, and when.
        Events = "events",
        /// How their difficulties are understood.
        Understanding = "understanding",
        /// What is worked on.
        Work = "work",
        /// What was noted of a session.
        Sessions = "sessions",
        /// Their answers to questionnaires.
        Measures = "measures",
        /// Their safety.
        Safety = "safety",
        /// The ending, and the time after.
        Ending = "ending",
        /// Something else.
        Other = "other",
    }
}

/// What a client asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRequest {
    /// Which request.
    pub correction: CorrectionId,
    /// Which part is meant.
    pub part: CorrectionPart,
    /// What is wrong, in the client's words.
    pub wrong: String,
    /// How it should read.
    pub should: String,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionAnswer {
    /// To which request.
    pub correction: CorrectionId,
    /// Whether it is accepted.
    pub accepted: bool,
    /// The amendment, if it is; else why not.
    pub text: String,
    /// The document that is amended, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The session whose note is amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionNumber>,
}

impl CorrectionAnswer {
    /// The document that is amended.
    pub fn amends(&self) -> Option<DocumentKind> {
        self.document.as_deref().and_then(DocumentKind::from_name)
    }
}

/// A request with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCorrection {
    /// What was asked.
    pub request: CorrectionRequest,
    /// On which day.
    pub on: Date,
    /// Who answered, when, and what.
    pub answer: Option<(AccountId, Date, CorrectionAnswer)>,
}

impl KeptCorrection {
    /// Whether nobody answered yet.
    pub fn waits(&self) -> bool {
        self.answer.is_none()
    }
}

impl Course {
    /// Whether a correction waits for an answer.
    pub fn correction_waits(&self) -> bool {
        self.corrections.iter().any(KeptCorrection::waits)
    }

    /// What was added to a document by corrections: by whom, on which day, and what.
    pub fn amendments(&self, kind: DocumentKind) -> impl Iterator<Item = (AccountId, Date, &str)> {
        let answers = self.corrections.iter().filter_map(|kept| kept.answer.as_ref());
        let of_it = answers.filter(move |(_, _, a)| a.accepted && a.amends() == Some(kind));
        of_it.map(|(by, on, answer)| (*by, *on, answer.text.as_str()))
    }
}

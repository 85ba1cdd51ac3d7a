//! Decision analysis: the client finds the options, weighs them and chooses. The therapist does
//! not choose.

use crate::{
    Course, DecisionId,
    form::{Kind, Rows},
    session::SessionNumber,
};

/// The most options of one decision.
pub const MOST_OPTIONS: usize = 8;

artefact! {
    /// One option. Source: domain page §4.
    pub struct DecisionOption: "option" {
        "option" {
            what: String = Kind::Line, needed;
            feasible: Option<u32> = Kind::Number { min: 0, max: 10 };
            chosen: Option<bool> = Kind::YesNo;
        }
        "consequences" {
            self_soon: String = Kind::Line;
            self_later: String = Kind::Line;
            others_soon: String = Kind::Line;
            others_later: String = Kind::Line;
        }
    }
}

artefact! {
    /// A decision. Source: domain page §4.
    pub struct DecisionAnalysis: "decision" {
        "question" {
            wanted: String = Kind::Long, needed;
            options: Vec<DecisionOption> = Kind::Rows(&Rows::of::<DecisionOption>(MOST_OPTIONS)), needed;
        }
        "choice" {
            why: String = Kind::Long;
            first_step: String = Kind::Long;
            by_when: String = Kind::Line;
        }
        "next_time" {
            review: String = Kind::Long;
        }
    }
}

impl DecisionAnalysis {
    /// The options that the client chose: one at most.
    pub fn chosen(&self) -> impl Iterator<Item = &DecisionOption> {
        self.options.iter().filter(|option| option.chosen == Some(true))
    }
}

/// A decision of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptDecision {
    /// Which.
    pub id: DecisionId,
    /// The session in which it was taken up; none before the first session.
    pub session: Option<SessionNumber>,
    /// As it stands.
    pub decision: DecisionAnalysis,
    /// How often it was written.
    pub revision: u32,
}

impl Course {
    /// A decision.
    pub fn decision(&self, id: DecisionId) -> Option<&KeptDecision> {
        self.decisions.iter().find(|kept| kept.id == id)
    }
}

//! Goals: in the client's words, with a baseline, a sign that others could see, and evidence.

use serde::{Deserialize, Serialize};

use crate::{Area, GoalId, PersonId, form::Kind};

codes! {
    /// Where a goal stands.
    pub enum GoalStatus: "goal_status" {
        /// Being worked on.
        Open = "open",
        /// Reached.
        Reached = "reached",
        /// Reached in part.
        Partly = "partly",
        /// Left, by agreement.
        SetAside = "set_aside",
    }
}

artefact! {
    /// A goal. Source: domain page §2.
    pub struct Goal: "goal" {
        "goal" {
            text: String = Kind::Long, needed;
            area: Option<Area> = Kind::Choice(<Area as crate::Code>::CODES);
            person: Option<PersonId> = Kind::Person;
            baseline: Option<u32> = Kind::Number { min: 0, max: 10 };
            target: Option<u32> = Kind::Number { min: 0, max: 10 };
            importance: Option<u32> = Kind::Number { min: 0, max: 10 };
            observable_sign: String = Kind::Line;
            due_session: Option<u32> = Kind::Number { min: 1, max: 40 };
        }
    }
}

artefact! {
    /// How far a goal has come.
    pub struct GoalProgress: "goal_progress" {
        "progress" {
            session: Option<u32> = Kind::Number { min: 1, max: 40 };
            rating: Option<u32> = Kind::Number { min: 0, max: 10 };
            status: Option<GoalStatus> = Kind::Choice(<GoalStatus as crate::Code>::CODES), needed;
            evidence: String = Kind::Long;
        }
    }
}

/// A goal of a course with its progress, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptGoal {
    /// Which.
    pub id: GoalId,
    /// As it stands.
    pub goal: Goal,
    /// What was said of it, in order.
    pub progress: Vec<GoalProgress>,
    /// How often it was worded.
    #[serde(default)]
    pub revision: u32,
}

impl KeptGoal {
    /// Where it stands now.
    pub fn status(&self) -> GoalStatus {
        self.progress.last().and_then(|p| p.status).unwrap_or(GoalStatus::Open)
    }
}

//! The session plan of a variant, and how it is fitted to the number of sessions agreed.
//!
//! A plan is written for the usual number of sessions. In a course of another length the beginning
//! and the ending keep their length and the middle stretches or shrinks. A course too short for
//! that shortens the beginning first: the ending must still be raised in time, and one session is
//! left to the middle. In the shortest courses the phases overlap rather than lose a step.

use std::ops::RangeInclusive;

use serde::Deserialize;

use super::{MidReviewAt, Variant};
use crate::content::{Mark, soundness};

/// The step that is placed by [`Variant::mid_review`].
const MID_REVIEW: &str = "mid_review";
/// The first step of every ending.
const RAISE_ENDING: &str = "raise_ending";
/// The first session has this step: the ending is in the work from the start.
const SAY_END_DATE: &str = "say_end_date";
/// The last session has this step.
const GOODBYE: &str = "goodbye";

/// The phases that a session plan covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanPhase {
    /// Assessment, inventory, formulation, contract.
    Initial,
    /// Work on the focus.
    Middle,
    /// The ending.
    Concluding,
}

impl PlanPhase {
    /// The phase of a course that this is.
    pub fn phase(self) -> crate::Phase {
        match self {
            Self::Initial => crate::Phase::Initial,
            Self::Middle => crate::Phase::Middle,
            Self::Concluding => crate::Phase::Concluding,
        }
    }
}

/// A step of a session plan.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanStep {
    /// From which session of the usual number.
    pub from: u32,
    /// To which session of the usual number.
    pub to: u32,
    /// Its phase.
    pub phase: PlanPhase,
    /// What to do.
    pub task: String,
    /// Words in which it may be said, where the variant is scripted; empty elsewhere.
    #[serde(default)]
    pub say: String,
    /// Its name. The same step has the same name in all variants.
    pub key: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

impl Variant {
    /// What the plan says for session `session` of a course of `n` sessions, in the order of the
    /// phases, the variant's own steps after the common ones. Nothing for a session outside 1 to
    /// `n`.
    pub fn plan_for(&self, n: u32, session: u32) -> Vec<&PlanStep> {
        if !(1..=n).contains(&session) {
            return Vec::new();
        }
        let mut steps: Vec<&PlanStep> = self
            .plan
            .iter()
            .chain(&self.extra_steps)
            .filter(|step| self.placed(step, n).contains(&session))
            .collect();
        steps.sort_by_key(|step| step.phase);
        steps
    }

    /// The sessions of a phase in a course of `n` sessions, `n` being at least 1; empty if the
    /// course is too short to have it.
    pub fn sessions_of(&self, phase: PlanPhase, n: u32) -> RangeInclusive<u32> {
        let (initial, concluding) = self.lengths(n);
        match phase {
            PlanPhase::Initial => 1..=initial,
            PlanPhase::Middle => {
                let from = initial + 1;
                from..=(n - concluding).max(from).min(n - 1)
            }
            PlanPhase::Concluding => n - concluding + 1..=n,
        }
    }

    /// How long the beginning and the ending are, as written for the usual number of sessions.
    fn lengths_written(&self) -> (u32, u32) {
        let of = |phase| self.plan.iter().filter(move |step| step.phase == phase);
        let initial = of(PlanPhase::Initial).map(|step| step.to).max();
        let first_of_ending = of(PlanPhase::Concluding).map(|step| step.from).min();
        let concluding =
            first_of_ending.map_or(0, |first| (self.sessions.usual + 1).saturating_sub(first));
        (initial.unwrap_or(0), concluding)
    }

    /// How long the beginning and the ending are in a course of `n` sessions.
    fn lengths(&self, n: u32) -> (u32, u32) {
        let (initial, concluding) = self.lengths_written();
        let whole = initial + concluding + 1;
        if n >= whole {
            return (initial, concluding);
        }
        let in_time = self.ending_from_end.min(n - 1) + 1;
        let concluding = (concluding * n / whole).max(in_time);
        (n.saturating_sub(concluding + 1).clamp(1, initial), concluding)
    }

    /// The sessions of a step in a course of `n` sessions.
    fn placed(&self, step: &PlanStep, n: u32) -> RangeInclusive<u32> {
        if step.key == MID_REVIEW {
            return match self.mid_review {
                MidReviewAt::Half => n.div_ceil(2)..=n.div_ceil(2),
            };
        }
        let written = self.sessions_of(step.phase, self.sessions.usual);
        let fitted = self.sessions_of(step.phase, n);
        if fitted.is_empty() {
            return fitted;
        }
        let (long, short) = (length(&written), length(&fitted));
        let from = u64::from(step.from - written.start());
        let to = u64::from(step.to - written.start());
        // A step of one session stays a step of one session, however long the phase becomes.
        let (first, last) = if from == to {
            let place = (2 * from + 1) * short / (2 * long);
            (place, place)
        } else {
            (from * short / long, ((to + 1) * short).div_ceil(long) - 1)
        };
        let session = |place: u64| {
            fitted.start() + u32::try_from(place).expect("BUG: a place outside its phase")
        };
        session(first)..=session(last)
    }

    /// Whether the plan, as written, can be fitted to any number of sessions.
    pub(super) fn plan_is_sound(&self) -> Result<(), String> {
        let usual = self.sessions.usual;
        let (initial, concluding) = self.lengths_written();
        let phases = initial > 0 && concluding > 0 && initial + concluding < usual;
        soundness::require(phases, "the plan lacks a phase")?;
        for step in self.plan.iter().chain(&self.extra_steps) {
            let phase = self.sessions_of(step.phase, usual);
            let within = phase.contains(&step.from) && phase.contains(&step.to);
            if !within || step.from > step.to {
                return Err(format!("`{}` stands outside its phase", step.key));
            }
        }
        let steps = || self.plan.iter().chain(&self.extra_steps);
        let scripted = steps().any(|step| !step.say.is_empty());
        let spoken = !scripted || steps().all(|step| !step.say.is_empty());
        soundness::require(spoken, "a script has a step without words")?;
        let covered = |n: u32| self.plan.iter().any(|step| (step.from..=step.to).contains(&n));
        soundness::require((1..=usual).all(covered), "a session without a step")?;
        let fits = initial <= self.initial_sessions.max;
        soundness::require(fits, "the plan's beginning is longer than the initial phase")?;
        let in_time = concluding > self.ending_from_end;
        soundness::require(in_time, "the plan raises the ending too late")?;
        let raised = usual + 1 - concluding;
        for (key, session) in [(SAY_END_DATE, 1), (RAISE_ENDING, raised), (GOODBYE, usual)] {
            let there =
                |step: &PlanStep| step.key == key && step.from == session && step.to == session;
            if !self.plan.iter().any(there) {
                return Err(format!("`{key}` is not in session {session}"));
            }
        }
        let review = self.plan.iter().any(|step| step.key == MID_REVIEW);
        soundness::require(review, "no mid-course review")
    }
}

fn length(sessions: &RangeInclusive<u32>) -> u64 {
    u64::from(sessions.end() - sessions.start()) + 1
}

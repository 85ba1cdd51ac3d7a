//! The variants of IPT: dose, session plan, extra steps, what each leaves out.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, ContentProblem, Loaded, Mark, read, sound, soundness};
use crate::{
    Code, Dialect, DocumentKind, Phase, document::contract::Frequency, measure, session::Technique,
};

mod part;
mod plan;

pub use part::{Forbidden, LeftOut, Note, Stage};
pub use plan::{PlanPhase, PlanStep};

/// A number with its bounds.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// Fewest.
    pub min: u32,
    /// Usual.
    pub usual: u32,
    /// Most.
    pub max: u32,
}

/// Bounds, both included.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Fewest.
    pub min: u32,
    /// Most.
    pub max: u32,
}

/// When the mid-course review is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MidReviewAt {
    /// At half of the agreed sessions, rounded up.
    Half,
}

/// A variant. Source: domain page §1; each part names its own.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The version of its file.
    pub version: u32,
    /// Its code. Records keep it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// For whom it is.
    pub for_whom: String,
    /// How many sessions of acute treatment.
    pub sessions: Dose,
    /// How long each, in minutes.
    pub minutes: Bounds,
    /// How many weeks from the first session to the last.
    pub weeks: Bounds,
    /// How often.
    pub frequency: Frequency,
    /// The dialects in which sessions may be spaced out toward the end.
    pub taper_dialects: Vec<Dialect>,
    /// The ids of the measures filled before every session.
    pub measures: Vec<String>,
    /// How many sessions the initial phase has.
    pub initial_sessions: Bounds,
    /// The ending is raised at least so many sessions before the last.
    pub ending_from_end: u32,
    /// When the mid-course review is held.
    pub mid_review: MidReviewAt,
    /// Whether no reason lets a course have more or longer sessions.
    #[serde(default)]
    pub strict: bool,
    /// Whether the sick role is a limited one, in which something goes on: school.
    #[serde(default)]
    pub limited_sick_role: bool,
    /// Where the dose comes from.
    pub source: String,
    /// How well the dose is founded.
    pub mark: Mark,
    /// The plan, written for the usual number of sessions.
    pub plan: Vec<PlanStep>,
    /// Steps of its own, written for the usual number of sessions.
    #[serde(default)]
    pub extra_steps: Vec<PlanStep>,
    /// What it leaves out.
    #[serde(default)]
    pub forbids: Vec<Forbidden>,
    /// The kinds of work that it leaves out.
    #[serde(default)]
    pub leaves_out: Vec<LeftOut>,
    /// The names of the documents that it has besides those of every course.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Whether it is given beside medication alone.
    #[serde(default)]
    pub with_medication: bool,
    /// Whether the social rhythm of each week is looked at.
    #[serde(default)]
    pub social_rhythm: bool,
    /// Its own stages, if it counts any, in order.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Remarks.
    #[serde(default)]
    pub notes: Vec<Note>,
}

impl Variant {
    /// Why a technique is left out, if it is.
    pub fn forbids(&self, technique: &str) -> Option<&Forbidden> {
        self.forbids.iter().find(|forbidden| forbidden.code == technique)
    }

    /// Whether a document is one of its own.
    pub fn has(&self, kind: DocumentKind) -> bool {
        self.documents.iter().any(|name| name == kind.name())
    }

    /// The kinds of work that are left out in a phase.
    fn left_out_in(&self, phase: Phase) -> impl Iterator<Item = &LeftOut> {
        let in_phase = move |left: &&LeftOut| {
            left.phases.is_empty() || left.phases.iter().any(|of| of.phase() == phase)
        };
        self.leaves_out.iter().filter(in_phase)
    }

    /// What a task of these words would be that is left out in this phase, if it is. Free text is
    /// known only by its words: the reason is shown, and whoever means something else says it
    /// otherwise.
    pub fn leaves_out_task(&self, phase: Phase, task: &str) -> Option<&LeftOut> {
        let task = task.to_lowercase();
        let said = |left: &&LeftOut| left.words.iter().any(|word| task.contains(word.as_str()));
        self.left_out_in(phase).find(said)
    }

    /// The same for a measure.
    pub fn leaves_out_measure(&self, phase: Phase, measure: &str) -> Option<&LeftOut> {
        self.left_out_in(phase).find(|left| left.measures.iter().any(|id| id == measure))
    }

    /// Whether sessions may be spaced out toward the end.
    pub fn may_taper(&self, dialect: Dialect) -> bool {
        self.taper_dialects.contains(&dialect)
    }

    fn dose_is_sound(&self) -> Result<(), String> {
        let Dose { min, usual, max } = self.sessions;
        let rising = |bounds: &Bounds| 0 < bounds.min && bounds.min <= bounds.max;
        let doses = 0 < min && min <= usual && usual <= max;
        soundness::require(doses, "sessions: min, usual, max do not rise")?;
        let bounds = [&self.minutes, &self.weeks, &self.initial_sessions];
        soundness::require(bounds.into_iter().all(rising), "a min above its max")?;
        soundness::require(self.ending_from_end > 0, "the ending must come before the last")
    }
}

impl ContentFile for Variant {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        self.dose_is_sound()?;
        self.plan_is_sound()?;
        let steps = self.plan.iter().chain(&self.extra_steps);
        soundness::unique(steps.map(|step| step.key.as_str()))?;
        soundness::unique(self.measures.iter().map(String::as_str))?;
        for id in &self.measures {
            soundness::require(measure::measure(id).is_some(), "an unknown measure")?;
        }
        for forbidden in &self.forbids {
            let known = Technique::from_code(&forbidden.code).is_some();
            soundness::require(known, "forbids an unknown technique")?;
        }
        for name in &self.documents {
            let known = DocumentKind::from_name(name).is_some();
            soundness::require(known, "has an unknown document")?;
        }
        let rising = self.stages.windows(2).all(|pair| pair[0].phase < pair[1].phase);
        soundness::require(rising, "its stages do not follow the phases")?;
        for left in &self.leaves_out {
            let lower = left.words.iter().all(|word| *word == word.to_lowercase());
            soundness::require(lower, "leaves out words in upper case")?;
            let known = left.measures.iter().all(|id| measure::measure(id).is_some());
            soundness::require(known, "leaves out an unknown measure")?;
        }
        Ok(())
    }
}

macro_rules! files {
    ($($code:literal),* $(,)?) => {
        /// The file of each variant, in the order they are offered.
        pub(super) fn files() -> &'static [(&'static str, &'static str)] {
            &[$((
                concat!("variants/", $code, ".toml"),
                include_str!(concat!("../../content/variants/", $code, ".toml")),
            )),*]
        }
    };
}

files!(
    "ipt_standard",
    "ipt_b",
    "ipc",
    "ipt_a",
    "ipt_perinatal",
    "ipt_late_life",
    "ipsrt",
    "ipt_bn",
    "ipt_bed",
    "ipt_ptsd",
);

pub(super) static VARIANTS: Loaded<Vec<Variant>> = LazyLock::new(|| {
    let variants: Vec<Variant> = files()
        .iter()
        .map(|(file, text)| read(file, text))
        .collect::<Result<_, ContentProblem>>()?;
    let codes = variants.iter().map(|variant| variant.code.as_str());
    soundness::unique(codes).map_err(|reason| ContentProblem { file: "variants", reason })?;
    Ok(variants)
});

/// Every variant, in the order they are offered.
pub fn variants() -> &'static [Variant] {
    let variants: &Vec<Variant> = sound(&VARIANTS);
    variants
}

/// The variant of this code.
pub fn variant(code: &str) -> Option<&'static Variant> {
    variants().iter().find(|variant| variant.code == code)
}

/// The names of variants, in one line.
pub fn names<'a>(variants: impl IntoIterator<Item = &'a Variant>) -> String {
    let names: Vec<&str> = variants.into_iter().map(|variant| variant.name.as_str()).collect();
    names.join(", ")
}

/// The standard variant.
pub fn standard() -> &'static Variant {
    variant("ipt_standard").expect("BUG: no standard variant")
}

//! The measures that ship: with their wording where the licence allows it, else for a value only.

use std::sync::LazyLock;

use super::Measure;
use crate::content::ContentProblem;

macro_rules! files {
    ($($id:literal),* $(,)?) => {
        &[$((
            concat!("measures/", $id, ".json"),
            include_str!(concat!("../../content/measures/", $id, ".json")),
        )),*]
    };
}

/// In the order in which screens show them: the wording ships, a practice may bring it, a value
/// only.
const FILES: &[(&str, &str)] = files![
    "phq-9",
    "gad-7",
    "phq-2",
    "core-10",
    "asq",
    "mspss",
    "ipip-ipc",
    "k10",
    "ipt-session-check",
    "who-5",
    "dass-21",
    "phq-a",
    "epds",
    "wsas",
    "iip-32",
    "wai-sr",
    "asrm",
    "mdq",
    "scoff",
    "cia",
    "ede-qs",
    "sas-sr",
    "srs",
    "haq-ii",
    "lsns-6",
    "c-ssrs-screener",
    "pg-13-r",
    "icg",
];

static MEASURES: LazyLock<Result<Vec<Measure>, ContentProblem>> = LazyLock::new(|| {
    let read = |(file, text): &(&'static str, &str)| {
        Measure::read(text).map_err(|problem| ContentProblem { file, reason: problem.to_string() })
    };
    FILES.iter().map(read).collect()
});

pub(crate) fn check() -> Result<(), ContentProblem> {
    MEASURES.as_ref().map(drop).map_err(ContentProblem::clone)
}

/// Every measure that ships.
pub fn measures() -> &'static [Measure] {
    match &*MEASURES {
        Ok(measures) => measures,
        Err(problem) => panic!("BUG: {problem}"),
    }
}

/// The measure of this id that ships.
pub fn measure(id: &str) -> Option<&'static Measure> {
    measures().iter().find(|measure| measure.id == id)
}

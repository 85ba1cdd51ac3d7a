//! The report as one JSON object.

use std::{collections::BTreeMap, io};

use outcomes::change::{Formula, Method};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{Counts, NO_EFFECT, POOLED, Report, name};
use crate::commands::outcomes::{self as commands, Exclusions, Out, change::reading::Rows};

/// A case as it stands in JSON.
#[derive(Serialize)]
struct CaseLine<'a> {
    id: &'a str,
    group: Option<&'a str>,
    pre: f64,
    post: f64,
    change: f64,
    index: f64,
    class: &'static str,
    clinical_before: Option<bool>,
}

/// Cases, written one by one: a million of them would not fit twice.
struct CaseLines<'a>(&'a Report<'a>, &'a [&'a str]);

impl Serialize for CaseLines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.cases().map(|case| CaseLine {
            id: case.id,
            group: case.group.map(|group| self.1[group]),
            pre: case.pair.pre,
            post: case.pair.post,
            change: case.pair.post - case.pair.pre,
            index: case.placed.index,
            class: case.placed.class.name(),
            clinical_before: case.placed.clinical_before,
        }))
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    parameters: Value,
    effect: Value,
    counts: Counts,
    groups: BTreeMap<&'a str, Counts>,
    rows: &'a Rows,
    exclusions: Exclusions,
    cases: CaseLines<'a>,
}

impl Report<'_> {
    pub fn json(&self, out: &mut Out) -> io::Result<()> {
        let groups = self.reading.groups();
        let (counts, each) = self.counts();
        commands::json(
            out,
            &Whole {
                parameters: self.parameters(),
                effect: self.effect(),
                counts,
                groups: each,
                rows: &self.reading.rows,
                exclusions: self.exclusions(),
                cases: CaseLines(self, &groups),
            },
        )
    }

    fn parameters(&self) -> Value {
        let used = &self.parameters;
        let (error, reliable_points) = match used.formula {
            Formula::Line { error, .. } if matches!(used.method, Method::JacobsonTruax) => {
                (Some(error), Some(error * used.critical))
            }
            Formula::Line { error, .. } => (Some(error), None),
            Formula::Percent => (None, None),
        };
        let percent = match used.method {
            Method::Percent { improved, deteriorated } => {
                Some(json!({ "improved": improved, "deteriorated": deteriorated }))
            }
            _ => None,
        };
        let sample = |of: outcomes::Moments| json!({ "n": of.n, "mean": of.mean, "sd": of.sd });
        let functional =
            self.plan.functional.map(|norm| json!({ "mean": norm.mean, "sd": norm.sd }));
        json!({
            "method": name(used.method).0,
            "source": name(used.method).1,
            "direction": self.arguments.direction.name(),
            "pre": self.arguments.pre,
            "post": self.arguments.post,
            "sample": POOLED,
            "before": sample(used.pre),
            "after": sample(used.post),
            "sd": { "value": used.sd, "from": self.sd_from() },
            "reliability": self.plan.reliability,
            "reliability_post": self.arguments.reliability_post,
            "functional": functional,
            "standard_error": error,
            "critical": percent.is_none().then_some(used.critical),
            "reliable_points": reliable_points,
            "percent": percent,
            "cutoff": used.cutoff.map(|cutoff| {
                json!({ "value": cutoff.at, "from": self.cutoff_from(cutoff.kind) })
            }),
        })
    }

    fn effect(&self) -> Value {
        match &self.effect {
            Ok(effect) => json!({
                "d_pre": effect.d_pre, "d_av": effect.d_av, "d_z": effect.d_z, "g": effect.g,
                "g_low": effect.low, "g_high": effect.high, "correlation": effect.correlation,
                "note": NO_EFFECT,
            }),
            Err(problem) => json!({ "none": problem.to_string() }),
        }
    }
}

//! After the end of acute treatment: the agreement for staying well, its sessions and the
//! self-checks, apart from what came before.

use ipt::{Code, Course, alert, measure, session::SessionNumber};
use jiff::civil::Date;

use crate::{
    plain,
    screens::measures::told,
    words::{Argument, words},
};

/// What came after the end.
pub struct After {
    /// The agreement: a label, and what it says.
    pub agreement: Vec<(String, String)>,
    /// The sessions and self-checks by day.
    pub rows: Vec<Row>,
    /// The score at the end that the others are held against; empty if there is none.
    pub at_end: String,
}

/// A maintenance session or a self-check.
pub struct Row {
    /// Which.
    pub what: String,
    /// The day.
    pub on: String,
    /// The score; empty if there is none.
    pub score: String,
    /// Its change since the end; empty if there is none.
    pub change: String,
    /// How many signs of the own plan were there; empty for a session.
    pub signs: String,
}

impl After {
    /// Of a course; none while nothing came after the end.
    pub fn of(course: &Course) -> Option<Self> {
        let measure = measure::measure(alert::DEPRESSION)?;
        let acute = course.sessions.iter().rev();
        let mut acute = acute.filter(|held| matches!(held.number, SessionNumber::Acute(_)));
        let end = acute.find_map(|held| course.score_at(&measure.id, held.number));
        let row = |what: String, on: Date, score: Option<u32>, signs: String| {
            let change = end.zip(score).map_or_else(String::new, |(end, score)| match score {
                same if same == end.total => "0".to_owned(),
                other => told::change(measure.unit(), end.total, other),
            });
            let score = score.map_or_else(String::new, |score| measure.shown(score));
            (on, Row { what, on: plain::date(on), score, change, signs })
        };
        let kept = course.sessions.iter().filter_map(|held| match held.number {
            SessionNumber::Maintenance(n) => {
                let score = course.score_at(&measure.id, held.number).map(|score| score.total);
                let what = words().with("session-maintenance", &[("n", &n)]);
                Some(row(what, held.on, score, String::new()))
            }
            SessionNumber::Acute(_) => None,
        });
        let checks = course.self_checks.iter().map(|kept| {
            let name = words().t(&format!("check_at-{}", kept.at.code()));
            let what = format!("{}, {}", words().t("after-self-check"), name.to_lowercase());
            let there = u32::try_from(kept.check.there().count()).unwrap_or(u32::MAX);
            let of = u32::try_from(kept.check.signs.len()).unwrap_or(u32::MAX);
            let signs = words().with("after-signs", &[("n", &there), ("of", &of)]);
            row(what, kept.on, kept.score, signs)
        });
        let mut rows: Vec<(Date, Row)> = kept.chain(checks).collect();
        rows.sort_by_key(|(on, _)| *on);
        let agreement = agreement(course);
        (!rows.is_empty() || !agreement.is_empty()).then(|| Self {
            agreement,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            at_end: end.map_or_else(String::new, |end| {
                let score = measure.shown(end.total);
                words().with("after-end", &[("measure", &measure.short), ("score", &score)])
            }),
        })
    }
}

/// What of the agreement is looked at beside its scores.
fn agreement(course: &Course) -> Vec<(String, String)> {
    let Some(kept) = course.documents.maintenance.as_ref().map(|kept| &kept.value) else {
        return Vec::new();
    };
    let (held, agreed) = (course.maintenance_held(), course.maintenance_agreed());
    let left = agreed.saturating_sub(held);
    let said: [(_, &dyn Argument); 3] = [("held", &held), ("agreed", &agreed), ("left", &left)];
    let counted = words().with("maintenance-held", &said);
    let label = |field: &str| words().t(&format!("maintenance-{field}")).into_owned();
    let facts = [
        (label("aim"), kept.aim.clone()),
        (label("sessions"), counted),
        (label("step_up_trigger"), kept.step_up_trigger.clone()),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

//! How the scores moved, beside the documents that weigh it: reviews, ending, outcome. Figures with
//! their thresholds; no word of an effect.

use ipt::{
    Course, DocumentKind, alert,
    measure::{self, Measure},
};

use crate::{parts::Svg, screens::measures, words::words};

/// The figures beside a document.
pub struct Figures {
    /// The trend of the depression measure.
    pub trend: Option<Svg>,
    /// A line for each measure.
    pub lines: Vec<String>,
    /// What counts as response and as remission, with the source.
    pub thresholds: String,
}

/// The figures, beside the documents that weigh them.
pub fn of(course: &Course, kind: DocumentKind) -> Option<Figures> {
    let weighs = matches!(
        kind,
        DocumentKind::MidReview
            | DocumentKind::NonResponse
            | DocumentKind::Ending
            | DocumentKind::Outcome
    );
    weighs.then(|| Figures {
        trend: measures::trend(course, alert::DEPRESSION).0,
        lines: measure::measures().iter().filter_map(|measure| line(course, measure)).collect(),
        thresholds: words().t("figures-thresholds").into_owned(),
    })
}

/// How the depression measure moved, for a field.
pub fn change(course: &Course) -> String {
    let measure = measure::measure(alert::DEPRESSION);
    measure.and_then(|measure| line(course, measure)).unwrap_or_default()
}

fn line(course: &Course, measure: &Measure) -> Option<String> {
    let totals: Vec<u32> = course
        .sessions
        .iter()
        .filter_map(|session| course.score_at(&measure.id, session.number))
        .map(|score| score.total)
        .collect();
    let (first, last) = (totals.first().copied()?, totals.last().copied()?);
    let change = i64::from(last) - i64::from(first);
    let percent = if first == 0 { 0 } else { change * 100 / i64::from(first) };
    let name = measure.id.to_uppercase();
    let (change, percent) = (format!("{change:+}"), format!("{percent:+}"));
    Some(words().with(
        "figures-line",
        &[
            ("measure", &name),
            ("first", &first),
            ("last", &last),
            ("change", &change),
            ("percent", &percent),
        ],
    ))
}

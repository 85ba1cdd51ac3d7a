//! How the scores moved, beside the documents that weigh it: reviews, ending, outcome. Figures with
//! their thresholds; no word of an effect.

use ipt::{
    Course, DocumentKind, alert,
    measure::{self, Decimal, Measure},
    score::Unit,
};

use crate::{
    ask::Ask,
    plain,
    screens::{measures::told, progress},
    words::words,
};

/// The figures beside a document.
pub struct Figures {
    /// A line for each measure.
    pub lines: Vec<String>,
    /// What counts as response and as remission, with the source.
    pub thresholds: String,
    /// What the scores say against the outcome as it is coded; empty if nothing.
    pub against: String,
}

/// The figures, beside the documents that weigh them.
pub fn of(ask: &Ask, course: &Course, kind: DocumentKind) -> Option<Figures> {
    let weighs = matches!(
        kind,
        DocumentKind::MidReview
            | DocumentKind::NonResponse
            | DocumentKind::Ending
            | DocumentKind::Outcome
    );
    weighs.then(|| Figures {
        lines: ask
            .clinic()
            .measures()
            .all()
            .filter(|measure| measure.has_course())
            .filter_map(|measure| line(course, measure))
            .collect(),
        thresholds: words().with("figures-thresholds", &[("remission", &alert::REMISSION)]),
        against: progress::against(ask, course)
            .filter(|_| kind == DocumentKind::Outcome)
            .unwrap_or_default(),
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
    let unit = measure.unit();
    let (change, percent) = moved(unit, first, last);
    // A share of a scale that does not begin at 0 says nothing.
    let key = match measure.range.0 == Decimal::default() {
        true => "figures-line",
        false => "figures-line-points",
    };
    Some(words().with(
        key,
        &[
            ("measure", &measure.short),
            ("first", &unit.shown(first)),
            ("last", &unit.shown(last)),
            ("change", &change),
            ("percent", &percent),
        ],
    ))
}

/// The difference in points and, rounded, in percent of the first total.
fn moved(unit: Unit, first: u32, last: u32) -> (String, String) {
    let change = f64::from(last) - f64::from(first);
    let percent = if first == 0 { 0.0 } else { (change * 100.0 / f64::from(first)).round() };
    let points = if first == last { "0".to_owned() } else { told::change(unit, first, last) };
    (points, plain::signed(percent))
}

#[cfg(test)]
mod tests {
    use super::{Unit, moved};

    #[test]
    fn a_change_is_rounded_and_none_has_no_sign() {
        assert_eq!(moved(Unit::Points, 17, 16), ("−1".into(), "−6".into()));
        assert_eq!(moved(Unit::Points, 18, 4), ("−14".into(), "−78".into()));
        assert_eq!(moved(Unit::Points, 12, 12), ("0".into(), "0".into()));
        assert_eq!(moved(Unit::Points, 0, 3), ("+3".into(), "0".into()));
        assert_eq!(moved(Unit::Hundredths, 525, 500), ("−0.25".into(), "−5".into()));
    }
}

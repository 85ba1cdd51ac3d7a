//! The trend of a measure over the days of a course.

use ipt::{
    Course,
    measure::{Decimal, Measure},
    score::Unit,
};

use crate::{
    parts::{
        Svg,
        trend::{Band, LifeEvent, Point, Trend},
    },
    words::words,
};

/// The trend of a measure over the days of the course, and the life events marked in it. None for
/// a measure whose values cannot be held against each other.
pub fn trend(course: &Course, measure: &Measure) -> (Option<Svg>, Vec<String>) {
    let id = measure.id.as_str();
    if !measure.has_course() || course.scores_of(id).next().is_none() {
        return (None, Vec::new());
    }
    let Some(first) = course.sessions.first().map(|session| session.on) else {
        return (None, Vec::new());
    };
    let days = |on: jiff::civil::Date| (on - first).get_days();
    let points: Vec<Point> = course
        .sessions
        .iter()
        .map(|session| Point {
            session: session.number.to_string(),
            day: days(session.on),
            score: course.score_at(id, session.number).map(|score| score.total),
        })
        .collect();
    let end = points.last().map_or(0, |point| point.day);
    let in_course: Vec<(i32, &str)> = course
        .timeline
        .iter()
        .filter(|kept| kept.moment.kind != Some(ipt::timeline::LifeEvent::Symptoms))
        .map(|kept| (days(kept.on()), kept.moment.what.as_str()))
        .filter(|(day, _)| (0..=end).contains(day))
        .collect();
    let value = |figure: Decimal| measure.in_unit(figure).unwrap_or(0);
    let bands = measure.bands.iter().flat_map(|bands| &bands.list);
    let drawn = crate::parts::trend::trend(&Trend {
        title: measure.title.clone(),
        desc: words().with("trend-desc", &[("measure", &measure.title)]),
        max: value(measure.range.1),
        point: match measure.unit() {
            Unit::Points => 1,
            Unit::Hundredths => 100,
        },
        bands: bands
            .map(|band| Band {
                from: value(band.min),
                to: value(band.max),
                label: band.label.clone(),
            })
            .collect(),
        cut: measure
            .cut("case")
            .map(|cut| (value(cut.at.figure()), words().t("trend-case").into_owned())),
        session_word: words().t("session").into_owned(),
        hint: words().t("trend-hint").into_owned(),
        points,
        events: in_course.iter().map(|(day, _)| LifeEvent { day: *day }).collect(),
    });
    (Some(Svg(drawn)), in_course.iter().map(|(_, what)| (*what).to_owned()).collect())
}

/// Whether a band or the cut-off behind the trend was not read at its source.
pub fn is_unverified(measure: &Measure) -> bool {
    let cut = measure.cut("case").is_some_and(|cut| cut.unverified);
    let bands = measure.bands.as_ref();
    cut || bands.is_some_and(|b| b.unverified || b.list.iter().any(|band| band.unverified))
}

//! The thread of a course: its scores, and what happened beside them, laid side by side in time.

use ipt::{
    Course,
    measure::{Decimal, Measure},
    score::{Score, Unit},
    session::SessionNumber,
    timeline::{LifeEvent, Precision},
};
use jiff::civil::Date;

use super::{risk_raised, told};
use crate::{
    ask::Ask,
    parts::{
        Svg,
        thread::{self, Band, NEAR_DAYS, Panel, Point, Thread, Visit},
    },
    plain,
    words::words,
};

/// A thread as a page shows it.
pub struct ThreadView {
    /// The drawing.
    pub drawn: Svg,
    /// What its signs mean.
    pub legend: Svg,
    /// What happened, in the order of the numbers in the drawing.
    pub events: Vec<Happened>,
    /// The measures that are drawn.
    pub measures: Vec<String>,
    /// When the client came, in order.
    pub occasions: Vec<Occasion>,
    /// Whether a figure behind it was not read at its source.
    pub unverified: bool,
}

/// Something that happened.
pub struct Happened {
    /// Its day.
    pub on: Date,
    /// Its day as exactly as it is remembered.
    pub day: String,
    /// What.
    pub what: String,
    /// Where it is written.
    pub address: String,
    /// Which occasion's score it is near, if any.
    pub near: Option<usize>,
    /// Whether its day is known.
    known: bool,
}

/// A session, or a day with scores that belong to none.
pub struct Occasion {
    /// The session.
    pub session: Option<SessionNumber>,
    /// The day.
    pub on: Date,
    /// Its scores, in the order of the measures.
    pub scores: Vec<Option<Scored>>,
}

/// A score of an occasion.
pub struct Scored {
    /// Where its answers stand.
    pub address: String,
    /// Its value.
    pub value: String,
    /// Its band.
    pub band: String,
    /// Whether the name of that band was not read at its source.
    pub unverified: bool,
    /// How it moved since the score before; empty for the first.
    pub change: String,
    /// Whether its risk question was answered above 0.
    pub risk: bool,
    total: u32,
}

/// The thread of these measures. None while none of them has a score that can be held against
/// another.
pub fn thread(
    ask: &Ask,
    course: &Course,
    measures: &[&Measure],
    expected: &[(Date, f64, f64)],
) -> Option<ThreadView> {
    thread_at(ask, course, measures, expected, None)
}

/// The same, with a day marked.
pub fn thread_at(
    ask: &Ask,
    course: &Course,
    measures: &[&Measure],
    expected: &[(Date, f64, f64)],
    marked: Option<Date>,
) -> Option<ThreadView> {
    let drawable = |measure: &&&Measure| {
        measure.has_course() && course.scores_of(&measure.id).next().is_some()
    };
    let measures: Vec<&Measure> = measures.iter().filter(drawable).copied().collect();
    let occasions = occasions(ask, course, &measures);
    let first = occasions.first().filter(|_| !measures.is_empty())?.on;
    let days = |on: Date| (on - first).get_days();
    let mut events = happened(ask, course, first);
    let names: Vec<String> = measures.iter().map(|measure| measure.short.clone()).collect();
    let listed = names.join(", ");
    let key = if let [_] = measures.as_slice() { "thread-desc-one" } else { "thread-desc" };
    let panels = measures.iter().enumerate().map(|(n, measure)| {
        let of = if measure.id == ipt::alert::DEPRESSION { expected } else { &[] };
        let expected = of.iter().map(|(on, low, high)| (days(*on), *low, *high)).collect();
        Panel { expected, ..panel(measure, n, &occasions) }
    });
    let thread = Thread {
        id: format!("thread-{}", measures.iter().map(|m| m.id.as_str()).collect::<String>()),
        title: format!("{}: {listed}", words().t("thread-title")),
        desc: words().with(key, &[("measures", &listed)]),
        visits: occasions
            .iter()
            .map(|occasion| Visit {
                label: occasion.session.map_or_else(|| "–".to_owned(), |n| n.to_string()),
                day: days(occasion.on),
                date: plain::day(occasion.on),
            })
            .collect(),
        panels: panels.collect(),
        events: events.iter().map(|event| (days(event.on), event.known)).collect(),
        marked: marked.map(days),
    };
    for (event, day) in events.iter_mut().zip(&thread.events) {
        event.near = thread.joined(*day);
    }
    Some(ThreadView {
        drawn: thread::thread(&thread),
        legend: thread::legend(&thread),
        events,
        measures: names,
        unverified: measures.iter().any(|measure| is_unverified(measure)),
        occasions,
    })
}

impl Happened {
    /// Why it is near no score, in words.
    pub fn not_near(&self) -> String {
        if self.known {
            words().with("thread-not-near", &[("days", &NEAR_DAYS.to_string())])
        } else {
            words().t("thread-day-unknown").into_owned()
        }
    }
}

/// The sessions, and the days with a score that belongs to none of them, by day.
fn occasions(ask: &Ask, course: &Course, measures: &[&Measure]) -> Vec<Occasion> {
    let held = |number: SessionNumber| course.sessions.iter().any(|s| s.number == number);
    let loose = (0..).zip(&course.scores).filter(|(_, kept)| {
        let drawn = measures.iter().any(|measure| measure.id == kept.score.measure);
        drawn && kept.struck.is_none() && !kept.score.session.is_some_and(held)
    });
    let mut days: Vec<Date> = loose.map(|(_, kept): (usize, _)| kept.score.on).collect();
    days.sort_unstable();
    days.dedup();
    let sessions = course.sessions.iter().map(|session| (Some(session.number), session.on));
    let mut times: Vec<_> = sessions.chain(days.into_iter().map(|on| (None, on))).collect();
    times.sort_by_key(|(_, on)| *on);
    let mut before: Vec<Option<u32>> = vec![None; measures.len()];
    let occasion = |(session, on): (Option<SessionNumber>, Date)| {
        let here = |score: &Score| match session {
            Some(_) => score.session == session,
            None => score.on == on && !score.session.is_some_and(held),
        };
        let scores = measures.iter().zip(&mut before).map(|(measure, before)| {
            let of = (1..).zip(&course.scores).filter(|(_, kept)| {
                kept.struck.is_none() && kept.score.measure == measure.id && here(&kept.score)
            });
            let (number, kept) = of.last()?;
            let scored = scored(ask, measure, number, &kept.score, *before);
            *before = Some(scored.total);
            Some(scored)
        });
        Occasion { session, on, scores: scores.collect() }
    };
    times.into_iter().map(occasion).collect()
}

fn scored(ask: &Ask, measure: &Measure, n: u32, score: &Score, before: Option<u32>) -> Scored {
    Scored {
        address: ask.room(&format!("measures/{}/scores/{n}", measure.id)),
        value: score.shown(),
        band: told::name(Some(measure), score),
        unverified: told::is_unverified(Some(measure), score),
        change: before.map_or(String::new(), |before| match before == score.total {
            true => "0".to_owned(),
            false => told::change(score.unit, before, score.total),
        }),
        risk: risk_raised(Some(measure), score),
        total: score.total,
    }
}

/// The timeline's events and the incidents, from shortly before the first occasion on.
fn happened(ask: &Ask, course: &Course, first: Date) -> Vec<Happened> {
    let moments = course.timeline.iter().filter_map(|kept| {
        let moment = &kept.moment;
        let known = matches!(moment.precision, None | Some(Precision::Day));
        (moment.kind != Some(LifeEvent::Symptoms)).then(|| Happened {
            on: kept.on(),
            day: plain::remembered(kept.on(), moment.precision),
            what: moment.what.clone(),
            address: ask.room(&format!("timeline/{}", kept.id)),
            near: None,
            known,
        })
    });
    let incidents = course.incidents.iter().map(|kept| Happened {
        on: kept.on(),
        day: plain::date(kept.on()),
        what: kept.incident.what.clone(),
        address: ask.room(&format!("incidents/{}", kept.id)),
        near: None,
        known: true,
    });
    let shown = |event: &Happened| (event.on - first).get_days() >= -NEAR_DAYS;
    let mut all: Vec<Happened> = moments.chain(incidents).filter(shown).collect();
    all.sort_by_key(|event| event.on);
    all
}

fn panel(measure: &Measure, n: usize, occasions: &[Occasion]) -> Panel {
    let value = |figure: Decimal| measure.in_unit(figure).unwrap_or(0);
    let bands = measure.bands.iter().flat_map(|bands| &bands.list);
    let point = |occasion: &Occasion| {
        let scored = occasion.scores.get(n)?.as_ref()?;
        Some(Point {
            score: scored.total,
            name: spoken(measure, occasion, scored),
            address: scored.address.clone(),
            risk: scored.risk,
        })
    };
    Panel {
        title: measure.short.clone(),
        range: (value(measure.range.0), value(measure.range.1)),
        unit: match measure.unit() {
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
        cut: measure.cut("case").map(|cut| value(cut.at.figure())),
        points: occasions.iter().map(point).collect(),
        expected: Vec::new(),
    }
}

/// A point in words: `Session 4, 2 Mar 2026: PHQ-9 16, moderately severe`.
fn spoken(measure: &Measure, occasion: &Occasion, scored: &Scored) -> String {
    let on = plain::date(occasion.on);
    let mut text = match occasion.session {
        Some(session) => words().with(
            "thread-point",
            &[
                ("session", &session.to_string()),
                ("on", &on),
                ("measure", &measure.short),
                ("score", &scored.value),
            ],
        ),
        None => words().with(
            "thread-point-alone",
            &[("on", &on), ("measure", &measure.short), ("score", &scored.value)],
        ),
    };
    let risk = scored.risk.then(|| words().t("thread-risk").to_lowercase());
    let band = Some(scored.band.clone()).filter(|band| !band.is_empty());
    for more in band.into_iter().chain(risk) {
        text.push_str(&format!(", {more}"));
    }
    text
}

/// Whether a band or the cut-off behind the thread was not read at its source.
fn is_unverified(measure: &Measure) -> bool {
    let cut = measure.cut("case").is_some_and(|cut| cut.unverified);
    let bands = measure.bands.as_ref();
    cut || bands.is_some_and(|b| b.unverified || b.list.iter().any(|band| band.unverified))
}

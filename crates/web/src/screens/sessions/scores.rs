//! The scores of a session beside those of the session before: the risk item first, then what
//! changed, item by item. Source: domain page §5.

use ipt::{Course, measure::Measure, score::Score, session::SessionNumber};

use crate::{
    ask::Ask,
    screens::{check_in::Due, measures::told, progress},
    words::words,
};

/// A measure as a session's page shows it.
pub struct Scored {
    /// Its name.
    pub title: String,
    /// Where it is entered.
    pub address: String,
    /// Total, change and band; empty if nothing was entered.
    pub total: String,
    /// How it stands while nothing was entered: due, asked for, or not due here.
    pub standing: String,
    /// Whether the band was not read at its source.
    pub unverified: bool,
    /// Each risk item: its question, the answer and the one before. Shown also at zero.
    pub risk: Vec<(String, String, bool)>,
    /// The items that changed: question, before and now.
    pub changed: Vec<(String, String)>,
    /// What to ask about: it moved by more than chance and nothing is noted between.
    pub asks: Vec<String>,
}

/// Every measure of a session: those in use, and others that were entered.
pub fn of(ask: &Ask, course: &Course, number: SessionNumber, due: &Due) -> Vec<Scored> {
    let position = course.sessions.iter().position(|session| session.number == number);
    let before = position.and_then(|n| n.checked_sub(1)).map(|n| course.sessions[n].number);
    let used = ask.clinic().measures_in_use();
    let here = |measure: &&Measure| {
        used.iter().any(|used| used.id == measure.id)
            || course.score_at(&measure.id, number).is_some()
    };
    let shown = ask.clinic().measures().all().filter(here);
    let scored = |measure: &Measure| {
        let standing = match due.of_measure(&measure.id) {
            "" => words().t("check-in-not-due").into_owned(),
            standing => standing.to_owned(),
        };
        Scored { standing, ..scored(ask, course, measure, number, before) }
    };
    shown.map(scored).collect()
}

fn scored(
    ask: &Ask,
    course: &Course,
    measure: &Measure,
    number: SessionNumber,
    before: Option<SessionNumber>,
) -> Scored {
    let score = course.score_at(&measure.id, number);
    let earlier = before.and_then(|before| course.score_at(&measure.id, before));
    let total = score.map_or(String::new(), |score| {
        let comparable = earlier.filter(|was| measure.has_course() && was.unit == score.unit);
        let change = comparable.map_or(String::new(), |earlier| {
            format!(" ({})", told::change(score.unit, earlier.total, score.total))
        });
        let name = told::name(Some(measure), score);
        let value = format!("{}{change}", score.shown());
        if name.is_empty() { value } else { format!("{value} · {name}") }
    });
    let now = score.map(Score::answers).unwrap_or_default();
    let was = earlier.map(Score::answers).unwrap_or_default();
    let mut changed = Vec::new();
    for (item, (now, was)) in (1..).zip(now.iter().zip(&was)) {
        if let (Some(now), Some(was)) = (now, was)
            && now != was
        {
            changed.push((told::question(measure, item), format!("{was} → {now}")));
        }
    }
    Scored {
        title: measure.short.clone(),
        address: ask.room(&format!("measures/{}?session={number}", measure.id)),
        total,
        standing: String::new(),
        unverified: score.is_some_and(|score| told::is_unverified(Some(measure), score)),
        risk: risk(measure, score, &was),
        changed,
        asks: progress::prompts(course, measure, Some(number)),
    }
}

fn risk(
    measure: &Measure,
    score: Option<&Score>,
    was: &[Option<u8>],
) -> Vec<(String, String, bool)> {
    let Some(score) = score else { return Vec::new() };
    let answers = score.answers();
    let of = |answers: &[Option<u8>], n: usize| {
        n.checked_sub(1).and_then(|at| answers.get(at)).copied().flatten()
    };
    measure
        .risk_item_numbers()
        .filter_map(|n| {
            let alone = score.risk_answers.iter().find(|(item, _)| *item == n).map(|(_, a)| *a);
            let n = usize::try_from(n).ok()?;
            let now = of(&answers, n).or(alone)?;
            let before = of(was, n).map_or(String::new(), |was| {
                format!(" ({})", words().with("score-before", &[("n", &u32::from(was))]))
            });
            Some((told::question(measure, n), format!("{now}{before}"), now > 0))
        })
        .collect()
}

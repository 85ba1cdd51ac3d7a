//! The scores of a session beside those of the session before: the risk item first, then what
//! changed, item by item. Source: domain page §5.

use ipt::{Course, measure::Measure, session::SessionNumber};

use crate::{ask::Ask, plain, words::words};

/// A measure as a session's page shows it.
pub struct Scored {
    /// Its name.
    pub title: String,
    /// Where it is entered.
    pub address: String,
    /// Total, change and band; empty if nothing was entered.
    pub total: String,
    /// Each risk item: its question, the answer and the one before. Shown also at zero.
    pub risk: Vec<(String, String, bool)>,
    /// The items that changed: question, before and now.
    pub changed: Vec<(String, String)>,
}

/// Every measure of a session.
pub fn of(ask: &Ask, course: &Course, number: SessionNumber) -> Vec<Scored> {
    let position = course.sessions.iter().position(|session| session.number == number);
    let before = position.and_then(|n| n.checked_sub(1)).map(|n| course.sessions[n].number);
    ipt::measure::measures()
        .iter()
        .map(|measure| scored(ask, course, measure, number, before))
        .collect()
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
        let change = earlier.map_or(String::new(), |earlier| {
            format!(" ({})", plain::signed(f64::from(score.total) - f64::from(earlier.total)))
        });
        let band = measure.band(score.total).map_or("", |band| band.label.as_str());
        format!("{}{change} · {band}", score.total)
    });
    let now: Vec<u8> = score.and_then(|score| score.items.clone()).unwrap_or_default();
    let was: Vec<u8> = earlier.and_then(|score| score.items.clone()).unwrap_or_default();
    let mut changed = Vec::new();
    for (item, (now, was)) in measure.items.iter().zip(now.iter().zip(&was)) {
        if now != was {
            changed.push((item.text.clone(), format!("{was} → {now}")));
        }
    }
    Scored {
        title: measure.id.to_uppercase(),
        address: ask.room(&format!("measures/{}?session={number}", measure.id)),
        total,
        risk: risk(measure, score, &was),
        changed,
    }
}

fn risk(
    measure: &Measure,
    score: Option<&ipt::score::Score>,
    was: &[u8],
) -> Vec<(String, String, bool)> {
    let Some(score) = score else { return Vec::new() };
    let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).checked_sub(1);
    let of = |answers: &[u8], n: u32| index(n).and_then(|at| answers.get(at).copied());
    measure
        .risk_item_numbers()
        .filter_map(|n| {
            let alone = score.risk_answers.iter().find(|(item, _)| *item == n).map(|(_, a)| *a);
            let now = of(score.items.as_deref().unwrap_or_default(), n).or(alone)?;
            let text = index(n).and_then(|at| measure.items.get(at))?.text.clone();
            let before = of(was, n).map_or(String::new(), |was| {
                format!(" ({})", words().with("score-before", &[("n", &u32::from(was))]))
            });
            Some((text, format!("{now}{before}"), now > 0))
        })
        .collect()
}

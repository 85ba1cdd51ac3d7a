//! The figures that an alert saw, in words: they stand in the form before anything is typed.

use ipt::{
    Course,
    alert::{self, Alert},
    session::SessionNumber,
};

use crate::{
    ask::Ask,
    words::{Argument, words},
};

/// The scores up to the session of the alert, and the change since the first.
pub(super) fn figures(ask: &Ask, course: &Course, alert: Alert) -> String {
    let acute = |number: SessionNumber| matches!(number, SessionNumber::Acute(_));
    let score = |number| course.score_at(alert::DEPRESSION, number).map(|score| score.total);
    let same = |number: SessionNumber| acute(number) == acute(alert.session);
    let sessions = course.sessions.iter().map(|session| session.number);
    let until: Vec<SessionNumber> =
        sessions.clone().filter(|number| same(*number) && *number <= alert.session).collect();
    // Maintenance starts from where acute treatment ended.
    let ended = sessions.filter(|number| acute(*number)).filter_map(score).next_back();
    let first = if acute(alert.session) { until.iter().copied().find_map(score) } else { ended };
    let each = |number: &SessionNumber| {
        let total = score(*number).map_or_else(|| "–".to_owned(), |total| total.to_string());
        format!("{number}:\u{a0}{total}")
    };
    let scores = until.iter().map(each).collect::<Vec<_>>().join(", ");
    let measure = ask.clinic().measures().find(alert::DEPRESSION);
    let measure = measure.map_or_else(String::new, |measure| measure.short.clone());
    let said = words().with("review-scores", &[("measure", &measure), ("scores", &scores)]);
    let change = first.zip(score(alert.session)).map(|(first, now)| change(first, now));
    [Some(said), change].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn change(first: u32, now: u32) -> String {
    let points = first.abs_diff(now);
    let percent = (points * 100).checked_div(first).unwrap_or(0);
    let key = match now.cmp(&first) {
        std::cmp::Ordering::Less => "review-fell",
        std::cmp::Ordering::Equal => "review-same",
        std::cmp::Ordering::Greater => "review-rose",
    };
    let said: [(_, &dyn Argument); 4] =
        [("first", &first), ("now", &now), ("points", &points), ("percent", &percent)];
    words().with(key, &said)
}

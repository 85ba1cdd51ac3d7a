//! What waits for the therapist: one line a reason, each with the room where it is done. The order
//! is that of [`ipt::summary::Summary::urgency`]: safety first.

use clinic::caseload::Row;
use ipt::{Code, Phase, alert::Rule, summary::Summary};
use jiff::civil::Date;

use super::address;
use crate::{form::room_address, plain, screens::caseload::room_of, words::words};

/// A line.
pub struct Waiting {
    /// How it is marked: `safety`, `attention`, or not at all.
    pub class: &'static str,
    /// Why it waits.
    pub reason: String,
    /// Whose course.
    pub name: String,
    /// The room where it is done.
    pub address: String,
    /// What is done there.
    pub what: String,
}

/// A reason of one row: its place in the order, its class, its words, the room under the course's
/// address, and what is done there.
type Reason = (u8, &'static str, String, String, String);

/// All that waits, the most pressing first.
pub fn all(rows: &[Row], today: Date) -> Vec<Waiting> {
    let mut waiting: Vec<(u8, Waiting)> = Vec::new();
    for row in rows {
        let summary = &row.summary;
        let course = address(row);
        let found =
            [safety(summary), work(summary, today), dates(summary, today), arrival(summary, today)];
        for (place, class, reason, room, what) in found.into_iter().flatten() {
            let (name, address) = (row.identity.name.clone(), room_address(&course, &room));
            waiting.push((place, Waiting { class, reason, name, address, what }));
        }
    }
    waiting.sort_by_key(|(place, _)| *place);
    waiting.into_iter().map(|(_, line)| line).collect()
}

/// An alert of somebody else's course that went on to this person.
pub fn gone_on(row: &Row) -> Waiting {
    Waiting {
        class: "safety",
        reason: word("today-gone-on"),
        name: row.identity.name.clone(),
        address: room_address(&address(row), "risk_assessment"),
        what: word("alert-see"),
    }
}

/// An erasure that this person is asked to confirm.
pub fn erasure((course, name): (ipt::CourseId, String)) -> Waiting {
    Waiting {
        class: "attention",
        reason: word("today-erasure"),
        name,
        address: format!("/courses/{course}/erasure"),
        what: word("today-erasure-do"),
    }
}

fn word(key: &str) -> String {
    words().t(key).into_owned()
}

fn safety(summary: &Summary) -> Vec<Reason> {
    let room = || "risk_assessment".to_owned();
    if summary.safety_hold {
        vec![(0, "safety", word("flag-hold"), room(), word("step-assess-risk"))]
    } else if summary.open_flags > 0 {
        vec![(1, "safety", word("flag-open"), room(), word("step-clear-risk"))]
    } else {
        Vec::new()
    }
}

/// A course off its track, a note, scores.
fn work(summary: &Summary, today: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if summary.signs_back || summary.check_words {
        let said = if summary.signs_back { "today-signs-back" } else { "today-check-words" };
        let (reason, what) = (word(said), word("today-signs-back-do"));
        reasons.push((2, "attention", reason, "self-checks".to_owned(), what));
    }
    if summary.correction_waits {
        let (reason, what) = (word("today-correction"), word("today-correction-do"));
        reasons.push((4, "", reason, "corrections".to_owned(), what));
    }
    if summary.look_again_on.is_some_and(|on| on <= today) {
        let (reason, what) = (word("today-label"), word("today-label-do"));
        reasons.push((4, "", reason, "labels".to_owned(), what));
    }
    if summary.phase == Phase::Closed {
        return reasons;
    }
    for rule in summary.alerts.iter().copied().filter(|rule| *rule != Rule::Risk) {
        // Where the agenda has a step for it, that; else the reviews, which say what it means.
        let decide = "decide-non-response";
        let decides = rule == Rule::Mid && summary.next_step.as_deref() == Some(decide);
        let (room, what) = if decides {
            (room_of(decide).to_owned(), word("step-decide-non-response"))
        } else {
            ("reviews".to_owned(), word("today-review"))
        };
        let reason = word(&format!("rule-{}-short", rule.code()));
        let (place, class) = if ipt::summary::off(rule) { (2, "attention") } else { (4, "") };
        reasons.push((place, class, reason, room, what));
    }
    if let Some(number) = summary.unsigned {
        let what = words().with("today-sign", &[("n", &number.to_string())]);
        reasons.push((3, "", word("flag-unsigned"), format!("sessions/{number}"), what));
    }
    reasons
}

/// A session whose day went by, one that has no day, a pause that is over.
fn dates(summary: &Summary, today: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(booked) = summary.booking().filter(|_| summary.overdue(today)) {
        let reason = words().with("today-overdue", &[("day", &plain::day(booked.on))]);
        reasons.push((4, "", reason, "sessions".to_owned(), word("today-overdue-do")));
    }
    if summary.unbooked {
        reasons.push((
            4,
            "",
            word("flag-unbooked"),
            "sessions#next".to_owned(),
            word("today-book"),
        ));
    }
    if summary.pause_over(today) {
        reasons.push((4, "", word("flag-pause-over"), "course".to_owned(), word("today-pause")));
    }
    reasons
}

/// A new referral that no first talk is booked for, or whose day has come.
fn arrival(summary: &Summary, today: Date) -> Vec<Reason> {
    let new = matches!(summary.phase, Phase::Referred | Phase::Suitability);
    let step = summary.next_step.as_deref().filter(|step| room_of(step) != "risk_assessment");
    match step.filter(|_| new && summary.next_session.is_none_or(|on| on <= today)) {
        Some(step) => {
            let phase = format!("phase-{}", summary.phase.code());
            let reason = words().d(&phase, summary.dialect).into_owned();
            vec![(5, "", reason, room_of(step).to_owned(), word(&format!("step-{step}")))]
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use clinic::identity::Identity;
    use ipt::{ClientId, Course, CourseId, session::SessionNumber};
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 6, 1);

    fn row(change: impl Fn(&mut Summary)) -> Row {
        let mut summary = Summary::of(&Course::default(), &ipt::review::ReviewRules::default());
        (summary.phase, summary.next_step) = (Phase::Middle, None);
        change(&mut summary);
        let (course, client) = (CourseId(uuid::Uuid::nil()), ClientId(uuid::Uuid::nil()));
        Row { course, client, identity: Identity::default(), summary }
    }

    /// What waits of one course: the rooms, in order.
    fn rooms(change: impl Fn(&mut Summary)) -> Vec<String> {
        let row = row(change);
        let course = address(&row);
        let lines = all(&[row], TODAY);
        lines.iter().map(|line| line.address.replace(&course, "")).collect()
    }

    #[test]
    fn each_reason_leads_to_its_room() {
        assert_eq!(rooms(|_| {}), [""; 0]);
        assert_eq!(rooms(|s| s.safety_hold = true), ["/risk_assessment"]);
        assert_eq!(rooms(|s| s.open_flags = 1), ["/risk_assessment"]);
        assert_eq!(rooms(|s| s.alerts = vec![Rule::Worse]), ["/reviews"]);
        assert_eq!(rooms(|s| s.alerts = vec![Rule::DoneEarly]), ["/reviews"]);
        assert_eq!(rooms(|s| s.alerts = vec![Rule::Early, Rule::Worse]), ["/reviews"; 2]);
        let reviewed = |s: &mut Summary| s.reviewed = vec![Rule::Early];
        assert_eq!(rooms(reviewed), [""; 0], "what was decided waits no more");
        let decide = |s: &mut Summary| {
            (s.alerts, s.next_step) = (vec![Rule::Mid], Some("decide-non-response".into()));
        };
        assert_eq!(rooms(decide), ["/non_response"]);
        assert_eq!(rooms(|s| s.alerts = vec![Rule::Missing]), ["/reviews"]);
        assert_eq!(rooms(|s| s.unsigned = Some(SessionNumber::Acute(3))), ["/sessions/3"]);
        assert_eq!(rooms(|s| s.next_session = Some(date(2026, 5, 31))), ["/sessions"]);
        assert_eq!(rooms(|s| s.next_session = Some(TODAY)), [""; 0]);
        assert_eq!(rooms(|s| s.unbooked = true), ["/sessions#next"]);
        assert_eq!(rooms(|s| s.paused_until = Some(date(2026, 5, 31))), [""]);
        let new = |s: &mut Summary| {
            (s.phase, s.next_step) = (Phase::Referred, Some("book-assessment".into()));
        };
        assert_eq!(rooms(new), ["/referral"]);
        // A closed course asks for nothing but safety, signs that are back, a correction, a label.
        let back = |s: &mut Summary| (s.phase, s.signs_back) = (Phase::Closed, true);
        assert_eq!(rooms(back), ["/self-checks"]);
        let asked = |s: &mut Summary| (s.phase, s.correction_waits) = (Phase::Closed, true);
        assert_eq!(rooms(asked), ["/corrections"]);
        let label = |on| move |s: &mut Summary| (s.phase, s.look_again_on) = (Phase::Closed, on);
        assert_eq!(rooms(label(Some(TODAY))), ["/labels"]);
        assert_eq!(rooms(label(Some(date(2026, 6, 2)))), [""; 0]);
        let closed = |s: &mut Summary| {
            (s.phase, s.open_flags, s.unsigned) = (Phase::Closed, 1, Some(SessionNumber::Acute(3)));
        };
        assert_eq!(rooms(closed), ["/risk_assessment"]);
    }

    #[test]
    fn the_order_is_that_of_the_caseload() {
        let changes: [fn(&mut Summary); 6] = [
            |s| s.unbooked = true,
            |s| s.unsigned = Some(SessionNumber::Acute(3)),
            |s| s.alerts = vec![Rule::Early],
            |s| s.open_flags = 1,
            |s| s.safety_hold = true,
            |s| {
                (s.phase, s.next_step) = (Phase::Suitability, Some("decide-suitability".into()));
            },
        ];
        let mut rows: Vec<Row> = changes.into_iter().map(row).collect();
        for (n, row) in rows.iter_mut().enumerate() {
            row.identity.name = n.to_string();
        }
        let waiting = all(&rows, TODAY);
        rows.sort_by_key(|row| row.summary.urgency(TODAY));
        let names = |row: &Row| row.identity.name.clone();
        let in_caseload: Vec<String> = rows.iter().map(names).collect();
        assert_eq!(waiting.iter().map(|w| w.name.clone()).collect::<Vec<_>>(), in_caseload);
        let red = waiting.iter().filter(|line| line.class == "safety").count();
        assert_eq!(red, 2, "red is for safety alone");
    }
}

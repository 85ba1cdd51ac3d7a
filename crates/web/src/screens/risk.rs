//! Risk: flags raised and cleared, the agenda suspended and taken up again. No computed label.

use clinic::{Access, TheCourse, Write, permission::Verb};
use ipt::{
    AccountId, Code, Command, Course, FlagId,
    risk::{RiskAlertStep, RiskFlag, RiskSource},
};

use super::{act_and_go, document::told_of};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    plain,
    slip::Slip,
    words::words,
};

/// A flag as it is shown.
pub struct Flag {
    /// Its id.
    pub id: String,
    /// Why it was raised, in which session, when.
    pub text: String,
    /// What was noted.
    pub note: String,
    /// `raised`, `assessed` or `cleared`.
    pub state: &'static str,
    /// What became of the alert, line by line.
    pub ledger: Vec<String>,
    /// Where it is taken on, and its key; none where somebody has.
    pub take_on: Option<(String, String)>,
    /// Who cleared it, when and why.
    pub cleared: String,
    /// The form that clears it.
    pub clearing: Slip,
}

/// What stands beside the form of the risk assessment.
pub struct Beside {
    /// The flags, the latest first.
    pub flags: Vec<Flag>,
    /// The reason of a hold without a flag.
    pub hold: String,
    /// Whether a risk assessment was filed since.
    pub hold_assessed: bool,
    /// The assessment before, while a new one is awaited.
    pub before: Vec<(String, String)>,
    /// The reasons to raise a flag: code and label.
    pub sources: Vec<(&'static str, String)>,
    /// The form that raises a flag.
    pub raising: Slip,
    /// The form that suspends the agenda.
    pub holding: Slip,
    /// The form that takes it up again.
    pub lifting: Slip,
    /// Whether flags are raised and the agenda suspended here: not after the end.
    pub acts: bool,
}

/// What stands beside the form of the risk assessment.
///
/// # Errors
/// When the drafts cannot be read.
pub fn beside<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    course: &Course,
) -> Result<Beside, Failure> {
    let day = |at| plain::date(ask.clinic().day_of(at));
    let flags = course.flags.iter().rev().map(|flag| {
        let source = words().t(&format!("risk_source-{}", flag.source.code()));
        let session = flag
            .session
            .map_or(String::new(), |number| format!(" · {} {number}", words().t("session")));
        let cleared = flag.cleared.as_ref().map_or(String::new(), |cleared| {
            let who = ask.clinic().name_of(cleared.by);
            format!("{who}, {}: {}", day(cleared.at), cleared.reason)
        });
        let clearing = Slip::blank(ask, ask.room(&format!("risk/{}/clearance", flag.id)))?;
        Ok(Flag {
            id: flag.id.to_string(),
            text: format!("{source}{session} · {}", day(flag.raised_at)),
            note: match flag.source {
                RiskSource::Item => words().t("risk-item-note").into_owned(),
                RiskSource::Disclosure | RiskSource::Concern => flag.note.clone(),
            },
            state: match (&flag.cleared, flag.assessed_at) {
                (Some(_), _) => "cleared",
                (None, Some(_)) => "assessed",
                (None, None) => "raised",
            },
            ledger: ledger(ask, access, course, flag)?,
            take_on: flag.waits().then(|| {
                let address = ask.room(&format!("risk/{}/acknowledgement", flag.id));
                (address, uuid::Uuid::new_v4().to_string())
            }),
            cleared,
            clearing,
        })
    });
    let sources = [RiskSource::Disclosure, RiskSource::Concern];
    Ok(Beside {
        flags: flags.collect::<Result<_, Failure>>()?,
        hold: course.hold.as_ref().map_or(String::new(), |hold| hold.reason.clone()),
        hold_assessed: course.hold.as_ref().is_some_and(|hold| hold.assessed),
        before: before(course),
        sources: sources
            .iter()
            .map(|s| (s.code(), words().t(&format!("risk_source-{}", s.code())).into_owned()))
            .collect(),
        acts: course.phase != ipt::Phase::Closed,
        raising: Slip::blank(ask, ask.room("risk"))?,
        holding: Slip::blank(ask, ask.room("hold"))?,
        lifting: Slip::blank(ask, ask.room("hold/lifting"))?,
    })
}

/// The ledger of an alert in the order in which it happened: raised, seen, taken on or not, and by
/// when it goes on.
fn ledger<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    course: &Course,
    flag: &RiskFlag,
) -> Result<Vec<String>, Failure> {
    let zone = ask.clinic().zone();
    let when = |at| plain::moment(at, &zone);
    let name = |id| ask.clinic().name_of(id);
    let raised = words().with("alert-raised", &[("when", &when(flag.raised_at))]);
    let mut lines = vec![(flag.raised_at, raised)];
    lines.extend(flag.ledger.iter().map(|line| {
        let (who, to) = (name(line.by), line.to.map(name).unwrap_or_default());
        let key = format!("risk_alert_step-{}", line.step.code());
        (line.at, words().with(&key, &[("when", &when(line.at)), ("who", &who), ("to", &to)]))
    }));
    for holder in ask.clinic().holders(course, flag) {
        if let Some(at) = ask.clinic().first_look(access, holder, flag.raised_at)? {
            let (when, who) = (when(at), name(holder));
            lines.push((at, words().with("alert-seen", &[("when", &when), ("who", &who)])));
        }
    }
    lines.sort_by_key(|(at, _)| *at);
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    if flag.waits() {
        lines.extend(unheard(ask, course, flag));
        lines.extend(goes_on(ask, flag, &when));
    }
    Ok(lines)
}

/// Whom no notice reaches, and why.
fn unheard(ask: &Ask, course: &Course, flag: &RiskFlag) -> Vec<String> {
    if !ask.clinic().sends_word() {
        return vec![words().t("alert-no-mail").into_owned()];
    }
    let mut holders = ask.clinic().holders(course, flag);
    holders.retain(|holder| !ask.clinic().has_address(*holder));
    let told =
        |id: AccountId| words().with("alert-no-address", &[("who", &ask.clinic().name_of(id))]);
    holders.into_iter().map(told).collect()
}

/// By when an alert that waits goes on to the deputy.
fn goes_on(ask: &Ask, flag: &RiskFlag, when: &dyn Fn(jiff::Timestamp) -> String) -> Option<String> {
    match ask.clinic().goes_on_at(flag.raised_at) {
        Some(_) if flag.has(RiskAlertStep::Escalated) => None,
        Some(at) => Some(words().with("alert-goes-on", &[("when", &when(at))])),
        None => Some(words().t("alert-no-deputy").into_owned()),
    }
}

/// Takes an alert on.
///
/// # Errors
/// See [`Failure`].
pub fn acknowledge(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let (flag, step) = (ask.part("flag")?, RiskAlertStep::Acknowledged);
    act_and_go(ask, access, Command::MoveRiskAlert { flag, step, to: None }, "risk_assessment")
}

/// Whether a new assessment is awaited: its form starts empty, so that no old answer is taken for
/// a new one.
pub fn awaited(course: &Course) -> bool {
    course.unassessed_flag().is_some() || course.hold.as_ref().is_some_and(|hold| !hold.assessed)
}

fn before(course: &Course) -> Vec<(String, String)> {
    let last = course.documents.risk_assessment.as_ref().filter(|_| awaited(course));
    last.map_or_else(Vec::new, |kept| told_of(&kept.value, course))
}

/// Raises a flag.
///
/// # Errors
/// See [`Failure`].
pub fn raise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let source = RiskSource::from_code(ask.field("source")).ok_or_else(Failure::choice)?;
    let flag = FlagId(ask.key());
    let session = ask.field("session").parse().ok();
    let note = ask.field("note").to_owned();
    act_and_go(ask, access, Command::RaiseRisk { flag, source, session, note }, "risk_assessment")
}

/// Clears a flag.
///
/// # Errors
/// See [`Failure`].
pub fn clear(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let flag = ask.part("flag")?;
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::ClearRisk { flag, reason }, "risk_assessment")
}

/// Suspends the agenda.
///
/// # Errors
/// See [`Failure`].
pub fn hold(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::PlaceHold { reason }, "risk_assessment")
}

/// Takes it up again.
///
/// # Errors
/// See [`Failure`].
pub fn lift(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::LiftHold { reason }, "risk_assessment")
}

//! Risk: flags raised and cleared, the agenda suspended and taken up again. No computed label.

use clinic::{Access, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, FlagId,
    risk::{AlertStep, RiskFlag, RiskSource},
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
    let _ = access;
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
            ledger: ledger(ask, flag),
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
        raising: Slip::blank(ask, ask.room("risk"))?,
        holding: Slip::blank(ask, ask.room("hold"))?,
        lifting: Slip::blank(ask, ask.room("hold/lifting"))?,
    })
}

/// The ledger of an alert: raised, taken on or not, and by when it goes on.
fn ledger(ask: &Ask, flag: &RiskFlag) -> Vec<String> {
    let zone = ask.clinic().settings().zone;
    let zone = jiff::tz::TimeZone::get(&zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let when = |at| plain::moment(at, &zone);
    let raised = words().with("alert-raised", &[("when", &when(flag.raised_at))]);
    let steps = flag.ledger.iter().map(|line| {
        let (who, to) = (ask.clinic().name_of(line.by), line.to.map(|to| ask.clinic().name_of(to)));
        let key = format!("alert_step-{}", line.step.code());
        let to = to.unwrap_or_default();
        words().with(&key, &[("when", &when(line.at)), ("who", &who), ("to", &to)])
    });
    let goes_on = ask.clinic().goes_on_at(flag.raised_at);
    let goes_on = match goes_on.filter(|_| flag.waits() && !flag.has(AlertStep::Escalated)) {
        Some(at) => Some(words().with("alert-goes-on", &[("when", &when(at))])),
        None if flag.waits() && goes_on.is_none() => {
            Some(words().t("alert-no-deputy").into_owned())
        }
        None => None,
    };
    std::iter::once(raised).chain(steps).chain(goes_on).collect()
}

/// Takes an alert on.
///
/// # Errors
/// See [`Failure`].
pub fn acknowledge(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let (flag, step) = (ask.part("flag")?, AlertStep::Acknowledged);
    act_and_go(ask, access, Command::MoveAlert { flag, step, to: None }, "risk_assessment")
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

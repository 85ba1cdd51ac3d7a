//! Self-checks after the end: what was answered, the flags that it raises, what came of it.

use super::{Context, Decision, given, in_phase, safety};
use crate::{
    Command, Course, Event, FlagId, Phase, alert,
    command::Answers,
    policy,
    refusal::Refusal,
    risk::RiskSource,
    self_check::{CheckAt, SelfCheck, signs},
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::CheckSelf { at, check, answers } => fill(course, at, check, answers, context),
        Command::HearSelfCheck { at, what } => {
            let waits = course.self_check(at).is_some_and(|kept| kept.heard.is_none());
            policy::SELF_CHECK_WAITS.require(waits)?;
            Ok(vec![Event::SelfCheckHeard { at, what: given(what, "what")? }])
        }
        _ => unreachable!("BUG: not an act of self-checks"),
    }
}

/// The answers of the measure come first, then what they raise, then the check itself.
fn fill(
    course: &Course,
    at: CheckAt,
    check: SelfCheck,
    answers: Option<Answers>,
    context: &Context,
) -> Decision {
    in_phase(course, &[Phase::Maintenance, Phase::Closed])?;
    policy::SELF_CHECK_OPEN.require(course.self_check_open(context.today) == Some(at))?;
    complete(course, &check)?;
    let risk = answers.as_ref().is_some_and(|answers| says_risk(answers, context));
    let mut events = match answers {
        Some(answers) => safety::enter(course, answers, context)?,
        None => Vec::new(),
    };
    let score = events.iter().find_map(|event| match event {
        Event::Scored(score) if score.measure == alert::DEPRESSION => Some(score.total),
        _ => None,
    });
    if !events.iter().any(|event| matches!(event, Event::RiskRaised { .. })) {
        events.extend(urgent(course, &check, context));
    }
    let raised = events.iter().find_map(|event| match event {
        Event::RiskRaised { flag, .. } => Some(*flag),
        _ => None,
    });
    let known = course.open_flags().next().map(|flag| flag.id);
    let flag = raised.or(known.filter(|_| risk || check.urgent().is_some()));
    events.push(Event::SelfChecked { at, check: Box::new(check), score, flag });
    Ok(events)
}

fn says_risk(answers: &Answers, context: &Context) -> bool {
    let measure = context.measures.find(&answers.measure);
    measure.is_some_and(|measure| !measure.risk_items(&answers.items).is_empty())
}

/// The flag that an urgent sign raises, unless one is open: whoever assesses that one reads this.
pub(super) fn urgent(course: &Course, check: &SelfCheck, context: &Context) -> Option<Event> {
    let urgent = check.urgent().filter(|_| course.open_flags().next().is_none())?;
    let (flag, source, note) = (FlagId(context.id), RiskSource::Disclosure, urgent.sign.clone());
    Some(Event::RiskRaised { flag, source, session: None, note })
}

/// Each sign of the plan is answered, as it stands there.
fn complete(course: &Course, check: &SelfCheck) -> Result<(), Refusal> {
    let plan = course.documents.relapse_plan.as_ref().map(|kept| &kept.value);
    let asked = plan.map(signs).unwrap_or_default();
    let answered = check.signs.iter().map(|answer| (answer.level, answer.sign.as_str()));
    policy::SELF_CHECK_COMPLETE.require(asked.iter().copied().eq(answered))
}

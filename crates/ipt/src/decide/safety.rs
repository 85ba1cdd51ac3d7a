//! Scores and safety.

use super::{Context, Decision, given, not_in_future};
use crate::{
    Command, Course, Event, FlagId, Phase,
    command::Answers,
    measure::{self, Measure, ScoreProblem},
    policy,
    refusal::Refusal,
    risk::RiskSource,
    score::Score,
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::EnterScore { answers, flag } => enter(course, answers, flag, context),
        Command::RaiseRisk { flag, source, session, note } => {
            Ok(vec![Event::RiskRaised { flag, source, session, note: given(note, "note")? }])
        }
        Command::ClearRisk { flag, reason } => {
            let known = course.flag(flag).filter(|flag| flag.cleared.is_none());
            policy::FLAG_OPEN.require(known.is_some())?;
            policy::FLAG_ASSESSED.require(known.is_some_and(|flag| flag.assessed_at.is_some()))?;
            Ok(vec![Event::RiskCleared { flag, reason: given(reason, "reason")? }])
        }
        Command::PlaceHold { reason } => {
            Ok(vec![Event::HoldPlaced { reason: given(reason, "reason")? }])
        }
        Command::LiftHold { reason } => {
            policy::SAFETY_HOLD.require(course.hold.is_some())?;
            policy::FLAG_ASSESSED.require(course.unassessed_flag().is_none())?;
            Ok(vec![Event::HoldLifted { reason: given(reason, "reason")? }])
        }
        _ => unreachable!("BUG: not an act of scores and safety"),
    }
}

/// A filled measure. An answer to a risk item raises a flag at once; nothing can hold it back.
fn enter(course: &Course, answers: Answers, flag: FlagId, context: &Context) -> Decision {
    not_in_future(answers.on, context, "on")?;
    let known = |number| course.session(number).is_some() || number == course.next_number();
    policy::SCORE_HAS_SESSION
        .require(answers.session.is_none_or(known))
        .map_err(|refusal| refusal.beside("session"))?;
    let measure = measure::measure(&answers.measure)
        .ok_or_else(|| policy::MEASURE_KNOWN.refuse().beside("measure"))?;
    let stated = answers.total;
    let entered_items = answers.items.iter().any(Option::is_some);
    let (items, total) = if entered_items {
        let score = measure.score(&answers.items).map_err(|problem| wrong(&problem))?;
        let items: Vec<u8> = answers.items.iter().flatten().copied().collect();
        if let Some(stated) = stated {
            policy::SUM_AGREES
                .require(stated == score.total)
                .map_err(|refusal| refusal.beside("total").naming(score.total))?;
        }
        (Some(items), score.total)
    } else {
        let total = stated.ok_or_else(|| policy::MEASURE_COMPLETE.refuse().beside("total"))?;
        measure.total_only(total).map_err(|problem| wrong(&problem).beside("total"))?;
        (None, total)
    };
    let raised = raised_by(course, measure, &answers, flag);
    let mut events = vec![Event::Scored(Score {
        measure: answers.measure,
        on: answers.on,
        session: answers.session,
        items,
        total,
    })];
    events.extend(raised);
    Ok(events)
}

/// What an answer to a risk item raises, unless it did already, or the same session has a flag
/// that waits.
fn raised_by(course: &Course, measure: &Measure, answers: &Answers, flag: FlagId) -> Option<Event> {
    let waits = course.flags.iter().any(|known| {
        known.source == RiskSource::Item
            && known.session == answers.session
            && known.assessed_at.is_none()
    });
    if waits || course.flag(flag).is_some() || measure.risk_items(&answers.items).is_empty() {
        return None;
    }
    let (source, session, note) = (RiskSource::Item, answers.session, measure.id.clone());
    Some(Event::RiskRaised { flag, source, session, note })
}

/// What happens even when an act is refused: a risk answer on a form that is not complete, or
/// whose sum is wrong, still raises its flag.
pub fn despite_refusal(course: &Course, command: &Command) -> Option<(FlagId, Event)> {
    let Command::EnterScore { answers, flag } = command else { return None };
    if course.begun.is_none() || course.phase == Phase::Closed {
        return None;
    }
    let measure = measure::measure(&answers.measure)?;
    raised_by(course, measure, answers, *flag).map(|event| (*flag, event))
}

fn wrong(problem: &ScoreProblem) -> Refusal {
    match problem {
        ScoreProblem::Missing { items } => {
            let items: Vec<String> = items.iter().map(ToString::to_string).collect();
            policy::MEASURE_COMPLETE.refuse().naming(items.join(", "))
        }
        ScoreProblem::Count { .. }
        | ScoreProblem::ItemOutOfRange { .. }
        | ScoreProblem::TotalOutOfRange { .. } => policy::MEASURE_RANGE.refuse().naming(problem),
        ScoreProblem::SumContradicts { counted, .. } => {
            policy::SUM_AGREES.refuse().naming(counted).beside("total")
        }
    }
}

//! Scores and safety.

use super::{Context, Decision, given, not_in_future};
use crate::{
    Command, Course, Event, FlagId, Phase,
    command::Answers,
    measure::{self, Measure, ScoreProblem, Scoring},
    policy,
    refusal::Refusal,
    risk::{RiskAlertStep, RiskFlag, RiskSource},
    score::Score,
};

pub(super) fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::EnterScore { answers } => enter(course, answers, context),
        Command::StrikeScore { score, reason } => {
            let index = usize::try_from(score).unwrap_or(0).checked_sub(1);
            let kept = index.and_then(|index| course.scores.get(index));
            policy::SCORE_KNOWN.require(kept.is_some_and(|kept| kept.struck.is_none()))?;
            Ok(vec![Event::ScoreStruck { score, reason: given(reason, "reason")? }])
        }
        Command::RaiseRisk { flag, source, session, note } => {
            let session = session.or_else(|| course.sessions.last().map(|held| held.number));
            Ok(vec![Event::RiskRaised { flag, source, session, note: given(note, "note")? }])
        }
        Command::MoveRiskAlert { flag, step, to } => {
            let known = course.flag(flag).filter(|flag| flag.cleared.is_none());
            policy::FLAG_OPEN.require(known.is_some())?;
            // Each step is taken once; word is sent to each person once, and what was sent cannot
            // fail any more.
            let towards = |known: &RiskFlag, step| to.is_none_or(|to| known.has_towards(step, to));
            let again = known.is_some_and(|known| match step {
                RiskAlertStep::Escalated => known.has(step) || !known.waits(),
                RiskAlertStep::ShownToClient | RiskAlertStep::Acknowledged => known.has(step),
                RiskAlertStep::Sent => towards(known, step),
                RiskAlertStep::Failed => {
                    towards(known, step) || towards(known, RiskAlertStep::Sent)
                }
            });
            policy::RISK_ALERT_ONCE.require(!again)?;
            Ok(vec![Event::RiskAlertMoved { flag, step, to }])
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
            let assessed = course.hold.as_ref().is_some_and(|hold| hold.assessed);
            policy::HOLD_ASSESSED.require(assessed && course.unassessed_flag().is_none())?;
            Ok(vec![Event::HoldLifted { reason: given(reason, "reason")? }])
        }
        _ => unreachable!("BUG: not an act of scores and safety"),
    }
}

/// A filled measure. An answer to a risk item raises a flag at once; nothing can hold it back.
pub(super) fn enter(course: &Course, answers: Answers, context: &Context) -> Decision {
    not_in_future(answers.on, context, "on")?;
    let known = |number| course.session(number).is_some() || number == course.next_number();
    policy::SCORE_HAS_SESSION
        .require(answers.session.is_none_or(known))
        .map_err(|refusal| refusal.beside("session"))?;
    let measure = context.measures.find(&answers.measure);
    let measure = measure.ok_or_else(|| policy::MEASURE_KNOWN.refuse().beside("measure"))?;
    if let Some(left) = course.variant().leaves_out_measure(course.phase, &measure.id) {
        return Err(policy::VARIANT_LEAVES_OUT.refuse().beside("measure").naming(&left.reason));
    }
    let score = scored(measure, &answers)?;
    let raised = raised_by(course, measure, &answers, context);
    let mut events = vec![Event::Scored(score)];
    events.extend(raised);
    Ok(events)
}

/// The score of what was answered: item by item, or the value alone with the risk items.
fn scored(measure: &Measure, answers: &Answers) -> Result<Score, Refusal> {
    let risk_answers = measure.risk_answers(&answers.items);
    let answered = answers.items.iter().flatten().count();
    let value_alone = answers.total.is_some() || !answers.scales.is_empty();
    if value_alone && answered == risk_answers.len() && measure.decision().is_none() {
        return value_alone_scored(measure, answers, risk_answers);
    }
    if answered == 0 {
        return Err(policy::MEASURE_COMPLETE.refuse().beside("total"));
    }
    let counted = match answers.prorate {
        true => measure.score_prorated(&answers.items),
        false => measure.score(&answers.items),
    };
    let counted = counted.map_err(|problem| wrong(&problem))?;
    policy::SUM_AGREES
        .require(answers.total.is_none_or(|stated| stated == counted.total))
        .map_err(|refusal| refusal.beside("total").naming(measure.shown(counted.total)))?;
    let items = Some(answers.items.iter().flatten().copied().collect());
    Ok(kept(measure, answers, counted, items, Vec::new()))
}

fn value_alone_scored(
    measure: &Measure,
    answers: &Answers,
    risk_answers: Vec<(u32, u8)>,
) -> Result<Score, Refusal> {
    let score = measure
        .value_only(answers.total, &answers.scales)
        .map_err(|problem| wrong(&problem).beside("total"))?;
    policy::RISK_ITEM_ASKED
        .require(risk_answers.len() == measure.risk_item_numbers().count())
        .map_err(|refusal| refusal.beside("items"))?;
    // Of a sum of answers that all count upward, the risk answers are a part.
    let upward = measure.scoring == Scoring::Sum && !measure.items.iter().any(|item| item.reverse);
    let part = risk_answers.iter().map(|(_, answer)| u32::from(*answer)).sum::<u32>();
    policy::SUM_AGREES
        .require(!upward || part * measure.times <= score.total)
        .map_err(|refusal| refusal.beside("total").naming(measure.shown(score.total)))?;
    Ok(kept(measure, answers, score, None, risk_answers))
}

/// A score as the record keeps it.
fn kept(
    measure: &Measure,
    answers: &Answers,
    score: measure::Score,
    items: Option<Vec<u8>>,
    risk_answers: Vec<(u32, u8)>,
) -> Score {
    Score {
        measure: answers.measure.clone(),
        on: answers.on,
        session: answers.session,
        left_out: if items.is_some() { score.left_out } else { Vec::new() },
        items,
        risk_answers,
        total: score.total,
        unit: measure.unit(),
        scales: score.scales,
        prorated: score.prorated,
        unscored: answers.unscored.filter(|answer| measure.unscored_answer(*answer).is_some()),
        outcome: score.outcome,
    }
}

/// What an answer to a risk item raises, unless the same session has its flag already: one that
/// nobody has assessed yet, or one of this measure. An acute answer is heard again.
fn raised_by(
    course: &Course,
    measure: &Measure,
    answers: &Answers,
    context: &Context,
) -> Option<Event> {
    let acute = measure.has_acute_answer(&answers.items);
    let known = course.flags.iter().any(|flag| {
        flag.source == RiskSource::Item
            && flag.session == answers.session
            && flag.cleared.is_none()
            && (flag.assessed_at.is_none() || (flag.note == measure.id && !acute))
    });
    let by_value = answers.total.is_some_and(|total| measure.risk_by_value(total));
    let said = by_value || !measure.risk_items(&answers.items).is_empty();
    if known || !said {
        return None;
    }
    let flag = FlagId(context.id);
    let (source, session, note) = (RiskSource::Item, answers.session, measure.id.clone());
    Some(Event::RiskRaised { flag, source, session, note })
}

/// What happens even when an act is refused: a risk answer on a form that is not complete, or
/// whose sum is wrong, still raises its flag.
pub fn despite_refusal(course: &Course, command: &Command, context: &Context) -> Option<Event> {
    let item = |answers: &Answers| {
        let measure = context.measures.find(&answers.measure)?;
        raised_by(course, measure, answers, context)
    };
    match command {
        _ if course.begun.is_none() => None,
        Command::EnterScore { answers } if course.phase != Phase::Closed => item(answers),
        Command::CheckSelf { check, answers, .. } => {
            let answered = answers.as_ref().and_then(item);
            answered.or_else(|| super::self_check::urgent(course, check, context))
        }
        _ => None,
    }
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
        ScoreProblem::AnswersNeeded => policy::MEASURE_COMPLETE.refuse().beside("total"),
        ScoreProblem::SumContradicts { counted, .. } => {
            policy::SUM_AGREES.refuse().naming(counted).beside("total")
        }
    }
}

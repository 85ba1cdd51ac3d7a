//! What is decided on an alert of the review rules.

use jiff::ToSpan;

use super::Context;
use crate::{
    Code, Course, Event,
    alert::{Alert, Rule, listed},
    policy,
    refusal::Refusal,
    review::{AlertDecision, AlertReview, LookedAt},
};

/// So many days a review may hold for later alerts of its rule. OpenIPT design.
const HOLDS_DAYS: i64 = 60;

pub(super) fn on(
    course: &Course,
    alert: Alert,
    content: AlertReview,
    context: &Context,
) -> Result<Event, Refusal> {
    policy::ALERT_OF_RISK.require(alert.rule != Rule::Risk)?;
    policy::ALERT_AT_HALF.require(alert.rule != Rule::Mid)?;
    policy::ALERT_STANDS.require(listed(course, &context.rules).contains(&alert))?;
    let offered = AlertDecision::offered(alert.rule).map_or(&[][..], |codes| codes.all);
    let fits = content.decision.is_some_and(|decision| offered.contains(&decision.code()));
    policy::ALERT_DECISION_FITS.require(fits).map_err(|refusal| refusal.beside("decision"))?;
    policy::ALERT_REASONED
        .require(!content.reasons.trim().is_empty())
        .map_err(|refusal| refusal.beside("reasons"))?;
    let last = context.today.checked_add(HOLDS_DAYS.days()).unwrap_or(context.today);
    let near = content.until.is_none_or(|until| (context.today..=last).contains(&until));
    policy::ALERT_UNTIL_NEAR.require(near).map_err(|refusal| refusal.beside("until"))?;
    // An alert that does not fit, a score entered wrongly, says nothing of the client.
    let safe = content.looked_at.contains(&LookedAt::Safety)
        || content.decision == Some(AlertDecision::SetAside);
    policy::WORSE_ASKS_SAFETY
        .require(alert.rule != Rule::Worse || safe)
        .map_err(|refusal| refusal.beside("looked_at"))?;
    // Decided anew, it stays under the figures by which it spoke.
    let before = course.review(alert);
    let figures =
        before.map_or_else(|| context.rules.figures(alert.rule), |kept| kept.figures.clone());
    Ok(Event::AlertReviewed { alert, content: Box::new(content), figures })
}

//! Sofia, 33: IPT is not the right way for her now, and she is helped to get to the one that is.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Dialect,
    document::{Referral, Suitability, suitability::Decision},
};
use jiff::civil::Date;

use super::lines;
use crate::walk::{Arrival, Walk};

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let referral = Referral {
        referred_by: "Herself".into(),
        reason: "Two weeks of hardly any sleep, racing plans, spends money she does not have."
            .into(),
        consent_to_assessment: Some(true),
        assessment_booked_on: Some(start),
        ..Referral::default()
    };
    let walk = Walk::begin(
        clinic,
        clock,
        therapist,
        start,
        Arrival {
            name: "Sofia Brandt",
            variant: "ipt_standard",
            dialect: Dialect::KlermanWeissman,
            days_before: 2,
            referral,
        },
    )?;
    let day = walk.on(0);
    walk.record(Suitability {
        risk_asked: Some(true),
        risk_answer: "No thoughts of suicide; reckless driving at night.".into(),
        findings: lines(&["mania"]),
        alternatives_offered: lines(&[
            "Urgent psychiatric assessment today",
            "IPSRT with a mood stabiliser, later",
        ]),
        preference: "I would rather start therapy, but my sister says I should be seen.".into(),
        decision: Some(Decision::Redirect),
        redirected_to: "Crisis service of the city hospital, today at 15:00, with her sister"
            .into(),
        reason: "Signs of mania: urgent care comes first. She may come back when she is well."
            .into(),
        decided_on: Some(day),
        ..Suitability::default()
    })
}

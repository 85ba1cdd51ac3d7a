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
        why_now: "Her sister stayed the night, heard her pack at three, and came along.".into(),
        consent_to_assessment: Some(true),
        assessment_booked_on: Some(start),
        access_needs: "With her sister, as she asked.".into(),
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
        risk_answer:
            "Asked directly: no thoughts of suicide. She drives fast at night; her sister has \
             the car keys now, handed over by Sofia herself."
                .into(),
        findings: lines(&["mania"]),
        findings_note:
            "Two hours of sleep and not tired, thoughts that overtake each other, talks fast and \
             warmly, three loans in nine days. At 27 a spring like this one, and a long low \
             after it. No voices. She knows that something is different."
                .into(),
        alternatives_offered: lines(&[
            "Urgent psychiatric assessment today",
            "Interpersonal and social rhythm therapy with a mood stabiliser, later",
        ]),
        preference: "“I would rather start therapy, but my sister says I should be seen, and she \
                     has been right before.”"
            .into(),
        decision: Some(Decision::Redirect),
        redirected_to: "Crisis service of the city hospital, today at 15:00, with her sister"
            .into(),
        reason: "Signs of mania: urgent care comes first, today. It is not a no to therapy: when \
                 she is well she may come back, and there is a form of this therapy made for \
                 bipolar disorder. Told to her so, with her sister there; rung the next day."
            .into(),
        decided_on: Some(day),
        ..Suitability::default()
    })
}

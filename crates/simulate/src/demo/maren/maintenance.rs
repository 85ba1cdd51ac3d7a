//! Maren's two maintenance sessions, her first self-check, and the closing.

use clinic::{Access, Clinic, Problem, Write, permission::TheOwnCourse};
use ipt::{
    Command,
    self_check::{CheckAt, Felt, SelfCheck, SignAnswer, signs},
    session::SessionNumber,
};
use uuid::Uuid;

use super::sessions::{NO_THOUGHTS, note};
use crate::walk::Walk;

pub(super) fn walk_on(walk: &Walk<'_>, clinic: &Clinic) -> Result<(), Problem> {
    for (n, days, phq, gad, words) in [
        (
            1,
            121,
            [1, 1, 1, 1, 0, 0, 1, 0, 0],
            5,
            [
                "First parents' evening. My knees shook; I took out the plan.",
                "The parents' evening, a put-off call to Ida, and using the plan the same night.",
                "Plan used: the sign “I put off ringing Ida” was noticed after two days.",
            ],
        ),
        (
            2,
            181,
            [0, 1, 1, 1, 0, 0, 0, 0, 0],
            3,
            [
                "I forgot that I was coming. Is that good?",
                "An ordinary week, with one quarrel that was finished.",
                "Last maintenance session. What to do if it comes back was said by her, not by me.",
            ],
        ),
    ] {
        let day = walk.on(days);
        walk.open(day)?;
        let number = SessionNumber::Maintenance(n);
        walk.phq(number, day, phq)?;
        walk.gad(number, day, gad)?;
        walk.note(number, note(words[0], words[1], NO_THOUGHTS, words[2]))?;
        if n == 1 {
            first_self_check(walk, clinic)?;
        }
    }
    walk.record(ipt::document::Outcome {
        account: "In remission at the last maintenance session: PHQ-9 3, GAD-7 3. Nothing is \
                  said of causes."
            .into(),
        ..super::outcome()
    })?;
    walk.act(Command::Close)
}

/// The day after the first maintenance session she looks at her own signs: one is there a little.
fn first_self_check(walk: &Walk<'_>, clinic: &Clinic) -> Result<(), Problem> {
    walk.on(122);
    let course = walk.course_now()?;
    let plan = course.documents.relapse_plan.as_ref().map(|kept| &kept.value);
    let felt = |n| if n == 0 { Felt::Little } else { Felt::Not };
    let answer = |(n, (level, sign)): (usize, (_, &str))| SignAnswer {
        level,
        sign: sign.to_owned(),
        felt: felt(n),
    };
    let check = SelfCheck {
        signs: plan.map(signs).unwrap_or_default().into_iter().enumerate().map(answer).collect(),
        words: "I had put off ringing Ida. I rang her tonight.".into(),
    };
    let client = clinic
        .everybody_in_the_demo()?
        .into_iter()
        .find(|who| who.is_outside() && who.name == walk.client);
    let client = client.ok_or(Problem::NotYours)?;
    let actor = clinic.through_demo_door(&clinic.demo_door(client.id)?)?.actor;
    let own: Access<TheOwnCourse, Write> = clinic.may(&actor, walk.course, "check")?;
    let items = [1, 1, 1, 1, 0, 0, 1, 0, 0].map(Some).to_vec();
    let items = clinic.self_check_measured().then_some(items);
    clinic.check_self(&own, Uuid::new_v4(), (CheckAt::OneMonth, check), items)?;
    walk.on(123);
    let what = "Read on the day after. She had rung Ida by herself: nothing more is needed.".into();
    walk.act(Command::HearSelfCheck { at: CheckAt::OneMonth, what })
}

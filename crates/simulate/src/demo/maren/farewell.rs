//! The documents of the last session: the ending, the plan, the outcome.

use clinic::Problem;
use ipt::{
    document::{
        Ending, Outcome, RelapsePlan,
        outcome::{MaintenanceDecision, Result as Outcomes},
    },
    goal::{GoalProgress, GoalStatus},
};
use jiff::civil::Date;

use super::lines;
use crate::walk::{Walk, later};

/// How far the goals have come, in the order in which they were set.
pub(super) fn goals_rated(walk: &Walk<'_>) -> Result<(), Problem> {
    let last = [
        (8, "Most Sundays now, walking; what I start to say I finish. 8 of 10."),
        (10, "Decided and done: supply teaching, from the first Monday of term."),
        (2, "Two of two: Lien, and Marit from the choir; both rung."),
    ];
    for (goal, (rating, evidence)) in walk.course_now()?.goals.iter().zip(last) {
        let progress = GoalProgress {
            session: Some(12),
            rating: Some(rating),
            status: Some(GoalStatus::Reached),
            evidence: evidence.into(),
        };
        walk.rate(goal.id, progress)?;
    }
    Ok(())
}

pub(super) fn ending() -> Ending {
    Ending {
        feelings: "Sad, a little afraid, and proud. “I did not know that an ending could be \
                   talked about.”"
            .into(),
        sadness_or_relapse: "The dip at session 10 came with the count-down and went when it was \
                             named; sleep and appetite held."
            .into(),
        gains: lines(&[
            "you sleep and you sing again",
            "you say to Jonas what you need before the silence comes",
            "you have decided about work",
            "there are two people here whom you ring",
        ]),
        clients_account: "I had to be allowed to miss it before I could want anything here".into(),
        skills: lines(&["noticing the silence early", "asking for one thing in one sentence"]),
        unfinished: "the talk with Greta about expectations can wait until spring".into(),
        letter: String::new(),
    }
}

pub(super) fn relapse_plan(day: Date) -> RelapsePlan {
    RelapsePlan {
        signs_watch: lines(&["I put off ringing Ida", "I wake at four two nights running"]),
        signs_act: lines(&[
            "I go silent with Jonas for more than a day",
            "I call off the choir twice",
        ]),
        signs_urgent: lines(&["I think that they would be better off without me"]),
        triggers: lines(&["School holidays", "Jonas away for work", "November"]),
        what_helped: lines(&[
            "Saying what I miss",
            "One thing a week that is mine",
            "Talking on Sundays, walking",
        ]),
        skills: lines(&["Noticing the silence early", "Asking for one thing in one sentence"]),
        people_to_tell: lines(&[
            "Jonas: walk with me, do not fix it",
            "Ida: ring me, also when I do not",
            "Lien: take me along",
        ]),
        daily_anchors: lines(&["Up at seven", "Out before noon", "Singing, even badly"]),
        medication_and_prescriber: "None. Dr. Osei knows of this plan.".into(),
        re_entry: "I ring the practice; a talk within two weeks.".into(),
        crisis_contacts: lines(&["112", "116 123"]),
        others_may_notice: "Jonas: I stop humming.".into(),
        check_1_month: Some(later(day, 30)),
        check_3_months: Some(later(day, 91)),
        check_6_months: Some(later(day, 182)),
        unfinished_goals: "Greta, in spring.".into(),
        agreed_on: Some(day),
        copies_to: "Maren, Jonas, Dr. Osei".into(),
        ..RelapsePlan::default()
    }
}

pub(super) fn outcome() -> Outcome {
    Outcome {
        result: Some(Outcomes::Remission),
        in_clients_words: "I live here now. Some days I even like it.".into(),
        account: "PHQ-9 18 to 4, GAD-7 13 to 4 over twelve sessions. Nothing is said of causes."
            .into(),
        maintenance: Some(MaintenanceDecision::Agreed),
        maintenance_reason: "Second episode, first winter in the new place.".into(),
        ..Outcome::default()
    }
}

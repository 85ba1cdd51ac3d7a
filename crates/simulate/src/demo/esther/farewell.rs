//! Esther's last sessions, what she takes along, and the two sessions after the move.

use clinic::Problem;
use ipt::{
    Command,
    document::{
        Ending, Maintenance, Outcome, RelapsePlan,
        contract::Frequency,
        outcome::{MaintenanceDecision, Result as Outcomes},
    },
    goal::{GoalProgress, GoalStatus},
    session::{AnswerKind, SessionNote, SessionNumber},
};
use jiff::civil::Date;

use super::{
    super::{lines, session::sessions},
    People, told, work,
};
use crate::walk::{Walk, later};

pub(super) fn farewell(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    sessions(walk, 14, &told::PARTING, &[])?;
    let day = walk.on(105);
    walk.record(work::settled(people))?;
    walk.record(ending())?;
    walk.record(plan(day))?;
    walk.record(outcome())?;
    goals_rated(walk)?;
    walk.record(Maintenance {
        aim: "To stay well over the move, and to keep saying it before the coat is off.".into(),
        focus_in_words: "Klara and I, two streets apart.".into(),
        frequency: Some(Frequency::Monthly),
        sessions: Some(2),
        starts_on: Some(later(day, 28)),
        ends_on: Some(later(day, 60)),
        step_up_trigger: "Two of the signs under “act”, or a PHQ-9 of 10 or more.".into(),
        agreed_with_client: Some(true),
        medication_needed_for_remission: Some(false),
        ..Maintenance::default()
    })?;
    walk.act(Command::BeginMaintenance)?;
    met_again(walk)?;
    walk.act(Command::Close)
}

fn ending() -> Ending {
    Ending {
        feelings: "Cross for a week, then sad, then busy tuning a fork to give away.".into(),
        sadness_or_relapse: "Slept and worked through the last weeks; the low did not come along: \
                             sadness."
            .into(),
        gains: lines(&[
            "you say to Klara what you count on, and she says it to you",
            "you steer on Saturdays",
            "you hear fifths again, nine pianos a week",
        ]),
        clients_account: "I kept my coat on until somebody had asked".into(),
        skills: lines(&["asking before the yes", "one sentence with a wish in it"]),
        unfinished: "a letter to Arne can wait until you want to write it".into(),
        letter: String::new(),
    }
}

fn plan(day: Date) -> RelapsePlan {
    RelapsePlan {
        signs_watch: lines(&["The wireless stays off for three days", "I say yes before the end"]),
        signs_act: lines(&["I call off the boat twice", "I wake at four for a week"]),
        signs_urgent: lines(&["I think that I am a burden to all of them"]),
        triggers: lines(&["The week of the move", "The first birthday in two houses"]),
        what_helped: lines(&["A sheet of paper between us", "The workshop with the door shut"]),
        skills: lines(&["Asking before the yes", "One sentence with a wish in it"]),
        people_to_tell: lines(&["Mercy: ask me twice", "Klara: sit down with me"]),
        daily_anchors: lines(&["One string in tune before ten", "Out of the house at noon"]),
        medication_and_prescriber: "None. Dr. Varga knows of this plan.".into(),
        re_entry: "I ring the practice; a talk within two weeks.".into(),
        crisis_contacts: lines(&["112", "116 123"]),
        others_may_notice: "Joss: I stop making puns.".into(),
        check_1_month: Some(later(day, 30)),
        unfinished_goals: "The letter to Arne.".into(),
        agreed_on: Some(day),
        copies_to: "Esther, Mercy, Dr. Varga".into(),
        ..RelapsePlan::default()
    }
}

fn outcome() -> Outcome {
    Outcome {
        result: Some(Outcomes::Remission),
        in_clients_words: "We quarrel now, and then there is supper.".into(),
        account: "PHQ-9 16 to 4, GAD-7 11 to 3 over sixteen sessions. Nothing is said of causes."
            .into(),
        maintenance: Some(MaintenanceDecision::Agreed),
        maintenance_reason: "Klara moves in summer; over that week she wishes to have somebody."
            .into(),
        ..Outcome::default()
    }
}

fn goals_rated(walk: &Walk<'_>) -> Result<(), Problem> {
    let last = [
        (8, GoalStatus::Reached, "The sheet is in its third month, in two hands."),
        (3, GoalStatus::Reached, "Three Saturdays of four, and Klara knew them."),
    ];
    for (goal, (rating, status, evidence)) in walk.course_now()?.goals.iter().zip(last) {
        let progress = GoalProgress {
            session: Some(16),
            rating: Some(rating),
            status: Some(status),
            evidence: evidence.into(),
        };
        walk.rate(goal.id, progress)?;
    }
    Ok(())
}

/// Two sessions, a month apart, over the move.
fn met_again(walk: &Walk<'_>) -> Result<(), Problem> {
    for (n, days, phq, gad, opening, link, text) in [
        (
            1,
            135,
            [1, 1, 1, 1, 0, 1, 0, 0, 0],
            4,
            "The rooms are very tidy. I hate it.",
            "The first tidy evening, and ringing Mercy before nine.",
            "The move was helped with, and wept over, and paid for with soup. The plan was used: \
             a sign was there for two days, and she told Mercy.",
        ),
        (
            2,
            163,
            [0, 1, 1, 1, 0, 0, 0, 0, 0],
            3,
            "On Wednesdays she asks. Every time. I have told her that she may stop.",
            "Being asked, and a song on the way home.",
            "What to do if it comes back was said by her. The weekly sheet has become a message.",
        ),
    ] {
        let day = walk.on(days);
        walk.open(day)?;
        let number = SessionNumber::Maintenance(n);
        walk.phq(number, day, phq)?;
        walk.gad(number, day, gad)?;
        let note = SessionNote {
            opening_answer: opening.into(),
            answer_kind: Some(AnswerKind::Event),
            link_text: link.into(),
            linked_to_focus: Some(true),
            note: text.into(),
            risk: "Asked: no thoughts.".into(),
            risk_disclosed: Some(false),
            sessions_left_said: Some(true),
            minutes: Some(50),
            attendees: walk.client.clone(),
            ..SessionNote::default()
        };
        walk.note(number, note)?;
    }
    Ok(())
}

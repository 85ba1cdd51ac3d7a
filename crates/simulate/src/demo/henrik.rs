//! Henrik, 41: few people, for as long as he remembers. Interpersonal deficits; twelve sessions,
//! from the first look back to the goodbye.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Command,
    document::{
        Ending, MidReview, Outcome, RelapsePlan,
        outcome::{MaintenanceDecision, Result as Outcomes},
    },
    goal::{GoalProgress, GoalStatus},
    homework::Tried,
    timeline::LifeEvent,
};
use jiff::civil::Date;

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    lines,
    session::{Task, sessions},
};
use crate::walk::{Walk, later};

mod agreement;
mod beginning;
mod ties;
mod told;

const REMEMBERED: [Remembered<'static>; 3] = [
    (
        11_000,
        LifeEvent::Move,
        "The third school in four years",
        "After that I did not learn the names.",
    ),
    (5_400, LifeEvent::Other, "Two years of chess at the café", "It closed. Nobody had numbers."),
    (240, LifeEvent::Symptoms, "Stops going to the reading room at noon", "Nothing had happened."),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second, third, fourth] = &told::INITIAL;
    sessions(&walk, 1, std::slice::from_ref(first), &[])?;
    understood(&walk, &beginning)?;
    sessions(&walk, 2, std::slice::from_ref(second), &[])?;
    walk.record(beginning.sick_role)?;
    people(&walk, walk.on(7), beginning::near())?;
    sessions(&walk, 3, std::slice::from_ref(third), &[])?;
    timeline(&walk, &REMEMBERED, &[(240, 4), (120, 6), (1, 7)])?;
    sessions(&walk, 4, std::slice::from_ref(fourth), &[])?;
    agreed(&walk, agreement::agreement())?;
    walk.record(ties::at_first())?;
    sessions(&walk, 5, &told::LOOKING_BACK, &tasks())?;
    walk.record(mid_review(walk.on(35)))?;
    walk.record(ties::half_way(walk.start))?;
    sessions(&walk, 7, &told::STEPS, &tasks())?;
    walk.act(Command::RaiseEnding {
        words: "“Four more, and this is a goodbye that is said.” “Nobody has said one to me \
                before,” he answered. “They moved, or the place closed.”"
            .into(),
    })?;
    sessions(&walk, 9, &told::ENDING, &tasks())?;
    farewell(&walk)
}

fn tasks() -> [Task<'static>; 4] {
    let task = |session, what, confidence, went| Task {
        session,
        what,
        with_whom: None,
        when: "On a working day",
        confidence,
        obstacle: "That I will not know how to stop",
        went: Some(went),
    };
    [
        task(
            5,
            "Greet the porter by name, and stay for one more sentence.",
            6,
            (Tried::Tried, "His name is Aksel. He has a canary."),
        ),
        task(
            7,
            "Eat in the canteen once, at a table where somebody sits.",
            4,
            (Tried::Partly, "Sat one table away. Ingrid waved; I waved with the fork."),
        ),
        task(
            8,
            "Ask Ingrid one question about the exhibition.",
            5,
            (Tried::Tried, "She talked for twenty minutes. I asked a second one."),
        ),
        task(
            10,
            "Go to the chess evening, and stay for one game.",
            5,
            (Tried::Tried, "Two games, lost both. They asked whether I come again."),
        ),
    ]
}

fn mid_review(held_on: Date) -> MidReview {
    MidReview {
        held_on: Some(held_on),
        change_in_clients_words: "I know four names more than in spring.".into(),
        change_in_therapists_view: "PHQ-9 from 14 to 9. From no contact in a week to two. He \
                                    waits for the first no, and often hears it where none is."
            .into(),
        goals_so_far: "One person at work: begun. Chess: not yet.".into(),
        working_together: "He tells me now when I was too quick; the first time it took him a \
                           week."
            .into(),
        focus_still_right: Some(true),
        what_to_change: "Less looking back, more steps; the ending earlier than usual.".into(),
        sessions_left_said: Some(true),
    }
}

fn farewell(walk: &Walk<'_>) -> Result<(), Problem> {
    let day = walk.on(77);
    walk.record(ties::at_the_end(walk.start))?;
    walk.record(Ending {
        feelings: "Heavy, and surprised that it is allowed to be.".into(),
        sadness_or_relapse: "Low for two days after the ending was raised; slept, and went to \
                             chess all the same: sadness."
            .into(),
        gains: lines(&["you eat at a table with others", "you know whom to ask for a game"]),
        clients_account: "I stopped leaving before they could".into(),
        skills: lines(&["one more sentence", "asking back before believing a no"]),
        unfinished: "a letter to Aunt Solveig".into(),
        letter: String::new(),
    })?;
    walk.record(RelapsePlan {
        signs_watch: lines(&["I eat at the desk again, three days running"]),
        signs_act: lines(&["Two weeks without a chess evening"]),
        signs_urgent: lines(&["I think that nobody would notice"]),
        what_helped: lines(&["Small steps, written down", "Being told that it was missed"]),
        people_to_tell: lines(&["Ingrid: ask me to lunch"]),
        re_entry: "I ring the practice; a talk within two weeks.".into(),
        crisis_contacts: lines(&["112", "116 123"]),
        check_1_month: Some(later(day, 30)),
        agreed_on: Some(day),
        copies_to: "Henrik".into(),
        ..RelapsePlan::default()
    })?;
    walk.record(Outcome {
        result: Some(Outcomes::Response),
        in_clients_words: "There is somebody on Thursdays.".into(),
        account: "PHQ-9 14 to 7 over twelve sessions. Nothing is said of causes.".into(),
        maintenance: Some(MaintenanceDecision::NotWanted),
        maintenance_reason: "He would like to see how Thursdays carry; he knows the way back."
            .into(),
        ..Outcome::default()
    })?;
    for goal in &walk.course_now()?.goals {
        walk.rate(
            goal.id,
            GoalProgress {
                session: Some(12),
                rating: Some(7),
                status: Some(GoalStatus::Reached),
                evidence: "Ingrid at lunch, chess on Thursdays.".into(),
            },
        )?;
    }
    walk.act(Command::Close)
}

//! Niamh, 34: her brother died twenty months ago, and she had everybody else to see to. Grief;
//! twelve sessions, from the first to the goodbye.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Command, PersonId,
    document::{
        Ending, GriefWork, MidReview, Outcome, RelapsePlan,
        grief_work::GriefSign,
        outcome::{MaintenanceDecision, Result as Outcomes},
    },
    goal::{GoalProgress, GoalStatus},
    homework::Tried,
    technique::{ActOrBear, EncouragementOfAffect},
    timeline::LifeEvent,
};
use jiff::civil::Date;

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    lines,
    session::{Task, recorded, sessions},
};
use crate::walk::{Walk, later};

mod agreement;
mod beginning;
mod told;

const REMEMBERED: [Remembered<'static>; 4] = [
    (600, LifeEvent::Death, "Eoin dies on his morning run", "I drove our mother. I packed bread."),
    (590, LifeEvent::Other, "The funeral", "I held the list of who stood where."),
    (420, LifeEvent::Other, "Stops going into the sea on Sundays", "It was ours."),
    (
        235,
        LifeEvent::Other,
        "The first anniversary",
        "I took an extra shift. Then I could not stop.",
    ),
];

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let beginning = beginning::beginning();
    let walk = accepted(clinic, clock, therapist, start, &beginning)?;
    let [first, second, later_two @ ..] = &told::INITIAL;
    sessions(&walk, 1, std::slice::from_ref(first), &[])?;
    understood(&walk, &beginning)?;
    sessions(&walk, 2, std::slice::from_ref(second), &[])?;
    walk.record(beginning.sick_role)?;
    let known = people(&walk, walk.on(7), beginning::near(start))?;
    sessions(&walk, 3, later_two, &[])?;
    timeline(&walk, &REMEMBERED, &[(420, 2), (235, 5), (90, 6), (1, 7)])?;
    agreed(&walk, agreement::agreement(&known))?;
    let eoin = known.first().copied();
    walk.record(at_first(eoin))?;
    let tasks = tasks(known.get(2).copied());
    sessions(&walk, 5, &told::MOURNING, &tasks)?;
    wept(&walk, eoin)?;
    walk.record(mid_review(walk.on(35)))?;
    walk.record(seen_whole(eoin))?;
    sessions(&walk, 7, &told::RETURNING, &tasks)?;
    walk.act(Command::RaiseEnding {
        words: "“Three more, and a goodbye that we both know of.” “I have only had the other \
                kind,” she said."
            .into(),
    })?;
    sessions(&walk, 10, &told::ENDING, &tasks)?;
    farewell(&walk)
}

/// After the formulation.
fn at_first(eoin: Option<PersonId>) -> GriefWork {
    GriefWork {
        lost: "Eoin".into(),
        people: eoin.into_iter().collect(),
        before: "Two years between them. The sea on Sundays, in any weather.".into(),
        how_it_happened: "His heart, on a morning run; nobody had known of it.".into(),
        how_it_was_heard: "By Luca, on the telephone, between two patients. She finished the \
                           second one."
            .into(),
        after: "She saw to their mother, the papers, the list. At the anniversary it stopped \
                working."
            .into(),
        signs: vec![GriefSign::LittleMourning, GriefSign::Anniversary, GriefSign::Restless],
        avoided: lines(&["The slipway", "His last voice message", "Luca"]),
        good: lines(&["Made everybody brave", "Sang to dogs"]),
        ..GriefWork::default()
    }
}

/// Half way.
fn seen_whole(eoin: Option<PersonId>) -> GriefWork {
    GriefWork {
        unsaid: "That she did not ring back on the Saturday. And: you might have seen a doctor."
            .into(),
        avoided: lines(&["The slipway"]),
        feelings: "Longing, anger, guilt about one call; lately warmth".into(),
        hard: lines(&["Late for all of it", "Let her do the serious part, always"]),
        whole: "Brave, late, funny, and he left the forms to her.".into(),
        interests: lines(&["The sea, knees first", "The choir of the surgery, for the jokes"]),
        turning_to: "Luca; Safiya at home; her mother, without a list".into(),
        first_step: "Write to Luca".into(),
        ..at_first(eoin)
    }
}

/// Session 6: the call that she did not return.
fn wept(walk: &Walk<'_>, eoin: Option<PersonId>) -> Result<(), Problem> {
    recorded(
        walk,
        6,
        EncouragementOfAffect {
            shift: "Her voice went flat at the word Saturday".into(),
            named_as: "Guilt, she said; then: “No. I miss being rung.”".into(),
            person: eoin,
            stayed_with: Some(true),
            tells_you: "“That I want somebody to ring who knew him.”".into(),
            act_or_bear: Some(ActOrBear::Act),
            how: "Write to Luca; the missing is to be borne".into(),
        },
    )
}

fn mid_review(held_on: Date) -> MidReview {
    MidReview {
        held_on: Some(held_on),
        change_in_clients_words: "I cry, and then I am hungry.".into(),
        change_in_therapists_view: "PHQ-9 from 15 to 9. She speaks of Eoin with anger and with \
                                    laughter; longing comes in waves and lets go. Looked at \
                                    again: no prolonged grief disorder."
            .into(),
        goals_so_far: "The message: heard, with company. The sea: not yet.".into(),
        working_together: "She would like to be stopped when she begins to look after me.".into(),
        focus_still_right: Some(true),
        what_to_change: "From now on also those who are here.".into(),
        sessions_left_said: Some(true),
    }
}

fn tasks(luca: Option<PersonId>) -> [Task<'static>; 3] {
    let task = |session, what, with_whom, when, confidence, obstacle, went| Task {
        session,
        what,
        with_whom,
        when,
        confidence,
        obstacle,
        went: Some(went),
    };
    [
        task(
            5,
            "Hear his message, with Safiya in the next room.",
            None,
            "Sunday evening",
            4,
            "That it is only eleven seconds",
            (Tried::Tried, "He says “ring me, you eejit”. We heard it twice."),
        ),
        task(
            7,
            "Write to Luca, three lines.",
            luca,
            "Before the weekend",
            5,
            "A year and a half of not writing",
            (Tried::Tried, "He answered in four minutes. He had three drafts to me."),
        ),
        task(
            8,
            "Walk down the slipway with Luca, with shoes on.",
            luca,
            "Sunday, low water",
            5,
            "The third step, where he always counted",
            (Tried::Partly, "To the second step. Then chips on the wall."),
        ),
    ]
}

fn farewell(walk: &Walk<'_>) -> Result<(), Problem> {
    let day = walk.on(77);
    walk.record(Ending {
        feelings: "Sad, and steady on it.".into(),
        sadness_or_relapse: "Wept twice this week, slept and ate: sadness.".into(),
        gains: lines(&[
            "you speak of Eoin, the brave and the late",
            "you and Luca ring each other on Saturdays",
            "you have been in the sea, up to the neck",
        ]),
        clients_account: "I put down the list and there he was".into(),
        skills: lines(&["letting a wave come", "asking for company before a hard day"]),
        unfinished: "his bicycle may stay in the hall".into(),
        letter: String::new(),
    })?;
    walk.record(RelapsePlan {
        signs_watch: lines(&["I take two extra shifts in a week"]),
        signs_act: lines(&["I do not answer Luca", "I wake at five for a week"]),
        signs_urgent: lines(&["I think that it should have been me"]),
        triggers: lines(&["His birthday", "The anniversary", "Somebody's heart on the radio"]),
        what_helped: lines(&["Saying his name", "Cold water", "Company on hard days"]),
        people_to_tell: lines(&["Safiya: sit in the next room", "Luca: ring me"]),
        re_entry: "I ring the practice; a talk within two weeks.".into(),
        crisis_contacts: lines(&["112", "116 123"]),
        check_1_month: Some(later(day, 30)),
        agreed_on: Some(day),
        copies_to: "Niamh, Safiya".into(),
        ..RelapsePlan::default()
    })?;
    walk.record(Outcome {
        result: Some(Outcomes::Remission),
        in_clients_words: "He is dead every day, and on some of them it is a nice day.".into(),
        account: "PHQ-9 15 to 4 over twelve sessions. Nothing is said of causes.".into(),
        maintenance: Some(MaintenanceDecision::NotWanted),
        maintenance_reason: "She has people for the hard days, and knows the way back.".into(),
        ..Outcome::default()
    })?;
    for goal in &walk.course_now()?.goals {
        let progress = GoalProgress {
            session: Some(12),
            rating: Some(8),
            status: Some(GoalStatus::Reached),
            evidence: "Luca on Saturdays, and the sea on two Sundays.".into(),
        };
        walk.rate(goal.id, progress)?;
    }
    walk.act(Command::Close)
}

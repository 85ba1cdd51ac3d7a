//! Geoffrey, 71: his wife died fourteen months ago. Grief, later life, near the end.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Command, PersonId,
    document::{Ending, MidReview},
    homework::Tried,
    timeline::LifeEvent,
};
use jiff::civil::{Date, time};

use super::{
    course::{Remembered, accepted, agreed, people, timeline, understood},
    lines,
    session::{Task, booked, sessions},
};
use crate::walk::Walk;

mod agreement;
mod beginning;
mod inventory;
mod loss;
mod told;

const REMEMBERED: [Remembered<'static>; 4] = [
    (
        455,
        LifeEvent::Illness,
        "Margaret's pain can no longer be hidden",
        "She had kept it from me. I drove too fast to the hospital.",
    ),
    (
        420,
        LifeEvent::Death,
        "Margaret dies, on the third night",
        "I carried the chairs at the funeral. Somebody had to.",
    ),
    (
        310,
        LifeEvent::Other,
        "Their wedding day, the first without her",
        "I polished the silver. Then nothing, for weeks.",
    ),
    (200, LifeEvent::Change, "Gives up the accounts of the bowls club", "The figures swam."),
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
    let known = people(&walk, walk.on(7), inventory::near(start))?;
    sessions(&walk, 3, later_two, &[])?;
    timeline(&walk, &REMEMBERED, &[(420, 2), (300, 5), (150, 6), (1, 7)])?;
    agreed(&walk, agreement::agreement(&known))?;
    walk.record(loss::at_first(known.first().copied()))?;
    worked(&walk, &known)
}

/// The middle and what there is of the ending.
fn worked(walk: &Walk<'_>, known: &[PersonId]) -> Result<(), Problem> {
    let helen = known.get(1).copied();
    sessions(walk, 5, &told::GRIEVING, &tasks(helen))?;
    walk.record(mid_review(walk.on(49)))?;
    walk.record(loss::seen_whole(known.first().copied()))?;
    sessions(walk, 9, &told::RETURNING, &tasks(helen))?;
    walk.act(Command::RaiseEnding {
        words: "“Three more, and I should like us to say goodbye properly.” “Yes,” he said. “That \
                one I missed.”"
            .into(),
    })?;
    sessions(walk, 14, &told::ENDING, &tasks(helen))?;
    walk.record(ending())?;
    booked(walk, 105, time(14, 0, 0, 0))
}

fn mid_review(held_on: Date) -> MidReview {
    MidReview {
        held_on: Some(held_on),
        change_in_clients_words:
            "I can say her name at table. I sleep in the bed again, on my side.".into(),
        change_in_therapists_view:
            "PHQ-9 from 18 to 10. He speaks of Margaret with anger and with laughter. Longing \
             comes in waves and lets go again; looked at once more, it is not prolonged grief \
             disorder."
                .into(),
        goals_so_far: "Helen and he talk on Tuesdays. The green is still to come.".into(),
        working_together: "He would like to be stopped when he begins to be polite about it."
            .into(),
        focus_still_right: Some(true),
        what_to_change: "From now on also the people who are here: the club, Roy.".into(),
        sessions_left_said: Some(true),
    }
}

fn ending() -> Ending {
    Ending {
        feelings:
            "Sad, and less afraid of it than he had thought. “One does not get many goodbyes \
             with notice.”"
                .into(),
        sadness_or_relapse:
            "Weeping at home without the cold in the chest, eating and sleeping as before: \
             sadness."
                .into(),
        gains: lines(&[
            "you speak of Margaret, the sea and the burnt pan",
            "you go to the green on Thursdays",
            "you cook, and eat what you have cooked",
        ]),
        clients_account: "I stopped being polite about it".into(),
        skills: lines(&[
            "telling Helen before Tuesday is over",
            "letting a wave come and waiting for its end",
        ]),
        unfinished: "her sewing room may stay as it is until you and Helen choose a day".into(),
        letter: String::new(),
    }
}

fn tasks(helen: Option<PersonId>) -> [Task<'static>; 5] {
    [
        Task {
            session: 5,
            what: "Ask Helen what she remembers of that week.",
            with_whom: helen,
            when: "Tuesday, over tea",
            confidence: 5,
            obstacle: "She will think that I am not coping",
            went: Some((Tried::Tried, "She had been waiting to be asked. We sat until dark.")),
        },
        Task {
            session: 6,
            what: "Choose three photographs, one of them a bad day.",
            with_whom: None,
            when: "Any evening, with the lamp on",
            confidence: 6,
            obstacle: "The box is on her side of the wardrobe",
            went: Some((Tried::Tried, "Took two evenings. The burnt pan made the final.")),
        },
        Task {
            session: 9,
            what: "Stand at the green again, and stay for the tea.",
            with_whom: None,
            when: "Thursday",
            confidence: 6,
            obstacle: "Being asked how I am",
            went: Some((Tried::Tried, "Stan handed me a bowl before I could think of a reason.")),
        },
        Task {
            session: 11,
            what: "Cook one of her dishes, and eat it at the table.",
            with_whom: None,
            when: "Sunday",
            confidence: 7,
            obstacle: "There is no recipe; she never wrote one",
            went: Some((Tried::Partly, "Cooked it, wrongly. Ate it standing, then sat down.")),
        },
        Task {
            session: 14,
            what: "Write the last line to Margaret, to be read here.",
            with_whom: None,
            when: "Before we meet again",
            confidence: 7,
            obstacle: "That it is the last",
            went: None,
        },
    ]
}

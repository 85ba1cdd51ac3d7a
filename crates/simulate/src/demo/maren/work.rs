//! The silence on Sunday, line by line, and the decision about work.

use clinic::Problem;
use ipt::{
    Command, DecisionId, IncidentId,
    communication::{CommunicationAnalysis, Fault, Speaker, Turn},
    decision::{DecisionAnalysis, DecisionOption},
    homework::Tried,
    incident::Incident,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::People;
use crate::walk::{Walk, later};

/// The incident of session 6, with its replay.
pub(super) fn sunday(walk: &Walk<'_>, people: &People, day: Date) -> Result<IncidentId, Problem> {
    let incident = IncidentId(Uuid::new_v4());
    let content = Incident {
        what: "Flats nearer the river".into(),
        on: Some(later(day, -3)),
        people: vec![people.jonas],
        setting: "At the kitchen table, after Sunday lunch".into(),
        trigger: "Jonas opened the page with flats to rent".into(),
        feelings: "Small, then numb".into(),
        before: Some(5),
        after: Some(2),
        wish: "That he asks whether I want to stay in this town at all.".into(),
        result: "He read, I washed up for an hour. Two grey days.".into(),
        typical: Some(true),
    };
    walk.act(Command::NoteIncident { incident, content })?;
    walk.act(Command::AnalyseCommunication { incident, content: replay() })?;
    Ok(incident)
}

/// What came of it by session 7.
pub(super) fn tried(walk: &Walk<'_>, incident: IncidentId) -> Result<(), Problem> {
    let content = CommunicationAnalysis {
        tried: Some(Tried::Partly),
        went: "Said at the door, too fast. He stopped, and he heard it.".into(),
        ..replay()
    };
    walk.act(Command::AnalyseCommunication { incident, content })
}

fn replay() -> CommunicationAnalysis {
    CommunicationAnalysis {
        exchange: exchange(),
        outcome: "Nobody was angry, and nothing was said until Tuesday.".into(),
        mood_after: Some(2),
        lost: "He asked about flats; she answered about staying. Each waited for the other \
                   to say it."
            .into(),
        another_version: "“Before we look at flats I need ten minutes. I do not know yet \
                              whether I want to stay here. Will you hear that without planning?”"
            .into(),
        rehearsed: Some(true),
        try_when: "Next Sunday, walking".into(),
        confidence: Some(4),
        ..CommunicationAnalysis::default()
    }
}

fn exchange() -> Vec<Turn> {
    vec![
        Turn {
            speaker: Some(Speaker::Other),
            said: "Shall we look at flats nearer the river?".into(),
            tone: "Cheerful".into(),
            thought_they_meant: "It is settled, we stay.".into(),
            ..Turn::default()
        },
        Turn {
            speaker: Some(Speaker::Client),
            said: "If you like.".into(),
            tone: "Flat".into(),
            felt: "Left out of my own life".into(),
            meant: "Ask me whether I want to stay.".into(),
            thought_they_meant: "She does not mind either way.".into(),
            faults: vec![Fault::Indirect, Fault::NoRequest],
        },
        Turn {
            speaker: Some(Speaker::Other),
            said: "Good, I will write to two of them.".into(),
            tone: "Relieved, eyes on the telephone".into(),
            ..Turn::default()
        },
        Turn {
            speaker: Some(Speaker::Client),
            said: "(She gets up and washes the plates.)".into(),
            felt: "Angry, and ashamed to be".into(),
            meant: "You should have seen that I am sad.".into(),
            thought_they_meant: "She is tired.".into(),
            faults: vec![Fault::Silent, Fault::MindRead],
            tone: "Nothing said".into(),
        },
    ]
}

/// The decision of session 8.
pub(super) fn about_work(walk: &Walk<'_>) -> Result<DecisionId, Problem> {
    let decision = DecisionId(Uuid::new_v4());
    walk.act(Command::WeighDecision { decision, content: weighed() })?;
    Ok(decision)
}

/// How it turned out by session 9.
pub(super) fn rung(walk: &Walk<'_>, decision: DecisionId) -> Result<(), Problem> {
    let review = "Rung on Monday; three days a week from the new term.".into();
    let content = DecisionAnalysis { review, ..weighed() };
    walk.act(Command::WeighDecision { decision, content })
}

fn weighed() -> DecisionAnalysis {
    let option =
        |what: &str, feasible, self_soon: &str, self_later: &str, others: &str| DecisionOption {
            what: what.into(),
            feasible: Some(feasible),
            self_soon: self_soon.into(),
            self_later: self_later.into(),
            others_soon: others.into(),
            ..DecisionOption::default()
        };
    let supply = option(
        "Supply teaching from the new term",
        8,
        "Nervous, and among children again",
        "I learn the schools here before I choose one",
        "Jonas is glad; two evenings are gone",
    );
    DecisionAnalysis {
        wanted: "To teach again, without pretending that nothing was lost.".into(),
        options: vec![
            option(
                "Leave it as it is until summer",
                9,
                "No risk",
                "The days stay long and the low feeds on them",
                "Jonas goes on carrying the rent",
            ),
            option(
                "Apply for a post of my own at once",
                4,
                "Frightened, and proud",
                "A place that is mine, or a second farewell",
                "Little time for anybody in the first year",
            ),
            DecisionOption { chosen: Some(true), ..supply },
        ],
        why: "It is teaching, and I can stop if the nights come back.".into(),
        first_step: "Ring the office of schools on Monday at ten.".into(),
        by_when: "Before session 9".into(),
        ..DecisionAnalysis::default()
    }
}

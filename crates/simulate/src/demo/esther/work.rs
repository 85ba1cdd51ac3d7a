//! Esther's work: the two sides of the dispute, the evening of the coats, and the way she chose.

use clinic::Problem;
use ipt::{
    Command, DecisionId, IncidentId,
    communication::{CommunicationAnalysis, Fault, Speaker, Turn},
    decision::{DecisionAnalysis, DecisionOption},
    document::{
        DisputeWork, MidReview,
        dispute_work::{Expectation, Side},
    },
    homework::Tried,
    incident::Incident,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{super::lines, People};
use crate::walk::{Walk, later};

/// After the formulation: what each expects.
pub(super) fn sides(people: &People) -> DisputeWork {
    let expects = |whose, what: &str, met, said_aloud, both| Expectation {
        whose: Some(whose),
        what: what.into(),
        met: Some(met),
        said_aloud: Some(said_aloud),
        expected_by_both: both,
    };
    let (own, hers) = (Side::Client, Side::Other);
    DisputeWork {
        about: "Who counts on whom, and until when".into(),
        with: vec![people.klara],
        began: "A month that was over and was not spoken of; then the evening of the coats.".into(),
        expectations: vec![
            expects(own, "That she asks before she counts on me", false, false, Some(false)),
            expects(own, "That we say until when", false, false, None),
            expects(own, "Saturday mornings for the boat", false, false, Some(false)),
            expects(own, "That Elias has us both", true, true, Some(true)),
            expects(hers, "That I say when it is too much", false, false, Some(false)),
            expects(hers, "That a mother's house is open", true, false, None),
        ],
        clients_values: "To give gladly, and to be asked.".into(),
        others_values: "Perhaps: not to be a burden, and not to have to ask.".into(),
        ..DisputeWork::default()
    }
}

/// Half way: what keeps it going, where else it happens, and the ways on.
pub(super) fn ways_on(people: &People) -> DisputeWork {
    DisputeWork {
        keeps_going: "She takes off her coat, Klara keeps out of the way; each takes it for an \
                      answer."
            .into(),
        elsewhere: "With Arne, for years; once in the boat.".into(),
        options: lines(&[
            "Leave it as it is",
            "A date for a flat",
            "A talk, with a sheet of paper",
        ]),
        to_try: "Ask Klara to sit down on Monday, when Elias sleeps.".into(),
        ..sides(people)
    }
}

/// At the end: what holds by now.
pub(super) fn settled(people: &People) -> DisputeWork {
    let mut sheet = ways_on(people);
    for expectation in &mut sheet.expectations {
        expectation.met = Some(true);
        expectation.said_aloud = Some(true);
    }
    DisputeWork { to_try: "The sheet on the fridge, each first of the month.".into(), ..sheet }
}

/// The evening of the coats.
pub(super) fn coats(walk: &Walk<'_>, people: &People) -> Result<IncidentId, Problem> {
    let incident = IncidentId(Uuid::new_v4());
    let content = Incident {
        what: "The evening of the coats".into(),
        on: Some(later(walk.start, -150)),
        people: vec![people.klara],
        setting: "On the stairs, half past six, both with their coats on".into(),
        trigger: "Each had taken it for granted that the other stayed in".into(),
        feelings: "Caught; then nothing at all".into(),
        before: Some(6),
        after: Some(2),
        wish: "That she asks me.".into(),
        result: "Esther stayed in. Quiet doors until Sunday, and really until now.".into(),
        typical: Some(true),
    };
    walk.act(Command::NoteIncident { incident, content })?;
    walk.act(Command::AnalyseCommunication { incident, content: replay() })?;
    Ok(incident)
}

/// What came of the other version, by session 9.
pub(super) fn said(walk: &Walk<'_>, incident: IncidentId) -> Result<(), Problem> {
    let content = CommunicationAnalysis {
        tried: Some(Tried::Tried),
        went: "Monday, at the table. She wept, and then she fetched a pen.".into(),
        ..replay()
    };
    walk.act(Command::AnalyseCommunication { incident, content })
}

fn replay() -> CommunicationAnalysis {
    let turn = |speaker, said: &str, tone: &str| Turn {
        speaker: Some(speaker),
        said: said.into(),
        tone: tone.into(),
        ..Turn::default()
    };
    CommunicationAnalysis {
        exchange: vec![
            Turn {
                felt: "Caught".into(),
                meant: "I want to go out too; ask me.".into(),
                thought_they_meant: "I should have told her".into(),
                faults: vec![Fault::Indirect, Fault::NoRequest],
                ..turn(Speaker::Client, "I thought you were in tonight.", "Light")
            },
            Turn {
                thought_they_meant: "She wants her evening, and I am in the way of it".into(),
                faults: vec![Fault::Indirect],
                ..turn(Speaker::Other, "I thought you were.", "Quiet")
            },
            Turn {
                felt: "Beaten".into(),
                meant: "See what I do for you.".into(),
                faults: vec![Fault::Silent, Fault::MindRead],
                ..turn(Speaker::Client, "(She takes off her coat.)", "Nothing said")
            },
        ],
        outcome: "Klara went out and was back in an hour. Neither asked.".into(),
        mood_after: Some(2),
        lost: "Both would have stayed in gladly, had they been asked.".into(),
        another_version:
            "“I would like to go out, and you too. Let us sit down on Monday and look \
                          at the week. I am glad of you, and I am tired.”"
                .into(),
        rehearsed: Some(true),
        try_when: "Monday, when Elias sleeps".into(),
        confidence: Some(5),
        ..CommunicationAnalysis::default()
    }
}

/// The decision of session 8.
pub(super) fn weighed(walk: &Walk<'_>) -> Result<DecisionId, Problem> {
    let decision = DecisionId(Uuid::new_v4());
    walk.act(Command::WeighDecision { decision, content: ways() })?;
    Ok(decision)
}

/// How it turned out by session 9.
pub(super) fn turned_out(walk: &Walk<'_>, decision: DecisionId) -> Result<(), Problem> {
    let review = "They sat until eleven. The sheet hangs on the fridge.".into();
    walk.act(Command::WeighDecision { decision, content: DecisionAnalysis { review, ..ways() } })
}

fn ways() -> DecisionAnalysis {
    let way =
        |what: &str, feasible, self_soon: &str, self_later: &str, others: &str| DecisionOption {
            what: what.into(),
            feasible: Some(feasible),
            self_soon: self_soon.into(),
            self_later: self_later.into(),
            others_soon: others.into(),
            ..DecisionOption::default()
        };
    let talk = way(
        "A talk, with a sheet of paper between us",
        6,
        "My heart in my throat",
        "I know what I am counted on for",
        "Klara may be hurt, or relieved",
    );
    DecisionAnalysis {
        wanted: "That we say what we count on, and stay fond of each other.".into(),
        options: vec![
            way("Leave it as it is", 9, "Quiet", "Quieter", "Klara goes on keeping out of the way"),
            way(
                "Name a date by which she finds a flat",
                4,
                "Air, and shame",
                "The rooms are mine and empty",
                "Klara would feel put out; Elias would be further off",
            ),
            DecisionOption { chosen: Some(true), ..talk },
        ],
        why: "It is the only one in which she is asked as well.".into(),
        first_step: "Say on Sunday that I would like to sit down on Monday.".into(),
        by_when: "Before session 9".into(),
        ..DecisionAnalysis::default()
    }
}

pub(super) fn mid_review(held_on: Date) -> MidReview {
    MidReview {
        held_on: Some(held_on),
        change_in_clients_words: "I hear fifths again. At home I still creep.".into(),
        change_in_therapists_view: "PHQ-9 from 16 to 10. She knows now what she does with her \
                                    coat. It is still an impasse, and she is less afraid of it."
            .into(),
        goals_so_far: "The talk: prepared. The boat: not yet.".into(),
        working_together: "She would like to be asked twice when she says that it is all right."
            .into(),
        focus_still_right: Some(true),
        what_to_change: "Now outside: the talk itself.".into(),
        sessions_left_said: Some(true),
    }
}

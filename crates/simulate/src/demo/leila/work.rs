//! The morning of the tins, line by line, and what might be done about the silence.

use clinic::Problem;
use ipt::{
    Command, DecisionId, IncidentId, PersonId,
    communication::{CommunicationAnalysis, Fault, Speaker, Turn},
    decision::{DecisionAnalysis, DecisionOption},
    document::{
        DisputeWork,
        dispute_work::{Expectation, Side},
    },
    incident::Incident,
};
use uuid::Uuid;

use crate::walk::{Walk, later};

/// After session 6; nothing is chosen yet.
pub(super) fn told(walk: &Walk<'_>, samira: Option<PersonId>) -> Result<(), Problem> {
    let incident = IncidentId(Uuid::new_v4());
    walk.act(Command::NoteIncident { incident, content: tins(walk, samira) })?;
    walk.act(Command::AnalyseCommunication { incident, content: replay() })?;
    walk.act(Command::WeighDecision { decision: DecisionId(Uuid::new_v4()), content: ways() })
}

/// What each wants of the other, as they put it side by side.
pub(super) fn sides(samira: Option<PersonId>) -> DisputeWork {
    let expects = |whose, what: &str, met, said_aloud, both| Expectation {
        whose: Some(whose),
        what: what.into(),
        met: Some(met),
        said_aloud: Some(said_aloud),
        expected_by_both: both,
    };
    DisputeWork {
        about: "Who decides in the bakery, and who is told".into(),
        with: samira.into_iter().collect(),
        began: "The father's will; one quarrel in the yard, and then silence.".into(),
        expectations: vec![
            expects(Side::Client, "That she asks me before she signs", false, false, Some(false)),
            expects(Side::Client, "That we sit down over the book each week", false, false, None),
            expects(Side::Client, "That the bread stays our father's", true, true, Some(true)),
            expects(Side::Other, "That I say that she leads", false, false, Some(false)),
            expects(Side::Other, "That the first trays are right", true, true, Some(true)),
        ],
        clients_values: "To be a partner, and asked.".into(),
        others_values: "Perhaps: to carry what he laid on her, without being contradicted.".into(),
        keeps_going: "Each waits for the other to speak first; the radio speaks for both.".into(),
        elsewhere: "At the Friday table too: she says nothing, and they should know.".into(),
        options: ["Ask for a talk after closing", "Leave it as it is", "Divide the shops"]
            .map(str::to_owned)
            .into(),
        to_try: String::new(),
    }
}

fn tins(walk: &Walk<'_>, samira: Option<PersonId>) -> Incident {
    Incident {
        what: "The tins on the lower shelf".into(),
        on: Some(later(walk.start, 26)),
        people: samira.into_iter().collect(),
        setting: "Five in the morning, only the two of them and the oven".into(),
        trigger: "The tins stood where Leila had not put them".into(),
        feelings: "Hot, then shaking".into(),
        before: Some(4),
        after: Some(1),
        wish: "That she asks me before she changes what is mine too.".into(),
        result: "The radio, louder. An hour of shaking.".into(),
        typical: Some(true),
    }
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
                felt: "Passed over".into(),
                meant: "Ask me.".into(),
                thought_they_meant: "Do not touch my order.".into(),
                faults: vec![Fault::Silent, Fault::Hostile, Fault::NoRequest],
                ..turn(Speaker::Client, "(She puts the tins back.)", "Loud")
            },
            Turn {
                thought_they_meant: "It is mine to arrange.".into(),
                faults: vec![Fault::MindRead],
                ..turn(Speaker::Other, "(She turns the radio up.)", "Her back to me")
            },
        ],
        outcome: "Not a word until the first customer.".into(),
        mood_after: Some(1),
        lost: "Everything: not one word was spoken, and both were sure of what the other meant."
            .into(),
        another_version: "“I want us to decide together where things stand, and about the second \
                          shop. When can we sit?”"
            .into(),
        rehearsed: Some(true),
        ..CommunicationAnalysis::default()
    }
}

fn ways() -> DecisionAnalysis {
    let way = |what: &str, feasible, self_soon: &str, self_later: &str, others_soon: &str| {
        DecisionOption {
            what: what.into(),
            feasible: Some(feasible),
            self_soon: self_soon.into(),
            self_later: self_later.into(),
            others_soon: others_soon.into(),
            ..DecisionOption::default()
        }
    };
    DecisionAnalysis {
        wanted: "To be asked, and not to lose my sister over it.".into(),
        options: vec![
            way(
                "Ask for a talk after closing",
                4,
                "Afraid for days",
                "We know where we stand",
                "Samira may shout, or may be relieved",
            ),
            way("Leave it as it is", 9, "Nothing happens", "The stone stays", "Yasmin has guessed"),
            way(
                "Divide the shops",
                3,
                "Air",
                "Two bakeries, and no sister at five in the morning",
                "Our mother would not speak to either of us",
            ),
        ],
        ..DecisionAnalysis::default()
    }
}

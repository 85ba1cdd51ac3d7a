//! Maren's work sheets, and the signs of progress that were marked.

use clinic::Problem;
use ipt::{
    Command,
    area::Marker,
    document::{
        BalanceSheet, DisputeWork,
        dispute_work::{Expectation, Side},
    },
    session::SessionNumber,
};

use super::{People, lines};
use crate::walk::Walk;

/// A sign of progress, with what showed it.
pub(super) fn seen(walk: &Walk<'_>, n: u32, marker: Marker, evidence: &str) -> Result<(), Problem> {
    let (session, evidence) = (SessionNumber::Acute(n), evidence.to_owned());
    walk.act(Command::MarkProgress { marker, session, evidence })
}

/// The first half of the silence: what each waits for. It is the focus beside the move.
pub(super) fn dispute(people: &People) -> DisputeWork {
    let expects = |whose, what: &str, both| Expectation {
        whose: Some(whose),
        what: what.into(),
        met: Some(false),
        said_aloud: Some(false),
        expected_by_both: Some(both),
    };
    DisputeWork {
        about: "Who asks whom what they want, since the move".into(),
        with: vec![people.jonas],
        expectations: vec![
            expects(Side::Client, "That he asks whether I want to stay", false),
            expects(Side::Client, "One evening without plans", true),
            expects(Side::Other, "That I say what I want by myself", false),
        ],
        keeps_going: "He plans, she says “if you like”; each takes it for an answer.".into(),
        options: lines(&["Say one sentence on Sunday", "Leave it until the summer"]),
        ..DisputeWork::default()
    }
}

/// The old role and the new, seen fairly.
pub(super) fn balance_sheet() -> BalanceSheet {
    BalanceSheet {
        old_role: "Teacher and second alto".into(),
        old_good: lines(&["The children by name", "Being good at it", "Thursdays with the choir"]),
        old_bad: lines(&["Marking until midnight", "The new deputy head"]),
        old_people: "Ida, Samir, the choir".into(),
        old_meaning: "I was somebody before I opened my mouth.".into(),
        how_it_ended: Some(ipt::document::balance_sheet::HowItEnded::ChosenSudden),
        new_role: "New in town".into(),
        new_feared: lines(&["Staying “Jonas's partner” for ever"]),
        new_good: lines(&["The river", "Lien's laugh through the wall"]),
        new_demands: lines(&["Ringing at doors"]),
        skills_missing: lines(&["Asking to be let in"]),
        feelings: "Grief, anger, and a small curiosity".into(),
        first_step: "Ring Ida on Wednesday".into(),
        confidence: Some(6),
        ..BalanceSheet::default()
    }
}

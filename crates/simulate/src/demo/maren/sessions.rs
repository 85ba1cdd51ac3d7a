//! Maren's middle, ending and maintenance sessions.

use clinic::Problem;
use ipt::{
    Command, DecisionId, HomeworkId, IncidentId,
    area::{DisputeStage, Marker, Strategy},
    homework::{Homework, HomeworkReview, Tried, Went},
    inventory::circle::Layout,
    session::{AnswerKind, SessionNote, SessionNumber, Technique},
    timeline::{LifeEvent, Moment},
};
use jiff::civil::Date;

use super::{
    People, mid_review,
    sheets::{balance_sheet, dispute, seen},
    techniques, work,
};
use crate::walk::Walk;

pub(super) fn note(opening: &str, link: &str, risk: &str, text: &str) -> SessionNote {
    SessionNote {
        opening_answer: opening.into(),
        answer_kind: Some(AnswerKind::Mood),
        link_text: link.into(),
        linked_to_focus: Some(!link.is_empty()),
        techniques: vec![Technique::NonDirectiveExploration],
        note: text.into(),
        risk: risk.into(),
        risk_disclosed: Some(false),
        sessions_left_said: Some(true),
        minutes: Some(50),
        attendees: "Maren".into(),
        ..SessionNote::default()
    }
}

pub(super) fn scored(
    walk: &Walk<'_>,
    session: u32,
    day: Date,
    phq: [u8; 9],
    gad: u32,
) -> Result<(), Problem> {
    let session = SessionNumber::Acute(session);
    walk.phq(session, day, phq)?;
    walk.gad(session, day, gad)
}

fn happened(walk: &Walk<'_>, day: Date, kind: LifeEvent, what: &str) -> Result<(), Problem> {
    walk.moment(Moment { on: Some(day), kind: Some(kind), what: what.into(), ..Moment::default() })
}

fn task(what: &str, confidence: u32) -> Homework {
    Homework { what: what.into(), confidence: Some(confidence), ..Homework::default() }
}

fn went(tried: Tried, result: &str) -> HomeworkReview {
    let went = match tried {
        Tried::Tried => Some(Went::Well),
        Tried::Partly => Some(Went::Mixed),
        Tried::NotTried => None,
    };
    HomeworkReview { tried: Some(tried), went, result: result.into(), ..HomeworkReview::default() }
}

pub(super) const NO_THOUGHTS: &str = "Asked: no thoughts this week.";

/// The work on the focus. Gives the decision about work.
pub(super) fn middle(walk: &Walk<'_>, people: &People) -> Result<DecisionId, Problem> {
    let ring_ida = fifth(walk, people)?;
    let (one_sentence, sunday) = sixth(walk, people, ring_ida)?;
    seventh(walk, people, one_sentence, sunday)?;
    eighth(walk)
}

/// The balance of the roles. Gives the task that was agreed.
fn fifth(walk: &Walk<'_>, people: &People) -> Result<HomeworkId, Problem> {
    let day = walk.on(28);
    walk.open(day)?;
    scored(walk, 5, day, [2, 2, 2, 2, 1, 2, 2, 1, 0], 11)?;
    walk.record(balance_sheet())?;
    let five = SessionNote {
        strategies: vec![Strategy::LinkToChange, Strategy::WeighRoles, Strategy::MournOldRole],
        techniques: vec![Technique::EncouragementOfAffect, Technique::DecisionAnalysis],
        affect: "Tears for the old school, then quiet".into(),
        ..note(
            "I dreamt of my classroom.",
            "The dream, and waking with a stone on the chest: she misses it and is allowed to.",
            NO_THOUGHTS,
            "Balance sheet of the old and the new role. She wept for the children and laughed \
             about the marking.",
        )
    };
    techniques::wept(walk, people)?;
    walk.note(SessionNumber::Acute(5), five)?;
    seen(walk, 5, Marker::OldRoleMourned, "Wept for the children and laughed about the marking.")?;
    walk.task(
        SessionNumber::Acute(5),
        Homework {
            with_whom: Some(people.ida),
            when: "Wednesday evening".into(),
            ..task("Ring Ida, and say that I miss her.", 6)
        },
    )
}

/// The mid-course review, and the silence line by line.
fn sixth(
    walk: &Walk<'_>,
    people: &People,
    ring_ida: HomeworkId,
) -> Result<(HomeworkId, IncidentId), Problem> {
    let day = walk.on(35);
    walk.open(day)?;
    scored(walk, 6, day, [2, 2, 2, 2, 1, 2, 1, 1, 0], 10)?;
    walk.review(
        ring_ida,
        went(Tried::Tried, "An hour. She cried too. We ring on Wednesdays now."),
    )?;
    walk.record(mid_review(day))?;
    walk.place(Layout::Now, day, &[(people.ida, 1)])?;
    walk.record(dispute(people))?;
    let sunday = work::sunday(walk, people, day)?;
    let six = SessionNote {
        strategies: vec![Strategy::MournOldRole, Strategy::FindStage, Strategy::Expectations],
        techniques: vec![Technique::CommunicationAnalysis],
        dispute_stage: Some(DisputeStage::Impasse),
        incident: "Sunday. Jonas: “Shall we look at flats nearer the river?” She: “If you like.” \
                   He looked at his telephone; she washed up for an hour. She had meant: ask me \
                   whether I want to stay."
            .into(),
        ..note(
            "Wednesday was good. Sunday was silent.",
            "The silence on Sunday, and two grey days after it.",
            NO_THOUGHTS,
            "Mid-course review. The Sunday silence line by line: each waited for the other to say \
             it.",
        )
    };
    walk.note(SessionNumber::Acute(6), six)?;
    let one_sentence = walk.task(
        SessionNumber::Acute(6),
        Homework {
            with_whom: Some(people.jonas),
            when: "Sunday, walking".into(),
            obstacle: "He starts to plan".into(),
            ..task("Say to Jonas in one sentence what I need.", 4)
        },
    )?;
    Ok((one_sentence, sunday))
}

/// The first real talk.
fn seventh(
    walk: &Walk<'_>,
    people: &People,
    one_sentence: HomeworkId,
    sunday: IncidentId,
) -> Result<(), Problem> {
    let day = walk.on(42);
    walk.open(day)?;
    scored(walk, 7, day, [1, 2, 2, 2, 1, 1, 1, 1, 0], 9)?;
    walk.review(
        one_sentence,
        went(Tried::Partly, "I said it at the door, too fast. He stopped. He heard it."),
    )?;
    work::tried(walk, sunday)?;
    happened(walk, day, LifeEvent::Dispute, "First real talk with Jonas")?;
    let seven = SessionNote {
        strategies: vec![Strategy::TryChange, Strategy::NewSkills],
        techniques: vec![Technique::RolePlay, Technique::CommunicationAnalysis],
        role_play: Some(true),
        dispute_stage: Some(DisputeStage::Renegotiation),
        ..note(
            "I said it. Badly. But I said it.",
            "Saying it, and sleeping through for the first time.",
            NO_THOUGHTS,
            "Role play both ways: she played Jonas and noticed that he is afraid too. The \
             dispute is a negotiation again.",
        )
    };
    techniques::played(walk, people)?;
    walk.note(SessionNumber::Acute(7), seven)?;
    seen(walk, 7, Marker::StageMoves, "Said it at the door; he stopped and heard it.")?;
    seen(walk, 7, Marker::AsksDirectly, "One sentence to Jonas, with what she needs in it.")
}

/// The decision about work.
fn eighth(walk: &Walk<'_>) -> Result<DecisionId, Problem> {
    let day = walk.on(49);
    walk.open(day)?;
    scored(walk, 8, day, [1, 1, 2, 1, 1, 1, 1, 1, 0], 7)?;
    happened(walk, day, LifeEvent::Job, "Decides for supply teaching from the new term")?;
    let about_work = work::about_work(walk)?;
    let eight = SessionNote {
        strategies: vec![Strategy::Opportunities, Strategy::NewSkills, Strategy::KeepsGoing],
        techniques: vec![Technique::DecisionAnalysis],
        goals_progress: "Work: she has chosen and will ring the office. It is looked at again at \
                         the end."
            .into(),
        dispute_stage: Some(DisputeStage::Renegotiation),
        ..note(
            "I walked past a school and did not cross the road.",
            "Passing the school, and a lightness that lasted until evening.",
            NO_THOUGHTS,
            "Decision analysis on work: stay at home, apply, supply teaching. She chose supply \
             teaching and a day to ring.",
        )
    };
    techniques::explored(walk)?;
    walk.note(SessionNumber::Acute(8), eight)?;
    seen(walk, 8, Marker::MoreAble, "Chose supply teaching, and a day to ring.")?;
    Ok(about_work)
}

pub(super) fn ending(
    walk: &Walk<'_>,
    people: &People,
    about_work: DecisionId,
) -> Result<(), Problem> {
    let day = walk.on(56);
    walk.open(day)?;
    scored(walk, 9, day, [1, 1, 1, 1, 1, 1, 1, 0, 0], 6)?;
    work::rung(walk, about_work)?;
    happened(walk, day, LifeEvent::Other, "Choir trial with Lien")?;
    walk.place(Layout::Now, day, &[(people.lien, 2)])?;
    let nine = SessionNote {
        strategies: vec![Strategy::NewSupport, Strategy::Opportunities],
        techniques: vec![Technique::WorkingWithSupport, Technique::EncouragementOfAffect],
        ..note(
            "I sang. Lien took me along, and I sang.",
            "The choir trial, and humming on the way home.",
            NO_THOUGHTS,
            "Support: Lien, and what may be asked of her. The ending was raised: three sessions \
             after this one.",
        )
    };
    techniques::asked_for_help(walk, people)?;
    walk.note(SessionNumber::Acute(9), nine)?;
    seen(walk, 9, Marker::GoodInNewRole, "Sang, and hummed on the way home.")?;
    seen(walk, 9, Marker::NewSupporter, "Lien took her along to the choir.")?;
    walk.act(Command::RaiseEnding {
        words:
            "“Three more after today.” She was quiet, then: “Good that you say it. I had counted.”"
                .into(),
    })?;

    let day = walk.on(63);
    walk.open(day)?;
    scored(walk, 10, day, [1, 2, 2, 1, 1, 1, 1, 0, 0], 8)?;
    let ten = SessionNote {
        strategies: vec![Strategy::MournOldRole],
        techniques: vec![Technique::EncouragementOfAffect],
        affect: "Sadness, some anger at the clock".into(),
        ..note(
            "It has come back a little.",
            "The count-down, and two bad nights. Sadness named, not relapse.",
            NO_THOUGHTS,
            "The dip came with the ending. She was angry that it ends when it begins to help; we \
             stayed with that, and it eased.",
        )
    };
    techniques::between_us(walk, people)?;
    walk.note(SessionNumber::Acute(10), ten)?;

    let day = walk.on(77);
    walk.open(day)?;
    scored(walk, 11, day, [1, 1, 1, 1, 0, 1, 1, 0, 0], 5)?;
    let eleven = SessionNote {
        strategies: vec![Strategy::NewSkills, Strategy::NewSupport],
        techniques: vec![Technique::Psychoeducation, Technique::Clarification],
        goals_progress:
            "Three Sundays in a row with Jonas; work has a date; Lien rung, Marit next.".into(),
        ..note(
            "Two weeks, and I did not fall apart.",
            "A fortnight alone with it, and it held.",
            NO_THOUGHTS,
            "Goals looked at. Early signs collected in her words: the put-off call comes first.",
        )
    };
    techniques::solved(walk)?;
    walk.note(SessionNumber::Acute(11), eleven)?;
    seen(walk, 11, Marker::FairerQuarrels, "Three Sundays in a row with Jonas, talked.")
}

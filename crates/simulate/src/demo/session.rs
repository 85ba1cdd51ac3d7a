//! What several invented courses share of their sessions: scores, note, and the tasks between.

use clinic::Problem;
use ipt::{
    Command, HomeworkId, PersonId, TechniqueRecordId,
    alert::{Alert, Rule},
    area::{DisputeStage, Marker, Strategy},
    homework::{Homework, HomeworkReview, Tried},
    review::{AlertDecision, AlertReview, LookedAt},
    session::{AnswerKind, SessionNote, SessionNumber, Technique},
    technique::TechniqueRecord,
};
use jiff::civil::Time;
use uuid::Uuid;

use crate::walk::{Walk, later};

/// A session, in the words of this life.
pub(super) struct Met<'a> {
    /// Days after the first session.
    pub day: i32,
    pub phq: [u8; 9],
    pub gad: u32,
    pub opening_answer: &'a str,
    pub answer_kind: AnswerKind,
    pub link_text: &'a str,
    pub linked_to_focus: bool,
    pub incident: &'a str,
    pub affect: &'a str,
    pub techniques: &'a [Technique],
    /// What was done with a technique, written down before the note is signed.
    pub during: &'a [TechniqueRecord],
    pub strategies: &'a [Strategy],
    /// In the week before, where they are counted.
    pub contacts: Option<u32>,
    pub dispute_stage: Option<DisputeStage>,
    pub note: &'a str,
    /// Empty while the note still waits for it.
    pub risk: &'a str,
    pub plan: &'a str,
    /// Signs of progress that were marked, with what showed them.
    pub seen: &'a [(Marker, &'a str)],
    /// What was decided on the early look at the scores, and why, where it was held.
    pub early: Option<(AlertDecision, &'a str)>,
}

/// A session of which nothing has been told yet.
pub(super) const UNTOLD: Met<'static> = Met {
    day: 0,
    phq: [0; 9],
    gad: 0,
    opening_answer: "",
    answer_kind: AnswerKind::Event,
    link_text: "",
    linked_to_focus: true,
    incident: "",
    affect: "",
    techniques: &[],
    during: &[],
    strategies: &[],
    contacts: None,
    dispute_stage: None,
    note: "",
    risk: "",
    plan: "",
    seen: &[],
    early: None,
};

/// A task: the session in which it was agreed, and what was said of it in the next.
pub(super) struct Task<'a> {
    pub session: u32,
    pub what: &'a str,
    pub with_whom: Option<PersonId>,
    pub when: &'a str,
    pub confidence: u32,
    pub obstacle: &'a str,
    /// None while the next session is still to come.
    pub went: Option<(Tried, &'a str)>,
}

/// Sessions in a row, from this number on, with the tasks between them.
pub(super) fn sessions(
    walk: &Walk<'_>,
    from: u32,
    told: &[Met<'_>],
    tasks: &[Task<'_>],
) -> Result<(), Problem> {
    let mut waiting: Option<(HomeworkId, (Tried, &str))> = None;
    for (n, met) in (from..).zip(told) {
        let number = SessionNumber::Acute(n);
        scored(walk, n, met)?;
        if let Some((task, (tried, result))) = waiting.take() {
            let review = HomeworkReview {
                tried: Some(tried),
                result: result.into(),
                ..HomeworkReview::default()
            };
            walk.review(task, review)?;
        }
        met.during.iter().try_for_each(|record| recorded(walk, n, record.clone()))?;
        walk.note(number, note(walk, n, met))?;
        for (marker, evidence) in met.seen {
            let evidence = (*evidence).to_owned();
            walk.act(Command::MarkProgress { marker: *marker, session: number, evidence })?;
        }
        if let Some(task) = tasks.iter().find(|task| task.session == n) {
            let id = walk.task(number, homework(task))?;
            waiting = task.went.map(|went| (id, went));
        }
    }
    Ok(())
}

/// What was done with a technique in a session.
pub(super) fn recorded(
    walk: &Walk<'_>,
    session: u32,
    content: impl Into<TechniqueRecord>,
) -> Result<(), Problem> {
    walk.act(Command::RecordTechnique {
        record: TechniqueRecordId(Uuid::new_v4()),
        session: SessionNumber::Acute(session),
        content: content.into(),
    })
}

/// The next session is booked: days after the first, and at what time.
pub(super) fn booked(walk: &Walk<'_>, day: i32, at: Time) -> Result<(), Problem> {
    walk.act(Command::BookNext { on: Some(later(walk.start, day)), at: Some(at) })
}

/// A session that was begun; its note is not signed yet.
pub(super) fn begun(walk: &Walk<'_>, n: u32, met: &Met<'_>) -> Result<(), Problem> {
    scored(walk, n, met)?;
    let waits = SessionNote { risk_disclosed: None, ..note(walk, n, met) };
    walk.write(SessionNumber::Acute(n), waits)
}

fn scored(walk: &Walk<'_>, n: u32, met: &Met<'_>) -> Result<(), Problem> {
    let day = walk.on(met.day);
    let number = SessionNumber::Acute(n);
    walk.open(day)?;
    walk.phq(number, day, met.phq)?;
    walk.gad(number, day, met.gad)?;
    let Some((decision, reasons)) = met.early else { return Ok(()) };
    let content = AlertReview {
        seen: "Little change since the first session.".into(),
        looked_at: vec![LookedAt::Focus, LookedAt::Technique],
        decision: Some(decision),
        reasons: reasons.into(),
        until: None,
    };
    walk.act(Command::DecideAlert { alert: Alert { session: number, rule: Rule::Early }, content })
}

fn note(walk: &Walk<'_>, n: u32, met: &Met<'_>) -> SessionNote {
    // The first three sessions come before there is a focus.
    let focus_known = n > 3;
    SessionNote {
        opening_answer: met.opening_answer.into(),
        answer_kind: Some(met.answer_kind),
        link_text: met.link_text.into(),
        linked_to_focus: focus_known.then_some(met.linked_to_focus),
        incident: met.incident.into(),
        affect: met.affect.into(),
        techniques: met.techniques.to_vec(),
        strategies: met.strategies.to_vec(),
        contacts: met.contacts,
        role_play: met.techniques.contains(&Technique::RolePlay).then_some(true),
        dispute_stage: met.dispute_stage,
        note: met.note.into(),
        risk: met.risk.into(),
        risk_disclosed: Some(false),
        sessions_left_said: Some(true),
        plan: met.plan.into(),
        minutes: Some(50),
        attendees: walk.client.clone(),
        ..SessionNote::default()
    }
}

fn homework(task: &Task<'_>) -> Homework {
    Homework {
        what: task.what.into(),
        with_whom: task.with_whom,
        when: task.when.into(),
        confidence: Some(task.confidence),
        obstacle: task.obstacle.into(),
    }
}

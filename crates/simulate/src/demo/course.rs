//! What several invented courses share: the way through the initial phase, told briefly.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Area, Command, Dialect, PersonId,
    document::{
        Assessment, Contract, Diagnosis, Formulation, Referral, RiskAssessment, SickRole,
        Suitability, Triad,
        contract::{Format, Frequency},
        diagnosis::System,
        formulation::Answer,
        suitability::Decision,
    },
    focus::FocusSelection,
    goal::Goal,
    inventory::{InventoryEntry, Living, circle::Layout},
    session::{AnswerKind, SessionNote, SessionNumber, Technique},
};
use jiff::civil::Date;

use super::lines;
use crate::walk::{Arrival, Walk, later};

/// A person in short: name, relation, ring now, ring before, what is said.
pub(super) type Near<'a> = (&'a str, &'a str, u8, u8, &'a str);

/// A session in short: day, PHQ-9 items, GAD-7, opening, link, note.
pub(super) type Met<'a> = (i32, [u8; 9], u32, &'a str, &'a str, &'a str);

/// The beginning of a course, in the words of this life.
pub(super) struct Beginning<'a> {
    pub name: &'a str,
    pub variant: &'a str,
    pub dialect: Dialect,
    pub reason: &'a str,
    pub problem: &'a str,
    pub onset_days: i32,
    pub diagnosis: &'a str,
    pub strengths: &'a str,
}

/// What was agreed, in the words of this life.
pub(super) struct Agreement<'a> {
    pub day: i32,
    pub area: Area,
    pub began: &'a str,
    pub precipitant: &'a str,
    pub link: &'a str,
    pub vulnerability: &'a str,
    pub support: &'a str,
    pub why: &'a str,
    pub target: &'a str,
    pub answer: &'a str,
    pub goal: &'a str,
    pub sessions: u32,
    pub frequency: Frequency,
}

/// From referral to acceptance.
pub(super) fn accepted<'a>(
    clinic: &'a Clinic,
    clock: &'a SetClock,
    therapist: &Actor,
    start: Date,
    b: &Beginning<'_>,
) -> Result<Walk<'a>, Problem> {
    let referral = Referral {
        referred_by: "General practitioner".into(),
        reason: b.reason.into(),
        consent_to_assessment: Some(true),
        assessment_booked_on: Some(later(start, -4)),
        ..Referral::default()
    };
    let arrival =
        Arrival { name: b.name, variant: b.variant, dialect: b.dialect, days_before: 10, referral };
    let walk = Walk::begin(clinic, clock, therapist, start, arrival)?;
    let day = walk.on(-4);
    walk.record(Suitability {
        risk_asked: Some(true),
        risk_answer: "Asked directly: none now.".into(),
        alternatives_offered: lines(&["Medication", "CBT"]),
        preference: "To talk with somebody about what has happened.".into(),
        decision: Some(Decision::Accept),
        reason: "Depression that hangs together with what happens between people.".into(),
        decided_on: Some(day),
        ..Suitability::default()
    })?;
    Ok(walk)
}

/// Assessment and diagnosis in the first session.
pub(super) fn understood(walk: &Walk<'_>, b: &Beginning<'_>) -> Result<(), Problem> {
    let day = later(walk.start, 0);
    walk.record(Assessment {
        presenting_problem: b.problem.into(),
        symptoms: lines(&["Low mood", "Poor sleep", "No pleasure"]),
        onset: Some(later(walk.start, -b.onset_days)),
        suicidality_now: "None.".into(),
        strengths: b.strengths.into(),
        violence_asked_alone: Some(true),
        ..Assessment::default()
    })?;
    walk.record(Diagnosis {
        name: b.diagnosis.into(),
        system: Some(System::Icd11),
        diagnosed_by: "Ruth Albrecht".into(),
        told_on: Some(day),
        reaction: "Relieved that it has a name.".into(),
        ..Diagnosis::default()
    })
}

/// The sick role, the people and where they stand.
pub(super) fn people(
    walk: &Walk<'_>,
    day: Date,
    near: &[Near<'_>],
) -> Result<Vec<PersonId>, Problem> {
    walk.record(SickRole {
        illness_named: "A depression, an illness that can be treated.".into(),
        explanation: "What happens between people and how you feel drive each other.".into(),
        roles_lifted: lines(&["What can wait until you are well"]),
        work_toward_recovery: "Coming here, and one small thing a day.".into(),
        ..SickRole::default()
    })?;
    let (mut ids, mut now, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for (name, relation, ring_now, ring_before, said) in near {
        let deceased = *ring_now == 0;
        let id = walk.person(InventoryEntry {
            name: (*name).into(),
            relation: (*relation).into(),
            living: Some(if deceased { Living::Deceased } else { Living::Alive }),
            together: (*said).into(),
            ..InventoryEntry::default()
        })?;
        if !deceased {
            now.push((id, *ring_now));
        }
        before.push((id, *ring_before));
        ids.push(id);
    }
    walk.place(Layout::Now, day, &now)?;
    walk.place(Layout::BeforeOnset, day, &before)?;
    Ok(ids)
}

/// Formulation, focus, goal and contract; the middle phase begins.
pub(super) fn agreed(
    walk: &Walk<'_>,
    a: &Agreement<'_>,
    with: Vec<PersonId>,
) -> Result<(), Problem> {
    let day = later(walk.start, a.day);
    walk.record(Triad {
        crisis_event: a.precipitant.into(),
        psychological: a.vulnerability.into(),
        support_note: a.support.into(),
        ..Triad::default()
    })?;
    walk.record(Formulation {
        diagnosis_in_words: "a depression".into(),
        symptoms_in_words: "you are low, you sleep badly and little gives you pleasure".into(),
        began: a.began.into(),
        precipitant: a.precipitant.into(),
        mood_and_event: a.link.into(),
        vulnerability: a.vulnerability.into(),
        support: a.support.into(),
        area: Some(a.area),
        why_this_area: a.why.into(),
        target: a.target.into(),
        sessions_proposed: Some(a.sessions),
        ..Formulation::default()
    })?;
    walk.told(Answer::Accept, a.answer, day)?;
    walk.focus(FocusSelection {
        primary: Some(a.area),
        primary_people: with,
        criteria: a.why.into(),
        client_agrees: Some(true),
        clients_words: a.answer.into(),
        agreed_on: Some(day),
        ..FocusSelection::default()
    })?;
    walk.goal(Goal {
        text: a.goal.into(),
        area: Some(a.area),
        baseline: Some(2),
        target: Some(8),
        ..Goal::default()
    })?;
    let weeks = i32::try_from(a.sessions).unwrap_or(16) * 7;
    walk.record(Contract {
        sessions: Some(a.sessions),
        minutes: Some(50),
        frequency: Some(a.frequency),
        starts_on: Some(walk.start),
        planned_end: Some(later(walk.start, weeks)),
        focus_in_words: a.target.into(),
        goals_in_words: lines(&[a.goal]),
        if_no_better: "We look at it openly half way, and change the plan together.".into(),
        confidentiality_and_limits:
            "What is said here stays here, except where somebody is in serious danger.".into(),
        risk_plan: "Crisis contacts are known; we ask each session.".into(),
        format: Some(Format::InPerson),
        ..Contract::default()
    })?;
    walk.signed(day)?;
    walk.act(Command::OpenMiddle)
}

/// A session with its scores; the note is left open when `sign` says so.
pub(super) fn met(
    walk: &Walk<'_>,
    n: u32,
    met: &Met<'_>,
    techniques: Vec<Technique>,
    sign: bool,
) -> Result<(), Problem> {
    let (days, phq, gad, opening, link, text) = *met;
    let day = walk.on(days);
    let number = SessionNumber::Acute(n);
    walk.open(day)?;
    walk.phq(number, day, phq)?;
    walk.gad(number, day, gad)?;
    finish(walk, n, (opening, link, text), techniques, sign)
}

/// The note of a session.
pub(super) fn finish(
    walk: &Walk<'_>,
    n: u32,
    (opening, link, text): (&str, &str, &str),
    techniques: Vec<Technique>,
    sign: bool,
) -> Result<(), Problem> {
    let number = SessionNumber::Acute(n);
    let note = SessionNote {
        opening_answer: opening.into(),
        answer_kind: Some(AnswerKind::Event),
        link_text: link.into(),
        linked_to_focus: Some(true),
        techniques,
        note: text.into(),
        risk: "Asked: no thoughts.".into(),
        sessions_left_said: Some(true),
        minutes: Some(50),
        ..SessionNote::default()
    };
    if sign { walk.note(number, note) } else { walk.act(Command::WriteNote { number, note }) }
}

/// A risk assessment in the words of this life.
pub(super) fn risk(day: Date, thoughts: &str, around: &str) -> RiskAssessment {
    RiskAssessment {
        thoughts: thoughts.into(),
        intent: "None.".into(),
        plan: "None.".into(),
        means_and_access: "Asked; nothing at hand.".into(),
        past_attempts: "None.".into(),
        recent_change: "More alone than before.".into(),
        protective_people: around.into(),
        others_at_risk: "Nobody.".into(),
        substances: "No.".into(),
        capacity: "Clear.".into(),
        action: "Talked about openly; crisis contacts; asked again next time.".into(),
        who_was_told: "Supervisor, the same day.".into(),
        next_contact: Some(later(day, 3)),
        reviewer: "Ruth Albrecht".into(),
    }
}

//! What several invented courses share: the way through the initial phase and the sessions after
//! it. What is said on the way, each client's own file says.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{
    Command, Dialect, PersonId,
    document::{
        Assessment, Contract, Diagnosis, Formulation, Referral, SickRole, Suitability, Triad,
        assessment::Screen,
        contract::{Format, Frequency, Measured},
        diagnosis::System,
        formulation::Answer,
        suitability::Decision,
    },
    focus::FocusSelection,
    goal::Goal,
    inventory::{InventoryEntry, circle::Layout},
    measure::Rhythm,
    timeline::{LifeEvent, Moment},
};
use jiff::civil::Date;

use crate::walk::{Arrival, Walk, later};

/// The beginning of a course, in the words of this life. Days are filled in on the way.
pub(super) struct Beginning {
    pub name: &'static str,
    pub variant: &'static str,
    pub dialect: Dialect,
    /// Days from the onset to the first session.
    pub onset_days: i32,
    pub referral: Referral,
    pub suitability: Suitability,
    pub assessment: Assessment,
    pub diagnosis: Diagnosis,
    pub sick_role: SickRole,
}

/// A person, and the rings they stand in; nobody who has died is placed.
pub(super) struct Near {
    pub ring_now: Option<u8>,
    pub ring_before: Option<u8>,
    pub entry: InventoryEntry,
}

/// What is remembered: days before the first session, kind, what, and how it was.
pub(super) type Remembered<'a> = (i32, LifeEvent, &'a str, &'a str);

/// What was agreed, in the words of this life.
pub(super) struct Agreement {
    pub day: i32,
    pub triad: Triad,
    pub formulation: Formulation,
    pub answer: Answer,
    pub focus: FocusSelection,
    pub goals: Vec<Goal>,
    pub contract: Contract,
}

/// From referral to acceptance.
pub(super) fn accepted<'a>(
    clinic: &'a Clinic,
    clock: &'a SetClock,
    therapist: &Actor,
    start: Date,
    beginning: &Beginning,
) -> Result<Walk<'a>, Problem> {
    let arrival = Arrival {
        name: beginning.name,
        variant: beginning.variant,
        dialect: beginning.dialect,
        days_before: 10,
        referral: Referral {
            consent_to_assessment: Some(true),
            assessment_booked_on: Some(later(start, -4)),
            ..beginning.referral.clone()
        },
    };
    let walk = Walk::begin(clinic, clock, therapist, start, arrival)?;
    let day = walk.on(-4);
    walk.record(Suitability {
        risk_asked: Some(true),
        decision: Some(Decision::Accept),
        decided_on: Some(day),
        ..beginning.suitability.clone()
    })?;
    Ok(walk)
}

/// Assessment and diagnosis in the first session.
pub(super) fn understood(walk: &Walk<'_>, beginning: &Beginning) -> Result<(), Problem> {
    walk.record(Assessment {
        onset: Some(later(walk.start, -beginning.onset_days)),
        bipolarity: Some(Screen::Negative),
        psychosis: Some(Screen::Negative),
        violence_asked_alone: Some(true),
        ..beginning.assessment.clone()
    })?;
    walk.record(Diagnosis {
        system: Some(System::Icd11),
        diagnosed_by: walk.therapist(),
        told_on: Some(walk.start),
        ..beginning.diagnosis.clone()
    })
}

/// The people, and where they stand. Gives who they are, in the same order.
pub(super) fn people(
    walk: &Walk<'_>,
    day: Date,
    near: Vec<Near>,
) -> Result<Vec<PersonId>, Problem> {
    let (mut ids, mut now, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for Near { ring_now, ring_before, entry } in near {
        let id = walk.person(entry)?;
        now.extend(ring_now.map(|ring| (id, ring)));
        before.extend(ring_before.map(|ring| (id, ring)));
        ids.push(id);
    }
    walk.place(Layout::Now, day, &now)?;
    walk.place(Layout::BeforeOnset, day, &before)?;
    Ok(ids)
}

/// The timeline: what happened, and how strong the symptoms were.
pub(super) fn timeline(
    walk: &Walk<'_>,
    events: &[Remembered<'_>],
    intensities: &[(i32, u32)],
) -> Result<(), Problem> {
    for (days, kind, what, impact) in events {
        walk.moment(Moment {
            on: Some(later(walk.start, -days)),
            kind: Some(*kind),
            what: (*what).into(),
            impact: (*impact).into(),
            ..Moment::default()
        })?;
    }
    for (days, intensity) in intensities {
        walk.moment(Moment {
            on: Some(later(walk.start, -days)),
            kind: Some(LifeEvent::Symptoms),
            what: "As remembered".into(),
            intensity: Some(*intensity),
            ..Moment::default()
        })?;
    }
    Ok(())
}

/// Triad, formulation, focus, goals and contract; the middle phase begins.
pub(super) fn agreed(walk: &Walk<'_>, agreement: Agreement) -> Result<(), Problem> {
    let Agreement { day, triad, formulation, answer, focus, goals, contract } = agreement;
    let day = later(walk.start, day);
    walk.record(triad)?;
    walk.record(Formulation {
        area: focus.primary,
        sessions_proposed: contract.sessions,
        ..formulation
    })?;
    walk.told(answer, &focus.clients_words, day)?;
    walk.focus(FocusSelection { client_agrees: Some(true), agreed_on: Some(day), ..focus })?;
    let goals_in_words = goals.iter().map(|goal| goal.text.clone()).collect();
    for goal in goals {
        walk.goal(goal)?;
    }
    let sessions = contract.sessions.unwrap_or(16);
    let weeks = i32::try_from(sessions).unwrap_or(16);
    walk.record(Contract {
        sessions: Some(sessions),
        minutes: Some(50),
        frequency: Some(Frequency::Weekly),
        starts_on: Some(walk.start),
        planned_end: Some(later(walk.start, weeks * 7)),
        goals_in_words,
        measured: each_session(&["phq-9", "gad-7"]),
        format: Some(Format::InPerson),
        ..contract
    })?;
    walk.signed(day)?;
    walk.act(Command::OpenMiddle)
}

/// A contract's schedule: these before each session.
pub(super) fn each_session(measures: &[&str]) -> Vec<Measured> {
    let each =
        |id: &&str| Measured { measure: (*id).to_owned(), rhythm: Some(Rhythm::EachSession) };
    measures.iter().map(each).collect()
}

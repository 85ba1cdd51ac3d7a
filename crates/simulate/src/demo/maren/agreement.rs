//! What Maren and her therapist agreed: formulation, goals, contract.

use clinic::Problem;
use ipt::{
    Area,
    document::{
        Contract, Formulation,
        contract::{Format, Frequency, Recording},
    },
    focus::FocusSelection,
    goal::Goal,
};
use jiff::civil::Date;

use super::{People, lines};
use crate::{demo::course::each_session, walk::Walk};

pub(super) fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the second in your life".into(),
        symptoms_in_words: "you sleep badly, you cry, and nothing gives you pleasure".into(),
        began: "about five months ago".into(),
        precipitant:
            "the move here for Jonas's work, with the farewell to your school, your choir and \
             Ida"
            .into(),
        mood_and_event: "the emptier the days became the less you rang anybody, and the less you \
                         rang the emptier they were; at home you went silent, and the silence made \
                         you feel more alone"
            .into(),
        vulnerability:
            "a first depression at 24, and an early habit of managing alone so as not to be a \
             burden"
                .into(),
        support:
            "Ida, who is far but steady; Jonas, who cares but does not see it; here nobody yet"
                .into(),
        strengths: "warmth, humour, singing, and a craft you are good at".into(),
        evidence: "Timeline: move seven months ago, onset five. Ida from ring 1 to 2, choir gone. \
                   PHQ-9 18, 18, 19, 16."
            .into(),
        area: Some(Area::RoleTransition),
        why_this_area: "it began with the change of place and role, and it is where you feel most"
            .into(),
        target:
            "mourning the life you left, finding what can be yours here, and speaking with Jonas \
             before the silence comes"
                .into(),
        resolution: "you can speak of the old school without the floor opening, something here is \
                     yours, and you say what you need"
            .into(),
        sessions_proposed: Some(12),
        letter: String::new(),
    }
}

pub(super) fn focus(people: &People, day: Date) -> FocusSelection {
    FocusSelection {
        primary: Some(Area::RoleTransition),
        criteria: "Symptoms began two months after the move; she speaks of the old school with \
                   tears and of the new town with dread; it can be worked on now."
            .into(),
        secondary: Some(Area::RoleDispute),
        secondary_people: vec![people.jonas],
        rejected_grief: "Her father died nine years ago and was mourned; no link to the onset."
            .into(),
        rejected_interpersonal_deficits: "Many good ties before; the isolation came with the move."
            .into(),
        client_agrees: Some(true),
        clients_words: "Finding out who I am here. And not swallowing it with Jonas.".into(),
        agreed_on: Some(day),
        ..FocusSelection::default()
    }
}

pub(super) fn contract(start: Date, end: Date) -> Contract {
    Contract {
        sessions: Some(12),
        minutes: Some(50),
        frequency: Some(Frequency::Weekly),
        starts_on: Some(start),
        planned_end: Some(end),
        taper: "weekly to session 10, then every two weeks".into(),
        dose_reason:
            "Fortnightly at the end, as Maren wishes: to try standing alone while there is \
                      still somebody to tell."
                .into(),
        review_points: "Session 6, and at the end".into(),
        focus_in_words: "The change of place and role; and speaking with Jonas.".into(),
        goals_in_words: lines(&[
            "Tell Jonas what I need without going silent",
            "Decide about work by the eighth session",
            "Two people here whom I could ring",
        ]),
        measured: each_session(&["phq-9", "gad-7"]),
        if_no_better:
            "At session 6 we look openly. If it has not helped enough: another focus, more \
             sessions, medication through Dr. Osei, or another therapy."
                .into(),
        maintenance_intent: "Two sessions after the end, one and three months later.".into(),
        format: Some(Format::InPerson),
        place: "Room 2, Old Mill".into(),
        attendance: "Calling off a day before; a missed session is talked about, not punished."
            .into(),
        confidentiality_and_limits: "What is said here stays here. It ends where somebody is in \
                                     serious danger; then we speak about it first."
            .into(),
        contact_between_sessions:
            "By telephone in office hours; crisis contacts at all other times.".into(),
        recording: Some(Recording::Yes),
        medication_and_prescriber: "None now. Dr. Osei is informed.".into(),
        risk_plan: "The safety plan of session 3; Jonas and Ida know of it.".into(),
        ..Contract::default()
    }
}

pub(super) fn goals(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    walk.goal(Goal {
        text: "Tell Jonas what I need without going silent.".into(),
        area: Some(Area::RoleDispute),
        person: Some(people.jonas),
        baseline: Some(2),
        target: Some(7),
        importance: Some(9),
        observable_sign: "We finish one talk a week, and I have said what I want.".into(),
        due_session: Some(12),
    })?;
    walk.goal(Goal {
        text: "Decide about work by the eighth session.".into(),
        area: Some(Area::RoleTransition),
        baseline: Some(1),
        target: Some(10),
        importance: Some(8),
        observable_sign: "There is a date on which I start, or a reason why not.".into(),
        due_session: Some(8),
        ..Goal::default()
    })?;
    walk.goal(Goal {
        text: "Two people here whom I could ring.".into(),
        area: Some(Area::RoleTransition),
        baseline: Some(0),
        target: Some(2),
        importance: Some(8),
        observable_sign: "Two numbers in my phone that I have used.".into(),
        due_session: Some(12),
        ..Goal::default()
    })?;
    Ok(())
}

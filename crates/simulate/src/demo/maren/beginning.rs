//! Maren's first three sessions: assessment, sick role, people, circle, timeline, triad.

use clinic::Problem;
use ipt::{
    Command,
    document::{
        Assessment, Diagnosis, RiskAssessment, SafetyPlan, SickRole, Suitability, Triad,
        assessment::Screen, diagnosis::System, suitability::Decision, triad::Adequacy,
    },
    session::{SessionNote, SessionNumber, Technique},
    timeline::{LifeEvent, Moment},
};
use jiff::civil::Date;

use super::{
    People, inventory, lines,
    sessions::{note, scored},
    techniques,
};
use crate::walk::{Walk, later};

pub(super) fn suitability(walk: &Walk<'_>) -> Result<(), Problem> {
    let day = walk.on(-5);
    walk.record(Suitability {
        risk_asked: Some(true),
        risk_answer: "No thoughts of suicide now; at 24 she had wished not to wake up.".into(),
        alternatives_offered: lines(&[
            "Medication through the GP",
            "CBT",
            "Waiting, with a call in four weeks",
        ]),
        preference: "I want to talk about what happened, not about my thoughts in columns.".into(),
        decision: Some(Decision::Accept),
        reason:
            "A depression with a clear beginning in a change of life; she wishes to work on it."
                .into(),
        decided_on: Some(day),
        ..Suitability::default()
    })
}

pub(super) fn first_three_sessions(walk: &Walk<'_>) -> Result<People, Problem> {
    first(walk)?;
    let people = second(walk)?;
    third(walk, &people)?;
    Ok(people)
}

fn first(walk: &Walk<'_>) -> Result<(), Problem> {
    let day = walk.on(0);
    walk.open(day)?;
    scored(walk, 1, day, [2, 3, 3, 3, 2, 2, 2, 1, 0], 13)?;
    walk.record(Assessment {
        presenting_problem: "I have everything here and I feel like a guest in my own life.".into(),
        symptoms: lines(&[
            "Low most of the day, five months",
            "Wakes at four, five months",
            "No pleasure in music, four months",
            "Cries daily, three months",
        ]),
        onset: Some(later(walk.start, -152)),
        functioning: "Keeps the house; has stopped applying for work; sees nobody of her own."
            .into(),
        past_episodes: "One at 24 after a separation; well after ten months.".into(),
        past_treatments: "Counselling then, which helped; no medication.".into(),
        family_history: "Mother perhaps, never spoken of.".into(),
        bipolarity: Some(Screen::Negative),
        psychosis: Some(Screen::Negative),
        substances: "A glass of wine at weekends.".into(),
        violence_asked_alone: Some(true),
        violence: String::new(),
        suicidality_now: "None.".into(),
        suicidality_past: "At 24 wished not to wake up; no plan, no attempt.".into(),
        medical: "Healthy; thyroid checked.".into(),
        medication: "None.".into(),
        medication_need: "Talked about; not wanted now; to be looked at again at session 6.".into(),
        sleep: "Five hours.".into(),
        strengths: "Warm, funny, a teacher who is remembered; sings.".into(),
        preference: "A place to say that I miss it.".into(),
        ..Assessment::default()
    })?;
    walk.record(Diagnosis {
        name: "recurrent depressive disorder, current episode moderate".into(),
        system: Some(System::Icd11),
        code: "6A71.1".into(),
        criteria_met: lines(&[
            "Low mood",
            "No pleasure",
            "Sleep",
            "Energy",
            "Self-blame",
            "Concentration",
        ]),
        severity: "PHQ-9 18".into(),
        differential: "Adjustment disorder: too severe and too long.".into(),
        diagnosed_by: "Ruth Albrecht".into(),
        told_on: Some(day),
        reaction: "“So I am ill and not ungrateful.” Relief, then tears.".into(),
    })?;
    techniques::asked(walk)?;
    walk.note(
        SessionNumber::Acute(1),
        note(
            "I do not know where to begin. I am just so tired.",
            "",
            "Asked directly: no thoughts now. She knows the crisis contacts.",
            "Symptoms heard and named. Why now: the dinner. The end date was named: twelve \
             sessions.",
        ),
    )
}

/// The people: two sessions' work, told in one.
fn second(walk: &Walk<'_>) -> Result<People, Problem> {
    let day = walk.on(7);
    walk.open(day)?;
    scored(walk, 2, day, [3, 3, 2, 3, 2, 2, 2, 1, 0], 13)?;
    walk.record(SickRole {
        illness_named: "A depression, as real as a broken leg and as treatable.".into(),
        explanation: "What happens and how you feel drive each other; we will work on the part \
                      that happens between people."
            .into(),
        prognosis: "Most people get well in some months; there will be ups and downs.".into(),
        roles_lifted: lines(&[
            "Hosting Jonas's colleagues",
            "Being cheerful on the telephone with Greta",
        ]),
        roles_kept: lines(&["Cooking on weekdays", "The allotment"]),
        work_toward_recovery: "Coming here; going out once a day; telling Ida.".into(),
        who_will_be_told: lines(&["Ida", "Jonas"]),
        leaflets: lines(&["What depression is"]),
        teach_back: "I am allowed to put something down, if I pick up getting well.".into(),
    })?;
    let people = inventory::circle(walk, day)?;
    techniques::explained(walk)?;
    walk.note(
        SessionNumber::Acute(2),
        note(
            "We had six people to dinner. I was a very good waitress.",
            "Hosting left her hollow for two days: event to mood, seen for the first time.",
            "Asked: no thoughts.",
            "Sick role given, hosting dropped. Inventory begun; circle drawn: Ida had stood in the \
             inner ring, and nobody new is near.",
        ),
    )?;
    Ok(people)
}

fn third(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let day = walk.on(14);
    walk.open(day)?;
    scored(walk, 3, day, [3, 3, 3, 3, 1, 2, 2, 1, 1], 14)?;
    let three = SessionNumber::Acute(3);
    techniques::jonas_joined(walk, people)?;
    walk.write(three, third_note())?;
    walk.assessed(
        risk(
            day,
            "“Sometimes I think it would not matter if I were not here.” On two evenings, \
             fleeting.",
        ),
        "Passive, fleeting, no plan or intent; safety plan made; Jonas told with her; supervisor \
         informed the same day.",
    )?;
    walk.record(SafetyPlan {
        warning_signs: lines(&["I sit in the dark kitchen", "I think that nobody would notice"]),
        own_coping: lines(&["Out of the kitchen", "Sing one verse, even badly"]),
        distracting_people_and_places: lines(&["The allotment", "Lien's stairs"]),
        people_to_ask: lines(&["Ida, at any hour", "Jonas: “sit with me”"]),
        professionals: lines(&["Ruth Albrecht, in office hours", "112", "116 123"]),
        safer_environment: lines(&["Old tablets taken back to the pharmacy"]),
    })?;
    timeline(walk, people)?;
    walk.record(Triad {
        crisis_event: "The move for Jonas's work".into(),
        crisis_on: Some(later(walk.start, -213)),
        crisis_meaning: "I gave up who I was and became somebody's partner.".into(),
        biological: "First episode at 24; perhaps her mother".into(),
        psychological: "Manages alone so as not to be a burden".into(),
        attachment_style: "Needs are kept inside".into(),
        social: "New town, no work, no circle yet".into(),
        supporters: vec![people.ida, people.jonas],
        support_adequacy: Some(Adequacy::Partial),
        support_note: "Ida far but steady; Jonas cares but repairs; here nobody yet".into(),
        strengths: "Warmth, humour, singing, a good craft".into(),
        for_client: Some(true),
        ..Triad::default()
    })?;
    walk.act(Command::SignSession { number: three })
}

fn third_note() -> SessionNote {
    SessionNote {
        risk_disclosed: Some(true),
        techniques: vec![Technique::DirectElicitation, Technique::WorkingWithSupport],
        ..note(
            "Worse. It was Ida's birthday and I sent a text.",
            "Not ringing Ida on her birthday, and the evening in the dark kitchen after it.",
            "Item 9 above zero: asked, assessed, safety plan made with her, Jonas joined for ten \
             minutes, supervisor told the same day.",
            "Timeline drawn: the low began two months after the move. She saw it before I said it.",
        )
    }
}

fn timeline(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let moment = |days: i32, kind, what: &str, who: Vec<ipt::PersonId>, impact: &str| Moment {
        on: Some(later(walk.start, days)),
        kind: Some(kind),
        what: what.into(),
        people: who,
        impact: impact.into(),
        ..Moment::default()
    };
    walk.moment(moment(
        -245,
        LifeEvent::Job,
        "Jonas is offered the post",
        vec![people.jonas],
        "We toasted; I was proud of him.",
    ))?;
    walk.moment(moment(
        -213,
        LifeEvent::Move,
        "The move",
        vec![people.jonas],
        "I left school, choir and Ida in one week.",
    ))?;
    walk.moment(moment(
        -160,
        LifeEvent::Other,
        "The choir's concert without me",
        vec![people.ida],
        "I listened on the telephone and hung up.",
    ))?;
    for (days, intensity) in [(-213, 2), (-152, 5), (-90, 7), (-14, 8)] {
        let mut symptoms = moment(days, LifeEvent::Symptoms, "As she remembers it", Vec::new(), "");
        symptoms.intensity = Some(intensity);
        walk.moment(symptoms)?;
    }
    Ok(())
}

pub(super) fn risk(day: Date, thoughts: &str) -> RiskAssessment {
    RiskAssessment {
        thoughts: thoughts.into(),
        intent: "None.".into(),
        plan: "None.".into(),
        means_and_access: "Old tablets at home; taken back to the pharmacy.".into(),
        past_attempts: "None.".into(),
        recent_change: "Ida's birthday missed; more alone in the evenings.".into(),
        protective_people: "Ida, Jonas; “I could not do that to Ida.”".into(),
        others_at_risk: "Nobody; no children.".into(),
        substances: "Not when alone.".into(),
        capacity: "Clear, takes part in the plan.".into(),
        action: "Safety plan; Jonas told with her; asked again each session.".into(),
        who_was_told: "Supervisor, the same day; Dr. Osei by letter.".into(),
        next_contact: Some(later(day, 3)),
        reviewer: "Ruth Albrecht".into(),
    }
}

//! Maren, 38: a move for her partner's work, her own life left behind. The whole course, from
//! referral to the end of maintenance (domain page §13). An invented composite; no real person.

use clinic::{Access, Actor, Clinic, Problem, SetClock, TheCourse, Write};
use ipt::{
    Command, Dialect, PersonId,
    alert::{Alert, Rule},
    document::{Maintenance, MidReview, Referral, contract::Frequency, formulation::Answer},
    inventory::circle::Layout,
    review::{AlertDecision, AlertReview, LookedAt},
    session::{SessionNote, SessionNumber, Technique},
};
use jiff::civil::Date;

use super::lines;
use crate::walk::{Arrival, Walk, later};

mod agreement;
mod beginning;
mod farewell;
mod inventory;
mod maintenance;
mod sessions;
mod sheets;
mod techniques;
mod work;

use agreement::{contract, focus, formulation, goals};
use farewell::{ending, outcome, relapse_plan};

/// The people of Maren's life.
struct People {
    jonas: PersonId,
    ida: PersonId,
    lien: PersonId,
}

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let walk = Walk::begin(
        clinic,
        clock,
        therapist,
        start,
        Arrival {
            name: "Maren",
            variant: "ipt_standard",
            dialect: Dialect::KlermanWeissman,
            days_before: 12,
            referral: Referral {
                referred_by: "Dr. Osei, general practitioner".into(),
                reason: "Low for five months since a move, sleeps badly, cries, has stopped \
                         singing and seeing people."
                    .into(),
                why_now: "She burst into tears at a dinner for her partner's colleagues and \
                          frightened herself."
                    .into(),
                consent_to_assessment: Some(true),
                assessment_booked_on: Some(later(start, -5)),
                ..Referral::default()
            },
        },
    )?;
    beginning::suitability(&walk)?;
    let people = beginning::first_three_sessions(&walk)?;
    fourth_session(&walk, &people)?;
    let about_work = sessions::middle(&walk, &people)?;
    sessions::ending(&walk, &people, about_work)?;
    last_session(&walk, &people)?;
    own_way_in(clinic, therapist, &walk)?;
    maintenance::walk_on(&walk, clinic)
}

/// Formulation, focus, goals and contract.
fn fourth_session(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let day = walk.on(21);
    let four = SessionNumber::Acute(4);
    walk.open(day)?;
    sessions::scored(walk, 4, day, [2, 3, 2, 2, 1, 2, 2, 1, 1], 12)?;
    techniques::made_clear(walk, people)?;
    walk.write(four, fourth_note())?;
    walk.assessed(
        beginning::risk(
            day,
            "The same fleeting thought, twice this week, no plan; she told Jonas.",
        ),
        "Thoughts passive and fewer, no plan, plan with Jonas and Ida stands; asked again each \
         week.",
    )?;
    walk.act(Command::DecideAlert {
        alert: Alert { session: four, rule: Rule::Early },
        content: early(),
    })?;
    walk.record(formulation())?;
    walk.told(
        Answer::AcceptWithChange,
        "Yes. But say that I chose to come here too. I was not only dragged.",
        day,
    )?;
    walk.focus(focus(people, day))?;
    goals(walk, people)?;
    walk.record(contract(walk.start, later(walk.start, 91)))?;
    walk.signed(day)?;
    walk.act(Command::OpenMiddle)?;
    walk.act(Command::SignSession { number: four })
}

/// The early look at the scores.
fn early() -> AlertReview {
    AlertReview {
        seen: "PHQ-9 from 18 to 16: 11 % less.".into(),
        looked_at: vec![LookedAt::Safety, LookedAt::Focus, LookedAt::Technique],
        decision: Some(AlertDecision::CarryOn),
        reasons: "The tape was reviewed with the supervisor, 3.2 of 5. The focus is agreed only \
                  today and is held; the plan is kept."
            .into(),
        ..AlertReview::default()
    }
}

fn fourth_note() -> SessionNote {
    SessionNote {
        risk_disclosed: Some(true),
        techniques: vec![Technique::Psychoeducation, Technique::Clarification],
        plan: "The old role and the new one, side by side. Eight sessions left.".into(),
        ..sessions::note(
            "Tired, but I have read what you wrote about me three times.",
            "Seeing the move and the low in one line eased her: it has a beginning, so it can have \
             an end.",
            "Passive thoughts asked about and assessed; no plan. Safety plan looked at again.",
            "Formulation told and accepted with a change; focus, goals and contract agreed. She \
             cried when she read the first goal aloud. Early look at the scores (R1): 18 to 16, a \
             small fall. The tape was reviewed with the supervisor, 3.2 of 5; the focus is held, \
             and the plan is kept.",
        )
    }
}

/// The mid-course review of session 6.
fn mid_review(day: Date) -> MidReview {
    MidReview {
        held_on: Some(day),
        change_in_clients_words:
            "I sleep. I have rung Ida every week. I am still angry, but it is mine.".into(),
        change_in_therapists_view: "PHQ-9 from 18 to 13. She speaks of the loss with feeling; the \
                                    silence with Jonas is now the harder part."
            .into(),
        goals_so_far: "Ringing Ida works; work is open; Jonas not yet.".into(),
        working_together: "She would like me to interrupt her when she turns to blaming herself."
            .into(),
        focus_still_right: Some(true),
        what_to_change: "More time for the talks with Jonas.".into(),
        sessions_left_said: Some(true),
    }
}

/// The last acute session: plan, outcome, maintenance.
fn last_session(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let day = walk.on(91);
    walk.open(day)?;
    sessions::scored(walk, 12, day, [0, 1, 1, 1, 0, 0, 1, 0, 0], 4)?;
    let places = [(people.jonas, 1), (people.ida, 1), (people.lien, 2)];
    walk.place(Layout::Now, day, &places)?;
    walk.record(ending())?;
    walk.record(relapse_plan(day))?;
    walk.record(outcome())?;
    farewell::goals_rated(walk)?;
    walk.record(Maintenance {
        aim: "Stay well through the first winter here and the first months at the new school."
            .into(),
        focus_in_words: "Being new, and speaking before the silence.".into(),
        frequency: Some(Frequency::Monthly),
        sessions: Some(2),
        starts_on: Some(later(day, 30)),
        ends_on: Some(later(day, 92)),
        step_up_trigger: "Two weeks of the signs under “act”, or a PHQ-9 of 10 or more.".into(),
        agreed_with_client: Some(true),
        medication_needed_for_remission: Some(false),
        prescriber: String::new(),
        why_changed: String::new(),
    })?;
    walk.note(
        SessionNumber::Acute(12),
        sessions::note(
            "I woke up and thought: last time. And then: I can do this.",
            "Sadness about the goodbye beside pride; she named both herself.",
            "Asked: no thoughts since session 4. Urgent signs and contacts are in the plan.",
            "Goals looked at: 8 of 10 with Jonas, work decided, two numbers used. Plan signed. \
             We said goodbye with the song she had sung at the choir trial.",
        ),
    )?;
    walk.act(Command::BeginMaintenance)
}

/// The client gets a way in of her own.
fn own_way_in(clinic: &Clinic, therapist: &Actor, walk: &Walk<'_>) -> Result<(), Problem> {
    let access: Access<TheCourse, Write> = clinic.may(therapist, walk.course, "client")?;
    clinic.invite_client(&access, "maren").map(|_| ())
}

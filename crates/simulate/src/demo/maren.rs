//! Maren, 38: a move for her partner's work, her own life left behind. The whole course, from
//! referral to the end of maintenance (domain page §13). An invented composite; no real person.

use clinic::{Access, Actor, Clinic, Problem, SetClock, TheCourse, Write};
use ipt::{
    Area, Command, Dialect, PersonId,
    document::{
        Contract, Ending, Formulation, Maintenance, MidReview, Outcome, Referral, RelapsePlan,
        contract::{Format, Frequency, Recording},
        formulation::Answer,
        outcome::{MaintenanceDecision, Result as Outcomes},
    },
    focus::FocusSelection,
    goal::{Goal, GoalProgress, GoalStatus},
    inventory::circle::Layout,
    session::SessionNumber,
};
use jiff::civil::Date;

use super::lines;
use crate::walk::{Arrival, Walk, later};

mod beginning;
mod sessions;

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
    sessions::middle(&walk, &people)?;
    sessions::ending(&walk, &people)?;
    last_session(&walk, &people)?;
    sessions::maintenance(&walk)?;
    own_way_in(clinic, therapist, &walk)
}

/// Formulation, focus, goals and contract.
fn fourth_session(walk: &Walk<'_>, people: &People) -> Result<(), Problem> {
    let day = walk.on(21);
    walk.open(day)?;
    sessions::scored(walk, 4, day, [2, 3, 2, 2, 1, 2, 2, 1, 1], 12)?;
    walk.assessed(
        beginning::risk(day, "The same fleeting thought, twice this week, no plan; she told Jonas."),
        "Thoughts passive and fewer, no plan, plan with Jonas and Ida stands; asked again each week.",
    )?;
    walk.record(formulation())?;
    walk.told(
        Answer::AcceptWithChange,
        "Yes. But say that I chose to come here too. I was not only dragged.",
        day,
    )?;
    walk.focus(FocusSelection {
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
    })?;
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
    walk.record(contract(walk.start, later(walk.start, 91)))?;
    walk.signed(day)?;
    walk.act(Command::OpenMiddle)?;
    walk.note(
        SessionNumber::Acute(4),
        sessions::note(
            "Tired, but I have read what you wrote about me three times.",
            "Seeing the move and the low in one line eased her: it has a beginning, so it can have an end.",
            "Passive thoughts asked about and assessed; no plan. Safety plan looked at again.",
            "Formulation told and accepted with a change; focus, goals and contract agreed. \
             She cried when she read the goal about singing out loud.",
        ),
    )
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "a depression, the second in your life".into(),
        symptoms_in_words: "you sleep badly, you cry, and nothing gives you pleasure".into(),
        began: "about five months ago".into(),
        precipitant:
            "the move here for Jonas's work, with the farewell to your school, your choir \
                      and Ida"
                .into(),
        mood_and_event: "the emptier the days became the less you rang anybody, and the less you \
                         rang the emptier they were; at home you went silent, and the silence made \
                         you feel more alone"
            .into(),
        vulnerability:
            "a first depression at 24, and an early habit of managing alone so as not to \
                        be a burden"
                .into(),
        support:
            "Ida, who is far but steady; Jonas, who cares but does not see it; here nobody yet"
                .into(),
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

fn contract(start: Date, end: Date) -> Contract {
    Contract {
        sessions: Some(12),
        minutes: Some(50),
        frequency: Some(Frequency::Weekly),
        starts_on: Some(start),
        planned_end: Some(end),
        taper: "weekly to session 10, then every two weeks".into(),
        review_points: "Session 6, and at the end".into(),
        focus_in_words: "The change of place and role; and speaking with Jonas.".into(),
        goals_in_words: lines(&[
            "Tell Jonas what I need without going silent",
            "Decide about work by the eighth session",
            "Two people here whom I could ring",
        ]),
        measures_schedule: "PHQ-9 and GAD-7 before each session".into(),
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

fn ending() -> Ending {
    Ending {
        feelings: "Sad, a little afraid, and proud. “I did not know that an ending could be talked about.”".into(),
        sadness_or_relapse: "The dip at session 10 came with the count-down and went when it was \
                             named; sleep and appetite held."
            .into(),
        gains: lines(&[
            "you sleep and you sing again",
            "you say to Jonas what you need before the silence comes",
            "you have decided about work",
            "there are two people here whom you ring",
        ]),
        clients_account: "I had to be allowed to miss it before I could want anything here".into(),
        skills: lines(&["noticing the silence early", "asking for one thing in one sentence"]),
        unfinished: "the talk with Greta about expectations can wait until spring".into(),
        letter: String::new(),
    }
}

fn relapse_plan(day: Date) -> RelapsePlan {
    RelapsePlan {
        signs_watch: lines(&["I put off ringing Ida", "I wake at four two nights running"]),
        signs_act: lines(&[
            "I go silent with Jonas for more than a day",
            "I call off the choir twice",
        ]),
        signs_urgent: lines(&["I think that they would be better off without me"]),
        triggers: lines(&["School holidays", "Jonas away for work", "November"]),
        what_helped: lines(&[
            "Saying what I miss",
            "One thing a week that is mine",
            "Talking on Sundays, walking",
        ]),
        skills: lines(&["Noticing the silence early", "Asking for one thing in one sentence"]),
        people_to_tell: lines(&[
            "Jonas: walk with me, do not fix it",
            "Ida: ring me, also when I do not",
            "Lien: take me along",
        ]),
        daily_anchors: lines(&["Up at seven", "Out before noon", "Singing, even badly"]),
        medication_and_prescriber: "None. Dr. Osei knows of this plan.".into(),
        re_entry: "I ring the practice; a talk within two weeks.".into(),
        crisis_contacts: lines(&["112", "116 123"]),
        others_may_notice: "Jonas: I stop humming.".into(),
        check_1_month: Some(later(day, 30)),
        check_3_months: Some(later(day, 91)),
        check_6_months: Some(later(day, 182)),
        unfinished_goals: "Greta, in spring.".into(),
        agreed_on: Some(day),
        copies_to: "Maren, Jonas, Dr. Osei".into(),
        ..RelapsePlan::default()
    }
}

fn outcome() -> Outcome {
    Outcome {
        result: Some(Outcomes::Remission),
        in_clients_words: "I live here now. Some days I even like it.".into(),
        account: "PHQ-9 18 to 4, GAD-7 13 to 4 over twelve sessions. Nothing is said of causes."
            .into(),
        maintenance: Some(MaintenanceDecision::Agreed),
        maintenance_reason: "Second episode, first winter in the new place.".into(),
        ..Outcome::default()
    }
}

/// How far a goal has come at a session.
fn progress(session: u32, rating: u32, status: GoalStatus, evidence: &str) -> GoalProgress {
    GoalProgress {
        session: Some(session),
        rating: Some(rating),
        status: Some(status),
        evidence: evidence.into(),
    }
}

/// The client gets a way in of her own.
fn own_way_in(clinic: &Clinic, therapist: &Actor, walk: &Walk<'_>) -> Result<(), Problem> {
    let access: Access<TheCourse, Write> = clinic.may(therapist, walk.course, "client")?;
    clinic.invite_client(&access, "maren").map(|_| ())
}

//! How a course goes beside its scores: what moved without a reason noted, and what the record
//! holds of the four ways in which IPT is thought to work.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    Course, PersonId,
    homework::Tried,
    inventory::circle::Layout,
    measure::Measure,
    session::{SessionNumber, Technique},
    timeline::LifeEvent,
};

/// A score that moved by more than chance from one session to the next, and nothing is noted
/// between that it may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexplained {
    /// The session before.
    pub before: SessionNumber,
    /// The session at which it had moved.
    pub at: SessionNumber,
    /// The score before.
    pub from: u32,
    /// The score after.
    pub to: u32,
}

/// What moved on a measure without a reason noted, in the order of the sessions.
pub fn unexplained(course: &Course, measure: &Measure) -> Vec<Unexplained> {
    let Some(reliable) = measure.reliable_change.as_ref().and_then(|c| measure.in_unit(c.value))
    else {
        return Vec::new();
    };
    let scored = course.sessions.iter().filter_map(|session| {
        let score = course.score_at(&measure.id, session.number)?;
        Some((session.number, session.on, score.total))
    });
    let scored: Vec<(SessionNumber, Date, u32)> = scored.collect();
    scored
        .windows(2)
        .filter_map(|pair| {
            let [(before, from_day, from), (at, to_day, to)] = pair else { return None };
            let moved = from.abs_diff(*to) >= reliable;
            let found = Unexplained { before: *before, at: *at, from: *from, to: *to };
            (moved && !something_between(course, *from_day, *to_day)).then_some(found)
        })
        .collect()
}

/// Whether an event or an incident is noted in these days.
fn something_between(course: &Course, from: Date, to: Date) -> bool {
    let within = |on: Date| from <= on && on <= to;
    let event = course
        .timeline
        .iter()
        .any(|kept| kept.moment.kind != Some(LifeEvent::Symptoms) && within(kept.on()));
    event || course.incidents.iter().any(|kept| within(kept.on()))
}

/// What the record holds of the mechanisms that are proposed for IPT: more social support, less
/// interpersonal stress, emotion worked through, better skills (S18). Counts, never a worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mechanisms {
    /// People of the list who give support, or once stood further out and now stand nearer.
    pub support: Support,
    /// People with whom there are quarrels, and the stages that a dispute went through.
    pub stress: Stress,
    /// Sessions whose note names an affect, and incidents with the mood before and after.
    pub emotion: Emotion,
    /// Sessions with rehearsal, exchanges tried in another version, tasks tried of those agreed.
    pub skills: Skills,
}

/// Social support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// People who give some.
    pub people: usize,
    /// People who stand nearer than before the onset.
    pub nearer: usize,
    /// People who stand further out.
    pub further: usize,
}

/// Interpersonal stress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stress {
    /// People with quarrels.
    pub quarrels: usize,
    /// How often a dispute moved to another stage.
    pub moves: usize,
}

/// Emotion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emotion {
    /// Sessions in which an affect was named.
    pub named: usize,
    /// Incidents told with what was felt.
    pub incidents: usize,
}

/// Skills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skills {
    /// Sessions with role play or a replayed exchange.
    pub rehearsed: usize,
    /// Other versions that were tried, in part too.
    pub tried: usize,
    /// Tasks agreed.
    pub tasks: usize,
    /// Tasks tried, in part too.
    pub tasks_tried: usize,
}

impl Mechanisms {
    /// Of a course so far.
    pub fn of(course: &Course) -> Self {
        Self {
            support: support(course),
            stress: stress(course),
            emotion: Emotion {
                named: course.sessions.iter().filter(|s| !s.note.affect.is_empty()).count(),
                incidents: course
                    .incidents
                    .iter()
                    .filter(|kept| !kept.incident.feelings.is_empty())
                    .count(),
            },
            skills: skills(course),
        }
    }
}

fn support(course: &Course) -> Support {
    let ring = |layout, id: PersonId| course.circle.ring(layout, id);
    let moved = |id| Some((ring(Layout::BeforeOnset, id)?, ring(Layout::Now, id)?));
    let moves: Vec<_> = course.people_listed().filter_map(|person| moved(person.id)).collect();
    Support {
        people: course.people_listed().filter(|p| !p.entry.support.is_empty()).count(),
        nearer: moves.iter().filter(|(before, now)| now < before).count(),
        further: moves.iter().filter(|(before, now)| now > before).count(),
    }
}

fn stress(course: &Course) -> Stress {
    let stages: Vec<_> = course.sessions.iter().filter_map(|s| s.note.dispute_stage).collect();
    Stress {
        quarrels: course.people_listed().filter(|p| p.entry.has_quarrels()).count(),
        moves: stages.windows(2).filter(|pair| pair[0] != pair[1]).count(),
    }
}

fn skills(course: &Course) -> Skills {
    let practised: BTreeSet<Technique> =
        [Technique::RolePlay, Technique::CommunicationAnalysis].into();
    let went = |tried: Option<Tried>| matches!(tried, Some(Tried::Tried | Tried::Partly));
    let replays = course.incidents.iter().filter_map(|kept| kept.communication.as_ref());
    let reviews = course.homework.iter().filter_map(|task| task.review.as_ref());
    Skills {
        rehearsed: course
            .sessions
            .iter()
            .filter(|s| s.note.techniques.iter().any(|t| practised.contains(t)))
            .count(),
        tried: replays.filter(|found| went(found.tried)).count(),
        tasks: course.homework.len(),
        tasks_tried: reviews.filter(|review| went(review.tried)).count(),
    }
}

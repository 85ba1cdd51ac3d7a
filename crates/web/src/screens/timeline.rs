//! The timeline: symptoms and life events on one axis.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course, MomentId,
    artefact::Artefact,
    timeline::{KeptMoment, LifeEvent, Moment, from_near_onset, near_onset},
};
use jiff::civil::Date;

use super::{CourseFrame, act, act_and_go, choosable, document::told_of, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    parts::{
        Svg,
        lanes::{Lanes, Mark, lanes},
    },
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/timeline/page.html")]
struct TimelinePage {
    page: Page,
    frame: CourseFrame,
    moments: Vec<MomentView>,
    drawn: Option<Svg>,
    onset: String,
    form: FormView,
    /// What was noted of the moment, to be read where nothing can be noted any more.
    fixed: Vec<(String, String)>,
    one: bool,
    strike: String,
}

struct MomentView {
    number: usize,
    address: String,
    on: String,
    kind: String,
    what: String,
    people: String,
    intensity: Option<u32>,
    near_onset: bool,
}

fn making(
    ask: &Ask,
    course: &Course,
    one: Option<MomentId>,
    moment: Option<&KeptMoment>,
) -> Making<'static> {
    let action = match one {
        Some(id) => ask.room(&format!("timeline/{id}")),
        None => ask.room("timeline"),
    };
    Making {
        name: Moment::NAME,
        fields: Moment::FIELDS,
        action,
        stored: moment.map_or_else(Default::default, |kept| kept.moment.to_form()),
        seen: moment.map_or(0, |kept| kept.revision.into()),
        people: choosable(course),
        submit: if one.is_some() { "save" } else { "timeline-add" },
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    one: Option<MomentId>,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "timeline");
    let chosen = one.and_then(|id| course.timeline.iter().find(|kept| kept.id == id));
    // What was typed of a moment that was struck meanwhile comes back all the same.
    if one.is_some() && chosen.is_none() && trouble.is_none() {
        return Err(Failure::NotThere);
    }
    let made = making(ask, course, one, chosen);
    let form = FormView::of(ask, made, trouble)?;
    let onset = course.documents.assessment.as_ref().and_then(|kept| kept.value.onset);
    let near: Vec<MomentId> = onset
        .map(|onset| near_onset(&course.timeline, onset).iter().map(|kept| kept.id).collect())
        .unwrap_or_default();
    let template = TimelinePage {
        page,
        frame,
        moments: course
            .timeline
            .iter()
            .zip(1..)
            .map(|(kept, n)| MomentView { number: n, ..view(ask, course, kept, &near) })
            .collect(),
        drawn: drawn(course, onset),
        onset: onset.map_or(String::new(), plain::date),
        form,
        fixed: chosen.map_or_else(Vec::new, |kept| told_of(&kept.moment, course)),
        one: one.is_some(),
        strike: one.map_or(String::new(), |id| ask.room(&format!("timeline/{id}/striking"))),
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The two lanes: symptoms and life.
fn drawn(course: &Course, onset: Option<Date>) -> Option<Svg> {
    let marks = course.timeline.iter().zip(1..).map(|(kept, number)| Mark {
        on: kept.on(),
        intensity: kept.moment.intensity,
        number: (kept.moment.kind != Some(LifeEvent::Symptoms)).then_some(number),
    });
    let name = |key: &str| words().t(key).into_owned();
    let near = |onset: Date| (onset, from_near_onset(onset));
    (!course.timeline.is_empty()).then(|| {
        Svg(lanes(&Lanes {
            title: name("room-timeline"),
            desc: name("timeline-desc"),
            marks: marks.collect(),
            onset: onset.map(near),
            names: [
                name("timeline-symptoms"),
                name("timeline-life"),
                name("timeline-onset-short"),
                name("timeline-earlier"),
            ],
        }))
    })
}

fn view(ask: &Ask, course: &Course, kept: &KeptMoment, near: &[MomentId]) -> MomentView {
    let names = kept.moment.people.iter().filter_map(|id| course.person(*id));
    let kind = kept.moment.kind.map_or(String::new(), |kind| {
        words().t(&format!("life_event-{}", kind.code())).into_owned()
    });
    MomentView {
        number: 0,
        address: ask.room(&format!("timeline/{}", kept.id)),
        on: plain::remembered(kept.on(), kept.moment.precision),
        kind,
        what: kept.moment.what.clone(),
        people: names.map(plain::named).collect::<Vec<_>>().join(", "),
        intensity: kept.moment.intensity,
        near_onset: near.contains(&kept.id),
    }
}

/// The timeline.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, None)
}

/// One moment of it.
///
/// # Errors
/// See [`Failure`].
pub fn moment(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, Some(ask.part("moment")?), None)
}

fn save(ask: &Ask, access: &Access<TheCourse, Write>, one: Option<MomentId>) -> Answer {
    let trouble = match Moment::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let moment = one.unwrap_or(MomentId(ask.key()));
            let command = Command::NoteMoment { moment, content };
            let expect = one.map_or(Expect::Anything, |id| Expect::Moment(id, ask.seen()));
            match act(ask, access, expect, command)? {
                Ok(()) => return Ok(saved(&ask.room("timeline"))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, one, Some(&trouble))
}

/// Puts a moment on it.
///
/// # Errors
/// See [`Failure`].
pub fn note(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    save(ask, access, None)
}

/// Puts it anew.
///
/// # Errors
/// See [`Failure`].
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    save(ask, access, Some(ask.part("moment")?))
}

/// Strikes it.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let moment = ask.part("moment")?;
    act_and_go(ask, access, Command::StrikeMoment { moment }, "timeline")
}

//! Supervision in the course of its therapist: the client's consent, and the talks.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    AccountId, Command, Course, Form, SupervisionId,
    artefact::Artefact,
    supervision::{KeptConsent, SupervisionConsent, SupervisionStep},
};

use super::{TalkView, followed_at, followed_up, talk_typed, talking, talks};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    screens::{CourseFrame, act, document::told_of, saved},
    slip::{Returned, Slip},
    words::words,
};

const ROOM: &str = "supervision";

#[derive(Template)]
#[template(path = "screens/supervision/room.html")]
struct RoomPage {
    page: Page,
    frame: CourseFrame,
    supervisors: Vec<SupervisorView>,
    talks: Vec<TalkView>,
    talking: Option<FormView>,
}

/// Somebody who supervises, or did: what the client let them see.
struct SupervisorView {
    name: String,
    state: String,
    facts: Vec<(String, String)>,
    stands: bool,
    /// To ask the client, or ask anew; none for somebody without a contract.
    asking: Option<FormView>,
    ask_anew: String,
    withdrawing: Slip,
}

/// Which form comes back: that of a consent, that of a talk, or a small one.
enum Back<'a> {
    Consent(AccountId, &'a Trouble),
    Talk(&'a Trouble),
    Slip(&'a Returned),
    None,
}

fn at(ask: &Ask) -> String {
    ask.room(ROOM)
}

fn asking(
    ask: &Ask,
    supervisor: AccountId,
    kept: Option<&KeptConsent>,
    trouble: Option<&Trouble>,
) -> Result<FormView, Failure> {
    let making = Making {
        name: SupervisionConsent::NAME,
        fields: SupervisionConsent::FIELDS,
        action: format!("{}/{supervisor}", at(ask)),
        stored: kept.map_or_else(Form::new, |kept| kept.content.to_form()),
        seen: 0,
        people: Vec::new(),
        submit: "consent-save",
    };
    FormView::of(ask, making, trouble)
}

fn supervisor(
    ask: &Ask,
    course: &Course,
    (id, contract): (AccountId, bool),
    back: &Back<'_>,
) -> Result<SupervisorView, Failure> {
    let kept = course.supervision.consents.iter().find(|kept| kept.supervisor == id);
    let stands = kept.is_some_and(|kept| kept.stands(ask.clinic().today()));
    let (chosen, trouble) = match back {
        Back::Consent(whose, trouble) if *whose == id => (true, Some(*trouble)),
        Back::Consent(..) => (false, None),
        _ => (ask.queried("with") == id.to_string() || kept.is_none(), None),
    };
    let returned = match back {
        Back::Slip(returned) => Some(*returned),
        _ => None,
    };
    let state = match kept {
        Some(KeptConsent { withdrawn: Some((_, on, reason)), .. }) => {
            let day = plain::date(*on);
            words().with("consent-withdrawn", &[("day", &day), ("reason", reason)])
        }
        Some(_) if stands && contract => words().t("consent-stands").into_owned(),
        Some(_) if stands => words().t("consent-no-contract").into_owned(),
        Some(_) => words().t("consent-over").into_owned(),
        None => words().t("consent-none").into_owned(),
    };
    let asked = contract && chosen;
    Ok(SupervisorView {
        name: ask.clinic().name_of(id),
        state,
        facts: match kept {
            Some(kept) if kept.withdrawn.is_none() => told_of(&kept.content, course),
            Some(_) | None => Vec::new(),
        },
        stands,
        asking: if asked { Some(asking(ask, id, kept, trouble)?) } else { None },
        ask_anew: if contract && !chosen {
            format!("{}?with={id}", at(ask))
        } else {
            String::new()
        },
        withdrawing: Slip::of(ask, format!("{}/{id}/withdrawal", at(ask)), Form::new(), returned)?,
    })
}

/// Those with a contract, and those who had the client's consent without one.
fn everybody(ask: &Ask, course: &Course) -> Vec<(AccountId, bool)> {
    let leads = course.begun.as_ref().map(|begun| begun.therapist);
    let by_contract = leads.map_or_else(Vec::new, |leads| ask.clinic().supervisors_of(leads));
    let before = course.supervision.consents.iter().map(|kept| kept.supervisor);
    let before = before.filter(|id| !by_contract.contains(id)).map(|id| (id, false));
    by_contract.iter().map(|id| (*id, true)).chain(before).collect()
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, back: &Back<'_>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, ROOM);
    let everybody = everybody(ask, course);
    let supervisors = everybody.into_iter().map(|one| supervisor(ask, course, one, back));
    let returned = match back {
        Back::Slip(returned) => Some(*returned),
        _ => None,
    };
    let trouble = match back {
        Back::Talk(trouble) => Some(*trouble),
        _ => None,
    };
    let talked = frame.shut.is_none() && !course.supervision.consents.is_empty();
    let template = RoomPage {
        supervisors: supervisors.collect::<Result<_, _>>()?,
        talks: talks(ask, course, &at(ask), returned)?,
        talking: if talked { Some(talking(ask, &at(ask), trouble)?) } else { None },
        page,
        frame,
    };
    match back {
        Back::None => answer::show(&template),
        _ => show_again(&template),
    }
}

/// The room.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, &Back::None)
}

/// Writes down that the client agreed to a supervisor.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn consent(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let supervisor: AccountId = ask.part("supervisor")?;
    let done = match SupervisionConsent::read(&ask.form) {
        Ok(content) => {
            let step = SupervisionStep::Consented { supervisor, content };
            act(ask, access, Expect::Anything, Command::Supervise(step))?
        }
        Err(problems) => Err(Trouble::fields(problems)),
    };
    match done {
        Ok(()) => Ok(saved(&at(ask))),
        Err(trouble) => page(ask, access, &Back::Consent(supervisor, &trouble)),
    }
}

/// Writes down that the client took it back.
///
/// # Errors
/// See [`Failure`]; a refusal comes back on the page.
pub fn withdraw(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let supervisor: AccountId = ask.part("supervisor")?;
    let action = format!("{}/{supervisor}/withdrawal", at(ask));
    let reason = ask.field("reason").to_owned();
    slip(ask, access, action, Ok(SupervisionStep::Withdrawn { supervisor, reason }))
}

/// Writes down a talk.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn talk(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let done = match talk_typed(ask) {
        Ok(step) => act(ask, access, Expect::Anything, Command::Supervise(step))?,
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(saved(&at(ask))),
        Err(trouble) => page(ask, access, &Back::Talk(&trouble)),
    }
}

/// Says what came of one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn follow_up(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let talk: SupervisionId = ask.part("talk")?;
    slip(ask, access, followed_at(&at(ask), talk), followed_up(ask, talk))
}

fn slip(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    action: String,
    step: Result<SupervisionStep, Trouble>,
) -> Answer {
    let done = match step {
        Ok(step) => act(ask, access, Expect::Anything, Command::Supervise(step))?,
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(saved(&at(ask))),
        Err(trouble) => page(ask, access, &Back::Slip(&Returned { action, trouble })),
    }
}

//! The page of a parent or guardian: what was agreed that they are told, and nothing else.

use askama::Template;
use clinic::{
    Access, Actor, Read, Role,
    guardian::{AgreedTime, ToldTo, Ward},
    permission::TheWard,
};
use ipt::{Code, DocumentKind};

use super::print::content;
use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/ward/page.html")]
struct WardPage {
    page: Page,
    lead: String,
    therapist: String,
    /// When the next session is, in words; none when that is not told.
    next: Option<String>,
    /// What was agreed, a line each; none when that is not told.
    agreement: Option<Vec<String>>,
    /// The safety plan; none when that is not told.
    plan: Option<Vec<(String, String)>>,
}

#[derive(Template)]
#[template(path = "screens/ward/nothing.html")]
struct NothingPage {
    page: Page,
}

/// The course of which somebody is told, or that nothing is told at the moment.
///
/// # Errors
/// See [`Failure`].
pub fn home(ask: &Ask, actor: &Actor) -> Answer {
    if !actor.has(Role::Guardian) {
        return Err(Failure::NotThere);
    }
    match ask.clinic().wards_course(actor)? {
        Some(course) => Ok(redirect(&format!("/ward/{course}"))),
        None => answer::show(&NothingPage { page: Page::of(ask, &words().t("my-title")) }),
    }
}

fn agreed(time: &AgreedTime) -> Vec<String> {
    let (sessions, end) = (time.sessions.to_string(), plain::date(time.planned_end));
    let mut lines = vec![words().with("ward-sessions", &[("n", &sessions), ("end", &end)])];
    if let Some(minutes) = time.minutes {
        lines.push(words().with("ward-minutes", &[("n", &minutes.to_string())]));
    }
    if let Some(frequency) = time.frequency {
        lines.push(words().t(&format!("frequency-{}", frequency.code())).into_owned());
    }
    lines
}

/// What is told.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheWard, Read>) -> Answer {
    let ward: Ward = ask.clinic().ward(access)?;
    let today = ask.clinic().today();
    let is = |told| ward.told.contains(&told);
    let none = |key: &str| words().t(key).into_owned();
    let next = ward.next_session.map_or_else(
        || none("ward-next-none"),
        |next| plain::timed(plain::day_heading(next.on, today), next.at),
    );
    let agreement =
        ward.agreement.map_or_else(|| vec![none("ward-agreement-none")], |time| agreed(&time));
    let plan = ward.safety_plan.as_ref().map(|file| {
        let (_, sections) = content(&file.course, DocumentKind::SafetyPlan, &Default::default());
        sections.into_iter().flat_map(|(_, facts)| facts).collect()
    });
    answer::show(&WardPage {
        page: Page::of(ask, &words().t("my-title")),
        lead: words().with("ward-lead", &[("name", &ward.first_name)]),
        therapist: ward.therapist.map_or_else(String::new, |who| ask.clinic().name_of(who)),
        next: is(ToldTo::Appointments).then_some(next),
        agreement: is(ToldTo::Agreement).then_some(agreement),
        plan,
    })
}

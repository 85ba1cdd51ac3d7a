//! Check-ins: the therapist makes a link or hands over the device; the client answers (`filled`).

use askama::Template;
use axum::http::header;
use clinic::{
    Access, Read, TheCourse, Write,
    check_in::{Asked, Made, Standing},
    permission::Verb,
};
use ipt::{Course, content::schedule, session::SessionNumber};

use super::CourseFrame;
use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    field::Offer,
    guard,
    page::Page,
    parts::{Svg, code},
    plain,
    words::words,
};

mod due;
pub mod filled;

pub use due::{Due, due};

#[derive(Template)]
#[template(path = "screens/check_in/page.html")]
struct CheckInPage {
    page: Page,
    frame: CourseFrame,
    action: String,
    /// The link that was just made, shown once, and its picture for a phone.
    link: Option<(String, Svg)>,
    sessions: Vec<Offer>,
    measures: Vec<Offer>,
    problem: String,
    made: Vec<MadeView>,
}

struct MadeView {
    address: String,
    what: String,
    when: String,
    standing: String,
    open: bool,
}

/// The sessions that answers may belong to: the next one, and the last one held.
fn sessions(course: &Course, chosen: &str) -> Vec<Offer> {
    let last = course.sessions.last().map(|session| session.number);
    let numbers = std::iter::once(course.next_number()).chain(last);
    numbers
        .enumerate()
        .map(|(n, number)| {
            let value = number.to_string();
            let chosen = if chosen.is_empty() { n == 0 } else { chosen == value };
            Offer { label: format!("{} {value}", words().t("session")), value, chosen }
        })
        .collect()
}

/// The measures that can be answered on a screen; those that are due are chosen.
fn measures(ask: &Ask, course: &Course, number: Option<SessionNumber>) -> Vec<Offer> {
    let used = ask.clinic().measures_in_use();
    let ids: Vec<String> = used.iter().map(|measure| measure.id.clone()).collect();
    let number = number.unwrap_or_else(|| course.next_number());
    let due = schedule::due(course, number, &ids);
    let worded = used.into_iter().filter(|measure| measure.has_wording());
    worded
        .map(|measure| Offer {
            value: measure.id.clone(),
            label: measure.title.clone(),
            chosen: due.contains(&measure.id),
        })
        .collect()
}

/// How a check-in stands, in words.
fn standing(ask: &Ask, made: &Made) -> String {
    let zone = ask.clinic().zone();
    let (key, at) = match made.standing {
        Standing::Waits => ("check-in-waits", made.expires_at),
        Standing::Begun => ("check-in-begun", made.expires_at),
        Standing::Done(at) => ("check-in-done", at),
        Standing::Revoked(at) => ("check-in-revoked", at),
        Standing::Expired => ("check-in-expired", made.expires_at),
    };
    words().with(key, &[("when", &plain::moment(at, &zone))])
}

fn view(ask: &Ask, course: &Course, made: &Made) -> MadeView {
    let zone = ask.clinic().zone();
    let title = |id: &String| {
        ask.clinic().measures().find(id).map_or_else(|| id.clone(), |measure| measure.short.clone())
    };
    let names: Vec<String> = made.asked.measures.iter().map(title).collect();
    MadeView {
        address: ask.room(&format!("check-in/{}/revocation", made.id.simple())),
        what: format!("{} {}: {}", words().t("session"), made.session(course), names.join(", ")),
        when: plain::moment(made.made_at, &zone),
        standing: standing(ask, made),
        open: matches!(made.standing, Standing::Waits | Standing::Begun),
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    link: Option<String>,
    problem: &str,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "check-in");
    let session = match ask.field("session") {
        "" => ask.queried("session"),
        typed => typed,
    };
    let template = CheckInPage {
        page,
        frame,
        action: ask.room("check-in"),
        link: link.map(|link| (link.clone(), Svg(code::drawn(&link)))),
        sessions: sessions(course, session),
        measures: measures(ask, course, session.parse().ok()),
        problem: if problem.is_empty() { String::new() } else { words().t(problem).into_owned() },
        made: ask.clinic().check_ins(access)?.iter().map(|made| view(ask, course, made)).collect(),
    };
    if problem.is_empty() { answer::show(&template) } else { show_again(&template) }
}

/// The check-ins of a course, and the form that makes one.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, "")
}

/// Makes one: its link is shown once; or the device is handed over, signed out and open for the
/// questions alone.
///
/// # Errors
/// See [`Failure`].
pub fn make(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let course = &ask.clinic().read(access)?.course;
    let session: SessionNumber = ask.field("session").parse().map_err(|_| Failure::choice())?;
    if course.session(session).is_none() && session != course.next_number() {
        return Err(Failure::choice());
    }
    let offered = measures(ask, course, Some(session));
    let chosen = ask.form.get("measures").map_or(&[][..], Vec::as_slice);
    let measures: Vec<String> =
        offered.into_iter().map(|offer| offer.value).filter(|id| chosen.contains(id)).collect();
    if measures.is_empty() {
        return page(ask, access, None, "check-in-none-chosen");
    }
    let in_room = ask.field("in_room") == "yes";
    let token = ask.clinic().make_check_in(access, Asked { session, measures, in_room })?;
    let path = format!("/check-in/{}", token.0);
    if !in_room {
        return page(ask, access, Some(ask.in_full(&path)), "");
    }
    if let Some(token) = &ask.token {
        ask.clinic().sign_out(token)?;
    }
    let mut response = redirect(&path);
    response.headers_mut().insert(header::SET_COOKIE, guard::set_cookie(&ask.app, None));
    Ok(response)
}

/// Takes a link back.
///
/// # Errors
/// See [`Failure`].
pub fn revoke(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    ask.clinic().revoke_check_in(access, ask.part("check_in")?)?;
    Ok(super::saved(&ask.room("check-in")))
}

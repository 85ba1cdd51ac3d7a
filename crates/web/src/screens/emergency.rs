//! Emergency access: to open a client's courses for an hour, and to look afterwards at what was
//! opened so.

use std::collections::BTreeMap;

use askama::Template;
use clinic::{
    Access, Problem, Read, Role, TheCourse, Write,
    emergency::{EmergencyReason, EmergencyUse, MINUTES, Opened, Opening, REVIEW_HOURS},
    permission::{TheEmergency, TheEmergencyUse, Verb},
};

use crate::{
    answer::{self, Answer, Failure, redirect, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::{saved, second_step::fresh},
    slip::Slip,
    words::words,
};

/// The address of the page.
pub const ADDRESS: &str = "/emergency";

#[derive(Template)]
#[template(path = "screens/emergency/page.html")]
struct EmergencyPage {
    page: Page,
    /// Whether the person may open a record so.
    opens: bool,
    lead: String,
    form: Slip,
    reasons: Vec<(&'static str, String)>,
    /// What is wrong with what was sent, by field.
    wrong: Wrong,
    waiting: Vec<UseView>,
    reviewed: Vec<UseView>,
}

struct UseView {
    heading: String,
    said: String,
    reason: String,
    words: String,
    /// That nobody looked at it in time; empty if it is not so.
    overdue: String,
    /// What was said of it afterwards; empty if nothing was.
    review: String,
    review_words: String,
    /// The form that reviews it, for who may.
    form: Option<Slip>,
}

/// What is wrong, by field.
#[derive(Default)]
struct Wrong(BTreeMap<&'static str, String>);

impl Wrong {
    fn beside(mut self, field: &'static str, key: &str) -> Self {
        self.0.insert(field, words().t(key).into_owned());
        self
    }

    fn of(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }
}

impl UseView {
    fn of(ask: &Ask, found: EmergencyUse) -> Result<Self, Failure> {
        let clinic = ask.clinic();
        let zone = clinic.zone();
        let who = clinic.name_of(found.by);
        let (from, until) =
            (plain::moment(found.opened_at, &zone), plain::clock(found.until, &zone));
        let review = found.review.as_ref().map_or_else(String::new, |review| {
            let key = if review.right { "emergency-was-right" } else { "emergency-was-not-right" };
            let (who, when) = (clinic.name_of(review.by), plain::moment(review.at, &zone));
            words().with(key, &[("who", &who), ("when", &when)])
        });
        let action = format!("{ADDRESS}/{}/review", found.id);
        let form = match found.review.is_some() || found.own {
            true => None,
            false if ask.path == action => Some(Slip::again(ask, action)),
            false => Some(Slip::blank(ask, action)?),
        };
        let hours = REVIEW_HOURS.to_string();
        let overdue = || words().with("emergency-overdue", &[("hours", &hours)]);
        Ok(Self {
            said: words()
                .with("emergency-said", &[("who", &who), ("from", &from), ("until", &until)]),
            heading: found.client,
            reason: words().t(&format!("emergency-reason-{}", found.reason.code())).into_owned(),
            words: found.words,
            overdue: if found.overdue { overdue() } else { String::new() },
            review,
            review_words: found.review.map_or_else(String::new, |review| review.words),
            form,
        })
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheEmergency, V>,
    wrong: Wrong,
    status: fn(&EmergencyPage) -> Answer,
) -> Answer {
    let mut waiting = Vec::new();
    let mut reviewed = Vec::new();
    for found in ask.clinic().emergencies(access)? {
        let list = if found.review.is_some() { &mut reviewed } else { &mut waiting };
        list.push(UseView::of(ask, found)?);
    }
    let reason = |reason: &EmergencyReason| {
        let code = reason.code();
        (code, words().t(&format!("emergency-reason-{code}")).into_owned())
    };
    let sent = ask.path == ADDRESS && !ask.form.is_empty();
    let (minutes, hours) = (MINUTES.to_string(), REVIEW_HOURS.to_string());
    status(&EmergencyPage {
        page: Page::of(ask, &words().t("emergency-title")),
        opens: access.actor().has(Role::Therapist),
        lead: words().with("emergency-lead", &[("minutes", &minutes), ("hours", &hours)]),
        form: match sent {
            true => Slip::again(ask, ADDRESS.to_owned()),
            false => Slip::blank(ask, ADDRESS.to_owned())?,
        },
        reasons: EmergencyReason::ALL.iter().map(reason).collect(),
        wrong,
        waiting,
        reviewed,
    })
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheEmergency, Read>) -> Answer {
    page(ask, access, Wrong::default(), answer::show)
}

/// Opens the courses of the client of this name.
///
/// # Errors
/// See [`Failure`]; what is missing is said beside its field, and nobody is looked for then.
pub fn open(ask: &Ask, access: &Access<TheEmergency, Write>) -> Answer {
    let mut wrong = Wrong::default();
    let (reason, text) = (EmergencyReason::from_code(ask.field("reason")), ask.field("words"));
    if ask.field("name").is_empty() {
        wrong = wrong.beside("name", "emergency-name-missing");
    }
    if reason.is_none() {
        wrong = wrong.beside("reason", "emergency-reason-missing");
    }
    if text.is_empty() {
        wrong = wrong.beside("words", "emergency-words-missing");
    }
    let born = match ask.field("born") {
        "" => None,
        typed => {
            let born = ipt::form::date(typed).ok();
            if born.is_none() {
                wrong = wrong.beside("born", "clients-date");
            }
            born
        }
    };
    let Some(reason) = reason.filter(|_| wrong.0.is_empty()) else {
        return page(ask, access, wrong, show_again);
    };
    let fresh = fresh::asked(ask, access.actor())?;
    let opening = Opening { name: ask.field("name"), born, reason, words: text };
    let wrong = match ask.clinic().open_emergency(access, &fresh, &opening)? {
        Opened::Course(course) => {
            draft::sent(ask)?;
            return Ok(redirect(&format!("/courses/{course}")));
        }
        Opened::Nobody => wrong.beside("name", "clients-nobody"),
        Opened::Several => wrong.beside("born", "clients-several"),
    };
    page(ask, access, wrong, show_again)
}

/// Ends it before its time.
///
/// # Errors
/// See [`Failure`].
pub fn end(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    ask.clinic().end_emergency(access)?;
    Ok(redirect(ADDRESS))
}

/// Reviews what somebody else opened.
///
/// # Errors
/// See [`Failure`]; what is missing is said on the page, with what was typed.
pub fn review(ask: &Ask, access: &Access<TheEmergencyUse, Write>) -> Answer {
    let right = match ask.field("right") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let text = ask.field("review");
    let mut wrong = Wrong::default();
    if right.is_none() {
        wrong = wrong.beside("right", "emergency-right-missing");
    }
    if text.is_empty() {
        wrong = wrong.beside("review", "emergency-review-missing");
    }
    let Some(right) = right.filter(|_| wrong.0.is_empty()) else {
        let list = ask.clinic().may(access.actor(), (), "emergency")?;
        let list: Access<TheEmergency, Read> = list;
        return page(ask, &list, wrong, show_again);
    };
    match ask.clinic().review_emergency(access, right, text) {
        Ok(true) => {
            draft::sent(ask)?;
            Ok(saved(ADDRESS))
        }
        // Somebody else was quicker: theirs stands, and what was typed comes back.
        Ok(false) => Err(Failure::from(Problem::Changed { now: ipt::Form::new(), version: 0 })),
        Err(problem) => Err(problem.into()),
    }
}

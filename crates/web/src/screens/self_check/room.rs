//! The self-checks as the therapist reads them: which are due, what was answered, what came of it.
//! One that was not filled is shown, and nothing is made of it.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write};
use ipt::{
    Code, Command, Course, Form,
    self_check::{CheckAt, KeptSelfCheck, Standing},
};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    page::Page,
    plain,
    screens::{CourseFrame, act, saved},
    slip::{Returned, Slip},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/self_check/room.html")]
struct RoomPage {
    page: Page,
    frame: CourseFrame,
    checks: Vec<Line>,
}

/// A self-check.
struct Line {
    name: String,
    on: String,
    standing: String,
    /// Why it waits for what came of it to be noted, if it does.
    waits: Option<&'static str>,
    /// What was answered.
    facts: Vec<(String, String)>,
    risk: bool,
    /// To note what came of it, where nobody did yet.
    slip: Option<Slip>,
}

/// The room.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    answer::show(&page(ask, access, None)?)
}

/// Notes what came of one.
///
/// # Errors
/// See [`Failure`]; what was left out comes back in the form.
pub fn hear(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let code: String = ask.part("check_at")?;
    let at = CheckAt::from_code(&code).ok_or(Failure::NotThere)?;
    let command = Command::HearSelfCheck { at, what: ask.field("what").to_owned() };
    match act(ask, access, Expect::Anything, command)? {
        Ok(()) => Ok(saved(&ask.room("self-checks"))),
        Err(trouble) => {
            let returned = Returned { action: hearing(ask, at), trouble };
            show_again(&page(ask, access, Some(returned))?)
        }
    }
}

fn hearing(ask: &Ask, at: CheckAt) -> String {
    ask.room(&format!("self-checks/{}/hearing", at.code()))
}

fn page<V: clinic::permission::Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    returned: Option<Returned>,
) -> Result<RoomPage, Failure> {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "self-checks");
    let line = |(at, on)| line(ask, course, at, on, returned.as_ref());
    let checks = listed(course).into_iter().map(line).collect::<Result<_, _>>()?;
    Ok(RoomPage { page, frame, checks })
}

/// Those that the plan names, and those that were filled, also when the plan names them no more.
fn listed(course: &Course) -> Vec<(CheckAt, jiff::civil::Date)> {
    let due = course.self_checks_due();
    let day = |at: &CheckAt| {
        let named = due.iter().find(|(named, _)| named == at).map(|(_, on)| *on);
        Some((*at, named.or_else(|| course.self_check(*at).map(|kept| kept.on))?))
    };
    CheckAt::ALL.iter().filter_map(day).collect()
}

fn line(
    ask: &Ask,
    course: &Course,
    at: CheckAt,
    on: jiff::civil::Date,
    returned: Option<&Returned>,
) -> Result<Line, Failure> {
    let kept = course.self_check(at);
    let standing = match course.self_check_standing(at, ask.clinic().today()) {
        Some(Standing::Open) => "check-open",
        Some(Standing::Filled) => "check-filled",
        _ if kept.is_some() => "check-filled",
        Some(Standing::Missed) => "check-missed",
        Some(Standing::Ahead) | None => "check-ahead",
    };
    let rules = &ask.clinic().settings().review_rules;
    let why = |kept: &KeptSelfCheck| {
        if kept.back(rules) { "flag-signs-back" } else { "flag-check-words" }
    };
    let waits = kept.filter(|kept| kept.waits(rules)).map(why);
    let slip = || Slip::of(ask, hearing(ask, at), Form::new(), returned);
    Ok(Line {
        name: words().t(&format!("check_at-{}", at.code())).into_owned(),
        on: plain::date(on),
        standing: words().t(standing).into_owned(),
        waits,
        facts: kept.map_or_else(Vec::new, |kept| answered(ask, kept)),
        risk: kept.is_some_and(|kept| kept.flag.is_some()),
        slip: if waits.is_some() { Some(slip()?) } else { None },
    })
}

fn answered(ask: &Ask, kept: &KeptSelfCheck) -> Vec<(String, String)> {
    let mut facts = said(&kept.check);
    facts.insert(0, (words().t("check-filled-on").into_owned(), plain::date(kept.on)));
    if let Some(score) = kept.score {
        facts.push((plain::measure(ipt::alert::DEPRESSION), score.to_string()));
    }
    if let Some((by, on, what)) = &kept.heard {
        let who = ask.clinic().name_of(*by);
        facts.push((words().t("check-heard").into_owned(), what.clone()));
        facts.push((
            words().t("check-heard-by").into_owned(),
            format!("{who}, {}", plain::date(*on)),
        ));
    }
    facts
}

/// Each sign with what was answered, and what the client wanted to say.
pub fn said(check: &ipt::self_check::SelfCheck) -> Vec<(String, String)> {
    let word = |key: String| words().t(&key).into_owned();
    let sign = |answer: &ipt::self_check::SignAnswer| {
        let level = word(format!("sign_level-{}", answer.level.code()));
        let felt = word(format!("felt-{}", answer.felt.code()));
        (format!("{} ({level})", answer.sign), felt)
    };
    let mut facts: Vec<(String, String)> = check.signs.iter().map(sign).collect();
    if !check.words.is_empty() {
        facts.push((word("check-words".into()), check.words.clone()));
    }
    facts
}

//! The social rhythm: the five points of each day, week by week, and how alike the days were.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, identity::Identity, permission::Verb};
use ipt::{
    Code, Command, Course, Form,
    artefact::Artefact,
    form::{Rows, first},
    social_rhythm::{Anchor, KeptRhythm, RhythmWeek, Weekday, monday_of},
};
use jiff::{ToSpan, civil::Date};

use super::{CourseFrame, act, act_and_go, course::StageView, document::told_of, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, RefusalView, Trouble},
    page::Page,
    parts::Svg,
    words::words,
};

mod shown;

use shown::{DayRow, Past, WeekRow};

/// So many weeks back one may still be filled in.
const BACK: i64 = 6;
/// The latest so many weeks are drawn.
const DRAWN: usize = 12;

#[derive(Template)]
#[template(path = "screens/rhythm/page.html")]
struct RhythmPage {
    page: Page,
    frame: CourseFrame,
    stages: Vec<StageView>,
    points: Vec<String>,
    weeks: Vec<WeekRow>,
    drawn: Svg,
}

#[derive(Template)]
#[template(path = "screens/rhythm/week.html")]
struct WeekPage {
    page: Page,
    frame: CourseFrame,
    title: String,
    points: Vec<String>,
    /// The days with their times, if the week is written down.
    table: Vec<DayRow>,
    spread: Vec<String>,
    near: Vec<String>,
    drawn: Svg,
    /// What else is said of the week.
    fixed: Vec<(String, String)>,
    /// The days' names and codes, in the order of the form's entries.
    days: Vec<(&'static str, String)>,
    form: FormView,
    kept: bool,
    past: Option<Past>,
}

/// A week by its Monday, in words.
pub fn week_of(week: Date) -> String {
    words().with("rhythm-of", &[("day", &crate::plain::date(week))])
}

/// The room, with the refusal that explains where the variant has no such work.
fn frame(ask: &Ask, course: &Course, identity: &Identity) -> (Page, CourseFrame) {
    let (page, mut frame) = CourseFrame::of(ask, course, identity, "rhythm");
    if let (None, Err(refusal)) = (&frame.shut, ipt::decide::has_rhythm(course)) {
        frame.shut = Some(RefusalView::of(&refusal, &ask.room("")));
    }
    (page, frame)
}

/// The weeks, and those that may still be filled in: the newest first.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = frame(ask, course, &identity);
    let latest = course.rhythms.len().saturating_sub(DRAWN);
    let mut weeks: Vec<Date> = course.rhythms.iter().map(|kept| kept.week).collect();
    if frame.shut.is_none() {
        weeks.extend(open_weeks(course, ask.clinic().today()));
    }
    weeks.sort_unstable();
    weeks.reverse();
    answer::show(&RhythmPage {
        page,
        frame,
        stages: StageView::all(course),
        points: shown::points(),
        weeks: weeks.into_iter().map(|week| WeekRow::of(ask, course, week)).collect(),
        drawn: shown::over_weeks(course.rhythms.get(latest..).unwrap_or_default()),
    })
}

/// The weeks of the course that are not written down: this one, and those just past.
fn open_weeks(course: &Course, today: Date) -> Vec<Date> {
    let begun = course.begun.as_ref().map_or(today, |begun| begun.on);
    let this = monday_of(today);
    let weeks = (0..BACK).filter_map(|back| this.checked_sub(back.weeks()).ok());
    let open = |week: &Date| *week >= monday_of(begun) && course.rhythm(*week).is_none();
    weeks.filter(open).collect()
}

fn making(ask: &Ask, week: Date, kept: Option<&KeptRhythm>) -> Making<'static> {
    Making {
        name: RhythmWeek::NAME,
        fields: RhythmWeek::FIELDS,
        action: ask.room(&format!("rhythm/{week}")),
        stored: kept.map_or_else(Form::new, |kept| laid_out(&kept.content)),
        seen: kept.map_or(0, |kept| kept.revision.into()),
        people: Vec::new(),
        submit: "save",
    }
}

/// A week as it is typed: each day in its own place, also where days between have no time.
fn laid_out(week: &RhythmWeek) -> Form {
    let rest = RhythmWeek { days: Vec::new(), ..week.clone() };
    let mut form = rest.to_form();
    for day in &week.days {
        let at = day.weekday.map_or(0, Weekday::after_monday);
        let typed = day.to_form().into_iter();
        form.extend(typed.map(|(of, values)| (Rows::typed_as("days", at, &of), values)));
    }
    form
}

/// What was typed, without the days of which nothing was.
fn with_times_alone(form: &Form) -> Form {
    let mut typed = form.clone();
    for at in 0..Weekday::ALL.len() {
        let name = |of: &str| Rows::typed_as("days", at, of);
        let timed = |anchor: &Anchor| !first(form, &name(anchor.code())).is_empty();
        if !Anchor::ALL.iter().any(timed) {
            typed.remove(&name("weekday"));
        }
    }
    typed
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    week: Date,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let kept = course.rhythm(week);
    let past = week <= ask.clinic().today() && monday_of(week) == week;
    if kept.is_none() && trouble.is_none() && !past {
        return Err(Failure::NotThere);
    }
    let (page, frame) = frame(ask, course, &identity);
    let rest = kept.map(|kept| RhythmWeek { days: Vec::new(), ..kept.content.clone() });
    let content = kept.map(|kept| &kept.content);
    let template = WeekPage {
        page,
        frame,
        title: week_of(week),
        points: shown::points(),
        table: content.map_or_else(Vec::new, shown::table),
        spread: content.map_or_else(Vec::new, shown::spreads),
        near: content.map_or_else(Vec::new, shown::near),
        drawn: content.map_or_else(|| Svg(String::new()), shown::over_days),
        fixed: rest.map_or_else(Vec::new, |rest| told_of(&rest, course)),
        days: Weekday::ALL.iter().map(|day| (day.code(), shown::day(*day))).collect(),
        form: FormView::of(ask, making(ask, week, kept), trouble)?,
        kept: kept.is_some(),
        past: shown::before(course, week),
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// A week.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, ask.part("week")?, None)
}

/// Writes it down.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn write(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let week = ask.part("week")?;
    let came = match RhythmWeek::read(&with_times_alone(&ask.form)) {
        Err(problems) => Err(Trouble::fields(problems)),
        Ok(content) => {
            let command = Command::WriteRhythm { week, content };
            act(ask, access, Expect::Rhythm(week, ask.seen()), command)?
        }
    };
    match came {
        Ok(()) => Ok(saved(&ask.room(&format!("rhythm/{week}")))),
        Err(trouble) => page(ask, access, week, Some(&trouble)),
    }
}

/// Strikes it.
///
/// # Errors
/// See [`Failure`].
pub fn strike(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let week = ask.part("week")?;
    act_and_go(ask, access, Command::StrikeRhythm { week }, "rhythm")
}

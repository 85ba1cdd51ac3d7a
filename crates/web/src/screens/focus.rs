//! The focus: chosen with the client, what was rejected and why, and raters who may disagree.

use askama::Template;
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Area, Code, Command, Course, Field,
    artefact::Artefact,
    content::strategy,
    focus::{FocusRating, FocusSelection},
};

use super::{
    CourseFrame, act, choosable,
    document::told_of,
    saved,
    suggestion::{self, Suggestion},
};
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/focus/page.html")]
struct FocusPage {
    page: Page,
    frame: CourseFrame,
    areas: Vec<(String, String, Vec<String>)>,
    ratings: Vec<(String, String, String, String)>,
    disagree: bool,
    /// How the focus changed, the latest first; empty while it never did.
    changes: Vec<Change>,
    /// What was agreed last, to be read where nothing can be agreed any more.
    fixed: Vec<(String, String)>,
    form: FormView,
    rating: FormView,
    suggestions: Vec<Suggestion>,
    suggestions_title: String,
}

/// A focus as it was agreed.
struct Change {
    from: String,
    primary: String,
    secondary: String,
    why: String,
    now: bool,
}

/// The fields; why it changes is asked only of a focus that stands.
fn fields(course: &Course) -> Vec<Field> {
    let asked = |field: &&Field| field.name != "why_changed" || course.agreed_focus().is_some();
    FocusSelection::FIELDS.iter().filter(asked).copied().collect()
}

/// The focus as agreed each time it named other areas, the latest first.
fn changes(course: &Course) -> Vec<Change> {
    let mut kept: Vec<&FocusSelection> = course.focus.iter().collect();
    // What was only worded anew is no change: the first of them says since when, and why.
    kept.dedup_by(|later, first| later.areas() == first.areas());
    let name = |area: Option<Area>| {
        area.map_or(String::new(), |area| ipt::letter::area_name(course, area, words()))
    };
    let change = |(n, focus): (usize, &&FocusSelection)| Change {
        from: focus.agreed_on.map_or(String::new(), plain::date),
        primary: name(focus.primary),
        secondary: name(focus.secondary),
        why: focus.why_changed.clone(),
        now: n + 1 == kept.len(),
    };
    let changes: Vec<Change> = kept.iter().enumerate().map(change).rev().collect();
    if changes.len() > 1 { changes } else { Vec::new() }
}

fn making<'a>(ask: &Ask, course: &Course, fields: &'a [Field]) -> Making<'a> {
    let today = ask.clinic().today().to_string();
    let mut stored = course.agreed_focus().map(Artefact::to_form).unwrap_or_default();
    // Agreed anew is agreed today, and why is said anew.
    stored.insert("agreed_on".to_owned(), vec![today]);
    stored.remove("why_changed");
    if stored.len() == 1
        && let Some(area) = ipt::agenda::areas(course).first()
    {
        stored.insert("primary".to_owned(), vec![area.code().to_owned()]);
    }
    Making {
        name: FocusSelection::NAME,
        fields,
        action: ask.room("focus"),
        stored,
        seen: u64::try_from(course.focus.len()).unwrap_or(u64::MAX),
        people: choosable(course),
        submit: "focus-agree",
    }
}

fn rating_making(ask: &Ask) -> Making<'static> {
    let rater = ask.actor.as_ref().map_or(String::new(), |actor| actor.name().to_owned());
    Making {
        name: FocusRating::NAME,
        fields: FocusRating::FIELDS,
        action: ask.room("focus/ratings"),
        stored: [("rater".to_owned(), vec![rater])].into(),
        seen: 0,
        people: Vec::new(),
        submit: "focus-rate",
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    of_focus: Option<&Trouble>,
    of_rating: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "focus");
    let fields = fields(course);
    let form = match of_focus {
        None => {
            let mut form = FormView::fresh(ask, making(ask, course, &fields))?;
            suggestion::take_person(ask, course, &mut form);
            form
        }
        Some(trouble) => FormView::again(ask, making(ask, course, &fields), trouble),
    };
    let rating = match of_rating {
        None => FormView::fresh(ask, rating_making(ask))?,
        Some(trouble) => FormView::again(ask, rating_making(ask), trouble),
    };
    let area_name = |area: Area| ipt::letter::area_name(course, area, words());
    let mut rated: Vec<Option<Area>> = course.ratings.iter().map(|r| r.rating.area).collect();
    rated.dedup();
    let template = FocusPage {
        page,
        frame,
        areas: Area::ALL
            .iter()
            .map(|area| {
                let candidates = course
                    .people_listed()
                    .filter(|person| person.entry.candidate_area == Some(*area))
                    .map(plain::named);
                let choose_when = strategy::guide(*area).choose_when.clone();
                (area_name(*area), choose_when, candidates.collect())
            })
            .collect(),
        ratings: course
            .ratings
            .iter()
            .map(|kept| {
                let area = kept.rating.area.map_or(String::new(), area_name);
                let on = plain::date(kept.on);
                (kept.rating.rater.clone(), area, kept.rating.reason.clone(), on)
            })
            .collect(),
        changes: changes(course),
        disagree: rated.len() > 1,
        fixed: course.agreed_focus().map_or_else(Vec::new, |focus| told_of(focus, course)),
        form,
        rating,
        suggestions: suggestion::people(ask, course),
        suggestions_title: words().t("suggestion-focus").into_owned(),
    };
    let again = of_focus.is_some() || of_rating.is_some();
    if again { show_again(&template) } else { answer::show(&template) }
}

/// The screen.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, None)
}

/// Agrees the focus.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn agree(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let trouble = match FocusSelection::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(focus) => {
            let expect = Expect::Focus(ask.seen());
            match act(ask, access, expect, Command::AgreeFocus(focus))? {
                Ok(()) => return Ok(saved(&ask.room("focus"))),
                Err(trouble) => trouble,
            }
        }
    };
    page(ask, access, Some(&trouble), None)
}

/// Says which area one sees.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn rate(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let trouble = match FocusRating::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(rating) => match act(ask, access, Expect::Anything, Command::RateFocus(rating))? {
            Ok(()) => return Ok(saved(&ask.room("focus"))),
            Err(trouble) => trouble,
        },
    };
    page(ask, access, None, Some(&trouble))
}

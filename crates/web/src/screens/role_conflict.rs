//! Conflict of roles: somebody close to the client is in treatment here too. For who works in the
//! course; never for the client.

use askama::Template;
use clinic::{
    Access, Read, TheCourse, Write,
    permission::Verb,
    role_conflict::{Closeness, NotedConflict, ROOM, RoleConflict},
};
use ipt::{AccountId, FieldProblem, Form, form::Wrong};
use jiff::Timestamp;

use super::{CourseFrame, saved};
use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    slip::{Returned, Slip},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/role_conflict/page.html")]
struct ConflictPage {
    page: Page,
    frame: CourseFrame,
    standing: Vec<ConflictView>,
    past: Vec<ConflictView>,
    closeness: Vec<(&'static str, String)>,
    slip: Slip,
}

struct ConflictView {
    heading: String,
    words: String,
    said: String,
    /// Who took it back, and when; empty while it stands.
    withdrawn: String,
    withdrawal: String,
}

fn closeness(closeness: Closeness) -> String {
    words().t(&format!("role-conflict-{}", closeness.code())).into_owned()
}

impl ConflictView {
    fn of(ask: &Ask, noted: NotedConflict) -> Self {
        let zone = ask.clinic().zone();
        let said = |key: &str, who: AccountId, at: Timestamp| {
            let (who, when) = (ask.clinic().name_of(who), plain::moment(at, &zone));
            words().with(key, &[("who", &who), ("when", &when)])
        };
        Self {
            heading: closeness(noted.conflict.closeness),
            words: noted.conflict.words,
            said: said("role-conflict-by", noted.by, noted.at),
            withdrawn: noted
                .withdrawn
                .map_or_else(String::new, |(who, at)| said("role-conflict-withdrawn", who, at)),
            withdrawal: ask.room(&format!("{ROOM}/{}/withdrawal", noted.id.simple())),
        }
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheCourse, V>, returned: Option<&Returned>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, ROOM);
    let noted = ask.clinic().role_conflicts(access)?;
    let (standing, past): (Vec<_>, Vec<_>) =
        noted.into_iter().partition(|noted| noted.withdrawn.is_none());
    let view = |noted| ConflictView::of(ask, noted);
    let template = ConflictPage {
        page,
        frame,
        standing: standing.into_iter().map(view).collect(),
        past: past.into_iter().map(view).collect(),
        closeness: Closeness::ALL.iter().map(|one| (one.code(), closeness(*one))).collect(),
        slip: Slip::of(ask, ask.room(ROOM), Form::new(), returned)?,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None)
}

/// Writes it down.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is missing is said beside its field.
pub fn note(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| {
        problems.push(FieldProblem { field: field.to_owned(), problem });
    };
    let closeness = Closeness::from_code(ask.field("closeness"));
    if closeness.is_none() {
        wrong("closeness", Wrong::NotAChoice);
    }
    let text = ask.field("words");
    if text.is_empty() {
        wrong("words", Wrong::Missing);
    }
    let Some(closeness) = closeness.filter(|_| problems.is_empty()) else {
        let (action, trouble) = (ask.room(ROOM), Trouble::fields(problems));
        return page(ask, access, Some(&Returned { action, trouble }));
    };
    let conflict = RoleConflict { closeness, words: text.to_owned() };
    ask.clinic().note_role_conflict(access, ask.key(), &conflict)?;
    draft::sent(ask)?;
    Ok(saved(&ask.room(ROOM)))
}

/// Takes it back.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn withdraw(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    ask.clinic().withdraw_role_conflict(access, ask.part("role_conflict")?)?;
    Ok(saved(&ask.room(ROOM)))
}

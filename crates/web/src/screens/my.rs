//! What the client sees: where we are, the formulation, the agreement, the plan. Titles are
//! neutral, and the way out is first.

use askama::Template;
use clinic::{
    Access, Actor, Read, Role, course::CourseFile, identity::Identity, permission::TheOwnCourse,
};
use ipt::{DocumentKind, Phase, course::Status};

use super::{formulation::letter::as_told, print::content, triad};
use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/my/page.html")]
struct MyPage {
    page: Page,
    greeting: String,
    whereabouts: String,
    /// When we meet next; empty if that is not booked.
    meeting: String,
    task: String,
    /// Who stands in for their therapist now.
    covered: Vec<String>,
    documents: Vec<Shared>,
    plan: bool,
    /// The address of the card for the pocket; empty if there is none.
    card: String,
    /// The address of the self-check that is due; empty if none is.
    check: String,
    /// Where it stands who looked at the record.
    looks: String,
    supervision: String,
    /// The way to what was given to others.
    disclosures: String,
    /// The way to ask for a correction.
    corrections: String,
    /// Empty for who never had a guardian here.
    guardians: String,
    /// Where the notes are that the therapist opened; empty if there are none.
    notes_opened: String,
}

struct Shared {
    name: &'static str,
    open: bool,
    title: String,
    triad: Option<triad::View>,
    paragraphs: Vec<String>,
    sections: Vec<(String, Vec<(String, String)>)>,
}

/// The client's latest course.
///
/// # Errors
/// See [`Failure`].
pub fn home(ask: &Ask, actor: &Actor) -> Answer {
    if !actor.has(Role::Client) {
        return Err(Failure::NotThere);
    }
    let courses = ask.clinic().own_courses(actor)?;
    let latest = courses.first().ok_or(Failure::NotThere)?;
    Ok(redirect(&format!("/my/{latest}")))
}

/// A course, as the client in it sees it.
///
/// # Errors
/// See [`Failure`].
pub fn course(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let course = &file.course;
    let identity = ask.clinic().own_identity(access)?;
    // What was told or agreed is the client's; what is still being written is not shown.
    // Who is in need finds the safety plan first.
    let theirs = [
        DocumentKind::SafetyPlan,
        DocumentKind::Formulation,
        DocumentKind::Triad,
        DocumentKind::Contract,
        DocumentKind::RelapsePlan,
        DocumentKind::Maintenance,
    ];
    let documents = theirs.iter().filter_map(|kind| shared(&file, *kind, &identity));
    let (held, agreed, left) =
        (course.sessions_held(), course.sessions_agreed(), course.sessions_left());
    let key = match course.phase {
        Phase::Referred | Phase::Suitability => "my-where-start",
        Phase::Initial | Phase::Middle | Phase::Concluding => "my-where-acute",
        Phase::Maintenance => "my-where-maintenance",
        Phase::Closed => "my-where-closed",
    };
    let today = ask.clinic().today();
    let next = course.next_session.filter(|next| next.on >= today);
    let meeting = next.map(|next| plain::timed(plain::day_heading(next.on, today), next.at));
    let task = course.task_at_hand();
    answer::show(&MyPage {
        page: Page::of(ask, &words().t("my-title")).for_client(ask, &identity),
        greeting: words().with("my-greeting", &[("name", &identity.first_name())]),
        whereabouts: words().with(key, &[("held", &held), ("agreed", &agreed), ("left", &left)]),
        meeting: meeting.unwrap_or_default(),
        task: task.map_or(String::new(), |task| task.homework.what.clone()),
        documents: documents.collect(),
        covered: covered(ask, access)?,
        plan: course.documents.stamp(DocumentKind::SafetyPlan).is_some(),
        check: match course.self_check_open(today) {
            Some(_) => format!("/my/{}/check", access.id()),
            None => String::new(),
        },
        looks: format!("/my/{}/looks", access.id()),
        supervision: format!("/my/{}/supervision", access.id()),
        disclosures: format!("/my/{}/disclosures", access.id()),
        corrections: format!("/my/{}/corrections", access.id()),
        guardians: match ask.clinic().own_guardians(access)?.is_empty() {
            true => String::new(),
            false => format!("/my/{}/guardians", access.id()),
        },
        notes_opened: match ask.clinic().released_to_client(access)?.is_empty() {
            true => String::new(),
            false => format!("/my/{}/process-notes", access.id()),
        },
        card: match super::card::theirs(course) {
            Some(_) => format!("/my/{}/card", access.id()),
            None => String::new(),
        },
    })
}

/// Who stands in for the therapist now, and until when.
fn covered(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Result<Vec<String>, Failure> {
    let said = |cover: &clinic::cover::Cover| {
        let [by, covered] = [cover.by, cover.covered].map(|who| ask.clinic().name_of(who));
        let until = super::cover::last_day(ask, cover);
        words().with("my-covered", &[("by", &by), ("covered", &covered), ("until", &until)])
    };
    Ok(ask.clinic().covered_now(access)?.iter().map(said).collect())
}

/// A document as it stands on the client's page; none that was not told or agreed.
fn shared(file: &CourseFile, kind: DocumentKind, identity: &Identity) -> Option<Shared> {
    let course = &file.course;
    let open = matches!(course.status(kind), Some(Status::Shared | Status::Agreed));
    let mut triad = None;
    let (paragraphs, sections) = match kind {
        // The letter that was told stays theirs while another is being written.
        DocumentKind::Formulation => (as_told(file, identity)?.lines, Vec::new()),
        DocumentKind::Triad => {
            triad = Some(triad::at_home(course)?);
            (Vec::new(), Vec::new())
        }
        _ if open => content(course, kind, identity),
        _ => return None,
    };
    let key = format!("letter-title-{}", kind.name());
    Some(Shared {
        name: kind.name(),
        open: kind == DocumentKind::SafetyPlan,
        title: words().d(&key, course.dialect()).into_owned(),
        triad,
        paragraphs,
        sections,
    })
}

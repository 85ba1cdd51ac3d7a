//! Drafts: saved by the page while typing, taken up when the form is opened again.

use std::sync::Arc;

use axum::{body::Body, http::Response};
use clinic::{
    Access, Actor, Write,
    draft::{Desk, Draft},
    login::Departed,
    permission::{TheDesk, TheProcessDesk},
};
use ipt::{CourseId, Form};
use uuid::Uuid;

use crate::{
    answer::{Answer, Failure, redirect},
    ask::Ask,
    guard, plain,
    routes::{self, is_form},
};

/// No form stands at a longer address.
const LONGEST_PLACE: usize = 200;

/// What was left unsent at a place.
#[derive(Debug, Default)]
pub struct Left {
    /// The newest draft's fields.
    pub newest: Option<Form>,
    /// The version its author had seen.
    pub seen: Option<u64>,
    /// When it was saved, as the clock of the practice says.
    pub saved: String,
    /// Its tab.
    pub tab: String,
    /// Other ones, which do not stand in the form.
    pub others: Vec<Other>,
}

/// A draft that is shown beside the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// When it was saved.
    pub saved: String,
    /// Its text.
    pub text: String,
    /// Its tab.
    pub tab: String,
}

impl Left {
    /// What may stand in the form of a version. A draft of an older version never takes the place
    /// of what was saved since: it is shown beside.
    #[must_use]
    pub fn of_version(mut self, version: u64) -> Self {
        let Some(draft) = self.newest.take_if(|_| self.seen.is_some_and(|seen| seen < version))
        else {
            return self;
        };
        let (saved, tab) = (std::mem::take(&mut self.saved), std::mem::take(&mut self.tab));
        self.others.insert(0, Other { saved, text: text(&draft), tab });
        self.seen = None;
        self
    }
}

/// The course in the address of a form, as its therapist or its supervisor has it.
fn course_in(path: &str) -> Option<CourseId> {
    let mut parts = path.trim_start_matches('/').split('/');
    match (parts.next(), parts.next()) {
        (Some("courses" | "supervised"), Some(id)) => id.parse::<CourseId>().ok(),
        _ => None,
    }
}

/// Whether the form at an address is one of the drawer of process notes: its drafts lie under the
/// keys of the drawer.
fn in_own_drawer(path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').split('/');
    (parts.next(), parts.nth(1)) == (Some("courses"), Some("process-notes"))
}

/// The proof that somebody may keep drafts of the form at an address.
fn desk(ask: &Ask, actor: &Actor, path: &str) -> Result<Arc<Desk>, Failure> {
    let Some(course) = course_in(path) else { return Ok(Arc::new(actor.desk())) };
    let own = in_own_drawer(path);
    let here = ask.course().or(ask.part("supervised").ok()) == Some(course)
        && own == in_own_drawer(&ask.path);
    if let (Some(desk), true) = (ask.desk.get(), here) {
        return Ok(Arc::clone(desk));
    }
    let desk = Arc::new(if own {
        let access: Access<TheProcessDesk, Write> = ask.clinic().may(actor, course, "draft")?;
        access.desk()
    } else {
        let access: Access<TheDesk, Write> = ask.clinic().may(actor, course, "draft")?;
        access.desk()
    });
    if here {
        // Whoever was first is as good.
        let _ = ask.desk.set(Arc::clone(&desk));
    }
    Ok(desk)
}

/// What the person who asks left unsent in the form at this address.
///
/// # Errors
/// When the drafts cannot be read.
pub fn left(ask: &Ask, path: &str) -> Result<Left, Failure> {
    let Some(actor) = &ask.actor else { return Ok(Left::default()) };
    // Where that cannot be told, each form looks, and says what is wrong.
    if !ask.has_drafts.get_or_init(|| ask.clinic().has_drafts(actor).unwrap_or(true)) {
        return Ok(Left::default());
    }
    let versions = ask.clinic().versions(desk(ask, actor, path)?.as_ref(), path)?;
    let zone = ask.clinic().zone();
    let saved = |draft: &Draft| plain::moment(draft.saved_at, &zone);
    let mut versions = versions.into_iter();
    let Some(newest) = versions.next() else { return Ok(Left::default()) };
    let form = read(&newest.body);
    let mut told = vec![text(&form)];
    let mut others = Vec::new();
    // Of what was saved before, only what was typed over or in another tab is shown.
    for draft in versions {
        let words = text(&read(&draft.body));
        if !told.iter().any(|known| holds(known, &words)) {
            // A version of the same tab goes with its tab.
            let tab = if draft.tab == newest.tab { String::new() } else { draft.tab.to_string() };
            others.push(Other { saved: saved(&draft), text: words.clone(), tab });
            told.push(words);
        }
    }
    Ok(Left {
        seen: ipt::form::first(&form, "form_seen").parse().ok(),
        saved: saved(&newest),
        tab: newest.tab.to_string(),
        newest: Some(form),
        others,
    })
}

/// Whether every line of an earlier text still stands in a later one.
fn holds(later: &str, earlier: &str) -> bool {
    earlier.lines().all(|line| later.contains(line))
}

/// The fields of a sent form.
pub fn read(body: &str) -> Form {
    let mut form = Form::new();
    for (name, value) in form_urlencoded::parse(body.as_bytes()) {
        form.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    form
}

fn text(form: &Form) -> String {
    let typed = form.iter().filter(|(name, _)| !name.starts_with("form_"));
    typed
        .flat_map(|(_, values)| values.clone())
        .filter(|v| !v.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Saves what a page sends while somebody types: the form's fields, and where it stands. Without
/// the script a button does the same, and comes back to the form.
///
/// # Errors
/// When it cannot be written; the page then says so and tries again.
pub fn save(ask: &Ask, body: &str) -> Answer {
    let actor = ask.actor.as_ref().ok_or(Failure::NotThere)?;
    keep(ask, actor, body)?;
    if ask.field("form_by") == "page" {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = axum::http::StatusCode::NO_CONTENT;
        return Ok(response);
    }
    Ok(redirect(&page_back(ask)))
}

/// The page on which a form is shown now, for its way back: the one it was sent from, else this.
pub fn page_here(ask: &Ask) -> String {
    match ask.field("form_page") {
        "" => page_of(&ask.path),
        page => page_of(page),
    }
}

/// The page to go back to from what was sent: always one that can be looked at.
pub fn page_back(ask: &Ask) -> String {
    let said = [ask.field("form_page"), ask.field("form_place"), &ask.path];
    page_of(said.into_iter().find(|place| !place.is_empty()).unwrap_or("/"))
}

/// The page at an address of this server, or the nearest above it; the first page otherwise.
fn page_of(address: &str) -> String {
    let address = guard::own_address(address);
    let mut path = address.split('?').next().unwrap_or("/");
    if routes::is_page(path) {
        return address.to_owned();
    }
    while !routes::is_page(path) {
        path = path
            .rsplit_once('/')
            .map_or("/", |(above, _)| if above.is_empty() { "/" } else { above });
    }
    path.to_owned()
}

/// Keeps a sent form as a draft of its author.
///
/// # Errors
/// When there is no such form, or it cannot be written.
pub fn keep(ask: &Ask, actor: &Actor, body: &str) -> Result<(), Failure> {
    let (path, tab) = place(body)?;
    ask.clinic().save_draft(desk(ask, actor, &path)?.as_ref(), &path, tab, body)?;
    Ok(())
}

/// Keeps a form that was sent after its author's sign-in had ended.
///
/// # Errors
/// As [`keep`].
pub fn keep_for(ask: &Ask, author: &Departed, body: &str) -> Result<(), Failure> {
    let (path, tab) = place(body)?;
    let desk = match course_in(&path) {
        Some(course) if in_own_drawer(&path) => ask.clinic().process_desk_of(author, course)?,
        course => ask.clinic().desk_of(author, course)?,
    };
    ask.clinic().save_draft(&desk, &path, tab, body)?;
    Ok(())
}

/// Where a sent form stands, and its tab. Only forms that there are have drafts.
fn place(body: &str) -> Result<(String, Uuid), Failure> {
    let form = read(body);
    let path = ipt::form::first(&form, "form_place").to_owned();
    let tab: Uuid = ipt::form::first(&form, "form_tab").parse().map_err(|_| Failure::choice())?;
    if path.len() > LONGEST_PLACE || !is_form(&path) {
        return Err(Failure::choice());
    }
    Ok((path, tab))
}

/// Forgets the drafts of a form that was sent and taken.
///
/// # Errors
/// When the tables cannot be written.
pub fn sent(ask: &Ask) -> Result<(), Failure> {
    let tabs: Vec<Uuid> = ["form_tab", "form_adopted"]
        .iter()
        .filter_map(|name| ask.field(name).parse().ok())
        .collect();
    let (Some(actor), false) = (&ask.actor, tabs.is_empty()) else { return Ok(()) };
    let path = match ask.field("form_place") {
        "" => ask.path.as_str(),
        path => path,
    };
    let desk = match desk(ask, actor, path) {
        // The course was just handed over: what is left of its drafts goes with time.
        Err(Failure::NotThere) => return Ok(()),
        desk => desk?,
    };
    Ok(ask.clinic().drop_drafts(&desk, path, &tabs)?)
}

/// Forgets drafts because their author does not want them.
///
/// # Errors
/// When the tables cannot be written.
pub fn discard(ask: &Ask) -> Answer {
    sent(ask)?;
    Ok(redirect(&page_back(ask)))
}

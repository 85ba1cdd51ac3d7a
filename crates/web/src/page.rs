//! What every page shows around its own content.

use std::borrow::Cow;

use clinic::{
    Actor, Role, Settings, crisis::CrisisContacts, emergency::REVIEW_HOURS, identity::Identity,
};

use crate::{
    answer::Failure,
    ask::Ask,
    assets,
    parts::contact::Contact,
    plain,
    screens::{
        account::browsers::{self, Told},
        people::{alarms, asked},
    },
    words::words,
};

/// Something to look at, and where.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What.
    pub words: String,
    /// Where.
    pub link: &'static str,
}

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The title of the window. Neutral on a client's pages.
    pub title: String,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// Whether this is an invented practice.
    pub demo: bool,
    /// Where a person in crisis turns.
    pub crisis_contacts: Vec<String>,
    /// Those of the practice's crisis contacts that were not checked for long, said to staff.
    pub crisis_unchecked: String,
    /// Where the quick exit leads.
    pub exit_to: String,
    /// Whether this is a client's page.
    pub clients: bool,
    /// Whether the person signed in leads courses.
    pub leads: bool,
    /// Whether the person signed in supervises somebody.
    pub supervises: bool,
    /// What is said of a recovery of this person's own way in, while one is under way.
    pub recovery: Option<String>,
    /// That this page is open by emergency access, and for how long; empty if it is not.
    pub emergency: String,
    /// What was opened in an emergency and waits for this person's review; empty if nothing does.
    pub to_review: String,
    /// Whether it waits for too long.
    pub review_late: bool,
    /// What somebody is to look at: roles and records that wait for them, alarms.
    pub to_know: Vec<Notice>,
    /// What is asked of a sign-in with a kind of browser that is new to this person.
    pub new_browser: Option<Told>,
    /// The address of the course, on a course's page.
    pub course_address: String,
    /// The address of this page.
    pub here: String,
    /// Whether nothing leads away from the page but the quick exit: a check-in.
    pub bare: bool,
    /// Whether something was just saved, on a page outside a course.
    pub saved: bool,
}

impl Page {
    /// The frame for a request.
    pub fn of(ask: &Ask, title: &str) -> Self {
        let settings = ask.clinic().settings();
        let (to_review, review_late) = to_review(ask);
        Self {
            title: title.to_owned(),
            actor: ask.actor.clone(),
            demo: ask.clinic().is_demo(),
            crisis_contacts: ask.clinic().crisis_numbers(ask.actor.as_ref()),
            crisis_unchecked: unchecked(ask, &settings),
            exit_to: settings.exit_to.clone(),
            clients: ask.actor.as_ref().is_some_and(Actor::is_outside),
            leads: ask.actor.as_ref().is_some_and(|actor| ask.clinic().leads_courses(actor)),
            supervises: ask.actor.as_ref().is_some_and(|actor| supervises(actor, &settings)),
            recovery: ask.actor.as_ref().and_then(|actor| recovery(ask, actor)),
            emergency: emergency(ask),
            to_review,
            review_late,
            to_know: to_know(ask),
            new_browser: ask.actor.as_ref().and_then(|actor| browsers::told(ask, actor)),
            course_address: ask.room(""),
            here: ask.path.clone(),
            bare: false,
            saved: ask.queried("saved") == "yes" && ask.actor.is_some() && ask.course().is_none(),
        }
    }

    /// With the crisis contacts of this client.
    #[must_use]
    pub fn for_client(mut self, ask: &Ask, client: &Identity) -> Self {
        self.crisis_contacts = ask.clinic().settings().crisis_numbers(client);
        self
    }

    /// With another title.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// Words.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        words().t(key)
    }

    /// The address of a style sheet, script or picture, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Where a person in crisis turns, in numbers that can be called.
    pub fn contacts(&self) -> Vec<Contact> {
        self.crisis_contacts.iter().map(|text| Contact::of(text)).collect()
    }

    /// Whether this is the page at an address.
    pub fn is_at(&self, address: &str) -> bool {
        self.here == address
    }

    /// Whether the person signed in has this role.
    pub fn is(&self, role: &str) -> bool {
        self.actor
            .as_ref()
            .is_some_and(|actor| Role::from_code(role).is_some_and(|role| actor.has(role)))
    }
}

/// The names of the crisis contacts that staff should check again; empty if there are none.
fn unchecked(ask: &Ask, settings: &Settings) -> String {
    let staff = ask.actor.as_ref().is_some_and(|actor| !actor.is_outside());
    let found = if staff { settings.crisis_unchecked(ask.clinic().today()) } else { Vec::new() };
    if found.is_empty() {
        return String::new();
    }
    let names: Vec<String> = found.into_iter().map(CrisisContacts::name).collect();
    words().with("crisis-unchecked", &[("names", &names.join(", "))])
}

/// A supervisor does, and a therapist who has a contract to.
fn supervises(actor: &Actor, settings: &Settings) -> bool {
    let theirs = || settings.supervision.iter().any(|c| c.supervisor == actor.id());
    actor.has(Role::Supervisor) || (actor.has(Role::Therapist) && theirs())
}

/// A page is shown all the same when what stands above it cannot be found out; the log says why.
fn found<T>(found: Result<T, clinic::Problem>) -> Option<T> {
    found.map_err(|problem| Failure::fault(problem.telling())).ok()
}

fn to_know(ask: &Ask) -> Vec<Notice> {
    let staff = ask.actor.as_ref().filter(|actor| !actor.is_outside());
    let told = |actor: &Actor| {
        let mut told = asked::notices(ask, actor)?;
        told.extend(alarms::notices(ask, actor)?);
        Ok(told)
    };
    staff.and_then(|actor| found(told(actor))).unwrap_or_default()
}

/// For how long a page of a course is open by emergency access.
fn emergency(ask: &Ask) -> String {
    let staff = ask.actor.as_ref().filter(|actor| actor.has(Role::Therapist));
    let (Some(actor), Some(course)) = (staff, ask.course()) else { return String::new() };
    match found(ask.clinic().emergency_minutes(actor, course)).flatten() {
        Some(minutes) => {
            let minutes = u32::try_from(minutes).unwrap_or(0);
            words().with("emergency-banner", &[("minutes", &minutes)])
        }
        None => String::new(),
    }
}

/// What was opened in an emergency and waits for this person's review.
fn to_review(ask: &Ask) -> (String, bool) {
    let staff = ask.actor.as_ref().filter(|actor| !actor.is_outside());
    let waiting = staff.and_then(|actor| found(ask.clinic().emergencies_waiting(actor)));
    match waiting {
        None | Some((0, _)) => (String::new(), false),
        Some((n, 0)) => (words().with("emergency-notice", &[("n", &n)]), false),
        Some((_, late)) => {
            let hours = REVIEW_HOURS.to_string();
            (words().with("emergency-notice-late", &[("n", &late), ("hours", &hours)]), true)
        }
    }
}

/// Who made a recovery link, when, and from when it works. A client's pages may be read by others:
/// theirs say it in the same neutral words.
fn recovery(ask: &Ask, actor: &Actor) -> Option<String> {
    let recovery = match ask.clinic().recovery(actor) {
        Ok(found) => found?,
        Err(problem) => {
            // The page is shown all the same; the log says what is wrong.
            let _ = Failure::fault(problem.telling());
            return None;
        }
    };
    let zone = ask.clinic().zone();
    let (when, from) =
        (plain::moment(recovery.made_at, &zone), plain::moment(recovery.works_from, &zone));
    Some(
        words().with(
            "recovery-notice",
            &[("who", &recovery.made_by), ("when", &when), ("from", &from)],
        ),
    )
}

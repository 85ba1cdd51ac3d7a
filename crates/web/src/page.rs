//! What every page shows around its own content.

use std::borrow::Cow;

use clinic::{Actor, Role, Settings, crisis::CrisisContacts, identity::Identity};

use crate::{answer::Failure, ask::Ask, assets, parts::contact::Contact, plain, words::words};

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
        Self {
            title: title.to_owned(),
            actor: ask.actor.clone(),
            demo: ask.clinic().is_demo(),
            crisis_contacts: ask.clinic().crisis_numbers(ask.actor.as_ref()),
            crisis_unchecked: unchecked(ask, &settings),
            exit_to: settings.exit_to.clone(),
            clients: ask.actor.as_ref().is_some_and(Actor::is_client),
            leads: ask.actor.as_ref().is_some_and(|actor| ask.clinic().leads_courses(actor)),
            supervises: ask.actor.as_ref().is_some_and(|actor| supervises(actor, &settings)),
            recovery: ask.actor.as_ref().and_then(|actor| recovery(ask, actor)),
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
    let staff = ask.actor.as_ref().is_some_and(|actor| !actor.is_client());
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
    let zone = jiff::tz::TimeZone::get(&ask.clinic().settings().zone);
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let (when, from) =
        (plain::moment(recovery.made_at, &zone), plain::moment(recovery.works_from, &zone));
    Some(
        words().with(
            "recovery-notice",
            &[("who", &recovery.made_by), ("when", &when), ("from", &from)],
        ),
    )
}

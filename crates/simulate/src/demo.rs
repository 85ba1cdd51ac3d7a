//! The demo practice: in each area a course that ran to its end (Maren, Esther, Niamh, Henrik), and
//! others in other places of theirs. All invented.

use clinic::{
    Access, Actor, Clinic, Problem, Role, Roles, SetClock, Settings, TheAccounts, Write,
    crisis::CrisisContacts,
    invitation::Token,
    permission::{TheCaseload, TheSettings},
};
use ipt::{Code, CourseId};
use jiff::{Timestamp, civil::Date};

use crate::walk::{later, morning};

mod amara;
mod course;
mod esther;
mod geoffrey;
mod henrik;
mod jun;
mod leila;
mod maren;
mod niamh;
mod piotr;
mod session;
mod sofia;
mod supervision;

/// The demo practice as it can be entered.
pub struct Practice {
    /// The people, each with a door.
    pub people: Vec<Person>,
    /// The courses.
    pub courses: Vec<DemoCourse>,
}

/// A person with a door.
pub struct Person {
    /// The name.
    pub name: String,
    /// The roles.
    pub roles: Roles,
    /// The door's secret.
    pub door: Token,
}

/// A course of the demo.
pub struct DemoCourse {
    /// The client's name.
    pub client: String,
    /// Which.
    pub id: CourseId,
    /// The phase's code.
    pub phase: String,
}

/// Fills a new demo record. The clock is left at the end of the story.
///
/// # Errors
/// As the clinic says; a story that the therapy refuses is a defect of the story.
pub fn seed(clinic: &Clinic, clock: &SetClock) -> Result<Practice, Problem> {
    let today: Date = jiff::tz::TimeZone::UTC.to_datetime(Timestamp::now()).date();
    seed_for(clinic, clock, today)
}

/// The same for a given day, so that pictures of it can be pinned.
///
/// # Errors
/// As [`seed`].
pub fn seed_for(clinic: &Clinic, clock: &SetClock, today: Date) -> Result<Practice, Problem> {
    morning(clock, later(today, -260));
    let administrator = administrator(clinic)?;
    let staff: Access<TheAccounts, Write> = clinic.may(&administrator, (), "people")?;
    let ruth = member(clinic, &staff, Role::Therapist, "Ruth Albrecht", "ruth")?;
    let daniel = member(clinic, &staff, Role::Therapist, "Daniel Okafor", "daniel")?;
    member(clinic, &staff, Role::Researcher, "Aino Salo", "aino")?;
    deputy(clinic, &administrator, &daniel)?;
    let helen = supervision::supervisor(clinic, &administrator, &staff, &[&ruth, &daniel])?;

    maren::walk(clinic, clock, &ruth, later(today, -196))?;
    amara::walk(clinic, clock, &ruth, later(today, 3))?;
    piotr::walk(clinic, clock, &ruth, later(today, -15))?;
    // Both come today: their next session is booked for this day.
    leila::walk(clinic, clock, &ruth, later(today, -49))?;
    geoffrey::walk(clinic, clock, &ruth, later(today, -105))?;
    jun::walk(clinic, clock, &ruth, later(today, -40))?;
    sofia::walk(clinic, clock, &daniel, later(today, -20))?;
    henrik::walk(clinic, clock, &daniel, later(today, -150))?;
    esther::walk(clinic, clock, &daniel, later(today, -180))?;
    niamh::walk(clinic, clock, &daniel, later(today, -160))?;
    supervision::agreed(clinic, clock, &ruth, helen, today)?;
    morning(clock, today);
    known(clinic)
}

/// The practice as it stands, with new doors for everybody.
///
/// # Errors
/// On a record without the demo mark, always.
pub fn known(clinic: &Clinic) -> Result<Practice, Problem> {
    let mut practice = Practice { people: Vec::new(), courses: Vec::new() };
    for account in clinic.everybody_in_the_demo()? {
        let door = clinic.demo_door(account.id)?;
        let actor = clinic.through_demo_door(&door)?.actor;
        if account.has(Role::Therapist) {
            let caseload: Access<TheCaseload, clinic::Read> = clinic.may(&actor, (), "caseload")?;
            for row in clinic.caseload(&caseload)?.rows {
                practice.courses.push(DemoCourse {
                    client: row.identity.name,
                    id: row.course,
                    phase: row.summary.phase.code().to_owned(),
                });
            }
        }
        practice.people.push(Person { name: account.name, roles: account.roles, door });
    }
    Ok(practice)
}

fn administrator(clinic: &Clinic) -> Result<Actor, Problem> {
    let token = clinic.set_up()?.ok_or(Problem::InvitationGone)?;
    // Nobody needs it. Chance alone is refused once in some hundred thousand times as guessed first.
    let passphrase = format!("mulberry {}", uuid::Uuid::new_v4());
    let signed_in = clinic.take_invitation(&token, Some(("Tomas Weil", "tomas")), &passphrase)?;
    let contacts = |country: &str, numbers: &[&str]| CrisisContacts {
        country: country.to_owned(),
        language: "English".to_owned(),
        contacts: numbers.iter().map(|number| (*number).to_owned()).collect(),
        checked_on: Some(clinic.today()),
    };
    let settings: Access<TheSettings, Write> = clinic.may(&signed_in.actor, (), "settings")?;
    clinic.change_settings(
        &settings,
        &Settings {
            name: "Practice at the Old Mill (invented)".to_owned(),
            crisis: vec![
                contacts("Ireland", &["Emergency 112", "Samaritans 116 123"]),
                contacts("United States", &["Emergency 911", "Crisis line 988"]),
            ],
            ..Settings::default()
        },
    )?;
    Ok(signed_in.actor)
}

/// Risk alerts that nobody takes on go on to this therapist.
fn deputy(clinic: &Clinic, administrator: &Actor, deputy: &Actor) -> Result<(), Problem> {
    let access: Access<TheSettings, Write> = clinic.may(administrator, (), "settings")?;
    let deputy = Some(deputy.id());
    clinic.change_settings(&access, &Settings { deputy, alert_hours: 48, ..clinic.settings() })
}

fn member(
    clinic: &Clinic,
    staff: &Access<TheAccounts, Write>,
    role: Role,
    name: &str,
    login: &str,
) -> Result<Actor, Problem> {
    let fresh = clinic.fresh(staff.actor(), &Token(String::new()))?;
    let id = clinic.add_account(staff, &fresh, role, name, login)?;
    let door = clinic.demo_door(id)?;
    Ok(clinic.through_demo_door(&door)?.actor)
}

/// Typed lines.
fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

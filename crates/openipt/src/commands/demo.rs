use std::sync::Arc;

use clinic::{Clinic, Role, SetClock};
use record::Mark;
use serde_json::json;
use simulate::demo::Practice;

use super::listen::{self, Listen};
use crate::{place::place, problem::Problem};

/// Seed an invented practice and serve it
///
/// Nobody in it is real. Each person has a link that signs in with one click; such links exist
/// only on a record that carries the demo mark, which no other command opens.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    listen: Listen,
    /// Keep the practice in this folder [default: a temporary one, removed at the end]
    #[arg(long, value_name = "DIR")]
    data: Option<std::path::PathBuf>,
    /// Print one line of JSON instead of a table
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    listen::safe(&arguments.listen)?;
    let temporary = std::env::temp_dir().join(format!("openipt-demo-{}", uuid::Uuid::new_v4()));
    let data = arguments.data.clone().unwrap_or_else(|| temporary.join("practice"));
    let place = place(&data, None)?;
    let clock = SetClock::default();
    let known = place.data.join("record.db").exists();
    let clinic = if known {
        Clinic::open(&place, Mark::Demo, Arc::new(clock.clone()))?
    } else {
        Clinic::create(&place, Mark::Demo, Arc::new(clock.clone()))?
    };
    let clinic = clinic.with_own_measures()?.with_imported_corridor()?;
    let practice = if known {
        simulate::demo::known(&clinic)?
    } else {
        simulate::demo::seed(&clinic, &clock)?
    };
    clock.release();
    let clinic = Arc::new(clinic);
    let outcome = listen::serve(Arc::clone(&clinic), &arguments.listen, (None, None), |url| {
        listen::say(&if arguments.json {
            as_json(&practice, url)
        } else {
            as_table(&practice, url)
        });
    });
    drop(clinic);
    if arguments.data.is_none() {
        // A temporary folder that cannot be removed is the system's to clear.
        let _ = std::fs::remove_dir_all(&temporary);
    }
    outcome
}

fn as_json(practice: &Practice, url: &str) -> String {
    let people: Vec<_> = practice
        .people
        .iter()
        .map(|person| {
            let sign_in = format!("{url}/demo/{}", person.door.0);
            let roles: Vec<_> = person.roles.iter().map(Role::code).collect();
            let role = roles.first();
            json!({ "name": person.name, "role": role, "roles": roles, "sign_in": sign_in })
        })
        .collect();
    let courses: Vec<_> = practice
        .courses
        .iter()
        .map(|course| {
            let address = format!("{url}/courses/{}", course.id);
            json!({ "client": course.client, "url": address, "phase": course.phase })
        })
        .collect();
    json!({ "url": url, "people": people, "courses": courses }).to_string() + "\n"
}

fn as_table(practice: &Practice, url: &str) -> String {
    let mut table = format!("An invented practice is served on {url}\n\n");
    for person in &practice.people {
        let roles: Vec<_> = person.roles.iter().map(Role::code).collect();
        let (name, role) = (&person.name, roles.join(", "));
        table.push_str(&format!("  {name:<22} {role:<14} {url}/demo/{}\n", person.door.0));
    }
    table + "\nOpen one of the links to sign in. Stop with Ctrl+C.\n"
}

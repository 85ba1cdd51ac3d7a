//! A practice on disk with as many clients as a figure needs.

use std::{path::Path, sync::Arc};

use clinic::{
    Access, Actor, Clinic, Role, SystemClock, TheAccounts, Write, identity::Identity,
    perform::NewCourse, permission::TheCaseload,
};
use ipt::{CourseId, Dialect, document::Referral};
use record::{Mark, Place};
use uuid::Uuid;

pub const PASSPHRASE: &str = "a passphrase of several words";

pub fn place(folder: &Path) -> Place {
    Place { data: folder.join("data"), root_key: folder.join("data.root-key") }
}

/// A real practice with its administrator.
pub fn made(folder: &Path) -> (Clinic, Actor) {
    let clinic = Clinic::create(&place(folder), Mark::Real, Arc::new(SystemClock)).expect("made");
    let token = clinic.set_up().expect("tables").expect("new");
    let names = Some(("Tomas", "tomas"));
    let actor = clinic.take_invitation(&token, names, PASSPHRASE).expect("in").actor;
    (clinic, actor)
}

/// Where the bench keeps the secret of somebody's authenticator for the sign-in to come.
fn secret_of(login: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("openipt-bench-{}-{login}", std::process::id()))
}

/// What somebody's authenticator shows now.
pub fn code_of(login: &str) -> String {
    code(&std::fs::read_to_string(secret_of(login)).expect("kept"), 0)
}

fn code(secret: &str, steps: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("a secret");
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("anybody");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("time");
    let at = now.as_secs().saturating_add_signed(steps * 30);
    totp.build().expect("a code").generate(at).to_string()
}

/// A therapist with so many clients.
pub fn therapist(
    clinic: &Clinic,
    administrator: &Actor,
    login: &str,
    clients: usize,
) -> (Actor, Vec<CourseId>) {
    let staff: Access<TheAccounts, Write> = clinic.may(administrator, (), "people").expect("may");
    let fresh = clinic
        .fresh(administrator, &clinic::invitation::Token(String::new()))
        .expect("no second step");
    let id = clinic.add_account(&staff, &fresh, Role::Therapist, login, login).expect("account");
    let link = clinic.invite(&staff, &fresh, id).expect("invited").token;
    let taken = clinic.take_invitation(&link, None, PASSPHRASE).expect("in");
    let actor = taken.actor;
    // As all staff have one; the code of a later step of time signs in.
    let new = clinic.new_authenticator(&actor).expect("made");
    let code = code(&new.secret, -1);
    clinic.confirm_authenticator(&actor, &taken.token, &code).expect("set up");
    std::fs::write(secret_of(login), &new.secret).expect("kept");
    let caseload: Access<TheCaseload, Write> = clinic.may(&actor, (), "referral").expect("may");
    let courses = (0..clients).map(|n| {
        let referral = Referral {
            received_on: Some(clinic.today()),
            reason: "Low since the move; sleeps badly; sees nobody.".into(),
            ..Referral::default()
        };
        let new = NewCourse {
            client: Err(Identity { name: format!("Client {n}"), ..Identity::default() }),
            variant: "ipt_standard".into(),
            dialect: Dialect::KlermanWeissman,
            previous: None,
            referral,
        };
        clinic.refer(&caseload, Uuid::new_v4(), new).expect("referred")
    });
    (actor, courses.collect())
}

/// So many courses, each with who leads it: nobody leads more than anybody may open within an hour.
pub fn led(clinic: &Clinic, administrator: &Actor, courses: usize) -> Vec<(Actor, CourseId)> {
    const EACH: usize = 128;
    let logins = (0..courses.div_ceil(EACH)).map(|n| (n, format!("therapist-{n}")));
    let mut led = Vec::new();
    for (n, login) in logins {
        let clients = EACH.min(courses - n * EACH);
        let (actor, theirs) = therapist(clinic, administrator, &login, clients);
        led.extend(theirs.into_iter().map(|course| (actor.clone(), course)));
    }
    led
}

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

/// A therapist with so many clients.
pub fn therapist(
    clinic: &Clinic,
    administrator: &Actor,
    login: &str,
    clients: usize,
) -> (Actor, Vec<CourseId>) {
    let staff: Access<TheAccounts, Write> = clinic.may(administrator, (), "people").expect("may");
    let id = clinic.add_account(&staff, Role::Therapist, login, login).expect("account");
    let link = clinic.invite(&staff, id).expect("invited").token;
    let actor = clinic.take_invitation(&link, None, PASSPHRASE).expect("in").actor;
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

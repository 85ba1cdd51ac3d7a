#![allow(missing_docs)] // a test binary has no readers but this file's
//! Stories of the running clinic: who may, what is never lost, what is found again.

mod asked_roles;
mod breach;
mod browsers;
mod check_ins;
mod corridor;
mod covers;
mod disclosures;
mod drafts;
mod emergency;
mod erasure;
mod figures;
mod guardians;
mod hand_outs;
mod invitations;
mod keeping;
mod key_budget;
mod labels;
mod measures;
mod must_not_compile;
mod never;
mod outbox;
mod own_word;
mod passkey;
mod people;
mod policy;
mod process_notes;
mod providers;
mod recoveries;
mod referrals;
mod risk_alerts;
mod role_conflicts;
mod roles;
mod sealed;
mod second_step;
mod work;

use std::sync::Arc;

use clinic::{
    Access, Actor, Clinic, Problem, Read, Role, SetClock, TheAccounts, TheCourse, Write,
    caseload::Caseload, identity::Identity, invitation::Token, perform::NewCourse,
    permission::TheCaseload, second_step::Fresh,
};
use ipt::{CourseId, Dialect, document::Referral};
use record::{Mark, Place};
use uuid::Uuid;

/// A practice with the people every story knows. Mallory has an account and no rights.
pub struct World {
    pub clinic: Clinic,
    pub clock: SetClock,
    pub tomas: Actor,
    pub ruth: Actor,
    pub mallory: Actor,
}

pub const PASSPHRASE: &str = "a passphrase of several words";

pub fn clock() -> SetClock {
    SetClock::at("2026-03-02T09:00:00Z".parse().expect("a moment"))
}

/// A practice on disk, for what needs its files or several threads.
pub fn world_on_disk() -> (tempfile::TempDir, Place, World) {
    let folder = tempfile::tempdir().expect("folder");
    let place =
        Place { data: folder.path().join("data"), root_key: folder.path().join("root.key") };
    let clock = clock();
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock.clone())).expect("created");
    (folder, place, world_of(clinic, clock))
}

/// The plain tables, past the clinic: as a crash, a thief or an older program would leave them.
pub fn tables(place: &Place) -> rusqlite::Connection {
    rusqlite::Connection::open(place.data.join(clinic::PRACTICE_FILE)).expect("the tables")
}

pub fn world() -> World {
    let clock = clock();
    let clinic = Clinic::in_memory(Arc::new(clock.clone())).expect("clinic");
    world_of(clinic, clock)
}

pub fn world_of(clinic: Clinic, clock: SetClock) -> World {
    let token = clinic.set_up().expect("tables").expect("nobody yet");
    let tomas = clinic
        .take_invitation(&token, Some(("Tomas Weil", "tomas")), PASSPHRASE)
        .expect("first administrator")
        .actor;
    let ruth = therapist(&clinic, &tomas, "Ruth Albrecht", "ruth");
    let mallory = therapist(&clinic, &tomas, "Mallory Reed", "mallory");
    World { clinic, clock, tomas, ruth, mallory }
}

pub fn therapist(clinic: &Clinic, administrator: &Actor, name: &str, login: &str) -> Actor {
    let staff: Access<TheAccounts, Write> = clinic.may(administrator, (), "people").expect("may");
    let id = clinic
        .add_account(&staff, &fresh(clinic, administrator), Role::Therapist, name, login)
        .expect("account");
    let token = clinic.invite(&staff, &fresh(clinic, administrator), id).expect("invited").token;
    clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor
}

/// The proof of a fresh code, for who has no second step.
pub fn fresh(clinic: &Clinic, actor: &Actor) -> Fresh {
    clinic.fresh(actor, &Token(String::new())).expect("no second step")
}

impl World {
    pub fn refer(&self, name: &str) -> CourseId {
        self.refer_as(&self.ruth, Uuid::new_v4(), name).expect("referred")
    }

    pub fn refer_as(&self, actor: &Actor, key: Uuid, name: &str) -> Result<CourseId, Problem> {
        let caseload: Access<TheCaseload, Write> =
            self.clinic.may(actor, (), "referral").expect("may");
        let referral = Referral {
            received_on: Some(self.clinic.today()),
            reason: "Low since spring.".into(),
            consent_to_assessment: Some(true),
            assessment_booked_on: Some(self.clinic.today()),
            ..Referral::default()
        };
        let new = NewCourse {
            client: Err(Identity { name: name.into(), ..Identity::default() }),
            variant: "ipt_standard".into(),
            dialect: Dialect::KlermanWeissman,
            previous: None,
            referral,
        };
        self.clinic.refer(&caseload, key, new)
    }

    pub fn caseload(&self, actor: &Actor) -> Caseload {
        let access: Access<TheCaseload, Read> =
            self.clinic.may(actor, (), "caseload").expect("may");
        self.clinic.caseload(&access).expect("caseload")
    }

    pub fn fresh(&self) -> Fresh {
        fresh(&self.clinic, &self.tomas)
    }

    pub fn staff(&self) -> Access<TheAccounts, Write> {
        self.clinic.may(&self.tomas, (), "people").expect("may")
    }

    pub fn working(&self, course: CourseId) -> Access<TheCourse, Write> {
        self.clinic.may(&self.ruth, course, "course").expect("may")
    }
}

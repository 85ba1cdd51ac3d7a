//! Helen Marsh supervises both therapists; two clients of Ruth's agreed to it.

use clinic::{
    Access, Actor, Clinic, Expect, Problem, Role, SetClock, TheAccounts, TheCourse, Write,
    invitation::Token,
    permission::{TheCaseload, TheSettings},
    supervision::SupervisionContract,
};
use ipt::{
    AccountId, Command, SupervisionId,
    supervision::{SupervisionConsent, SupervisionStep, SupervisionTalk},
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::walk::{later, morning};

/// The supervisor, by a contract with each of these from the day on which the practice began.
pub(super) fn supervisor(
    clinic: &Clinic,
    administrator: &Actor,
    staff: &Access<TheAccounts, Write>,
    therapists: &[&Actor],
) -> Result<AccountId, Problem> {
    let fresh = clinic.fresh(administrator, &Token(String::new()))?;
    let supervisor = clinic.add_account(staff, &fresh, Role::Supervisor, "Helen Marsh", "helen")?;
    let settings: Access<TheSettings, Write> = clinic.may(administrator, (), "settings")?;
    let (from, until) = (clinic.today(), later(clinic.today(), 2 * 365));
    for therapist in therapists {
        let therapist = therapist.id();
        clinic.agree_supervision(
            &settings,
            SupervisionContract { supervisor, therapist, from, until },
        )?;
    }
    Ok(supervisor)
}

/// What two clients agreed to, and a talk on one of them.
pub(super) fn agreed(
    clinic: &Clinic,
    clock: &SetClock,
    ruth: &Actor,
    supervisor: AccountId,
    today: Date,
) -> Result<(), Problem> {
    morning(clock, later(today, -12));
    let consent = |named, words: &str| SupervisionConsent {
        until: Some(later(today, 120)),
        notes: Some(true),
        named: Some(named),
        co_signs: Some(false),
        words: words.into(),
    };
    let leila = consent(false, "“If it is somebody who does not buy bread from us.”");
    let geoffrey = consent(true, "“By all means. I supervised apprentices for thirty years.”");
    let talked = SupervisionTalk {
        held_on: Some(later(today, -12)),
        brought: "Both sisters wait for the other to speak first. I find myself waiting too."
            .into(),
        thought: "An impasse has a use: nobody has to hear no. Not to push, but to say that there \
                  is a silence, and that it costs something."
            .into(),
        agreed: "Put the silence into words in the next session, and count what it costs.".into(),
    };
    act(
        clinic,
        ruth,
        "Geoffrey Ames",
        SupervisionStep::Consented { supervisor, content: geoffrey },
    )?;
    act(clinic, ruth, "Leila Haddad", SupervisionStep::Consented { supervisor, content: leila })?;
    let talk = SupervisionId(Uuid::new_v4());
    act(clinic, ruth, "Leila Haddad", SupervisionStep::Talked { talk, content: talked })
}

fn act(clinic: &Clinic, ruth: &Actor, client: &str, step: SupervisionStep) -> Result<(), Problem> {
    let caseload: Access<TheCaseload, clinic::Read> = clinic.may(ruth, (), "caseload")?;
    let rows = clinic.caseload(&caseload)?.rows;
    let row = rows.iter().find(|row| row.identity.name == client);
    let course = row.ok_or(Problem::NotYours)?.course;
    let access: Access<TheCourse, Write> = clinic.may(ruth, course, "supervision")?;
    let command = Command::Supervise(step);
    clinic.perform(&access, Expect::Anything, Uuid::new_v4(), command).map(|_| ())
}

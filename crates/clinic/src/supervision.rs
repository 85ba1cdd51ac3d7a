//! Supervision: the contracts of the practice, and what a supervisor sees and does of a course.

use ipt::{
    AccountId, ClientId, Command, Course, CourseId,
    session::SessionNote,
    summary::Summary,
    supervision::{SupervisionConsent, SupervisionStep},
};
use jiff::civil::Date;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Account, Clinic, Expect, Performed, Problem, Read, Role, Settings, Write,
    permission::{TheOwnCourse, TheSettings, TheSupervisedCourse, TheSupervision, Verb},
};

mod pseudonym;

/// Two people of the practice work together as supervisor and supervised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionContract {
    /// Who supervises.
    pub supervisor: AccountId,
    /// Whose work it is.
    pub therapist: AccountId,
    /// From which day.
    pub from: Date,
    /// To which day.
    pub until: Date,
}

impl SupervisionContract {
    /// Whether it is good on a day.
    pub fn stands(&self, today: Date) -> bool {
        (self.from..=self.until).contains(&today)
    }
}

/// A course as a supervisor sees it.
#[derive(Debug)]
pub struct OpenedCourse {
    /// The client's name, where the client agreed to it.
    pub name: Option<String>,
    /// By what it is called where there is no name: four signs that tell nothing.
    pub mark: String,
    /// Who leads it, by name.
    pub therapist: String,
    /// The course: without what the client did not open, and with initials for every name that is
    /// known, unless the client agreed to names.
    pub course: Course,
    /// What the client agreed to.
    pub consent: SupervisionConsent,
}

/// A row of the list of supervised courses.
#[derive(Debug)]
pub struct SupervisedRow {
    /// Which course.
    pub course: CourseId,
    /// The client's name, where the client agreed to it.
    pub name: Option<String>,
    /// By what it is called where there is no name.
    pub mark: String,
    /// Who leads it, by name.
    pub therapist: String,
    /// How it stands.
    pub summary: Summary,
}

impl Account {
    /// Whether this person may supervise: a supervisor or a therapist who works here.
    pub(crate) fn may_supervise(&self) -> bool {
        matches!(self.role, Role::Supervisor | Role::Therapist) && !self.ended
    }
}

impl Settings {
    /// The contract that stands between two people, if one does.
    fn contract(
        &self,
        (supervisor, therapist): (AccountId, AccountId),
        today: Date,
    ) -> Option<&SupervisionContract> {
        let theirs = |c: &&SupervisionContract| {
            (c.supervisor, c.therapist) == (supervisor, therapist) && c.stands(today)
        };
        self.supervision.iter().find(theirs)
    }
}

impl Clinic {
    /// Agrees a contract, or agrees it anew: two people have one.
    ///
    /// # Errors
    /// [`Problem::Setting`] naming the field that is wrong.
    pub fn agree_supervision(
        &self,
        access: &Access<TheSettings, Write>,
        contract: SupervisionContract,
    ) -> Result<(), Problem> {
        let SupervisionContract { supervisor, therapist, from, until } = contract;
        let able = self.account(supervisor).is_ok_and(|account| account.may_supervise());
        let works = self.account(therapist).is_ok_and(|account| account.may_stand_in());
        for (field, right) in [
            ("supervisor", able && supervisor != therapist),
            ("therapist", works),
            ("until", from <= until && self.today() <= until),
        ] {
            if !right {
                return Err(Problem::Setting(field));
            }
        }
        self.alter_settings(access, |stand| {
            let pair = |c: &SupervisionContract| (c.supervisor, c.therapist);
            stand.supervision.retain(|known| pair(known) != pair(&contract));
            stand.supervision.push(contract);
            Ok(())
        })
    }

    /// Ends the contract of two people today: from this moment nothing is seen by it.
    ///
    /// # Errors
    /// When the settings cannot be written.
    pub fn end_supervision(
        &self,
        access: &Access<TheSettings, Write>,
        supervisor: AccountId,
        therapist: AccountId,
    ) -> Result<(), Problem> {
        self.alter_settings(access, |stand| {
            let theirs =
                |c: &SupervisionContract| (c.supervisor, c.therapist) == (supervisor, therapist);
            stand.supervision.retain(|known| !theirs(known));
            Ok(())
        })
    }

    /// The people who work here and may supervise, by id and name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn supervisors(
        &self,
        access: &Access<TheSettings, Write>,
    ) -> Result<Vec<(AccountId, String)>, Problem> {
        let _ = access;
        let here = self.accounts_where("role <> 'client' AND ended_at IS NULL")?;
        let able = here.into_iter().filter(Account::may_supervise);
        Ok(able.map(|account| (account.id, account.name)).collect())
    }

    /// Whether a contract stands today by which the one supervises the other.
    pub(crate) fn supervises(&self, supervisor: AccountId, therapist: AccountId) -> bool {
        self.settings().contract((supervisor, therapist), self.today()).is_some()
    }

    /// Who supervises a therapist today.
    pub fn supervisors_of(&self, therapist: AccountId) -> Vec<AccountId> {
        let today = self.today();
        let contracts = self.settings().supervision;
        let theirs = contracts.iter().filter(|c| c.therapist == therapist && c.stands(today));
        theirs.map(|contract| contract.supervisor).collect()
    }

    /// The courses that a supervisor may see today.
    ///
    /// # Errors
    /// When the tables or a summary cannot be read.
    pub fn supervised(
        &self,
        access: &Access<TheSupervision, Read>,
    ) -> Result<Vec<SupervisedRow>, Problem> {
        let (by, today) = (access.actor().id(), self.today());
        let mut rows = Vec::new();
        for contract in self.settings().supervision {
            if contract.supervisor != by || !contract.stands(today) {
                continue;
            }
            let courses = self.led_by(contract.therapist)?;
            for ((course, client), summary) in courses.iter().zip(self.summaries(&courses)) {
                let Some(summary) = summary? else { continue };
                if !summary.supervision.is_by(by, today) {
                    continue;
                }
                rows.push(SupervisedRow {
                    course: *course,
                    name: self.name_if(summary.supervision.named_to.contains(&by), *client)?,
                    mark: self.mark(*course),
                    therapist: self.name_of(contract.therapist),
                    summary,
                });
            }
        }
        Ok(rows)
    }

    fn led_by(&self, therapist: AccountId) -> Result<Vec<(CourseId, ClientId)>, Problem> {
        let tables = self.tables.swift();
        let mut found = tables.prepare_cached(
            "SELECT id, client FROM course WHERE therapist = ?1 ORDER BY created_at, id",
        )?;
        let rows = found.query_map(params![therapist.0], |row| {
            Ok((CourseId(row.get(0)?), ClientId(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn name_if(&self, agreed: bool, client: ClientId) -> Result<Option<String>, Problem> {
        agreed.then(|| self.identity_of(client).map(|identity| identity.name)).transpose()
    }

    fn mark(&self, course: CourseId) -> String {
        let opaque = self.opaque(course, "supervision").simple().to_string();
        opaque.chars().take(4).collect::<String>().to_uppercase()
    }

    /// A course, for its supervisor.
    ///
    /// # Errors
    /// When the record cannot be read; [`Problem::NotYours`] when the consent has ended meanwhile.
    pub fn read_supervised<V: Verb>(
        &self,
        access: &Access<TheSupervisedCourse, V>,
    ) -> Result<OpenedCourse, Problem> {
        let file = self.load(access.id(), access.client())?;
        let kept = file.course.supervised_by(access.actor().id(), self.today());
        let consent = kept.ok_or(Problem::NotYours)?.content.clone();
        let identity = self.identity_of(access.client())?;
        let named = consent.named == Some(true);
        let mut course =
            if named { file.course.clone() } else { pseudonym::under(&file, &identity)? };
        if consent.notes != Some(true) {
            close_notes(&mut course);
        }
        let leads = file.course.begun.as_ref().map(|begun| begun.therapist);
        Ok(OpenedCourse {
            name: named.then_some(identity.name),
            mark: self.mark(access.id()),
            therapist: leads.map_or(String::new(), |leads| self.name_of(leads)),
            course,
            consent,
        })
    }

    /// What a supervisor does in a course: writes down a talk and what came of it, signs a note
    /// too, or sends it back. Nothing else.
    ///
    /// # Errors
    /// [`Problem::NotYours`] for any other act; [`Problem::Refused`] when the therapy says no.
    pub fn supervise(
        &self,
        access: &Access<TheSupervisedCourse, Write>,
        form_key: Uuid,
        command: Command,
    ) -> Result<Performed, Problem> {
        use SupervisionStep::{FollowedUp, Returned, Talked};
        let theirs = matches!(
            command,
            Command::CoSign { .. }
                | Command::Supervise(Talked { .. } | FollowedUp { .. } | Returned { .. })
        );
        if !theirs {
            return Err(Problem::NotYours);
        }
        let whose = (access.id(), access.client());
        self.act(whose, access.actor().id(), Expect::Anything, form_key, command)
    }

    /// The client takes back what they agreed to.
    ///
    /// # Errors
    /// [`Problem::Refused`] when it does not stand any more.
    pub fn withdraw_supervision(
        &self,
        access: &Access<TheOwnCourse, Write>,
        form_key: Uuid,
        supervisor: AccountId,
        reason: String,
    ) -> Result<(), Problem> {
        let whose = (access.id(), access.client());
        let command = Command::Supervise(SupervisionStep::Withdrawn { supervisor, reason });
        self.act(whose, access.actor().id(), Expect::Anything, form_key, command).map(|_| ())
    }
}

/// Without what was written of the sessions.
fn close_notes(course: &mut Course) {
    for session in &mut course.sessions {
        session.note = SessionNote::default();
        session.addenda.clear();
    }
    course.incidents.clear();
    course.decisions.clear();
    course.technique_records.clear();
}

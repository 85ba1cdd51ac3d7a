//! Supervision: what a supervisor sees and does of a course.

use ipt::{
    AccountId, ClientId, Command, Course, CourseId,
    session::SessionNote,
    summary::Summary,
    supervision::{KeptTalk, SupervisionConsent, SupervisionStep},
};
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Clinic, Expect, Performed, Problem, Read, Write,
    audit::Look,
    permission::{ResourceKind, TheOwnCourse, TheSupervisedCourse, TheSupervision, Verb, VerbKind},
};

mod contract;
mod pseudonym;

pub use contract::SupervisionContract;
pub(crate) use pseudonym::without_names;

/// A course as a supervisor sees it.
#[derive(Debug)]
pub struct OpenedCourse {
    /// The client's name, where the client agreed to it.
    pub name: Option<String>,
    /// By what it is called where there is no name: six signs that tell nothing.
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

impl Clinic {
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
                // One that cannot be read does not hide the others; its therapist is told of it.
                let Ok(Some(summary)) = summary else { continue };
                if !summary.supervision.is_by(by, today) {
                    continue;
                }
                self.log(Look {
                    account: by,
                    resource: ResourceKind::SupervisedCourse.code(),
                    verb: VerbKind::Read.code(),
                    client: Some(*client),
                    course: Some(*course),
                    room: "supervision",
                })?;
                rows.push(SupervisedRow {
                    course: *course,
                    name: self.name_if(summary.supervision.named_to.contains(&by), *client),
                    mark: self.mark(*course),
                    therapist: self.name_of(contract.therapist),
                    summary,
                });
            }
        }
        Ok(rows)
    }

    pub(crate) fn led_by(
        &self,
        therapist: AccountId,
    ) -> Result<Vec<(CourseId, ClientId)>, Problem> {
        let tables = self.tables.swift();
        let mut found = tables.prepare_cached(
            "SELECT id, client FROM course WHERE therapist = ?1 ORDER BY created_at, id",
        )?;
        let rows = found.query_map(params![therapist.0], |row| {
            Ok((CourseId(row.get(0)?), ClientId(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn name_if(&self, agreed: bool, client: ClientId) -> Option<String> {
        agreed.then(|| self.identity_of(client).ok().map(|identity| identity.name)).flatten()
    }

    fn mark(&self, course: CourseId) -> String {
        let opaque = self.opaque(course, "supervision").simple().to_string();
        opaque.chars().take(6).collect::<String>().to_uppercase()
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
        let by = access.actor().id();
        let kept = file.course.supervised_by(by, self.today()).ok_or(Problem::NotYours)?;
        let consent = kept.content.clone();
        let identity = self.identity_of(access.client())?;
        let named = consent.named == Some(true);
        let mut course =
            if named { file.course.clone() } else { pseudonym::under(&file, &identity)? };
        if consent.notes != Some(true) {
            close_notes(&mut course);
        }
        // What was talked over before with somebody else is theirs.
        let theirs = |talk: &KeptTalk| talk.by == by || talk.content.held_on >= Some(kept.since);
        course.supervision.talks.retain(theirs);
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
        if let Command::Supervise(FollowedUp { talk, .. }) = &command {
            let seen = self.read_supervised(access)?.course.supervision.talks;
            if !seen.iter().any(|known| known.id == *talk) {
                return Err(Problem::NotYours);
            }
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
        session.returned = None;
        session.note = SessionNote::default();
        session.addenda.clear();
    }
    course.incidents.clear();
    course.decisions.clear();
    course.technique_records.clear();
    course.homework.clear();
    course.markers.clear();
    course.corrections.clear();
    for flag in &mut course.flags {
        flag.note.clear();
    }
}
